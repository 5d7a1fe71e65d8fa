"""What is wrong with how a window is laid out: things that cover others, stick out, or are too small for their words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QToolButton,
    QWidget,
)

from disputes_app.gui import fonts, stylesheet
from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.labels import ElidedLabel


@contextmanager
def text_at(percent: int) -> Iterator[None]:
    """The application at a text size, made before the widgets; afterwards as it was."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = QFont(app.font())

    def install(size: int) -> None:
        app.setFont(before)
        fonts.install(app, size)
        app.setStyleSheet(stylesheet.of(themes.active()))

    install(percent)
    try:
        yield
    finally:
        install(100)


def faults(root: QWidget) -> list[str]:
    """Every fault under a widget that is shown, in words; scrolled content may stick out of its area."""
    found: list[str] = []
    for parent in [root, *root.findChildren(QWidget)]:
        if not parent.isVisible() or isinstance(parent, QScrollBar):
            continue
        children = [
            child
            for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow() and _counts(child)
        ]
        scrolls = isinstance(parent.parent(), QAbstractScrollArea)
        for child in children:
            if not scrolls and not parent.rect().contains(child.geometry()):
                found.append(f"{_named(child)} sticks out of {_named(parent)}")
            if _too_small(child):
                found.append(f"{_named(child)} is cut")
        if isinstance(parent, QScrollArea) and parent.widget() is not None:
            off = parent.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if off and parent.widget().width() > parent.viewport().width():
                found.append(f"{_named(parent)} is too narrow for what it scrolls")
        if isinstance(parent, QAbstractScrollArea):
            continue
        for one, other in combinations(children, 2):
            if one.geometry().intersects(other.geometry()):
                found.append(f"{_named(one)} and {_named(other)} overlap in {_named(parent)}")
    return found


def _counts(widget: QWidget) -> bool:
    # A splitter's handle is one pixel to look at and lies a little over both panes to be caught.
    return not widget.geometry().isEmpty() and not isinstance(widget, QSplitterHandle)


def _too_small(widget: QWidget) -> bool:
    """Whether words that are never elided have less room than they need, and others hardly any."""
    if isinstance(widget, ElidedLabel):
        a_few_letters = widget.fontMetrics().horizontalAdvance("Saturday")
        least = min(widget.sizeHint().width(), a_few_letters)
        return widget.height() < widget.sizeHint().height() or widget.width() < least
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width())
        hint = widget.sizeHint()
        return bool(widget.text()) and (widget.width() < hint.width() or widget.height() < hint.height())
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    if isinstance(widget, QAbstractButton) and widget.text():
        words = widget.fontMetrics().size(0, widget.text().replace("&&", "&"))
        return words.width() > widget.width() or words.height() > widget.height() + 1
    return False


def _named(widget: QWidget) -> str:
    words = getattr(widget, "text", lambda: "")() or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} “{words}” {widget.geometry().getRect()}"
