"""What happened in order: a drawn time line with the window to act in, the events, the time limit."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from disputes_app.domain.moments import Moment
from disputes_app.packets import text
from disputes_app.packets.sheet import BODY, PAD, QUIET, STRONG, Sheet
from disputes_app.packets.table import Column, Table
from disputes_app.packets.text import INK, Span, Style
from disputes_app.packets.wording import in_zone, is_same_year

_LABEL = Style(7.8, 10.0)
_LABEL_STRONG = Style(7.8, 10.0, 600)
_BAND = 12.4
_BAND_FILL = (0.85, 0.87, 0.89)


def lay_out(sheet: Sheet) -> None:
    """Lay out the chronology."""
    words, content = sheet.words, sheet.content
    sheet.begin("chronology", words("chronology.title"), words("chronology.title"), words("chronology.intro"))
    if len(content.marks) > 1:
        _time_line(sheet)
    _events(sheet)
    if content.deadline and content.deadline.explanation:
        _time_limit(sheet)


def _instant(moment: Moment, zone: str) -> datetime:
    """A place on the line for a moment; a whole day stands at its noon."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(12), ZoneInfo(zone))


def _time_line(sheet: Sheet) -> None:
    content, words = sheet.content, sheet.words
    zone = content.home_zone
    points = [(mark.label, mark.at, _instant(mark.at, zone), True) for mark in content.marks]
    points.append((words("chronology.this_packet"), in_zone(content.now, zone), content.now, False))
    limit = content.deadline
    if limit:
        points.append(
            (words("chronology.last_day"), in_zone(limit.closes_at, limit.zone), limit.closes_at, True)
        )
    points.sort(key=lambda point: point[2])
    first, last = points[0][2], points[-1][2]
    span = max((last - first) / timedelta(hours=1), 1.0)
    left, right = sheet.left + 24, sheet.left + sheet.body_width - 28
    y = sheet.y + 33

    def x_of(at: datetime) -> float:
        return left + (at - first) / timedelta(hours=1) / span * (right - left)

    page = sheet.page
    with page.drawing():
        page.stroke([(left, y), (right, y)], 0.9)
        if limit and limit.opens_at:
            opens = max(_instant(limit.opens_at, zone), first)
            start, end = x_of(opens), x_of(limit.closes_at)
            page.outline(start, y - _BAND / 2, end - start, _BAND, thickness=0.8, fill=_BAND_FILL)
    if limit and limit.opens_at and limit.window_label:
        _band_label(
            sheet,
            limit.window_label,
            x_of(max(_instant(limit.opens_at, zone), first)),
            x_of(limit.closes_at),
            [x_of(point[2]) for point in points],
            y,
        )
    _points(
        sheet,
        [(label, words.day(at, "short"), x_of(instant), is_past) for label, at, instant, is_past in points],
        y,
    )
    sheet.y = y + 42


def _band_label(sheet: Sheet, label: str, start: float, end: float, points: list[float], y: float) -> None:
    """The window's name in the widest free stretch of its band, if there is room for it."""
    edges = sorted({start, end, *(x for x in points if start < x < end)})
    width = text.width_of(label, _LABEL)
    gaps = [(b - a, (a + b) / 2) for a, b in pairwise(edges)]
    room, middle = max(gaps, default=(0.0, 0.0))
    if room > width + 10:
        sheet.page.write(label, _LABEL, middle, y + 2.7, align="centre")


def _points(sheet: Sheet, points: list[tuple[str, str, float, bool]], y: float) -> None:
    """The dots with their labels, above and below in turn, each moved aside until it touches no other."""
    page = sheet.page
    taken = {-1: sheet.left - 20.0, 1: sheet.left - 20.0}
    edge = sheet.left + sheet.body_width
    for order, (label, day, x, is_past) in enumerate(points):
        line = text.lines([Span(f"{label} ", _LABEL_STRONG), Span(day, _LABEL)], 1e9)
        width = line[0].width
        wanted = min(max(x - width / 2, sheet.left), edge - width)
        sides = (-1, 1) if order % 2 == 0 else (1, -1)
        side = min(sides, key=lambda each: max(taken[each] + 6 - wanted, 0.0))
        at = min(max(wanted, taken[side] + 6), edge - width)
        taken[side] = at + width
        with page.drawing():
            page.stroke([(x, y), (x, y + side * 10.5)], 0.9)
            page.disc(x, y, 3.0, fill=INK if is_past else (1, 1, 1), thickness=0.9)
        with page.element("P"):
            page.lines(line, at, y - 22.5 if side < 0 else y + 12.5, 10, width + 1)


def _events(sheet: Sheet) -> None:
    content, words = sheet.content, sheet.words
    zone = content.home_zone
    moments = [in_zone(entry.at, zone) for entry in content.chronology]
    pattern = "weekday" if is_same_year(moments, in_zone(content.now, zone).year) else "weekday_year"
    date_width = sheet.widest([words.moment(at, pattern) for at in moments], QUIET, 90.0) + 6
    source_x = sheet.body_width - 130.6
    columns = [
        Column(0, date_width - 6),
        Column(date_width, source_x - date_width - 12),
        Column(source_x, 130.6),
    ]
    label = words.zone(zone, [content.now, *moments])
    table = Table(
        sheet,
        columns,
        [words("chronology.date", zone=label), words("chronology.event"), words("chronology.source")],
    )
    for entry, at in zip(content.chronology, moments, strict=True):
        source = sheet.sources(entry.source.exhibits, entry.source.messages, QUIET, entry.source.text)
        table.row(
            [
                [sheet.block(words.moment(at, pattern), QUIET, columns[0].width, plain=True)],
                [sheet.block(entry.text, BODY, columns[1].width, strong=entry.strong)],
                [sheet.block(source, QUIET, columns[2].width)] if source else [],
            ]
        )


def _time_limit(sheet: Sheet) -> None:
    limit = sheet.content.deadline
    assert limit is not None
    inner = sheet.body_width - 26.6
    lead = sheet.words("chronology.time_limit") + sheet.words.table["language"]["sentence_gap"]
    spans = [Span(lead, STRONG), *sheet.spans(limit.explanation, BODY)]
    lines = text.lines(spans, inner)
    height = len(lines) * BODY.leading + 2 * (PAD + 5)
    sheet.y += 26
    sheet.room(height)
    page = sheet.page
    with page.drawing():
        page.outline(sheet.left, sheet.y, sheet.body_width, height, radius=3, thickness=0.9)
    with page.element("P"):
        page.lines(lines, sheet.left + 13.3, sheet.y + PAD + 5, BODY.leading, inner)
    sheet.y += height
