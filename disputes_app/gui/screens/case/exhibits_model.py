"""The exhibits of a case as a list: their order can be changed, and their captions edited in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from disputes_app.domain.ids import ExhibitId
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.case.wording import exhibit_day, tr
from disputes_app.gui.words import counted
from disputes_app.queries.exhibits import ExhibitRow

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
MIME = "application/x-disputes-exhibit"
_FLAGS = Qt.ItemFlag


@dataclass(frozen=True)
class Shown:
    """One exhibit and its words. ``page`` is where it begins in the packet shown, 0 where that is not known."""

    row: ExhibitRow
    day: str
    covered: str
    page: int

    @property
    def id(self) -> ExhibitId:
        """The exhibit's id."""
        return self.row.exhibit.id

    @property
    def page_words(self) -> str:
        """``page 7``."""
        return tr("page {n}").format(n=self.page) if self.page else ""


class ExhibitsModel(QAbstractListModel):
    """``caption_written`` carries an exhibit's id and its new caption."""

    caption_written = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Shown] = []
        self._pages: Mapping[str, int] = {}

    def show_case(self, view: CaseView) -> None:
        """Shows the exhibits of a case."""
        self.beginResetModel()
        self.rows = [
            Shown(row, exhibit_day(row, view) or _kind(row), _covered(row), self._pages.get(row.letter, 0))
            for row in view.detail.exhibits
        ]
        self.endResetModel()

    def set_pages(self, pages: Mapping[str, int]) -> None:
        """Where each exhibit begins, by letter."""
        self._pages = pages
        self.rows = [Shown(one.row, one.day, one.covered, pages.get(one.row.letter, 0)) for one in self.rows]
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    @property
    def ids(self) -> list[ExhibitId]:
        """The exhibits in their order."""
        return [one.id for one in self.rows]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role == ROW:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return one.row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = tr("Exhibit {letter}: {caption}").format(letter=one.row.letter, caption=one.row.title)
            return ", ".join(filter(None, [said, one.day, one.covered, one.page_words]))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        one = self.rows[index.row()]
        written = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or written == one.row.title:
            return False
        self.caption_written.emit(one.id, written)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _FLAGS.ItemIsDropEnabled
        return (
            _FLAGS.ItemIsEnabled | _FLAGS.ItemIsSelectable | _FLAGS.ItemIsEditable | _FLAGS.ItemIsDragEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [MIME, "text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        mime.setData(MIME, str(self.rows[indexes[0].row()].id).encode())
        return mime


def _covered(row: ExhibitRow) -> str:
    said = [counted("Case", "%n covered", "%n covered", len(row.boxes))] if row.boxes else []
    if row.callouts:
        said.append(counted("Case", "%n marked", "%n marked", len(row.callouts)))
    return ", ".join(said)


def _kind(row: ExhibitRow) -> str:
    """What stands in the place of a date that nobody knows."""
    if row.shipment is not None:
        return tr("tracking history")
    if row.evidence is None:
        return ""
    if row.evidence.pages:
        return counted("Case", "document, %n page", "document, %n pages", row.evidence.pages)
    return row.evidence.name if row.exhibit.caption else ""
