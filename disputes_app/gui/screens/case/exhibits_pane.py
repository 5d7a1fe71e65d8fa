"""The exhibits of a case: put in order by hand or key, captioned in place, added, covered, taken out."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from disputes_app.domain.ids import ExhibitId
from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.case.also_in_packet import AlsoInPacket
from disputes_app.gui.screens.case.exhibits_delegate import ExhibitsDelegate
from disputes_app.gui.screens.case.exhibits_model import ROW, ExhibitsModel, Shown
from disputes_app.gui.screens.case.exhibits_view import ExhibitsView
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.case.wording import moment_of
from disputes_app.gui.thumbnails import Thumbnails
from disputes_app.gui.widgets.bars import PaneHeader
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.drop_area import DropArea
from disputes_app.gui.widgets.panels import column, panel
from disputes_app.gui.widgets.states import EmptyState


class ExhibitsPane(QWidget):
    """The list, a place to drop files, and what else goes into the packet."""

    ordered = Signal(list)
    captioned = Signal(int, str)
    removed = Signal(int)
    files_given = Signal(list)
    adding = Signal(str)
    cover_wanted = Signal(object)
    uncover_wanted = Signal(int)
    shows_wanted = Signal(object)
    chosen = Signal(object)

    def __init__(self, pictures: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: CaseView | None = None
        self._wanted_id: ExhibitId | None = None
        self._held: ExhibitId | None = None
        self._showing = False
        self.header = PaneHeader(self.tr("Exhibits"))
        self.by_date = Button(self.tr("Order by date"), "arrow-down-up", "flat")
        self.by_date.setAccessibleName(self.tr("Order by date"))
        self.by_date.clicked.connect(self._order_by_date)
        self.add = Button(self.tr("Add"), "plus")
        self.add.setAccessibleName(self.tr("Add exhibits"))
        self.add.setMenu(self._add_menu())
        self.header.add_right(self.by_date)
        self.header.add_right(self.add)
        self.model = ExhibitsModel()
        self.pictures = pictures
        self.delegate = ExhibitsDelegate(pictures, self)
        self.view = ExhibitsView()
        self.view.setAccessibleName(self.tr("Exhibits"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.view.moved.connect(self._on_moved)
        self.view.stepped.connect(self.shift)
        self.view.removal_wanted.connect(self.remove)
        self.view.opened.connect(self.open_current)
        self.view.dropped.connect(self.files_given)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.model.caption_written.connect(self.captioned)
        self.drop = DropArea(self.tr("Drop files here, or paste"))
        self.drop.files_dropped.connect(self.files_given)
        self._around = panel("surface")
        column(self.drop, gap=0, edge=(14, 10, 14, 10), parent=self._around)
        self.empty = EmptyState(
            self.tr("No exhibits yet."),
            self.tr("Photos, messages and tracking become lettered exhibits here."),
            self.tr("Add files…"),
        )
        self.empty.acted.connect(self._on_empty_acted)
        self.also = AlsoInPacket()
        rest = panel("surface")
        rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._rows = column(
            self.header, self.view, self.empty, self._around, rest, self.also, gap=0, parent=self
        )
        # The list is as high as its rows, so that the place to drop files comes right after them.
        self._rows.setStretch(1, 1000)
        self._rows.setStretch(4, 1)
        self.setMinimumWidth(themes.scaled(340))
        self.setAcceptDrops(True)

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind, words, icon in (
            ("files", self.tr("Files…"), "folder-open"),
            ("evidence", self.tr("Files of the order…"), "paperclip"),
            ("message", self.tr("Messages…"), "message-square"),
            ("shipment", self.tr("Tracking history…"), "truck"),
        ):
            action = menu.addAction(icons.icon(icon), words)
            action.setData(kind)
        menu.triggered.connect(self._on_add)
        return menu

    def show_case(self, view: CaseView) -> None:
        """Shows the exhibits; the one that was current stays so, or the next when it is gone."""
        held = self._wanted_id or self.current_id
        at, before = self.view.currentIndex().row(), self.model.ids
        self._wanted_id = None
        self._view = view
        self._showing = True
        self.model.show_case(view)
        ids = self.model.ids
        place = ids.index(held) if held in ids else min(max(at, 0), len(ids) - 1)
        if place >= 0:
            self.view.setCurrentIndex(self.model.index(place))
        self._held, self._showing = self.current_id, False
        self.header.set_note(str(len(ids)))
        self.empty.setVisible(not ids)
        self.view.setVisible(bool(ids))
        self.view.setMaximumHeight(max(1, len(ids)) * themes.height("exhibit"))
        if held is not None and held not in before:
            self._bring_into_sight()
        movable = not any(one.row.exhibit.letter for one in self.model.rows) and not view.is_closed
        self.view.can_move = self.delegate.movable = movable
        self.by_date.setEnabled(movable and len(ids) > 1)
        tip = self.tr("The letters of a filed case are frozen")
        self.by_date.setToolTip(self.tr("Order by date") if movable else tip)

    @property
    def current(self) -> Shown | None:
        """The exhibit that is chosen."""
        index = self.view.currentIndex()
        return index.data(ROW) if index.isValid() else None

    @property
    def current_id(self) -> ExhibitId | None:
        """Its id."""
        found = self.current
        return found.id if found else None

    def choose(self, exhibit: ExhibitId) -> None:
        """Makes an exhibit current, now or as soon as it is there."""
        if exhibit in self.model.ids:
            self.view.setCurrentIndex(self.model.index(self.model.ids.index(exhibit)))
            self._bring_into_sight()
        else:
            self._wanted_id = exhibit

    def _bring_into_sight(self) -> None:
        """Scrolls to the current exhibit once the list, and whatever else was shown meanwhile, has its new height."""
        QTimer.singleShot(0, self, self._scroll_to_current)

    def _scroll_to_current(self) -> None:
        self._rows.activate()
        self.view.scrollTo(self.view.currentIndex())

    def shift(self, step: int) -> None:
        """Moves the current exhibit up (-1) or down (1)."""
        at = self.view.currentIndex().row()
        if at >= 0 and 0 <= at + step < len(self.model.rows):
            self._on_moved(at, at + step + (1 if step > 0 else 0))

    def edit_caption(self) -> None:
        """Opens the caption of the current exhibit."""
        if self.view.currentIndex().isValid():
            self.view.edit(self.view.currentIndex())

    def open_current(self) -> None:
        """Asks for the current exhibit to be shown large."""
        one = self.current
        if one is not None:
            self.cover_wanted.emit(one)

    def remove(self) -> None:
        """Asks for the current exhibit to be taken out."""
        if self.current_id is not None:
            self.removed.emit(self.current_id)

    def _on_moved(self, taken: int, gap: int) -> None:
        ids = self.model.ids
        if gap in (taken, taken + 1):
            return
        moving = ids.pop(taken)
        ids.insert(gap - (1 if gap > taken else 0), moving)
        self.ordered.emit(ids)

    # An exhibit dragged below the list comes last: the list itself is no higher than its rows.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.view.is_moving(event):
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.view.show_gap(len(self.model.rows) if event.position().y() > self.view.y() else -1)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.view.show_gap(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        self.view.dropEvent(event)

    def _order_by_date(self) -> None:
        found = sorted(self.model.rows, key=lambda one: moment_of(one.row))
        if [one.id for one in found] != self.model.ids:
            self.ordered.emit([one.id for one in found])

    def _on_add(self, action: QAction) -> None:
        self.adding.emit(action.data())

    def _on_current(self) -> None:
        """Another exhibit was chosen by hand; the one that is only shown anew is no news."""
        now = self.current
        if not self._showing and now is not None and now.id != self._held:
            self._held = now.id
            self.chosen.emit(now)

    def _on_empty_acted(self) -> None:
        self.adding.emit("files")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.by_date.setText(self.tr("Order by date") if self.width() >= themes.scaled(380) else "")
        # Files can be dropped on the list itself: the place that says so goes first.
        self._around.setVisible(self.height() >= themes.scaled(560))
        self.also.setVisible(self.height() >= themes.scaled(520))

    def _show_menu(self, point: QPoint) -> None:
        if self.view.indexAt(point).isValid():
            self.menu().exec(self.view.viewport().mapToGlobal(point))

    def menu(self) -> QMenu:
        """What can be done with the current exhibit."""
        menu = QMenu(self)
        one = self.current
        if one is None:
            return menu
        menu.addAction(icons.icon("pencil"), self.tr("Edit caption"), self.edit_caption)
        is_file = one.row.evidence is not None
        opens = self.tr("Open: cover and mark…") if is_file else self.tr("Open…")
        menu.addAction(icons.icon("square"), opens, self.open_current)
        if is_file:
            if one.row.boxes:
                uncover = menu.addAction(self.tr("Remove all covered areas"))
                uncover.triggered.connect(lambda: self.uncover_wanted.emit(one.id))
            shows = menu.addAction(icons.icon("list-checks"), self.tr("What it shows…"))
            shows.triggered.connect(lambda: self.shows_wanted.emit(one))
        menu.addSeparator()
        up = menu.addAction(icons.icon("arrow-up"), self.tr("Move up"), lambda: self.shift(-1))
        down = menu.addAction(icons.icon("arrow-down"), self.tr("Move down"), lambda: self.shift(1))
        for action in (up, down):
            action.setEnabled(self.view.can_move)
        menu.addSeparator()
        out = menu.addAction(icons.icon("x"), self.tr("Take out of the case"), self.remove)
        out.setEnabled(not one.row.exhibit.letter)
        return menu
