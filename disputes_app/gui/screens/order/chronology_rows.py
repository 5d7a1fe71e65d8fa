"""The rows of the chronology: events joined where they are one, quiet runs folded, every word ready to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.evidence import Evidence, EvidenceKind
from disputes_app.domain.messages import Message, MessageDirection, lacks_translation
from disputes_app.domain.moments import Moment, day_of
from disputes_app.domain.window import soonest_first
from disputes_app.gui.phrases import long_day
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import clock, home_moment, level_of_row, translate
from disputes_app.gui.urgency import Level
from disputes_app.gui.words import counted
from disputes_app.queries.chronology import Event, EventKind
from disputes_app.queries.deadlines import WindowRow


class Look(StrEnum):
    """How a row is drawn."""

    EVENT = "event"
    PICTURES = "pictures"
    MESSAGE = "message"
    FOLD = "fold"
    TODAY = "today"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row. ``level`` rings it in the colour of the window it starts; ``hidden`` are a fold's events."""

    key: str
    look: Look
    day: date
    icon: str
    title: str
    note: str = ""
    time: str = ""
    detail: str = ""
    anchor: AnchorKind | None = None
    message: Message | None = None
    lacks_translation: bool = False
    pictures: tuple[tuple[Evidence, str], ...] = ()
    level: Level | None = None
    hidden: tuple[Row, ...] = ()
    shows_day: bool = True
    shows_year: bool = False
    spoken: str = ""


_ICONS = {
    EventKind.DATE: "calendar",
    EventKind.SCAN: "truck",
    EventKind.MESSAGE: "message-square",
    EventKind.PHOTOS: "camera",
    EventKind.FILES: "file-text",
    EventKind.STAGE: "scale",
}
_DATE_ICONS = {
    AnchorKind.ORDERED: "package",
    AnchorKind.PAID: "credit-card",
    AnchorKind.SHIPPED: "truck",
    AnchorKind.DELIVERED: "package-check",
    AnchorKind.CONFIRMED: "check",
    AnchorKind.REFUND_PROMISED: "rotate-ccw",
    AnchorKind.REFUNDED: "wallet",
}


Made = tuple[tuple[Event, ...], Row]
"""A row with the events it is made of."""


def joined(events: Sequence[Event]) -> list[tuple[Event, tuple[Event, ...]]]:
    """Each event with the dates that say when it was: one instant is one row, the telling thing before a date."""
    found: list[list[Event]] = []
    for event in events:
        last = found[-1] if found else []
        if last and _is_same_minute(event.at, last[0].at) and _may_join(event, last):
            last.append(event)
        else:
            found.append([event])
    rows = []
    for group in found:
        group.sort(key=lambda event: event.kind is EventKind.DATE)
        rows.append((group[0], tuple(group[1:])))
    return rows


def _is_same_minute(one: Moment, other: Moment) -> bool:
    """A date typed to the minute and the photo taken in it are one event."""
    if not isinstance(one, datetime) or not isinstance(other, datetime):
        return False
    return one.astimezone(UTC).replace(second=0, microsecond=0) == other.astimezone(UTC).replace(
        second=0, microsecond=0
    )


def _may_join(event: Event, group: Sequence[Event]) -> bool:
    dates = [one for one in (event, *group) if one.kind is EventKind.DATE]
    return len(dates) >= len(group)


def made_of(view: OrderView) -> tuple[Made, ...]:
    """The rows of all events of an order with what they are made of; needs no window, so any thread can make them."""
    return tuple(((event, *also), _row(view, event, also)) for event, also in joined(view.events))


def _row(view: OrderView, event: Event, also: Sequence[Event]) -> Row:
    at = home_moment(event.at, view.home)
    ids = {one.window.id for part in (event, *also) for one in part.starts}
    starts = [one for one in view.windows if one.window.id in ids]
    row = Row(
        key=_key(event),
        look=Look.EVENT,
        day=day_of(at),
        icon=_icon(event, also),
        title=event.title,
        time=clock(event.at, view.home, _other_zone(event, starts)),
        anchor=next((one.anchor for one in (event, *also) if one.anchor), None),
        level=_level(starts),
        pictures=tuple((one, (event.letters or {}).get(one.id, "")) for one in event.evidence),
    )
    if event.kind is EventKind.DATE and also:
        row = replace(row, title=", ".join([event.title, *(one.title.lower() for one in also)]))
    elif also and event.kind is not EventKind.MESSAGE:
        said = [one.title.lower() for one in also]
        row = replace(row, note=", ".join(one for one in said if not row.title.lower().startswith(one)))
    made = _MADE.get(event.kind, _plain)(view, event, row)
    detail = " ".join(filter(None, (_starts_words(starts), made.detail)))
    made = replace(made, detail=detail)
    return replace(made, spoken=made.spoken or _spoken(made))


