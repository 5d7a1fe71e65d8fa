"""The rows of the cases list: how long it still is, what it is about, how far it has come, what is proved."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from disputes_app.domain.ids import CaseId
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import marks, rows, text
from disputes_app.gui.paint.text import Run
from disputes_app.gui.paint.urgency import glyph_side, paint_urgency
from disputes_app.gui.row_list import ROW, Index
from disputes_app.gui.urgency import Level

EDGE, PAD = 20, 16


@dataclass(frozen=True)
class Row:
    """One case in words; ``have`` of ``wanted`` proofs are ready, ``level`` None stands for one without a date."""

    id: CaseId
    level: Level | None
    number: str
    unit: str
    day: str
    title: str
    about: str
    stage: str
    route: str
    have: int
    wanted: int
    proof: str
    amount: str
    claim: str
    is_closed: bool

    @property
    def spoken(self) -> str:
        """The row as a sentence."""
        when = ", ".join(part for part in (f"{self.number} {self.unit}".strip(), self.day) if part)
        parts = (
            when,
            self.title,
            self.about,
            self.stage,
            self.route,
            self.proof,
            f"{self.amount} {self.claim}",
        )
        return ". ".join(part.strip() for part in parts if part.strip())


class CasesDelegate(QStyledItemDelegate):
    """Rows of 54 px; what there is no room for leaves from the middle: first the stage, then the proof."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, rows.agenda_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        rows.paint_row_ground(painter, option, theme)
        row: Row = index.data(ROW)
        rect = QRectF(option.rect).adjusted(EDGE, 0, -EDGE, -1)
        ink = theme.ink3 if row.is_closed else theme.ink
        second = theme.ink3 if row.is_closed else theme.ink2
        left = rect.left()
        when = QRectF(left, rect.top(), themes.scaled(136), rect.height())
        self._paint_when(painter, when, row)
        amount = QRectF(rect.right() - themes.scaled(104), rect.top(), themes.scaled(104), rect.height())
        text.two_lines(
            painter,
            amount,
            Run(row.amount, themes.font("strong"), ink),
            Run(row.claim, themes.font("dense"), second),
            text.RIGHT,
        )
        right = amount.left() - PAD
        if rect.width() > themes.scaled(640):
            proof = QRectF(right - themes.scaled(136), rect.top(), themes.scaled(136), rect.height())
            self._paint_proof(painter, proof, row)
            right = proof.left() - PAD
        if rect.width() > themes.scaled(820):
            stage = QRectF(right - themes.scaled(190), rect.top(), themes.scaled(190), rect.height())
            text.two_lines(
                painter,
                stage,
                Run(row.stage, themes.font("medium"), ink),
                Run(row.route, themes.font("dense"), second),
            )
            right = stage.left() - PAD
        words = QRectF(when.right() + PAD, rect.top(), right - when.right() - PAD, rect.height())
        text.two_lines(
            painter,
            words,
            Run(row.title, themes.font("strong"), ink),
            Run(row.about, themes.font("second"), second),
        )
        rows.paint_focus(painter, option, theme)

    def _paint_when(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        theme = themes.active()
        if row.level is None:
            text.two_lines(
                painter,
                rect.adjusted(themes.scaled(22), 0, 0, 0),
                Run(row.number, themes.font("medium"), theme.ink3),
                Run(row.day, themes.font("dense"), theme.ink3),
            )
            return
        upper, lower = text.halves(rect, themes.font("big"), themes.font("dense"))
        glyph = QRectF(upper.left(), upper.top(), glyph_side(), upper.height())
        paint_urgency(painter, glyph, row.level, theme)
        colour = theme.urgency[row.level].text
        shift = themes.scaled(22)
        text.runs(
            painter,
            upper.adjusted(shift, 0, 0, 0),
            [Run(row.number, themes.font("big"), colour), Run(f" {row.unit}", themes.font("unit"), colour)],
        )
        text.line(painter, lower.adjusted(shift, 0, 0, 0), row.day, themes.font("dense"), theme.ink2)

    def _paint_proof(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        theme = themes.active()
        if not row.wanted:
            text.line(painter, rect, row.proof, themes.font("second"), theme.ink3)
            return
        upper, lower = text.halves(rect, themes.font("second"), themes.font("dense"))
        marks.paint_proof(painter, upper, row.have, row.wanted, theme)
        tone = theme.good if row.have == row.wanted else theme.warning
        text.line(painter, lower, row.proof, themes.font("dense"), theme.ink3 if row.is_closed else tone)
