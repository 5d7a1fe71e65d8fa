"""The list of screens, as data: the sidebar, the shortcuts and the command palette are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QCoreApplication

from disputes_app.gui.context import Context
from disputes_app.gui.screen import Screen
from disputes_app.gui.words import QT_TRANSLATE_NOOP

Factory = Callable[[Context], Screen]
_N = "Navigation"


@dataclass(frozen=True)
class Place:
    """A screen. ``group`` parts the sidebar's places; without one it is reached from other screens only.

    ``belongs_to`` names the place that stays lit in the sidebar while such a screen is shown.
    """

    id: str
    text: str
    icon: str
    factory: Factory
    keys: str = ""
    group: int | None = None
    belongs_to: str = ""

    @property
    def words(self) -> str:
        """Its name in the user's language."""
        return QCoreApplication.translate(_N, self.text)


def lazily(module: str, name: str) -> Factory:
    """A factory that imports its screen when it is first shown, so that the window opens fast."""

    def make(context: Context) -> Screen:
        made: Screen = getattr(import_module(f"disputes_app.gui.screens.{module}"), name)(context)
        return made

    return make


PLACES: tuple[Place, ...] = (
    Place(
        "today", QT_TRANSLATE_NOOP(_N, "Today"), "sun", lazily("today.screen", "TodayScreen"), "Ctrl+1", 0
    ),
    Place(
        "orders", QT_TRANSLATE_NOOP(_N, "Orders"), "package", lazily("orders.screen", "OrdersScreen"),
        "Ctrl+2", 0,
    ),
    Place(
        "order", QT_TRANSLATE_NOOP(_N, "Order"), "package", lazily("order.screen", "OrderScreen"),
        belongs_to="orders",
    ),
    Place(
        "cases", QT_TRANSLATE_NOOP(_N, "Cases"), "scale", lazily("cases.screen", "CasesScreen"), "Ctrl+3", 0
    ),
    Place(
        "case", QT_TRANSLATE_NOOP(_N, "Case"), "scale", lazily("case.screen", "CaseScreen"),
        belongs_to="cases",
    ),
    Place(
        "inbox", QT_TRANSLATE_NOOP(_N, "Evidence inbox"), "inbox", lazily("inbox.screen", "InboxScreen"),
        "Ctrl+4", 0,
    ),
    Place(
        "bin", QT_TRANSLATE_NOOP(_N, "Bin"), "trash-2", lazily("bin.screen", "BinScreen"), "Ctrl+0",
        belongs_to="orders",
    ),
)  # fmt: skip
