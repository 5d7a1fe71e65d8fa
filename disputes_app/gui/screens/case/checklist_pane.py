"""What the programme wants: the proofs still missing with a way to add each, then those that are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from disputes_app.domain.messages import Message, first_line
from disputes_app.domain.readiness import Missing, Ready
from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.case.wording import proof_words, tr
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.bars import PaneHeader
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.labels import Badge, IconLabel, LetterLabel, label
from disputes_app.gui.widgets.panels import clear, column, panel, row, scrolling
from disputes_app.gui.words import counted
from disputes_app.queries.proofs import TRANSLATION

_STRIP = 44
_BEGINS = 24
"""So many characters of a message are shown, for which one it is."""


def strip_width() -> int:
    """The width of the folded checklist: enough for ``of 10``."""
    return max(_STRIP, round(text.width(themes.font("dense"), "of 10")) + 8)


class Sign(QWidget):
    """A square with an exclamation mark for what is required, a dashed square for what helps."""

    def __init__(self, *, required: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._required = required
        self.setFixedSize(16, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = themes.active()
        colour = theme.warning if self._required else theme.ink2
        pen = QPen(colour, 1.5)
        if not self._required:
            pen.setDashPattern([2.2, 1.6])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(1.2, 2.2, 13.6, 13.6), 3, 3)
        if self._required:
            mark = themes.font("small")
            text.line(painter, QRectF(0, 1, 16, 16), "!", mark, colour, text.CENTRE)
        painter.end()


class ChecklistPane(QStackedWidget):
    """``add_wanted`` carries the ``Missing`` proof to be added, ``translation_wanted`` a message that lacks one,
    ``fold_wanted`` whether to fold.

    Folded it is a strip that says how many are ready; a click or Enter opens it.
    """

    add_wanted = Signal(object)
    translation_wanted = Signal(object)
    fold_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = PaneHeader(self.tr("What is wanted"))
        self.badge = Badge("", Level.CLOSE)
        self.fold = IconButton("chevron-left", self.tr("Fold the checklist"))
        self.fold.clicked.connect(self._on_fold)
        self.header.add_right(self.badge)
        self.header.add_right(self.fold)
        self._body = QWidget()
        self._rows = column(gap=0, parent=self._body)
        self.area = scrolling(self._body)
        self.area.setAccessibleName(self.tr("Checklist"))
        self._source = label(role="strong", wrap=True)
        self._basis = label(role="dense", tone="ink2", wrap=True)
        foot = panel("pane", "top")
        title = row(IconLabel("book-open"), self._source, gap=6)
        title.setStretch(1, 1)
        column(title, self._basis, gap=2, edge=(16, 10, 14, 10), parent=foot)
        whole = column(self.header, self.area, foot, gap=0, parent=(page := panel("pane")))
        whole.setStretch(1, 1)
        self.strip = Strip()
        self.strip.opened.connect(self._on_unfold)
        self.addWidget(page)
        self.addWidget(self.strip)
        self.set_folded(False)

    def set_folded(self, folded: bool, can_fold: bool = False) -> None:
        """A strip, or the whole list; ``can_fold`` shows the way back to the strip."""
        self.setCurrentIndex(1 if folded else 0)
        self.fold.setVisible(can_fold)
        if folded:
            self.setMinimumWidth(strip_width())
            self.setMaximumWidth(strip_width())
        else:
            self.setMinimumWidth(themes.scaled(220))
            self.setMaximumWidth(themes.scaled(460))

    @property
    def is_folded(self) -> bool:
        """Whether only the strip is shown."""
        return self.currentIndex() == 1

    def show_case(self, view: CaseView) -> None:
        """Shows what a case has and lacks."""
        readiness = view.detail.readiness
        wants = self.tr("What {programme} wants").format(programme=view.programme)
        self.header.title.setText(wants if view.programme else self.tr("What a strong packet holds"))
        foreign = view.untranslated
        lacking = len(readiness.missing)
        if lacking:
            self.badge.set_badge(counted("Case", "%n missing", "%n missing", lacking), Level.CLOSE)
        else:
            self.badge.set_badge(self.tr("all ready"), Level.DONE)
        self.strip.set_counts(len(readiness.have), readiness.wanted)
        keep = self.area.verticalScrollBar().value()
        clear(self._rows)
        if lacking:
            self._rows.addWidget(_heading(self.tr("Missing")))
        for missing in readiness.missing:
            shown, ask = missing, partial(self.add_wanted.emit, missing)
            if missing.codes == (TRANSLATION,) and foreign:
                shown, ask = _translation(foreign, missing), partial(self.translation_wanted.emit, foreign[0])
            self._rows.addWidget(self._missing(shown, ask, is_open=not view.is_closed))
        if readiness.have:
            self._rows.addWidget(_heading(self.tr("Ready")))
        for ready in readiness.have:
            self._rows.addWidget(self._ready(ready))
        self._rows.addStretch(1)
        self.area.verticalScrollBar().setValue(keep)

    def set_source(self, title: str, words: str) -> None:
        """Whose list it is, and what the programme itself asks for."""
        self._source.setText(title)
        self._basis.setText(words)

    def _missing(self, missing: Missing, ask: Callable[[], object], *, is_open: bool) -> QWidget:
        line = _line()
        name = label(missing.what, "medium", wrap=True)
        why = label(f"{missing.why}. {missing.how}.", "dense", "ink2", wrap=True)
        add = Button(self.tr("Add…"), kind="link")
        add.setAccessibleName(self.tr("Add {proof}").format(proof=missing.what))
        add.clicked.connect(lambda _checked: ask())
        add.setVisible(is_open)
        needed = self.tr("required") if missing.required else self.tr("helps")
        line.setAccessibleName(f"{missing.what}, {needed}. {missing.why}. {missing.how}.")
        sign = Sign(required=missing.required)
        sign.setToolTip(needed)
        inner = row(gap=8, edge=(16, 8, 14, 9), parent=line)
        inner.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(column(name, why, gap=1), 1)
        inner.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _ready(self, ready: Ready) -> QWidget:
        line = _line()
        letters, words = proof_words(ready.refs)
        name = label(ready.what, "medium", wrap=True)
        said = label(words, "dense", "ink2", wrap=True)
        line.setAccessibleName(f"{ready.what}, {self.tr('ready')}. {words} {', '.join(letters)}".strip())
        inner = row(gap=8, edge=(16, 6, 14, 7), parent=line)
        inner.addWidget(IconLabel("check", "good"), 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(column(name, said, gap=0), 1)
        inner.addLayout(row(*(LetterLabel(one) for one in letters[:5]), gap=3))
        return line

    def _on_fold(self) -> None:
        self.fold_wanted.emit(True)

    def _on_unfold(self) -> None:
        self.fold_wanted.emit(False)


def _translation(foreign: Sequence[Message], missing: Missing) -> Missing:
    """Which messages in other words than the reader's want it, by how the next one begins."""
    line = first_line(foreign[0].text)
    begins = f"{line[:_BEGINS]}…" if len(line) > _BEGINS else line
    return missing._replace(
        what=counted("Case", "Translation of a message", "Translation of %n messages", len(foreign)),
        why=tr("“{words}”: whoever judges must be able to follow it").format(words=begins),
        how=tr("Write what it says; the original stays beside it"),
    )


