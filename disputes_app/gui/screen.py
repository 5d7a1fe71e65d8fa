"""What every screen is: a widget that is given its context, knows when it is stale, and asks to go elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from disputes_app.domain.ids import EvidenceId
from disputes_app.gui.context import Context


class Screen(QWidget):
    """Base of the screens.

    ``go`` asks for another screen by id, with its argument (an order's id …); ``command`` as id performs the
    command named by the argument, such as ``new_order``. ``status_changed`` carries the words for the left of
    the status bar. ``commands_changed`` says that ``performs`` gives something else now.
    """

    go = Signal(str, object)
    status_changed = Signal(str)
    commands_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.stale = True
        context.changes.announced.connect(self._on_announced)

    def open(self, argument: Any) -> None:
        """Takes what to show; called on every visit before the screen is shown, also by back.

        A screen that must ask its queries again for it sets ``stale``: the window refreshes it once it is seen.
        """

    def refresh(self) -> None:
        """Asks the screen's queries again."""

    def on_changes(self, changes: Any) -> None:
        """Something was changed while the screen is visible; by default all is asked again."""
        self.refresh()

    def performs(self) -> Mapping[str, Callable[[], object]]:
        """The commands of ``commands.COMMANDS`` that mean something here now, by id."""
        return {}

    def begins_order(self) -> EvidenceId | None:
        """The waiting file that a new order would begin with here, before others."""
        return None

    def panes(self) -> Sequence[QWidget]:
        """What F6 goes through, in reading order."""
        return ()

    def set_narrow(self, narrow: bool) -> None:
        """The window became narrower or wider than 1180: inspectors close, panes become tabs."""

    def _on_announced(self, changes: Any) -> None:
        if self.isVisible():
            self.on_changes(changes)
        else:
            self.stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.freshen()

    def freshen(self) -> None:
        """Asks again if something changed since; the window calls it when the screen was there already."""
        if self.stale and self.isVisible():
            self.stale = False
            self.refresh()
