"""The agenda's list: keyboard, mouse, the axis above it, and columns that give way when it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyleOptionViewItem, QTreeView, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.delegates.axis_header import AxisHeader
from disputes_app.gui.paint.axis import Axis
from disputes_app.gui.row_list import Index
from disputes_app.gui.screens.today.delegate import EDGE, AgendaDelegate
from disputes_app.gui.screens.today.model import (
    AXIS,
    LEFT,
    PROOF,
    RULE,
    STAKE,
    WHAT,
    AgendaLine,
    AgendaModel,
    BeyondLine,
    GroupLine,
    Line,
)
from disputes_app.queries.today import DAYS_AHEAD, AgendaRow

WIDE_ENOUGH = 1080
_DAYS_BEFORE = 7
_DAYS_NARROW = 42
_BARS = 204
_LEAST_WORDS = 190


class AgendaView(QTreeView):
    """``opened`` carries the row that was chosen, ``beyond`` that the last row was, ``menu_wanted`` where."""

    opened = Signal(object)
    beyond = Signal()
    menu_wanted = Signal(object, QPoint)

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = AgendaModel()
        self.setModel(self.lines)
        self.painter_ = AgendaDelegate(self, now)
        self.setItemDelegate(self.painter_)
        self.axis_header = AxisHeader(self, left=EDGE)
        self.setHeader(self.axis_header)
        self.axis_header.setSectionsClickable(False)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("What to do"))
        self.doubleClicked.connect(self._on_opened)
        self._today: tuple[datetime, tzinfo] | None = None

    def set_agenda(self, lines: Sequence[Line], now: datetime, home: tzinfo) -> None:
        """Shows these; the row that was chosen stays chosen and in its place."""
        self._today = (now, home)
        if list(lines) != list(self.lines.lines):
            chosen, at = self.row(), self.verticalScrollBar().value()
            self.lines.set_lines(lines)
            for number, line in enumerate(lines):
                if not isinstance(line, AgendaLine):
                    self.setFirstColumnSpanned(number, QModelIndex(), True)
            self._choose(chosen)
            self.verticalScrollBar().setValue(at)
        self._lay_out()

    def row(self) -> AgendaRow | None:
        """The row that is chosen."""
        index = self.currentIndex()
        line = self.lines.lines[index.row()] if index.isValid() else None
        return line.row if isinstance(line, AgendaLine) else None

    def _choose(self, before: AgendaRow | None) -> None:
        rows = [(at, line.row) for at, line in enumerate(self.lines.lines) if isinstance(line, AgendaLine)]
        same = [
            at
            for at, row in rows
            if before and (row.order, row.next.action) == (before.order, before.next.action)
        ]
        at = next(iter(same), rows[0][0] if rows else None)
        if at is not None:
            self.setCurrentIndex(self.lines.index(at, LEFT))

    def _lay_out(self) -> None:
        """Widths in the order of what must stay readable: days, proof, amount, bar; the rest shares what is left."""
        room = self.viewport().width()
        narrow = room < themes.scaled(WIDE_ENOUGH)
        self.painter_.is_narrow = narrow
        wide = {LEFT: 130 if narrow else 124, PROOF: 120 if narrow else 118, STAKE: 110}
        widths = {column: themes.scaled(pixels) for column, pixels in wide.items()}
        widths[AXIS] = _BARS if narrow else max(240, round(room * 0.245))
        gone = {RULE} if narrow else set()
        # With very large text the bars go first, to a line of their own under each row, then the meter, told in words.
        for column in (AXIS, PROOF):
            if room - sum(widths.values()) < themes.scaled(_LEAST_WORDS):
                gone.add(column)
                del widths[column]
        rest = room - sum(widths.values())
        widths[WHAT] = rest if narrow else round(rest * 0.52)
        widths[RULE] = rest - widths[WHAT]
        if self.painter_.is_axis_below is not (AXIS in gone):
            self.painter_.is_axis_below = self.axis_header.is_whole = AXIS in gone
            self.scheduleDelayedItemsLayout()
        for column in range(AXIS + 1):
            self.setColumnHidden(column, column in gone)
            if column not in gone:
                self.setColumnWidth(column, widths[column])
        if self._today is not None:
            now, home = self._today
            days = _DAYS_NARROW if narrow else _DAYS_BEFORE + DAYS_AHEAD
            axis = Axis.around(now.astimezone(home).date(), home, _DAYS_BEFORE, days)
            self.painter_.axis = axis
            self.axis_header.set_axis(axis)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        super().drawRow(painter, options, index)
        line = self.lines.lines[index.row()]
        if self.painter_.is_axis_below and isinstance(line, AgendaLine):
            self.painter_.paint_bar_below(painter, QRectF(options.rect), line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(self.currentIndex())
        elif event.text() in ("j", "k") and not event.modifiers():
            step = QKeyEvent(
                event.type(), Qt.Key.Key_Down if event.text() == "j" else Qt.Key.Key_Up, event.modifiers()
            )
            super().keyPressEvent(step)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self._ask_menu(index, self.visualRect(index).bottomLeft() if by_key else event.pos())

    def _ask_menu(self, index: QModelIndex, at: QPoint) -> None:
        line = self.lines.lines[index.row()]
        if isinstance(line, AgendaLine):
            self.menu_wanted.emit(line.row, self.viewport().mapToGlobal(at))

    def _on_opened(self, index: QModelIndex) -> None:
        line = self.lines.lines[index.row()] if index.isValid() else None
        if isinstance(line, AgendaLine):
            self.opened.emit(line.row)
        elif isinstance(line, BeyondLine):
            self.beyond.emit()

    @property
    def groups(self) -> list[GroupLine]:
        """The headings that are shown."""
        return [line for line in self.lines.lines if isinstance(line, GroupLine)]
