"""The claim on one page: what happened, what is asked, until when, and the exhibits that show it."""

from __future__ import annotations

from disputes_app.packets import plan, text
from disputes_app.packets.content import Exhibit
from disputes_app.packets.page import RULE, Page
from disputes_app.packets.pictured import Picture
from disputes_app.packets.sheet import BODY, HINT, QUIET, SMALL, STRONG, Block, Sheet
from disputes_app.packets.text import GREY, INK, Span, Style
from disputes_app.packets.wording import in_zone

_TOP = Style(9.0, 12.0)
_SUMMARY = Style(13.0, 19.3, family="serif")
_LABEL_WIDTH = 73.3
_HERO = 177.4
_GAP = 25.0
_THUMB = (72.0, 54.0)
# A longer title is shortened; what was bought stands whole among the facts.
_MOST_LINES = 4


def lay_out(sheet: Sheet) -> None:
    """Lay the cover out; it always begins the packet."""
    content, words = sheet.content, sheet.words
    sheet.begin_section()
    sheet.new_page(is_cover=True)
    sheet.mark("part:cover")
    sheet.bookmark(0, words("cover.bookmark"), 0)
    page, right = sheet.page, sheet.left + sheet.body_width
    bold = Style(9.0, 12.0, 600)
    quiet = Style(9.0, 12.0, colour=GREY)
    with page.element("P"):
        page.write(words("frame.packet"), bold, sheet.left, sheet.top - 14)
        if content.receiver:
            page.write(words("cover.to", receiver=content.receiver), quiet, sheet.left, sheet.top - 2)
        page.write(
            words.day(in_zone(content.now, content.home_zone)), quiet, right, sheet.top - 14, align="right"
        )
        page.write(_extent(sheet), quiet, right, sheet.top - 2, align="right")
    sheet.y = sheet.top + 45
    title = _title_style(content.title, sheet.body_width)
    with page.element("H1"):
        lines = text.shortened([Span(content.title, title)], sheet.body_width, _MOST_LINES)
        page.lines(lines, sheet.left, sheet.y, title.leading, sheet.body_width)
    sheet.y += len(lines) * title.leading + 11
    sheet.paragraph(sheet.spans(content.summary, _SUMMARY), 442.0, after=30.0)
    page = sheet.page
    page.rule(sheet.left, sheet.y, sheet.body_width, thickness=0.8, colour=INK)
    hero = _hero(sheet)
    sheet.y += 14
    top, least = sheet.y, _HERO * 0.75
    if top + least + 5 * HINT.leading > sheet.bottom:
        hero = None  # A summary that takes the whole page leaves no room for a picture beside the facts.
    _facts(sheet, sheet.body_width - (_HERO + _GAP if hero else 0))
    is_one_page = sheet.page is page
    if hero:
        end = sheet.y if is_one_page else sheet.bottom
        room = max(least, min(_HERO * 4 / 3, end - top - 2.5 - 3 * HINT.leading))
        low = _draw_hero(sheet, page, hero, top + 2.5, room)
        sheet.y = max(sheet.y, low) if is_one_page else sheet.y
    _strip(sheet)


def _extent(sheet: Sheet) -> str:
    words = sheet.words
    pages = words("count.pages", n=sheet.known.pages or 10)
    if not sheet.letters:
        return pages
    exhibits = words.exhibits(sheet.letters)
    return str(words.table["language"]["list_comma"]).join([pages, exhibits])


def _title_style(title: str, width: float) -> Style:
    """The largest size up to 33 points at which the title takes at most two lines."""
    for size in (33.0, 30.0, 26.0, 22.0):
        style = Style(size, size * 1.18, 600, "serif")
        if len(text.lines([Span(title, style)], width)) <= (1 if size == 33.0 else 2):
            return style
    return Style(20.0, 24.0, 600, "serif")


