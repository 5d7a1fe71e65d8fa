"""Counting from anchors: which day an anchor falls on in a zone, and what lies a length after it.

Everything is held as a ``Reading``: the point that is known, and the earliest point that any permitted answer
to what is missing could give. A window is never shown later than the second.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from disputes_app.domain.anchors import ESTIMATES, MEANINGS, Anchor, AnchorKind, Known, Precision
from disputes_app.domain.calendars import (
    day_at_noon,
    day_in,
    plus_hours,
    plus_months,
    plus_working_days,
    start_of_day,
)
from disputes_app.domain.order_facts import number_in
from disputes_app.domain.programmes import (
    Expression,
    How,
    Lapse,
    Length,
    Programmes,
    Rule,
    Term,
    Unit,
)

_GUESSED = (Known.COMPUTED, Known.LAPSED)


class Point(NamedTuple):
    """A day (ordinal, in the zone counted in), with its instant where the hour is known."""

    day: int
    instant: datetime | None = None


class Reading(NamedTuple):
    """What an expression comes to.

    ``point`` is what is known (None when too much is missing), ``low`` the earliest it can turn out to be
    (None when nothing bounds it), ``used`` the anchors it rests on, ``missing`` the facts that would change
    it, ``expected`` whether it rests on an estimate alone.
    """

    point: Point | None
    low: Point | None
    used: tuple[Anchor, ...] = ()
    missing: tuple[str, ...] = ()
    expected: bool = False


@dataclass(slots=True)
class Scope:
    """The facts one programme's rules are counted from: anchors in force by kind, in one zone."""

    zone: str
    anchors: dict[AnchorKind, Anchor]
    attributes: Mapping[str, str]
    programmes: Programmes
    rules: dict[str, Rule]
    country: str = ""
    days: dict[tuple[AnchorKind, str], Point] = field(default_factory=dict)
    lows: dict[tuple[AnchorKind, str], Point | None] = field(default_factory=dict)
    terms: dict[tuple[AnchorKind, str], Reading] = field(default_factory=dict)

    def point(self, kind: AnchorKind, zone: str) -> Point | None:
        """The day of an anchor in a zone; None while it is not known."""
        anchor = self.anchors.get(kind)
        if anchor is None or anchor.precision is Precision.NOT_BEFORE:
            return None
        return known_point(self, anchor, zone)


def known_point(scope: Scope, anchor: Anchor, zone: str) -> Point:
    """The day (and instant) of an anchor in a zone.

    A whole day with a zone of its own is taken at its first instant, which may be the day before in ``zone``;
    one without is the day as the programme shows it, or the day before where noon at home still falls on that.
    Neither lies before what must have come first, as far as the difference between zones can explain it.
    """
    key = (anchor.kind, zone)
    point = scope.days.get(key)
    if point is not None:
        return point
    value = anchor.value
    if isinstance(value, datetime):
        point = Point(day_in(zone, value), value)
    else:
        day = _whole_day(scope, anchor, value, zone)
        floor = lower_bound(scope, anchor.kind, zone)
        if floor is not None and floor.day - 1 <= day <= floor.day:
            point = Point(floor.day, floor.instant)
        else:
            point = Point(day)
    if anchor.precision is not Precision.NOT_BEFORE:
        scope.days[key] = point
    return point


def _whole_day(scope: Scope, anchor: Anchor, value: date, zone: str) -> int:
    day = value.toordinal()
    if anchor.zone:
        return day if anchor.zone == zone else min(day, day_in(zone, start_of_day(anchor.zone, day)))
    return day if scope.zone == zone else min(day, day_at_noon(scope.zone, day, zone))


def lower_bound(scope: Scope, kind: AnchorKind, zone: str) -> Point | None:
    """The earliest an anchor that is missing can be: a stated bound, or the latest of what must precede it."""
    key = (kind, zone)
    if key in scope.lows:
        return scope.lows[key]
    bounds: list[Point] = []
    stated = scope.anchors.get(kind)
    if stated is not None and stated.precision is Precision.NOT_BEFORE:
        value = stated.value
        if isinstance(value, datetime):
            bounds.append(Point(day_in(zone, value), value))
        else:
            bounds.append(Point(_whole_day(scope, stated, value, zone)))
    for earlier in MEANINGS[kind].after:
        anchor = scope.anchors.get(earlier)
        if anchor is not None and anchor.precision is not Precision.NOT_BEFORE:
            bounds.append(known_point(scope, anchor, zone))
        else:
            bound = lower_bound(scope, earlier, zone)
            if bound is not None:
                bounds.append(bound)
    low = scope.lows[key] = max(bounds, key=lambda point: point.day) if bounds else None
    return low


def evaluate(scope: Scope, expression: Expression, zone: str) -> Reading:
    """The reading of an anchor expression in a zone."""
    if isinstance(expression, Term):
        return _term(scope, expression, zone)
    if isinstance(expression, Lapse):
        rule = scope.rules[expression.rule]
        reading = last_point(scope, rule, rule.length, zone)
        return reading._replace(expected=reading.expected or reading.point is not None)
    readings = [evaluate(scope, part, zone) for part in expression.parts]
    return _choose(expression.how, readings)


