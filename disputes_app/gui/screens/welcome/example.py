"""The example beside the welcome: one order with four ways to its money, drawn with the real bars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from disputes_app.clock import Clock
from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.paint.axis import Axis
from disputes_app.gui.paint.window_bar import Span
from disputes_app.gui.urgency import level_of
from disputes_app.gui.widgets.labels import IconLabel, UrgencyLabel, label
from disputes_app.gui.widgets.panels import column, row
from disputes_app.gui.widgets.window_bar import AxisLabels, WindowBar
from disputes_app.gui.words import counted

_DELIVERED = 13
"""Days before today on which the example's watch was delivered."""


@dataclass(frozen=True)
class Way:
    """A protection of the example: how many days it has left, and how many it has run."""

    name: str
    left: int
    used: int = _DELIVERED


class _Picture(QWidget):
    """A small square with the icon of a parcel."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(48, 48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = themes.active()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent_soft)
        painter.drawRoundedRect(QRectF(self.rect()), themes.RADIUS_PHOTO, themes.RADIUS_PHOTO)
        icons.paint_icon(painter, QRectF(self.rect()), "package", "accent", 24)
        painter.end()


class Example(QWidget):
    """Says by example what the program does, before there is anything to show."""

    def __init__(self, clock: Clock, zone: Callable[[], tzinfo], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        today = clock().astimezone(zone()).date()
        self._axis = Axis(today - timedelta(days=_DELIVERED), 74, today, zone())
        title = column(
            label(self.tr("Smartwatch, arrived broken"), "pane"),
            label(self.tr("delivered 13 days ago, £51.10, paid with PayPal"), "second", "ink2"),
            gap=1,
        )
        head = row(_Picture(), title, None, label(self.tr("example"), "dense", "ink3"), gap=12)
        points = column(
            self._point(
                "calendar-clock", self.tr("The last day of every protection, in your time and in theirs")
            ),
            self._point(
                "list-checks", self.tr("What each programme wants to see, and what is still missing")
            ),
            self._point("file-output", self.tr("One numbered PDF with your proof, to upload or to print")),
            gap=12,
        )
        column(head, 24, self._ways(), 28, points, gap=0, parent=self)

    def _ways(self) -> QGridLayout:
        ways = (
            Way(self.tr("Marketplace protection"), 2),
            Way(self.tr("Right to reject"), 17),
            Way(self.tr("Card chargeback"), 107),
            Way(self.tr("PayPal"), 146, 34),
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(AxisLabels(self._axis, self.tr("Today")), 0, 1)
        for number, way in enumerate(ways, start=1):
            bar = WindowBar()
            bar.setFixedHeight(themes.scaled(46))
            today = self._axis.today
            level = level_of(way.left)
            last = today + timedelta(days=way.left)
            words = counted("Welcome", "%n day", "%n days", way.left)
            span = Span(today - timedelta(days=way.used), last, level)
            bar.set_bar(self._axis, span, (), self.tr("{way}: {days} left").format(way=way.name, days=words))
            grid.addWidget(label(way.name), number, 0)
            grid.addWidget(bar, number, 1)
            grid.addWidget(UrgencyLabel(level, words), number, 2)
        return grid

    @staticmethod
    def _point(icon: str, words: str) -> QWidget:
        made = QWidget()
        inner = row(IconLabel(icon, "accent"), label(words, wrap=True), gap=14, parent=made)
        inner.setStretch(1, 1)
        return made
