"""The clock-face glyph of an urgency level."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from disputes_app.gui import theme as themes
from disputes_app.gui.theme import Theme
from disputes_app.gui.urgency import Level

_SIDE = 14
_RING, _PIE, _DISC, _PEN = 5.4, 3.4, 6.2, 1.5
_PARTS = {Level.SOON: 0.5, Level.CLOSE: 0.75}


def glyph_side() -> int:
    """The side of the glyph at the present text size."""
    return themes.scaled(_SIDE)


def paint_urgency(painter: QPainter, rect: QRectF, level: Level, theme: Theme) -> None:
    """Draws the 14 by 14 glyph centred in the rectangle, larger in proportion when the rectangle is."""
    colour = theme.urgency[level].text
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    scale = max(1.0, min(rect.width(), rect.height()) / _SIDE)
    painter.scale(scale, scale)
    pen = QPen(colour, _PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    centre = QPointF(0, 0)
    if level is Level.TODAY:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, _DISC, _DISC)
        pen.setColor(theme.surface)
        pen.setWidthF(1.7)
        painter.setPen(pen)
        painter.drawLine(QPointF(0, -3.2), QPointF(0, 0.7))
        painter.drawPoint(QPointF(0, 3.2))
        painter.restore()
        return
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, _RING, _RING)
    if level in _PARTS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        pie = QRectF(-_PIE, -_PIE, 2 * _PIE, 2 * _PIE)
        painter.drawPie(pie, 90 * 16, -round(_PARTS[level] * 360 * 16))
    elif level is Level.MISSED:
        painter.drawLine(QPointF(-1.8, -1.8), QPointF(1.8, 1.8))
        painter.drawLine(QPointF(-1.8, 1.8), QPointF(1.8, -1.8))
    elif level is Level.OPENS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(-1.4, -2.6), QPointF(2.7, 0), QPointF(-1.4, 2.6)]))
    elif level is Level.DONE:
        painter.drawPolyline(QPolygonF([QPointF(-2.3, 0.2), QPointF(-0.6, 1.9), QPointF(2.4, -1.6)]))
    painter.restore()
