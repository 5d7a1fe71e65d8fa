"""Photographs and saved pages, two to a page, with what is known of each beside it, never on it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from disputes_app.packets import text
from disputes_app.packets.content import Callout, Exhibit
from disputes_app.packets.images import TALL
from disputes_app.packets.plan import PHOTOS_A_PAGE
from disputes_app.packets.sheet import SMALL, TITLE, Block, Picture, Sheet
from disputes_app.packets.text import GREY, INK, Span, Style
from disputes_app.packets.wording import in_zone, offset_label, upper_first

_CAPTION = Style(9.4, 13.0, 600)
_LABEL = Style(7.8, 10.6, colour=GREY)
_HASH = Style(6.5, 10.6, family="mono")
_GAP = 24.3
_SIDE_GAP = 14.0
_BOX = 25.3
_WHITE = (1.0, 1.0, 1.0)
# A caption of more lines than this would push the facts off the picture's side; it goes below instead.
_CAPTION_LINES = 12
# No picture is shown narrower than this because it has few pixels.
_LEAST = 180.0


def lay_out(sheet: Sheet) -> None:
    """Lay out the pictures in exhibit order."""
    words, shown = sheet.words, sheet.plan.shown
    has_pages = any(each.kind == "page" for each in shown)
    short = words("photos.title" if has_pages else "photos.short_photos")
    waiting = [(each, _measure(sheet, each)) for each in shown]
    is_first = True
    while waiting:
        if is_first:
            sheet.begin("photos", short, short, has_title=False)
        else:
            sheet.new_page()
        is_first = False
        room = sheet.bottom - sheet.top - TITLE.leading - 15
        group = [waiting.pop(0)]
        while waiting and len(group) < PHOTOS_A_PAGE:
            if sum(height for _, height in group) + _GAP * len(group) + waiting[0][1] > room:
                break
            group.append(waiting.pop(0))
        sheet.title(_heading(sheet, [exhibit for exhibit, _ in group]))
        sheet.y += 9.4
        for exhibit, _ in group:
            _draw(sheet, exhibit)


def _heading(sheet: Sheet, group: Sequence[Exhibit]) -> str:
    """What is on this page: Photographs A and B; Saved page E and photograph F."""
    runs: list[list[Exhibit]] = []
    for exhibit in group:
        if runs and runs[-1][0].kind == exhibit.kind:
            runs[-1].append(exhibit)
        else:
            runs.append([exhibit])
    parts = []
    for number, run in enumerate(runs):
        kind = "page" if run[0].kind == "page" else "photo"
        key = f"photos.lower_{kind}" if number else f"photos.{kind}"
        parts.append(sheet.words(key, n=len(run), list=sheet.words.listed([each.letter for each in run])))
    return sheet.words.listed(parts)


def _place(sheet: Sheet, picture: Picture) -> tuple[float, float]:
    """How large a picture is shown: as wide as a photo's place, tall ones as high as the page allows."""
    width = sheet.photo_width
    high = width * 0.75
    if picture.height > picture.width * TALL:
        high = sheet.bottom - sheet.top - TITLE.leading - 24
    scale = min(width / picture.width, high / picture.height)
    if picture.is_pixels:
        # A small picture is not blown up beyond one pixel a point.
        scale = min(scale, max(1.0, _LEAST / picture.width))
    return picture.width * scale, picture.height * scale


def _side(sheet: Sheet, exhibit: Exhibit) -> list[Block]:
    """What stands beside a picture, from the caption down."""
    width = sheet.body_width - sheet.photo_width - _SIDE_GAP
    caption = sheet.block(exhibit.caption, _CAPTION, width, plain=True)
    blocks = [caption] if exhibit.caption and len(caption.lines) <= _CAPTION_LINES else []
    for label, value, style in _facts(sheet, exhibit):
        blocks += [
            _space(4.6),
            sheet.block(label, _LABEL, width, plain=True),
            sheet.block(value, style, width, plain=True),
        ]
    return blocks


def _space(height: float) -> Block:
    return Block((text.Line((), 0.0, False),), height, 0.0)


def _facts(sheet: Sheet, exhibit: Exhibit) -> list[tuple[str, str, Style]]:
    words = sheet.words
    is_page = exhibit.kind == "page"
    facts = [(words("photos.saved" if is_page else "photos.taken"), _taken(sheet, exhibit), SMALL)]
    if exhibit.device:
        facts.append((words("photos.camera"), exhibit.device, SMALL))
    if exhibit.origin:
        facts.append((words("photos.address"), exhibit.origin, SMALL))
    size = words.size(exhibit.size)
    if is_page:
        said = words("photos.document", name=exhibit.name, pages=words("count.pages", n=1), size=size)
    elif exhibit.pixels:
        said = words(
            "photos.pixels", name=exhibit.name, width=exhibit.pixels[0], height=exhibit.pixels[1], size=size
        )
    else:
        said = words("photos.plain_file", name=exhibit.name, size=size)
    facts.append((words("photos.file"), said, SMALL))
    facts.append((words("photos.hash"), exhibit.sha256[:16], _HASH))
    changed = changes(sheet, exhibit)
    said = f"{upper_first(changed)}. {words('changes.kept')}" if changed else words("photos.no_changes")
    facts.append((words("photos.changes"), said, SMALL))
    return facts


