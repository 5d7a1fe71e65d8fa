"""A field for a day that reads what people write, asks when it could be two days, and has a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.date_text import Reading, read_day
from disputes_app.gui.widgets.fields import Field


def as_qdate(day: date) -> QDate:
    """Qt's form of a day."""
    return QDate(day.year, day.month, day.day)


def written(day: date) -> str:
    """A day as forms show it, the year always: 9 Mar 2026."""
    return QLocale().toString(as_qdate(day), "d MMM yyyy")


def local_months() -> dict[str, int]:
    """Month names of the user's language, long and short, in lower case."""
    kinds = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    names = QLocale()
    return {names.monthName(m, kind).lower().rstrip("."): m for kind in kinds for m in range(1, 13)}


class DateEdit(QLineEdit):
    """The editor inside ``DateField``; Alt+↓ opens the calendar, ↑ ↓ move a day."""

    day_chosen = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText(self.tr("d mmm yyyy"))
        self.setMinimumWidth(themes.scaled(130))
        self._calendar_action = self.addAction(
            icons.icon("calendar", "ink3"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._calendar_action.setText(self.tr("Open the calendar"))
        self._calendar_action.setToolTip(self.tr("Open the calendar (Alt+Down)"))
        self._calendar_action.triggered.connect(self.open_calendar)

    def reading(self) -> Reading:
        """What stands in the field."""
        return read_day(self.text(), self._today(), local_months())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif key in steps and (day := self.reading().day) is not None:
            moved = as_qdate(day).addDays(steps[key])
            self.day_chosen.emit(_as_date(moved))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._calendar_action.setIcon(icons.icon("calendar", "ink3"))

    def open_calendar(self) -> None:
        """Shows a month below the field, on the day that stands in it."""
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setSelectedDate(as_qdate(self.reading().day or self._today()))
        calendar.activated.connect(self._on_day_picked)
        calendar.clicked.connect(self._on_day_picked)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.setFocus()

    def _on_day_picked(self, day: QDate) -> None:
        self.day_chosen.emit(_as_date(day))


def _as_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


class DateField(Field):
    """``day_changed`` carries a date, or None while the field is empty or not understood."""

    day_changed = Signal(object)

    def __init__(
        self, name: str, today: Callable[[], date], day: date | None = None, parent: QWidget | None = None
    ) -> None:
        self._edit = DateEdit(today)
        super().__init__(self._edit, name, parent=parent)
        self._choices: tuple[date, ...] = ()
        self._told: date | None = None
        self._edit.day_chosen.connect(self._on_day_chosen)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.editingFinished.connect(self._on_finished)
        self.suggested.connect(self._on_suggested)
        self.set_day(day)

    @property
    def day(self) -> date | None:
        """The day that stands in the field, None when there is none or it is unclear."""
        return self._edit.reading().day

    @property
    def is_unclear(self) -> bool:
        """Whether something stands there that is not one day."""
        reading = self._edit.reading()
        return reading.is_unclear or bool(reading.choices)

    def set_day(self, day: date | None) -> None:
        """Shows a day, without telling."""
        self._edit.setText(written(day) if day else "")
        self._told = day
        self.show_error("")

    def _on_day_chosen(self, day: date) -> None:
        self._edit.setText(written(day))
        self.show_error("")
        self._tell(day)

    def _on_edited(self, _text: str) -> None:
        reading = self._edit.reading()
        if not reading.is_unclear and not reading.choices:
            self.show_error("")
        self._tell(reading.day)

    def _tell(self, day: date | None) -> None:
        if day != self._told:
            self._told = day
            self.day_changed.emit(day)

    def _on_finished(self) -> None:
        reading = self._edit.reading()
        self._choices = reading.choices
        if reading.day is not None:
            self._edit.setText(written(reading.day))
        elif reading.choices:
            first, second = (written(day) for day in reading.choices)
            self.show_error(self.tr("{first} or {second}?").format(first=first, second=second), first)
        elif reading.is_unclear:
            self.show_error(self.tr("That is not a date. Write it like 9 Mar 2026."))

    def _on_suggested(self) -> None:
        if self._choices:
            self._on_day_chosen(self._choices[0])
            self._choices = ()
