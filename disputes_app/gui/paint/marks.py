"""Small marks of a row: proof meter, badge, exhibit letter, thumbnail, key hint, number badge."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from disputes_app.gui import theme as themes
from disputes_app.gui.icons import paint_icon
from disputes_app.gui.paint import text
from disputes_app.gui.theme import Theme
from disputes_app.gui.urgency import Level

_TOOTH, _GAP, _TALL = 6.0, 2.0, 9.0


def proof_width(total: int) -> float:
    """The width of a meter of so many proofs."""
    return total * _TOOTH + max(0, total - 1) * _GAP


def paint_proof(painter: QPainter, rect: QRectF, have: int, total: int, theme: Theme) -> None:
    """One small box a proof: filled = ready, outlined = missing; squeezed when there is no room for all."""
    if total <= 0:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pitch = min(_TOOTH + _GAP, (rect.width() + _GAP) / total)
    wide = max(2.0, pitch - _GAP)
    top = rect.center().y() - _TALL / 2
    for number in range(total):
        box = QRectF(rect.left() + number * pitch, top, wide, _TALL)
        if number < have:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.urgency[Level.DONE].bar)
            painter.drawRoundedRect(box, 1.2, 1.2)
        else:
            painter.setPen(QPen(theme.urgency[Level.CLOSE].text, 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 0.8, 0.8)
    painter.restore()


def badge_size(words: str) -> QSizeF:
    """The size of a badge with these words."""
    font = themes.font("small")
    return QSizeF(text.width(font, words) + 12, max(18, themes.height("small") - 6))


def paint_badge(
    painter: QPainter,
    rect: QRectF,
    words: str,
    level: Level,
    theme: Theme,
    align: Qt.AlignmentFlag = text.LEFT,
) -> QRectF:
    """A tag in a level's colours, centred in the height; gives the rectangle it took."""
    size = badge_size(words)
    wide = min(size.width(), rect.width())
    left = rect.right() - wide if align & text.RIGHT else rect.left()
    box = QRectF(left, rect.center().y() - size.height() / 2, wide, size.height())
    colours = theme.urgency[level]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.bg)
    painter.drawRoundedRect(box, themes.RADIUS_TAG, themes.RADIUS_TAG)
    painter.restore()
    text.line(painter, box.adjusted(6, 0, -5, 0), words, themes.font("small"), colours.text)
    return box


def letter_size(letter: str) -> QSizeF:
    """The size of an exhibit letter's box: 18 px, more with larger text."""
    font = themes.font("small", QFont.Weight.DemiBold)
    tall = max(18.0, round(text.line_height(font)) + 3.0)
    return QSizeF(max(tall, text.width(font, letter) + 9), tall)


def paint_letter(
    painter: QPainter, rect: QRectF, letter: str, theme: Theme, *, on_photo: bool = False
) -> QRectF:
    """An exhibit letter in its box, at the left of the rectangle, centred; gives the rectangle it took."""
    font = themes.font("small", QFont.Weight.DemiBold)
    size = letter_size(letter)
    box = QRectF(rect.left(), rect.center().y() - size.height() / 2, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # On a photo the ground is always white and the ink black, in dark too: photos have no theme.
    ground = QColor("white") if on_photo else theme.surface
    ink = QColor("#1b1e23") if on_photo else theme.ink
    painter.setPen(QPen(ink, 1.2))
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), themes.RADIUS_PHOTO, themes.RADIUS_PHOTO)
    painter.restore()
    text.line(painter, box, letter, font, ink, text.CENTRE)
    return box


def paint_thumbnail(
    painter: QPainter,
    rect: QRectF,
    picture: QPixmap | None,
    theme: Theme,
    icon: str = "file-text",
    *,
    from_top: bool = False,
) -> None:
    """A picture filling the rectangle with rounded corners, or an icon on surface while there is none.

    What does not fit is cut on both sides, or at the lower end alone.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if picture is None or picture.isNull():
        painter.setPen(QPen(theme.line2, 1))
        painter.setBrush(theme.surface)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), themes.RADIUS_PHOTO, themes.RADIUS_PHOTO)
        paint_icon(painter, rect, icon, "ink3")
        painter.restore()
        return
    path = QPainterPath()
    path.addRoundedRect(rect, themes.RADIUS_PHOTO, themes.RADIUS_PHOTO)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    scale = max(rect.width() / picture.width(), rect.height() / picture.height())
    wanted = QSizeF(rect.width() / scale, rect.height() / scale)
    above = 0.0 if from_top else (picture.height() - wanted.height()) / 2
    corner = QPointF((picture.width() - wanted.width()) / 2, above)
    painter.drawPixmap(rect, picture, QRectF(corner, wanted))
    painter.restore()


def key_hint_width(keys: str) -> float:
    """The width of a key hint's box."""
    return text.width(themes.font("dense"), keys) + 10


def paint_key_hint(painter: QPainter, rect: QRectF, keys: str, theme: Theme) -> None:
    """Keys in a thin box, right-aligned in the rectangle: a reminder, not a button."""
    font = themes.font("dense")
    wide = key_hint_width(keys)
    tall = max(16.0, round(text.line_height(font)) + 1.0)
    box = QRectF(rect.right() - wide, rect.center().y() - tall / 2, wide, tall)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.line2, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()
    text.line(painter, box, keys, font, theme.ink3, text.CENTRE)


def _count_words(count: int) -> tuple[str, QFont]:
    font = themes.font("small")
    font.setPointSizeF(font.pointSizeF() * 0.85)
    return str(count) if count < 100 else "99+", font


def count_size(count: int) -> QSizeF:
    """The size of a number badge."""
    words, font = _count_words(count)
    tall = max(14.0, round(text.line_height(font)) + 1.0)
    return QSizeF(max(tall, text.width(font, words) + 7), tall)


def paint_count(painter: QPainter, box: QRectF, count: int, theme: Theme) -> None:
    """A number badge, for icons without words; ``box`` is as large as ``count_size`` says."""
    words, font = _count_words(count)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.restore()
    text.line(painter, box, words, font, theme.on_accent, text.CENTRE)
