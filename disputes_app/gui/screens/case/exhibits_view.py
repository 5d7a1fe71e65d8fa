"""The list of a case's exhibits under the hand: dragged into order, moved with Alt and the arrows, opened with Enter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from disputes_app.domain.ids import ExhibitId
from disputes_app.gui import theme as themes
from disputes_app.gui.paint.rows import paint_drop_line
from disputes_app.gui.screens.case.exhibits_delegate import ExhibitsDelegate
from disputes_app.gui.screens.case.exhibits_model import MIME, ExhibitsModel
from disputes_app.gui.widgets.drop_area import files_of

KEY = Qt.Key


class ExhibitsView(QListView):
    """``moved`` carries the row taken and the place it goes to; ``dropped`` files; ``stepped`` -1 or 1."""

    moved = Signal(int, int)
    dropped = Signal(list)
    stepped = Signal(int)
    removal_wanted = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.can_move = True
        self._gap = -1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is current and in sight stays so when something below takes room."""
        box = self.visualRect(self.currentIndex())
        was_seen = box.isValid() and box.top() < event.oldSize().height()
        super().resizeEvent(event)
        if was_seen:
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {KEY.Key_Up: -1, KEY.Key_Down: 1}.get(KEY(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(step)
        elif event.key() == KEY.Key_Delete:
            self.removal_wanted.emit()
        elif event.key() in (KEY.Key_Return, KEY.Key_Enter) and self.state() != self.State.EditingState:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        if not self.can_move:
            return
        delegate = self.itemDelegate()
        assert isinstance(delegate, ExhibitsDelegate)
        delegate.dragged = self.currentIndex().row()
        super().startDrag(Qt.DropAction.MoveAction)
        delegate.dragged = -1
        self.show_gap(-1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take(event)
        if event.mimeData().hasFormat(MIME):
            self.show_gap(self._gap_at(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.show_gap(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        files = files_of(event.mimeData())
        gap, self._gap = self._gap, -1
        if event.mimeData().hasFormat(MIME) and gap >= 0:
            taken = int(bytes(event.mimeData().data(MIME).data()))
            model = self.model()
            assert isinstance(model, ExhibitsModel)
            # The rows were put in order by whoever hears ``moved``: Qt must not take the source away itself.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.moved.emit(model.ids.index(ExhibitId(taken)), gap)
        elif files:
            event.acceptProposedAction()
            self.dropped.emit(files)
        self.viewport().update()

    def is_moving(self, event: QDropEvent) -> bool:
        """Whether an exhibit is dragged that may be moved."""
        return event.mimeData().hasFormat(MIME) and self.can_move

    def _take(self, event: QDragMoveEvent) -> None:
        if self.is_moving(event) or files_of(event.mimeData()):
            event.accept()
        else:
            event.ignore()

    def _gap_at(self, point: QPoint) -> int:
        index = self.indexAt(point)
        if not index.isValid():
            return self.model().rowCount()
        box = self.visualRect(index)
        return index.row() + (1 if point.y() > box.center().y() else 0)

    def show_gap(self, gap: int) -> None:
        """Shows where what is dragged will land: before this row; -1 for nowhere."""
        self._gap = gap
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap < 0:
            return
        last = self.model().rowCount() - 1
        box = self.visualRect(self.model().index(min(self._gap, last), 0))
        y = box.top() if self._gap <= last else box.bottom()
        painter = QPainter(self.viewport())
        paint_drop_line(painter, 6, self.viewport().width(), max(4, y), themes.active())
        painter.end()
