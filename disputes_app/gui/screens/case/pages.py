"""The packet as it will be: the real pages, built again a moment after every change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QWidget

from disputes_app.errors import UserError
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.screens.case.loading import CaseView, preset_choices, size_words, tr
from disputes_app.gui.widgets.bars import PaneHeader
from disputes_app.gui.widgets.buttons import IconButton
from disputes_app.gui.widgets.labels import label, set_tone
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.states import ProgressLine
from disputes_app.gui.words import counted
from disputes_app.queries.packet_content import packet_content
from disputes_app.queries.packet_preview import Preview, packet_preview, page_picture, presets

WAIT = 400
"""Milliseconds after the last change before the packet is built again."""
GAP, EDGE = 14, 18
ZOOMS = (0.6, 0.75, 1.0, 1.25, 1.5, 2.0)
SHAPE = 1.4142


class Pages(QAbstractScrollArea):
    """Pages under one another; only those in sight are drawn. ``moved`` carries the page in view."""

    moved = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._path: Path | None = None
        self._count = 0
        self._pictures: dict[tuple[int, int], QPixmap] = {}
        self._old: dict[int, QPixmap] = {}
        self._asked: set[tuple[int, int]] = set()
        self._build = 0
        self.zoom = 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Packet"))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_packet(self, path: Path, pages: int) -> None:
        """Shows a newly built file; the place in it is kept, and old pages stand until new ones are drawn."""
        self._build += 1
        self._path, self._count = path, pages
        for (number, _dpi), picture in self._pictures.items():
            self._old[number] = picture
        self._pictures.clear()
        self._asked.clear()
        self._lay_out()
        self.viewport().update()
        self.setAccessibleDescription(counted("Case", "%n page", "%n pages", pages))

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1."""
        if not self._count:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max(1, min(self._count, 1 + int((middle - EDGE) // (self._tall() + GAP))))

    def go_to(self, page: int) -> None:
        """Brings a page to the top."""
        self.verticalScrollBar().setValue(round((page - 1) * (self._tall() + GAP)))

    def set_zoom(self, zoom: float) -> None:
        """1.0 fits the width of the pane."""
        at = self.page
        self.zoom = zoom
        self._lay_out()
        self.go_to(at)
        self.viewport().update()

    def _wide(self) -> float:
        return max(120.0, (self.viewport().width() - 2 * EDGE) * self.zoom)

    def _tall(self) -> float:
        return self._wide() * SHAPE

    def _lay_out(self) -> None:
        whole = 2 * EDGE + self._count * (self._tall() + GAP) - GAP
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, round(whole - view.height())))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, round(self._wide() + 2 * EDGE - view.width())))
        self.horizontalScrollBar().setPageStep(view.width())

    def _dpi(self) -> int:
        wanted = self._wide() * self.devicePixelRatioF() / 8.27
        return min(220, max(48, round(wanted / 12) * 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme = themes.active()
        painter.fillRect(self.viewport().rect(), theme.well)
        dpi, wide, tall = self._dpi(), self._wide(), self._tall()
        top = float(EDGE - self.verticalScrollBar().value())
        left = max(EDGE, (self.viewport().width() - wide) / 2) - self.horizontalScrollBar().value()
        for number in range(1, self._count + 1):
            box = QRectF(left, top, wide, tall)
            top += tall + GAP
            if box.bottom() < -tall or box.top() > self.viewport().height() + tall:
                continue
            picture = self._pictures.get((number, dpi)) or self._old.get(number)
            if picture is not None and picture.width():
                shown = QRectF(box.left(), box.top(), wide, wide * picture.height() / picture.width())
                fitted = (
                    shown
                    if shown.height() <= tall + 2
                    else QRectF(box.left(), box.top(), tall * picture.width() / picture.height(), tall)
                )
                painter.drawPixmap(fitted, picture, QRectF(picture.rect()))
            else:
                painter.fillRect(box, Qt.GlobalColor.white)
            painter.setPen(theme.line2)
            painter.drawRect(box)
            self._ask(number, dpi)

    def _ask(self, number: int, dpi: int) -> None:
        if self._path is None or (number, dpi) in self._asked:
            return
        self._asked.add((number, dpi))
        self._context.tasks.run(
            _drawn, self._build, self._path, number, dpi, done=self._on_drawn, failed=self._on_not_drawn,
            quiet=True, pool=True,
        )  # fmt: skip

    def _on_drawn(self, drawn: tuple[int, int, int, bytes]) -> None:
        build, number, dpi, data = drawn
        if build != self._build:
            return
        picture = QPixmap()
        picture.loadFromData(data)
        self._pictures[(number, dpi)] = picture
        self._old.pop(number, None)
        self.viewport().update()

    def _on_not_drawn(self, error: Exception) -> None:
        """A page whose file was just built anew is drawn with the next build; anything else is told."""
        if not isinstance(error, UserError):
            self._context.notices.error(error, self)

    def _on_scrolled(self, _value: int) -> None:
        self.viewport().update()
        self.moved.emit(self.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        at = self.page
        super().resizeEvent(event)
        self._lay_out()
        if at > 1:
            self.go_to(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is not None and self._count:
            self.go_to(max(1, min(self._count, self.page + step)))
        else:
            super().keyPressEvent(event)


def _drawn(build: int, path: Path, number: int, dpi: int) -> tuple[int, int, int, bytes]:
    return build, number, dpi, page_picture(path, number, dpi)


class PacketPane(QWidget):
    """Presets, pages, and what they weigh. ``built`` carries the first page of every letter."""

    built = Signal(object)
    preset_chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view: CaseView | None = None
        self._building = False
        self._again = False
        self.preset = ""
        self.preview: Preview | None = None
        self.header = PaneHeader(self.tr("Packet"))
        self.segments = Segments([], self.tr("Receiver"))
        self.segments.chosen.connect(self._on_preset)
        self.more = IconButton("chevron-down", self.tr("More receivers"))
        self.menu = QMenu(self)
        self.more.setMenu(self.menu)
        self.more.setPopupMode(self.more.ToolButtonPopupMode.InstantPopup)
        self.header.add_right(self.segments)
        self.header.add_right(self.more)
        self.pages = Pages(context)
        self.pages.moved.connect(self._show_place)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT)
        self._wait.timeout.connect(self._begin)
        self._make_float()
        foot = panel("surface", "edge-top")
        self.weight = label("", "medium")
        self.limit = label("", "second", "ink2")
        self.meter = ProgressLine()
        self.said = label("", "second", "ink2", wrap=True)
        first = row(self.weight, self.limit, None, gap=6)
        column(first, self.meter, self.said, gap=6, edge=(16, 10, 16, 12), parent=foot)
        whole = column(self.header, self.pages, foot, gap=0, parent=self)
        whole.setStretch(1, 1)

    def _make_float(self) -> None:
        self.float = panel("surface", "box2", self.pages)
        self.back = IconButton("chevron-left", self.tr("Page before"))
        self.forth = IconButton("chevron-right", self.tr("Next page"))
        self.smaller = IconButton("zoom-out", self.tr("Smaller"))
        self.larger = IconButton("zoom-in", self.tr("Larger"))
        self.place = label("", "medium")
        row(
            self.back,
            self.place,
            self.forth,
            self.smaller,
            self.larger,
            gap=2,
            edge=(4, 2, 4, 2),
            parent=self.float,
        )
        self.back.clicked.connect(partial(self._turn, -1))
        self.forth.clicked.connect(partial(self._turn, 1))
        self.smaller.clicked.connect(partial(self._zoom, -1))
        self.larger.clicked.connect(partial(self._zoom, 1))

    def show_case(self, view: CaseView) -> None:
        """Another case, or the same after a change: its packet is built again in a moment."""
        fresh = self._view is None or self._view.case != view.case
        self._view = view
        if fresh:
            self.weight.setText(self.tr("Making the packet…"))
            self.limit.setText("")
            self.meter.hide()
            self.said.hide()
            self.float.setVisible(self.preview is not None)
            first, rest = preset_choices(view)
            kept = self._context.settings.get(f"case/preset/{view.case}", first[0][0])
            self.preset = kept if kept in {name for name, _ in (*first, *rest)} else first[0][0]
            self.segments.set_choices(first)
            self.segments.choose(self.preset)
            self.menu.clear()
            for name, title in rest:
                self.menu.addAction(title, partial(self._on_preset, name))
        self._wait.start(0 if fresh else WAIT)

    def _on_preset(self, preset: str) -> None:
        self.preset = preset
        self.segments.choose(preset)
        if self._view is not None:
            self._context.settings.set(f"case/preset/{self._view.case}", preset)
        self.preset_chosen.emit(preset)
        self._wait.start(0)

    # Building, off the window's thread: what is kept is read on the library's worker, the rest in the pool.

    def _begin(self) -> None:
        if self._view is None:
            return
        if self._building:
            self._again = True
            return
        self._building = True
        chosen = next(one for one in presets() if one.id == self.preset)
        self._context.work.ask(
            packet_content, self._view.case, chosen, done=self._on_content, failed=self._on_failed
        )

    def _on_content(self, content: Any) -> None:
        if self._view is None:
            return
        folder = self._context.core.library.folder / "cache"
        self._context.tasks.run(
            packet_preview, content, self.preset, folder / f"preview-{self._view.case}.pdf",
            done=self._on_built, failed=self._on_failed, label=self.tr("Making the preview"), quiet=True, pool=True,
        )  # fmt: skip

    def _on_built(self, preview: Preview) -> None:
        self.preview = preview
        if preview.path.suffix.lower() == ".pdf":
            self.pages.show_packet(preview.path, preview.pages)
        self.built.emit(dict(preview.first_pages))
        self._show_weight(preview)
        self._show_place(self.pages.page)
        self._end()

    def _on_failed(self, error: Exception) -> None:
        self.weight.setText(self.tr("No preview"))
        self.limit.setText("")
        self.meter.set_part(0)
        self.said.setText(str(error))
        set_tone(self.said, "error")
        self._end()
        if not isinstance(error, UserError):
            self._context.notices.error(error, self)

    def _end(self) -> None:
        self._building = False
        if self._again:
            self._again = False
            self._wait.start()

    def _show_weight(self, preview: Preview) -> None:
        chosen = next(one for one in presets() if one.id == self.preset)
        self.weight.setText(size_words(preview.size))
        pages = counted("Case", "%n page", "%n pages", preview.pages)
        limit = (
            self.tr("of {size} in one file, {pages}").format(size=size_words(chosen.max_bytes), pages=pages)
            if chosen.max_bytes
            else self.tr("{pages}, no limit known").format(pages=pages)
        )
        if chosen.max_pages:
            limit = self.tr("{limit} of {most}").format(limit=limit, most=chosen.max_pages)
        self.limit.setText(limit)
        self.meter.set_part(min(1.0, preview.size / chosen.max_bytes) if chosen.max_bytes else 0)
        self.meter.setVisible(bool(chosen.max_bytes))
        told = [*(reason for _, reason in preview.omitted), *preview.warnings]
        self.said.setText("\n".join(told[:4]))
        self.said.setVisible(bool(told))
        set_tone(self.said, "warning" if told else "ink2")

    # Places

    def _turn(self, step: int) -> None:
        if self.preview is not None:
            self.pages.go_to(max(1, min(self.preview.pages, self.pages.page + step)))

    def _zoom(self, step: int) -> None:
        at = min(range(len(ZOOMS)), key=lambda place: abs(ZOOMS[place] - self.pages.zoom))
        self.pages.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, at + step))])

    def _show_place(self, page: int) -> None:
        pages = self.preview.pages if self.preview else 0
        self.place.setText(self.tr("page {n} of {all}").format(n=page, all=pages) if pages else "")
        self.float.setVisible(bool(pages))
        self._put_float()

    def _put_float(self) -> None:
        self.float.adjustSize()
        size: QSize = self.float.sizeHint()
        self.float.move(
            QPoint(self.pages.width() - size.width() - 22, self.pages.height() - size.height() - 12)
        )
        self.float.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_float()

    def letters(self) -> Mapping[str, int]:
        """The first page of every letter, as far as the packet is built."""
        return self.preview.first_pages if self.preview else {}
