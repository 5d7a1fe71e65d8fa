"""A field that is not typed in: it opens the command palette."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from disputes_app.gui.widgets.search_field import SearchField


class PaletteField(SearchField):
    """``wanted`` comes with a click, Enter or the first letter."""

    wanted = Signal()

    def __init__(self, words: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(words, keys, parent, wide=248)
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
