"""The line above the list: chips with live counts, the menus beside them, columns and the pane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from disputes_app.gui.context import Context
from disputes_app.gui.screens.orders import wording
from disputes_app.gui.screens.orders.filter_menus import ColumnsMenu, PlatformMenu, SellerMenu
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.buttons import IconButton, MenuButton
from disputes_app.gui.widgets.chips import Chip, Chips
from disputes_app.gui.widgets.panels import row
from disputes_app.queries.orders import OrderFilter

_LONGEST = 22
_EDGES = 16 + 12 + 9


class FilterBar(QFrame):
    """``changed`` carries the filter that a person chose; ``pane_wanted`` comes when the pane's button is pressed."""

    changed = Signal(object)
    pane_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "chrome")
        self.setProperty("rule", "edge-bottom")
        self._filter = OrderFilter()
        self.chips = Chips([Chip(group, words) for group, words in wording.groups().items()])
        self.chips.chosen.connect(self._on_group)
        self.platforms = PlatformMenu(context, self)
        self.platforms.chosen.connect(self._on_platform)
        self.sellers = SellerMenu(context, self)
        self.sellers.chosen.connect(self._on_seller)
        self.columns = ColumnsMenu(self)
        self.platform_button = MenuButton(self.tr("Marketplace"), self.platforms, "list-filter")
        self.seller_button = MenuButton(self.tr("Seller"), self.sellers)
        self._columns_button = MenuButton(self.tr("Columns"), self.columns, "columns-3")
        self.pane_button = IconButton(
            "panel-right", self.tr("Show or hide the chosen order"), "Ctrl+\\", is_checkable=True
        )
        self.pane_button.clicked.connect(self.pane_wanted)
        self._divider = QFrame()
        self._divider.setFixedSize(1, 20)
        self._divider.setProperty("ground", "edge")
        menus = row(
            self._divider, self.platform_button, self.seller_button, None, self._columns_button,
            self.pane_button, gap=8,
        )  # fmt: skip
        self._lines = row(self.chips, menus, gap=8, edge=(16, 6, 12, 6), parent=self)
        self._lines.setStretch(1, 1)

    def show_filter(self, chosen: OrderFilter) -> None:
        """Marks what is in force."""
        self._filter = chosen
        # Orders that were paid back have no chip of their own: then none is lit, and any of them leads out.
        self.chips.choose([] if chosen.status else [chosen.group])
        name = wording.platform_named(chosen.platform) or self.tr("Marketplace")
        self.platform_button.setText(name)
        seller = chosen.seller if len(chosen.seller) <= _LONGEST else f"{chosen.seller[: _LONGEST - 1]}…"
        self.seller_button.setText(seller or self.tr("Seller"))
        self.platforms.set_current(chosen.platform)
        self.sellers.set_current(chosen.seller)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many orders each chip would show."""
        self.chips.set_chips([
            Chip(group, words, counts[group], Level.SOON if group == "closing" else None)
            for group, words in wording.groups().items()
        ])  # fmt: skip
        self._fit()

    def set_narrow(self, narrow: bool) -> None:
        """What matters least leaves."""
        self._columns_button.setVisible(not narrow)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The menus stand beside the chips where there is room for both, else below them."""
        chips = self.chips.sizeHint().width()
        shown = [self.platform_button, self.seller_button, self._columns_button, self.pane_button]
        menus = sum(one.sizeHint().width() + self._lines.spacing() for one in shown if not one.isHidden())
        beside = chips + menus <= self.contentsRect().width() - _EDGES
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._lines.direction():
            self._lines.setDirection(way)
        self._divider.setVisible(beside and not self._columns_button.isHidden())
        self.chips.setMinimumWidth(chips if beside else 0)

    def _on_group(self, group: str) -> None:
        self.changed.emit(replace(self._filter, group=group, status=""))

    def _on_platform(self, platform: str) -> None:
        self.changed.emit(replace(self._filter, platform=platform))

    def _on_seller(self, seller: str) -> None:
        self.changed.emit(replace(self._filter, seller=seller))
