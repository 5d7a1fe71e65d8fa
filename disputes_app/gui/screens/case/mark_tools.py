"""The tools beside an exhibit's picture: choose, cover, keep, mark; turn it, and see it larger or smaller."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from disputes_app.gui.screens.case import canvas
from disputes_app.gui.widgets.buttons import IconButton
from disputes_app.gui.widgets.panels import column


class MarkTools(QWidget):
    """``picked`` carries the tool chosen, ``zoomed`` 1 for larger and -1 for smaller; ``turned`` a quarter left."""

    picked = Signal(str)
    zoomed = Signal(int)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {
            canvas.SELECT: IconButton("mouse-pointer-2", self.tr("Choose and move"), "V", is_checkable=True),
            canvas.COVER: IconButton("square", self.tr("Cover an area"), "R", is_checkable=True),
            canvas.KEEP: IconButton("crop", self.tr("Cover all but an area"), "C", is_checkable=True),
            canvas.MARK: IconButton("arrow-up-right", self.tr("Mark with a number"), "A", is_checkable=True),
        }
        for name, button in self.buttons.items():
            button.clicked.connect(partial(self._on_picked, name))
        self.turn = IconButton("rotate-ccw", self.tr("Turn to the left"), "T")
        self.turn.clicked.connect(self.turned)
        self.nearer = IconButton("zoom-in", self.tr("Larger"), "+")
        self.farther = IconButton("zoom-out", self.tr("Smaller"), "-")
        self.nearer.clicked.connect(partial(self.zoomed.emit, 1))
        self.farther.clicked.connect(partial(self.zoomed.emit, -1))
        column(*self.buttons.values(), 12, self.turn, self.nearer, self.farther, None, gap=4, parent=self)

    def check(self, tool: str) -> None:
        """Shows which tool is chosen."""
        for name, button in self.buttons.items():
            button.setChecked(name == tool)

    def set_for(self, *, is_drawn: bool, is_picture: bool) -> None:
        """What can be done: nothing to words, anything but a turn to a document."""
        for part in (*self.buttons.values(), self.nearer, self.farther):
            part.setEnabled(is_drawn)
        self.turn.setEnabled(is_picture)

    def _on_picked(self, tool: str) -> None:
        self.check(tool)
        self.picked.emit(tool)
