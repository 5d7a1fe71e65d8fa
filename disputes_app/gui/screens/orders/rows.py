"""Draws the rows of the orders list, and the heading of its bars."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from disputes_app.gui import spans
from disputes_app.gui import theme as themes
from disputes_app.gui.delegates.axis_header import AxisHeader
from disputes_app.gui.paint import text
from disputes_app.gui.paint.axis import Axis, paint_today_line
from disputes_app.gui.paint.rows import paint_focus, paint_row_ground
from disputes_app.gui.paint.urgency import glyph_side, paint_urgency
from disputes_app.gui.paint.window_bar import MOST_ROUTES, paint_window_bar
from disputes_app.gui.row_list import ROW, Index
from disputes_app.gui.screens.orders import wording
from disputes_app.gui.screens.orders.page_model import Column, OrdersModel
from disputes_app.gui.theme import Theme
from disputes_app.queries.deadlines import WindowRow
from disputes_app.queries.orders import OrderRow
from disputes_app.queries.standing import Standing, next_of, other_routes

EDGE, PAD = 16, 8
BEFORE, AHEAD = 30, 100


class OrdersHeader(AxisHeader):
    """Says over the bars how far they reach."""

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        super().paintSection(painter, rect, logicalIndex)
        if logicalIndex == Column.AXIS:
            words = self.tr("+{n} days").format(n=AHEAD)
            font, theme = themes.font("dense"), themes.active()
            label = text.width(
                themes.font("second"), str(self.model().headerData(logicalIndex, self.orientation()))
            )
            if text.width(font, words) + label + 3 * PAD < rect.width():
                box = QRectF(rect).adjusted(0, 0, -PAD - 2, 0)
                text.line(painter, box, words, font, theme.ink2, text.RIGHT)


class OrdersDelegate(QStyledItemDelegate):
    """One row of 32 px. ``axis`` is the stretch of days of the last column, ``hovered`` the row below the pointer."""

    axis: Axis | None = None
    hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, themes.height("table"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        column = Column(index.column())
        over = QStyle.StateFlag.State_MouseOver
        option.state = option.state | over if index.row() == self.hovered else option.state & ~over
        paint_row_ground(painter, option, theme, is_first=column == Column.DEADLINE)
        row: OrderRow | None = index.data(ROW)
        if row is None:
            return
        model = index.model()
        assert isinstance(model, OrdersModel)
        rect = QRectF(option.rect).adjusted(0, 0, 0, -1)
        if column == Column.DEADLINE:
            paint_deadline(painter, rect, wording.deadline(row, model.now, model.home_zone), theme)
            paint_focus(painter, option, theme)
        elif column == Column.AXIS:
            self._paint_bars(painter, rect, row, model, theme)
        else:
            self._paint_words(painter, rect, row, column, str(index.data() or ""), theme)

    def _paint_words(
        self, painter: QPainter, rect: QRectF, row: OrderRow, column: Column, words: str, theme: Theme
    ) -> None:
        strong = column in (Column.ITEM, Column.PAID)
        colour: QColor = theme.ink if strong else theme.ink2
        if wording.is_over(row):
            colour = theme.ink3
        align = text.RIGHT if column == Column.PAID else text.LEFT
        weight = QFont.Weight.Medium if column == Column.PAID and not wording.is_over(row) else None
        text.line(painter, rect.adjusted(PAD, 0, -PAD, 0), words, themes.font("row", weight), colour, align)

    def _paint_bars(
        self, painter: QPainter, rect: QRectF, row: OrderRow, model: OrdersModel, theme: Theme
    ) -> None:
        standing = next_of(row)
        if standing is None or self.axis is None:
            return
        primary = spans.primary(standing, model.now)
        routes = spans.routes(open_routes(row, standing, model.now), model.now)
        paint_window_bar(painter, rect, self.axis, primary, routes, theme, thickness=6)
        paint_today_line(painter, rect.adjusted(0, 0, 0, 1), self.axis, theme)


def open_routes(row: OrderRow, standing: Standing, now: datetime) -> list[WindowRow]:
    """The other routes that have room in a row: those whose last day has not passed, whatever is still asked."""
    routes = other_routes(row.windows, standing)
    return [one for one in routes if (close := one.window.shown_close) is not None and close >= now][
        :MOST_ROUTES
    ]


def paint_deadline(painter: QPainter, rect: QRectF, shown: wording.Deadline, theme: Theme) -> None:
    """Glyph, words in the level's colour, and the day at the right."""
    box = rect.adjusted(EDGE, 0, -PAD - 4, 0)
    side = glyph_side()
    words = box.adjusted(side + 7, 0, 0, 0)
    if shown.level is None:
        text.line(
            painter,
            QRectF(box.left(), box.top(), side, box.height()),
            "–",
            themes.font("row"),
            theme.ink3,
            text.CENTRE,
        )
        colour, weight = theme.ink3, None
    else:
        paint_urgency(painter, QRectF(box.left(), box.top(), side, box.height()), shown.level, theme)
        colour, weight = theme.urgency[shown.level].text, QFont.Weight.DemiBold
    used = text.line(painter, words, shown.words, themes.font("row", weight), colour)
    beside = themes.font("dense")
    if words.width() - used > text.width(beside, shown.beside) + 6:
        text.line(painter, words, shown.beside, beside, theme.ink2, text.RIGHT)
