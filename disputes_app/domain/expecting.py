"""By when an order should have come: what was said, else what was agreed, else how long carriers and cards wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from disputes_app.domain.anchors import Anchor, AnchorKind
from disputes_app.domain.calendars import day_in, held
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.moments import day_of
from disputes_app.domain.order_facts import number_in
from disputes_app.domain.programmes import Kind
from disputes_app.domain.window import Window, last_day

AGREED = ("lead_days", "shipping_days", "handling_days")
"""The lengths of an agreed delivery, as they are kept among an order's facts."""
KINDS = (AnchorKind.ESTIMATED_TO, AnchorKind.PROMISED, AnchorKind.PAID)
_NOT_THERE = frozenset({ClaimType.NOT_RECEIVED, ClaimType.LATE})


class Expected(NamedTuple):
    """The last day on which an order should come, and why. ``waited`` marks one that nobody named: it is how long a
    programme allows a delivery, or waits before it takes an order as lost.
    """

    day: date
    why: str
    waited: bool = False


def expected_by(
    anchors: Mapping[AnchorKind, Anchor], facts: Mapping[str, str], windows: Iterable[Window]
) -> Expected | None:
    """By when an order that is on its way should come; None when nothing says so."""
    estimated, promised = anchors.get(AnchorKind.ESTIMATED_TO), anchors.get(AnchorKind.PROMISED)
    if estimated is not None:
        return Expected(day_of(estimated.value), "the delivery estimate ends then")
    if promised is not None:
        return Expected(day_of(promised.value), "delivery was promised by then")
    paid = anchors.get(AnchorKind.PAID)
    lengths = [length for name in AGREED if (length := number_in(facts.get(name, ""))) is not None]
    if paid is not None and len(lengths) == len(AGREED):
        day = date.fromordinal(held(day_of(paid.value).toordinal() + sum(lengths)))
        return Expected(day, "payment, and the agreed lead, shipping and handling days")
    known = [found for window in windows for found in (_guaranteed(window), _waited(window)) if found]
    return max(known, default=None)


def _guaranteed(window: Window) -> Expected | None:
    """The day by which a marketplace guarantees that an order comes, longer for countries far away."""
    day = last_day(window)
    if window.kind is not Kind.COVER or day is None or not _NOT_THERE.issuperset(window.claims):
        return None
    title = window.rule.title[:1].lower() + window.rule.title[1:]
    return Expected(day, f"{window.programme.name}: {title}", waited=True)


def _waited(window: Window) -> Expected | None:
    """The day before a claim for non-receipt is taken, where a rule for just that says from when it is.

    Carriers wait longer for a parcel that crosses a border, so the day does as well.
    """
    if window.opens_at is None or not window.gated or len(window.rule.opened_by) != 1:
        return None
    gate = window.programme.by_rule_id[window.rule.opened_by[0]]
    if not _NOT_THERE.issuperset(gate.claims):
        return None
    title = gate.title[:1].lower() + gate.title[1:]
    why = f"{window.programme.name} takes a claim for a lost order only then: {title}"
    return Expected(date.fromordinal(day_in(window.zone, window.opens_at) - 1), why, waited=True)
