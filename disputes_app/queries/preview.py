"""What would protect an order with these facts, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from disputes_app.core import Core
from disputes_app.domain.calendars import day_in
from disputes_app.domain.conditions import Applies
from disputes_app.domain.order_facts import OrderFacts
from disputes_app.domain.programmes import Family
from disputes_app.domain.routes import routes_for
from disputes_app.domain.urgency import State, Urgency, days_left, state, urgency


@dataclass(frozen=True, slots=True)
class Protection:
    """One protection in a line: what it is, how long, until when; ``closed`` says why it is not open."""

    name: str
    family: Family
    line: str
    last_day: date | None = None
    days_left: int | None = None
    urgency: Urgency = Urgency.LATER
    expected: bool = False
    closed: str = ""


def protections(core: Core, facts: OrderFacts) -> list[Protection]:
    """The protections that apply, the first to end first; then those that nearly do, each with its one reason."""
    now = core.now()
    running: list[Protection] = []
    closed: list[Protection] = []
    for route in routes_for(facts, core.programmes, facts.claim, now):
        way = route.way_in
        if route.applies is not Applies.YES or way is None:
            if route.applies is Applies.UNKNOWN:
                closed.append(Protection(route.programme.name, route.programme.family, "", closed=route.why))
            continue
        close = way.shown_close
        if close is None or state(way, now) is State.CLOSED:
            why = way.needs.question if way.needs else route.why
            closed.append(
                Protection(route.programme.name, route.programme.family, way.rule.title, closed=why)
            )
            continue
        running.append(
            Protection(
                route.programme.name,
                route.programme.family,
                way.rule.title,
                date.fromordinal(day_in(way.zone, close)),
                days_left(way, now),
                urgency(way, now),
                way.closes_at is None or way.expected,
            )
        )
    running.sort(key=lambda one: (one.last_day or date.max, one.name))
    return running + closed
