"""What comes into the window from outside: files dropped anywhere on it, and whatever the clipboard holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDropEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.widgets.drop_area import files_of

_MARGIN = 24


class Intake(QObject):
    """``files`` carries paths, ``picture`` a ``QImage`` and ``text`` text; ``nothing`` that there was none of them.

    A part of the window that takes files itself, as a case's exhibits do, comes first.
    """

    files = Signal(list)
    picture = Signal(QImage)
    text = Signal(str)
    nothing = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.veil = _Veil(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def take(self, mime: QMimeData) -> None:
        """Files first, then a picture, then text."""
        if found := files_of(mime):
            self.files.emit(found)
        elif mime.hasImage():
            self.picture.emit(QImage(mime.imageData()))
        elif mime.hasText() and mime.text().strip():
            self.text.emit(mime.text())
        else:
            self.nothing.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave:
            self.veil.hide()
        elif isinstance(event, QDropEvent) and files_of(event.mimeData()):
            # Entering and moving are drop events as well, to Qt.
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.veil.hide()
                self.take(event.mimeData())
            else:
                self.veil.cover()
            return True
        return False


class _Veil(QWidget):
    """Says over the whole window that what hangs on the pointer may be let go."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._words = self.tr("Drop to take the files in. The originals stay where they are.")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Lies over all of the window."""
        self.setGeometry(self.window().rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, font = themes.active(), themes.font("strong")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent, 3))
        painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        pill = QRectF(0, 0, text.width(font, self._words) + 2 * _MARGIN, themes.scaled(44))
        pill.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(theme.accent, 1))
        painter.setBrush(theme.accent_soft)
        painter.drawRoundedRect(pill, themes.RADIUS, themes.RADIUS)
        text.line(painter, pill, self._words, font, theme.ink, text.CENTRE)
        painter.end()
