"""What is missing is chosen among the files that are there, before any other file is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from disputes_app.actions.cases import open_case
from disputes_app.domain.changes import Changes
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import OrderId
from disputes_app.domain.orders import Item
from disputes_app.gui.screens.case.compare_dialog import CompareDialog
from disputes_app.gui.screens.case.dialogs import ChooseDialog
from disputes_app.packets import presets
from disputes_app.queries.packet_content import packet_content
from tests.helpers.builders import an_order, take_in
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


@pytest.fixture
def undescribed(show, core):
    """A kettle that is not what was described."""
    return show(open_case(core, [an_order(core, "77", title="Kettle")], ClaimType.NOT_AS_DESCRIBED).value)


def a_comparison(screen):
    return next(one for one in screen.view.detail.readiness.missing if "X10" in one.codes)


def test_what_was_promised_against_what_came_is_written_there(undescribed, core, context):
    screen = undescribed
    missing = a_comparison(screen)
    screen.checklist.add_wanted.emit(missing)
    dialog = dialog_of(screen, CompareDialog)
    dialog.promised.setPlainText("Seven days of battery life")
    dialog.take()
    assert "Both sides" in dialog.fault.text()
    dialog.received.setPlainText("Six hours")
    dialog.take()
    assert missing.codes in [one.codes for one in screen.view.detail.readiness.have]
    made = packet_content(core, core.library, screen.view.case, presets.load("print_a4"))
    assert [(one.promised, one.received) for one in made.differences] == [
        ("Seven days of battery life", "Six hours")
    ]
    context.notices.undos[-1][1]()
    assert a_comparison(screen) == missing


def test_a_file_may_show_what_was_promised_against_what_came(undescribed, context, photo):
    missing = a_comparison(undescribed)
    undescribed.checklist.add_wanted.emit(missing)
    context.notices.answers.append([photo("table.jpg", (9, 9, 9))])
    dialog_of(undescribed, CompareDialog).others.click()
    assert missing.codes in [one.codes for one in undescribed.view.detail.readiness.have]


def test_words_that_wait_to_be_saved_are_not_left_for_another_item(qtbot):
    items = [
        Item(order_id=OrderId(1), title=title, promised=promised, received="nothing")
        for title, promised in (("Kettle", "1.7 l"), ("Mugs", "six"))
    ]
    dialog = CompareDialog(items)
    qtbot.addWidget(dialog)
    dialog.item.setCurrentIndex(1)
    assert (dialog.line, dialog.promised.toPlainText(), dialog.item.isEnabled()) == (2, "six", True)
    dialog.received.setPlainText("five, one broken")
    assert not dialog.item.isEnabled()
    assert "first" in dialog.item.toolTip()
    dialog.received.setPlainText("nothing")
    assert dialog.item.isEnabled()
