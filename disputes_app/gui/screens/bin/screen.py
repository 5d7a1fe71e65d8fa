"""The bin: what was deleted, the way back, and emptying it for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedWidget, QWidget

from disputes_app.actions.bin import empty_bin, in_bin, kept_in_bin, restore
from disputes_app.domain import ids
from disputes_app.domain.ids import OrderId
from disputes_app.gui import phrases
from disputes_app.gui.context import Context
from disputes_app.gui.row_list import RowList
from disputes_app.gui.screen import Screen
from disputes_app.gui.screens.bin.rows import BinDelegate, Row
from disputes_app.gui.widgets.bars import TopBar
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.panels import column
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.gui.words import counted
from disputes_app.queries.orders import order_rows
from disputes_app.queries.settings import settings


class BinScreen(Screen):
    """Enter or Restore brings one back; only emptying cannot be taken back, so only it asks."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.bar = TopBar(self.tr("Bin"))
        self.restore = Button(self.tr("Restore"), "rotate-ccw", "primary")
        self.restore.clicked.connect(self._on_restore)
        self.empty_out = Button(self.tr("Empty the bin…"), "trash-2")
        self.empty_out.clicked.connect(self._on_empty_out)
        self.bar.add_right(self.empty_out)
        self.bar.add_right(self.restore)
        self.model = RowList(attrgetter("name"), attrgetter("spoken"), self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(BinDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("What is in the bin"))
        self.list.activated.connect(self._on_restore)
        self.nothing = EmptyState(
            self.tr("The bin is empty"), self.tr("What you delete lies here until you empty it.")
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nothing)
        whole = column(self.bar, self.stack, gap=0, parent=self)
        whole.setStretch(1, 1)

    def open(self, argument: Any) -> None:
        """The list has the keyboard."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Shows what lies there now; the place in the list is kept."""
        at = max(0, self.list.currentIndex().row())
        library = self.context.core.library
        zone = ZoneInfo(settings(library).home_zone)
        today = self.context.clock().astimezone(zone).date()
        found = sorted(in_bin(library), key=lambda one: one["deleted_at"], reverse=True)
        kinds = {
            "order": self.tr("Order"),
            "case": self.tr("Case"),
            "message": self.tr("Message"),
            "evidence": self.tr("Evidence"),
        }
        titles, kept = self._titles(found), kept_in_bin(library)
        rows = []
        for one in found:
            day = datetime.fromisoformat(one["deleted_at"]).astimezone(zone).date()
            since = self.tr("deleted {day}").format(day=phrases.weekday(day, today))
            name = " ".join(one["name"].split()) or one["id"]
            about = kinds[one["kind"]]
            if title := titles.get(one["id"]):
                name, about = title, f"{about} {name}"
            if case := kept.get(one["id"]):
                about = self.tr("{about} · stays while case {case} shows something of it").format(
                    about=about, case=case
                )
            rows.append(Row(one["kind"], one["id"], name, about, since))
        self.model.set_rows(rows)
        self.stack.setCurrentWidget(self.list if rows else self.nothing)
        for button in (self.restore, self.empty_out):
            button.setVisible(bool(rows))
        if rows:
            self.list.setCurrentIndex(self.model.index(min(at, len(rows) - 1)))
        note = counted("Bin", "%n thing", "%n things", len(rows)) if rows else ""
        self.bar.set_note(note)
        self.status_changed.emit(note)

    def _titles(self, found: Sequence[Mapping[str, str]]) -> dict[str, str]:
        """What was bought, by the outside ids of the orders in the bin."""
        core = self.context.core
        parsed = [ids.parse(one["id"]) for one in found if one["kind"] == "order"]
        orders = [OrderId(one[1]) for one in parsed if one is not None]
        return {ids.written("order", row.id): row.title for row in order_rows(core, core.library, orders)}

    def panes(self) -> Sequence[QWidget]:
        """The list alone."""
        return (self.list,)

    def _on_restore(self, index: QModelIndex | bool = False) -> None:
        place = index if isinstance(index, QModelIndex) else self.list.currentIndex()
        if place.isValid():
            row = self.model.rows[place.row()]
            words = self.tr("{name} restored").format(name=row.name)
            self.context.work.act(restore, row.ref, undo=words)

    def _on_empty_out(self) -> None:
        kept = len(kept_in_bin(self.context.core.library))
        going = len(self.model.rows) - kept
        if not going:
            self.context.notices.say(_stay_words(kept))
            return
        count = counted("Bin", "%n thing goes", "%n things go", going)
        detail = self.tr(
            "{count} for good, with all files that nothing else needs. This cannot be undone, and neither can what was "
            "done with them before."
        )
        if kept:
            detail = f"{detail} {_stay_words(kept)}."
        if self.context.notices.confirm(
            self.tr("Empty the bin?"), detail.format(count=count), self.tr("Empty the bin"), self
        ):
            self.context.work.act(
                empty_bin, done=self._on_emptied, label=self.tr("Emptying the bin"), quiet=False
            )

    def _on_emptied(self, _done: Any) -> None:
        self.refresh()
        kept = len(self.model.rows)
        self.context.notices.say(_stay_words(kept) if kept else self.tr("The bin is empty"))


def _stay_words(orders: int) -> str:
    """How many orders emptying leaves, and why; the list names the case beside each."""
    return counted(
        "Bin", "%n order stays: a case shows something of it", "%n orders stay: a case shows something of them",
        orders,
    )  # fmt: skip