def _term(scope: Scope, term: Term, zone: str) -> Reading:
    key = (term.kind, zone)
    reading = scope.terms.get(key)
    if reading is None:
        reading = scope.terms[key] = _plain(scope, term.kind, zone)
    for length in term.plus:
        reading = plus(scope, reading, length, zone)
    return reading


def _plain(scope: Scope, kind: AnchorKind, zone: str) -> Reading:
    """The reading of one anchor as it is."""
    anchor = scope.anchors.get(kind)
    if anchor is None or anchor.precision is Precision.NOT_BEFORE:
        return Reading(None, lower_bound(scope, kind, zone), (), (kind.value,))
    point = known_point(scope, anchor, zone)
    return Reading(point, point, (anchor,), (), anchor.source in _GUESSED)


def _choose(how: How, readings: list[Reading]) -> Reading:
    known = [r for r in readings if r.point is not None]
    missing = tuple(name for r in readings for name in r.missing)
    lows = [r.low for r in readings if r.low is not None]
    every = min(lows, key=_sort) if len(lows) == len(readings) else None
    if how is How.FIRST_KNOWN:
        if not known:
            return Reading(None, every, (), missing[:1])
        first = known[0]
        if first is readings[0]:
            return first
        wanted = readings[0]
        bounds = [p for p in (wanted.low, first.low) if p is not None]
        low = min(bounds, key=_sort) if len(bounds) == 2 else None
        stand_in = bool(first.used) and first.used[-1].kind in ESTIMATES
        return Reading(first.point, low, first.used, wanted.missing, first.expected or stand_in)
    if how is How.EARLIER_OF:
        if not known:
            return Reading(None, every, (), missing)
        best = min(known, key=_by_point)
        return Reading(best.point, every, best.used, missing, best.expected)
    low = max(lows, key=_sort) if lows else None
    if (how is How.LATER_OF and len(known) < len(readings)) or not known:
        return Reading(None, low, tuple(a for r in known for a in r.used), missing)
    best = max(known, key=_by_point)
    return Reading(best.point, low, best.used, missing, best.expected)


def _sort(point: Point) -> tuple[int, float]:
    return point.day, point.instant.timestamp() if point.instant else 0.0


def _by_point(reading: Reading) -> tuple[int, float]:
    assert reading.point is not None
    return _sort(reading.point)


def plus(scope: Scope, reading: Reading, length: Length, zone: str) -> Reading:
    """The reading so much later. A number that only the order's attributes know, and that is missing there,
    makes the result unknown.
    """
    n = length.n
    if length.attribute:
        n = number_in(scope.attributes.get(length.attribute, ""))
        if n is None:
            missing = (*reading.missing, length.attribute)
            return Reading(None, reading.low, reading.used, missing, reading.expected)
    if n is None:
        return Reading(None, None, reading.used, reading.missing, reading.expected)
    point = None if reading.point is None else add(scope, reading.point, n, length, zone)
    low = point
    if reading.low is not reading.point:
        low = None if reading.low is None else add(scope, reading.low, n, length, zone)
    return Reading(point, low, reading.used, reading.missing, reading.expected)


def add(scope: Scope, point: Point, n: int, length: Length, zone: str) -> Point:
    """The point n units later. Billing cycles without statement days are taken as months, the one running at
    the start not counted, and bounded by the day cap.
    """
    unit = length.unit
    if n == 0:
        return point
    if unit is Unit.DAYS:
        return Point(point.day + n)
    if unit is Unit.HOURS:
        instant = plus_hours(point.instant or start_of_day(zone, point.day), n)
        return Point(day_in(zone, instant), instant)
    if unit is Unit.BUSINESS_DAYS:
        return Point(plus_working_days(scope.programmes.working_days, length.calendar, point.day, n))
    if unit is Unit.BILLING_CYCLES:
        day = plus_months(point.day, n + 1)
        return Point(day if length.day_cap is None else min(day, point.day + length.day_cap))
    return Point(plus_months(point.day, 12 * n if unit is Unit.YEARS else n))


def last_point(scope: Scope, rule: Rule, length: Length, zone: str) -> Reading:
    """The last day (or instant) of a rule with one of its lengths, before its cap, pause and roll-forward."""
    if rule.anchor is None:
        return Reading(None, None)
    start = evaluate(scope, rule.anchor, zone)
    shift = -(rule.event_day_counts + (not rule.last_day_counts))
    if rule.event_day_counts and length.unit is Unit.BUSINESS_DAYS:
        start = start._replace(point=_moved(start.point, -1), low=_moved(start.low, -1))
        shift += 1
    reading = plus(scope, start, length, zone)
    if rule.extension:
        shift += number_in(scope.attributes.get(rule.extension, "")) or 0
    if not shift:
        return reading
    return reading._replace(point=_moved(reading.point, shift), low=_moved(reading.low, shift))


def _moved(point: Point | None, days: int) -> Point | None:
    if point is None:
        return None
    return Point(point.day + days, None if point.instant is None else plus_hours(point.instant, 24 * days))
