"""A table header whose last section is the time axis of the bars below it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.paint.axis import Axis, Ticks, paint_axis_header

_EDGE = 20


def axis_below(line: QRectF) -> QRectF:
    """The stretch of a whole line that an axis or the bar under it takes."""
    return line.adjusted(_EDGE, 0, -_EDGE, 0)


class AxisHeader(QHeaderView):
    """Draws its labels as the design says, and the axis in its last section once one is given.

    A model gives labels by ``headerData`` with DisplayRole and TextAlignmentRole. With ``sort_shown`` the
    sorted column's label is strong and has an arrow. With ``is_whole`` the axis takes all of it: each row's
    bar has a line to itself.
    """

    def __init__(self, parent: QWidget | None = None, *, left: int = 8, ticks: Ticks = "weeks") -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._axis: Axis | None = None
        self.is_whole = False
        self._left = left
        self._ticks: Ticks = ticks
        self.setMinimumSectionSize(24)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)

    def set_axis(self, axis: Axis | None, ticks: Ticks | None = None) -> None:
        """The stretch of days the last column shows; None for a table without bars."""
        self._axis = axis
        self._ticks = ticks or self._ticks
        self.updateGeometry()
        self.viewport().update()

    @property
    def axis(self) -> Axis | None:
        """What was set last."""
        return self._axis

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), themes.height("axis_header" if self._axis else "header"))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._axis is None or not self.is_whole:
            super().paintEvent(event)
            return
        theme, box = themes.active(), QRectF(self.viewport().rect())
        painter = QPainter(self.viewport())
        painter.fillRect(box, theme.chrome)
        paint_axis_header(painter, axis_below(box), self._axis, theme, self._ticks)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.line2)
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme = themes.active()
        box = QRectF(rect)
        painter.fillRect(box, theme.chrome)
        if self._axis and self.visualIndex(logicalIndex) == self.count() - 1:
            paint_axis_header(painter, box, self._axis, theme, self._ticks)
        else:
            self._paint_label(painter, box, logicalIndex)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.line2)

    def _paint_label(self, painter: QPainter, box: QRectF, section: int) -> None:
        model = self.model()
        if model is None:
            return
        theme = themes.active()
        words = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        given = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        right = bool(given is not None and Qt.AlignmentFlag(given) & Qt.AlignmentFlag.AlignRight)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        arrow = ""
        if sorted_here:
            arrow = " ↑" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else " ↓"
        font = themes.font("second", themes.font("strong").weight() if sorted_here else None)
        colour = theme.ink if sorted_here else theme.ink2
        first = self._left if self.visualIndex(section) == 0 else 8
        inner = box.adjusted(first, 0, -8, 0)
        text.line(painter, inner, f"{words or ''}{arrow}", font, colour, text.RIGHT if right else text.LEFT)
