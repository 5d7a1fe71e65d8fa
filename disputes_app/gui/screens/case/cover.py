"""Covering parts of an exhibit: boxes drawn over its picture, destroyed in every packet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column, panel, row

Box = tuple[float, float, float, float]
LEAST = 0.005
"""The smallest side of a box, as a fraction: a slip of the mouse is no box."""


class Canvas(QWidget):
    """The picture with its boxes. ``drawn`` carries a new box as fractions of the picture."""

    drawn = Signal(tuple)

    def __init__(self, picture: QPixmap, boxes: Sequence[Box], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.boxes: list[Box] = list(boxes)
        self._from: QPointF | None = None
        self._to: QPointF | None = None
        self.setMinimumSize(QSize(480, 360))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Picture with covered areas"))

    def _frame(self) -> QRectF:
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _fraction(self, point: QPointF) -> QPointF:
        frame = self._frame()
        return QPointF(
            min(1.0, max(0.0, (point.x() - frame.left()) / frame.width())),
            min(1.0, max(0.0, (point.y() - frame.top()) / frame.height())),
        )

    def _box(self) -> Box | None:
        if self._from is None or self._to is None:
            return None
        x, y = min(self._from.x(), self._to.x()), min(self._from.y(), self._to.y())
        wide, tall = abs(self._from.x() - self._to.x()), abs(self._from.y() - self._to.y())
        return (x, y, wide, tall) if wide >= LEAST and tall >= LEAST else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), themes.active().well)
        frame = self._frame()
        painter.drawPixmap(frame, self._picture, QRectF(self._picture.rect()))
        drawing = self._box()
        for box in (*self.boxes, *((drawing,) if drawing else ())):
            x, y, wide, tall = box
            painter.fillRect(
                QRectF(frame.left() + x * frame.width(), frame.top() + y * frame.height(),
                       wide * frame.width(), tall * frame.height()),
                QColor("black"),
            )  # fmt: skip
        painter.setPen(QPen(themes.active().line2, 1))
        painter.drawRect(frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = self._to = self._fraction(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._to = self._fraction(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        box = self._box()
        self._from = self._to = None
        if box is not None:
            self.add(box)
        self.update()

    def add(self, box: Box) -> None:
        """One more box."""
        self.boxes.append(box)
        self.drawn.emit(box)
        self.update()


class CoverDialog(QDialog):
    """``covered`` carries each new box, ``uncovered`` comes when all are to go."""

    covered = Signal(tuple)
    uncovered = Signal()

    def __init__(
        self, title: str, picture: QPixmap, boxes: Sequence[Box], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Cover areas of {title}").format(title=title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.canvas = Canvas(picture, boxes)
        self.canvas.drawn.connect(self.covered)
        note = self.tr(
            "Draw a box over what nobody needs to see. It is destroyed in every packet; the original stays."
        )
        self.typed = QLineEdit()
        self.typed.setAccessibleName(self.tr("A box by numbers: left, top, width, height in per cent"))
        self.typed.setPlaceholderText(self.tr("or by numbers, in per cent: left, top, width, height"))
        self.typed.returnPressed.connect(self._on_typed)
        self.fault = label("", "second", "error")
        self.clear = Button(self.tr("Remove all"), "eye")
        self.clear.clicked.connect(self._on_clear)
        done = Button(self.tr("Done"), kind="primary")
        done.clicked.connect(self.accept)
        done.setAutoDefault(False)
        self.clear.setAutoDefault(False)
        head = panel("surface", "bottom")
        column(label(note, "body", "ink2", wrap=True), edge=(16, 12, 16, 12), parent=head)
        foot = panel("chrome", "edge-top")
        row(self.typed, self.fault, None, self.clear, done, edge=(14, 9, 14, 9), parent=foot).setStretch(0, 1)
        whole = column(head, self.canvas, foot, gap=0, parent=self)
        whole.setStretch(1, 1)
        self.resize(880, 680)

    def _on_typed(self) -> None:
        try:
            x, y, wide, tall = (float(part) / 100 for part in self.typed.text().replace(";", ",").split(","))
        except ValueError:
            self.fault.setText(self.tr("Four numbers are needed, such as 10, 20, 30, 10."))
            return
        if not (
            x >= 0
            and y >= 0
            and wide >= LEAST
            and tall >= LEAST
            and x + wide <= 1.0001
            and y + tall <= 1.0001
        ):
            self.fault.setText(self.tr("The box has to lie inside the picture."))
            return
        self.fault.setText("")
        self.typed.clear()
        self.canvas.add((x, y, wide, tall))

    def _on_clear(self) -> None:
        self.canvas.boxes.clear()
        self.canvas.update()
        self.uncovered.emit()
