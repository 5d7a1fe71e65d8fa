"""The pane beside the inbox: the item larger, its words, and what to do with it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPixmap, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.screens.inbox import wording
from disputes_app.gui.screens.inbox.rows import Row
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.facts import Facts
from disputes_app.gui.widgets.labels import ElidedLabel, IconLabel, label
from disputes_app.gui.widgets.panels import column, panel, row

LONGEST_LINE = 2000
"""Characters: Qt lays out a line as a whole, and one of a megabyte stops the window for seconds."""


def broken(words: str) -> str:
    """The text with lines no longer than ``LONGEST_LINE``."""
    return "\n".join(_lines(words))


def _lines(words: str) -> Iterator[str]:
    for line in words.splitlines():
        for start in range(0, max(1, len(line)), LONGEST_LINE):
            yield line[start : start + LONGEST_LINE]


class Picture(QWidget):
    """A picture as large as there is room, whole, on the ground photos lie on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(72)

    def sizeHint(self) -> QSize:
        return QSize(themes.scaled(300), themes.scaled(260))

    def set_picture(self, picture: QPixmap | None, name: str = "") -> None:
        """Shows a picture; ``name`` is what a screen reader says."""
        self._picture = picture
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), themes.active().well)
        if self._picture is not None and not self._picture.isNull():
            room = self.rect().adjusted(12, 12, -12, -12)
            size = self._picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(room).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        painter.end()


class Preview(QFrame):
    """Shows one row of the inbox; the buttons only say what is wanted."""

    accepted = Signal()
    choosing = Signal()
    adding = Signal()
    deleting = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.name = ElidedLabel("", "pane")
        self._about = ElidedLabel("", "second", "ink2")
        head = panel("pane", "bottom")
        column(self.name, self._about, gap=1, edge=(16, 12, 16, 10), parent=head)
        self.picture = Picture()
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        # Read with the keyboard too: a text that is only read is else no stop for it.
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setStyleSheet("QPlainTextEdit { border: none; border-radius: 0; padding: 8px 12px; }")
        self.words.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.tr("Text of the file"))
        self._facts = Facts()
        facts = panel("pane", "top")
        column(self._facts, gap=0, edge=(16, 10, 16, 10), parent=facts)
        whole = column(head, self.picture, self.words, facts, self._foot(), gap=0, parent=self)
        whole.setStretch(1, 1)
        whole.setStretch(2, 1)

    def _foot(self) -> QWidget:
        self._goes = ElidedLabel("", "strong")
        self._why = label("", "second", "ink2", wrap=True)
        self._arrow = IconLabel("arrow-right", "ink2")
        self.accept = Button(self.tr("Accept"), kind="primary")
        self.accept.setToolTip(self.tr("File it with this order (Enter)"))
        self.accept.clicked.connect(self.accepted)
        self.choose = Button(self.tr("Choose an order…"))
        self.choose.clicked.connect(self.choosing)
        self.add = Button(self.tr("New order…"))
        self.add.setToolTip(self.tr("Begin an order with what the files say of it"))
        self.add.clicked.connect(self.adding)
        self.delete = IconButton("trash-2", self.tr("Move to the bin"), "Del")
        self.delete.clicked.connect(self.deleting)
        foot = panel("pane", "edge-top")
        title = row(self._arrow, self._goes, gap=8)
        title.setStretch(1, 1)
        buttons = row(self.accept, self.choose, self.add, None, self.delete, gap=8)
        column(title, self._why, 6, buttons, gap=2, edge=(16, 10, 12, 12), parent=foot)
        return foot

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes here with the keyboard comes to what can be done.

        Not by a focus proxy: the keyboard would stop before a hidden one, and pass by the text.
        """
        (self.choose if self.accept.isHidden() else self.accept).setFocus(event.reason())

    def show_row(self, shown: Row, facts: list[tuple[str, str]], words: str, picture: QPixmap | None) -> None:
        """Shows an item; ``words`` are the text read in it."""
        self.name.setText(shown.name)
        self._about.setText(shown.about)
        self.set_picture(picture, shown.name)
        self.words.setPlainText(broken(words))
        self.words.setVisible(bool(words))
        self._facts.set_facts(facts)
        suggestion = shown.suggestion
        self.accept.setVisible(suggestion is not None)
        self.add.setVisible(suggestion is None)
        self._arrow.setVisible(suggestion is not None)
        if suggestion is not None:
            self._goes.setText(suggestion.title)
            self._why.setText(wording.reason(suggestion))
            self.choose.setText(self.tr("Another order…"))
        else:
            self._goes.setText(self.tr("Which order does it belong to?"))
            self._why.setText(self.tr("Nothing in the file names one of your orders."))
            self.choose.setText(self.tr("Choose an order…"))

    def set_picture(self, picture: QPixmap | None, name: str) -> None:
        """The picture came, or there is none."""
        self.picture.set_picture(picture, name)
        self.picture.setVisible(picture is not None)
