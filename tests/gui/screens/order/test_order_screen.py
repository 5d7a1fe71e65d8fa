"""The order screen used by hand: what it opens on, its case, dates and files, and how it fits the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from disputes_app.actions import messages, orders
from disputes_app.actions.settings import change_settings
from disputes_app.domain.cases import Case, Want
from disputes_app.domain.changes import Changes
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.orders import Order
from disputes_app.gui.screens.order.answer import choices
from disputes_app.gui.screens.order.asking import load_apart
from disputes_app.gui.screens.order.case_dialog import CaseDialog
from disputes_app.gui.screens.order.chronology_story import Show
from disputes_app.gui.screens.order.date_dialogs import DateDialog
from disputes_app.gui.screens.order.preview import PreviewDialog
from disputes_app.queries.settings import settings
from tests.helpers.builders import a_file
from tests.helpers.gui import dialog_of

KEY = Qt.Key


def test_the_screen_opens_on_the_newest_event_and_the_reason_of_the_next_last_day(show, watch):
    screen = show(watch)
    bar = screen.chronology.view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert screen.header.urgency.accessibleName() == "2 days left"
    assert screen.header.why.text() == "to open a dispute on AliExpress"
    assert screen.recourse.model.card_of == "window:AE-03"


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_case_is_opened_and_shown(qtbot, show, core, watch, by):
    screen = show(watch)
    with qtbot.waitSignal(screen.go) as gone:
        if by == "mouse":
            qtbot.mouseClick(screen.case_button, Qt.MouseButton.LeftButton)
        else:
            screen.performs()["new_case"]()
        dialog = dialog_of(screen, CaseDialog)
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
    dialog_of(screen, CaseDialog).take()
    with qtbot.waitSignal(screen.go) as gone:
        qtbot.mouseClick(screen.case_button, Qt.MouseButton.LeftButton)
    assert gone.args[0] == "case"


def test_a_date_is_noted_with_its_hour(show, core, awaited):
    screen = show(awaited)
    screen.chronology.date_wanted.emit()
    dialog = dialog_of(screen, DateDialog)
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


def test_a_late_answer_about_another_order_is_not_shown(show, watch, awaited, core):
    screen = show(watch)
    late = load_apart(core, watch, None, screen._asked)
    screen.open(awaited)
    screen.refresh()
    screen._on_loaded(late)
    assert screen.view.order == awaited


def test_a_picture_that_is_looked_at_says_when_it_was_taken_by_the_clock_at_home(show, core, watch, tmp_path):
    screen = show(watch)
    item = core.library.load(Evidence, a_file(core, tmp_path))
    screen._show_picture(replace(item, captured_at=datetime(2025, 7, 10, 23, 30, tzinfo=UTC)))
    said = [label.text() for label in dialog_of(screen, PreviewDialog).findChildren(QLabel)]
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
    dialog = dialog_of(screen, CaseDialog)
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


def test_a_case_asks_for_the_buyers_name_while_it_is_not_known(show, watch, core):
    screen = show(watch)
    assert CaseDialog(screen.context.work, screen.view).name.parent() is None
    change_settings(core, buyer_name="")
    screen = show(watch)
    screen.acts.open_case()
    dialog = dialog_of(screen, CaseDialog)
    assert dialog.name.isVisible()
    dialog.name.setText(" Mira Hale ")
    dialog.take()
    assert settings(core.library).buyer_name == "Mira Hale"


def test_a_case_does_not_begin_with_a_route_whose_last_day_has_passed(show, watch, core):
    orders.edit_order(
        core, watch, {"delivered_at": "2025-11-01", "confirmed_at": "2025-11-01", "payment_method": "bank_transfer",
                      "paid_at": "2025-10-01", "ordered_at": "2025-10-01", "shipped_at": "2025-10-02"}
    )  # fmt: skip
    screen = show(watch)
    screen.acts.open_case()
    programme = dialog_of(screen, CaseDialog).programme
    words = [programme.itemText(at) for at in range(programme.count())]
    missed = [one for one in words if "last day was" in one]
    assert any(one.startswith("AliExpress, last day was") for one in missed)
    assert words[-1 - len(missed) : -1] == missed
    assert programme.currentText() not in missed
