"""The welcome: its ways in, and the settings that were guessed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from disputes_app.gui.screens.settings.dialog import SettingsDialog
from disputes_app.gui.screens.welcome.page import WelcomePage
from disputes_app.gui.widgets.buttons import Button
from tests.helpers.builders import a_library
from tests.helpers.gui import a_context


@pytest.fixture
def core(tmp_path):
    made = a_library(tmp_path)
    yield made
    made.library.close()


@pytest.fixture
def page(core, qtbot):
    made = WelcomePage(a_context(core))
    qtbot.addWidget(made)
    made.resize(1228, 826)
    made.show()
    return made


def _link(page, words):
    return next(one for one in page.findChildren(Button) if one.accessibleName() == f"Change: {words}")


@pytest.mark.parametrize("way", ["new_order", "sample"])
def test_each_way_in_asks_for_its_command(page, qtbot, way):
    with qtbot.waitSignal(page.wanted) as told:
        qtbot.mouseClick(getattr(page, way), Qt.MouseButton.LeftButton)
    assert told.args == [{"new_order": "new_order", "sample": "open_sample"}[way]]


def test_choosing_files_asks_to_import(page, qtbot):
    with qtbot.waitSignal(page.wanted) as told:
        qtbot.mouseClick(page.drop.findChild(Button), Qt.MouseButton.LeftButton)
    assert told.args == ["import_files"]


def test_a_guessed_setting_is_changed_in_the_settings(page, qtbot):
    qtbot.mouseClick(_link(page, "Your currency"), Qt.MouseButton.LeftButton)
    dialog = page.window().findChild(SettingsDialog)
    assert dialog.isVisible()
    dialog.close()


def test_another_folder_is_another_library(page, qtbot):
    with qtbot.waitSignal(page.wanted) as told:
        qtbot.mouseClick(_link(page, "Kept in"), Qt.MouseButton.LeftButton)
    assert told.args == ["open_library"]


def test_the_settings_in_force_are_named(page):
    assert page.values["home_zone"].text() == "London, GMT until 29 March"
    assert page.values["buyer_country"].text() == "United Kingdom, for your legal rights"
    assert page.values["folder"].text().endswith("No account, no network.")


def test_where_it_is_narrow_the_example_goes(page):
    page.set_narrow(True)
    assert not page.example.isVisible()
    page.set_narrow(False)
    assert page.example.isVisible()
