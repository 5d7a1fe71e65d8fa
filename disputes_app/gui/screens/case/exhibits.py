"""The exhibits of a case in their order: letter, picture, caption; moved by mouse or keys, renamed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import ExhibitId
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.icons import paint_icon
from disputes_app.gui.paint import marks, rows, text
from disputes_app.gui.paint.text import Run
from disputes_app.gui.screens.case.loading import CaseView, tr
from disputes_app.gui.thumbnails import Thumbnails, icon_of
from disputes_app.gui.widgets.drop_area import files_of
from disputes_app.gui.words import counted
from disputes_app.queries.cases import ExhibitRow

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
MIME = "application/x-disputes-exhibit"
_GRIP, _PICTURE = 26, QSize(70, 52)


class ExhibitsModel(QAbstractListModel):
    """``captioned`` carries an exhibit and its new caption, ``ordered`` all exhibits in their new order."""

    captioned = Signal(object, str)
    ordered = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ExhibitRow] = []
        self.pages: Mapping[str, int] = {}
        self.is_fixed = False
        self.view: CaseView | None = None

    def set_rows(self, view: CaseView) -> None:
        """Shows the exhibits of a case."""
        self.beginResetModel()
        self.view = view
        self.rows = list(view.detail.exhibits)
        self.is_fixed = any(row.exhibit.letter for row in self.rows)
        self.endResetModel()

    def set_pages(self, pages: Mapping[str, int]) -> None:
        """Where each letter begins in the packet."""
        self.pages = pages
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.EditRole:
            return row.exhibit.caption
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("Exhibit {letter}: {title}. {note}").format(
                letter=row.letter, title=row.title, note=self.note(row)
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.title
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row = self.rows[index.row()]
        if str(value).strip() != row.exhibit.caption:
            self.captioned.emit(row.exhibit.id, str(value).strip())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        flags |= Qt.ItemFlag.ItemIsEditable
        return flags if self.is_fixed else flags | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        made = QMimeData()
        made.setData(MIME, str(indexes[0].row()).encode())
        return made

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not data.hasFormat(MIME) or self.is_fixed:
            return False
        place = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
        self.move(int(bytes(data.data(MIME).data())), place)
        return True

    def move(self, start: int, place: int) -> None:
        """Asks for the exhibit at ``start`` to stand before the one at ``place``."""
        ids: list[ExhibitId] = [row.exhibit.id for row in self.rows]
        moved = ids.pop(start)
        ids.insert(place - (1 if place > start else 0), moved)
        if ids != [row.exhibit.id for row in self.rows]:
            self.ordered.emit(ids)

    def note(self, row: ExhibitRow) -> str:
        """When it was made, and what is covered."""
        parts = [_when(row, self.view) if self.view else ""]
        if row.boxes:
            parts.append(counted("Case", "%n covered", "%n covered", len(row.boxes)))
        if row.evidence is not None and row.evidence.pages > 1:
            parts.append(counted("Case", "%n page", "%n pages", row.evidence.pages))
        return " · ".join(part for part in parts if part)


def _when(row: ExhibitRow, view: CaseView) -> str:
    moment = None
    if row.evidence is not None:
        moment = row.evidence.captured_at or row.evidence.added_at
    elif row.message is not None:
        moment = row.message.at
    if moment is None:
        return ""
    if not hasattr(moment, "astimezone"):
        return phrases.weekday(moment, view.today)
    there = moment.astimezone(ZoneInfo(view.home_zone))
    return f"{phrases.weekday(there.date(), view.today)}, {there:%H:%M}"


class ExhibitsDelegate(QStyledItemDelegate):
    """Rows of 74 px as in a court bundle: grip, letter, picture, caption, note, page."""

    def __init__(self, pictures: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, themes.height("exhibit"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        rows.paint_row_ground(painter, option, theme)
        row: ExhibitRow = index.data(ROW)
        model = index.model()
        assert isinstance(model, ExhibitsModel)
        box = QRectF(option.rect).adjusted(0, 0, -14, -1)
        if not model.is_fixed:
            paint_icon(
                painter, QRectF(box.left() + 6, box.top(), 14, box.height()), "grip-vertical", "ink3", 14
            )
        letter = QRectF(box.left() + _GRIP, box.top(), 24, box.height())
        marks.paint_letter(painter, letter, row.letter, theme)
        frame = QRectF(
            letter.right() + 8, box.center().y() - _PICTURE.height() / 2, _PICTURE.width(), _PICTURE.height()
        )
        evidence = row.evidence
        picture = self._pictures.picture(evidence) if isinstance(evidence, Evidence) else None
        icon = icon_of(evidence) if evidence else "message-square" if row.message else "truck"
        marks.paint_thumbnail(painter, frame, picture, theme, icon)
        page = model.pages.get(row.letter)
        used = 0.0
        if page:
            used = text.line(
                painter, box, tr("page {n}").format(n=page), themes.font("dense"), theme.ink2, text.RIGHT
            )
        words = QRectF(
            frame.right() + 12, box.top(), box.right() - used - 10 - frame.right() - 12, box.height()
        )
        _paint_words(painter, words, row, model.note(row))
        rows.paint_focus(painter, option, theme)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr("Caption"))
        editor.setPlaceholderText(tr("what it shows"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        left = option.rect.left() + _GRIP + 24 + 8 + _PICTURE.width() + 8
        tall = themes.height("control")
        editor.setGeometry(left, option.rect.center().y() - tall // 2, option.rect.right() - 10 - left, tall)


def _paint_words(painter: QPainter, rect: QRectF, row: ExhibitRow, note: str) -> None:
    """A caption on two lines where it needs them, and the note under it."""
    theme = themes.active()
    font, small = themes.font("medium"), themes.font("dense")
    ink = theme.ink if row.exhibit.caption else theme.ink2
    first, rest = _broken(row.title, font, rect.width())
    lines = [Run(first, font, ink)] + ([Run(rest, font, ink)] if rest else [])
    lines.append(Run(note or tr("no caption yet"), small, theme.ink2))
    heights = [text.line_height(run.font) for run in lines]
    top = rect.center().y() - sum(heights) / 2
    for run, tall in zip(lines, heights, strict=True):
        text.line(painter, QRectF(rect.left(), top, rect.width(), tall), run.text, run.font, run.colour)
        top += tall


def _broken(words: str, font: QFont, room: float) -> tuple[str, str]:
    """The words on one line, or on two: the break is at a blank, else wherever the room ends."""
    if text.width(font, words) <= room:
        return words, ""
    fitting = next((n for n in range(len(words), 0, -1) if text.width(font, words[:n]) <= room), 1)
    blank = words.rfind(" ", 0, fitting + 1)
    cut = blank if blank > 0 else fitting
    return words[:cut].rstrip(), words[cut:].lstrip()


class ExhibitsView(QListView):
    """``files_dropped`` carries paths; ``removed`` the exhibit to take out."""

    files_dropped = Signal(list)
    removed = Signal(object)

    def __init__(self, model: ExhibitsModel, pictures: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(ExhibitsDelegate(pictures, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setAccessibleName(tr("Exhibits"))

    def chosen(self) -> ExhibitRow | None:
        """The exhibit that has the keyboard."""
        index = self.currentIndex()
        return self._model.rows[index.row()] if index.isValid() else None

    def shift(self, step: int) -> None:
        """Moves the chosen exhibit up (−1) or down (1)."""
        index = self.currentIndex()
        to = index.row() + step
        if index.isValid() and not self._model.is_fixed and 0 <= to < len(self._model.rows):
            self._model.move(index.row(), to if step < 0 else to + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.chosen()
        if event.key() == Qt.Key.Key_Delete and chosen is not None:
            self.removed.emit(chosen)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        files: list[Path] = files_of(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)
        else:
            super().dropEvent(event)
