"""The stages of a case from left to right: those done, the one it is in, those to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.theme import Theme
from disputes_app.gui.urgency import Level

_RADIUS = 9
_AIR = 8


def _radius() -> float:
    return float(themes.scaled(_RADIUS))


@dataclass(frozen=True)
class Step:
    """A stage's name and the few words after it ("since 28 Feb", "7 of 9 ready", "by Sat 14 Mar")."""

    name: str
    note: str = ""


class Stepper(QWidget):
    """Numbered rings on a line; a tick where a stage is done.

    Where not every name has room, only the present stage is named; the tooltip has them all.
    """

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
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        tall = round(2 * _radius() + 4 + text.line_height(themes.font("body")) + 6)
        return QSize(themes.scaled(90) * max(1, len(self._steps)), tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(2 * _radius() + _AIR) * max(1, len(self._steps)), self.sizeHint().height())

    @property
    def names_all(self) -> bool:
        """Whether every stage's name stands under its ring."""
        strong = themes.font("strong")
        return all(
            text.width(strong, step.name) <= self._room(number) for number, step in enumerate(self._steps)
        )

    def _room(self, number: int) -> float:
        """What a name has from its ring to the next one, or to the end."""
        is_last = number + 1 == len(self._steps)
        return self.width() - self._left(number) if is_last else self._pitch() - _AIR

    def _pitch(self) -> float:
        count = max(1, len(self._steps))
        spread = (self.width() - themes.scaled(60)) / max(1, count - 0.6)
        return max(spread, min(2 * _radius() + _AIR, self.width() / count))

    def _left(self, number: int) -> float:
        return number * self._pitch()

    def _tell(self) -> None:
        names = "\n".join(f"{n}  {step.name} {step.note}".rstrip() for n, step in enumerate(self._steps, 1))
        self.setToolTip("" if self.names_all else names)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = themes.active()
        pitch, radius, names_all = self._pitch(), _radius(), self.names_all
        top = 2 * radius + 4
        for number, step in enumerate(self._steps):
            left = self._left(number)
            if number + 1 < len(self._steps):
                done = number < self._current
                colour = theme.good if done else theme.line2
                line = QRectF(left + 2 * radius, radius + 0.2, pitch - 2 * radius, 1.6)
                painter.fillRect(line, colour)
            self._paint_ring(painter, QPointF(left + radius, radius + 1), number, theme)
            room = self._room(number)
            if not names_all:
                # The one name may be as long as the whole line: it begins further left where it must.
                wide = text.width(themes.font("strong"), step.name) + 2
                left = max(0.0, min(left, self.width() - wide))
                room = self.width() - left
            if names_all or number == self._current:
                self._paint_words(painter, QRectF(left, top, room, self.height() - top), number, step, theme)
        painter.end()

    def _paint_ring(self, painter: QPainter, centre: QPointF, number: int, theme: Theme) -> None:
        painter.save()
        done, here = number < self._current, number == self._current
        fill = theme.good if done else theme.accent if here else theme.surface
        painter.setPen(QPen(theme.edge, 1.2) if not done and not here else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        whole = _radius()
        radius = whole if done or here else whole - 0.6
        painter.drawEllipse(centre, radius, radius)
        if done:
            on = theme.urgency[Level.DONE].bg if theme.is_dark else theme.surface
            pen = QPen(on, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            tick = QPolygonF([QPointF(-3.4, 0.2), QPointF(-1.0, 2.6), QPointF(3.5, -2.3)])
            painter.translate(centre)
            painter.scale(whole / _RADIUS, whole / _RADIUS)
            painter.drawPolyline(tick)
        else:
            box = QRectF(centre.x() - whole, centre.y() - whole, 2 * whole, 2 * whole)
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
