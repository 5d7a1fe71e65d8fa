"""Buttons: primary, normal, flat, link, icon only, and one with a menu beside it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from disputes_app.gui import icons
from disputes_app.gui import theme as themes

Kind = Literal["normal", "primary", "flat", "link"]
_COLOURS = {"normal": "ink", "primary": "on_accent", "flat": "ink2", "link": "accent"}
_WEIGHTS = {
    "normal": QFont.Weight.Medium,
    "primary": QFont.Weight.DemiBold,
    "flat": QFont.Weight.Normal,
    "link": QFont.Weight.Medium,
}


# Qt sets words 4 px after the icon, the design 8.
_GAP = 4


class Button(QPushButton):
    """A button with words; only the keyboard gives it the focus, so the ring shows for the keyboard only."""

    def __init__(
        self,
        words: str,
        icon: str = "",
        kind: Kind = "normal",
        parent: QWidget | None = None,
        *,
        is_small: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setText(words)
        self._icon, self._kind = icon, kind
        self.setProperty("kind", kind)
        self.setProperty("small", is_small)
        self.setFont(themes.font("second" if kind == "link" else "body", _WEIGHTS[kind]))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tint()

    def setText(self, words: str) -> None:
        """The words as they are: an ``&`` in a name is to be seen, and marks no letter to press."""
        super().setText(words.replace("&", "&&"))

    def fold(self, words: str, *, folded: bool) -> None:
        """Words beside the icon, or in its tooltip where the icon has to do alone."""
        self.setText("" if folded else words)
        self.setAccessibleName(words)
        self.setToolTip(words if folded else "")
        self._tint()

    def set_icon_name(self, name: str) -> None:
        """Another icon, in the button's own colour."""
        self._icon = name
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        if self._icon:
            gap = _GAP if self.text() else 0
            side = themes.scaled(16)
            self.setIcon(icons.icon(self._icon, _COLOURS[self._kind], side, gap=gap))
            self.setIconSize(QSize(side + gap, side))


class IconButton(QToolButton):
    """An icon alone, with a tooltip that is also its name; at least 28 by 28."""

    def __init__(
        self,
        icon: str,
        tip: str,
        keys: str = "",
        parent: QWidget | None = None,
        *,
        is_checkable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setCheckable(is_checkable)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{tip} ({shown})" if keys else tip)
        self.setAccessibleName(tip)
        side = themes.height("icon_button")
        self.setFixedSize(side, side)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._tint()

    def set_icon_name(self, name: str) -> None:
        """Another icon for the same button."""
        self._icon = name
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        side = themes.scaled(16)
        self.setIcon(icons.icon(self._icon, size=side))
        self.setIconSize(icons.size_of(side))


def split_button(words: str, menu: QMenu, icon: str = "", parent: QWidget | None = None) -> QToolButton:
    """A normal button whose right part opens a menu of its variants."""
    made = QToolButton(parent)
    made.setProperty("kind", "normal")
    made.setText(words)
    made.setFont(themes.font("medium"))
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if icon:
        side = themes.scaled(16)
        made.setIcon(icons.icon(icon, "ink", side, gap=_GAP))
        made.setIconSize(QSize(side + _GAP, side))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return made


class MenuButton(Button):
    """A flat button that opens a menu, with a small arrow after its words."""

    def __init__(self, words: str, menu: QMenu, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, icon, "flat", parent)
        self.setProperty("menu", "true")
        self.setMenu(menu)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 4 if right_to_left else self.width() - 22
        icons.paint_icon(painter, QRectF(left, 0, 16, self.height()), "chevron-down", "ink3", 14)
        painter.end()