def _taken(sheet: Sheet, exhibit: Exhibit) -> str:
    """The capture time as the camera's clock had it, and whose clock that is."""
    words = sheet.words
    if exhibit.captured_at is None:
        return words("photos.no_time")
    if exhibit.kind == "page":
        home = in_zone(exhibit.captured_at, sheet.content.home_zone)
        zone = words.zone(sheet.content.home_zone, [home])
        said = words("formats.time_of_zone", time=words.moment(home, "weekday_year"), zone=zone)
        return f"{said}, {exhibit.added_by}" if exhibit.added_by else said
    said = words.moment(exhibit.captured_at, "weekday_year", "seconds")
    clock = exhibit.clock or (offset_label(exhibit.captured_at) if exhibit.captured_at.tzinfo else "")
    return f"{said}, {clock}" if clock else said


def changes(sheet: Sheet, exhibit: Exhibit) -> str:
    """What was done to an exhibit for this packet, in words; empty when nothing was."""
    words = sheet.words
    boxes = sum(len(boxes) for boxes in exhibit.boxes.values())
    parts = []
    if boxes:
        parts.append(words("changes.covered", n=boxes))
    if exhibit.callouts:
        parts.append(words("changes.marks", n=len(exhibit.callouts)))
    return (
        str(words.table["language"]["list_comma"]).join(
            [parts[0], *(part[:1].lower() + part[1:] for part in parts[1:])]
        )
        if parts
        else ""
    )


def _measure(sheet: Sheet, exhibit: Exhibit) -> float:
    picture = sheet.pictures[exhibit.evidence]
    _, high = _place(sheet, picture)
    blocks = _side(sheet, exhibit)
    side = _BOX + 10 + sum(len(block.lines) * block.leading for block in blocks)
    return max(high, side) + _below(sheet, exhibit)


def _long_caption(sheet: Sheet, exhibit: Exhibit) -> Block | None:
    width = sheet.body_width - sheet.photo_width - _SIDE_GAP
    if len(sheet.block(exhibit.caption, _CAPTION, width, plain=True).lines) <= _CAPTION_LINES:
        return None
    return sheet.block(exhibit.caption, Style(8.6, 12.0, 500), sheet.body_width, plain=True)


def _below(sheet: Sheet, exhibit: Exhibit) -> float:
    caption = _long_caption(sheet, exhibit)
    return 8 + len(caption.lines) * caption.leading if caption else 0.0


def _draw(sheet: Sheet, exhibit: Exhibit) -> None:
    picture = sheet.pictures[exhibit.evidence]
    wide, high = _place(sheet, picture)
    x, y, page = sheet.left, sheet.y, sheet.page
    sheet.mark(f"exhibit:{exhibit.letter}")
    sheet.bookmark_exhibit(exhibit)
    page.picture(picture.key, (x, y, wide, high), alt=exhibit.caption)
    for callout in exhibit.callouts:
        _draw_callout(sheet, callout, (x, y, wide, high))
    side = x + sheet.photo_width + _SIDE_GAP
    page.letter_box(exhibit.letter, side, y + 0.5, _BOX, to=f"index:{exhibit.letter}")
    below = y + _BOX + 10
    with page.element("Caption"):
        for block in _side(sheet, exhibit):
            if any(line.pieces for line in block.lines):
                page.lines(block.lines, side, below, block.leading, block.width)
            below += len(block.lines) * block.leading
    sheet.y = max(y + high, below)
    caption = _long_caption(sheet, exhibit)
    if caption:
        sheet.y += 8
        sheet.paragraph([Span(exhibit.caption, Style(8.6, 12.0, 500))], sheet.body_width)
    sheet.y += _GAP


def _draw_callout(sheet: Sheet, callout: Callout, frame: tuple[float, float, float, float]) -> None:
    """A numbered disc and an arrow with a white casing, so that it reads on any photo and any printer."""
    x, y, width, height = frame
    page = sheet.page
    start = (x + callout.x * width, y + callout.y * height)
    end = (x + callout.to_x * width, y + callout.to_y * height)
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    head = [
        (end[0] - 9.5 * math.cos(angle + turn), end[1] - 9.5 * math.sin(angle + turn)) for turn in (0.5, -0.5)
    ]
    with page.drawing():
        for thickness, colour in ((4.4, _WHITE), (1.9, INK)):
            page.stroke([start, end], thickness, colour)
            page.stroke([head[0], end, head[1]], thickness, colour)
        page.disc(*start, 7.8, fill=_WHITE, thickness=1.0, colour=_WHITE)
        page.disc(*start, 7.0, fill=_WHITE, thickness=1.0)
    page.write(str(callout.number), Style(8.4, 10, 600), start[0], start[1] + 3.0, align="centre")
