"""Small marks on rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import marks


def middle(*, from_top: bool) -> str:
    """The colour in the middle of a small square picture of a tall page, red above and blue below."""
    page = QPixmap(40, 120)
    page.fill(QColor("blue"))
    painter = QPainter(page)
    painter.fillRect(0, 0, 40, 40, QColor("red"))
    painter.end()
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    marks.paint_thumbnail(painter, QRectF(0, 0, 20, 20), page, themes.active(), from_top=from_top)
    painter.end()
    return image.pixelColor(10, 10).name()


def test_a_page_is_known_by_its_beginning_and_a_photo_by_its_middle(qapp):
    assert middle(from_top=True) == QColor("red").name()
    assert middle(from_top=False) == QColor("blue").name()
