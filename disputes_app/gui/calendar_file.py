"""Writes the open deadlines for the calendar a person uses, with alarms alone or with events that remind."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from disputes_app.actions.calendar import Written, write_calendar
from disputes_app.gui.context import Context
from disputes_app.gui.words import counted

_REMINDERS = "calendar/reminders"


class CalendarFile(QObject):
    """``export`` asks how to remind and where to; the answer to the first is remembered."""

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window)
        self._window = window
        self._context = context

    def export(self) -> None:
        """Asks, and writes the file."""
        context = self._context
        chosen = context.notices.choose(
            self.tr("How should your calendar remind you?"),
            [
                self.tr("By alarms"),
                self.tr("By alarms, and by events 7, 3 and 1 days before, as some calendars drop alarms"),
            ],
            int(bool(context.settings.get(_REMINDERS, False))),
            parent=self._window,
        )
        if chosen is None:
            return
        context.settings.set(_REMINDERS, bool(chosen))
        path = context.notices.save_file(
            self.tr("Deadlines for your calendar"), "deadlines.ics", self.tr("Calendar (*.ics)"), self._window
        )
        if path is not None:
            context.work.act(write_calendar, path, reminders=bool(chosen), done=self._on_written)

    def _on_written(self, written: Written) -> None:
        said = counted("CalendarFile", "%n deadline written.", "%n deadlines written.", written.deadlines)
        self._context.notices.say(
            self.tr("{said} Import the file; importing a later one updates them.").format(said=said)
        )
