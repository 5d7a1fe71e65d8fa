"""The bar of a window in time: used-up part, what is left, last day, and the other routes under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.paint.axis import Axis
from disputes_app.gui.theme import Theme, Urgency
from disputes_app.gui.urgency import Level

MOST_ROUTES = 2
_THIN, _STEP, _CAP, _LEAST = 2.5, 7.0, 2.0, 3.0
_ARROW = 8.0


@dataclass(frozen=True)
class Span:
    """One window. ``opens`` and ``closes`` may be whole days: it opens as its day begins and closes as it ends.

    ``closes`` None goes on without end. ``expected`` dates are only estimated; a missed span is hatched.
    """

    opens: date | datetime
    closes: date | datetime | None
    level: Level
    is_expected: bool = False


def paint_window_bar(
    painter: QPainter,
    rect: QRectF,
    axis: Axis,
    primary: Span | None,
    routes: Sequence[Span],
    theme: Theme,
    *,
    thickness: float = 8.0,
) -> None:
    """Draws a row's bar and up to two other routes, centred in the rectangle, clipped to it.

    The ground and the line of today are drawn apart (``axis.paint_ground``, ``axis.paint_today_line``),
    the first before and the second after this.
    """
    shown = routes[:MOST_ROUTES]
    hidden = len(routes) - len(shown)
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tall = thickness if primary else 0.0
    gap = 5.0 if primary and shown else 0.0
    whole = tall + gap + (len(shown) - 1) * _STEP + _THIN if shown else tall
    top = round(rect.center().y() - whole / 2)
    if primary:
        _paint_primary(painter, QRectF(rect.left(), top, rect.width(), thickness), axis, primary, theme)
    y = top + tall + gap + _THIN / 2
    for number, route in enumerate(shown):
        extra = hidden if number == len(shown) - 1 else 0
        _paint_route(painter, rect, y + number * _STEP, axis, route, theme, extra)
    painter.restore()


def _ends(rect: QRectF, axis: Axis, span: Span) -> tuple[float, float, bool]:
    """Left and right of the span in the rectangle, and whether it goes on beyond the axis."""
    left = max(axis.x(rect, span.opens), rect.left() - 4)
    if span.closes is None:
        return left, rect.right(), True
    right = axis.x(rect, span.closes, last=True)
    return left, min(right, rect.right()), right > rect.right() + 0.5


def _paint_primary(painter: QPainter, rect: QRectF, axis: Axis, span: Span, theme: Theme) -> None:
    colours = theme.urgency[span.level]
    left, right, beyond = _ends(rect, axis, span)
    if right < rect.left() or left > rect.right():
        return
    today = axis.x(rect, axis.today)
    if span.level is not Level.MISSED and left <= today < right:
        # What is left stays visible before the cap, however short a day is on this axis.
        right = max(right, round(today) + _LEAST + _CAP)
    right = max(right, left + _LEAST)
    stop = right - (_ARROW - 1 if beyond else 0)
    box = QRectF(left, rect.top(), stop - left, rect.height())
    if span.level is Level.MISSED:
        _hatch(painter, box, colours)
    elif span.is_expected:
        _outline(painter, box, theme)
        colours = theme.urgency[Level.LATER]
    else:
        _fill(painter, box, today, colours)
    if beyond:
        middle = box.center().y()
        reach = rect.height() / 2 + 3
        head = QPolygonF(
            [QPointF(stop, middle - reach), QPointF(right, middle), QPointF(stop, middle + reach)]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.text)
        painter.drawPolygon(head)
    else:
        cap = QRectF(round(right) - _CAP, rect.top() - 4, _CAP, rect.height() + 8)
        painter.fillRect(cap, colours.text)


def _rounded(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, themes.RADIUS_BAR, themes.RADIUS_BAR)
    return path


def _fill(painter: QPainter, box: QRectF, today: float, colours: Urgency) -> None:
    """Pale up to today, full from today on."""
    turn = min(max(round(today), box.left()), max(box.left(), box.right() - _LEAST))
    painter.save()
    painter.setClipPath(_rounded(box), Qt.ClipOperation.IntersectClip)
    painter.fillRect(QRectF(box.left(), box.top(), turn - box.left(), box.height()), colours.pale)
    painter.fillRect(QRectF(turn, box.top(), box.right() - turn, box.height()), colours.bar)
    painter.restore()


def _outline(painter: QPainter, box: QRectF, theme: Theme) -> None:
    pen = QPen(theme.urgency[Level.LATER].text, 1)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -1.0, -0.5), themes.RADIUS_BAR, themes.RADIUS_BAR)


def _hatch(painter: QPainter, box: QRectF, colours: Urgency) -> None:
    painter.save()
    painter.setClipPath(_rounded(box), Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colours.bar, 1.3))
    # Lines of fixed phase, so that scrolling never makes them crawl.
    x = box.left() - box.height() - box.left() % 5
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom() + 0.5), QPointF(x + box.height() + 1, box.top() - 0.5))
        x += 5
    painter.restore()
    painter.setPen(QPen(colours.bar, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), themes.RADIUS_BAR, themes.RADIUS_BAR)


def _paint_route(
    painter: QPainter, rect: QRectF, y: float, axis: Axis, span: Span, theme: Theme, extra: int
) -> None:
    slate = theme.urgency[Level.LATER]
    left, right, beyond = _ends(rect, axis, span)
    if right < rect.left() or left > rect.right():
        return
    right = max(right, left + _LEAST)
    font = themes.font("dense")
    words = f"+{extra}" if extra > 0 else ""
    if beyond:
        right = rect.right() - 2 - (text.width(font, words) + 4 if words else 0)
        head = QPolygonF([QPointF(right - 5, y - 3), QPointF(right, y), QPointF(right - 5, y + 3)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(slate.bar)
        painter.drawPolygon(head)
        right -= 4
    painter.fillRect(QRectF(left, y - _THIN / 2, right - left, _THIN), slate.bar)
    if not beyond:
        painter.fillRect(QRectF(round(right) - _CAP, y - 4, _CAP, 8), slate.text)
    if words:
        after = right + (8 if beyond else 4)
        text.line(painter, QRectF(after, y - 8, 40, 16), words, font, theme.ink3)


def legend_swatch(painter: QPainter, rect: QRectF, colour: QColor, *, is_thin: bool = False) -> None:
    """The little sample before a legend's words: a piece of bar, or a piece of line."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    tall = _THIN if is_thin else 7.0
    box = QRectF(rect.left(), rect.center().y() - tall / 2, rect.width(), tall)
    painter.drawRoundedRect(box, themes.RADIUS_BAR, themes.RADIUS_BAR)
    painter.restore()
