"""The picture of an exhibit with what covers and marks it, drawn and moved with the mouse and with keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.screens.case import marking
from disputes_app.gui.screens.case.marking import CORNER, TIP, WHOLE, Cover, Item, Mark, Point

SELECT, COVER, KEEP, MARK = "select", "cover", "keep", "mark"
_KEYS = {Qt.Key.Key_V: SELECT, Qt.Key.Key_R: COVER, Qt.Key.Key_C: KEEP, Qt.Key.Key_A: MARK}
_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_EDGE = 12.0
_REACH = 11.0
_DISC = 10.0
# A photo has no theme: covered areas are as black, marks as white as they will be in the packet.
_BLACK, _WHITE = QColor("#101214"), QColor("#ffffff")


class Canvas(QWidget):
    """``changed`` when something was put there, moved or taken away; ``picked`` when another thing is chosen;
    ``tool_picked`` carries the tool a key has chosen, ``zoomed`` 1 for larger and -1 for smaller; ``placed``
    when a mark was just put down; ``stepped`` 1 or -1 when a key asks for the next exhibit or the one before;
    ``turn_wanted`` when a key asks to turn the picture.
    """

    changed = Signal()
    picked = Signal()
    placed = Signal()
    tool_picked = Signal(str)
    zoomed = Signal(int)
    stepped = Signal(int)
    turn_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: list[Item] = []
        self.page = 1
        self.chosen = -1
        self.tool = COVER
        self.shows_original = False
        self._picture: QPixmap | None = None
        self._from: QPointF | None = None
        self._grip = ""
        self._new: list[Item] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.set_tool(COVER)

    def sizeHint(self) -> QSize:
        return QSize(380, 260)

    # What is shown

    def set_picture(self, picture: QPixmap | None) -> None:
        """Shows a picture, or that there is none yet."""
        self._picture = picture
        self.update()

    def set_tool(self, tool: str) -> None:
        """What the mouse does where nothing is: choose, cover, cover all but an area, or mark."""
        self.tool = tool
        self.setCursor(Qt.CursorShape.ArrowCursor if tool == SELECT else Qt.CursorShape.CrossCursor)

    def choose(self, number: int) -> None:
        """Makes an item the one that keys move; -1 for none."""
        if number != self.chosen:
            self.chosen = number
            self.picked.emit()
        self.update()

    def show_original(self, original: bool) -> None:
        """Shows the picture as it is kept, without what covers and marks it."""
        self.shows_original = original
        self.update()

    # Changing

    def add(self, item: Item) -> None:
        """Puts something on the picture and chooses it."""
        self.items.append(item)
        self.choose(len(self.items) - 1)
        self.changed.emit()
        if isinstance(item, Mark):
            self.placed.emit()

    def turn(self, degrees: int) -> None:
        """What lies on the picture is turned to the right with it; whoever turned it shows it."""
        self.items = [item.turned(degrees) for item in self.items]
        self.changed.emit()

    def remove(self) -> None:
        """Takes away what is chosen."""
        if self.chosen >= 0:
            del self.items[self.chosen]
            self.choose(-1)
            self.changed.emit()

    def _move(self, grip: str, dx: float, dy: float) -> None:
        if self.chosen >= 0:
            self.items[self.chosen] = self.items[self.chosen].moved(grip, dx, dy)
            self.changed.emit()
            self.update()

    # Places

    def place(self) -> QRectF:
        """Where the picture is drawn."""
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if self._picture is None or self._picture.isNull():
            return room
        scale = min(room.width() / self._picture.width(), room.height() / self._picture.height())
        wide, tall = self._picture.width() * scale, self._picture.height() * scale
        return QRectF(room.center().x() - wide / 2, room.center().y() - tall / 2, wide, tall)

    def _fraction(self, point: QPointF) -> Point:
        place = self.place()
        x = (point.x() - place.left()) / place.width()
        y = (point.y() - place.top()) / place.height()
        return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))

    def _at(self, x: float, y: float) -> QPointF:
        place = self.place()
        return QPointF(place.left() + x * place.width(), place.top() + y * place.height())

    # The hand and the keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place, at = self.place(), self._fraction(event.position())
        reach = _REACH / place.width(), _REACH / place.height()
        found = marking.taken(self.items, self.page, at, reach)
        self._from, self._grip = event.position(), found[1] if found else ""
        self.choose(found[0] if found else -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        start, end = self._fraction(self._from), self._fraction(event.position())
        if self._grip:
            self._move(self._grip, end[0] - start[0], end[1] - start[1])
            self._from = event.position()
        else:
            self._new = self._drawn(start, end)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drawn, started = self._new, self._from
        self._new, self._from = [], None
        if not drawn and started is not None and not self._grip and self.tool == MARK:
            at = self._fraction(started)
            drawn = [Mark(self.page, *at, *at)]
        for item in drawn:
            self.add(item)
        self.update()

    def _drawn(self, start: Point, end: Point) -> list[Item]:
        """What the tool puts between two points."""
        if self.tool == MARK:
            return [Mark(self.page, *start, *end)]
        if self.tool == KEEP:
            return [*marking.all_but(self.page, start, end)]
        area = marking.cover(self.page, start, end)
        return [area] if area and self.tool == COVER else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _SIDEWAYS and self.chosen < 0 and not control:
            self.stepped.emit(_SIDEWAYS[key])
        elif key in _STEPS and self.chosen >= 0:
            step = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            place = self.place()
            grip = (TIP if isinstance(self.items[self.chosen], Mark) else CORNER) if control else WHOLE
            self._move(grip, _STEPS[key][0] * step / place.width(), _STEPS[key][1] * step / place.height())
        elif key in _KEYS and not control:
            self.set_tool(_KEYS[key])
            self.tool_picked.emit(self.tool)
        elif key == Qt.Key.Key_Space and self.tool != SELECT:
            for item in self._drawn((0.4, 0.45), (0.6, 0.55)):
                self.add(item)
        elif key == Qt.Key.Key_T and not control:
            self.turn_wanted.emit()
        elif key in _ZOOMS:
            self.zoomed.emit(_ZOOMS[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key == Qt.Key.Key_O and not event.isAutoRepeat():
            self.show_original(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_O and not event.isAutoRepeat():
            self.show_original(False)
        else:
            super().keyReleaseEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        theme, place = themes.active(), self.place()
        painter.fillRect(self.rect(), theme.well)
        if self._picture is None or self._picture.isNull():
            words = self.tr("There is no picture of this file; type the areas instead.")
            painter.fillRect(place, theme.surface)
            text.line(painter, place, words, themes.font("second"), theme.ink2, text.CENTRE)
        else:
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        if not self.shows_original:
            shown = [*self.items, *self._new]
            for number, (item, counted) in enumerate(zip(shown, marking.numbers(shown), strict=True)):
                if item.page == self.page and isinstance(item, Cover):
                    self._paint_cover(painter, item, number == self.chosen)
                elif item.page == self.page and isinstance(item, Mark):
                    self._paint_mark(painter, item, counted, number == self.chosen)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_cover(self, painter: QPainter, item: Cover, is_chosen: bool) -> None:
        theme = themes.active()
        box = QRectF(self._at(item.x, item.y), self._at(item.x + item.width, item.y + item.height))
        painter.fillRect(box, _BLACK)
        if not is_chosen:
            return
        painter.setPen(QPen(theme.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        painter.setBrush(_WHITE)
        for _, (x, y) in item.grips():
            at = self._at(x, y)
            painter.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8))

    def _paint_mark(self, painter: QPainter, item: Mark, number: int, is_chosen: bool) -> None:
        start, end = self._at(item.x, item.y), self._at(item.to_x, item.to_y)
        angle = math.atan2(end.y() - start.y(), end.x() - start.x())
        has_arrow = math.hypot(end.x() - start.x(), end.y() - start.y()) > _DISC
        head = [
            end - QPointF(13 * math.cos(angle + turn), 13 * math.sin(angle + turn)) for turn in (0.5, -0.5)
        ]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for thickness, colour in ((6.0, _WHITE), (2.6, _BLACK)) if has_arrow else ():
            round_end, joint = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            painter.setPen(QPen(colour, thickness, Qt.PenStyle.SolidLine, round_end, joint))
            painter.drawLine(start, end)
            painter.drawPolyline(QPolygonF([head[0], end, head[1]]))
        painter.setPen(QPen(_WHITE, 4))
        painter.setBrush(_WHITE)
        painter.drawEllipse(start, _DISC, _DISC)
        painter.setPen(QPen(themes.active().accent if is_chosen else _BLACK, 2.5 if is_chosen else 1.5))
        painter.drawEllipse(start, _DISC, _DISC)
        disc = QRectF(start.x() - _DISC, start.y() - _DISC, 2 * _DISC, 2 * _DISC)
        text.line(
            painter, disc, str(number), themes.font("second", QFont.Weight.DemiBold), _BLACK, text.CENTRE
        )
        if is_chosen and has_arrow:
            painter.setPen(QPen(themes.active().accent, 2))
            painter.setBrush(_WHITE)
            painter.drawEllipse(end, 4, 4)