def _line() -> QFrame:
    return panel("pane", "bottom")


def _heading(words: str) -> QWidget:
    made = panel("pane", "bottom")
    made.setFixedHeight(themes.height("group"))
    row(label(words, "second", "ink2"), None, edge=(16, 0, 14, 0), parent=made)
    return made


class Strip(QWidget):
    """The folded checklist: ``7 of 9``, and a way to open it."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._have = self._all = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Show what is wanted"))

    def set_counts(self, have: int, total: int) -> None:
        """So many of so many are ready."""
        self._have, self._all = have, total
        self.setAccessibleName(
            self.tr("{have} of {all} proofs ready; show the checklist").format(have=have, all=total)
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(strip_width(), 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = themes.active()
        painter.fillRect(self.rect(), theme.pane)
        wide = float(self.width())
        side = themes.scaled(16)
        icons.paint_icon(painter, QRectF(0, 10, wide, side + 4), "list-checks", size=side)
        colour = theme.warning if self._have < self._all else theme.good
        strong, dense = themes.font("strong"), themes.font("dense")
        tall = text.line_height(strong)
        text.line(painter, QRectF(0, 22 + side, wide, tall), str(self._have), strong, colour, text.CENTRE)
        words = self.tr("of {all}").format(all=self._all)
        text.line(painter, QRectF(0, 22 + side + tall, wide, tall), words, dense, theme.ink2, text.CENTRE)
        icons.paint_icon(
            painter, QRectF(0, 32 + side + 2 * tall, wide, side), "chevron-right", "ink3", side - 2
        )
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
