"""Icons by name and colour token, drawn from our Lucide files and cached."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from disputes_app import resources
from disputes_app.gui import theme

# On the files' own 24-unit square: lighter than Lucide's 2, about one pixel at 16.
_PEN = 1.6
_RATIOS = (1.0, 2.0)


@cache
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    text = _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{_PEN}"')
    renderer = QSvgRenderer(QByteArray(text.encode()))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, colour: str = "ink2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture in the colour of a token of the theme in force."""
    return _pixmap(name, theme.active().color(colour).name(), size, ratio)


def icon(name: str, colour: str = "ink2", size: int = 16, disabled: str = "ink3", *, gap: int = 0) -> QIcon:
    """The icon for buttons and menus, with room after it where asked; ask again when the theme changes."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(_with_room(pixmap(name, colour, size, ratio), gap))
        made.addPixmap(_with_room(pixmap(name, disabled, size, ratio), gap), QIcon.Mode.Disabled)
    return made


def _with_room(picture: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return picture
    ratio = picture.devicePixelRatio()
    wider = QPixmap(picture.width() + round(gap * ratio), picture.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter.drawPixmap(gap if mirrored else 0, 0, picture)
    painter.end()
    return wider


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: str = "ink2", size: int = 16) -> None:
    """Draws the icon centred in a rectangle, sharp at the painter's device pixel ratio."""
    ratio = painter.device().devicePixelRatio()
    x = round(rect.center().x() - size / 2)
    y = round(rect.center().y() - size / 2)
    painter.drawPixmap(QRectF(x, y, size, size).topLeft(), pixmap(name, colour, size, ratio))


def size_of(pixels: int = 16) -> QSize:
    """A square icon size."""
    return QSize(pixels, pixels)
