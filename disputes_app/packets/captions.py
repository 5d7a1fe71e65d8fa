"""What is said of a shown picture: when and with what it was taken, its file, and what was changed."""

from __future__ import annotations

from collections.abc import Sequence

from disputes_app.packets.content import Exhibit
from disputes_app.packets.sheet import SMALL, Block, Sheet
from disputes_app.packets.text import GREY, Line, Span, Style
from disputes_app.packets.wording import in_zone, offset_label, upper_first

_LABEL = Style(7.8, 10.6, colour=GREY)
STRONG = Style(7.8, 10.6, 600)
CAPTION = Style(9.4, 13.0, 600)
_HASH = Style(6.5, 10.6, family="mono")


def place_of(exhibit: Exhibit, part: int) -> str:
    """The name of the place where a picture, or a part of one that is cut, stands."""
    return f"exhibit:{exhibit.letter}:{part}" if part else f"exhibit:{exhibit.letter}"


def under_labels(
    sheet: Sheet, exhibit: Exhibit, part: int, width: float, sentences: Sequence[Sequence[Span]]
) -> list[Block]:
    """Sentences, and every fact with its label above it, for a narrow column beside a picture or a part of one."""
    blocks = []
    for spans in sentences:
        blocks += [space(3.0), sheet.block(spans, SMALL, width)]
    for label, value, style in () if part else _facts(sheet, exhibit):
        blocks += [
            space(4.6),
            sheet.block(label, _LABEL, width, plain=True),
            sheet.block(value, style, width, plain=True),
        ]
    return blocks


def after_labels(
    sheet: Sheet, exhibit: Exhibit, part: int, width: float, sentences: Sequence[Sequence[Span]] = ()
) -> list[Block]:
    """Sentences, and every fact behind its label, for the room below a picture or a part of one."""
    blocks = [sheet.block(spans, SMALL, width) for spans in sentences]
    for label, value, style in () if part else _facts(sheet, exhibit):
        blocks.append(sheet.block([Span(f"{label}  ", _LABEL), Span(value, style)], SMALL, width))
    return blocks


def marks(exhibit: Exhibit, page: int) -> list[list[Span]]:
    """What the numbered marks on a page of an exhibit name, where they say it."""
    return [
        [Span(f"{mark.number}  ", STRONG), Span(mark.text, SMALL)]
        for mark in exhibit.callouts
        if mark.page == page and mark.text
    ]


def parts(sheet: Sheet, exhibit: Exhibit, part: int) -> list[list[Span]]:
    """Which part of a cut picture this is, and where it goes on; nothing for one that is whole."""
    words = sheet.words
    count = len(sheet.pictures[exhibit.evidence].parts)
    if count == 1:
        return []
    found = [[Span(words("photos.part_of", part=part + 1, parts=count), SMALL)]]
    if part:
        before = place_of(exhibit, part - 1)
        found.append([Span(words("photos.continues_from", page=sheet.number_of(before)), SMALL, before)])
    if part + 1 < count:
        after = place_of(exhibit, part + 1)
        found.append([Span(words("photos.continues_on", page=sheet.number_of(after)), SMALL, after)])
    return found


def space(height: float) -> Block:
    """An empty line of a height."""
    return Block((Line((), 0.0, False),), height, 0.0)


def _facts(sheet: Sheet, exhibit: Exhibit) -> list[tuple[str, str, Style]]:
    """What is known of a picture, as label, value and how the value is set."""
    words = sheet.words
    is_page = exhibit.kind == "page"
    found = [(words("photos.saved" if is_page else "photos.taken"), _taken(sheet, exhibit), SMALL)]
    if exhibit.device:
        found.append((words("photos.camera"), exhibit.device, SMALL))
    if exhibit.origin:
        found.append((words("photos.address"), exhibit.origin, SMALL))
    size = words.size(exhibit.size)
    if is_page:
        said = words("photos.document", name=exhibit.name, pages=words("count.pages", n=1), size=size)
    elif exhibit.pixels:
        said = words(
            "photos.pixels", name=exhibit.name, width=exhibit.pixels[0], height=exhibit.pixels[1], size=size
        )
    else:
        said = words("photos.plain_file", name=exhibit.name, size=size)
    found.append((words("photos.file"), said, SMALL))
    if exhibit.kind == "video":
        # Its bytes are not in the packet: whoever has them, and the archive, can tell by the whole value.
        found.append((words("photos.archive_name"), exhibit.sha256, _HASH))
    else:
        found.append((words("photos.hash"), exhibit.sha256[:16], _HASH))
    changed = changes(sheet, exhibit)
    said = words("changes.kept", what=upper_first(changed)) if changed else words("photos.no_changes")
    found.append((words("photos.changes"), said, SMALL))
    return found


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
    if exhibit.turn:
        parts.append(words("changes.turned", degrees=exhibit.turn))
    picture = sheet.pictures.get(exhibit.evidence)
    if picture and picture.more:
        parts.append(words("changes.cut", count=len(picture.parts)))
    if picture and picture.frames:
        parts.append(words("changes.frames", count=len(picture.frames)))
    if exhibit.callouts:
        parts.append(words("changes.marks", n=len(exhibit.callouts)))
    return (
        str(words.table["language"]["list_comma"]).join(
            [parts[0], *(part[:1].lower() + part[1:] for part in parts[1:])]
        )
        if parts
        else ""
    )
