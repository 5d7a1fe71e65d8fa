"""All cases by their next deadline, open and closed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedWidget, QWidget

from disputes_app.domain.claims import ClaimType, Outcome, Stage, words
from disputes_app.gui import phrases
from disputes_app.gui.context import Context
from disputes_app.gui.row_list import RowList
from disputes_app.gui.screen import Screen
from disputes_app.gui.screens.cases.rows import CasesDelegate, Row
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.bars import TopBar
from disputes_app.gui.widgets.chips import Chip, Chips
from disputes_app.gui.widgets.palette_field import PaletteField
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.gui.words import counted
from disputes_app.queries.cases import CaseRow, case_ids, case_rows
from disputes_app.queries.orders import OrderRow, order_rows
from disputes_app.queries.settings import settings
from disputes_app.queries.standing import Standing, next_of, of_window

OPEN, CLOSED, ALL = "open", "closed", "all"


class CasesScreen(Screen):
    """Enter opens a case."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.bar = TopBar(self.tr("Cases"))
        self.search = PaletteField(self.tr("Find or go to…"), "Ctrl K")
        self.search.wanted.connect(partial(self.go.emit, "command", "palette"))
        self.bar.add_right(self.search)
        self.chips = Chips(
            [Chip(OPEN, self.tr("Open")), Chip(CLOSED, self.tr("Closed")), Chip(ALL, self.tr("All"))]
        )
        self.chips.choose([OPEN])
        self.chips.chosen.connect(self._on_chip_chosen)
        chip_bar = panel("chrome", "edge-bottom")
        row(self.chips, edge=(20, 8, 20, 8), parent=chip_bar)
        self.model = RowList(attrgetter("title"), attrgetter("spoken"), self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(CasesDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("Cases"))
        self.list.activated.connect(self._on_activated)
        self.nothing = EmptyState("", "", self.tr("Go to Orders"))
        self.nothing.acted.connect(partial(self.go.emit, "orders", None))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nothing)
        whole = column(self.bar, chip_bar, self.stack, gap=0, parent=self)
        whole.setStretch(2, 1)

    def open(self, argument: Any) -> None:
        """The list has the keyboard."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        core = self.context.core
        chosen = self.chips.chosen_ids[0] if self.chips.chosen_ids else OPEN
        every = case_ids(core.library)
        open_ones = set(case_ids(core.library, open_only=True))
        wanted = [one for one in every if chosen == ALL or (one in open_ones) == (chosen == OPEN)]
        at = max(0, self.list.currentIndex().row())
        kept = self.model.rows[at].id if at < len(self.model.rows) else None
        found = case_rows(core, core.library, wanted)
        numbers = dict.fromkeys(order for one in found for order in one.orders)
        orders = {row.id: row for row in order_rows(core, core.library, list(numbers))}
        home = ZoneInfo(settings(core.library).home_zone)
        rows = [
            self._row(one, [orders[order] for order in one.orders if order in orders], home) for one in found
        ]
        self.model.set_rows([made for _, made in sorted(rows, key=lambda pair: pair[0])])
        self.chips.set_chips(
            [
                Chip(OPEN, self.tr("Open"), len(open_ones)),
                Chip(CLOSED, self.tr("Closed"), len(every) - len(open_ones)),
                Chip(ALL, self.tr("All"), len(every)),
            ]
        )
        if rows:
            same = next((place for place, row in enumerate(self.model.rows) if row.id == kept), None)
            self.list.setCurrentIndex(self.model.index(min(at, len(rows) - 1) if same is None else same))
        self.nothing.set_words(
            self.tr("No case here"),
            self.tr("A case is opened from an order, when something is wrong with it."),
            self.tr("Go to Orders"),
        )
        self.stack.setCurrentWidget(self.list if rows else self.nothing)
        self.status_changed.emit(counted("Cases", "%n case", "%n cases", len(rows)))

    def panes(self) -> Sequence[QWidget]:
        return (self.chips, self.list)

    def _row(
        self, one: CaseRow, orders: Sequence[OrderRow], home: ZoneInfo
    ) -> tuple[tuple[bool, float, int], Row]:
        """A case in words, and where it stands among the others."""
        case = one.case
        core = self.context.core
        now = self.context.clock()
        standing = self._standing(one, orders) if case.closed_at is None else None
        left = phrases.left(standing, now, home) if standing else None
        programme = core.programmes.by_id.get(case.programme)
        money = case.home_amount or case.amount
        have, whole = len(one.readiness.have), one.readiness.wanted
        proof = (
            counted("Cases", "all %n ready", "all %n ready", whole)
            if have == whole
            else self.tr("{n} of {whole} missing").format(n=whole - have, whole=whole)
        )
        level: Level | None = phrases.level(standing) if standing else None
        number, unit, day = (left.number, left.unit, left.below) if left else (self.tr("no date"), "", "")
        if case.closed_at is not None:
            back = case.recovered
            level = Level.DONE if back else None
            number = phrases.amount(back) if back else words(Outcome(case.outcome))
            unit = self.tr("back") if back else ""
            closed = case.closed_at.astimezone(home).date()
            day = phrases.weekday(closed, now.astimezone(home).date())
        sellers = dict.fromkeys(order.seller or order.number for order in orders)
        made = Row(
            case.id,
            level,
            number,
            unit,
            day,
            case.title,
            " · ".join((case.number, *sellers)),
            words(Stage(case.stage)),
            programme.name if programme else self.tr("no route chosen"),
            have,
            whole,
            proof,
            phrases.amount(money) if money else "",
            words(ClaimType(case.claim)).lower(),
            case.closed_at is not None,
        )
        closes = standing.closes_at.timestamp() if standing else float("inf")
        return (case.closed_at is not None, closes, -case.id), made

    def _standing(self, one: CaseRow, orders: Sequence[OrderRow]) -> Standing | None:
        """The next date of a case: its own leading window, or an earlier one of its orders."""
        own = [of_window(one.lead)] if one.lead is not None else []
        found = [
            standing for standing in (*own, *(next_of(order) for order in orders)) if standing is not None
        ]
        return min(found, key=lambda standing: standing.closes_at, default=None)

    def _on_chip_chosen(self, _chip: str) -> None:
        self.refresh()

    def _on_activated(self, index: QModelIndex) -> None:
        self.go.emit("case", self.model.rows[index.row()].id)
