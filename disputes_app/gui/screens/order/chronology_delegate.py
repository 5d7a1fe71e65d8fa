"""Draws the rows of the chronology: date, rail with ringed icons, bubbles, pictures; and says what lies under a point."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from disputes_app.domain.evidence import Evidence
from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import marks, rows, text
from disputes_app.gui.row_list import Index
from disputes_app.gui.screens.order.chronology_layout import RAIL, RING, Laid, Picture, Words, lay
from disputes_app.gui.screens.order.chronology_model import WHOLE
from disputes_app.gui.screens.order.chronology_rows import Look, Row
from disputes_app.gui.theme import Theme
from disputes_app.gui.thumbnails import is_read

_KEPT = 2000


class Pictures(Protocol):
    """Gives small pictures, later where they have to be made first."""

    def picture(self, evidence: Evidence) -> QPixmap | None: ...


class ChronologyDelegate(QStyledItemDelegate):
    """Rows of any height. What was laid out is kept by row and width; ``forget`` after a change of text size."""

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._laid: dict[tuple[int, int, bool], tuple[Row, Laid]] = {}
        self.width = 500

    def forget(self) -> None:
        """Lays everything out anew."""
        self._laid.clear()

    def laid(self, index: Index) -> Laid:
        """Where everything of a row lies, its own corner being 0, 0."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        whole = bool(index.data(WHOLE))
        key = (id(row), self.width, whole)
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) > _KEPT:
                self._laid.clear()
            # The row is kept beside, so that its id stays its own.
            found = self._laid[key] = (row, lay(row, self.width, whole=whole))
        return found[1]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width, round(self.laid(index).height))

    def hit(self, index: Index, point: QPointF) -> Words | Picture | None:
        """What can be clicked at a point of the row."""
        laid = self.laid(index)
        for picture in laid.pictures:
            if picture.box.contains(point):
                return picture
        for words in laid.words:
            if words.action and words.box.adjusted(-4, -3, 4, 3).contains(point):
                return words
        return None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        laid = self.laid(index)
        box = QRectF(option.rect)
        painter.save()
        if row.look is Look.FOLD:
            painter.fillRect(box, theme.pane)
        rows.paint_row_ground(painter, option, theme, rule=False)
        if row.look is Look.FOLD:
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.line)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_rail(painter, box, laid, row, index, theme)
        painter.translate(box.topLeft())
        self._paint_parts(painter, laid, theme)
        painter.restore()
        rows.paint_focus(painter, option, theme)

    def _paint_rail(
        self, painter: QPainter, box: QRectF, laid: Laid, row: Row, index: Index, theme: Theme
    ) -> None:
        x = box.left() + themes.scaled(RAIL)
        middle = QPointF(x, box.top() + laid.line)
        is_last = index.row() == index.model().rowCount() - 1
        top = middle.y() if index.row() == 0 and row.look is not Look.FOLD else box.top()
        bottom = middle.y() + (RING + 4 if row.look is Look.TODAY else 0) if is_last else box.bottom()
        painter.fillRect(QRectF(x - 1, top, 2, bottom - top), theme.line2)
        colour = theme.urgency[row.level].text if row.level else theme.line2
        painter.setPen(QPen(colour, 1.4 if row.level else 1.0))
        if row.look is Look.FOLD:
            painter.setPen(QPen(theme.line2, 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.accent if row.look is Look.TODAY else theme.surface)
        if row.look is Look.TODAY:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(middle, RING, RING)
        token = "on_accent" if row.look is Look.TODAY else row.level.value if row.level else "ink2"
        icons.paint_icon(painter, QRectF(middle.x() - 7, middle.y() - 7, 14, 14), row.icon, token, 12)

    def _paint_parts(self, painter: QPainter, laid: Laid, theme: Theme) -> None:
        for box, own in laid.bubbles:
            painter.setPen(Qt.PenStyle.NoPen if own else QPen(theme.line, 1))
            painter.setBrush(theme.accent_soft if own else theme.pane)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), themes.RADIUS, themes.RADIUS)
        for left, right in laid.dashes:
            pen = QPen(theme.line2, 1)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawLine(left, right)
        for picture in laid.pictures:
            self._paint_picture(painter, picture, theme)
        for box, words, level in laid.badges:
            marks.paint_badge(painter, box, words, level, theme)
        for box, letter in laid.letters:
            marks.paint_letter(painter, box, letter, theme)
        for line in laid.words:
            colour = theme.color(line.colour)
            align = text.RIGHT if line.is_right else text.LEFT
            text.line(painter, line.box, line.text, line.font, colour, align)
        for paragraph in laid.paragraphs:
            painter.setPen(theme.color(paragraph.colour))
            for number in range(paragraph.lines):
                paragraph.layout.lineAt(number).draw(painter, paragraph.corner)

    def _paint_picture(self, painter: QPainter, picture: Picture, theme: Theme) -> None:
        found = self._pictures.picture(picture.evidence)
        marks.paint_thumbnail(painter, picture.box, found, theme, "image", from_top=is_read(picture.evidence))
        # A screenshot is often as white as the list: its edge is drawn.
        painter.setPen(QPen(theme.line2, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = picture.box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, themes.RADIUS_PHOTO, themes.RADIUS_PHOTO)
        if picture.letter:
            low = QRectF(picture.box.left() + 4, picture.box.bottom() - 22, 30, 18)
            marks.paint_letter(painter, low, picture.letter, theme, on_photo=True)
