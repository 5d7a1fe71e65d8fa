"""The ground of a row in its states, and the rule under it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import text
from disputes_app.gui.theme import Theme

EDGE = 3
_PADDING = 10
State = QStyle.StateFlag


def agenda_height() -> int:
    """The height of a row whose first line is a large number of days."""
    tall = text.line_height(themes.font("big")) + text.line_height(themes.font("second")) + _PADDING
    return max(themes.height("agenda"), round(tall))


def paint_row_ground(
    painter: QPainter,
    option: QStyleOptionViewItem,
    theme: Theme,
    *,
    is_first: bool = True,
    rule: bool = True,
) -> None:
    """Rest, hover, selected with and without focus; a 3 px accent edge on the row's first column only."""
    rect = QRectF(option.rect)
    selected = bool(option.state & State.State_Selected)
    if selected:
        active = bool(option.state & State.State_Active) and _has_focus(option)
        painter.fillRect(rect, theme.sel if active else theme.sel_off)
        if active and is_first:
            painter.fillRect(QRectF(rect.left(), rect.top(), EDGE, rect.height()), theme.accent)
    elif option.state & State.State_MouseOver:
        painter.fillRect(rect, theme.hover)
    if rule:
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.line)


def _has_focus(option: QStyleOptionViewItem) -> bool:
    view = option.widget
    return not isinstance(view, QAbstractItemView) or view.hasFocus() or view.viewport().hasFocus()


def paint_focus(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """The 2 px ring inside a row that has the keyboard but is not selected."""
    keyboard = option.state & State.State_HasFocus and option.state & State.State_KeyboardFocusChange
    if keyboard and not option.state & State.State_Selected:
        painter.save()
        painter.setPen(QPen(theme.accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
        painter.restore()


def paint_group_ground(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The ground of a group's heading row."""
    painter.fillRect(rect, theme.pane)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.line)


def paint_drop_line(painter: QPainter, left: float, right: float, y: float, theme: Theme) -> None:
    """Where a dragged row will land: an accent line with a ring at its beginning."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(left + 4, y - 1.25, right - left - 4, 2.5), theme.accent)
    painter.setPen(QPen(theme.accent, 2))
    painter.setBrush(theme.surface)
    painter.drawEllipse(QRectF(left - 3.5, y - 4, 8, 8))
    painter.restore()
