"""The menus beside the chips: marketplace, seller, and which columns are shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from disputes_app.gui import phrases
from disputes_app.gui.context import Context
from disputes_app.gui.screens.orders.page_model import Column
from disputes_app.gui.words import for_menu
from disputes_app.queries.orders import platforms, sellers

MOST_SELLERS = 30


class _FilterMenu(QMenu):
    """One of many, or all; filled when it opens. ``chosen`` carries the value, empty for all."""

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._current = ""
        self._group = QActionGroup(self)
        self.aboutToShow.connect(self.fill)

    def set_current(self, value: str) -> None:
        """Which is in force."""
        self._current = value

    def choices(self) -> list[tuple[str, str]]:
        """Values and words."""
        raise AssertionError("every menu has its own")

    def fill(self) -> None:
        """Asks anew what there is to choose from."""
        self.clear()
        self._add("", self.tr("All"))
        self.addSeparator()
        for value, words in self.choices():
            self._add(value, words)

    def _add(self, value: str, words: str) -> None:
        action = self.addAction(for_menu(words))
        action.setCheckable(True)
        action.setChecked(value == self._current)
        action.setActionGroup(self._group)
        action.triggered.connect(partial(self.chosen.emit, value))


class PlatformMenu(_FilterMenu):
    """The marketplaces that orders came from."""

    def choices(self) -> list[tuple[str, str]]:
        return [(one.value, phrases.platform(one)) for one in platforms(self._context.core.library)]


class SellerMenu(_FilterMenu):
    """The sellers with the most orders; any other is found by the search field."""

    def choices(self) -> list[tuple[str, str]]:
        names = sellers(self._context.core.library, MOST_SELLERS)
        if self._current and self._current not in names:
            names.append(self._current)
        return [(name, name) for name in names]


class ColumnsMenu(QMenu):
    """Which columns are put away; ``changed`` carries them."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unwanted: frozenset[Column] = frozenset()
        for column, words in (
            (Column.SELLER, self.tr("Seller")),
            (Column.PLATFORM, self.tr("Bought on")),
            (Column.ORDERED, self.tr("Ordered")),
        ):
            action = self.addAction(words)
            action.setCheckable(True)
            action.setChecked(True)
            action.toggled.connect(partial(self._on_toggled, column))

    def _on_toggled(self, column: Column, shown: bool) -> None:
        self._unwanted = self._unwanted - {column} if shown else self._unwanted | {column}
        self.changed.emit(self._unwanted)
