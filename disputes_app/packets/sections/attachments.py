"""Received documents joined page for page, each with its exhibit stamp in a strip below the page."""

from __future__ import annotations

from disputes_app.packets import captions, marks
from disputes_app.packets.content import Exhibit
from disputes_app.packets.page import Link
from disputes_app.packets.sections import volume
from disputes_app.packets.sheet import Bookmark, Sheet


def lay_out(sheet: Sheet) -> None:
    """Lay the documents out in exhibit order; their own bookmarks follow under their exhibit."""
    words = sheet.words
    number = next(each.number for each in sheet.plan.sections if each.id == "attachments")
    sheet.new_sheet()
    sheet.begin_section()
    sheet.part = f"{number} {words('attachments.title')}"
    for order, exhibit in enumerate(sheet.plan.joined):
        volume.turn_to(sheet, exhibit)
        sheet.new_sheet()
        first = len(sheet.pages)
        _join(sheet, exhibit)
        start = sheet.pages[first]
        if order == 0:
            start.places.setdefault("part:attachments", 0.0)
            sheet.bookmarks.append(Bookmark(0, sheet.part, first, 0))
        start.places.setdefault(f"exhibit:{exhibit.letter}", 0.0)
        title = f"{exhibit.letter}  {exhibit.short_caption or exhibit.caption or exhibit.name}"
        sheet.bookmarks.append(Bookmark(1, title, first, 0))
        for level, inner, page in sheet.joined[exhibit.evidence].bookmarks:
            sheet.bookmarks.append(Bookmark(2 + level, inner, first + page, 0))


def _join(sheet: Sheet, exhibit: Exhibit) -> None:
    document = sheet.joined[exhibit.evidence]
    count = len(document.sizes)
    for page, size in enumerate(document.sizes, 1):
        sheet.source_page(exhibit, page, count, size, captions.marks(exhibit, page))
        for callout in exhibit.callouts:
            if callout.page == page:
                marks.draw(sheet.page, callout, (0.0, 0.0, *size))
        sheet.mark(f"source:{exhibit.letter}:{page}", 0.0)
        for at, area, target in document.links:
            if at == page:
                sheet.page.links.append(Link(area, f"source:{exhibit.letter}:{target}"))
        if page in document.pictures:
            sheet.page.images.add(document.pictures[page].key)
