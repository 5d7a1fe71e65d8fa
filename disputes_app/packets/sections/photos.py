"""Photographs, saved pages and frames of videos, one, two or four to a page, with what is known of each beside it, never on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from disputes_app.packets import captions, frames, marks, places
from disputes_app.packets.content import Exhibit
from disputes_app.packets.page import Page, box_width
from disputes_app.packets.places import GAP, SIDE_GAP, Place
from disputes_app.packets.sheet import TITLE, Block, Picture, Sheet
from disputes_app.packets.text import Style

_LONG_CAPTION = Style(8.6, 12.0, 500)
_BOX = 25.3
_SMALL_BOX = 16.0
_BELOW = 7.0
_COLUMN_GAP = 18.0
# A caption of more lines than this would push the facts off the picture's side; it goes below instead.
_CAPTION_LINES = 12


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture, or a part of one, with its place and size, its caption and the facts beside or below it.

    ``long`` is a caption that is too long to stand beside the picture.
    """

    exhibit: Exhibit
    part: int
    picture: Picture
    place: Place
    caption: Sequence[Block]
    facts: Sequence[Sequence[Block]]
    long: Sequence[Block] = ()
    wide: float = 0.0
    high: float = 0.0

    @property
    def height(self) -> float:
        facts = max(map(_height, self.facts))
        if self.place.columns:
            return self.high + _BELOW + max(_SMALL_BOX, _height(self.caption)) + facts
        return max(self.high, _BOX + 10 + _height(self.caption) + facts) + _height(self.long)


def lay_out(sheet: Sheet) -> None:
    """Lay out the pictures in exhibit order."""
    words, shown = sheet.words, sheet.plan.shown
    short = words("photos.short_photos" if {_kind(each) for each in shown} == {"photo"} else "photos.title")
    sheet.new_sheet()
    for number, page in enumerate(_pages_of(sheet, shown)):
        group = [page] if isinstance(page, Exhibit) else [each.exhibit for row in page for each in row]
        if isinstance(page, Exhibit) or page[0][0].part == 0:
            sheet.turn_to(group[0])
        if number == 0:
            sheet.begin("photos", short, short, has_title=False)
        else:
            sheet.new_page()
        sheet.title(_heading(sheet, group))
        sheet.y += 9.4
        if isinstance(page, Exhibit):
            frames.lay_out(sheet, page)
            continue
        for row in page:
            for column, each in enumerate(row):
                _draw(sheet, each, sheet.left + column * (each.place.width + SIDE_GAP))
            sheet.y += max(each.height for each in row) + GAP


def _pages_of(sheet: Sheet, shown: Sequence[Exhibit]) -> Iterator[Exhibit | list[list[_Shown]]]:
    """What stands on each page, in exhibit order: a video alone, or rows of pictures of one volume."""

    def together(exhibit: Exhibit) -> tuple[int, bool]:
        return sheet.plan.volume(exhibit), exhibit.kind == "video"

    for (_, is_video), run in groupby(shown, together):
        if is_video:
            yield from run
            continue
        parts = [(each, part) for each in run for part in range(len(sheet.pictures[each.evidence].parts))]
        yield from _pages(sheet, _rows(sheet, [_measured(sheet, exhibit, part) for exhibit, part in parts]))


def _rows(sheet: Sheet, shown: Sequence[_Shown]) -> list[list[_Shown]]:
    """Narrow pictures stand two side by side; a tall one that has no neighbour has its facts there."""
    rows: list[list[_Shown]] = []
    for each in shown:
        if rows and len(rows[-1]) == 1 and rows[-1][0].place == each.place and each.place.columns == 1:
            rows[-1].append(each)
        else:
            rows.append([each])
    page = places.places(sheet.preset)
    return [
        [_measured(sheet, row[0].exhibit, row[0].part, page.tall)]
        if [each.place for each in row] == [page.column]
        else row
        for row in rows
    ]


def _pages(sheet: Sheet, rows: list[list[_Shown]]) -> Iterator[list[list[_Shown]]]:
    """Pages of one row or two: a row goes where there is room for it."""
    room = _room(sheet)
    most = 1 if sheet.preset.photos_per_page == 1 else 2
    while rows:
        fits = sum(_row_height(row) + GAP for row in rows[:most]) - GAP <= room
        count = most if fits else 1
        yield rows[:count]
        del rows[:count]


def _room(sheet: Sheet) -> float:
    """The height of a page below its heading."""
    return sheet.bottom - sheet.top - TITLE.leading - 15


def _row_height(row: Sequence[_Shown]) -> float:
    return max(each.height for each in row)


def _height(blocks: Sequence[Block]) -> float:
    return sum(len(block.lines) * block.leading for block in blocks)


def _kind(exhibit: Exhibit) -> str:
    return "screen" if exhibit.is_screen else exhibit.kind


