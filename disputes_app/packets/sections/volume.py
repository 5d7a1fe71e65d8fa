"""The first page of a further volume: which packet it belongs to, and which exhibits stand in it."""

from __future__ import annotations

from functools import partial

from disputes_app.packets.content import Exhibit
from disputes_app.packets.page import Page
from disputes_app.packets.sheet import BODY, QUIET, Sheet
from disputes_app.packets.table import Column, Table
from disputes_app.packets.text import Span

_ROW = 26.0
_BOX = 14.7


def turn_to(sheet: Sheet, exhibit: Exhibit) -> None:
    """Begin a further volume when this exhibit opens one."""
    if exhibit.letter in sheet.plan.starts:
        with sheet.aside():
            sheet.volume += 1
            _first_page(sheet)
            sheet.new_sheet()


def _first_page(sheet: Sheet) -> None:
    words, content = sheet.words, sheet.content
    title = words("volume.title", volume=sheet.volume, volumes=len(sheet.plan.starts) + 1)
    sheet.part = title
    sheet.new_page()
    sheet.mark(f"volume:{sheet.volume}")
    sheet.bookmark(0, title, 0)
    sheet.title(title)
    said = words("volume.intro", number=sheet.number, platform=content.platform, order=content.order_number)
    sheet.paragraph([Span(said, QUIET)], min(sheet.body_width, 400.0), after=16.0)
    width = sheet.body_width
    columns = [Column(0, 30), Column(38.7, width - 38.7 - 74), Column(width - 62, 62, "right")]
    table = Table(sheet, columns, ["", words("index.shows"), words("index.page")])
    for exhibit in sheet.plan.printed:
        if sheet.plan.volume(exhibit) == sheet.volume:
            place = f"exhibit:{exhibit.letter}"
            caption = [Span(exhibit.caption or exhibit.name, BODY, place)]
            page = [Span(sheet.number_of(place), BODY, place)]
            table.row(
                [[], [sheet.block(caption, BODY, columns[1].width)], [sheet.block(page, BODY, 62)]],
                least=_ROW,
                middle=True,
                draw=partial(_letter, sheet, exhibit.letter),
            )


def _letter(sheet: Sheet, letter: str, page: Page, y: float, height: float) -> None:
    with page.element("TD"):
        page.letter_box(letter, sheet.left, y + (height - _BOX) / 2, _BOX, to=f"exhibit:{letter}")
