"""The checklist of a case: what is missing first, with why and how, then what is ready and what proves it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from disputes_app.domain.readiness import Missing, Readiness, Ready
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.bars import PaneHeader
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import Badge, IconLabel, LetterLabel, label
from disputes_app.gui.widgets.panels import clear, column, panel, row, scrolling
from disputes_app.gui.words import counted


class _Box(QWidget):
    """A solid square with an exclamation mark for what is required, a dashed one for what helps."""

    def __init__(self, *, required: bool) -> None:
        super().__init__()
        self._required = required
        self.setFixedSize(QSize(16, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = themes.active()
        box = QRectF(1, 2, 13, 13)
        colour = theme.urgency[Level.CLOSE].text if self._required else theme.ink3
        pen = QPen(colour, 1.4, Qt.PenStyle.SolidLine if self._required else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box, 2.5, 2.5)
        if self._required:
            painter.fillRect(QRectF(6.8, 4.8, 1.6, 4.6), colour)
            painter.fillRect(QRectF(6.8, 10.6, 1.6, 1.6), colour)


class Checklist(QWidget):
    """``add_wanted`` carries the exhibit codes of a missing proof that somebody wants to add."""

    add_wanted = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = PaneHeader(self.tr("What a strong packet holds"))
        self.badge = Badge("", Level.CLOSE)
        self.header.add_right(self.badge)
        self._list = QWidget()
        self._rows = column(gap=0, parent=self._list)
        self.area = scrolling(self._list, "pane")
        whole = column(self.header, self.area, gap=0, parent=self)
        whole.setStretch(1, 1)

    def show_case(self, view: CaseView) -> None:
        """Replace what is shown."""
        ready = view.detail.readiness
        wants = self.tr("What {programme} wants").format(programme=view.programme)
        self.header.title.setText(wants if view.programme else self.tr("What a strong packet holds"))
        missing = len(ready.missing)
        self.badge.set_badge(
            counted("Case", "%n missing", "%n missing", missing) if missing else self.tr("all ready"),
            Level.CLOSE if missing else Level.DONE,
        )
        clear(self._rows)
        self._fill(ready)
        self._rows.addStretch(1)

    def _fill(self, ready: Readiness) -> None:
        if ready.missing:
            self._rows.addWidget(_group(self.tr("Missing")))
            for one in ready.missing:
                self._rows.addWidget(self._missing(one))
        if ready.have:
            self._rows.addWidget(_group(self.tr("Ready")))
            for have in ready.have:
                self._rows.addWidget(_ready(have))

    def _missing(self, one: Missing) -> QWidget:
        made = panel("pane", "bottom")
        add = Button(self.tr("Add…"), kind="link")
        add.setAccessibleName(self.tr("Add: {what}").format(what=one.what))
        add.setProperty("codes", list(one.codes))
        add.clicked.connect(self._on_add)
        head = row(label(one.what, "strong", wrap=True), add, gap=8)
        head.setStretch(0, 1)
        words = column(head, label(f"{one.how}.", "second", "ink2", wrap=True), gap=2)
        box = column(_Box(required=one.required), None, gap=0)
        inside = row(box, words, gap=10, edge=(16, 9, 14, 9), parent=made)
        inside.setStretch(1, 1)
        kind = self.tr("required") if one.required else self.tr("helps")
        made.setAccessibleName(f"{one.what}, {self.tr('missing')}, {kind}. {one.why}. {one.how}")
        made.setToolTip(one.why)
        return made

    def _on_add(self) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget):
            self.add_wanted.emit(tuple(sender.property("codes")))


def _group(words: str) -> QWidget:
    made = panel("pane", "bottom")
    made.setFixedHeight(themes.height("group"))
    row(label(words, "second", "ink2"), edge=(16, 0, 16, 0), parent=made)
    return made


def _ready(one: Ready) -> QWidget:
    made = panel("pane", "bottom")
    letters = [ref for ref in one.refs if ref.isupper()][:4]
    tick = column(IconLabel("check", "good"), None, gap=0)
    inside = row(tick, label(one.what, "medium", wrap=True), *map(LetterLabel, letters), gap=6,
                 edge=(16, 9, 14, 9), parent=made)  # fmt: skip
    inside.setStretch(1, 1)
    made.setAccessibleName(f"{one.what}, ready {' '.join(letters)}")
    return made