def _facts(sheet: Sheet, width: float) -> None:
    content, words = sheet.content, sheet.words
    zone = content.home_zone
    value = width - _LABEL_WIDTH

    def plain(said: str, style: Style = BODY) -> Block:
        return sheet.block(said, style, value, plain=True)

    asked = [Span(content.wanted, STRONG)]
    if also := words.also_home(content.wanted, content.amount, content.home_amount):
        asked.append(Span(also, BODY))
    rows: list[tuple[str, list[Block]]] = [
        (
            words("cover.asked"),
            [sheet.block(asked, BODY, value)] + ([plain(content.wanted_note)] if content.wanted_note else []),
        ),
        (words("cover.reason"), [plain(content.claim)]),
    ]
    order = [plain(content.order_number)]
    if content.ordered_at:
        order.append(plain(words("cover.placed", day=words.day(in_zone(content.ordered_at, zone)))))
    rows.append((words("cover.order"), order))
    if content.paid_with:
        rows.append((words("cover.paid"), [plain(content.paid_with)]))
    if content.delivered_at:
        at = in_zone(content.delivered_at, zone)
        said = words.moment(at, "long")
        if at is not content.delivered_at or hasattr(at, "hour"):
            said = words("formats.time_of_zone", time=said, zone=words.zone(zone, [at]))
        rows.append((words("cover.delivered"), [plain(said)]))
    if content.deadline:
        limit = content.deadline
        closes = in_zone(limit.closes_at, limit.zone)
        said = words("formats.time_of_zone", time=words.moment(closes, "long"), zone=words.city(limit.zone))
        basis = [plain(limit.basis, Style(HINT.size, 14.2, colour=GREY))] if limit.basis else []
        rows.append((words("cover.last_day"), [plain(said, STRONG), *basis]))
    for label, person in (("cover.buyer", content.buyer), ("cover.seller", content.seller)):
        rows.append((words(label), [plain(", ".join(part for part in (person.name, person.place) if part))]))
    _draw_rows(sheet, rows, width)


def _draw_rows(sheet: Sheet, rows: list[tuple[str, list[Block]]], width: float) -> None:
    table = sheet.page.begin("Table")
    for label, blocks in rows:
        height = sum(len(block.lines) * block.leading for block in blocks)
        sheet.room(height + 13)
        page, y = sheet.page, sheet.y + 6.5
        with page.within(table), page.element("TR"):
            with page.element("TH"):
                lines = text.lines([Span(label, QUIET)], _LABEL_WIDTH - 6)
                page.lines(lines, sheet.left, y, QUIET.leading, _LABEL_WIDTH - 6)
            with page.element("TD"):
                for block in blocks:
                    page.lines(block.lines, sheet.left + _LABEL_WIDTH, y, block.leading, width - _LABEL_WIDTH)
                    y += len(block.lines) * block.leading
        sheet.y += max(height, len(lines) * QUIET.leading) + 13
        page.rule(sheet.left, sheet.y, width, colour=RULE)


def _pictured(sheet: Sheet, exhibits: tuple[Exhibit, ...]) -> list[tuple[Exhibit, Picture]]:
    return [(each, sheet.pictures[each.evidence]) for each in exhibits if each.evidence in sheet.pictures]


def _hero(sheet: Sheet) -> tuple[Exhibit, Picture] | None:
    """The picture to show large: the strongest exhibit that is a photo, else the first photo."""
    strongest = sheet.content.strongest
    order = sorted(
        sheet.plan.shown,
        key=lambda each: strongest.index(each.letter) if each.letter in strongest else len(strongest),
    )
    found = _pictured(sheet, tuple(each for each in order if each.kind == "photo"))
    return found[0] if found else None


