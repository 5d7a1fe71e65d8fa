"""The exhibits of a case side by side as small pictures with their letters: arrow keys go from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import marks
from disputes_app.gui.row_list import Index
from disputes_app.gui.screens.case.exhibits_model import ROW, ExhibitsModel, Shown
from disputes_app.gui.thumbnails import Thumbnails, icon_of, is_read, turned

_WIDE, _TALL, _GAP = 72, 54, 6


class _Frame(QStyledItemDelegate):
    """One picture; the one looked at has a ring."""

    def __init__(self, view: QListView, pictures: Thumbnails) -> None:
        super().__init__(view)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(themes.scaled(_WIDE) + 2 * _GAP, themes.scaled(_TALL) + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, one = themes.active(), index.data(ROW)
        evidence = one.row.evidence
        place = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        picture = self._pictures.picture(evidence) if evidence is not None else None
        picture = turned(picture, one.row.exhibit.turn)
        icon, from_top = "message-square" if one.row.message else "truck", False
        if evidence is not None:
            icon, from_top = icon_of(evidence), is_read(evidence)
        marks.paint_thumbnail(painter, place, picture, theme, icon, from_top=from_top)
        tall = marks.letter_size(one.row.letter).height()
        corner = QRectF(place.left() + 3, place.bottom() - tall - 3, place.width(), tall)
        marks.paint_letter(painter, corner, one.row.letter, theme, on_photo=True)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(theme.accent, 3) if chosen else QPen(theme.line2, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        out = 2.5 if chosen else 0
        painter.drawRoundedRect(
            place.adjusted(-out, -out, out, out), themes.RADIUS_PHOTO, themes.RADIUS_PHOTO
        )
        painter.restore()


class Filmstrip(QListView):
    """``looked_at`` carries the exhibit that was gone to."""

    looked_at = Signal(object)

    def __init__(self, rows: Sequence[Shown], pictures: Thumbnails) -> None:
        super().__init__()
        self.exhibits = ExhibitsModel()
        self.exhibits.rows = list(rows)
        self.setModel(self.exhibits)
        self.setItemDelegate(_Frame(self, pictures))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Exhibits"))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(themes.scaled(_TALL) + 2 * _GAP + bar)
        self.selectionModel().currentChanged.connect(self._on_current)
        pictures.came.connect(self._on_picture)

    def choose(self, shown: Shown) -> None:
        """Marks the exhibit looked at, without saying so."""
        at = self.exhibits.ids.index(shown.id)
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.exhibits.index(at))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def step(self, by: int) -> None:
        """Goes to the next exhibit (1) or to the one before (-1)."""
        at = self.currentIndex().row() + by
        if 0 <= at < len(self.exhibits.rows):
            self.setCurrentIndex(self.exhibits.index(at))

    def _on_current(self) -> None:
        self.looked_at.emit(self.currentIndex().data(ROW))

    def _on_picture(self, _sha256: str) -> None:
        self.viewport().update()
