"""Drawing text in rows: elided, aligned on a baseline, in two lines or in runs of several fonts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter

# No screen is that wide; measuring a megabyte stops the window.
_LONGEST = 2000
_LINE_ENDS = dict.fromkeys(map(ord, "\n\r\u2028\u2029"), " ")


@dataclass(frozen=True)
class Run:
    """A piece of one line: its text, font and colour."""

    text: str
    font: QFont
    colour: QColor


def width(font: QFont, text: str) -> float:
    """The width of a text in device-independent pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def one_line(text: str) -> str:
    """The text as a row can show it: line ends as blanks, and no more of it than any row has room for."""
    return text[:_LONGEST].translate(_LINE_ENDS)


def elided(font: QFont, text: str, room: float) -> str:
    """The text in one line, cut with an ellipsis when it does not fit."""
    return QFontMetricsF(font).elidedText(one_line(text), Qt.TextElideMode.ElideRight, room)


def baseline(rect: QRectF, font: QFont) -> float:
    """Where the baseline lies when one line of the font is centred in the rectangle."""
    metrics = QFontMetricsF(font)
    return rect.top() + (rect.height() + metrics.capHeight()) / 2


def line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Draws one elided line centred in the rectangle's height; gives the width used."""
    shown = elided(font, text, rect.width())
    used = width(font, shown)
    x = rect.left()
    if align & RIGHT:
        x = rect.right() - used
    elif align & CENTRE:
        x = rect.center().x() - used / 2
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(x, round(baseline(rect, font))), shown)
    return used


def runs(painter: QPainter, rect: QRectF, pieces: Sequence[Run], align: Qt.AlignmentFlag = LEFT) -> float:
    """Draws pieces one after another on one baseline (that of the first piece); gives the width used."""
    if not pieces:
        return 0.0
    total = min(sum(width(piece.font, piece.text) for piece in pieces), rect.width())
    x = rect.right() - total if align & RIGHT else rect.left()
    start, y = x, round(baseline(rect, pieces[0].font))
    for piece in pieces:
        shown = elided(piece.font, piece.text, max(0.0, rect.right() - x + 0.5))
        painter.setFont(piece.font)
        painter.setPen(piece.colour)
        painter.drawText(QPointF(x, y), shown)
        x += width(piece.font, shown)
        if shown != one_line(piece.text):
            break
    return x - start


def halves(rect: QRectF, upper: QFont, lower: QFont, gap: float = 1.0) -> tuple[QRectF, QRectF]:
    """The two line boxes of a two-line row, centred together in the rectangle."""
    first, second = QFontMetricsF(upper).height(), QFontMetricsF(lower).height()
    top = rect.center().y() - (first + gap + second) / 2
    return (
        QRectF(rect.left(), top, rect.width(), first),
        QRectF(rect.left(), top + first + gap, rect.width(), second),
    )


def two_lines(
    painter: QPainter, rect: QRectF, upper: Run, lower: Run, align: Qt.AlignmentFlag = LEFT
) -> None:
    """Draws a row of two lines: the thing, and what is said about it."""
    boxes = halves(rect, upper.font, lower.font)
    for box, piece in zip(boxes, (upper, lower), strict=True):
        line(painter, box, piece.text, piece.font, piece.colour, align)


def line_height(font: QFont) -> float:
    """The height of one line of the font."""
    return QFontMetricsF(font).height()
