"""The sidebar: places with counts, open cases by deadline, and the library at the bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from disputes_app.gui import theme as themes
from disputes_app.gui.icons import paint_icon
from disputes_app.gui.navigation import Place
from disputes_app.gui.paint import marks, text
from disputes_app.gui.paint.urgency import GLYPH, paint_urgency
from disputes_app.gui.theme import Theme
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.panels import column, panel, row

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
HERE = Qt.ItemDataRole.UserRole + 1
_GAP = 8


@dataclass(frozen=True)
class OpenCase:
    """A case under the places: its level and short words ("2 d", "today", "2 d ago"), and what it is spoken as."""

    id: str
    title: str
    level: Level
    short: str
    spoken: str = ""


@dataclass(frozen=True)
class Entry:
    """One row: a place, a gap between groups, the heading of the cases, or a case."""

    kind: Literal["place", "gap", "heading", "case"]
    id: str = ""
    words: str = ""
    note: str = ""
    icon: str = ""
    count: int | None = None
    level: Level = Level.LATER
    spoken: str = ""


class SidebarModel(QAbstractListModel):
    """The rows, and which place and which case the window shows now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._here: tuple[str, str] = ("", "")

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Shows these rows; in place when only what they say has changed."""
        same = [(e.kind, e.id) for e in entries] == [(e.kind, e.id) for e in self._entries]
        if same and entries:
            self._entries = list(entries)
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def set_here(self, place: str, case: str = "") -> None:
        """What the window shows."""
        self._here = (place, case)
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1), [HERE])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._entries[index.row()].kind in {"place", "case"}:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == ENTRY:
            return entry
        if role == HERE:
            return bool(entry.id) and entry.id == self._here[0 if entry.kind == "place" else 1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = "" if entry.count is None else str(entry.count)
            return entry.spoken or " ".join(part for part in (entry.words, count or entry.note) if part)
        return None


class SidebarDelegate(QStyledItemDelegate):
    """Draws the rows as the design says; as icons with number badges when the sidebar is narrow."""

    narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY)
        tall = {
            "place": themes.height("sidebar") + (5 if self.narrow else 0),
            "gap": _GAP,
            "heading": themes.height("sidebar") + _GAP,
            "case": themes.height("sidebar_case"),
        }
        return QSize(10, tall[entry.kind])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        entry: Entry = index.data(ENTRY)
        here = bool(index.data(HERE))
        box = QRectF(option.rect).adjusted(8, 0, -8, 0)
        if entry.kind in {"place", "case"}:
            self._paint_ground(painter, box, option, here, theme)
        if entry.kind == "place" and self.narrow:
            self._paint_icon_only(painter, box, entry, here, theme)
        elif entry.kind == "place":
            self._paint_place(painter, box, entry, here, theme)
        elif entry.kind == "heading":
            line = box.adjusted(8, _GAP, -8, 0)
            text.line(painter, line, entry.words, themes.font("small", QFont.Weight.Medium), theme.ink2)
            text.line(painter, line, entry.note, themes.font("dense"), theme.ink2, text.RIGHT)
        elif entry.kind == "case":
            self._paint_case(painter, box, entry, here, theme)

    @staticmethod
    def _paint_ground(
        painter: QPainter, box: QRectF, option: QStyleOptionViewItem, here: bool, theme: Theme
    ) -> None:
        state = option.state
        focused = (
            state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange
        )
        over = state & QStyle.StateFlag.State_MouseOver
        if not (here or over or focused):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent, 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.sel if here else theme.sel_off if over else Qt.BrushStyle.NoBrush)
        shape = box.adjusted(1, 1, -1, -1) if focused else box
        painter.drawRoundedRect(shape, themes.RADIUS_ROW, themes.RADIUS_ROW)
        painter.restore()

    @staticmethod
    def _paint_place(painter: QPainter, box: QRectF, entry: Entry, here: bool, theme: Theme) -> None:
        paint_icon(painter, QRectF(box.left() + 7, box.top(), 18, box.height()), entry.icon, _tint(here))
        count = "" if entry.count is None else f"{entry.count:,}"
        right = box.adjusted(0, 0, -8, 0)
        numbers = themes.font("second", QFont.Weight.DemiBold if here else None)
        used = text.line(painter, right, count, numbers, theme.ink if here else theme.ink2, text.RIGHT)
        words = themes.font("body", QFont.Weight.DemiBold if here else QFont.Weight.Medium)
        text.line(painter, right.adjusted(32, 0, -used - 8, 0), entry.words, words, theme.ink)

    @staticmethod
    def _paint_case(painter: QPainter, box: QRectF, entry: Entry, here: bool, theme: Theme) -> None:
        paint_urgency(painter, QRectF(box.left() + 8, box.top(), GLYPH, box.height()), entry.level, theme)
        right = box.adjusted(0, 0, -8, 0)
        pressing = entry.level in {Level.CLOSE, Level.TODAY, Level.MISSED, Level.OPENS}
        short = themes.font("second", QFont.Weight.DemiBold if here or pressing else None)
        used = text.line(painter, right, entry.note, short, theme.ink2, text.RIGHT)
        words = themes.font("second", QFont.Weight.DemiBold if here else None)
        text.line(painter, right.adjusted(30, 0, -used - 8, 0), entry.words, words, theme.ink)

    @staticmethod
    def _paint_icon_only(painter: QPainter, box: QRectF, entry: Entry, here: bool, theme: Theme) -> None:
        paint_icon(painter, box, entry.icon, _tint(here))
        if entry.count and here is False and entry.icon in {"sun", "inbox"}:
            marks.paint_count(painter, QPointF(box.center().x() + 16, box.top() + 3), entry.count, theme)


def _tint(here: bool) -> str:
    return "accent" if here else "ink2"


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
        self._library.setToolTip(name)
        self._library.setAccessibleName(self.tr("Library: {name}").format(name=name))
        self._library_name = name
        if menu is not None:
            self._library.setMenu(menu)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or icons and words."""
        self._narrow = self._delegate.narrow = narrow
        wide = themes.SIDEBAR_ICONS_WIDTH if narrow else themes.scaled(themes.SIDEBAR_WIDTH)
        self.setFixedWidth(wide)
        if hasattr(self, "_library_name"):
            self.set_library(self._library_name)
        self._lay_out_foot()
        self._rebuild()
        self.view.doItemsLayout()

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
