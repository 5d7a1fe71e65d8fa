"""The agenda as a model: group rows, rows, and a last one for what lies beyond the axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from disputes_app.gui import phrases
from disputes_app.gui.row_list import Index
from disputes_app.gui.screens.today import wording
from disputes_app.gui.screens.today.wording import RowWords
from disputes_app.queries.today import Agenda, AgendaRow, Group

LEFT, WHAT, RULE, PROOF, STAKE, AXIS = range(6)
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class GroupLine:
    """The heading of a group; the first one carries the legend of the bars."""

    title: str
    count: int
    note: str
    is_first: bool


@dataclass(frozen=True)
class AgendaLine:
    """One thing to do."""

    row: AgendaRow
    words: RowWords


@dataclass(frozen=True)
class BeyondLine:
    """What comes after the end of the axis."""

    words: str


Line = GroupLine | AgendaLine | BeyondLine


def lines_of(agenda: Agenda, now: datetime) -> list[Line]:
    """The lines in order, groups without rows left out."""
    lines: list[Line] = []
    for group in Group:
        rows = [row for row in agenda.rows if row.group is group]
        if rows:
            title, note = wording.group_words(group, agenda)
            lines.append(GroupLine(title, len(rows), note, not lines))
            lines += [AgendaLine(row, wording.row_words(row, agenda, now)) for row in rows]
    if agenda.beyond:
        day = phrases.short_day(agenda.until, agenda.today)
        lines.append(BeyondLine(wording.tr("and {n} after {day}").format(n=agenda.beyond, day=day)))
    return lines


class AgendaModel(QAbstractTableModel):
    """Gives each cell its whole line under ``LINE``; what is said aloud stands in the first column."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Shows these."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Days left"), self.tr("What to do"), self.tr("The rule that says so"), self.tr("Proof"),
                self.tr("At stake"), self.tr("When"),
            )[section]  # fmt: skip
        if role == Qt.ItemDataRole.TextAlignmentRole and section == STAKE:
            return int(Qt.AlignmentFlag.AlignRight)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._lines[index.row()], GroupLine):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return self._spoken(line, index.column(), role)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, AgendaLine):
            return {
                WHAT: f"{line.words.what}\n{line.words.about}",
                RULE: f"{line.words.rule}\n{line.words.why}",
            }.get(index.column())
        return None

    def _spoken(self, line: Line, column: int, role: int) -> str:
        if isinstance(line, GroupLine):
            return f"{line.title} {line.count}" if column == LEFT else ""
        if isinstance(line, BeyondLine):
            return line.words if column == LEFT else ""
        if role == Qt.ItemDataRole.AccessibleTextRole and column == LEFT:
            return line.words.spoken
        words = line.words
        return (
            words.left.whole, words.what, words.rule, words.proof, " ".join(filter(None, (words.stake, words.problem))), "",
        )[column]  # fmt: skip
