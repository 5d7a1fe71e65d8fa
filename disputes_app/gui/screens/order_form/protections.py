"""The list beside the order form: what protects the order, with every keystroke."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from disputes_app.domain.programmes import Family
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.labels import ElidedLabel, IconLabel, UrgencyLabel, label
from disputes_app.gui.widgets.panels import clear, column, panel, row, scrolling
from disputes_app.gui.words import counted
from disputes_app.queries.preview import Protection

ICONS = {
    Family.MARKETPLACE: "store",
    Family.PAYMENT_SERVICE: "wallet",
    Family.CARD_NETWORK: "credit-card",
    Family.CARD_PROCESSOR: "credit-card",
    Family.LAW: "scale",
    Family.CARRIER: "truck",
    Family.INSURANCE: "umbrella",
}


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
        column(head, scrolling(self._list, "pane"), gap=0, parent=self)
        self.shown: list[Protection] = []
        self.show_protections([])

    def show_protections(self, found: Sequence[Protection]) -> None:
        """Replace what is shown."""
        self.shown = list(found)
        clear(self._rows)
        running = [one for one in found if not one.closed]
        if running:
            self._note.setText(self.tr("Updates while you type."))
        else:
            self._note.setText(self.tr("Nothing yet. Say where it was bought, how it was paid and when."))
        for one in found:
            self._rows.addWidget(_row(one, self._days(one), self._date(one)))
        self._rows.addStretch(1)
        self.setAccessibleDescription("; ".join(self._spoken(one) for one in found))

    def _days(self, one: Protection) -> str:
        if one.days_left is None:
            return ""
        if one.days_left == 0:
            return self.tr("today")
        return counted("Protections", "%n day", "%n days", one.days_left)

    def _date(self, one: Protection) -> str:
        if one.last_day is None:
            return ""
        day = f"{one.last_day:%a} {one.last_day.day} {one.last_day:%b %Y}"
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
    right = column(UrgencyLabel(Level(one.urgency), days), label(day, "dense", "ink2"), gap=0)
    right.setAlignment(Qt.AlignmentFlag.AlignRight)
    for index in range(right.count()):
        right.itemAt(index).setAlignment(Qt.AlignmentFlag.AlignRight)
    row(
        IconLabel(ICONS[one.family], "ink2"), left, right, gap=12, edge=(16, 8, 16, 8), parent=made
    ).setStretch(1, 1)
    return made
