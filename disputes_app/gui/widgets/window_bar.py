"""One window bar with its axis, as a widget of its own (Welcome, inspectors, the order form)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.paint.axis import Axis, paint_axis_header, paint_today_line
from disputes_app.gui.paint.window_bar import Span, paint_window_bar


class WindowBar(QWidget):
    """Draws one row's bar and the line of today; ``words`` is what a screen reader says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis: Axis | None = None
        self._primary: Span | None = None
        self._routes: tuple[Span, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bar(self, axis: Axis, primary: Span | None, routes: Sequence[Span] = (), words: str = "") -> None:
        """Shows a window and the other routes on an axis."""
        self._axis, self._primary, self._routes = axis, primary, tuple(routes)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(themes.scaled(120), 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._axis is None:
            return
        painter = QPainter(self)
        box, theme = QRectF(self.rect()), themes.active()
        paint_window_bar(painter, box, self._axis, self._primary, self._routes, theme)
        paint_today_line(painter, box, self._axis, theme)
        painter.end()


class AxisLabels(QWidget):
    """The header that belongs above one or several ``WindowBar`` widgets."""

    def __init__(self, axis: Axis, tag: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis, self._tag = axis, tag
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(themes.scaled(120), themes.height("axis_header"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_axis_header(painter, QRectF(self.rect()), self._axis, themes.active(), "months", self._tag)
        painter.end()
