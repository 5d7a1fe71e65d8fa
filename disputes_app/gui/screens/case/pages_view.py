"""The pages of a built packet one under another: pictures come while one looks, for the pages in sight only."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.paint import text
from disputes_app.gui.widgets.buttons import IconButton
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import panel, row
from disputes_app.queries.packet_preview import Preview, page_picture

ZOOMS = (0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_EDGE, _GAP, _LEAST, _READABLE = 16, 14, 240, 400
_KEPT = 16
_WIDTH_INCHES = {"a4": 8.27, "letter": 8.5}
_RATIO = {"a4": 297 / 210, "letter": 11 / 8.5}
_WAIT_MS = 60
KEY = Qt.Key


class Drawn(NamedTuple):
    """One page as it was drawn: of which build, at how many pixels an inch."""

    build: int
    page: int
    dpi: int
    picture: QImage


class PagesView(QAbstractScrollArea):
    """``page_changed`` carries the page looked at, from 1. A rebuilt packet keeps the page and the zoom."""

    page_changed = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._built: Preview | None = None
        self._build = 0
        self._pages = 0
        self._paper = "a4"
        self._zoom = 1.0
        self._page = 1
        self._kept: OrderedDict[int, tuple[int, int, QPixmap]] = OrderedDict()
        self._asked: set[tuple[int, int, int]] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._soon.timeout.connect(self._ask_for_visible)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages of the packet"))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.pager = Pager(self)
        self.pager.turned.connect(self.turn)
        self.pager.zoomed.connect(self.zoom)
        self.pager.hide()

    # What it shows

    def show_pages(self, pages: Preview, paper: str) -> None:
        """The pages of a new build, at the place one was."""
        self._build += 1
        self._asked.clear()
        self._built, self._paper = pages, paper
        self._pages = pages.pages
        page = min(max(1, self._page), max(1, self._pages))
        self._lay_out()
        self.go_to(page)
        self._soon.start()

    def show_nothing(self) -> None:
        """No packet: an empty well."""
        self._built, self._pages = None, 0
        self._kept.clear()
        self._lay_out()

    @property
    def page(self) -> int:
        """The page looked at, from 1."""
        return self._page

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._pages

    def go_to(self, page: int) -> None:
        """Brings a page to the top."""
        if 1 <= page <= self._pages:
            self._page = page
            self.verticalScrollBar().setValue(self._top(page) - _EDGE)
            # The last pages cannot come to the top: the page asked for is still the one meant.
            self._set_page(page)

    def turn(self, step: int) -> None:
        """The next or the last page."""
        self.go_to(self._page + step)

    def zoom(self, step: int) -> None:
        """Nearer or further, at the page one is on."""
        at = min(max(0, ZOOMS.index(self._zoom) + step), len(ZOOMS) - 1)
        if ZOOMS[at] != self._zoom:
            page = self._page
            self._zoom = ZOOMS[at]
            self._lay_out()
            self.go_to(page)
            self._soon.start()

    # Where pages lie

    def _size(self) -> tuple[int, int]:
        """Width and height of a page on the screen."""
        ratio = _RATIO[self._paper]
        room = self.viewport().size()
        # A whole page at once, but never so small that its words are only grey.
        by_height = max(_READABLE, round((room.height() - 4 * _EDGE) / ratio))
        fit = max(_LEAST, min(room.width() - 2 * _EDGE, by_height))
        wide = round(fit * self._zoom)
        return wide, round(wide * ratio)

    def _top(self, page: int) -> int:
        return _EDGE + (page - 1) * (self._size()[1] + _GAP)

    def _lay_out(self) -> None:
        wide, _tall = self._size()
        room = self.viewport().size()
        whole = self._top(self._pages + 1) - _GAP + _EDGE if self._pages else 0
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(room.height())
        vertical.setSingleStep(themes.scaled(40))
        vertical.setRange(0, max(0, whole - room.height()))
        horizontal.setPageStep(room.width())
        horizontal.setRange(0, max(0, wide + 2 * _EDGE - room.width()))
        self.pager.setVisible(self._pages > 0)
        self._place_pager()
        self._set_page(min(self._page, max(1, self._pages)))
        self.viewport().update()

    def _place_pager(self) -> None:
        self.pager.adjustSize()
        size, room = self.pager.size(), self.viewport().size()
        self.pager.move(QPoint(room.width() - size.width() - 12, room.height() - size.height() - 12))

    def _on_scrolled(self, value: int) -> None:
        step = self._size()[1] + _GAP
        middle = value + self.viewport().height() // 3 - _EDGE
        self._set_page(min(max(1, middle // step + 1), max(1, self._pages)))
        self._soon.start()
        self.viewport().update()

    def _set_page(self, page: int) -> None:
        changed = page != self._page
        self._page = page
        self.pager.show_page(page, self._pages)
        self._place_pager()
        if changed:
            self.page_changed.emit(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._page
        self._lay_out()
        if self._pages:
            self.go_to(page)
            self._soon.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = KEY(event.key())
        bar = self.verticalScrollBar()
        if key in (KEY.Key_PageDown, KEY.Key_PageUp):
            self.turn(1 if key == KEY.Key_PageDown else -1)
        elif key in (KEY.Key_Home, KEY.Key_End):
            self.go_to(1 if key == KEY.Key_Home else self._pages)
        elif key in (KEY.Key_Plus, KEY.Key_Minus):
            self.zoom(1 if key == KEY.Key_Plus else -1)
        elif key in (KEY.Key_Down, KEY.Key_Up):
            bar.setValue(bar.value() + (1 if key == KEY.Key_Down else -1) * bar.singleStep())
        else:
            super().keyPressEvent(event)

    # Pictures of pages

    def _visible(self) -> range:
        if not self._pages:
            return range(0)
        step = self._size()[1] + _GAP
        top = self.verticalScrollBar().value()
        first = max(1, (top - _EDGE) // step + 1)
        last = min(self._pages, (top + self.viewport().height() - _EDGE) // step + 1)
        return range(first, last + 1)

    def _dpi(self) -> int:
        pixels = self._size()[0] * self.devicePixelRatioF()
        return min(300, max(36, round(pixels / _WIDTH_INCHES[self._paper])))

    def _ask_for_visible(self) -> None:
        if self._built is None or not self.isVisible():
            return
        dpi = self._dpi()
        for page in self._visible():
            key = (self._build, page, dpi)
            kept = self._kept.get(page)
            if key in self._asked or (kept is not None and kept[:2] == (self._build, dpi)):
                continue
            self._asked.add(key)
            self._context.tasks.run(
                _draw, self._built, self._build, page, dpi, round(dpi * _WIDTH_INCHES[self._paper]),
                done=self._on_drawn, failed=self._on_failed, quiet=True, pool=True,
            )  # fmt: skip

    def _on_drawn(self, drawn: Drawn) -> None:
        self._asked.discard(drawn[:3])
        if drawn.build != self._build:
            return
        self._kept[drawn.page] = (drawn.build, drawn.dpi, QPixmap.fromImage(drawn.picture))
        self._kept.move_to_end(drawn.page)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.viewport().update()

    def _on_failed(self, error: Exception) -> None:
        """A page drawn while its file was being replaced is asked for again; anything else is told."""
        if not isinstance(error, OSError):
            self._context.notices.error(error, self)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._soon.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme = themes.active()
        painter.fillRect(self.viewport().rect(), theme.well)
        wide, tall = self._size()
        room = self.viewport().width()
        left = max(_EDGE, (room - wide) // 2) - self.horizontalScrollBar().value()
        for page in self._visible():
            top = self._top(page) - self.verticalScrollBar().value()
            box = QRectF(left, top, wide, tall)
            # A page is white in dark as well: it is paper.
            painter.fillRect(box, QColor("white"))
            kept = self._kept.get(page)
            if kept is not None:
                painter.drawPixmap(box, kept[2], QRectF(kept[2].rect()))
            else:
                words = self.tr("page {n}").format(n=page)
                text.line(painter, box, words, themes.font("second"), QColor("#767b83"), text.CENTRE)
            painter.setPen(theme.line2)
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()


def _draw(built: Preview, build: int, page: int, dpi: int, wide: int) -> Drawn:
    path, number = built.place(page)
    if not built.is_pictures:
        return Drawn(build, page, dpi, QImage.fromData(page_picture(path, number, dpi)))
    picture = QImage.fromData(path.read_bytes())
    if picture.width() > wide:
        # What is made for print is several times as fine: drawn so small, its letters would lose their strokes.
        picture = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
    return Drawn(build, page, dpi, picture)


class Pager(QFrame):
    """``page 7 of 10`` with a way back and on, further and nearer."""

    turned = Signal(int)
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("rule", "box2")
        self.back = IconButton("chevron-left", self.tr("Page before"), "PgUp")
        self.words = label("", "medium")
        self.on = IconButton("chevron-right", self.tr("Next page"), "PgDown")
        self.further = IconButton("zoom-out", self.tr("Smaller"), "-")
        self.nearer = IconButton("zoom-in", self.tr("Larger"), "+")
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.further.clicked.connect(lambda: self.zoomed.emit(-1))
        self.nearer.clicked.connect(lambda: self.zoomed.emit(1))
        rule = panel("edge")  # type: ignore[arg-type]
        rule.setFixedSize(1, 18)
        row(
            self.back, self.words, self.on, 4, rule, 4, self.further, self.nearer,
            gap=2, edge=(4, 1, 4, 1), parent=self,
        )  # fmt: skip

    def show_page(self, page: int, pages: int) -> None:
        """Says which page it is."""
        said = self.tr("page {page} of {pages}").format(page=page, pages=pages)
        self.words.setText(said)
        self.words.setMinimumWidth(self.words.fontMetrics().horizontalAdvance(said) + 2)
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < pages)
