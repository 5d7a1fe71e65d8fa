"""A list of plain rows for a view: what each is called, how it is read out, and the row itself for who paints it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class RowList(QAbstractListModel):
    """``ROW`` gives the row, ``name`` says what is shown of it, ``spoken`` is the whole row for a screen reader
    and for a tooltip, as what is drawn may be elided.
    """

    def __init__(
        self, name: Callable[[Any], str], spoken: Callable[[Any], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []
        self._of_role: dict[int, Callable[[Any], Any]] = {
            ROW: lambda row: row,
            Qt.ItemDataRole.DisplayRole: name,
            Qt.ItemDataRole.ToolTipRole: spoken,
            Qt.ItemDataRole.AccessibleTextRole: spoken,
        }

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Shows these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        of_role = self._of_role.get(role)
        return of_role(self.rows[index.row()]) if of_role and index.isValid() else None
