"""An exhibit that is no file, to be read: the words of a message, or the scans of a parcel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from disputes_app.gui import theme as themes

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ReadView(QPlainTextEdit):
    """``stepped`` 1 or -1 when an arrow key asks for the next exhibit or the one before."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        # Else what is only read is no stop for the keyboard.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(themes.scaled(20))
        self.setAccessibleName(self.tr("What it says"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _SIDEWAYS.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers():
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)
