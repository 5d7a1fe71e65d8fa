"""What of an order's events is shown: the chosen kind, quiet runs folded, the newest first laid out, and today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from disputes_app.domain.anchors import MEANINGS, AnchorKind
from disputes_app.domain.moments import day_of
from disputes_app.gui.phrases import long_day, short_day
from disputes_app.gui.screens.order.chronology_rows import Look, Made, Row
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import home_moment, translate
from disputes_app.gui.words import counted
from disputes_app.queries.chronology import Event, EventKind

LEAST_FOLDED = 3
EARLIER = "fold:earlier"
MOST = 60
"""So many rows are laid out at first; the older ones come by as many at a time."""
SHORT = 6
"""So many events are all shown: there is nothing to fold away for."""


class Show(StrEnum):
    """Which events a person wants to see."""

    ALL = "all"
    MESSAGES = "messages"
    SHIPPING = "shipping"
    PHOTOS = "photos"


_SHOWN = {
    Show.MESSAGES: (EventKind.MESSAGE,),
    Show.SHIPPING: (EventKind.SCAN,),
    Show.PHOTOS: (EventKind.PHOTOS,),
}
_SHIPPING = (AnchorKind.SHIPPED, AnchorKind.DELIVERED, AnchorKind.CONFIRMED, AnchorKind.RETURNED)


def shown(event: Event, what: Show) -> bool:
    """Whether a choice of events includes this one."""
    if what is Show.ALL or event.kind in _SHOWN[what]:
        return True
    return what is Show.SHIPPING and event.anchor in _SHIPPING


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
        spoken=f"{translate('Order', 'Today')}, {long_day(view.today)}. {note}",
    )
