"""Draws an exhibit: grip, letter, picture, a caption of two lines, when it was taken, its page."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from disputes_app.domain.evidence import Evidence
from disputes_app.gui import theme as themes
from disputes_app.gui.icons import paint_icon
from disputes_app.gui.paint import marks, rows, text
from disputes_app.gui.screens.case.exhibits_model import ROW, Index, Shown
from disputes_app.gui.thumbnails import icon_of, is_read, turned

_LEFT, _LETTER = 8, 24
_AIR = 20
"""Pixels of a row's height that its picture leaves free."""


def places(rect: QRectF) -> tuple[QRectF, QRectF, float]:
    """Where an exhibit's letter and picture stand in its row, and where its words begin."""
    letter = QRectF(rect.left() + _LETTER, rect.top(), marks.letter_size("AA").width(), rect.height())
    tall = themes.height("exhibit") - _AIR
    picture = QRectF(0, 0, tall * 4 / 3, tall)
    picture.moveLeft(max(rect.left() + _LETTER + 28, letter.right() + 4))
    picture.moveTop(rect.center().y() - tall / 2)
    return letter, picture, picture.right() + 12


class Pictures(Protocol):
    """Where small pictures come from."""

    def picture(self, evidence: Evidence) -> QPixmap | None: ...


class ExhibitsDelegate(QStyledItemDelegate):
    """``dragged`` is the row being moved, drawn faint; ``movable`` says whether there is a grip."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.dragged = -1
        self.movable = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, themes.height("exhibit"))

    def words_box(self, rect: QRect) -> QRectF:
        """Where caption and second line stand."""
        page = text.width(themes.font("second"), "page 88") + 30
        box = QRectF(rect).adjusted(0, 0, -page, -1)
        box.setLeft(places(QRectF(rect))[2])
        return box

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        one: Shown = index.data(ROW)
        rows.paint_row_ground(painter, option, theme)
        painter.save()
        if index.row() == self.dragged:
            painter.setOpacity(0.4)
        box = QRectF(option.rect)
        if self.movable:
            paint_icon(
                painter,
                QRectF(box.left() + _LEFT - 2, box.top(), 14, box.height()),
                "grip-vertical",
                "ink3",
                14,
            )
        letter, place, _ = places(box)
        marks.paint_letter(painter, letter, one.row.letter, theme)
        evidence = one.row.evidence
        picture = self._pictures.picture(evidence) if evidence is not None else None
        picture = turned(picture, one.row.exhibit.turn)
        icon = icon_of(evidence) if evidence else "message-square" if one.row.message else "truck"
        from_top = evidence is not None and is_read(evidence)
        marks.paint_thumbnail(painter, place, picture, theme, icon, from_top=from_top)
        # A page of a document is as white as the ground.
        painter.setPen(theme.line2)
        painter.drawRoundedRect(place, themes.RADIUS_PHOTO, themes.RADIUS_PHOTO)
        right = box.adjusted(0, 0, -14, -1)
        text.line(painter, right, one.page_words, themes.font("second"), theme.ink2, text.RIGHT)
        self._paint_words(painter, self.words_box(option.rect), one)
        painter.restore()
        rows.paint_focus(painter, option, theme)

    def _paint_words(self, painter: QPainter, box: QRectF, one: Shown) -> None:
        theme = themes.active()
        caption = themes.font("row", QFont.Weight.Medium)
        lines = _lines(one.row.title, caption, box.width())
        tall, low = text.line_height(caption), text.line_height(themes.font("dense"))
        below = [part for part in (one.day, one.covered) if part]
        whole = tall * len(lines) + (low + 2 if below else 0)
        y = box.center().y() - whole / 2
        for words in lines:
            text.line(painter, QRectF(box.left(), y, box.width(), tall), words, caption, theme.ink)
            y += tall
        if not below:
            return
        dense = themes.font("dense")
        line = QRectF(box.left(), y + 2, box.width() + 40, low)
        used = text.line(painter, line, one.day, dense, theme.ink2)
        if one.covered:
            left = line.left() + (used + 8 if one.day else 0)
            sign = "square" if one.row.boxes else "arrow-up-right"
            paint_icon(painter, QRectF(left, line.top(), 12, low), sign, "ink2", 12)
            rest = QRectF(left + 16, line.top(), line.right() - left - 16, low)
            text.line(painter, rest, one.covered, dense, theme.ink2)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        edit = QLineEdit(parent)
        edit.setAccessibleName(
            self.tr("Caption of exhibit {letter}").format(letter=index.data(ROW).row.letter)
        )
        return edit

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect).adjusted(0, 0, -10, 0)
        box.setLeft(places(QRectF(option.rect))[2] - 8)
        # Over both lines of the caption, or one would stand there beside what is written.
        tall = max(editor.sizeHint().height(), 2 * text.line_height(themes.font("row")) + 8)
        editor.setGeometry(QRectF(box.left(), box.center().y() - tall / 2, box.width(), tall).toRect())


def _lines(words: str, font: QFont, room: float) -> list[str]:
    """At most two lines; the second ends in an ellipsis when there is more."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    if first.isValid():
        first.setLineWidth(max(10.0, room))
    layout.endLayout()
    cut = first.textStart() + first.textLength() if first.isValid() else 0
    rest = words[cut:].strip()
    return [words[:cut].rstrip(), rest] if rest else [words]
