"""All orders: search as you type, groups with live counts, a table that pages, and the chosen order beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QStackedWidget, QWidget

from disputes_app.domain.calendars import zone_info
from disputes_app.domain.ids import OrderId
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.paint.axis import Axis
from disputes_app.gui.remember import RememberedSplitter
from disputes_app.gui.screen import Screen
from disputes_app.gui.screens.orders import wording
from disputes_app.gui.screens.orders.doing import Doing
from disputes_app.gui.screens.orders.filter_bar import FilterBar
from disputes_app.gui.screens.orders.inspector import LEAST, MOST, Inspector
from disputes_app.gui.screens.orders.page_model import OrdersModel
from disputes_app.gui.screens.orders.rows import AHEAD, BEFORE
from disputes_app.gui.screens.orders.table import OrdersTable
from disputes_app.gui.widgets.bars import TopBar
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.panels import column
from disputes_app.gui.widgets.search_field import SearchField
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.gui.words import counted, grouped
from disputes_app.queries.cases import case_detail
from disputes_app.queries.orders import (
    GROUPS,
    Listing,
    OrderFilter,
    OrderRow,
    listing,
    order_detail,
    order_rows,
)
from disputes_app.queries.settings import settings
from disputes_app.queries.totals import chosen_orders

LOOK_MS = 40
"""How long a row must stay chosen before it is looked into: holding an arrow key never waits for the inspector."""

_C = "Orders"
_BOTH = LEAST + 440
"""The width at 100 % text from which list and inspector stand side by side."""
_OTHER = Qt.FocusReason.OtherFocusReason


class OrdersScreen(Screen):
    """``open`` takes nothing, a group of GROUPS, an OrderFilter, or the id of an order to choose."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._filter = OrderFilter()
        self._sort = "next_deadline"
        self._listing: Listing | None = None
        self._wanted: OrderId | None = None
        self._narrow = False
        self._asked = 0
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._build()

    # Building

    def _build(self) -> None:
        self.bar = TopBar(self.tr("Orders"))
        self.search = SearchField(self.tr("Item, seller, number, any word in a message"), "/", wide=430)
        self.search.searched.connect(self._on_searched)
        self.search.left.connect(self._on_search_left)
        self.search.moved_down.connect(self._on_search_left)
        self.bar.add_left(self.search)
        importing = Button(self.tr("Import…"), "download")
        importing.clicked.connect(partial(self.go.emit, "command", "import_files"))
        adding = Button(self.tr("New order"), "plus", "primary")
        adding.clicked.connect(partial(self.go.emit, "command", "new_order"))
        self.bar.add_right(importing)
        self.bar.add_right(adding)
        self.model = OrdersModel(self._rows, self)
        self.table = OrdersTable(self.model)
        self.table.opened.connect(self._on_opened)
        self.table.sort_wanted.connect(self._on_sort_wanted)
        self.table.menu_wanted.connect(self._on_menu_wanted)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.show_sort(self._sort)
        self.doing = Doing(self.context, self.table)
        self.doing.went.connect(self.go)
        self.empty = EmptyState("")
        self.empty.setProperty("ground", "surface")
        self.empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.empty.acted.connect(self._on_empty_acted)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        self.more_menu = QMenu(self)
        self.more_menu.aboutToShow.connect(self._on_more_about_to_show)
        self.inspector = Inspector(self.context, self.more_menu)
        self.inspector.case_wanted.connect(partial(self.go.emit, "case"))
        self.inspector.order_wanted.connect(partial(self.go.emit, "order"))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.pages)
        self.splitter.addWidget(self.inspector)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([10_000, themes.scaled(344)])
        RememberedSplitter(self.splitter, self.context.settings, "orders")
        leave = QShortcut(QKeySequence("Esc"), self.inspector)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave_inspector)
        self.filters = FilterBar(self.context)
        self.filters.changed.connect(self._apply)
        self.filters.pane_wanted.connect(self._toggle_inspector)
        self.filters.columns.changed.connect(self.table.set_unwanted)
        whole = column(self.bar, self.filters, self.splitter, gap=0, parent=self)
        whole.setStretch(2, 1)

    # What the window asks

    def open(self, argument: Any) -> None:
        if isinstance(argument, str):
            known = argument in GROUPS
            self._set_filter(OrderFilter(group=argument if known else "", status="" if known else argument))
        elif isinstance(argument, OrderFilter):
            self._set_filter(argument)
        elif isinstance(argument, int):
            self._set_filter(OrderFilter())
            self._wanted = OrderId(argument)
            self.stale = True

    def _set_filter(self, chosen: OrderFilter) -> None:
        if chosen != self._filter:
            self._filter = chosen
            self.search.blockSignals(True)
            self.search.setText(chosen.text)
            self.search.blockSignals(False)
            self.filters.show_filter(chosen)
            self.stale = True

    def refresh(self) -> None:
        self._asked += 1
        self.context.work.ask(_numbered, self._asked, self._filter, self._sort, done=self._on_listed)

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._show_inspector(not narrow and bool(self.context.settings.get("orders/inspector", True)))
        self.filters.set_narrow(narrow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.search.hasFocus():
            self.table.setFocus(_OTHER)
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        # What is hidden may have its library closed.
        self._look.stop()
        super().hideEvent(event)

    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.table, self.inspector.focus_target())

    def performs(self) -> Mapping[str, Callable[[], object]]:
        return {"find": self._find, "inspector": self._toggle_inspector, **self.doing.commands()}

    # The list

    def _rows(self, ids: Sequence[OrderId]) -> list[OrderRow]:
        core = self.context.core
        return order_rows(core, core.library, ids)

    def _on_listed(self, found: tuple[int, Listing]) -> None:
        number, listed = found
        if number != self._asked:
            return
        chosen = self.table.chosen_ids()
        current = self._wanted or self.table.current_id()
        scrolled = self.table.verticalScrollBar().value()
        self._listing = listed
        core = self.context.core
        now, home_zone = self.context.clock(), settings(core.library).home_zone
        today = wording.today_at(home_zone, now)
        self.table.set_axis(Axis.around(today, zone_info(home_zone), before=BEFORE, days=BEFORE + AHEAD))
        moved = self.model.set_ids(listed.ids, now, home_zone)
        self.bar.set_note(grouped(listed.all))
        self.filters.show_counts(listed.counts)
        if moved or self._wanted is not None:
            self._choose_again(chosen, current, scrolled)
        self._show_page(listed)
        self._on_selection_changed()

    def _choose_again(self, chosen: Sequence[OrderId], current: OrderId | None, scrolled: int) -> None:
        """The same orders stay chosen; where they are gone, the one that took their place is."""
        count = self.model.rowCount()
        places = [place for order in chosen if (place := self.model.place_of(order)) is not None]
        here = self.model.place_of(current) if current is not None else None
        if not count:
            return
        if here is None:
            here = places[0] if places else min(self.doing.fallback, count - 1)
        self.table.choose(here)
        if self._wanted is not None:
            self._wanted = None
            self.table.scrollTo(self.model.index(here, 0))
            return
        if len(places) > 1:
            self.table.choose_all(places)
        self.table.verticalScrollBar().setValue(scrolled)

    def _show_page(self, listed: Listing) -> None:
        self.pages.setCurrentWidget(self.table if listed.ids else self.empty)
        if listed.ids:
            return
        if not listed.all:
            self.empty.set_words(
                self.tr("No orders yet"),
                self.tr(
                    "Add one by hand, or drop mails, screenshots or order lists anywhere on this window."
                ),
                self.tr("New order…"),
            )
        elif self._filter.text:
            self.empty.set_words(
                self.tr("No order matches “{text}”").format(text=self._filter.text),
                wording.hidden_by(self._filter),
                self.tr("Search all orders")
                if wording.hidden_by(self._filter)
                else self.tr("Clear the search"),
            )
        else:
            self.empty.set_words(
                self.tr("No order is in this list"),
                wording.hidden_by(self._filter),
                self.tr("Show all orders"),
            )

    def _on_empty_acted(self) -> None:
        if self._listing is not None and not self._listing.all:
            self.go.emit("command", "new_order")
        elif self._filter.text and wording.hidden_by(self._filter):
            self._apply(OrderFilter(text=self._filter.text))
        else:
            self._apply(OrderFilter())

    # Filters

    def _apply(self, chosen: OrderFilter) -> None:
        self._set_filter(chosen)
        if self.stale and self.isVisible():
            self.stale = False
            self.refresh()

    def _on_searched(self, words: str) -> None:
        if words != self._filter.text:
            self._filter = replace(self._filter, text=words)
            self.filters.show_filter(self._filter)
            self.refresh()

    def _on_search_left(self) -> None:
        self.table.setFocus(_OTHER)

    def _on_sort_wanted(self, sort: str) -> None:
        self._sort = sort
        self.table.show_sort(sort)
        self.refresh()

    # The chosen ones

    def _on_selection_changed(self) -> None:
        self._look.start()
        self.commands_changed.emit()

    def _on_look(self) -> None:
        chosen = self.table.chosen_ids()
        core = self.context.core
        sums = chosen_orders(core.library, chosen)
        shown = self.model.rowCount()
        self.status_changed.emit(wording.status(shown, self._listing.all if self._listing else shown, sums))
        if len(chosen) == 1:
            self._show_order(chosen[0])
        elif chosen:
            self.inspector.show_none(
                counted(_C, "%n order is chosen", "%n orders are chosen", len(chosen)), wording.sums(sums)
            )
        else:
            self.inspector.show_none(self.tr("Choose an order to look into it.") if shown else "")

    def _show_order(self, order: OrderId) -> None:
        if self.inspector.isHidden():
            return
        core = self.context.core
        try:
            detail = order_detail(core, core.library, order)
        except (LookupError, IndexError):
            # It went a moment ago: the list that leaves it out is on its way.
            self.inspector.show_none("")
            return
        still_open = next((case for case in detail.cases if case.closed_at is None), None)
        case = case_detail(core, core.library, still_open.id) if still_open else None
        self.inspector.show_order(detail, case, self.context.clock(), self.model.home_zone)

    def _on_opened(self, order: OrderId) -> None:
        self.go.emit("order", order)

    def _on_menu_wanted(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.doing.fill(menu)
        menu.popup(at)

    def _on_more_about_to_show(self) -> None:
        self.more_menu.clear()
        self.doing.fill(self.more_menu)

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # The pane

    def _show_inspector(self, shown: bool) -> None:
        had_keyboard = self.inspector.isAncestorOf(QApplication.focusWidget() or self)
        self.inspector.setVisible(shown)
        self.filters.pane_button.setChecked(shown)
        self._arrange()
        if shown and self.pages.isHidden():
            self._on_look()
            target = self.inspector.focus_target()
            (target if target.isVisible() else self.filters.pane_button).setFocus(_OTHER)
        elif shown:
            self._look.start()
        elif had_keyboard:
            self.table.setFocus(_OTHER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Where there is no room for both, the list gives way to the order that was asked for."""
        beside = self.width() >= themes.scaled(_BOTH)
        self.pages.setVisible(beside or self.inspector.isHidden())
        self.inspector.setMaximumWidth(themes.scaled(MOST) if beside else self.width())

    def _leave_inspector(self) -> None:
        if self.pages.isHidden():
            self._toggle_inspector()

    def _toggle_inspector(self) -> None:
        shown = self.inspector.isHidden()
        self._show_inspector(shown)
        if not self._narrow:
            self.context.settings.set("orders/inspector", shown)


def _numbered(core: Any, reader: Any, number: int, chosen: OrderFilter, sort: str) -> tuple[int, Listing]:
    """The listing with the number it was asked under: an older answer never replaces a newer one."""
    return number, listing(core, reader, chosen, sort)
