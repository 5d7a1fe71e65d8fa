"""The sidebar: places with counts, open cases by deadline, and the library at the bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QSizePolicy, QTreeView, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.delegates.sidebar_rows import (
    ENTRY,
    Entry,
    SidebarDelegate,
    SidebarModel,
    icons_width,
)
from disputes_app.gui.navigation import Place
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.words import for_tip


@dataclass(frozen=True)
class OpenCase:
    """A case under the places: its level and short words ("2 d", "today", "2 d ago"), and what it is spoken as."""

    id: str
    title: str
    level: Level
    short: str
    spoken: str = ""


class _Rows(QTreeView):
    """A tree whose only column is as wide as the view: a hidden header does not see to that itself."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width())


class Sidebar(QWidget):
    """``place_chosen`` and ``case_chosen`` carry ids; the library's menu is given from outside."""

    place_chosen = Signal(str)
    case_chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = [place for place in places if place.group is not None]
        self._counts: dict[str, int] = {}
        self._cases: tuple[OpenCase, ...] = ()
        self._narrow = False
        self.setObjectName("sidebar")
        self.model = SidebarModel(self)
        self._delegate = SidebarDelegate(self)
        self.view = self._make_view()
        self._library = Button("", "library", "flat")
        self._library.setProperty("align", "left")
        self._library.clicked.connect(self._on_library_clicked)
        self._library_menu: QMenu | None = None
        expanding = QSizePolicy.Policy.Expanding
        self._library.setSizePolicy(expanding, self._library.sizePolicy().verticalPolicy())
        self.menu_button = IconButton("menu", self.tr("Menu"), "F10")
        self._foot = panel("")
        self._foot_row = row(parent=self._foot)
        self._lay_out_foot()
        self._ground = panel("sidebar")
        column(self.view, self._foot, gap=0, edge=(0, 10, 0, 6), parent=self._ground)
        column(self._ground, gap=0, parent=self)
        self.set_narrow(False)
        self.set_library(self.tr("No library yet"))

    def _make_view(self) -> QTreeView:
        view = _Rows(self)
        view.setObjectName("sidebar")
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setHeaderHidden(True)
        view.setRootIsDecorated(False)
        view.setIndentation(0)
        view.setMinimumWidth(1)
        view.header().setMinimumSectionSize(1)
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setMouseTracking(True)
        view.setFrameShape(QTreeView.Shape.NoFrame)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName(self.tr("Places and open cases"))
        view.clicked.connect(self._on_chosen)
        view.activated.connect(self._on_chosen)
        return view

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """The number behind each place, by the place's id."""
        self._counts = dict(counts)
        self._rebuild()

    def set_cases(self, cases: Sequence[OpenCase]) -> None:
        """Open cases, soonest last day first."""
        self._cases = tuple(cases)
        self._rebuild()

    def set_here(self, place: str, case: str = "") -> None:
        """What the window shows now."""
        self.model.set_here(place, case)

    def set_library(self, name: str, menu: QMenu | None = None) -> None:
        """The open library's name, and the menu of others."""
        self._library.setText("" if self._narrow else name)
        self._library.setToolTip(for_tip(name))
        self._library.setAccessibleName(self.tr("Library: {name}").format(name=name))
        self._library_name = name
        self._library_menu = menu or self._library_menu

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or icons and words."""
        self._narrow = self._delegate.narrow = narrow
        wide = icons_width() if narrow else themes.scaled(themes.SIDEBAR_WIDTH)
        self.setFixedWidth(wide)
        if hasattr(self, "_library_name"):
            self.set_library(self._library_name)
        self._lay_out_foot()
        self._rebuild()
        self.view.doItemsLayout()

    def _on_library_clicked(self) -> None:
        # Not the button's own menu: a button with one draws its words outside its padding.
        if self._library_menu is not None:
            menu = self._library_menu
            corner = self._library.mapToGlobal(self._library.rect().topLeft())
            corner.setY(corner.y() - menu.sizeHint().height())
            menu.popup(corner)

    @property
    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    def _lay_out_foot(self) -> None:
        while self._foot_row.takeAt(0) is not None:
            pass
        direction = self._foot_row.Direction
        self._foot_row.setDirection(direction.TopToBottom if self._narrow else direction.LeftToRight)
        self._foot_row.setContentsMargins(8, 0, 8, 0)
        self._foot_row.setSpacing(2)
        for part in (self._library, self.menu_button):
            self._foot_row.addWidget(
                part, 0, Qt.AlignmentFlag.AlignHCenter if self._narrow else Qt.AlignmentFlag(0)
            )

    def _rebuild(self) -> None:
        entries: list[Entry] = []
        group: int | None = 0
        for place in self._places:
            if place.group != group:
                entries.append(Entry("gap"))
                group = place.group
            count = self._counts.get(place.id)
            entries.append(Entry("place", place.id, place.words, icon=place.icon, count=count))
        if self._cases and not self._narrow:
            entries.append(Entry("heading", words=self.tr("Open cases"), note=self.tr("by deadline")))
            entries += [
                Entry("case", case.id, case.title, case.short, level=case.level, spoken=case.spoken)
                for case in self._cases
            ]
        self.model.set_entries(entries)

    def _on_chosen(self, index: QModelIndex) -> None:
        entry: Entry = index.data(ENTRY)
        if entry.kind == "place":
            self.place_chosen.emit(entry.id)
        elif entry.kind == "case":
            self.case_chosen.emit(entry.id)
