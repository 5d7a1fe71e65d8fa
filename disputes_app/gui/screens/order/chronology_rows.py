"""The rows of the chronology: events joined where they are one, quiet runs folded, every word ready to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from disputes_app.domain.anchors import MEANINGS, AnchorKind
from disputes_app.domain.evidence import Evidence, EvidenceKind
from disputes_app.domain.messages import Message, MessageDirection
from disputes_app.domain.moments import Moment, day_of
from disputes_app.domain.window import soonest_first
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import (
    clock,
    home_moment,
    level_of_row,
    short_day,
    spoken_day,
    translate,
)
from disputes_app.gui.urgency import Level
from disputes_app.gui.words import counted
from disputes_app.queries.chronology import Event, EventKind
from disputes_app.queries.deadlines import WindowRow

LEAST_FOLDED = 3
EARLIER = "fold:earlier"
MOST = 120
"""So many rows are laid out at first; the older ones come by as many at a time."""
SHORT = 6
"""So many events are all shown: there is nothing to fold away for."""


class Show(StrEnum):
    """Which events a person wants to see."""

    ALL = "all"
    MESSAGES = "messages"
    SHIPPING = "shipping"
    PHOTOS = "photos"


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


_SHOWN = {
    Show.MESSAGES: (EventKind.MESSAGE,),
    Show.SHIPPING: (EventKind.SCAN,),
    Show.PHOTOS: (EventKind.PHOTOS,),
}
_SHIPPING = (AnchorKind.SHIPPED, AnchorKind.DELIVERED, AnchorKind.CONFIRMED, AnchorKind.RETURNED)
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


def shown(event: Event, what: Show) -> bool:
    """Whether a choice of events includes this one."""
    if what is Show.ALL or event.kind in _SHOWN[what]:
        return True
    return what is Show.SHIPPING and event.anchor in _SHIPPING


def made_of(view: OrderView) -> tuple[Made, ...]:
    """The rows of all events of an order with what they are made of; needs no window, so any thread can make them."""
    return tuple(((event, *also), _row(view, event, also)) for event, also in joined(view.events))


def counts(made: Sequence[Made]) -> dict[Show, int]:
    """How many events every choice shows."""
    return {what: sum(shown(events[0], what) for events, _ in made) for what in Show}


def rows(
    view: OrderView,
    made: Sequence[Made],
    what: Show = Show.ALL,
    unfolded: frozenset[str] = frozenset(),
    most: int = MOST,
) -> list[Row]:
    """The rows shown, oldest first: the folds with these keys are open, and of a long story the newest ``most``."""
    chosen = [(events, row) for events, row in made if shown(events[0], what)]
    folds = what is Show.ALL and len(chosen) > SHORT
    found = list(_folded(view, chosen, unfolded)) if folds else [row for _, row in chosen]
    if what is Show.ALL:
        ahead = next((n for n, row in enumerate(found) if row.day > view.today), len(found))
        found.insert(ahead, _today(view))
    if len(found) > most:
        found = [_earlier(view, found[:-most]), *found[-most:]]
    days: set[date] = set()
    for number, row in enumerate(found):
        shows_day = row.look is Look.TODAY or (row.look is not Look.FOLD and row.day not in days)
        found[number] = replace(row, shows_day=shows_day, shows_year=row.day.year != view.today.year)
        days.add(row.day)
    return found


def _earlier(view: OrderView, hidden: Sequence[Row]) -> Row:
    words = counted("Order", "%n earlier event", "%n earlier events", len(hidden))
    title = f"{_span(view, hidden)}: {words}"
    return Row(
        key=EARLIER,
        look=Look.FOLD,
        day=hidden[0].day,
        icon="ellipsis",
        title=title,
        note=str(min(len(hidden), MOST)),
        spoken=title,
    )


def _folded(view: OrderView, made: Sequence[Made], unfolded: frozenset[str]) -> Iterator[Row]:
    arrived = max((n for n, (happened, _row) in enumerate(made) if _is_arrival(happened)), default=-1)
    run: list[Made] = []
    for number, (happened, row) in enumerate(made):
        if row.day <= view.today and _is_quiet(happened, row, is_before=number < arrived):
            run.append((happened, row))
            continue
        yield from _fold(view, run, unfolded)
        run = []
        yield row
    yield from _fold(view, run, unfolded)


def _is_arrival(happened: Sequence[Event]) -> bool:
    return any(event.anchor is AnchorKind.DELIVERED for event in happened)


def _is_quiet(happened: Sequence[Event], row: Row, *, is_before: bool) -> bool:
    """What nobody looks at every day: dates and scans, and all that was settled before the parcel came."""
    if happened[0].kind in (EventKind.DATE, EventKind.SCAN):
        return not _is_arrival(happened)
    return is_before and not row.lacks_translation


def _fold(view: OrderView, run: Sequence[Made], unfolded: frozenset[str]) -> Iterator[Row]:
    if len(run) < LEAST_FOLDED:
        yield from (row for _, row in run)
        return
    members = tuple(row for _, row in run)
    key = f"fold:{members[0].key}"
    words = ", ".join(_summary([event for happened, _ in run for event in happened]))
    title = f"{_span(view, members)}: {words}"
    yield Row(
        key=key,
        look=Look.FOLD,
        day=members[0].day,
        icon="ellipsis",
        title=title,
        note=str(len(members)) if key not in unfolded else "",
        hidden=members,
        spoken=title,
    )
    if key in unfolded:
        yield from members


def _span(view: OrderView, members: Sequence[Row]) -> str:
    """From the first day to the last: ``6 to 26 Feb``."""
    begin, end = members[0].day, members[-1].day
    first, last = short_day(begin, view.today), short_day(end, view.today)
    if first == last:
        return first
    if (begin.year, begin.month) == (end.year, end.month):
        first = str(begin.day)
    return translate("Order", "{first} to {last}").format(first=first, last=last)


def _summary(events: Sequence[Event]) -> Iterator[str]:
    """What a fold hides: the dates that matter by name, the rest counted."""
    kinds = [event.kind for event in events]
    named = {AnchorKind.ORDERED, AnchorKind.PAID, AnchorKind.SHIPPED}
    told = [one.anchor for one in events if one.anchor in named]
    yield from dict.fromkeys(
        MEANINGS[kind].words for kind in told if kind is not AnchorKind.ORDERED or AnchorKind.PAID not in told
    )
    scans = kinds.count(EventKind.SCAN)
    if scans:
        yield counted("Order", "%n tracking event", "%n tracking events", scans)
    messages = kinds.count(EventKind.MESSAGE)
    if messages:
        yield counted("Order", "%n message", "%n messages", messages)
    files = sum(len(one.evidence) for one in events if one.kind in (EventKind.FILES, EventKind.PHOTOS))
    if files:
        yield counted("Order", "%n file", "%n files", files)
    others = sum(one.kind is EventKind.DATE and one.anchor not in named for one in events)
    if others:
        yield counted("Order", "%n other date", "%n other dates", others)


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
        time=clock(event.at, view.home, event.scan.zone if event.scan else ""),
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
        return replace(row, look=Look.PICTURES, title=_pictures_words(event), note="; ".join(filter(None, captions)))
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


def _today(view: OrderView) -> Row:
    last = max(
        (home_moment(event.at, view.home) for event in view.events if event.kind is EventKind.MESSAGE),
        key=day_of,
        default=None,
    )
    words = []
    if last is not None and (silent := (view.today - day_of(last)).days) > 0:
        words.append(counted("Order", "silent for %n day", "silent for %n days", silent))
    if view.missing:
        words.append(counted("Order", "%n proof missing", "%n proofs missing", view.missing))
    note = ", ".join(words)
    return Row(
        key="today",
        look=Look.TODAY,
        day=view.today,
        icon="sun",
        title=translate("Order", "Today"),
        note=note,
        spoken=f"{translate('Order', 'Today')}, {spoken_day(view.today)}. {note}",
    )


def lacks_translation(message: Message, language: str) -> bool:
    """Whether a received message is in other words than the reader's and has no translation."""
    if message.translation or message.direction is MessageDirection.SENT:
        return False
    if message.language:
        return message.language.partition("-")[0] != language
    letters = [letter for letter in message.text if letter.isalpha()]
    # Without a language told, a script that is not Latin is what can be seen.
    return sum(ord(letter) > 0x24F for letter in letters) * 2 > len(letters)


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
    said = [f"{spoken_day(row.day)} {row.time}".strip(), row.title, row.note, row.detail]
    if row.message is not None:
        said.append(row.message.translation or row.message.text)
        if row.lacks_translation:
            said.append(translate("Order", "No translation yet"))
    return ". ".join(part.rstrip(".") for part in said if part)