def _other_zone(event: Event, starts: Sequence[WindowRow]) -> str:
    """The second clock of an event: that of its place, else the one its first window is counted in."""
    if event.scan is not None and event.scan.zone:
        return event.scan.zone
    return starts[0].window.zone if starts else ""


def _plain(_view: OrderView, event: Event, row: Row) -> Row:
    return replace(row, detail=event.detail)


def _message(view: OrderView, event: Event, row: Row) -> Row:
    message = event.message
    assert message is not None
    sent = message.direction is MessageDirection.SENT
    icons = {MessageDirection.SENT: "arrow-up-right", MessageDirection.RECEIVED: "arrow-down-left"}
    lacks = lacks_translation(message, view.settings.language)
    return replace(
        row,
        look=Look.MESSAGE,
        icon=icons.get(message.direction, "message-square"),
        title=translate("Order", "You") if sent else message.sender,
        note=", ".join(filter(None, (message.subject, message.channel if sent else ""))),
        time=clock(event.at, view.home, message.zone),
        message=message,
        lacks_translation=lacks,
        level=row.level or (Level.CLOSE if lacks else None),
    )


def _pictures(view: OrderView, event: Event, row: Row) -> Row:
    first, last = (_taken(view, one) for one in (event.evidence[0], event.evidence[-1]))
    captions = dict.fromkeys(view.captions.get(one.id) or one.caption for one in event.evidence)
    facts = [event.evidence[0].device]
    if all(one.kind is EvidenceKind.SCREENSHOT for one in event.evidence):
        return replace(
            row, look=Look.PICTURES, title=_pictures_words(event), note="; ".join(filter(None, captions))
        )
    if not any(one.captured_at for one in event.evidence):
        facts = [translate("Order", "no capture time")]
    facts.append(
        translate("Order", "with location")
        if any(one.latitude is not None for one in event.evidence)
        else translate("Order", "no location")
    )
    return replace(
        row,
        look=Look.PICTURES,
        title=_pictures_words(event),
        note="; ".join(filter(None, captions)),
        time=row.time if first == last else f"{first}–{last}",
        detail=", ".join(filter(None, facts)),
    )


def _pictures_words(event: Event) -> str:
    number = len(event.evidence)
    if all(one.kind is EvidenceKind.SCREENSHOT for one in event.evidence):
        return counted("Order", "%n screenshot", "%n screenshots", number)
    return counted("Order", "%n photo", "%n photos", number)


def _taken(view: OrderView, one: Evidence) -> str:
    return clock(one.captured_at, view.home) if one.captured_at else ""


def _stage(_view: OrderView, event: Event, row: Row) -> Row:
    title = translate("Order", "Case: {stage}").format(stage=event.title.lower())
    return replace(row, title=title, detail=event.detail)


_MADE = {
    EventKind.MESSAGE: _message,
    EventKind.PHOTOS: _pictures,
    EventKind.STAGE: _stage,
}


def _level(starts: Sequence[WindowRow]) -> Level | None:
    """The ring's colour: that of the window among those it starts that closes first and is still open."""
    running = [row for row in starts if row.days_left is None or row.days_left >= 0]
    if not running:
        return None
    return level_of_row(min(running, key=lambda row: soonest_first(row.window)))


def _starts_words(starts: Sequence[WindowRow]) -> str:
    number = len({row.window.id for row in starts})
    return counted("Order", "Starts %n window.", "Starts %n windows.", number) if number else ""


def _icon(event: Event, also: Sequence[Event]) -> str:
    for one in (event, *also):
        if one.anchor in _DATE_ICONS and event.kind in (EventKind.DATE, EventKind.SCAN):
            return _DATE_ICONS[one.anchor]
    return _ICONS[event.kind]


def _key(event: Event) -> str:
    for thing in (event.message, event.scan, event.stage, *event.evidence[:1]):
        if thing is not None:
            return f"{event.kind}:{thing.id}"
    return f"{event.kind}:{event.anchor}"


def _spoken(row: Row) -> str:
    said = [f"{long_day(row.day)} {row.time}".strip(), row.title, row.note, row.detail]
    if row.message is not None:
        said.append(row.message.translation or row.message.text)
        if row.lacks_translation:
            said.append(translate("Order", "No translation yet"))
    return ". ".join(part.rstrip(".") for part in said if part)
