"""Order, payment and tracking: each fact with the source it was copied from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from disputes_app.packets.content import Fact, Shipment
from disputes_app.packets.sheet import BODY, HINT, QUIET, STRONG, Sheet
from disputes_app.packets.table import Column, Table
from disputes_app.packets.text import GREY, Span, Style
from disputes_app.packets.wording import in_zone, is_same_year

_SOURCE = Style(HINT.size, 14.2, colour=GREY)


def lay_out(sheet: Sheet) -> None:
    """Lay out the facts."""
    words, content = sheet.words, sheet.content
    moments = [content.ordered_at, content.delivered_at, *(mark.at for mark in content.marks)]
    intro = words("facts.intro", zone=words.zone(content.home_zone, [content.now, *moments]))
    sheet.begin("facts", words("facts.title"), words("facts.title"), intro)
    _facts(sheet, words("facts.order"), content.order_facts)
    _facts(sheet, words("facts.payment"), content.payment_facts)
    if content.differences:
        _differences(sheet)
    for number, shipment in enumerate(content.shipments, 1):
        _tracking(sheet, shipment, number)


def _before(sheet: Sheet) -> float:
    """The room above a heading: less for the first on the page."""
    return 20.0 if sheet.y > sheet.top + 70 else 2.0


def _facts(sheet: Sheet, title: str, facts: Sequence[Fact]) -> None:
    if not facts:
        return
    sheet.heading(title, before=_before(sheet), after=3.0)
    source_x = sheet.body_width - 136
    columns = [Column(0, 116), Column(124.7, source_x - 124.7 - 12), Column(source_x, 136)]
    table = Table(sheet, columns)
    for fact in facts:
        source = sheet.sources(fact.source.exhibits, fact.source.messages, _SOURCE, fact.source.text)
        table.row(
            [
                [sheet.block(fact.label, QUIET, 116, plain=True)],
                [sheet.block(fact.value, BODY, columns[1].width, strong=fact.strong)],
                [sheet.block(source, _SOURCE, 136)] if source else [],
            ]
        )


def _differences(sheet: Sheet) -> None:
    words = sheet.words
    sheet.heading(words("facts.differences"), before=_before(sheet), after=1.0)
    source_x = sheet.body_width - 136
    half = (source_x - 24) / 2
    columns = [Column(0, half), Column(half + 12, half), Column(source_x, 136)]
    lines = sheet.content.differences
    sources = [
        sheet.sources(each.source.exhibits, each.source.messages, _SOURCE, each.source.text) for each in lines
    ]
    last = words("facts.source") if any(sources) else ""
    table = Table(sheet, columns, [words("facts.promised"), words("facts.received"), last])
    for line, source in zip(lines, sources, strict=True):
        table.row(
            [
                [sheet.block(line.promised, BODY, half)],
                [sheet.block(line.received, BODY, half)],
                [sheet.block(source, _SOURCE, 136)] if source else [],
            ]
        )


def _tracking(sheet: Sheet, shipment: Shipment, number: int) -> None:
    words, content = sheet.words, sheet.content
    key = "facts.tracking" if shipment.tracking_number else "facts.tracking_plain"
    own = [each for each in content.exhibits if each.shipment == number]
    title = words(key, number=shipment.tracking_number, carrier=shipment.carrier)
    title = " ".join([title, *(f"[{exhibit.letter}]" for exhibit in own)])
    sheet.heading(title, before=_before(sheet), after=1.0, keep=90.0)
    for exhibit in own:
        sheet.mark(f"exhibit:{exhibit.letter}", sheet.y - 20)
        sheet.bookmark_exhibit(exhibit, sheet.y - 20)
    if not shipment.events:
        sheet.paragraph([Span(words("facts.no_events"), HINT)], sheet.body_width)
        _note(sheet, shipment)
        return
    moments = [in_zone(event.at, content.home_zone) for event in shipment.events]
    pattern = "short" if is_same_year(moments, in_zone(content.now, content.home_zone).year) else "short_year"
    step = sheet.widest([words.moment(at, pattern) for at in moments], QUIET, 90.0) + 6.5
    place_x = sheet.body_width - 119
    columns = [
        Column(0.6, step - 6),
        Column(step, step - 6),
        Column(2 * step, place_x - 2 * step - 10),
        Column(place_x, 119),
    ]
    home = words.zone(content.home_zone, moments)
    table = Table(sheet, columns, [home, words("facts.local"), words("facts.event"), words("facts.place")])
    for event, at in zip(shipment.events, moments, strict=True):
        local = words.moment(event.at, pattern) if isinstance(event.at, datetime) else ""
        table.row(
            [
                [sheet.block(words.moment(at, pattern), QUIET, columns[0].width, plain=True)],
                [sheet.block(local, QUIET, columns[1].width, plain=True)],
                [sheet.block(event.text, STRONG if event.strong else BODY, columns[2].width)],
                [sheet.block(event.place, BODY, columns[3].width, plain=True)],
            ]
        )
    _note(sheet, shipment)


def _note(sheet: Sheet, shipment: Shipment) -> None:
    if shipment.note:
        sheet.y += 11
        sheet.paragraph(sheet.spans(shipment.note, HINT), sheet.body_width)
