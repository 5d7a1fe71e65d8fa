"""What can be done with the orders that are chosen in the list: open, edit, begin a case, move to the bin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from disputes_app.actions.orders import delete_orders
from disputes_app.gui import icons
from disputes_app.gui.context import Context
from disputes_app.gui.screens.orders.table import OrdersTable
from disputes_app.gui.words import counted
from disputes_app.queries.orders import OrderRow


class Doing(QObject):
    """``went`` carries a screen's id and its argument; ``fallback`` is the row to stay at after a delete."""

    went = Signal(str, object)

    def __init__(self, context: Context, table: OrdersTable) -> None:
        super().__init__(table)
        self._context = context
        self._table = table
        self.fallback = 0

    def commands(self) -> dict[str, Callable[[], object]]:
        """The window's commands that mean something for the chosen orders."""
        chosen = self._table.chosen_ids()
        able: dict[str, Callable[[], object]] = {}
        if chosen:
            able["delete"] = self.delete
        if len(chosen) == 1:
            able |= {"edit": self.edit, "new_case": self.begin_case}
        return able

    def fill(self, menu: QMenu) -> None:
        """The menu of a row, and the one behind “more”."""
        chosen = self._table.chosen_ids()
        row = self._row()
        if row is not None:
            if row.case is not None:
                menu.addAction(
                    icons.icon("scale"), self.tr("Open case"), partial(self.went.emit, "case", row.case)
                )
            menu.addAction(
                icons.icon("package"), self.tr("Open order"), partial(self.went.emit, "order", row.id)
            )
            menu.addAction(icons.icon("pencil"), self.tr("Edit…"), self.edit)
            if row.case is None:
                menu.addAction(icons.icon("scale"), self.tr("New case…"), self.begin_case)
            menu.addSeparator()
        words = counted("Orders", "Move to the bin", "Move %n orders to the bin", len(chosen))
        menu.addAction(icons.icon("trash-2"), words, self.delete).setEnabled(bool(chosen))

    def _row(self) -> OrderRow | None:
        """The one order that is chosen; None when there are several."""
        chosen = self._table.chosen_ids()
        return self._table.row_of(chosen[0]) if len(chosen) == 1 else None

    def edit(self) -> None:
        """Opens the form of the chosen order."""
        from disputes_app.gui.screens.order_form.dialog import OrderDialog

        row = self._row()
        if row is not None:
            OrderDialog(self._context, row.id, parent=self._table.window()).open()

    def delete(self) -> None:
        """Moves the chosen orders to the bin; one undo brings all of them back."""
        chosen = self._table.chosen_ids()
        if chosen:
            self.fallback = self._table.place_of(chosen[0])
            undo = counted("Orders", "%n order deleted", "%n orders deleted", len(chosen))
            self._context.work.act(delete_orders, chosen, undo=undo)

    def begin_case(self) -> None:
        """Asks what went wrong and opens a case; an order that has one goes there."""
        from disputes_app.gui.screens.order.case_dialog import CaseDialog
        from disputes_app.gui.screens.order.loading import load

        row = self._row()
        if row is None:
            return
        if row.case is not None:
            self.went.emit("case", row.case)
            return
        core = self._context.core
        view = load(core, core.library, row.id)
        sheet = CaseDialog(self._context.work, view, self._table.window())
        sheet.ended.connect(self._on_case_opened)
        sheet.open()

    def _on_case_opened(self, done: Any) -> None:
        self.went.emit("case", done.value)