def _heading(sheet: Sheet, group: Sequence[Exhibit]) -> str:
    """What is on this page: Photographs A and B; Saved page E and photograph F."""
    runs: list[list[Exhibit]] = []
    for exhibit in group:
        if runs and _kind(runs[-1][0]) == _kind(exhibit):
            runs[-1].append(exhibit)
        else:
            runs.append([exhibit])
    parts = []
    for number, run in enumerate(runs):
        key = f"photos.lower_{_kind(run[0])}" if number else f"photos.{_kind(run[0])}"
        parts.append(sheet.words(key, n=len(run), list=sheet.words.listed([each.letter for each in run])))
    return sheet.words.listed(parts)


def _measured(sheet: Sheet, exhibit: Exhibit, part: int, place: Place | None = None) -> _Shown:
    """A picture with its size on the page and the texts that go with it."""
    picture = sheet.pictures[exhibit.evidence].parts[part]
    place = place or places.of(sheet.preset, exhibit, (picture.width, picture.height))
    shown = _Shown(exhibit, part, picture, place, (), ())
    shown = (_with_texts_below if place.columns else _with_texts_beside)(sheet, shown)
    wide, high = shown.place.fit(picture.width, picture.height, is_pixels=picture.is_pixels)
    return replace(shown, wide=wide, high=high)


def _with_texts_beside(sheet: Sheet, shown: _Shown) -> _Shown:
    exhibit = shown.exhibit
    width = sheet.body_width - shown.place.width - SIDE_GAP
    caption = [sheet.block(exhibit.caption, captions.CAPTION, width, plain=True)] if exhibit.caption else []
    facts = captions.under_labels(sheet, exhibit, shown.part, width)
    shown = replace(shown, caption=caption, facts=[facts])
    if not caption or len(caption[0].lines) <= _CAPTION_LINES:
        return shown
    long = sheet.block(exhibit.caption, _LONG_CAPTION, sheet.body_width, plain=True)
    return replace(shown, caption=[], long=[captions.space(8), long])


def _with_texts_below(sheet: Sheet, shown: _Shown) -> _Shown:
    exhibit, place = shown.exhibit, shown.place
    beside_box = place.width - box_width(exhibit.letter, _SMALL_BOX) - 8
    caption = sheet.block(exhibit.caption or exhibit.name, captions.CAPTION, beside_box, plain=True)
    width = (place.width - (place.columns - 1) * _COLUMN_GAP) / place.columns
    facts = captions.after_labels(sheet, exhibit, shown.part, width)
    each = -(-len(facts) // place.columns)
    columns = [[captions.space(4), *facts[first : first + each]] for first in range(0, len(facts), each)]
    shown = replace(shown, caption=[caption], facts=columns)
    if place.a_page > 1:
        return shown
    # Alone on its page, the picture is as high as its texts leave room.
    return replace(shown, place=replace(place, height=_room(sheet) - shown.height))


def _draw(sheet: Sheet, shown: _Shown, x: float) -> None:
    """A picture with its texts, the upper left corner at (x, the running position), which stays where it is."""
    exhibit, page, y = shown.exhibit, sheet.page, sheet.y
    frame = (x, y, shown.wide, shown.high)
    sheet.mark(captions.place_of(exhibit, shown.part))
    if not shown.part:
        sheet.bookmark_exhibit(exhibit)
    page.picture(shown.picture.key, frame, alt=exhibit.caption)
    if shown.part:
        _mark_repeated(sheet, shown, x)
    for callout in exhibit.callouts:
        if callout.page == 1 and callout.stands_in(*shown.picture.rows):
            marks.draw(page, callout, frame, shown.picture.rows)
    to = f"index:{exhibit.letter}"
    if shown.place.columns:
        top = y + shown.high + _BELOW
        across = page.letter_box(exhibit.letter, x, top, _SMALL_BOX, to=to) + 8
        below = top + max(_SMALL_BOX, _height(shown.caption))
        with page.element("Caption"):
            _write(page, shown.caption, x + across, top + 1.5)
            step = (shown.place.width + _COLUMN_GAP) / shown.place.columns
            for number, column in enumerate(shown.facts):
                _write(page, column, x + number * step, below)
        return
    side = x + shown.place.width + SIDE_GAP
    page.letter_box(exhibit.letter, side, y + 0.5, _BOX, to=to)
    with page.element("Caption"):
        _write(page, [*shown.caption, *shown.facts[0]], side, y + _BOX + 10)
    if shown.long:
        with page.element("P"):
            _write(page, shown.long, x, y + shown.height - _height(shown.long))


def _mark_repeated(sheet: Sheet, shown: _Shown, x: float) -> None:
    """A bar in the margin along the rows that end the part before, too."""
    before = sheet.pictures[shown.exhibit.evidence].parts[shown.part - 1]
    top, bottom = shown.picture.rows
    high = (before.rows[1] - top) / (bottom - top) * shown.high
    with sheet.page.drawing():
        sheet.page.stroke([(x - 5, sheet.y + 1), (x - 5, sheet.y + high - 1)], 2.0)


def _write(page: Page, blocks: Sequence[Block], x: float, y: float) -> None:
    for block in blocks:
        if any(line.pieces for line in block.lines):
            page.lines(block.lines, x, y, block.leading, block.width)
        y += len(block.lines) * block.leading
