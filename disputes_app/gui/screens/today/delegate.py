"""Draws the agenda: group headings, the cells of a row, and its bar on the common axis."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from disputes_app.gui import icons, phrases, spans
from disputes_app.gui import theme as themes
from disputes_app.gui.delegates.axis_header import axis_below
from disputes_app.gui.paint import marks, text
from disputes_app.gui.paint.axis import Axis, paint_ground, paint_today_line
from disputes_app.gui.paint.rows import agenda_height, paint_group_ground, paint_row_ground
from disputes_app.gui.paint.text import Run
from disputes_app.gui.paint.urgency import glyph_side, paint_urgency
from disputes_app.gui.paint.window_bar import legend_swatch, paint_window_bar
from disputes_app.gui.row_list import Index
from disputes_app.gui.screens.today.model import (
    AXIS,
    LEFT,
    LINE,
    PROOF,
    RULE,
    STAKE,
    WHAT,
    AgendaLine,
    BeyondLine,
    GroupLine,
)
from disputes_app.gui.theme import Theme
from disputes_app.gui.urgency import Level

EDGE = 20


def _below() -> int:
    """Height of the line for the bar under a row that has no column for it: the bar, two routes, and how many more."""
    return round(24 + text.line_height(themes.font("small")) / 2)


class AgendaDelegate(QStyledItemDelegate):
    """One for all columns; ``is_narrow`` moves the rule into the second line, ``is_axis_below`` the bar into a third one."""

    def __init__(self, view: QTreeView, now: Callable[[], datetime]) -> None:
        super().__init__(view)
        self._view = view
        self._now = now
        self.axis: Axis | None = None
        self.is_narrow = False
        self.is_axis_below = False
        self._cells: dict[int, Callable[[QPainter, QRectF, AgendaLine, Theme, bool], None]] = {
            LEFT: self._paint_left, WHAT: self._paint_what, RULE: self._paint_rule, PROOF: self._paint_proof,
            STAKE: self._paint_stake, AXIS: self._paint_axis,
        }  # fmt: skip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if not isinstance(index.data(LINE), AgendaLine):
            return QSize(40, themes.height("group"))
        return QSize(40, agenda_height() + (_below() if self.is_axis_below else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, line, rect = themes.active(), index.data(LINE), QRectF(option.rect)
        painter.save()
        if isinstance(line, AgendaLine):
            paint_row_ground(painter, option, theme, is_first=index.column() == LEFT)
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            rect.setHeight(agenda_height())
            self._cells[index.column()](painter, rect, line, theme, selected)
        elif index.column() == LEFT:
            self._paint_wide(painter, rect, line, theme, option)
        painter.restore()

    # Rows across all columns

    def _paint_wide(
        self,
        painter: QPainter,
        rect: QRectF,
        line: GroupLine | BeyondLine,
        theme: Theme,
        option: QStyleOptionViewItem,
    ) -> None:
        bars = self._axis_rect(rect)
        if isinstance(line, GroupLine):
            paint_group_ground(painter, rect, theme)
        else:
            paint_row_ground(painter, option, theme)
        inner = rect.adjusted(EDGE, 0, -8, -1)
        strong, plain = themes.font("strong"), themes.font("second")
        if isinstance(line, BeyondLine):
            text.line(painter, inner, line.words, themes.font("medium"), theme.accent)
        else:
            pieces = [
                Run(line.title, strong, theme.ink), Run(f"   {line.count}", strong, theme.ink2),
                Run(f"   {line.note}", plain, theme.ink3),
            ]  # fmt: skip
            text.runs(painter, inner, pieces)
        if self.axis is not None and bars.width() > 0:
            paint_ground(painter, bars.adjusted(0, 0, 0, -1), self.axis, theme, lines=False)
            if isinstance(line, GroupLine) and line.is_first and bars.width() > themes.scaled(230):
                self._paint_legend(painter, bars, theme)
            paint_today_line(painter, bars, self.axis, theme)

    def _axis_rect(self, rect: QRectF) -> QRectF:
        header: QHeaderView = self._view.header()
        left = header.sectionViewportPosition(AXIS)
        return QRectF(left, rect.top(), header.sectionSize(AXIS), rect.height())

    def _paint_legend(self, painter: QPainter, bars: QRectF, theme: Theme) -> None:
        font = themes.font("small")
        assert self.axis is not None
        x = self.axis.x(bars, self.axis.today) + 10
        for words, colour, is_thin in (
            (self.tr("this deadline"), theme.urgency[Level.SOON].bar, False),
            (self.tr("other routes open"), theme.urgency[Level.LATER].bar, True),
        ):
            legend_swatch(painter, QRectF(x, bars.top(), 18, bars.height()), colour, is_thin=is_thin)
            used = text.line(
                painter,
                QRectF(x + 23, bars.top(), bars.right() - x - 23, bars.height()),
                words,
                font,
                theme.ink2,
            )
            x += 23 + used + 18

    # Cells

    def _paint_left(
        self, painter: QPainter, rect: QRectF, line: AgendaLine, theme: Theme, selected: bool
    ) -> None:
        level = phrases.level(line.row.next)
        colour = theme.urgency[level].text
        left = line.words.left
        side = glyph_side()
        inner = rect.adjusted(EDGE + side + 7, 0, -2, 0)
        upper, lower = text.halves(inner, themes.font("big"), themes.font("second"), 0)
        glyph = QRectF(rect.left() + EDGE, upper.center().y() - side / 2 + 0.5, side, side)
        paint_urgency(painter, glyph, level, theme)
        big = themes.font("big") if left.number[:1].isdigit() else themes.font("medium")
        unit = themes.font("unit")
        text.runs(painter, upper, [Run(left.number, big, colour), Run(f" {left.unit}", unit, colour)])
        text.line(painter, lower, left.below, themes.font("dense"), theme.ink2)

    def _paint_what(
        self, painter: QPainter, rect: QRectF, line: AgendaLine, theme: Theme, selected: bool
    ) -> None:
        inner = rect.adjusted(8, 0, -12, 0)
        upper, lower = text.halves(inner, themes.font("strong"), themes.font("second"))
        words = self.tr("Open case") if line.row.case else self.tr("Open order")
        font = themes.font("second", QFont.Weight.Medium)
        wide = text.width(font, words) + 20
        # A reminder of what Enter does: it never takes the room of what the row is about.
        if selected and text.width(themes.font("strong"), line.words.what) + wide + 8 <= upper.width():
            icons.paint_icon(
                painter,
                QRectF(upper.right() - 14, upper.top(), 14, upper.height()),
                "corner-down-left",
                "accent",
                13,
            )
            text.line(painter, upper.adjusted(0, 0, -19, 0), words, font, theme.accent, text.RIGHT)
            upper.setRight(upper.right() - wide - 8)
        text.line(painter, upper, line.words.what, themes.font("strong"), theme.ink)
        about = line.words.about
        if self.is_narrow:
            about = ", ".join(filter(None, (line.row.item, line.words.rule, line.words.why)))
        text.line(painter, lower, about, themes.font("second"), theme.ink2)

    def _paint_rule(
        self, painter: QPainter, rect: QRectF, line: AgendaLine, theme: Theme, selected: bool
    ) -> None:
        inner = rect.adjusted(8, 0, -12, 0)
        upper = Run(line.words.rule, themes.font("second", QFont.Weight.Medium), theme.ink)
        text.two_lines(painter, inner, upper, Run(line.words.why, themes.font("dense"), theme.ink2))

    def _paint_proof(
        self, painter: QPainter, rect: QRectF, line: AgendaLine, theme: Theme, selected: bool
    ) -> None:
        inner = rect.adjusted(8, 0, -4, 0)
        row, words = line.row, line.words
        tone = theme.color(words.proof_tone)
        if row.refund_promised:
            side = glyph_side()
            place = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
            paint_urgency(painter, place, Level.DONE, theme)
            text.line(
                painter,
                inner.adjusted(side + 6, 0, 0, 0),
                words.proof,
                themes.font("second", QFont.Weight.Medium),
                tone,
            )
        elif row.total:
            upper, lower = text.halves(inner, themes.font("second"), themes.font("second"))
            marks.paint_proof(painter, upper, row.have, row.total, theme)
            text.line(painter, lower, words.proof, themes.font("dense", QFont.Weight.Medium), tone)
        else:
            text.line(painter, inner, words.proof, themes.font("second"), theme.ink3)

    def _paint_stake(
        self, painter: QPainter, rect: QRectF, line: AgendaLine, theme: Theme, selected: bool
    ) -> None:
        inner = rect.adjusted(2, 0, -14, 0)
        upper = Run(line.words.stake, themes.font("strong"), theme.ink)
        if line.words.problem:
            text.two_lines(
                painter, inner, upper, Run(line.words.problem, themes.font("dense"), theme.ink2), text.RIGHT
            )
        else:
            text.line(painter, inner, upper.text, upper.font, upper.colour, text.RIGHT)

    def _paint_axis(
        self, painter: QPainter, rect: QRectF, line: AgendaLine, theme: Theme, selected: bool
    ) -> None:
        self._paint_bar(painter, rect, line, theme)

    def paint_bar_below(self, painter: QPainter, row: QRectF, line: AgendaLine) -> None:
        """A row's bar in the line that it has for itself, under the axis in the header."""
        tall = _below()
        box = QRectF(0, row.top() + row.height() - tall, self._view.viewport().width(), tall - 1)
        painter.save()
        self._paint_bar(painter, axis_below(box), line, themes.active())
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRectF, line: AgendaLine, theme: Theme) -> None:
        if self.axis is None:
            return
        now = self._now()
        paint_ground(painter, rect.adjusted(0, 0, 0, -1), self.axis, theme)
        paint_window_bar(
            painter,
            rect,
            self.axis,
            spans.primary(line.row.next, now),
            spans.routes(line.row.routes, now),
            theme,
        )
        paint_today_line(painter, rect, self.axis, theme)
