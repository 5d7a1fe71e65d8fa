"""Draws the rows of the recourse map: name and rule, bar on the axis, days left and last day."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import rows, text
from disputes_app.gui.paint.axis import Axis, paint_today_line
from disputes_app.gui.paint.text import Run
from disputes_app.gui.paint.urgency import paint_urgency
from disputes_app.gui.paint.window_bar import paint_window_bar
from disputes_app.gui.row_list import Index
from disputes_app.gui.screens.order.map_axis import Mark, paint_lines
from disputes_app.gui.screens.order.map_model import BAR, ENDS, NAME
from disputes_app.gui.screens.order.map_rows import MapRow, Sort
from disputes_app.gui.theme import Theme

_ICON = 36


class MapDelegate(QStyledItemDelegate):
    """``widget_height`` is that of the card or of the best order, which are widgets laid over their rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.axis: Axis | None = None
        self.marks: list[Mark] = []
        self.heights: dict[str, int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: MapRow = index.data(Qt.ItemDataRole.UserRole)
        if row.sort in (Sort.CARD, Sort.BEST):
            return QSize(0, self.heights.get(row.key, 10))
        if row.sort in (Sort.WINDOW, Sort.QUESTION):
            return QSize(0, themes.height("recourse"))
        return QSize(0, themes.height("group"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = themes.active(), QRectF(option.rect)
        row: MapRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if row.sort is Sort.CARD:
            painter.fillRect(box, theme.sel if _has_focus(option) else theme.sel_off)
        elif row.sort is Sort.GROUP:
            rows.paint_group_ground(painter, box, theme)
            self._paint_group(painter, box, row, index.column(), theme)
        elif row.sort is not Sort.BEST:
            rows.paint_row_ground(painter, option, theme, is_first=index.column() == NAME)
            paint = self._paint_window if row.explains else self._paint_closed
            paint(painter, box, row, index.column(), theme)
            if index.column() == NAME:
                rows.paint_focus(painter, option, theme)
        painter.restore()

    def _paint_window(self, painter: QPainter, box: QRectF, row: MapRow, column: int, theme: Theme) -> None:
        if column == NAME:
            icons.paint_icon(painter, QRectF(box.left() + 14, box.top() + 5, 18, 20), row.icon, "ink2")
            words = box.adjusted(_ICON, 0, -6, 0)
            second = "accent" if row.sort is Sort.QUESTION else "ink2"
            text.two_lines(
                painter,
                words,
                Run(row.name, themes.font("row", QFont.Weight.Medium), theme.ink),
                Run(row.rule, themes.font("dense"), theme.color(second)),
            )
        elif column == BAR:
            self._paint_bar(painter, box, row, theme)
        elif column == ENDS:
            self._paint_ends(painter, box, row, theme)

    def _paint_bar(self, painter: QPainter, box: QRectF, row: MapRow, theme: Theme) -> None:
        if self.axis is None:
            return
        inner = box.adjusted(0, 0, 0, -1)
        paint_lines(painter, inner, self.axis, self.marks, theme)
        if row.span is not None:
            paint_window_bar(painter, inner, self.axis, row.span, (), theme, thickness=9)
        paint_today_line(painter, box, self.axis, theme)

    def _paint_ends(self, painter: QPainter, box: QRectF, row: MapRow, theme: Theme) -> None:
        colours = theme.urgency[row.level]
        words = box.adjusted(32, 0, -6, 0)
        upper_font, lower_font = themes.font("strong"), themes.font("dense")
        if row.until:
            upper, lower = text.halves(words, upper_font, lower_font)
            text.line(painter, lower, row.until, lower_font, theme.ink2)
        else:
            upper = words
        text.line(painter, upper, row.left, upper_font, colours.text)
        glyph = QRectF(box.left() + 12, upper.top(), 14, upper.height())
        if row.sort is Sort.WINDOW or row.window is not None:
            paint_urgency(painter, glyph, row.level, theme)
        else:
            icons.paint_icon(painter, glyph, "circle-question-mark", "accent", 15)

    def _paint_group(self, painter: QPainter, box: QRectF, row: MapRow, column: int, theme: Theme) -> None:
        if column != NAME:
            return
        pieces = [Run(row.name, themes.font("strong"), theme.ink)]
        if row.rule:
            pieces.append(Run(f"  {row.rule}", themes.font("row"), theme.ink2))
        text.runs(painter, box.adjusted(16, 0, -6, 0), pieces)

    def _paint_closed(self, painter: QPainter, box: QRectF, row: MapRow, column: int, theme: Theme) -> None:
        """Name and one reason; both lie in the spanned first column."""
        if column != NAME:
            return
        font = themes.font("row")
        if row.sort is Sort.MORE:
            link = themes.font("second", QFont.Weight.Medium)
            text.line(painter, box.adjusted(_ICON, 0, -8, 0), row.name, link, theme.accent)
            return
        icons.paint_icon(
            painter, QRectF(box.left() + 14, box.top(), 18, box.height() - 1), row.icon, "ink3", 15
        )
        name = box.adjusted(_ICON, 0, 0, 0)
        name.setWidth(min(themes.scaled(154), box.width() * 0.4))
        text.line(painter, name, row.name, font, theme.ink2)
        why = box.adjusted(name.right() - box.left() + 8, 0, -10, 0)
        text.line(painter, why, row.rule, font, theme.ink2)


def _has_focus(option: QStyleOptionViewItem) -> bool:
    return option.widget.hasFocus()
