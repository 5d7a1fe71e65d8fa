"""The order screen used by hand: with the mouse and with the keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from disputes_app.actions import messages, orders
from disputes_app.domain.cases import Case, Want
from disputes_app.domain.changes import Changes
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.messages import Message
from disputes_app.domain.orders import Order, OrderAttribute
from disputes_app.gui.screens.order.answer import choices
from disputes_app.gui.screens.order.asking import load_apart
from disputes_app.gui.screens.order.case_dialog import CaseDialog
from disputes_app.gui.screens.order.chronology_rows import Look
from disputes_app.gui.screens.order.chronology_story import Show
from disputes_app.gui.screens.order.date_dialogs import DateDialog, ReminderDialog, WindowDialog
from disputes_app.gui.screens.order.map_rows import Sort
from disputes_app.gui.screens.order.message_dialogs import MessageDialog, TranslationDialog
from disputes_app.gui.screens.order.preview import PreviewDialog
from tests.gui.screens.order.conftest import FACTS
from tests.helpers.builders import a_file

KEY = Qt.Key


def _dialog(screen, kind):
    found = [one for one in screen.findChildren(QDialog) if isinstance(one, kind) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def _click_link(qtbot, screen, index, action):
    view, laid = screen.chronology.view, screen.chronology.delegate.laid(index)
    view.scrollTo(index)
    box = next(words.box for words in laid.words if words.action == action)
    point = view.visualRect(index).topLeft() + box.center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(point))


def _row(screen, test):
    pane = screen.recourse
    return next(row for row in pane.model.rows if test(row))


def test_the_screen_opens_on_the_newest_event_and_the_reason_of_the_next_last_day(show, watch):
    screen = show(watch)
    bar = screen.chronology.view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert screen.header.urgency.accessibleName() == "2 days left"
    assert screen.header.why.text() == "to open a dispute on AliExpress"
    assert screen.recourse.model.card_of == "window:AE-03"


def test_every_row_of_both_panes_has_words_for_a_screen_reader(show, watch):
    screen = show(watch)
    for model in (screen.chronology.model, screen.recourse.model):
        for number in range(model.rowCount()):
            row = model.index(number, 0).data(Qt.ItemDataRole.UserRole)
            spoken = model.index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            assert spoken or row.sort is Sort.CARD


def test_answering_when_it_was_delivered_moves_the_window(qtbot, show, core, awaited, context):
    screen = show(awaited)
    screen.recourse.claim_chosen.emit(ClaimType.NOT_AS_DESCRIBED)
    asked = _row(screen, lambda row: row.question is not None and row.question.fact == "delivered")
    pane = screen.recourse
    pane.view.setCurrentIndex(pane.model.index_of(asked.key))
    qtbot.keyClick(pane.view, KEY.Key_Return)
    editor = pane.card.answer.editor
    assert editor.editor.hasFocus() or pane.card.answer.focusProxy() is editor
    qtbot.keyClicks(editor.editor, "9 Mar 2026")
    qtbot.keyClick(editor.editor, KEY.Key_Return)
    answered = _row(screen, lambda row: row.key == asked.key)
    assert answered.sort is Sort.WINDOW
    assert answered.window.window.anchor_at == date(2026, 3, 9)
    assert pane.model.card_of == asked.key
    words, undo = context.notices.undos[-1]
    assert words.startswith("Answer saved")
    undo()
    assert _row(screen, lambda row: row.key == asked.key).sort is Sort.QUESTION


def test_an_unclear_answer_is_said_under_the_field_and_stores_nothing(qtbot, show, core, awaited, context):
    screen = show(awaited)
    screen.recourse.claim_chosen.emit(ClaimType.NOT_AS_DESCRIBED)
    asked = _row(screen, lambda row: row.question is not None and row.question.fact == "delivered")
    screen.recourse.view.setCurrentIndex(screen.recourse.model.index_of(asked.key))
    answer = screen.recourse.card.answer
    answer.editor.editor.setText("soonish")
    answer.give()
    assert answer.editor.has_error
    assert context.notices.undos == []


def test_an_answer_without_a_field_of_its_own_is_kept_as_a_fact(show, core, awaited, context):
    screen = show(awaited)
    screen.recourse.answered.emit("free_returns", "", "yes")
    kept = core.library.first(OrderAttribute, "order_id = ?", (awaited,))
    assert (kept.name, kept.value) == ("free_returns", "yes")
    context.notices.undos[-1][1]()
    assert core.library.first(OrderAttribute, "order_id = ?", (awaited,)) is None


def test_a_message_is_added_by_keyboard_alone(qtbot, show, core, watch, context):
    screen = show(watch)
    screen.chronology.add.setFocus()
    screen.chronology.add.menu().actions()[0].trigger()
    dialog = _dialog(screen, MessageDialog)
    qtbot.keyClicks(dialog.text, "Please wait.")
    dialog.day.editor.selectAll()
    qtbot.keyClicks(dialog.day.editor, "10 Mar 2026")
    qtbot.keyClicks(dialog.time.editor, "9:15")
    qtbot.keyClick(dialog.text, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not screen.findChildren(MessageDialog) or not dialog.isVisible())
    kept = core.library.find(Message, "order_id = ?", (watch,), order="id")[-1]
    assert (kept.text, kept.sender, kept.at.isoformat()) == (
        "Please wait.",
        "Vetra Wearables",
        "2026-03-10T09:15:00+00:00",
    )
    assert screen.view.detail.messages[-1].text == "Please wait."
    assert context.notices.undos[-1][0] == "Message added"


def test_a_message_that_is_there_already_is_refused_in_the_dialog_which_keeps_its_words(
    qtbot, show, core, watch
):
    first = core.library.find(Message, "order_id = ?", (watch,), order="id")[0]
    screen = show(watch)
    screen.chronology.message_wanted.emit()
    dialog = _dialog(screen, MessageDialog)
    dialog.who.choose("sent")
    dialog.name.setText(first.sender)
    dialog.day.set_day(date(2026, 2, 28))
    dialog.time.editor.setText("18:32")
    dialog.text.setPlainText(first.text)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "already in the order" in dialog.fault.text()
    assert dialog.text.toPlainText() == first.text


def test_an_empty_message_is_not_taken(qtbot, show, core, watch):
    screen = show(watch)
    screen.chronology.message_wanted.emit()
    dialog = _dialog(screen, MessageDialog)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.fault.text() == "Enter the words of the message."
    assert len(core.library.find(Message, "order_id = ?", (watch,))) == 2


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_translation_is_added_and_said_to_be_the_buyers(qtbot, show, core, watch, by):
    screen = show(watch)
    pane = screen.chronology
    row = next(row for row in pane.model.shown_rows if row.lacks_translation)
    index = pane.model.index_of(row.key)
    if by == "mouse":
        _click_link(qtbot, screen, index, "translate")
    else:
        pane.view.setFocus()
        pane.view.setCurrentIndex(index)
        qtbot.keyClick(pane.view, KEY.Key_Return)
    dialog = _dialog(screen, TranslationDialog)
    qtbot.keyClicks(dialog.translation, "We must ask the factory.")
    if by == "mouse":
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(dialog.translation, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = core.library.load(Message, row.message.id)
    assert (kept.translation, kept.translated_by) == ("We must ask the factory.", "buyer")
    assert not any(row.lacks_translation for row in pane.model.shown_rows)


def test_a_deleted_message_comes_back_by_undo(qtbot, show, core, watch, context):
    screen = show(watch)
    pane = screen.chronology
    row = next(row for row in pane.model.shown_rows if row.look is Look.MESSAGE)
    pane.view.setCurrentIndex(pane.model.index_of(row.key))
    qtbot.keyClick(pane.view, KEY.Key_Delete)
    assert not pane.model.index_of(row.key).isValid()
    context.notices.undos[-1][1]()
    assert pane.model.index_of(row.key).isValid()


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_case_is_opened_and_shown(qtbot, show, core, watch, by):
    screen = show(watch)
    with qtbot.waitSignal(screen.go) as gone:
        if by == "mouse":
            qtbot.mouseClick(screen.case_button, Qt.MouseButton.LeftButton)
        else:
            screen.performs()["new_case"]()
        dialog = _dialog(screen, CaseDialog)
        dialog.claim.setCurrentIndex(dialog.claim.findData("defective"))
        if by == "mouse":
            qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(dialog.want, KEY.Key_Down)
            qtbot.keyClick(dialog, KEY.Key_Return)
    case = core.library.first(Case, "1 = 1")
    assert gone.args == ["case", case.id]
    assert case.claim == "defective"
    assert case.want is (Want.REFUND if by == "mouse" else Want.PARTIAL)
    assert case.programme == "aliexpress"
    assert screen.case_button.text() == "Go to case"


def test_an_order_with_an_open_case_leads_to_it(qtbot, show, core, watch):
    screen = show(watch)
    screen.acts.open_case()
    _dialog(screen, CaseDialog).take()
    with qtbot.waitSignal(screen.go) as gone:
        qtbot.mouseClick(screen.case_button, Qt.MouseButton.LeftButton)
    assert gone.args[0] == "case"


def test_another_claim_changes_what_is_open(show, watch):
    screen = show(watch)
    before = [row.key for row in screen.recourse.model.rows]
    screen.recourse.claims.chosen.emit("not_received")
    assert screen.view.claim is ClaimType.NOT_RECEIVED
    assert [row.key for row in screen.recourse.model.rows] != before
    assert screen.recourse.claims.chosen_id == "not_received"


def test_correcting_the_start_of_a_window_moves_its_last_day(qtbot, show, core, watch):
    screen = show(watch)
    screen.recourse.select("window:AE-03")
    before = screen.recourse.model.rows[screen.recourse.model.number_of("window:AE-03")].until
    screen.recourse.card._on_correct()
    dialog = _dialog(screen, WindowDialog)
    dialog.day.set_day(date(2026, 3, 1))
    dialog.time.editor.clear()
    dialog.take()
    after = _row(screen, lambda row: row.key == "window:AE-03")
    assert after.until != before
    assert after.window.window.anchor_at == date(2026, 3, 1)


def test_the_last_day_on_the_platforms_page_wins(show, watch):
    screen = show(watch)
    screen.recourse.select("window:AE-03")
    screen.recourse.card._on_correct()
    dialog = _dialog(screen, WindowDialog)
    dialog.ways.choose("shown")
    dialog.ways.chosen.emit("shown")
    dialog.day.set_day(date(2026, 3, 20))
    dialog.take()
    row = _row(screen, lambda row: row.key == "window:AE-03")
    assert row.until == "Fri 20 Mar"
    assert row.window.window.platform_date is not None


def test_a_date_is_noted_with_its_hour(show, core, awaited):
    screen = show(awaited)
    screen.chronology.date_wanted.emit()
    dialog = _dialog(screen, DateDialog)
    dialog.day.set_day(date(2026, 3, 8))
    dialog.time.editor.setText("14:05")
    dialog.take()
    assert any(
        date.kind == "delivered" and date.value.isoformat() == "2026-03-08T14:05:00+00:00"
        for date in screen.view.detail.dates
    )


def test_files_are_taken_in_for_this_order(show, core, watch, context, tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("Charged for six hours, still 0 %.")
    context.notices.answers.append([file])
    screen = show(watch)
    screen.add_evidence.click()
    assert [one.name for one in screen.view.detail.evidence] == ["note.txt"]
    assert any(row.title == "note.txt" for row in screen.chronology.model.shown_rows)
    assert context.notices.undos


def test_an_order_with_nothing_says_what_will_stand_there(show, core):
    empty = orders.add_order(core, {"platform": "other", "number": "1"}).value
    screen = show(empty)
    assert screen.chronology.empty.isVisible()
    assert not screen.chronology.view.isVisible()


def test_a_choice_without_events_offers_all_of_them(show, watch):
    screen = show(watch)
    screen.chronology.choices.choose("photos")
    screen.chronology.choices.chosen.emit("photos")
    assert not screen.chronology.view.isVisible()
    screen.chronology._nothing.acted.emit()
    assert screen.chronology.model.what is Show.ALL
    assert screen.chronology.view.isVisible()


def test_in_a_narrow_window_the_panes_become_tabs(show, watch):
    screen = show(watch, 972, 560)
    screen.set_narrow(True)
    assert screen.chronology.isVisible()
    assert not screen.recourse.isVisible()
    screen.tabs.choose("recourse")
    screen.tabs.chosen.emit("recourse")
    assert screen.recourse.isVisible()
    assert not screen.chronology.isVisible()
    screen.set_narrow(False)
    assert screen.recourse.isVisible()
    assert screen.chronology.isVisible()


def test_a_fold_opens_and_closes_by_enter(qtbot, show, watch):
    screen = show(watch)
    pane = screen.chronology
    before = pane.model.rowCount()
    pane.view.setCurrentIndex(pane.model.index(0, 0))
    qtbot.keyClick(pane.view, KEY.Key_Return)
    assert pane.model.rowCount() == before + 5
    qtbot.keyClick(pane.view, KEY.Key_Return)
    assert pane.model.rowCount() == before


def test_the_arrow_keys_pass_over_the_card(qtbot, show, watch):
    screen = show(watch)
    pane = screen.recourse
    rules = [row.key for row in pane.model.rows if row.explains]
    pane.view.setFocus()
    pane.view.setCurrentIndex(pane.model.index_of(rules[0]))
    qtbot.keyClick(pane.view, KEY.Key_Down)
    assert pane.model.card_of == rules[1]
    qtbot.keyClick(pane.view, KEY.Key_Up)
    assert pane.model.card_of == rules[0]


def test_another_orders_change_leaves_the_screen_as_it_is(show, core, watch, awaited):
    screen = show(watch)
    before = screen.view
    screen.context.changes.announce(Changes(orders=frozenset({awaited})))
    assert screen.view is before
    screen.context.changes.announce(Changes(orders=frozenset({watch})))
    assert screen.view is not before


def test_an_order_that_is_gone_is_said_to_be(show, core, watch):
    screen = show(watch)
    with core.library.action("test", "Gone") as tx:
        tx.execute("PRAGMA defer_foreign_keys = ON")
        for table in ("messages", "order_dates", "items", "payments", "order_state", "windows"):
            tx.execute(f"DELETE FROM {table} WHERE order_id = ?", (watch,))
        tx.execute("DELETE FROM shipment_events")
        tx.execute("DELETE FROM shipments WHERE order_id = ?", (watch,))
        tx.delete(Order, watch)
    screen.refresh()
    assert screen.gone.isVisible()
    assert not screen.edit.isEnabled()


@pytest.mark.parametrize("wide", [1228, 900, 640, 420, 300])
def test_between_facts_on_one_line_stands_a_dot_and_none_at_its_end(show, watch, wide):
    screen = show(watch)
    screen.resize(wide, 600)
    header = screen.header
    facts = header.seller.parentWidget()
    QApplication.processEvents()
    lines = {one.geometry().center().y() // 12 for one in facts._parts}
    assert len(facts.dots()) == len(facts._parts) - len(lines)
    for dot in facts.dots():
        assert any(one.geometry().left() >= dot.right() - 1 for one in facts._parts)


def test_the_number_is_copied(qtbot, show, watch, context):
    screen = show(watch)
    qtbot.mouseClick(screen.header.copy, Qt.MouseButton.LeftButton)
    assert context.notices.sentences == ["Order number 8193 0457 7216 4402 copied"]


def test_a_long_message_shows_its_first_lines_and_all_on_demand(qtbot, show, core, watch):
    text = "\n".join(f"Line {n}" for n in range(40))
    at = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    messages.add_message(core, watch, "Vetra Wearables", at, text)
    screen = show(watch)
    pane = screen.chronology
    row = next(row for row in pane.model.shown_rows if row.message and row.message.text == text)
    index = pane.model.index_of(row.key)
    before = pane.delegate.laid(index).height
    _click_link(qtbot, screen, index, "whole")
    assert pane.delegate.laid(index).height > before * 2


def test_a_last_day_of_ones_own_is_set_shown_and_ticked_off(show, core, watch, context):
    screen = show(watch)
    screen.chronology.reminder_wanted.emit()
    dialog = _dialog(screen, ReminderDialog)
    dialog.words.setText("Ask for the parts")
    dialog.day.set_day(date(2026, 3, 13))
    dialog.reason.setText("The seller promised them")
    dialog.take()
    row = _row(screen, lambda row: row.due is not None)
    assert (row.name, row.left, row.until) == ("Ask for the parts", "1 day", "Fri 13 Mar")
    assert screen.header.urgency.accessibleName() == "1 day left"
    pane = screen.recourse
    screen.header.why.click()
    assert pane.model.card_of == row.key
    pane.card._on_done()
    assert not any(row.due for row in pane.model.rows)
    context.notices.undos[-1][1]()
    assert any(row.due for row in pane.model.rows)


def test_a_late_answer_about_another_order_is_not_shown(show, watch, awaited, core):
    screen = show(watch)
    late = load_apart(core, watch, None, screen._asked)
    screen.open(awaited)
    screen.refresh()
    screen._on_loaded(late)
    assert screen.view.order == awaited


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("help.example.com/disputes page 3 (guide)", "https://help.example.com/disputes"),
        ("http://example.com/a", "http://example.com/a"),
    ],
)
def test_a_source_is_opened_by_its_address_alone(show, watch, monkeypatch, address, opened):
    urls = []
    monkeypatch.setattr(QDesktopServices, "openUrl", urls.append)
    show(watch).recourse.source_opened.emit(address)
    assert [url.toString() for url in urls] == [opened]


def test_a_reason_also_says_what_its_programme_covers_without_a_clock(show, core):
    given = FACTS | {"platform": "etsy", "number": "3298-1", "title": "Mugs", "seller": "Emaille (made up)",
                     "ordered_at": "2026-02-20", "delivered_at": "2026-03-01"}  # fmt: skip
    screen = show(orders.add_order(core, given).value)
    row = _row(screen, lambda row: row.route is not None and row.route.programme.id == "etsy")
    screen.recourse.view.setCurrentIndex(screen.recourse.model.index_of(row.key))
    words = [one.text() for one in screen.recourse.card.findChildren(QLabel)]
    assert any(text.startswith("Cover up to USD 250: with shipping and tax.") for text in words)


def test_a_picture_that_is_looked_at_says_when_it_was_taken_by_the_clock_at_home(show, core, watch, tmp_path):
    screen = show(watch)
    item = core.library.load(Evidence, a_file(core, tmp_path))
    screen._show_picture(replace(item, captured_at=datetime(2025, 7, 10, 23, 30, tzinfo=UTC)))
    said = [label.text() for label in _dialog(screen, PreviewDialog).findChildren(QLabel)]
    assert "note.txt  ·  11 Jul 2025, 00:30" in said


def test_a_click_into_the_chronology_stays_where_it_was_made(show, core, watch, qtbot):
    for day in range(1, 25):
        messages.add_message(core, watch, "Vetra", datetime(2026, 2, day, 9, tzinfo=UTC), f"Day {day}.")
    screen = show(watch)
    view = screen.chronology.view
    view.setCurrentIndex(QModelIndex())
    view.verticalScrollBar().setValue(0)
    before = view.indexAt(QPoint(200, 60))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    assert view.verticalScrollBar().value() == 0
    assert view.currentIndex() == before


def test_a_case_dialog_that_is_left_while_the_case_is_opened_does_no_harm(show, core, watch, monkeypatch):
    screen = show(watch)
    screen.acts.open_case()
    dialog = _dialog(screen, CaseDialog)
    act = screen.context.work.act

    def left_meanwhile(*given, **named):
        dialog.reject()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        act(*given, **named)

    monkeypatch.setattr(screen.context.work, "act", left_meanwhile)
    dialog.take()
    assert len(core.library.find(Case)) == 1
    assert screen.context.notices.errors == []


def test_questions_are_answered_in_words_not_in_those_of_the_command_line():
    assert dict(choices("payment_method"))["bank_transfer"] == "bank transfer"
    assert dict(choices("platform"))["own_shop"] == "own shop"
    assert dict(choices("card_network"))["amex"] == "American Express"
    assert dict(choices("buyer_kind")) == {"consumer": "as a consumer", "business": "as a business"}
