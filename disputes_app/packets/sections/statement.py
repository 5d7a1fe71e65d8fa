"""The buyer's statement in numbered paragraphs, with the exhibits it rests on, and room to sign."""

from __future__ import annotations

from disputes_app.packets.frame import FRAME
from disputes_app.packets.sheet import HEAD, Sheet
from disputes_app.packets.text import Span, Style
from disputes_app.packets.wording import in_zone

_TEXT = Style(12.0, 18.4, family="serif")
_INDENT = 25.7


def lay_out(sheet: Sheet) -> None:
    """Lay out the statement."""
    content, words = sheet.content, sheet.words
    day = words.day(in_zone(content.now, content.home_zone))
    place = content.buyer.place.split(",")[0]
    key = "statement.written_place" if place else "statement.written"
    sheet.begin(
        "statement",
        words("statement.title"),
        words("statement.short"),
        words(key, buyer=content.buyer.name, place=place, day=day),
    )
    width = sheet.body_width - _INDENT
    for number, paragraph in enumerate(content.statement, 1):
        sheet.room(_TEXT.leading * 2)
        with sheet.page.element("Lbl"):
            sheet.page.write(
                str(number), Style(8.6, 12, 500, colour=HEAD.colour), sheet.left + 0.6, sheet.y + 12.3
            )
        sheet.paragraph(sheet.spans(paragraph, _TEXT), width, x=_INDENT, after=12.9)
    sheet.y += 9
    sheet.room(_TEXT.leading + 80)
    sheet.paragraph([Span(words("statement.truth"), _TEXT)], width, x=_INDENT, after=53)
    left, page = sheet.left + _INDENT, sheet.page
    with page.drawing():
        page.stroke([(left, sheet.y), (left + 210, sheet.y)], 0.7)
        page.stroke([(left + 238, sheet.y), (left + 369, sheet.y)], 0.7)
    with page.element("P"):
        page.write(content.buyer.name, FRAME, left, sheet.y + 13)
        page.write(words("statement.date"), FRAME, left + 238, sheet.y + 13)
