"""A search field with its icon, its key hint, and words that arrive a moment after the last key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import marks

PAUSE_MS = 120


class SearchField(QLineEdit):
    """``searched`` comes 120 ms after the last key; Esc clears, Esc in an empty field emits ``left``.

    ``wide`` is its width in pixels at 100 % text; where there is less room it gives way to what is beside it.
    """

    searched = Signal(str)
    left = Signal()
    moved_down = Signal()

    def __init__(
        self, placeholder: str, keys: str = "", parent: QWidget | None = None, *, wide: int = 160
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._wide = wide
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder.rstrip("…"))
        self._arrow = self.addAction(icons.icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._waits = False
        self.textChanged.connect(self._on_text_changed)

    def sizeHint(self) -> QSize:
        return QSize(themes.scaled(self._wide), super().sizeHint().height())

    def search_now(self) -> None:
        """Tells at once what stands in the field."""
        self._pause.stop()
        self._tell()

    def _on_text_changed(self, _text: str) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self.searched.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self.search_now()
            else:
                self.left.emit()
        elif key == Qt.Key.Key_Down:
            self.moved_down.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._pause.isActive():
            self.search_now()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._waits:
            self._pause.start()

    def hideEvent(self, event: QHideEvent) -> None:
        # What is hidden may have its library closed: what was typed last waits until it is seen again.
        self._waits = self._pause.isActive()
        self._pause.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._arrow.setIcon(icons.icon("search", "ink3"))

    def _has_room(self) -> bool:
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return self.width() - words - marks.key_hint_width(self._keys) > themes.scaled(44)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._keys and not self.text() and self._has_room():
            painter = QPainter(self)
            box = QRectF(self.rect()).adjusted(0, 0, -7, 0)
            marks.paint_key_hint(painter, box, self._keys, themes.active())
            painter.end()
