"""Photographs, saved pages and frames of videos, one, two or four to a page, with what is known of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from disputes_app.packets import figures, frames, places
from disputes_app.packets.content import Exhibit
from disputes_app.packets.figures import Figure
from disputes_app.packets.places import GAP, SIDE_GAP
from disputes_app.packets.sections import volume
from disputes_app.packets.sheet import Sheet


def lay_out(sheet: Sheet) -> None:
    """Lay out the pictures in exhibit order."""
    words, shown = sheet.words, sheet.plan.shown
    short = words("photos.short_photos" if {_kind(each) for each in shown} == {"photo"} else "photos.title")
    sheet.new_sheet()
    for number, page in enumerate(_pages_of(sheet, shown)):
        group = [page] if isinstance(page, Exhibit) else [each.exhibit for row in page for each in row]
        if isinstance(page, Exhibit) or page[0][0].part == 0:
            volume.turn_to(sheet, group[0])
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
                figures.draw(sheet, each, sheet.left + column * (each.place.width + SIDE_GAP))
            sheet.y += max(each.height for each in row)
            for each in row:
                figures.write_long(sheet, each)
            sheet.y += GAP


def _pages_of(sheet: Sheet, shown: Sequence[Exhibit]) -> Iterator[Exhibit | list[list[Figure]]]:
    """What stands on each page, in exhibit order: a video alone, or rows of pictures of one volume."""

    def together(exhibit: Exhibit) -> tuple[int, bool]:
        return sheet.plan.volume(exhibit), exhibit.kind == "video"

    for (_, is_video), run in groupby(shown, together):
        if is_video:
            yield from run
            continue
        parts = [(each, part) for each in run for part in range(len(sheet.pictures[each.evidence].parts))]
        yield from _pages(
            sheet, _rows(sheet, [figures.measured(sheet, exhibit, part) for exhibit, part in parts])
        )


def _rows(sheet: Sheet, shown: Sequence[Figure]) -> list[list[Figure]]:
    """Narrow pictures stand two side by side; a tall one that has no neighbour has its facts there."""
    rows: list[list[Figure]] = []
    for each in shown:
        if rows and len(rows[-1]) == 1 and rows[-1][0].place == each.place and each.place.columns == 1:
            rows[-1].append(each)
        else:
            rows.append([each])
    page = places.places(sheet.preset)
    return [
        [figures.measured(sheet, row[0].exhibit, row[0].part, page.tall)]
        if [each.place for each in row] == [page.column]
        else row
        for row in rows
    ]


def _pages(sheet: Sheet, rows: list[list[Figure]]) -> Iterator[list[list[Figure]]]:
    """Pages of one row or two: a row goes where there is room for it."""
    room = figures.room(sheet)
    most = 1 if sheet.preset.photos_per_page == 1 else 2
    while rows:
        fits = sum(_row_height(row) + GAP for row in rows[:most]) - GAP <= room
        count = most if fits else 1
        yield rows[:count]
        del rows[:count]


def _row_height(row: Sequence[Figure]) -> float:
    return max(each.height for each in row) + sum(each.long_height for each in row)


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
