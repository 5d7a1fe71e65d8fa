"""A place to drop files on, with words and a way for the keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.panels import row


def files_of(mime: QMimeData) -> list[Path]:
    """The local files and folders that a drag or the clipboard carries."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


class DropArea(QWidget):
    """A dashed box: one line small, or with a second line and a button large."""

    files_dropped = Signal(list)
    choosing = Signal()

    def __init__(self, title: str, note: str = "", button: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._note = title, note
        self._is_over = False
        self.setAcceptDrops(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self._is_large = bool(note or button)
        self.setMinimumHeight(self.sizeHint().height())
        if button:
            choose = Button(button)
            choose.setAccessibleName(f"{title}: {button}")
            choose.clicked.connect(self.choosing)
            self._room = choose.sizeHint().width() + 24
            row(None, choose, edge=(16, 0, 16, 0), parent=self)
        else:
            self._room = 16

    def sizeHint(self) -> QSize:
        return QSize(themes.scaled(300), themes.scaled(94 if self._is_large else 44))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        files = files_of(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _set_over(self, on: bool) -> None:
        self._is_over = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = themes.active()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        strong = self._is_large or self._is_over
        pen = QPen(theme.accent if strong else theme.edge, 2 if self._is_over else 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(theme.accent_soft if strong else theme.surface)
        painter.drawRoundedRect(box, themes.RADIUS, themes.RADIUS)
        if self._is_large:
            self._paint_large(painter, box)
        else:
            font = themes.font("second")
            wide = text.width(font, self._title) + 24
            left = box.center().x() - wide / 2
            icons.paint_icon(painter, QRectF(left, box.top(), 16, box.height()), "download")
            place = QRectF(left + 24, box.top(), box.right() - left - 24, box.height())
            text.line(painter, place, self._title, font, theme.ink2)
        painter.end()

    def _paint_large(self, painter: QPainter, box: QRectF) -> None:
        theme = themes.active()
        icons.paint_icon(
            painter, QRectF(box.left() + 16, box.top(), 22, box.height()), "download", "accent", 22
        )
        place = box.adjusted(57, 0, -self._room, 0)
        title, note = themes.font("strong"), themes.font("second")
        tall = text.line_height(title)
        lines = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        wanted = painter.fontMetrics().boundingRect(0, 0, int(place.width()), 200, int(lines), self._note)
        top = place.center().y() - (tall + (wanted.height() if self._note else 0)) / 2
        head = QRectF(place.left(), top, place.width(), tall)
        text.line(painter, head, self._title, title, theme.ink)
        painter.setFont(note)
        painter.setPen(theme.ink2)
        painter.drawText(QRectF(place.left(), head.bottom(), place.width(), 60), int(lines), self._note)
