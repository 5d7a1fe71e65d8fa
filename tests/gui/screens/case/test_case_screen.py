"""The case screen used by hand: what is missing, its stages, routes and words, and how it fits the window."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from disputes_app.actions import cases
from disputes_app.actions.messages import add_message
from disputes_app.domain.cases import Case
from disputes_app.domain.claims import Outcome, Stage
from disputes_app.domain.messages import MessageDirection
from disputes_app.gui.screens.case.dialogs import (
    ChooseDialog,
    CloseDialog,
    EditDialog,
    RouteDialog,
)
from disputes_app.gui.screens.case.filing_dialogs import SentDialog, StageDialog
from disputes_app.gui.widgets.buttons import Button
from disputes_app.queries.cases import case_detail
from tests.helpers.gui import SAMPLE_NOW, dialog_of

KEY = Qt.Key


def test_a_missing_proof_is_added_from_a_file_and_ticked(show, case, context, photo, core):
    screen = show(case)
    missing = screen.view.detail.readiness.missing[0]
    context.notices.answers.append([photo("report.jpg", (10, 200, 10))])
    screen.checklist.add_wanted.emit(missing)
    dialog_of(screen, ChooseDialog).others.click()
    ready = [one.codes for one in screen.view.detail.readiness.have]
    assert missing.codes in ready
    assert screen.exhibits.current.row.letter == "D"
    context.notices.undos[-1][1]()
    assert missing.codes not in [one.codes for one in screen.view.detail.readiness.have]
    assert len(screen.exhibits.model.rows) == 3


def test_marking_as_filed_keeps_the_number_and_freezes_the_letters(qtbot, show, case, core):
    screen = show(case)
    screen.filed.click()
    dialog = dialog_of(screen, StageDialog)
    dialog.number.setText("5001 7781")
    dialog.take()
    kept = core.library.load(Case, case)
    assert (kept.stage, kept.platform_number) == (Stage.OPENED, "5001 7781")
    assert [one.row.exhibit.letter for one in screen.exhibits.model.rows] == ["A", "B", "C"]
    assert not screen.exhibits.view.can_move
    assert not screen.filed.isVisible()
    assert "move_up" not in screen.performs()


def test_what_was_sent_is_kept_with_the_case_and_saved_again(show, case, core, context, tmp_path):
    screen = show(case)
    packet = tmp_path / "sent.pdf"
    context.notices.answers = [packet]
    screen.deeds.make_packet()
    screen.filed.click()
    dialog = dialog_of(screen, StageDialog)
    assert dialog.files == [packet]
    dialog.text.setPlainText("It is broken.")
    dialog.due.set_day(date(2026, 3, 17))
    sent = packet.read_bytes()
    dialog.take()
    packet.unlink()
    (row,) = screen.view.detail.filings
    assert (row.filing.sent_to, row.filing.text) == (screen.view.programme, "It is broken.")
    screen.deeds.show_sent()
    context.notices.answers = [tmp_path / "again"]
    dialog_of(screen, SentDialog).copies_wanted.emit(row.filing.id)
    assert (tmp_path / "again" / "sent.pdf").read_bytes() == sent
    assert "2 files lie in" in context.notices.sentences[-1]


def test_a_case_advances_and_is_closed_with_what_came_back(show, case, core):
    screen = show(case)
    screen.deeds.advance_stage()
    dialog = dialog_of(screen, StageDialog)
    dialog.take()
    assert core.library.load(Case, case).stage == Stage.SELLER_ANSWERED
    screen.deeds.close_case()
    dialog_of(screen, CloseDialog).take()
    kept = core.library.load(Case, case)
    assert kept.outcome == Outcome.REFUNDED
    assert kept.recovered == kept.amount
    assert screen.header.urgency.accessibleName() == "US $64.80 back"


def test_the_next_route_opens_the_new_case(show, case, core):
    screen = show(case)
    gone = []
    screen.go.connect(lambda place, argument: gone.append((place, argument)))
    screen.deeds.next_route()
    dialog = dialog_of(screen, RouteDialog)
    assert "keep running" in dialog.conflicts.text()
    dialog.programme.setCurrentIndex(dialog.programme.findData("paypal"))
    assert "Getting paid twice" in dialog.conflicts.text()
    programme = dialog.programme.currentData()
    dialog.take()
    place, new = gone[-1]
    assert place == "case"
    assert core.library.load(Case, new).programme == programme


def test_editing_starts_from_the_proposed_statement_and_stores_only_what_changed(show, case, core):
    screen = show(case)
    screen.deeds.edit_case()
    dialog = dialog_of(screen, EditDialog)
    dialog.take_proposed.click()
    assert len(dialog.statement.toPlainText()) > 40
    dialog.title.setText("Smartwatch, dead screen")
    assert set(dialog.changed(screen.view)) == {"title", "statement"}
    dialog.take()
    assert core.library.load(Case, case).title == "Smartwatch, dead screen"
    assert screen.bar.title.text() == "Smartwatch, dead screen"


def test_a_narrow_window_folds_the_checklist_and_then_tabs_the_packet(qtbot, show, case):
    screen = show(case, width=972, height=560)
    screen.set_narrow(True)
    assert screen.checklist.is_folded
    assert screen.packet.isVisible()
    qtbot.keyClick(screen.checklist.strip, KEY.Key_Return)
    assert not screen.checklist.is_folded
    screen.checklist.fold.click()
    screen.resize(700, 560)
    assert screen.tab_bar.isVisible()
    assert not screen.packet.isVisible()


def test_a_case_that_is_gone_says_so(show):
    screen = show(4711)
    assert screen.content.currentWidget() is screen.gone
    assert screen.performs() == {}


def test_an_empty_case_offers_a_way_to_begin(show, core, case):
    detail = case_detail(core, core.library, case)
    other = cases.open_case(core, [detail.orders[0].order.id], detail.case.claim).value
    screen = show(other)
    assert screen.exhibits.empty.isVisible()
    assert screen.packet.preset == "print_a4"
    assert screen.packet.preview.pages > 0


def test_a_message_that_the_reader_cannot_follow_is_missing_until_it_is_translated(show, case, core, qtbot):
    order = core.library.value("SELECT order_id FROM case_orders")
    for words in ("请等一等", "我们会退款"):
        add_message(core, order, "Vetra", SAMPLE_NOW, words, direction=MessageDirection.RECEIVED)
    screen = show(case)
    lacking = len(screen.view.detail.readiness.missing)
    wanted = screen.view.detail.readiness.wanted
    for number, name in ((2, "Add Translation of 2 messages"), (1, "Add Translation of a message")):
        assert screen.checklist.badge.accessibleName() == f"{lacking} missing"
        assert f"{wanted - lacking} of {wanted} proofs ready" in screen._status(screen.view)
        (add,) = [one for one in screen.checklist.findChildren(Button) if one.accessibleName() == name]
        assert len(screen.view.untranslated) == number
        add.click()
        sheet = screen.deeds.sheet
        assert sheet.message == screen.view.untranslated[0]
        sheet.translation.setPlainText("Please wait.")
        sheet.take()
    assert screen.view.untranslated == ()
    assert screen.checklist.badge.accessibleName() == f"{lacking - 1} missing"
    assert screen.view.detail.readiness.wanted == wanted
    qtbot.waitUntil(
        lambda: [one.translation for one in screen.packet.content.messages] == ["Please wait."] * 2
    )
