"""The rows of the bin: what it was, its name, since when it lies there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from disputes_app.gui import theme as themes
from disputes_app.gui.icons import paint_icon
from disputes_app.gui.paint import rows, text
from disputes_app.gui.paint.text import Run
from disputes_app.gui.row_list import ROW, Index

ICONS = {"order": "package", "case": "scale", "message": "message-square", "evidence": "paperclip"}


@dataclass(frozen=True)
class Row:
    """One thing in the bin; ``ref`` is its outside id."""

    kind: str
    ref: str
    name: str
    kind_words: str
    deleted: str

    @property
    def spoken(self) -> str:
        """The row as a sentence."""
        return f"{self.kind_words}: {self.name}. {self.deleted}"


class BinDelegate(QStyledItemDelegate):
    """Icon, name and kind, and at the right when it was deleted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, themes.height("two_line"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        row: Row = index.data(ROW)
        rows.paint_row_ground(painter, option, theme)
        box = QRectF(option.rect).adjusted(16, 0, -16, -1)
        side = themes.scaled(16)
        paint_icon(painter, QRectF(box.left(), box.top(), side, box.height()), ICONS[row.kind], size=side)
        dense = themes.font("dense")
        used = text.line(painter, box, row.deleted, dense, theme.ink2, text.RIGHT)
        medium = themes.font("row", themes.font("medium").weight())
        place = box.adjusted(side + 12, 0, -used - 16, 0)
        text.two_lines(
            painter, place, Run(row.name, medium, theme.ink), Run(row.kind_words, dense, theme.ink2)
        )
        rows.paint_focus(painter, option, theme)
