"""One picture on a page with all that is said of it: beside it, below it, or in paragraphs that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from disputes_app.packets import captions, marks, places
from disputes_app.packets.content import Exhibit
from disputes_app.packets.page import Page, box_width
from disputes_app.packets.pictured import Picture
from disputes_app.packets.places import SIDE_GAP, Place
from disputes_app.packets.sheet import SMALL, TITLE, Block, Sheet
from disputes_app.packets.text import Span, Style

_LONG = Style(8.6, 12.0, 500)
_BOX = 25.3
_SMALL_BOX = 16.0
_BELOW = 7.0
_COLUMN_GAP = 18.0
# A caption, and what the marks name, of more lines than this would crowd a picture out: they follow it instead.
_LINES_BESIDE = 12
_LINES_BELOW = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, or a part of one, with its place and size, its caption and the facts beside or below it.

    ``long`` are paragraphs that have no room there: they follow it over the whole width of the page.
    """

    exhibit: Exhibit
    part: int
    picture: Picture
    place: Place
    caption: Sequence[Block] = ()
    facts: Sequence[Sequence[Block]] = ()
    long: Sequence[Sequence[Span]] = ()
    long_height: float = 0.0
    wide: float = 0.0
    high: float = 0.0

    @property
    def height(self) -> float:
        """The height of the picture and of what stands beside and below it."""
        facts = max(map(_height, self.facts))
        if self.place.columns:
            return self.high + _BELOW + max(_SMALL_BOX, _height(self.caption)) + facts
        return max(self.high, _BOX + 10 + _height(self.caption) + facts)


def room(sheet: Sheet) -> float:
    """The height of a page below its heading."""
    return sheet.bottom - sheet.top - TITLE.leading - 15


def measured(sheet: Sheet, exhibit: Exhibit, part: int, place: Place | None = None) -> Figure:
    """A picture with its size on the page and the texts that go with it."""
    picture = sheet.pictures[exhibit.evidence].parts[part]
    place = place or places.of(sheet.preset, exhibit, (picture.width, picture.height))
    figure = _with_texts(sheet, Figure(exhibit, part, picture, place))
    if place.columns and place.a_page == 1:
        # Alone on its page, the picture is as high as its texts leave room.
        taken = figure.height + min(figure.long_height, room(sheet) * 0.3)
        figure = replace(figure, place=replace(place, height=room(sheet) - taken))
    wide, high = figure.place.fit(picture.width, picture.height, is_pixels=picture.is_pixels)
    return replace(figure, wide=wide, high=high)


def _with_texts(sheet: Sheet, figure: Figure) -> Figure:
    exhibit, place = figure.exhibit, figure.place
    if place.columns:
        most = _LINES_BELOW
        caption_width = place.width - box_width(exhibit.letter, _SMALL_BOX) - 8
        width = (place.width - (place.columns - 1) * _COLUMN_GAP) / place.columns
    else:
        most = _LINES_BESIDE
        caption_width = width = sheet.body_width - place.width - SIDE_GAP
    words = exhibit.caption or (exhibit.name if place.columns else "")
    caption = [sheet.block(words, captions.CAPTION, caption_width, plain=True)] if words else []
    named = [] if figure.part else captions.marks(exhibit, 1)
    long: list[list[Span]] = []
    if caption and len(caption[0].lines) > most:
        caption = []
        long.append([Span(words, _LONG)])
    if sum(len(sheet.block(spans, SMALL, width).lines) for spans in named) > most:
        long += named
        named = []
    sentences = [*named, *captions.parts(sheet, exhibit, figure.part)]
    if place.columns:
        facts = captions.after_labels(sheet, exhibit, figure.part, width, sentences)
        each = -(-len(facts) // place.columns) or 1
        columns = [[captions.space(4), *facts[first : first + each]] for first in range(0, len(facts), each)]
    else:
        columns = [captions.under_labels(sheet, exhibit, figure.part, width, sentences)]
    letter = Span(exhibit.letter, _LONG, f"exhibit:{exhibit.letter}", boxed=True)
    long = [[letter, Span("  ", _LONG), *spans] for spans in long] if not figure.part else []
    long_height = sum(
        8 + len(sheet.block(spans, _LONG, sheet.body_width).lines) * _LONG.leading for spans in long
    )
    return replace(figure, caption=caption, facts=columns or [[]], long=long, long_height=long_height)


def draw(sheet: Sheet, figure: Figure, x: float) -> None:
    """A picture with its texts, the upper left corner at (x, the running position), which stays where it is."""
    exhibit, page, y = figure.exhibit, sheet.page, sheet.y
    frame = (x, y, figure.wide, figure.high)
    sheet.mark(captions.place_of(exhibit, figure.part))
    if not figure.part:
        sheet.bookmark_exhibit(exhibit)
    page.picture(figure.picture.key, frame, alt=exhibit.caption)
    if figure.part:
        _mark_repeated(sheet, figure, x)
    for callout in exhibit.callouts:
        if callout.page == 1 and callout.stands_in(*figure.picture.rows):
            marks.draw(page, callout, frame, figure.picture.rows)
    to = f"index:{exhibit.letter}"
    if figure.place.columns:
        top = y + figure.high + _BELOW
        across = page.letter_box(exhibit.letter, x, top, _SMALL_BOX, to=to) + 8
        below = top + max(_SMALL_BOX, _height(figure.caption))
        with page.element("Caption"):
            _write(page, figure.caption, x + across, top + 1.5)
            step = (figure.place.width + _COLUMN_GAP) / figure.place.columns
            for number, column in enumerate(figure.facts):
                _write(page, column, x + number * step, below)
        return
    side = x + figure.place.width + SIDE_GAP
    page.letter_box(exhibit.letter, side, y + 0.5, _BOX, to=to)
    with page.element("Caption"):
        _write(page, [*figure.caption, *figure.facts[0]], side, y + _BOX + 10)


def write_long(sheet: Sheet, figure: Figure) -> None:
    """What had no room beside or below a picture, from the running position on; it may go on over pages."""
    for spans in figure.long:
        sheet.y += 8
        sheet.room(2 * _LONG.leading)
        sheet.paragraph(spans, sheet.body_width)


def _mark_repeated(sheet: Sheet, figure: Figure, x: float) -> None:
    """A bar in the margin along the rows that end the part before, too."""
    before = sheet.pictures[figure.exhibit.evidence].parts[figure.part - 1]
    top, bottom = figure.picture.rows
    high = (before.rows[1] - top) / (bottom - top) * figure.high
    with sheet.page.drawing():
        sheet.page.stroke([(x - 5, sheet.y + 1), (x - 5, sheet.y + high - 1)], 2.0)


def _height(blocks: Sequence[Block]) -> float:
    return sum(len(block.lines) * block.leading for block in blocks)


def _write(page: Page, blocks: Sequence[Block], x: float, y: float) -> None:
    for block in blocks:
        if any(line.pieces for line in block.lines):
            page.lines(block.lines, x, y, block.leading, block.width)
        y += len(block.lines) * block.leading
