"""A stretch of days as a horizontal axis: where a moment lies, and the ticks, labels and ground of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

from PySide6.QtCore import QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.theme import Theme

Ticks = Literal["weeks", "months"]


@dataclass(frozen=True)
class Axis:
    """Days from ``start`` on, so many of them; ``today`` and whole days are those of ``zone``."""

    start: date
    days: int
    today: date
    zone: tzinfo

    @classmethod
    def around(cls, today: date, zone: tzinfo, before: int = 7, days: int = 60) -> Axis:
        """The axis of a list: some days of the past, then the future."""
        return cls(today - timedelta(days=before), days, today, zone)

    @property
    def end(self) -> date:
        """The first day after the axis."""
        return self.start + timedelta(days=self.days)

    def offset(self, moment: date | datetime, *, last: bool = False) -> float:
        """Days from the left end; a whole day begins at 0:00, as a last day it ends at 24:00."""
        if isinstance(moment, datetime):
            local = moment.astimezone(self.zone)
            seconds = local.hour * 3600 + local.minute * 60 + local.second
            return (local.date() - self.start).days + seconds / 86400
        return float((moment - self.start).days + (1 if last else 0))

    def x(self, rect: QRectF, moment: date | datetime, *, last: bool = False) -> float:
        """Where a moment lies in a rectangle; may lie outside it."""
        return rect.left() + self.offset(moment, last=last) * rect.width() / self.days

    def mondays(self) -> Iterator[date]:
        """The Mondays of the axis."""
        day = self.start + timedelta(days=-self.start.weekday() % 7)
        while day < self.end:
            yield day
            day += timedelta(days=7)

    def month_starts(self) -> Iterator[date]:
        """The firsts of the months of the axis."""
        day = self.start if self.start.day == 1 else _next_month(self.start)
        while day < self.end:
            yield day
            day = _next_month(day)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def paint_today_line(painter: QPainter, rect: QRectF, axis: Axis, theme: Theme) -> None:
    """The 1.5 px line of today through one row, from its top to its bottom."""
    x = axis.x(rect, axis.today)
    painter.fillRect(QRectF(x - 0.75, rect.top(), 1.5, rect.height()), theme.accent)


def paint_ground(
    painter: QPainter, rect: QRectF, axis: Axis, theme: Theme, ticks: Ticks = "weeks", *, lines: bool = True
) -> None:
    """What lies behind a row's bars: the past a shade darker, and the grid; the row's own ground shows through."""
    past = QColor(theme.chrome)
    past.setAlpha(150)
    today = min(max(axis.x(rect, axis.today), rect.left()), rect.right())
    painter.fillRect(QRectF(rect.left(), rect.top(), today - rect.left(), rect.height()), past)
    if not lines:
        return
    days = axis.mondays() if ticks == "weeks" else axis.month_starts()
    for day in days:
        x = round(axis.x(rect, day))
        painter.fillRect(QRectF(x, rect.top(), 1, rect.height()), theme.grid)


def _month(day: date) -> str:
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)


def _paint_tag(painter: QPainter, left: float, top: float, words: str, theme: Theme) -> QRectF:
    font = themes.font("small")
    box = QRectF(left, top, text.width(font, words) + 10, max(14, round(text.line_height(font))))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent)
    painter.drawRoundedRect(box, 2, 2)
    painter.restore()
    text.line(painter, box.adjusted(5, 0, 0, 0), words, font, theme.on_accent)
    return box


def paint_axis_header(
    painter: QPainter,
    rect: QRectF,
    axis: Axis,
    theme: Theme,
    ticks: Ticks = "weeks",
    tag: str | None = None,
) -> None:
    """Month names above, day numbers below, and the tag of today where the today line begins."""
    painter.save()
    painter.setClipRect(rect)
    today = axis.x(rect, axis.today) - 0.75
    painter.fillRect(QRectF(today, rect.top() + 6, 1.5, rect.height()), theme.accent)
    words = tag or QLocale().toString(QDate(axis.today.year, axis.today.month, axis.today.day), "ddd d")
    taken = _paint_tag(painter, today, rect.top() + 3, words, theme)
    (_paint_weeks if ticks == "weeks" else _paint_months)(_Header(painter, rect, axis, theme, taken))
    painter.restore()


@dataclass(frozen=True)
class _Header:
    """What both kinds of header draw with; ``taken`` is the tag, which no label may touch."""

    painter: QPainter
    rect: QRectF
    axis: Axis
    theme: Theme
    taken: QRectF

    def has_room(self, left: float, label: str, font: QFont) -> bool:
        right = left + text.width(font, label)
        beside_tag = left - 4 >= self.taken.right() or right + 4 <= self.taken.left()
        return beside_tag and right <= self.rect.right()

    def label(self, left: float, row: int, label: str, font: QFont, colour: QColor) -> None:
        tall = (self.rect.height() - 4) / 2
        box = QRectF(left, self.rect.top() + 3 + row * (tall - 1), self.rect.right() - left, tall)
        text.line(self.painter, box, label, font, colour)


def _paint_weeks(header: _Header) -> None:
    """Week ticks with their days; a month's name stands over its first week whose place is free."""
    strong, small = themes.font("small"), themes.font("dense")
    named: set[int] = set()
    # No day touches the one before it, nor a month's name the one before that, however large the letters.
    day_from = month_from = header.rect.left()
    for day in header.axis.mondays():
        x = header.axis.x(header.rect, day)
        tick = QRectF(round(x), header.rect.bottom() - 4, 1, 4)
        header.painter.fillRect(tick, header.theme.line2)
        right = x + 3 + text.width(small, str(day.day))
        crossed = x + 3 < header.taken.left() < right
        if right <= header.rect.right() and not crossed and x + 3 >= day_from:
            header.label(x + 3, 1, str(day.day), small, header.theme.ink3)
            day_from = right + 4
        name = _month(day)
        if day.month not in named and x + 1 >= month_from and header.has_room(x + 1, name, strong):
            named.add(day.month)
            month_from = x + 1 + text.width(strong, name) + 6
            header.label(x + 1, 0, name, strong, header.theme.ink2)


def _paint_months(header: _Header) -> None:
    """Month lines with their names, and the Mondays that have room beside them, when days are wide enough."""
    strong, small = themes.font("small"), themes.font("dense")
    wide = header.rect.width() / header.axis.days >= 3
    for day in header.axis.month_starts():
        x = header.axis.x(header.rect, day)
        header.painter.fillRect(
            QRectF(round(x), header.rect.top(), 1, header.rect.height()), header.theme.line2
        )
        name = _month(day)
        if header.has_room(x + 4, name, strong):
            header.label(x + 4, 0, name, strong, header.theme.ink2)
        after = x + 12 + text.width(strong, name)
        until = header.axis.x(header.rect, _next_month(day)) - 4
        for monday in header.axis.mondays() if wide else ():
            left = header.axis.x(header.rect, monday)
            of_month = (monday.year, monday.month) == (day.year, day.month)
            fits = after < left < until - text.width(small, str(monday.day))
            if of_month and fits and header.has_room(left, str(monday.day), small):
                header.label(left, 0, str(monday.day), small, header.theme.ink3)


def event_pen(theme: Theme) -> QPen:
    """The pen of the dotted lines that lead from a start event down through the rows."""
    pen = QPen(theme.line2, 1, Qt.PenStyle.DotLine)
    pen.setCosmetic(True)
    return pen
