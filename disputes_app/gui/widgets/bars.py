"""The bars above things: a screen's top bar, a pane's header, a section's heading."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.labels import ElidedLabel, label
from disputes_app.gui.widgets.panels import Ground, row


class _Bar(QFrame):
    """Title and note at the left, whatever is added at the right."""

    def __init__(self, height: str, ground: Ground, parent: QWidget | None, left: int, right: int) -> None:
        super().__init__(parent)
        self.setProperty("ground", ground)
        self.setProperty("rule", "edge-bottom" if height == "pane_header" else "bottom")
        self.setFixedHeight(themes.height(height))
        self._left: QHBoxLayout = row(gap=10)
        self._right: QHBoxLayout = row(gap=8)
        row(self._left, None, self._right, gap=12, edge=(left, 0, right, 0), parent=self)

    def add_left(self, widget: QWidget) -> None:
        """After the title."""
        self._left.addWidget(widget)

    def add_right(self, widget: QWidget) -> None:
        """At the right end, in the order added."""
        self._right.addWidget(widget)


class TopBar(_Bar):
    """A screen's own 48 px bar: title, note, search, at most two buttons, one of them primary."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__("top_bar", "chrome", parent, 16, 14)
        self.title = label(title, "view")
        self.note = ElidedLabel(note, "body", "ink2")
        self.add_left(self.title)
        self.add_left(self.note)

    def set_note(self, note: str) -> None:
        """The words beside the title: a date, a count."""
        self.note.setText(note)


class CrumbBar(_Bar):
    """The bar of one order or case: back arrow, where it lies, its own name."""

    back = Signal()
    upward = Signal()

    def __init__(self, place: str, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__("top_bar", "chrome", parent, 12, 14)
        arrow = IconButton("arrow-left", self.tr("Back"), "Alt+Left")
        arrow.clicked.connect(self.back)
        where = Button(place, kind="flat")
        where.clicked.connect(self.upward)
        self.title = ElidedLabel(title, "medium")
        self._left.setSpacing(4)
        for part in (arrow, where, label("/", tone="ink3"), self.title):
            self.add_left(part)

    def set_title(self, title: str) -> None:
        """The name of the order or case."""
        self.title.setText(title)


class PaneHeader(_Bar):
    """A pane's 40 px header."""

    def __init__(
        self, title: str, note: str = "", ground: Ground = "chrome", parent: QWidget | None = None
    ) -> None:
        super().__init__("pane_header", ground, parent, 16, 12)
        self.title: QLabel = label(title, "pane")
        self.note = label(note, "body", "ink3")
        self.add_left(self.title)
        self.add_left(self.note)

    def set_note(self, note: str) -> None:
        """The words beside the title."""
        self.note.setText(note)


class SectionHeader(_Bar):
    """A 28 px heading inside a pane: title, note."""

    def __init__(
        self, title: str, note: str = "", ground: Ground = "pane", parent: QWidget | None = None
    ) -> None:
        super().__init__("group", ground, parent, 16, 12)
        self.title = label(title, "strong")
        self.note = label(note, "body", "ink3")
        self.add_left(self.title)
        self.add_left(self.note)
