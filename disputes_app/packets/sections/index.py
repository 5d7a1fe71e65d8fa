"""The index: the packet's parts and exhibits with the pages they stand on, each a link."""

from __future__ import annotations

from functools import partial

from disputes_app.packets import text
from disputes_app.packets.content import Exhibit
from disputes_app.packets.page import Page
from disputes_app.packets.plan import MOST_PICTURED, Section
from disputes_app.packets.sections.cover import draw_thumb
from disputes_app.packets.sheet import BODY, PAD, QUIET, Block, Sheet
from disputes_app.packets.table import Column, Table
from disputes_app.packets.text import Span
from disputes_app.packets.wording import in_zone

_ROW = 57.5
_THUMB = (64.0, 48.0)
_LETTER = 14.7


def lay_out(sheet: Sheet) -> None:
    """Lay the index out: parts first, then exhibits with a small picture of each, while they are not too many."""
    words, content = sheet.words, sheet.content
    zone = words.zone(content.home_zone, [each.captured_at or content.now for each in content.exhibits])
    sheet.begin(
        "index",
        words("index.title"),
        words("index.title"),
        words("index.intro", zone=zone),
    )
    width = sheet.body_width
    parts = Table(
        sheet,
        [Column(0.6, 30), Column(34, width - 90), Column(width - 50, 50, "right")],
        [words("index.part"), "", words("index.page")],
    )
    for section in sheet.plan.sections:
        if section.number:
            place = f"part:{section.id}"
            parts.row(
                [
                    [sheet.block(str(section.number), QUIET, 30, plain=True)],
                    [sheet.block([Span(part_title(sheet, section), BODY, place)], BODY, width - 90)],
                    [sheet.block([Span(sheet.number_of(place), BODY, place)], BODY, 50)],
                ]
            )
    if content.exhibits:
        _exhibits(sheet, zone)


def part_title(sheet: Sheet, section: Section) -> str:
    """A part's name with what is in it, such as its exhibits or languages."""
    words = sheet.words
    if section.id == "photos":
        has_pages = any(each.kind in ("page", "video") or each.is_screen for each in sheet.plan.shown)
        return words(
            "photos.part" if has_pages else "photos.part_photos", exhibits=_letters(sheet, sheet.plan.shown)
        )
    if section.id == "attachments":
        return words("attachments.part", exhibits=_letters(sheet, sheet.plan.joined))
    if section.id == "messages":
        from disputes_app.packets.sections.messages import languages

        names = languages(sheet)
        return (
            words("messages.part", languages=words.listed(names))
            if len(names) > 1
            else words("messages.title")
        )
    return words(f"{section.id}.title")


def _letters(sheet: Sheet, exhibits: tuple[Exhibit, ...]) -> str:
    return sheet.words.exhibits([exhibit.letter for exhibit in exhibits])


def _exhibits(sheet: Sheet, zone: str) -> None:
    words, content = sheet.words, sheet.content
    width = sheet.body_width
    sheet.heading(words("index.exhibits"), before=27.0, after=1.0, keep=90.0)
    page_x = width - 62
    times = [in_zone(each.captured_at, content.home_zone) for each in content.exhibits if each.captured_at]
    made_width = sheet.widest([words.moment(at, "short_year") for at in times], QUIET, 96.0)
    made_x = width - made_width - 52
    is_pictured = len(content.exhibits) <= MOST_PICTURED
    shows_x = 116.0 if is_pictured else 38.7
    columns = [
        Column(0, 30),
        Column(38.7, 70 if is_pictured else 0),
        Column(shows_x, made_x - shows_x - 12),
        Column(made_x, made_width),
        Column(page_x, 62, "right"),
    ]
    table = Table(
        sheet, columns, ["", "", words("index.shows"), words("index.made", zone=zone), words("index.page")]
    )
    for exhibit in content.exhibits:
        place = f"exhibit:{exhibit.letter}"
        made = in_zone(exhibit.captured_at, content.home_zone) if exhibit.captured_at else None
        where = sheet.number_of(place)
        table.row(
            [
                [],
                [],
                [_caption(exhibit, place, columns[2].width)],
                [sheet.block(words.moment(made, "short_year"), QUIET, made_width, plain=True)]
                if made
                else [],
                [
                    sheet.block(
                        [Span(where if where != "–" else words("index.not_printed"), BODY, place)], BODY, 62
                    )
                ],
            ],
            least=(_ROW if sheet.pad == PAD else _THUMB[1] + 1.5) if is_pictured else _LETTER + 4,
            middle=True,
            places=[f"index:{exhibit.letter}"],
            draw=partial(_draw, sheet, exhibit, is_pictured=is_pictured),
        )


def _caption(exhibit: Exhibit, place: str, width: float) -> Block:
    """The caption, cut after four lines; the whole stands at the exhibit."""
    span = Span(exhibit.caption or exhibit.name, BODY, place)
    return Block(tuple(text.shortened([span], width, 4)), BODY.leading, width)


def _draw(sheet: Sheet, exhibit: Exhibit, page: Page, y: float, height: float, *, is_pictured: bool) -> None:
    with page.element("TD"):
        page.letter_box(
            exhibit.letter, sheet.left, y + (height - _LETTER) / 2, _LETTER, to=f"exhibit:{exhibit.letter}"
        )
    if not is_pictured:
        return
    with page.element("TD"):
        draw_thumb(sheet, exhibit, (sheet.left + 38.7, y + (height - _THUMB[1]) / 2, *_THUMB))
