"""Covers areas of an exhibit and puts numbered marks on it, with the mouse, with keys, or typed as percentages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from disputes_app.domain.ids import ExhibitId
from disputes_app.errors import UserError
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.screens.case import marking
from disputes_app.gui.screens.case.canvas import Canvas
from disputes_app.gui.screens.case.exhibit_facts import ExhibitFacts
from disputes_app.gui.screens.case.exhibits_model import Shown
from disputes_app.gui.screens.case.filmstrip import Filmstrip
from disputes_app.gui.screens.case.mark_inspector import ORIGINAL, MarkInspector
from disputes_app.gui.screens.case.mark_tools import MarkTools
from disputes_app.gui.screens.case.marking import Item, Mark, items_of
from disputes_app.gui.screens.case.read_view import ReadView
from disputes_app.gui.thumbnails import turned
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column, panel, row
from disputes_app.gui.widgets.sheet import Sheet
from disputes_app.queries.thumbnails import has_picture, large_picture

_PDF = "application/pdf"
_LARGEST = QSize(1320, 860)
_STRIP_FROM = 700
"""The height of the window, in pixels at 100 % text, from which there is room for the other exhibits."""
_LEFT = 270
_ZOOMS = (1.0, 1.5, 2.0, 3.0)


@dataclass(frozen=True)
class _Drawn:
    """The picture of one page of a file."""

    path: Path
    page: int
    data: bytes


def _drawn(path: Path, media_type: str, page: int) -> _Drawn:
    return _Drawn(path, page, large_picture(path, media_type, page if media_type == _PDF else None))


class Marking(NamedTuple):
    """What covers and marks an exhibit, its caption, and how far its picture is turned to the right."""

    items: list[Item]
    caption: str
    turn: int


class About(NamedTuple):
    """What is known of an exhibit: names and values, where it is used, and what it says if words are all it is."""

    facts: list[tuple[str, str]]
    used: str
    words: str


class MarkDialog(Sheet):
    """One exhibit large, with the others below to go to. ``given`` is everything that covers and marks it, over all
    its pages; ``left`` carries an exhibit that was gone from with its changed ``Marking``.
    """

    WIDE = 820
    left = Signal(object, object)

    def __init__(
        self,
        context: Context,
        shown: Shown,
        strip: Filmstrip,
        about: Callable[[Shown], About],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Cover and mark"), self.tr("Save"), parent)
        self._context, self._about = context, about
        self._kept: dict[ExhibitId, Marking] = {}
        self._upright = QPixmap()
        self._degrees = 0
        self._zoomed = _ZOOMS[0]
        self.canvas = Canvas()
        self.canvas.changed.connect(self._on_changed)
        self.canvas.picked.connect(self._on_picked)
        self.canvas.placed.connect(self._on_placed)
        self.strip = strip
        self.strip.looked_at.connect(self.show_exhibit)
        self.canvas.stepped.connect(self.strip.step)
        frame = panel("well", "box2")
        self.around = QScrollArea()
        self.around.setWidgetResizable(True)
        self.around.setFrameShape(QFrame.Shape.NoFrame)
        self.around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.around.setMinimumSize(self.share(340), self.share(260))
        self.around.setWidget(self.canvas)
        self.read = ReadView()
        self.read.stepped.connect(self.strip.step)
        self.read.hide()
        column(self.around, self.read, gap=0, parent=frame)
        line = row(self._tools(), frame, self._inspector(), gap=10)
        line.setStretch(1, 1)
        whole = QWidget()
        column(line, self.strip, gap=8, parent=whole).setStretch(0, 1)
        whole.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.form.addRow(whole)
        note = self.tr("Covered areas are cut out of every copy that leaves. The original stays as it is.")
        self.form.addRow(label(note, "second", "ink3", wrap=True))
        room = parent.window().size() if parent else QSize()
        self.resize(
            min(themes.scaled(_LARGEST.width()), room.width() * 9 // 10),
            min(themes.scaled(_LARGEST.height()), room.height() * 9 // 10),
        )
        self.strip.setVisible(room.height() >= themes.scaled(_STRIP_FROM) and len(strip.exhibits.rows) > 1)
        self._load(shown)
        (self.read if self.around.isHidden() else self.canvas).setFocus()

    # Which exhibit

    def show_exhibit(self, shown: Shown) -> None:
        """Goes to another exhibit; what was changed on this one is handed on first."""
        if self.is_changed:
            self._kept[self.shown.id] = self.marking
            self.left.emit(self.shown, self.marking)
        self._load(shown)

    def _load(self, shown: Shown) -> None:
        self.shown, self._evidence = shown, shown.row.evidence
        about = self._about(shown)
        is_drawn = not about.words and self._evidence is not None
        had_focus = self.canvas.hasFocus() or self.read.hasFocus()
        self.around.setVisible(is_drawn)
        self.read.setVisible(not is_drawn)
        self.read.setPlainText(about.words)
        is_picture = self._evidence is not None and self._evidence.media_type.startswith("image/")
        self.tools.set_for(is_drawn=is_drawn, is_picture=is_picture)
        for part in (self.view, self.typed, self.put):
            part.setEnabled(is_drawn)
        if had_focus:
            (self.canvas if is_drawn else self.read).setFocus()
        of = shown.row
        self._before = self._kept.get(shown.id) or Marking(items_of(of), of.title, of.exhibit.turn)
        items, caption, self._degrees = self._before
        self.canvas.items = list(items)
        self.canvas.choose(-1)
        self.caption.setText(caption)
        self.caption.setCursorPosition(0)
        said = self.tr("Exhibit {letter}: {caption}").format(letter=shown.row.letter, caption=caption)
        self.setWindowTitle(said)
        self.canvas.setAccessibleName(said)
        self.strip.choose(shown)
        self.facts.show_exhibit(shown, about.facts, about.used)
        self._say("")
        self._show_page(1)

    @property
    def marking(self) -> Marking:
        """What stands in the dialog now."""
        return Marking(list(self.canvas.items), self.caption.text().strip(), self._degrees)

    @property
    def is_changed(self) -> bool:
        """Whether the exhibit shown was covered, marked, captioned or turned otherwise."""
        return self.marking != self._before

    # What it is made of

    def _tools(self) -> QWidget:
        self.tools = MarkTools()
        self.tools.check(self.canvas.tool)
        self.tools.picked.connect(self.canvas.set_tool)
        self.tools.zoomed.connect(self._zoom)
        self.tools.turned.connect(self._on_turn)
        self.canvas.tool_picked.connect(self.tools.check)
        self.canvas.zoomed.connect(self._zoom)
        self.canvas.turn_wanted.connect(self._on_turn)
        return self.tools

    def _inspector(self) -> QWidget:
        self.facts = ExhibitFacts(self._context)
        made = self.inspector = MarkInspector(self.facts)
        self.caption, self.view, self.list, self.words = made.caption, made.view, made.list, made.words
        self.typed, self.put, self.take_away = made.typed, made.put, made.take_away
        self.back, self.on, self.where = made.back, made.on, made.where
        self.caption.entered.connect(self.canvas.setFocus)
        self.view.chosen.connect(self._on_view)
        self.list.currentRowChanged.connect(self._on_row)
        self.words.textEdited.connect(self._on_words)
        self.words.entered.connect(self.canvas.setFocus)
        self.typed.entered.connect(self._on_typed)
        self.put.clicked.connect(self._on_typed)
        self.take_away.clicked.connect(self.canvas.remove)
        self.back.clicked.connect(partial(self._turn, -1))
        self.on.clicked.connect(partial(self._turn, 1))
        return made

    @property
    def given(self) -> Sequence[Item]:
        """Every area and mark, in the order they were put there."""
        return self.canvas.items

    def _zoom(self, step: int) -> None:
        """Shows the picture larger (1) or smaller (-1), up to a few times the room there is."""
        at = min(max(0, _ZOOMS.index(self._zoomed) + step), len(_ZOOMS) - 1)
        self._zoomed = _ZOOMS[at]
        room = self.around.viewport().size()
        self.canvas.setMinimumSize(room * self._zoomed if at else QSize(0, 0))

    # Pages

    @property
    def _path(self) -> Path | None:
        one = self._evidence
        return self._context.core.library.evidence.path(one.sha256) if one is not None else None

    @property
    def _pages(self) -> int:
        one = self._evidence
        return max(1, one.pages) if one is not None and one.media_type == _PDF else 1

    def _turn(self, step: int) -> None:
        self._show_page(min(max(1, self.canvas.page + step), self._pages))

    def _show_page(self, page: int) -> None:
        self.canvas.page = page
        if self.canvas.chosen >= 0 and self.canvas.items[self.canvas.chosen].page != page:
            self.canvas.choose(-1)
        for part in (self.back, self.on, self.where):
            part.setVisible(self._pages > 1)
        self.where.setText(self.tr("page {page} of {pages}").format(page=page, pages=self._pages))
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < self._pages)
        self.canvas.set_picture(None)
        self._on_changed()
        if self._evidence is not None and has_picture(self._evidence):
            self._context.tasks.run(
                _drawn,
                self._path,
                self._evidence.media_type,
                page,
                done=self._on_drawn,
                failed=self._on_failed,
                quiet=True,
                pool=True,
            )

    def _on_drawn(self, drawn: _Drawn) -> None:
        if (drawn.path, drawn.page) == (self._path, self.canvas.page):
            self._upright = QPixmap()
            self._upright.loadFromData(drawn.data)
            self.canvas.set_picture(turned(self._upright, self._degrees))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._context.notices.error(error, self)
            return
        self._say(str(error))

    # What was done

    def _on_turn(self) -> None:
        """A quarter to the left, with what covers and marks it."""
        if self.tools.turn.isEnabled():
            self._degrees = (self._degrees + _LEFT) % 360
            self.canvas.set_picture(turned(self._upright, self._degrees))
            self.canvas.turn(_LEFT)

    def _on_view(self, chosen: str) -> None:
        self.canvas.show_original(chosen == ORIGINAL)

    def _on_changed(self) -> None:
        items = self.canvas.items
        self.list.blockSignals(True)
        self.list.clear()
        self.inspector.show_items(len(items), is_drawn=not self.around.isHidden())
        for item, number in zip(items, marking.numbers(items), strict=True):
            self.list.addItem(self._line(item, number))
        self.list.setCurrentRow(self.canvas.chosen)
        self.list.blockSignals(False)
        self._on_picked()

    def _line(self, item: Item, number: int) -> str:
        said = self.tr("Covered area")
        if isinstance(item, Mark):
            said = self.tr("{number}  {words}").format(number=number, words=item.text or self.tr("Mark"))
        return self.tr("{item}, page {page}").format(item=said, page=item.page) if self._pages > 1 else said

    def _on_picked(self) -> None:
        chosen = self.canvas.chosen
        item = self.canvas.items[chosen] if chosen >= 0 else None
        self.list.blockSignals(True)
        self.list.setCurrentRow(chosen)
        self.list.blockSignals(False)
        self.take_away.setEnabled(item is not None)
        self.words.setEnabled(isinstance(item, Mark))
        number = marking.numbers(self.canvas.items)[chosen] if isinstance(item, Mark) else 0
        words = item.text if isinstance(item, Mark) else ""
        if self.words.text() != words:
            self.words.setText(words)
            self.words.setCursorPosition(0)
        self.words.setPlaceholderText(
            self.tr("What {number} points to").format(number=number)
            if number
            else self.tr("Choose a mark to name it")
        )

    def _on_placed(self) -> None:
        """A mark that was put down wants its words."""
        self.words.setFocus()

    def _on_row(self, number: int) -> None:
        if number >= 0 and self.canvas.items[number].page != self.canvas.page:
            self._show_page(self.canvas.items[number].page)
        self.canvas.choose(number)

    def _on_words(self, words: str) -> None:
        chosen = self.canvas.chosen
        item = self.canvas.items[chosen] if chosen >= 0 else None
        if isinstance(item, Mark):
            self.canvas.items[chosen] = replace(item, text=words)
            self._on_changed()

    def _on_typed(self) -> None:
        area = marking.typed(self.canvas.page, self.typed.text())
        if area is None:
            self._say(self.tr("Write four numbers from 0 to 100, such as 10, 20, 30, 8."))
            self.typed.setFocus()
            return
        self._say("")
        self.canvas.add(area)
        self.typed.clear()
