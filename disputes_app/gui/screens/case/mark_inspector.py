"""The pane beside an exhibit's picture: its caption, what covers and marks it, and what is known of its file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QSizePolicy, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column, row, scrolling
from disputes_app.gui.widgets.segments import Segments

PACKET, ORIGINAL = "packet", "original"
_ROWS = 5


class WordsField(QLineEdit):
    """Enter gives the words that stand in it, and does not end the dialog."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class MarkInspector(QWidget):
    """Widgets only: the dialog says what happens in them. ``facts`` stand below."""

    def __init__(self, facts: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = WordsField()
        self.caption.setAccessibleName(self.tr("Caption"))
        self.view = Segments(
            [(PACKET, self.tr("In the packet")), (ORIGINAL, self.tr("Original"))], self.tr("What is shown")
        )
        self.view.setToolTip(self.tr("Hold O to see the original"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Covered areas and marks"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(2)
        self.words = WordsField()
        self.words.setAccessibleName(self.tr("What the mark names"))
        self.typed = WordsField()
        self.typed.setPlaceholderText(self.tr("10, 20, 30, 8"))
        self.typed.setToolTip(self.tr("Left, top, width and height in per cent of the picture"))
        self.typed.setAccessibleName(self.tr("Area in per cent: left, top, width, height"))
        self.put = Button(self.tr("Cover"), is_small=True)
        self.take_away = Button(self.tr("Remove"), kind="flat")
        self.nothing = label("", "second", "ink2", wrap=True)
        self.back = IconButton("chevron-left", self.tr("Page before"))
        self.on = IconButton("chevron-right", self.tr("Next page"))
        self.where = label("", "second", "ink2")
        inside = QWidget()
        column(
            label(self.tr("Caption"), "strong"),
            self.caption,
            4,
            label(self.tr("Covered and marked"), "strong"),
            self.nothing,
            self.list,
            self.words,
            row(None, self.take_away, gap=6),
            label(self.tr("Area in per cent"), "second", "ink2"),
            row(self.typed, self.put, gap=6),
            8,
            facts,
            None,
            gap=7,
            edge=(2, 2, 10, 2),
            parent=inside,
        )
        area = scrolling(inside, "surface")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(
            self.view,
            row(self.back, self.where, self.on, None, gap=4),
            area,
            gap=7,
            parent=self,
        )
        self.show_items(0, is_drawn=True)
        self.setFixedWidth(themes.scaled(272))
        # As tall as there is room beside the picture: it scrolls inside.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)

    def show_items(self, number: int, *, is_drawn: bool) -> None:
        """Has room for so many areas and marks; for none, says how one is made, or how words are hidden."""
        self.nothing.setVisible(not number)
        self.nothing.setText(
            self.tr("Nothing yet. Drag over the picture to cover an area.")
            if is_drawn
            else self.tr("Words are hidden by “Hide private words…” in the menu of the case.")
        )
        for part in (self.list, self.words, self.take_away):
            part.setVisible(bool(number))
        self.list.setFixedHeight(min(max(number, 2), _ROWS) * (self.list.fontMetrics().lineSpacing() + 8))
