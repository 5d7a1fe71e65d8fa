"""Covers areas of an exhibit: boxes drawn on the picture with the mouse, or typed as percentages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.paint import text
from disputes_app.gui.screens.case.exhibits_model import Shown
from disputes_app.gui.screens.case.gestures import Box
from disputes_app.gui.screens.order.sheet import Sheet
from disputes_app.gui.thumbnails import Thumbnails
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.words import counted
from disputes_app.queries.packet_preview import page_picture

_LEAST = 0.004
_PAGE_DPI = 96


@dataclass(frozen=True)
class Picked:
    """The page drawn from a document."""

    page: int
    data: bytes


def _page(path: object, page: int) -> Picked:
    return Picked(page, page_picture(path, page, _PAGE_DPI))  # type: ignore[arg-type]


class Canvas(QWidget):
    """The picture with its boxes; ``changed`` when one was drawn or taken away."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[QRectF] = []
        self.chosen = -1
        self._picture: QPixmap | None = None
        self._start: QPointF | None = None
        self._drawn = QRectF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(themes.scaled(560), themes.scaled(380))
        self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:
        return QSize(themes.scaled(640), themes.scaled(460))

    def set_picture(self, picture: QPixmap | None) -> None:
        """Shows a picture, or that there is none yet."""
        self._picture = picture
        self.update()

    def set_boxes(self, boxes: Sequence[QRectF]) -> None:
        """The areas covered on this page, as fractions."""
        self.boxes, self.chosen = list(boxes), -1
        self.update()

    def _place(self) -> QRectF:
        """Where the picture is drawn."""
        room = QRectF(self.rect()).adjusted(12, 12, -12, -12)
        if self._picture is None or self._picture.isNull():
            return room
        scale = min(room.width() / self._picture.width(), room.height() / self._picture.height())
        wide, tall = self._picture.width() * scale, self._picture.height() * scale
        return QRectF(room.center().x() - wide / 2, room.center().y() - tall / 2, wide, tall)

    def _fraction(self, point: QPointF) -> QPointF:
        place = self._place()
        x = min(1.0, max(0.0, (point.x() - place.left()) / place.width()))
        y = min(1.0, max(0.0, (point.y() - place.top()) / place.height()))
        return QPointF(x, y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._fraction(event.position())
        self.chosen = next((n for n, box in reversed(list(enumerate(self.boxes))) if box.contains(at)), -1)
        self._start, self._drawn = (None, QRectF()) if self.chosen >= 0 else (at, QRectF())
        self.changed.emit()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is not None:
            self._drawn = QRectF(self._start, self._fraction(event.position())).normalized()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._start is not None:
            self._drawn = QRectF(self._start, self._fraction(event.position())).normalized()
            drawn, self._start, self._drawn = self._drawn, None, QRectF()
            self.add(drawn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        else:
            super().keyPressEvent(event)

    def add(self, box: QRectF) -> None:
        """Covers an area, unless it is next to nothing."""
        if box.width() >= _LEAST and box.height() >= _LEAST:
            self.boxes.append(box)
            self.chosen = len(self.boxes) - 1
            self.changed.emit()
        self.update()

    def remove(self) -> None:
        """Takes the chosen box away, or the last one."""
        if self.boxes:
            del self.boxes[self.chosen]
            self.chosen = -1
            self.changed.emit()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme = themes.active()
        painter.fillRect(self.rect(), theme.well)
        place = self._place()
        if self._picture is None or self._picture.isNull():
            words = self.tr("There is no picture of this file; type the areas below.")
            painter.fillRect(place, theme.surface)
            text.line(painter, place, words, themes.font("second"), theme.ink2, text.CENTRE)
        else:
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        for number, box in enumerate([*self.boxes, self._drawn]):
            shown = QRectF(
                place.left() + box.left() * place.width(),
                place.top() + box.top() * place.height(),
                box.width() * place.width(),
                box.height() * place.height(),
            )
            # Covered areas are solid in the packet too; a photo has no theme.
            painter.fillRect(shown, QColor("#101214"))
            if number == self.chosen:
                painter.setPen(QPen(theme.accent, 2))
                painter.drawRect(shown.adjusted(-1, -1, 1, 1))
        painter.end()


class AreaField(QLineEdit):
    """Enter gives the area that stands in it, and does not end the dialog."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class CoverDialog(Sheet):
    """``given`` are the areas to be covered on every page."""

    def __init__(
        self, context: Context, pictures: Thumbnails, shown: Shown, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Cover areas"), self.tr("Cover"), parent)
        assert shown.row.evidence is not None
        self._context, self._pictures, self._evidence = context, pictures, shown.row.evidence
        self.shown = shown
        self.page = 1
        self._pages: dict[int, list[QRectF]] = {}
        for box in shown.row.boxes:
            self._pages.setdefault(box.page, []).append(QRectF(box.x, box.y, box.width, box.height))
        self.canvas = Canvas()
        self.canvas.setAccessibleName(
            self.tr("Exhibit {letter}: {caption}").format(letter=shown.row.letter, caption=shown.row.title)
        )
        self.canvas.changed.connect(self._on_changed)
        self.count = label("", "second", "ink2")
        self.typed = AreaField()
        self.typed.setPlaceholderText(self.tr("left, top, width, height in %, such as 10, 20, 30, 8"))
        self.typed.setAccessibleName(self.tr("Area in per cent: left, top, width, height"))
        self.typed.entered.connect(self._on_typed)
        self.put = Button(self.tr("Add area"))
        self.put.clicked.connect(self._on_typed)
        self.take_away = Button(self.tr("Remove"), kind="flat")
        self.take_away.clicked.connect(self.canvas.remove)
        self.clear = Button(self.tr("Remove all"), kind="flat")
        self.clear.clicked.connect(self._on_clear)
        self.back = IconButton("chevron-left", self.tr("Page before"))
        self.on = IconButton("chevron-right", self.tr("Next page"))
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        line = row(self.typed, self.put, gap=8)
        line.setStretch(0, 1)
        frame = panel("well", "box2")
        column(self.canvas, gap=0, parent=frame)
        self.form.addRow(frame)
        self.form.addRow(row(self.count, None, self.back, self.on, self.take_away, self.clear, gap=6))
        self.form.addRow(line)
        note = self.tr("Covered areas are cut out of every copy that leaves. The original stays as it is.")
        self.form.addRow(label(note, "second", "ink3", wrap=True))
        self.setMinimumWidth(self.canvas.minimumWidth() + 44)
        pictures.came.connect(self._show_picture)
        self._show_page()

    @property
    def given(self) -> list[Box]:
        """Every area as page and fractions."""
        self._keep()
        return [
            (page, box.x(), box.y(), box.width(), box.height())
            for page, boxes in sorted(self._pages.items())
            for box in boxes
        ]

    @property
    def _is_document(self) -> bool:
        return self._evidence.media_type == "application/pdf"

    def _keep(self) -> None:
        self._pages[self.page] = list(self.canvas.boxes)

    def _turn(self, step: int) -> None:
        self._keep()
        self.page = min(max(1, self.page + step), max(1, self._evidence.pages))
        self._show_page()

    def _show_page(self) -> None:
        self.canvas.set_boxes(self._pages.get(self.page, []))
        many = self._is_document and self._evidence.pages > 1
        for button in (self.back, self.on):
            button.setVisible(many)
        self.back.setEnabled(self.page > 1)
        self.on.setEnabled(self.page < self._evidence.pages)
        self._on_changed()
        if self._is_document and self._evidence.pages:
            path = self._context.core.library.evidence.path(self._evidence.sha256)
            self._context.tasks.run(_page, path, self.page, done=self._on_page, quiet=True, pool=True)
        else:
            self._show_picture()

    def _on_page(self, picked: Picked) -> None:
        if picked.page == self.page:
            picture = QPixmap()
            picture.loadFromData(picked.data)
            self.canvas.set_picture(picture)

    def _show_picture(self, _sha256: str = "") -> None:
        if not self._is_document:
            self.canvas.set_picture(self._pictures.picture(self._evidence))

    def _on_changed(self) -> None:
        number = len(self.canvas.boxes)
        said = counted("Case", "%n area covered", "%n areas covered", number) if number else ""
        if self._is_document and self._evidence.pages > 1:
            where = self.tr("page {page} of {pages}").format(page=self.page, pages=self._evidence.pages)
            said = f"{where}  ·  {said}" if said else where
        self.count.setText(said or self.tr("Draw a box over what nobody needs to see"))
        self.take_away.setEnabled(bool(number))
        self.clear.setEnabled(bool(number))

    def _on_clear(self) -> None:
        self.canvas.set_boxes([])
        self._on_changed()

    def _on_typed(self) -> None:
        box = _box(self.typed.text())
        if box is None:
            self._say(self.tr("Write four numbers from 0 to 100, such as 10, 20, 30, 8."))
            self.typed.setFocus()
            return
        self._say("")
        self.canvas.add(box)
        self.typed.clear()


def _box(written: str) -> QRectF | None:
    """Four percentages as a box of fractions; None when they are not inside the picture."""
    parts = written.replace("%", " ").replace(";", " ").replace(",", " ").split()
    try:
        x, y, wide, tall = (float(part) / 100 for part in parts)
    except ValueError:
        return None
    fits = x >= 0 and y >= 0 and wide > 0 and tall > 0 and x + wide <= 1.0001 and y + tall <= 1.0001
    return QRectF(x, y, wide, tall) if fits else None
