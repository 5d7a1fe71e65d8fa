"""The three sums at the head of a screen, each a link to the list it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.widgets.panels import clear, row


@dataclass(frozen=True)
class Total:
    """A sum, what it is a sum of, and the tone of its figures."""

    id: str
    amount: str
    words: str
    tone: str = "ink"


class _TotalButton(QAbstractButton):
    def __init__(self, total: Total, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total = total
        self.setAccessibleName(f"{total.amount} {total.words}")
        self.setToolTip(self.tr("Show the list"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        big, small = themes.font("view"), themes.font("second")
        wide = max(text.width(big, self.total.amount), text.width(small, self.total.words))
        return QSize(round(wide + 38), round(text.line_height(big) + text.line_height(small) + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = themes.active()
        painter.fillRect(QRectF(0, 0, 1, self.height()), theme.line)
        box = QRectF(self.rect()).adjusted(18, 0, -18, 0)
        under = themes.font("second")
        under.setUnderline(self.underMouse())
        text.two_lines(
            painter,
            box,
            text.Run(self.total.amount, themes.font("view"), theme.color(self.total.tone)),
            text.Run(self.total.words, under, theme.ink2),
        )
        painter.end()


class Totals(QWidget):
    """``chosen`` carries the id of the total that was taken."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row(gap=0, parent=self)

    def set_totals(self, totals: Sequence[Total]) -> None:
        """Shows these."""
        clear(self._row)
        for total in totals:
            made = _TotalButton(total, self)
            made.clicked.connect(self._on_clicked)
            self._row.addWidget(made)

    def _on_clicked(self) -> None:
        made = self.sender()
        assert isinstance(made, _TotalButton)
        self.chosen.emit(made.total.id)