def _draw_hero(sheet: Sheet, page: Page, hero: tuple[Exhibit, Picture], y: float, height: float) -> float:
    exhibit, picture = hero
    x, width = sheet.left + sheet.body_width - _HERO, _HERO
    if exhibit.is_screen:
        # A screenshot is read, not looked at: it is shown whole.
        scale = min(width / picture.width, height / picture.height)
        width, height = picture.width * scale, picture.height * scale
    frame = (x, y, width, height)
    page.picture(
        picture.key, filled(frame, picture), alt=exhibit.caption, clip=frame, to=f"exhibit:{exhibit.letter}"
    )
    page_number = sheet.number_of(f"exhibit:{exhibit.letter}")
    caption = sheet.words("cover.photo", caption=exhibit.caption.rstrip("."), page=page_number)
    spans = [Span(exhibit.letter, HINT, f"exhibit:{exhibit.letter}", boxed=True), Span(" " + caption, HINT)]
    lines = text.shortened(spans, _HERO, 4)
    with page.element("Caption"):
        page.lines(lines, x, y + height + 5, HINT.leading, _HERO)
    return y + height + 5 + len(lines) * HINT.leading


def filled(frame: tuple[float, float, float, float], picture: Picture) -> tuple[float, float, float, float]:
    """Where a picture has to lie to fill a frame without gaps, its middle in the frame's middle."""
    x, y, width, height = frame
    scale = max(width / picture.width, height / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    return (x - (wide - width) / 2, y - (high - height) / 2, wide, high)


def _strip(sheet: Sheet) -> None:
    """Up to six exhibits in a row, the strongest among them; the index has them all."""
    shown = plan.first_six(sheet.content)
    if (
        not shown
        or (len(shown) == 1 and shown[0].kind == "photo")
        or sheet.y + 26 + 18 + _THUMB[1] + 40 > sheet.bottom
    ):
        return
    sheet.y += 26
    sheet.page.rule(sheet.left, sheet.y, sheet.body_width, thickness=0.8, colour=INK)
    sheet.y += 12.5
    step = (sheet.body_width - _THUMB[0]) / 5
    for number, exhibit in enumerate(shown):
        draw_thumb(sheet, exhibit, (sheet.left + number * step, sheet.y, *_THUMB))
        x, y = sheet.left + number * step, sheet.y + _THUMB[1] + 4
        room = _THUMB[0] - 13
        spans = [Span(exhibit.short_caption or exhibit.caption or exhibit.name, SMALL)]
        lines = text.lines(spans, room)
        side = sheet.page.letter_box(exhibit.letter, x, y, 11.3, to=f"exhibit:{exhibit.letter}")
        with sheet.page.element("Caption"):
            sheet.page.lines(text.shortened(spans, room, 2), x + side + 2.5, y + 0.4, SMALL.leading, room)
            y += max(1, min(2, len(lines))) * SMALL.leading
            where = sheet.number_of(f"exhibit:{exhibit.letter}")
            said = sheet.words("cover.page", page=where) if where != "–" else sheet.words("index.not_printed")
            sheet.page.write(said, HINT, x, y + 9.6, to=f"exhibit:{exhibit.letter}")


def draw_thumb(sheet: Sheet, exhibit: Exhibit, frame: tuple[float, float, float, float]) -> None:
    """A small picture of an exhibit, or its kind of file in an empty frame where it has none."""
    picture = sheet.pictures.get(exhibit.evidence)
    if picture:
        place = filled(frame, picture)
        is_tall = picture.height / picture.width > frame[3] / frame[2]
        if exhibit.kind in ("page", "pdf") or (exhibit.is_screen and is_tall):
            place = (frame[0], frame[1], frame[2], frame[2] * picture.height / picture.width)
        key = picture.thumb or picture.key
        sheet.page.picture(key, place, alt=exhibit.caption, clip=frame, to=f"exhibit:{exhibit.letter}")
        return
    with sheet.page.drawing():
        sheet.page.outline(*frame, thickness=0.5, colour=GREY)
    kind = exhibit.name.rsplit(".", 1)[-1].upper()[:5] if "." in exhibit.name else exhibit.kind
    sheet.page.write(kind, HINT, frame[0] + frame[2] / 2, frame[1] + frame[3] / 2 + 3, align="centre")
