"""The recourse map used by hand: questions answered, windows corrected, last days of one's own, and where rules come from."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from disputes_app.actions import orders
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.orders import OrderAttribute
from disputes_app.gui.screens.order.date_dialogs import ReminderDialog, WindowDialog
from disputes_app.gui.screens.order.map_rows import Sort
from tests.gui.screens.order.conftest import FACTS
from tests.helpers.gui import dialog_of

KEY = Qt.Key


def _row(screen, test):
    pane = screen.recourse
    return next(row for row in pane.model.rows if test(row))


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
    dialog = dialog_of(screen, WindowDialog)
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
    dialog = dialog_of(screen, WindowDialog)
    dialog.ways.choose("shown")
    dialog.ways.chosen.emit("shown")
    dialog.day.set_day(date(2026, 3, 20))
    dialog.take()
    row = _row(screen, lambda row: row.key == "window:AE-03")
    assert row.until == "Fri 20 Mar"
    assert row.window.window.platform_date is not None


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


def test_a_last_day_of_ones_own_is_set_shown_and_ticked_off(show, core, watch, context):
    screen = show(watch)
    screen.chronology.reminder_wanted.emit()
    dialog = dialog_of(screen, ReminderDialog)
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
