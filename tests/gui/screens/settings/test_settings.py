"""The settings: what is said is stored as one action, what cannot be is said beside its field."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale, Qt

from disputes_app import bootstrap
from disputes_app.gui.screens.settings import places
from disputes_app.gui.screens.settings.dialog import SettingsDialog
from disputes_app.queries.settings import settings
from tests.helpers.gui import a_context

NOW = datetime(2026, 3, 12, 10, 42, tzinfo=UTC)


@pytest.fixture
def context(tmp_path):
    core = bootstrap.create_library(tmp_path / "library", lambda: NOW)
    yield a_context(core, NOW)
    core.library.close()


@pytest.fixture
def dialog(context, qtbot):
    made = SettingsDialog(context)
    # It goes by itself when it is closed.
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def kept(context):
    return settings(context.core.library)


def test_everything_said_is_stored_as_one_action_and_undone_together(dialog, context, qtbot):
    qtbot.keyClicks(dialog.library_name, "Northlight")
    qtbot.keyClicks(dialog.buyer_name, "Mira Hale")
    dialog.buyer_country.setCurrentText("United Kingdom")
    dialog.home_currency.setCurrentText("GBP")
    dialog.home_zone.setCurrentText("Europe/London")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    mine = kept(context)
    assert (mine.library_name, mine.buyer_name, mine.buyer_country) == ("Northlight", "Mira Hale", "GB")
    assert (mine.home_currency, mine.home_zone) == ("GBP", "Europe/London")
    assert not dialog.isVisible()
    assert len(context.notices.undos) == 1
    context.notices.undos[0][1]()
    assert kept(context).library_name == ""
    assert kept(context).buyer_country == ""


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        ("home_zone", "Europe/Atlantis", "not a zone"),
        ("home_currency", "pounds", "three letters"),
        ("buyer_country", "Atlantis", "from the list"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_stored(
    dialog, context, qtbot, name, words, sentence
):
    before = kept(context)
    qtbot.keyClicks(dialog.buyer_name, "Mira Hale")
    dialog.editors[name].setCurrentText(words)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.fields[name].has_error
    assert sentence in dialog.editors[name].accessibleDescription()
    assert dialog.isVisible()
    assert kept(context) == before
    dialog.editors[name].setCurrentIndex(1)
    assert not dialog.fields[name].has_error


def test_a_currency_that_is_not_offered_can_be_typed(dialog, context, qtbot):
    dialog.home_currency.setCurrentText("ISK")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert kept(context).home_currency == "ISK"


def test_saving_without_a_change_leaves_no_trace_in_the_journal(dialog, context, qtbot):
    entries = context.core.library.value("SELECT count(*) FROM journal")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert context.core.library.value("SELECT count(*) FROM journal") == entries


def test_the_appearance_is_taken_on_at_once_and_remembered(dialog, context, qtbot):
    dialog.appearance.choose("dark")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert context.settings.get("theme") == "dark"
    assert context.theme.theme.is_dark


def test_escape_changes_nothing(dialog, context, qtbot):
    qtbot.keyClicks(dialog.buyer_name, "Mira Hale")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert kept(context).buyer_name == ""


def test_the_dialog_opens_on_the_field_that_is_asked_for(context, qtbot):
    dialog = SettingsDialog(context, "home_zone")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.home_zone.hasFocus)


def test_every_field_has_a_name_for_a_screen_reader(dialog):
    assert all(editor.accessibleName() for editor in dialog.editors.values())
    assert dialog.appearance.accessibleName() == "Appearance"


def test_countries_languages_and_zones_are_there_to_choose_from():
    countries = places.countries()
    assert countries["GB"] == "United Kingdom"
    assert {"CN", "DE", "US", "CH"} <= countries.keys()
    assert all(len(code) == 2 for code in countries)
    assert "en" in places.languages()
    assert {"Europe/London", "Asia/Shanghai"} <= set(places.zones())


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("en_GB", {"buyer_country": "GB", "home_currency": "GBP"}),
        ("de_DE", {"buyer_country": "DE", "home_currency": "EUR"}),
        ("C", {}),
    ],
)
def test_country_and_currency_are_guessed_from_the_machine_only_where_it_says_so(name, guess):
    locale = QLocale.c() if name == "C" else QLocale(name)
    assert places.guessed(locale) == guess
