"""Plain boxes with a ground and a rule, and layouts with the margins written in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from disputes_app.gui import theme as themes

_USUAL = QSize(1440, 900)
Ground = Literal["surface", "pane", "chrome", "sidebar", "well", ""]
Rule = Literal["", "bottom", "top", "edge-bottom", "edge-top", "box", "box2"]
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


def panel(ground: Ground = "surface", rule: Rule = "", parent: QWidget | None = None) -> QFrame:
    """A frame whose ground and rule come from the theme."""
    made = QFrame(parent)
    made.setProperty("ground", ground)
    made.setProperty("rule", rule)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    return made


def _filled(
    layout: QBoxLayout, parts: Sequence[QWidget | QLayout | int | None], gap: int, edge: Margins
) -> None:
    layout.setContentsMargins(*edge)
    layout.setSpacing(gap)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def row(
    *parts: QWidget | QLayout | int | None,
    gap: int = 8,
    edge: Margins = NONE,
    parent: QWidget | None = None,
) -> QHBoxLayout:
    """Parts from left to right: widgets, layouts, a number of pixels, or None for a stretch."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    _filled(layout, parts, gap, edge)
    return layout


def column(
    *parts: QWidget | QLayout | int | None,
    gap: int = 8,
    edge: Margins = NONE,
    parent: QWidget | None = None,
) -> QVBoxLayout:
    """Parts from top to bottom, as ``row``."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    _filled(layout, parts, gap, edge)
    return layout


def within(dialog: QWidget, wide: int, tall: int = 0) -> QSize:
    """A dialog's size at 100 % text, at the present text size, but no larger than the window it opens over."""
    parent = dialog.parentWidget()
    room = parent.window().size() if parent is not None else _USUAL
    wanted = QSize(themes.scaled(wide), themes.scaled(tall))
    return wanted.boundedTo(room - QSize(40, 24))


def scrolling(content: QWidget, ground: Ground = "pane") -> QScrollArea:
    """A content that scrolls up and down only, on a ground."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("ground", ground)
    content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    area.setWidget(content)
    return area


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
