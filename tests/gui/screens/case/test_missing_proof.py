"""What is missing is chosen among the files that are there, before any other file is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from disputes_app.domain.changes import Changes
from disputes_app.domain.evidence import Evidence
from disputes_app.gui.screens.case.dialogs import ChooseDialog
from tests.helpers.builders import take_in
from tests.helpers.gui import dialog_of


@pytest.fixture
def screen(show, case, core, photo, context):
    """A case with three exhibits, whose order has two more files."""
    shown = show(case)
    for name, colour in (("listing.jpg", (10, 10, 200)), ("parcel.jpg", (200, 10, 200))):
        take_in(core, [photo(name, colour)], order=shown.view.orders[0])
    context.changes.announce(Changes(everything=True))
    return shown


def test_what_is_missing_may_be_there_already(screen, context):
    missing = screen.view.detail.readiness.missing[0]
    screen.checklist.add_wanted.emit(missing)
    dialog = dialog_of(screen, ChooseDialog)
    words = [dialog.list.item(at).text() for at in range(dialog.list.count())]
    assert words[0].endswith("exhibit A")
    assert words[-1].startswith("parcel")
    for at in (0, len(words) - 1):
        dialog.list.item(at).setCheckState(Qt.CheckState.Checked)
    dialog.take()
    found = next(one.refs for one in screen.view.detail.readiness.have if one.codes == missing.codes)
    assert {"A", "D"} <= set(found)
    assert [one.row.letter for one in screen.exhibits.model.rows] == ["A", "B", "C", "D"]
    context.notices.undos[-1][1]()
    assert missing.codes in [one.codes for one in screen.view.detail.readiness.missing]


def test_all_files_of_the_order_are_chosen_with_one_click(screen):
    screen.exhibits.adding.emit("evidence")
    dialog = dialog_of(screen, ChooseDialog)
    dialog.everything.click()
    dialog.take()
    assert len(screen.exhibits.model.rows) == 5


def test_the_files_to_choose_among_are_shown_by_their_pictures(screen, qtbot):
    screen.exhibits.adding.emit("evidence")
    dialog = dialog_of(screen, ChooseDialog)
    qtbot.waitUntil(lambda: dialog.list.item(0).icon().actualSize(dialog.list.iconSize()).width() > 30)


def test_files_that_wait_in_the_inbox_can_be_chosen_and_go_to_the_order(screen, core, photo, context):
    waits = take_in(core, [photo("waiting.jpg", (10, 200, 200))]).items[0].evidence
    screen.exhibits.adding.emit("evidence")
    dialog = dialog_of(screen, ChooseDialog)
    assert dialog.list.item(dialog.list.count() - 1).text() == "waiting.jpg\nwaits in the evidence inbox"
    dialog.list.item(dialog.list.count() - 1).setCheckState(Qt.CheckState.Checked)
    dialog.take()
    assert screen.exhibits.model.rows[-1].row.evidence.id == waits
    assert core.library.load(Evidence, waits).order_id == screen.view.orders[0]
    context.notices.undos[-1][1]()
    assert core.library.load(Evidence, waits).order_id is None
    assert len(screen.exhibits.model.rows) == 3
