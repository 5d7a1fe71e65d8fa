"""Words on a pane: labels by type role, elided ones, urgency with its glyph, badges and exhibit letters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import marks, text
from disputes_app.gui.paint.urgency import glyph_side, paint_urgency
from disputes_app.gui.theme import Role
from disputes_app.gui.urgency import Level
from disputes_app.gui.words import for_tip


def label(words: str = "", role: Role = "body", tone: str = "", *, wrap: bool = False) -> QLabel:
    """A label of a type role; ``tone`` is ink2, ink3, accent, error, warning or good.

    The words are shown as they are, never read as markup: they may come from a message.
    """
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(themes.font(role))
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def set_tone(made: QLabel, tone: str) -> None:
    """Changes a label's tone in place."""
    if made.property("tone") != tone:
        made.setProperty("tone", tone)
        made.style().unpolish(made)
        made.style().polish(made)


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis when it does not fit, after a few letters at least; whole in its tooltip."""

    def __init__(self, words: str = "", role: Role = "body", tone: str = "") -> None:
        super().__init__()
        self.setText(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(themes.font(role))
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, words: str) -> None:
        """Other words; a name with a line end in it makes no second line."""
        super().setText(text.one_line(words))

    def minimumSizeHint(self) -> QSize:
        least = min(self.fontMetrics().horizontalAdvance("Saturday…"), self.sizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.contentsRect())
        shown = text.elided(self.font(), self.text(), box.width())
        self.setToolTip(for_tip(self.text()) if shown != self.text() else "")
        colour = self.palette().color(self.foregroundRole())
        text.line(painter, box, self.text(), self.font(), colour, self.alignment())
        painter.end()


class UrgencyLabel(QWidget):
    """Glyph, number and word together, in the colour of the level."""

    def __init__(
        self, level: Level, words: str, role: Role = "strong", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role: Role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_urgency(level, words)

    def set_urgency(self, level: Level, words: str) -> None:
        """Shows another level."""
        self._level, self._words = level, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = themes.font(self._role)
        return QSize(
            round(self._glyph() + 7 + text.width(font, self._words) + 1), round(text.line_height(font) + 4)
        )

    def _glyph(self) -> float:
        return glyph_side() * max(
            1.0, themes.font(self._role).pointSizeF() / themes.font("body").pointSizeF()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, font, glyph = themes.active(), themes.font(self._role), self._glyph()
        box = QRectF(self.rect())
        paint_urgency(painter, QRectF(0, (box.height() - glyph) / 2, glyph, glyph), self._level, theme)
        words = box.adjusted(glyph + 7, 0, 1, 0)
        text.line(painter, words, self._words, font, theme.urgency[self._level].text)
        painter.end()


class Badge(QWidget):
    """A tag in a level's colours."""

    def __init__(self, words: str, level: Level = Level.LATER, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_badge(words, level)

    def set_badge(self, words: str, level: Level) -> None:
        """Shows other words."""
        self._words, self._level = words, level
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        size = marks.badge_size(self._words)
        return QSize(round(size.width() + 1), round(size.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        marks.paint_badge(painter, QRectF(self.rect()), self._words, self._level, themes.active())
        painter.end()


class LetterLabel(QWidget):
    """An exhibit's letter in its box."""

    def __init__(self, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setAccessibleName(self.tr("Exhibit {letter}").format(letter=letter))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return marks.letter_size(self._letter).toSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        marks.paint_letter(painter, QRectF(self.rect()), self._letter, themes.active())
        painter.end()


class IconLabel(QWidget):
    """An icon that only accompanies words beside it; it has no name of its own."""

    def __init__(
        self, name: str, colour: str = "ink2", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name, self._colour, self._size = name, colour, themes.scaled(size)
        self.setFixedSize(self._size, max(self._size, 18))

    def set_icon(self, name: str, colour: str | None = None) -> None:
        """Shows another icon."""
        self.name, self._colour = name, colour or self._colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint_icon(painter, QRectF(self.rect()), self.name, self._colour, self._size)
        painter.end()


class Thumbnail(QWidget):
    """A picture with rounded corners, or an icon while there is none."""

    def __init__(self, size: QSize, icon: str = "file-text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._icon = icon
        self.setFixedSize(size)

    def set_picture(self, picture: QPixmap | None, name: str = "") -> None:
        """Shows a picture; ``name`` is what a screen reader says."""
        self._picture = picture
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        marks.paint_thumbnail(painter, QRectF(self.rect()), self._picture, themes.active(), self._icon)
        painter.end()


class ProofMeter(QWidget):
    """The meter of proofs: filled = ready, outlined = missing."""

    def __init__(self, have: int = 0, total: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_proof(have, total)

    def set_proof(self, have: int, total: int) -> None:
        """So many of so many are ready."""
        self._have, self._total = have, total
        said = self.tr("{have} of {total} proofs ready").format(have=have, total=total)
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(marks.proof_width(self._total)), 11)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        marks.paint_proof(painter, QRectF(self.rect()), self._have, self._total, themes.active())
        painter.end()
