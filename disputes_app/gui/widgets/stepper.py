"""The stages of a case from left to right: those done, the one it is in, those to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.theme import Theme
from disputes_app.gui.urgency import Level

_RADIUS = 9.0


@dataclass(frozen=True)
class Step:
    """A stage's name and the few words after it ("since 28 Feb", "7 of 9 ready", "by Sat 14 Mar")."""

    name: str
    note: str = ""


class Stepper(QWidget):
    """Numbered rings on a line; a tick where a stage is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[Step], current: int) -> None:
        """``current`` counts from 0; as many as there are steps means all are done."""
        self._steps, self._current = tuple(steps), current
        if 0 <= current < len(steps):
            said = self.tr("Stage {number} of {all}: {name} {note}")
            step = steps[current]
            self.setAccessibleName(
                said.format(number=current + 1, all=len(steps), name=step.name, note=step.note)
            )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(themes.scaled(90) * max(1, len(self._steps)), 28 + round(themes.scaled(16)))

    def minimumSizeHint(self) -> QSize:
        return QSize(themes.scaled(44) * max(1, len(self._steps)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = themes.active()
        pitch = (self.width() - themes.scaled(60)) / max(1, len(self._steps) - 0.6)
        for number, step in enumerate(self._steps):
            left = number * pitch
            if number + 1 < len(self._steps):
                done = number < self._current
                colour = theme.good if done else theme.line2
                line = QRectF(left + 2 * _RADIUS, _RADIUS + 0.2, pitch - 2 * _RADIUS, 1.6)
                painter.fillRect(line, colour)
            self._paint_ring(painter, QPointF(left + _RADIUS, _RADIUS + 1), number, theme)
            room = self.width() - left if number + 1 == len(self._steps) else pitch - 8
            self._paint_words(painter, QRectF(left, 22, room, self.height() - 22), number, step, theme)
        painter.end()

    def _paint_ring(self, painter: QPainter, centre: QPointF, number: int, theme: Theme) -> None:
        painter.save()
        done, here = number < self._current, number == self._current
        fill = theme.good if done else theme.accent if here else theme.surface
        painter.setPen(QPen(theme.edge, 1.2) if not done and not here else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        radius = _RADIUS if done or here else _RADIUS - 0.6
        painter.drawEllipse(centre, radius, radius)
        if done:
            on = theme.urgency[Level.DONE].bg if theme.is_dark else theme.surface
            pen = QPen(on, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            tick = QPolygonF([QPointF(-3.4, 0.2), QPointF(-1.0, 2.6), QPointF(3.5, -2.3)])
            painter.drawPolyline(tick.translated(centre))
        else:
            box = QRectF(centre.x() - _RADIUS, centre.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
            colour = theme.on_accent if here else theme.ink2
            text.line(painter, box, str(number + 1), themes.font("small"), colour, text.CENTRE)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF, number: int, step: Step, theme: Theme) -> None:
        here = number == self._current
        strong = themes.font("strong" if here else "body")
        if not here:
            strong.setWeight(themes.font("medium").weight() if number < self._current else strong.weight())
        small = themes.font("dense", themes.font("medium").weight() if here else None)
        name_colour = theme.ink if here or number < self._current else theme.ink2
        pieces = [text.Run(step.name, strong, name_colour)]
        whole = text.width(strong, step.name) + text.width(small, f" {step.note}")
        if step.note and whole <= box.width():
            pieces.append(text.Run(f" {step.note}", small, theme.ink if here else theme.ink2))
        text.runs(painter, box, pieces)
