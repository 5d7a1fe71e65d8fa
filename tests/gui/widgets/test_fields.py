"""Fields say what is wrong under themselves, offer what was meant, and tell only what changed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from disputes_app.domain.money import Money
from disputes_app.gui.widgets.date_field import DateField
from disputes_app.gui.widgets.fields import Field
from disputes_app.gui.widgets.money_field import MoneyField
from disputes_app.gui.widgets.search_field import PAUSE_MS, SearchField

TODAY = date(2026, 3, 12)


@pytest.fixture
def day_field(qtbot):
    made = DateField("Delivered", lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def typed(field, qtbot, text):
    field.editor.setFocus()
    field.editor.selectAll()
    qtbot.keyClicks(field.editor, text)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)


def test_a_day_is_written_out_once_it_is_understood(day_field, qtbot):
    told = []
    day_field.day_changed.connect(told.append)
    typed(day_field, qtbot, "9 mar")
    assert day_field.editor.text() == "9 Mar 2026"
    assert told[-1] == date(2026, 3, 9)
    assert not day_field.has_error


def test_numbers_that_could_be_two_days_are_asked(day_field, qtbot):
    typed(day_field, qtbot, "9/3/2026")
    assert day_field.day is None
    assert day_field.is_unclear
    assert day_field.has_error
    day_field.suggested.emit()
    assert day_field.day == date(2026, 3, 9)
    assert not day_field.has_error


def test_what_is_no_day_is_said_under_the_field(day_field, qtbot):
    typed(day_field, qtbot, "soonish")
    assert day_field.editor.accessibleDescription() == "That is not a date. Write it like 9 Mar 2026."
    assert day_field.editor.property("state") == "error"
    day_field.set_day(TODAY)
    assert day_field.editor.property("state") == ""


def test_arrow_keys_move_a_day(day_field, qtbot):
    day_field.set_day(date(2026, 2, 28))
    qtbot.keyClick(day_field.editor, Qt.Key.Key_Up)
    assert day_field.day == date(2026, 3, 1)
    qtbot.keyClick(day_field.editor, Qt.Key.Key_Down)
    assert day_field.day == date(2026, 2, 28)


def test_the_calendar_opens_by_key_on_the_day_in_the_field(day_field, qtbot):
    day_field.set_day(date(2026, 2, 28))
    qtbot.keyClick(day_field.editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    from PySide6.QtWidgets import QCalendarWidget

    calendar = day_field.editor.findChild(QCalendarWidget)
    assert calendar.selectedDate().toPython() == date(2026, 2, 28)
    calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert day_field.day == date(2026, 3, 1)


def test_an_amount_is_read_in_its_currency(qtbot):
    field = MoneyField("Amount", "USD")
    qtbot.addWidget(field)
    typed(field, qtbot, "1,264")
    assert field.money == Money(126400, "USD")
    assert field.editor.text() == "1264.00"
    field.set_currency("JPY")
    assert field.is_unclear
    typed(field, qtbot, "1264")
    assert field.money == Money(1264, "JPY")


def test_what_is_no_amount_is_said_under_the_field(qtbot):
    field = MoneyField("Amount", "EUR")
    qtbot.addWidget(field)
    typed(field, qtbot, "forty")
    assert (field.money, field.has_error) == (None, True)


def test_search_words_arrive_once_after_a_pause_and_escape_clears_then_leaves(qtbot):
    field = SearchField("Item, seller, number", "/")
    qtbot.addWidget(field)
    told, left = [], []
    field.searched.connect(told.append)
    field.left.connect(lambda: left.append(True))
    qtbot.keyClicks(field, "lumio")
    assert told == []
    qtbot.waitUntil(lambda: told == ["lumio"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (told, left) == (["lumio", ""], [])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert left == [True]


def test_what_is_typed_last_is_told_when_the_search_is_seen_again(qtbot):
    field = SearchField("Item, seller, number")
    qtbot.addWidget(field)
    field.show()
    told = []
    field.searched.connect(told.append)
    qtbot.keyClicks(field, "lumio")
    field.hide()
    qtbot.wait(2 * PAUSE_MS)
    assert told == []
    field.show()
    qtbot.waitUntil(lambda: told == ["lumio"])


def test_a_field_of_fixed_width_stays_where_it_is_when_its_error_is_longer(qtbot):
    made = Field(QLineEdit(), "Shipped")
    made.editor.setFixedWidth(100)
    qtbot.addWidget(made)
    made.show()
    made.show_error("That is not a date at all. Write it like 9 Mar 2026, please.")
    made.adjustSize()
    assert made.width() > 200
    assert made.editor.x() == 0
