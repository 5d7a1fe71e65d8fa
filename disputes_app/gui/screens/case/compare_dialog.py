"""Promised against received: what the listing said of an item, and what came."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from disputes_app.domain.orders import Item
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.sheet import Sheet, TextArea


class CompareDialog(Sheet):
    """Both sides of one line of the packet's table. ``others_wanted``: a file shows it instead."""

    WIDE = 520

    others_wanted = Signal()

    def __init__(self, items: Sequence[Item], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Promised and received"), self.tr("Save"), parent)
        self._items = items
        self.item = QComboBox()
        for item in items:
            self.item.addItem(item.title)
        self.item.currentIndexChanged.connect(self._show)
        if len(items) > 1:
            self.add(self.tr("Item"), self.item)
        self.promised = TextArea(self.tr("The listing promised"), 3)
        self.promised.setPlaceholderText(self.tr("in its own words, such as: 87 keys, German layout"))
        self.received = TextArea(self.tr("What came"), 3)
        self.received.setPlaceholderText(self.tr("such as: a red mouse mat, no keyboard"))
        self.add(self.tr("The listing promised"), self.promised)
        self.add(self.tr("What came"), self.received)
        for side in (self.promised, self.received):
            side.textChanged.connect(self._on_written)
        self.others = Button(self.tr("A file shows it…"), kind="link")
        self.others.clicked.connect(self._on_others)
        self.form.addRow("", self.others)
        note = self.tr("It stands in the packet as a table, beside the exhibits that show it.")
        self.add_words(label(note, "second", "ink3", wrap=True))
        self._show()

    @property
    def line(self) -> int:
        """The line of the order, from 1."""
        return max(0, self.item.currentIndex()) + 1

    def _show(self, *_: int) -> None:
        if self._items:
            item = self._items[self.line - 1]
            for side, words in ((self.promised, item.promised), (self.received, item.received)):
                with QSignalBlocker(side):
                    side.setPlainText(words)

    def _on_written(self) -> None:
        """While words of an item wait to be saved there is no way to another: they would be lost."""
        kept = (
            (self._items[self.line - 1].promised, self._items[self.line - 1].received)
            if self._items
            else ("", "")
        )
        is_kept = (self.promised.toPlainText(), self.received.toPlainText()) == kept
        self.item.setEnabled(is_kept)
        self.item.setToolTip("" if is_kept else self.tr("Save what you wrote of this item first"))

    def complaint(self) -> str:
        if not self.promised.toPlainText().strip() or not self.received.toPlainText().strip():
            return self.tr("Both sides are needed: what was promised, and what came.")
        return ""

    def _on_others(self) -> None:
        self.reject()
        self.others_wanted.emit()
