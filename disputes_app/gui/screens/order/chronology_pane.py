"""The left pane of an order: what happened, newest in sight, with a way to add to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.messages import Message
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.order.chronology_delegate import ChronologyDelegate, Pictures
from disputes_app.gui.screens.order.chronology_layout import Picture, Words
from disputes_app.gui.screens.order.chronology_model import ChronologyModel
from disputes_app.gui.screens.order.chronology_rows import Look, Made, Row
from disputes_app.gui.screens.order.chronology_story import EARLIER, Show, counts
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.widgets.bars import PaneHeader
from disputes_app.gui.widgets.buttons import IconButton
from disputes_app.gui.widgets.panels import column
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.gui.words import for_menu


class ChronologyView(QListView):
    """The list; a click on a link or picture, Enter, and the menu key act on a row."""

    acted = Signal(QModelIndex, str)
    picture_opened = Signal(object)
    menu_wanted = Signal(QModelIndex, object)

    def __init__(self, delegate: ChronologyDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.verticalScrollBar().setSingleStep(24)
        # Qt keeps asking for sizes in pieces: a long order shows at once.
        self.setLayoutMode(QListView.LayoutMode.SinglePass)

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        # The bar's room is left free without one as well: a row is laid out once, not again as the bar comes.
        self._delegate.width = self.contentsRect().width() - bar.sizeHint().width()
        super().resizeEvent(event)
        self.doItemsLayout()
        if at_end:
            self.scrollToBottom()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.forget()
            self.scheduleDelayedItemsLayout()

    def _hit(self, event: QMouseEvent) -> tuple[QModelIndex, Words | Picture | None]:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return index, None
        corner = QPointF(self.visualRect(index).topLeft())
        return index, self._delegate.hit(index, event.position() - corner)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index, hit = self._hit(event)
        row = index.data(Qt.ItemDataRole.UserRole)
        over = hit is not None or (row is not None and row.look is Look.FOLD)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        index, hit = self._hit(event)
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(hit, Picture):
            self.picture_opened.emit(hit.evidence)
        elif isinstance(hit, Words):
            self.acted.emit(index, hit.action)
        elif row is not None and row.look is Look.FOLD:
            self.acted.emit(index, "fold")

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_mouse and not self.currentIndex().isValid() and self.model().rowCount():
            # The keyboard begins where the eye does: at the newest. A click chooses its own row.
            self.setCurrentIndex(self.model().index(self.model().rowCount() - 1, 0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.acted.emit(index, "")
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self.acted.emit(index, "delete")
        elif event.text() in ("j", "k") and not event.modifiers():
            step = 1 if event.text() == "j" else -1
            row = min(max(index.row() + step, 0), self.model().rowCount() - 1)
            self.setCurrentIndex(self.model().index(row, 0))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            self.setCurrentIndex(index)
        elif index.isValid():
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.menu_wanted.emit(index, at)


class ChronologyPane(QFrame):
    """Header with the choice of events and the add menu, and the list."""

    message_wanted = Signal()
    date_wanted = Signal()
    reminder_wanted = Signal()
    evidence_wanted = Signal()
    translation_wanted = Signal(object)
    date_corrected = Signal(object)
    message_deleted = Signal(object)
    picture_opened = Signal(object)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._order: object = None
        self.model = ChronologyModel(self)
        self.delegate = ChronologyDelegate(pictures, self)
        self.view = ChronologyView(self.delegate)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Chronology"))
        self.view.acted.connect(self._on_acted)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        self.view.picture_opened.connect(self.picture_opened)
        self.empty = EmptyState(
            self.tr("Nothing is noted of this order yet."),
            self.tr("Dates, messages, tracking and photos stand here in one line of time."),
            self.tr("Add evidence…"),
        )
        self.empty.acted.connect(self.evidence_wanted)
        self._nothing = EmptyState(self.tr("There is nothing of this kind."), "", self.tr("Show all events"))
        self._nothing.acted.connect(self._show_all)
        self._header = PaneHeader(self.tr("Chronology"))
        self.choices = Segments([(one.value, "") for one in Show], self.tr("Events shown"))
        self.choices.chosen.connect(self._on_what_chosen)
        self._header.add_right(self.choices)
        self.add = IconButton("plus", self.tr("Add to the chronology"))
        self.add.setMenu(self._add_menu())
        self._header.add_right(self.add)
        parts = column(self._header, self.view, self.empty, self._nothing, gap=0, parent=self)
        parts.setStretch(1, 1)
        self.setMinimumWidth(themes.scaled(340))

    def sizeHint(self) -> QSize:
        return QSize(themes.scaled(500), 600)

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Message…"), self.message_wanted.emit)
        menu.addAction(self.tr("Date…"), self.date_wanted.emit)
        menu.addAction(self.tr("Evidence…"), self.evidence_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Last day of your own…"), self.reminder_wanted.emit)
        return menu

    def show_order(self, view: OrderView, made: Sequence[Made]) -> None:
        """Shows an order, from its newest event; for the same order the place in the list stays."""
        same = self._order == view.order
        self._order = view.order
        bar, key = self.view.verticalScrollBar(), self._current_key()
        at_end, value = bar.value() >= bar.maximum() - 2, bar.value()
        number = counts(made)
        self.choices.set_choices(
            [
                (Show.ALL.value, self.tr("All {n}").format(n=number[Show.ALL])),
                (Show.MESSAGES.value, self.tr("Messages {n}").format(n=number[Show.MESSAGES])),
                (Show.SHIPPING.value, self.tr("Shipping {n}").format(n=number[Show.SHIPPING])),
                (Show.PHOTOS.value, self.tr("Photos {n}").format(n=number[Show.PHOTOS])),
            ]
        )
        if not same:
            self.choices.choose(Show.ALL.value)
            self.model.set_what(Show.ALL)
        self.model.set_view(view, made)
        self._settle(bool(view.events))
        if same and not at_end:
            self._choose(key)
            bar.setValue(value)
        else:
            self._choose(key if same else "")
            self.view.scrollToBottom()

    def _settle(self, has_events: bool) -> None:
        has_rows = self.model.rowCount() > 0
        self.view.setVisible(has_events and has_rows)
        self.empty.setVisible(not has_events)
        self._nothing.setVisible(has_events and not has_rows)

    def _current_key(self) -> str:
        row = self.view.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row.key if isinstance(row, Row) else ""

    def _choose(self, key: str) -> None:
        index = self.model.index_of(key)
        if index.isValid():
            self.view.setCurrentIndex(index)

    def _on_what_chosen(self, what: str) -> None:
        self.model.set_what(Show(what))
        self._settle(True)
        self.view.scrollToBottom()

    def _show_all(self) -> None:
        self.choices.choose(Show.ALL.value)
        self._on_what_chosen(Show.ALL.value)

    def _on_acted(self, index: QModelIndex, action: str) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        if row.look is Look.FOLD:
            bar = self.view.verticalScrollBar()
            value, below = bar.value(), bar.maximum() - bar.value()
            self.model.toggle_fold(row.key)
            self._choose(row.key)
            self.view.doItemsLayout()
            # What was in sight stays there: earlier events come in above it.
            bar.setValue(bar.maximum() - below if row.key == EARLIER else value)
        elif action == "whole":
            self.model.show_whole(row.key)
            self.view.doItemsLayout()
        elif action == "delete":
            if row.message is not None:
                self.message_deleted.emit(row.message)
        elif row.message is not None and (action == "translate" or row.lacks_translation):
            self.translation_wanted.emit(row.message)
        elif row.message is not None:
            self.model.show_whole(row.key)
            self.view.doItemsLayout()
        elif row.pictures:
            self.picture_opened.emit(row.pictures[0][0])
        elif row.anchor is not None:
            self.date_corrected.emit(row.anchor)

    def _on_menu_wanted(self, index: QModelIndex, at: object) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu, row)
        if not menu.isEmpty():
            menu.popup(at)  # type: ignore[arg-type]

    def _fill_menu(self, menu: QMenu, row: Row) -> None:
        """What can be done with a row, also by the menu key."""
        message, anchor = row.message, row.anchor
        if message is not None:
            words = self.tr("Change translation…") if message.translation else self.tr("Add translation…")
            menu.addAction(words, lambda: self.translation_wanted.emit(message))
            menu.addAction(self.tr("Copy the words"), lambda: _copy(message))
            menu.addSeparator()
            menu.addAction(self.tr("Delete message"), lambda: self.message_deleted.emit(message))
        for evidence, _ in row.pictures:
            menu.addAction(
                for_menu(self.tr("Look at {name}").format(name=evidence.caption or evidence.name)),
                partial(self.picture_opened.emit, evidence),
            )
        if anchor is not None and isinstance(anchor, AnchorKind):
            menu.addAction(self.tr("Correct date…"), lambda: self.date_corrected.emit(anchor))


def _copy(message: Message) -> None:
    QGuiApplication.clipboard().setText("\n\n".join(filter(None, (message.text, message.translation))))
