"""The axis of the recourse map: its stretch of days, the events on it, and the header that shows both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.moments import Moment, day_of
from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.paint.axis import Axis
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.map_model import BAR, NAME
from disputes_app.gui.screens.order.wording import translate
from disputes_app.gui.theme import Theme


class Reach(StrEnum):
    """How far the axis goes."""

    DAYS = "days"
    MONTHS = "months"
    ALL = "all"


_AHEAD = {Reach.DAYS: 60, Reach.MONTHS: 183}
_MOST_BEHIND = {Reach.DAYS: 40, Reach.MONTHS: 120, Reach.ALL: 4000}
_MOST_AHEAD = 20_000
"""Days: a mistyped year of an older library would have the months of eighty centuries drawn in every row."""


@dataclass(frozen=True)
class Mark:
    """An event on the axis: when, its icon, and the word shown instead where there is room."""

    at: Moment
    icon: str = ""
    words: str = ""


def axis_of(view: OrderView, reach: Reach) -> Axis:
    """From shortly before the first date of the order to 60 days, half a year, or past the last window."""
    today = view.today
    days = [day_of(anchor.value) for anchor in view.anchors.values()]
    first = min([*days, today])
    behind = min((today - first).days, _MOST_BEHIND[reach])
    if reach is Reach.ALL:
        closes = [day_of(row.window.shown_close) for row in view.windows if row.window.shown_close]
        ahead = min(max([(close - today).days for close in closes] + [60]) + 1, _MOST_AHEAD)
    else:
        ahead = _AHEAD[reach]
    margin = max(3, (behind + ahead) // 40)
    return Axis(today - timedelta(days=behind + margin), behind + 2 * margin + ahead, today, view.home)


def marks_of(view: OrderView) -> list[Mark]:
    """The events that windows are counted from, oldest first."""
    found = []
    for kind, icon, words in (
        (AnchorKind.PAID, "credit-card", ""),
        (AnchorKind.SHIPPED, "truck", ""),
        (AnchorKind.DELIVERED, "package-check", translate("Order", "delivered")),
    ):
        anchor = view.anchors.get(kind)
        if anchor is None and kind is AnchorKind.PAID:
            anchor = view.anchors.get(AnchorKind.ORDERED)
        if anchor is not None:
            found.append(Mark(anchor.value, icon, words))
    return found


def paint_lines(painter: QPainter, rect: QRectF, axis: Axis, marks: list[Mark], theme: Theme) -> None:
    """What lies behind the bars: the months, and the events as dotted lines."""
    for month in axis.month_starts():
        painter.fillRect(QRectF(round(axis.x(rect, month)), rect.top(), 1, rect.height()), theme.grid)
    pen = QPen(theme.line2, 1)
    pen.setDashPattern([1.5, 3])
    painter.setPen(pen)
    for mark in marks:
        x = round(axis.x(rect, mark.at)) + 0.5
        if rect.left() <= x <= rect.right():
            painter.drawLine(round(x), round(rect.top()), round(x), round(rect.bottom()))


class MapHeader(QHeaderView):
    """Months and days above, events and today below; the labels of the other columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._axis: Axis | None = None
        self._marks: list[Mark] = []
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(60)

    def set_axis(self, axis: Axis, marks: list[Mark]) -> None:
        """What to show from now on."""
        self._axis, self._marks = axis, marks
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(44, themes.height("axis_header") + 10))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme, box = themes.active(), QRectF(rect)
        painter.fillRect(box, theme.pane)
        if logicalIndex == BAR and self._axis is not None:
            painter.save()
            # The first event's icon and the last month's name may stand a little outside.
            painter.setClipRect(box.adjusted(-9, 0, 9, 0))
            self._paint_axis(painter, box, self._axis, theme)
            painter.restore()
        else:
            left = 16 if logicalIndex == NAME else 12
            low = box.adjusted(left, 0, -6, 0)
            words = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
            text.line(painter, low, str(words), themes.font("dense"), theme.ink2)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.line)

    def _paint_axis(self, painter: QPainter, box: QRectF, axis: Axis, theme: Theme) -> None:
        small = themes.font("dense")
        tall = (box.height() - 6) / 2
        upper = QRectF(box.left(), box.top() + 2, box.width(), tall)
        lower = QRectF(box.left(), box.top() + 2 + tall, box.width(), tall)
        self._paint_dates(painter, upper, box, axis, theme, small)
        taken: list[tuple[float, float]] = []
        x = axis.x(box, axis.today)
        tag, strong = translate("Order", "Today"), themes.font("small")
        wide = text.width(strong, tag) + 10
        high = max(16.0, text.line_height(strong))
        plate = QRectF(x - 0.75, lower.center().y() - high / 2, wide, high)
        taken.append((plate.left(), plate.right()))
        for mark in self._marks:
            self._paint_mark(painter, mark, axis, box, lower, theme, taken)
        painter.fillRect(QRectF(x - 0.75, plate.top(), 1.5, box.bottom() - plate.top()), theme.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawRoundedRect(plate, 2, 2)
        text.line(painter, plate.adjusted(5, 0, 0, 0), tag, strong, theme.on_accent)

    def _paint_mark(
        self,
        painter: QPainter,
        mark: Mark,
        axis: Axis,
        box: QRectF,
        lower: QRectF,
        theme: Theme,
        taken: list[tuple[float, float]],
    ) -> None:
        x = round(axis.x(box, mark.at))
        if not box.left() - 1 <= x <= box.right():
            return
        font = themes.font("dense", QFont.Weight.Medium)
        painter.fillRect(QRectF(x, lower.bottom() - 1, 1.5, box.bottom() - lower.bottom() + 1), theme.ink2)
        place = _free(x, text.width(font, mark.words), box, taken) if mark.words else None
        if place is not None:
            taken.append(place)
            words = QRectF(place[0], lower.top() - 1, place[1] - place[0] + 1, lower.height() - 2)
            text.line(painter, words, mark.words, font, theme.ink)
            return
        left, right = x - 6.5, x + 6.5
        if any(left < end and right > start for start, end in taken):
            return
        taken.append((left, right))
        icon = QRectF(left, lower.top() - 1, 14, lower.height() - 2)
        icons.paint_icon(painter, icon, mark.icon, "ink2", 13)

    def _paint_dates(
        self, painter: QPainter, upper: QRectF, box: QRectF, axis: Axis, theme: Theme, small: QFont
    ) -> None:
        """Months by name, the Mondays between by number where there is room."""
        bold = themes.font("small")
        taken: list[tuple[float, float]] = []
        days = [(day, True) for day in axis.month_starts()]
        if axis.days <= 120:
            days += [(day, False) for day in axis.mondays()]
        for day, is_month in days:
            label = _month(day, axis) if is_month else str(day.day)
            font = bold if is_month else small
            x = round(axis.x(box, day))
            left, right = x + 3, x + 3 + text.width(font, label)
            # Months have their place first; a number that would touch one is left out.
            if right > box.right() + 4 or any(left < end + 5 and right + 5 > start for start, end in taken):
                continue
            taken.append((left, right))
            if is_month:
                painter.fillRect(QRectF(x, upper.top() + 2, 1, box.bottom() - upper.top()), theme.line)
            place = QRectF(left, upper.top(), right - left + 1, upper.height())
            text.line(painter, place, label, font, theme.ink if is_month else theme.ink2)


def _free(x: float, wide: float, box: QRectF, taken: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Where a word stands: over its mark, else just before what stands there already; None without room."""
    left = x - wide / 2
    for start, end in taken:
        if left < end + 3 and left + wide > start - 3:
            left = start - wide - 4
    right = left + wide
    is_near = left <= x <= right + 12 and left >= box.left()
    touches = any(left < end + 2 and right > start - 2 for start, end in taken)
    return (left, right) if is_near and not touches else None


def _month(day: date, axis: Axis) -> str:
    name = QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
    if axis.days > 400:
        return str(day.year) if day.month == 1 else ""
    return f"{name} {day.year}" if day.month == 1 else name
