"""The evidence inbox: what belongs to no order yet, where it probably goes, and the way there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSplitter, QStackedWidget, QTreeView, QWidget

from disputes_app.actions.evidence import delete_several, file_several
from disputes_app.domain.ids import EvidenceId, OrderId
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.remember import RememberedSplitter
from disputes_app.gui.screen import Screen
from disputes_app.gui.screens.inbox import wording
from disputes_app.gui.screens.inbox.chooser import OrderChooser
from disputes_app.gui.screens.inbox.preview import Preview
from disputes_app.gui.screens.inbox.rows import FILE, GOES_TO, WAITS, InboxDelegate, InboxModel, Row
from disputes_app.gui.thumbnails import Thumbnails
from disputes_app.gui.widgets.bars import TopBar
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.gui.words import counted, size
from disputes_app.queries.evidence import unfiled
from disputes_app.queries.settings import settings
from disputes_app.queries.suggestions import Suggestion, suggestions, text_of

_TABS_BELOW = 640


class InboxList(QTreeView):
    """The list; Enter takes the row's suggestion."""

    def __init__(self, take: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._take()
        else:
            super().keyPressEvent(event)


class InboxScreen(Screen):
    """``open`` takes nothing, or the item to begin with. Suggestions are read in the background; nothing moves until
    one is accepted.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted: EvidenceId | None = None
        self._suggestions: Mapping[EvidenceId, Suggestion] = {}
        self._pictures = Thumbnails(context, self)
        self._pictures.came.connect(self._on_picture_came)
        self.bar = TopBar(self.tr("Evidence inbox"))
        self.accept_all = Button("")
        self.accept_all.clicked.connect(self._on_accept_all)
        bring = Button(self.tr("Import…"), "download", "primary")
        bring.clicked.connect(self._on_import)
        self.bar.add_right(self.accept_all)
        self.bar.add_right(bring)
        self.model = InboxModel(self)
        self.list = self._make_list()
        self.preview = Preview()
        self.preview.accepted.connect(self._on_accept)
        self.preview.choosing.connect(self.choose)
        self.preview.adding.connect(partial(self.go.emit, "command", "new_order"))
        self.preview.deleting.connect(self.delete)
        self.tabs = Segments([("list", self.tr("Files")), ("file", self.tr("Chosen file"))], self.tr("Pane"))
        self.tabs.chosen.connect(self._arrange)
        self.tab_bar = panel("chrome", "edge-bottom")
        row(self.tabs, None, edge=(16, 6, 12, 6), parent=self.tab_bar)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([10_000, themes.scaled(372)])
        self.preview.setMinimumWidth(themes.scaled(316))
        RememberedSplitter(self.splitter, context.settings, "inbox")
        self.empty = EmptyState(
            self.tr("Nothing waits here"),
            self.tr("Files that name one of your orders are filed by themselves; the others come here."),
            self.tr("Import files…"),
        )
        self.empty.acted.connect(self._on_import)
        self.content = QWidget()
        column(self.tab_bar, self.splitter, gap=0, parent=self.content).setStretch(1, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.content)
        self.stack.addWidget(self.empty)
        whole = column(self.bar, self.stack, gap=0, parent=self)
        whole.setStretch(1, 1)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self, *_chosen: str) -> None:
        """List and file side by side, or one at a time with a choice above."""
        tabbed = self.width() < themes.scaled(_TABS_BELOW)
        chosen = self.tabs.chosen_id
        self.tab_bar.setVisible(tabbed)
        self.list.setVisible(not tabbed or chosen == "list")
        self.preview.setVisible(not tabbed or chosen == "file")

    def _make_list(self) -> InboxList:
        made = InboxList(self._on_accept)
        made.setModel(self.model)
        made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        made.setItemDelegate(InboxDelegate(self._pictures.picture, made))
        made.setAccessibleName(self.tr("Files that wait"))
        header = made.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setFixedHeight(themes.height("header"))
        header.setFont(themes.font("dense"))
        header.setStyleSheet("QHeaderView::section { padding-left: 16px; }")
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(GOES_TO, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(WAITS, QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.resizeSection(WAITS, themes.scaled(136))
        made.selectionModel().currentRowChanged.connect(self._on_current_changed)
        made.doubleClicked.connect(self._on_accept)
        return made

    # What the screen shows

    def open(self, argument: Any) -> None:
        """The list has the keyboard, at the item that is asked for."""
        if argument is not None:
            self._wanted, self.stale = EvidenceId(argument), True
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Shows what waits now; the row one was on, or the one after it, stays the current one."""
        at = max(0, self.list.currentIndex().row())
        kept = self._wanted or (self._current.item.id if self._current else None)
        self._wanted = None
        core = self.context.core
        zone = ZoneInfo(settings(core.library).home_zone)
        self._zone = zone
        items = unfiled(core.library)
        self.model.set_items(items, zone, self.context.clock())
        self.stack.setCurrentWidget(self.content if items else self.empty)
        if items:
            ids = [item.id for item in items]
            at = ids.index(kept) if kept in ids else min(at, len(items) - 1)
            self.list.setCurrentIndex(self.model.index(at, 0))
            self.context.work.ask(suggestions, done=self._on_suggested)
        self._tell(len(items))
        self.commands_changed.emit()

    def _tell(self, count: int) -> None:
        note = counted("Inbox", "%n file not filed yet.", "%n files not filed yet.", count)
        self.bar.set_note(f"{note} {self.tr('Nothing moves until you accept it.')}" if count else "")
        self.status_changed.emit(counted("Inbox", "%n file waits", "%n files wait", count))
        matches = len(self._matches())
        words = counted("Inbox", "Accept %n match", "Accept %n matches", matches)
        self.accept_all.setText(words)
        self.accept_all.setVisible(matches > 0)

    def _on_suggested(self, found: Mapping[EvidenceId, Suggestion]) -> None:
        self._suggestions = found
        self.model.set_suggestions(found)
        self._tell(len(self.model.rows))
        self._show_current()

    def _matches(self) -> dict[EvidenceId, OrderId]:
        """What can be accepted together."""
        return {
            row.item.id: row.suggestion.order
            for row in self.model.rows
            if row.suggestion is not None and row.suggestion.is_sure
        }

    @property
    def _current(self) -> Row | None:
        at = self.list.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def _on_current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_current()

    def _show_current(self) -> None:
        shown = self._current
        if shown is None:
            return
        item = shown.item
        facts = [
            (self.tr("Kind"), f"{wording.kind(item)}, {size(item.size)}"),
            (self.tr("Taken"), wording.taken(item, self._zone, self.context.clock())),
            (self.tr("Camera"), item.device),
            (self.tr("Added"), shown.added),
            (self.tr("Note"), item.reading_note),
        ]
        words = text_of(self.context.core.library, item)
        said = [(name, value) for name, value in facts if value]
        self.preview.show_row(shown, said, words, self._pictures.picture(item))

    def _on_picture_came(self, _sha256: str) -> None:
        self.list.viewport().update()
        if (shown := self._current) is not None:
            self.preview.set_picture(self._pictures.picture(shown.item), shown.name)

    # What a person does

    def performs(self) -> Mapping[str, Callable[[], object]]:
        """Moving to the bin, while something waits."""
        return {"delete": self.delete} if self.model.rows else {}

    def panes(self) -> Sequence[QWidget]:
        """The list, then what to do with the file."""
        return (self.list, self.preview) if self.model.rows else (self.empty,)

    def _on_accept(self, *_: Any) -> None:
        """Files the current item as suggested; without a suggestion asks for its order."""
        shown = self._current
        if shown is None:
            return
        if shown.suggestion is None:
            self.choose()
        else:
            self._file([shown], shown.suggestion.order)

    def _on_accept_all(self) -> None:
        wanted = self._matches()
        words = counted("Inbox", "%n file filed", "%n files filed", len(wanted))
        self.context.work.act(file_several, wanted, undo=words)

    def _chosen(self) -> list[Row]:
        """The rows that are selected, else the current one."""
        rows = [self.model.rows[index.row()] for index in self.list.selectionModel().selectedRows()]
        return rows or [one for one in (self._current,) if one is not None]

    def choose(self) -> None:
        """Asks which order the chosen items belong to."""
        rows = self._chosen()
        if not rows:
            return
        question, yes = self.tr("Which order does {name} belong to?"), self.tr("File it here")
        if len(rows) > 1:
            question = counted(
                "Inbox",
                "Which order does %n file belong to?",
                "Which order do %n files belong to?",
                len(rows),
            )
            yes = self.tr("File them here")
        chooser = OrderChooser(self.context, question.format(name=rows[0].name), yes, self)
        # One chooser, one answer: it goes with the chooser.
        chooser.chosen.connect(partial(self._file, rows))
        chooser.open()

    def begins_order(self) -> EvidenceId | None:
        shown = self._current
        return shown.item.id if shown else None

    def _file(self, rows: Sequence[Row], order: OrderId) -> None:
        words = counted("Inbox", "%n file filed", "%n files filed", len(rows))
        if len(rows) == 1:
            words = self.tr("{name} filed").format(name=rows[0].name)
        self.context.work.act(file_several, dict.fromkeys((one.item.id for one in rows), order), undo=words)

    def delete(self) -> None:
        """Moves the chosen items to the bin."""
        rows = self._chosen()
        if rows:
            words = counted("Inbox", "%n file moved to the bin", "%n files moved to the bin", len(rows))
            if len(rows) == 1:
                words = self.tr("{name} moved to the bin").format(name=rows[0].name)
            self.context.work.act(delete_several, [one.item.id for one in rows], undo=words)

    def _on_import(self) -> None:
        self.go.emit("command", "import_files")

    def set_narrow(self, narrow: bool) -> None:
        """Since when it waits leaves first."""
        self.list.setColumnHidden(WAITS, narrow)
