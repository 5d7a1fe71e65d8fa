"""The ring around a button that has the keyboard's focus: outside of it, and never after a click."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget

from disputes_app.gui import theme as themes

_OUT = 3
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide}


class FocusRing(QObject):
    """Follows the focus and keeps one ring around the button that was reached by key.

    It filters only the events of that button and of what lies around it: a filter on the whole
    application would call into Python for every event there is.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._drop()
        if isinstance(new, QAbstractButton) and not isinstance(new, QCheckBox | QRadioButton):
            by_key = new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            if by_key:
                self._ring = _Ring(new)
                self._watch(new)

    def _watch(self, button: QWidget) -> None:
        around: QWidget | None = button
        while around is not None:
            around.installEventFilter(self)
            self._watched.append(around)
            around = None if around.isWindow() else around.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and self._ring is not None:
            self._ring.follow()
        return False

    def _drop(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None


class _Ring(QWidget):
    """Painted over the window's content, deaf to the mouse."""

    def __init__(self, around: QAbstractButton) -> None:
        super().__init__(around.window())
        self.around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.follow()
        self.raise_()

    def follow(self) -> None:
        """Lies around its button again after something moved."""
        if not shiboken6.isValid(self.around):
            return
        self.setVisible(self.around.isVisible())
        corner = self.around.mapTo(self.around.window(), self.around.rect().topLeft())
        place = QRect(corner, self.around.size())
        self.setGeometry(place.adjusted(-_OUT, -_OUT, _OUT, _OUT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(themes.active().accent, 2))
        radius = themes.RADIUS + _OUT - 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()
