"""The list beside the order form: what protects the order, with every keystroke."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QWidget

from disputes_app.gui.families import ICONS
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.date_field import as_qdate
from disputes_app.gui.widgets.labels import ElidedLabel, IconLabel, UrgencyLabel, label
from disputes_app.gui.widgets.panels import clear, column, panel, row, scrolling
from disputes_app.gui.words import counted
from disputes_app.queries.preview import Protection


class Protections(QWidget):
    """Shows ``Protection`` rows: name and rule left, days and last day right; closed ones with their reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(self.tr("What protects this order"), "pane")
        self._note = label("", "second", "ink2", wrap=True)
        head = panel("pane", "bottom")
        column(self._title, self._note, gap=2, edge=(16, 16, 16, 12), parent=head)
        self._list = QWidget()
        self._rows = column(gap=0, parent=self._list)
        foot = panel("pane", "top")
        about = label(
            self.tr(
                "Bought for business? Consumer rights and some card rules would drop out. "
                "Your choice on the left changes this list."
            ),
            "second",
            "ink2",
            wrap=True,
        )
        row(
            column(IconLabel("info", "ink2"), None), about, gap=8, edge=(16, 12, 16, 12), parent=foot
        ).setStretch(1, 1)
        whole = column(head, scrolling(self._list, "pane"), foot, gap=0, parent=self)
        whole.setStretch(1, 1)
        self.shown: list[Protection] | None = None
        self._delivered: date | None = None
        self.show_protections([])

    def show_protections(self, found: Sequence[Protection], delivered: date | None = None) -> None:
        """Replace what is shown; ``delivered`` is the day of delivery that it was worked out with."""
        if self.shown == list(found) and delivered == self._delivered:
            return
        self.shown, self._delivered = list(found), delivered
        clear(self._rows)
        running = [one for one in found if not one.closed]
        if running and delivered is not None:
            day = QLocale().toString(as_qdate(delivered), "d MMMM")
            self._note.setText(self.tr("Updates while you type. With delivery on {day}:").format(day=day))
        elif running:
            self._note.setText(self.tr("Updates while you type."))
        else:
            self._note.setText(self.tr("Nothing yet. Say where it was bought, how it was paid and when."))
        for one in found:
            self._rows.addWidget(_row(one, self._days(one), self._date(one)))
        self._rows.addStretch(1)
        self.setAccessibleDescription("; ".join(self._spoken(one) for one in found))

    @property
    def in_short(self) -> str:
        """All of it in one line: ``5 protections, first ends in 12 days``."""
        running = [one for one in self.shown or () if not one.closed and (one.days_left or 0) >= 0]
        count = counted("Protections", "%n protection", "%n protections", len(running))
        first = next((one for one in running if one.days_left is not None), None)
        if not running:
            return self.tr("No protection yet")
        if first is None or first.days_left is None:
            return count
        if first.days_left == 0:
            return self.tr("{count}, first ends today").format(count=count)
        days = counted("Protections", "%n day", "%n days", first.days_left)
        return self.tr("{count}, first ends in {days}").format(count=count, days=days)

    def _days(self, one: Protection) -> str:
        if one.days_left is None:
            return ""
        if one.days_left == 0:
            return self.tr("today")
        if one.days_left < 0:
            return counted("Protections", "%n day ago", "%n days ago", -one.days_left)
        return counted("Protections", "%n day", "%n days", one.days_left)

    def _date(self, one: Protection) -> str:
        if one.last_day is None:
            return ""
        day = QLocale().toString(as_qdate(one.last_day), "ddd d MMM yyyy")
        return self.tr("expected {day}").format(day=day) if one.expected else day

    def _spoken(self, one: Protection) -> str:
        return f"{one.name}: {one.closed or ', '.join((self._days(one), self._date(one)))}"


def _row(one: Protection, days: str, day: str) -> QWidget:
    made = panel("pane", "bottom")
    name = ElidedLabel(one.name, "medium")
    left = column(name, gap=0)
    if one.closed:
        reason = label(one.closed, "dense", "ink3", wrap=True)
        left.addWidget(reason)
        row(IconLabel(ICONS[one.family], "ink3"), left, gap=12, edge=(16, 8, 16, 8), parent=made).setStretch(
            1, 1
        )
        return made
    left.addWidget(ElidedLabel(one.line, "dense", "ink2"))
    until = label(day, "dense", "ink2")
    left_days = UrgencyLabel(Level(one.urgency), days)
    right = column(left_days, until, gap=0)
    right.setAlignment(left_days, Qt.AlignmentFlag.AlignRight)
    right.setAlignment(until, Qt.AlignmentFlag.AlignRight)
    row(
        IconLabel(ICONS[one.family], "ink2"), left, right, gap=12, edge=(16, 8, 16, 8), parent=made
    ).setStretch(1, 1)
    return made
