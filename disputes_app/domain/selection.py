"""Which rules of which programmes apply to an order, before any date is counted.

Orders that are alike in all that conditions ask about are selected for once: of a hundred thousand orders there
are rarely more than some hundred sorts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from disputes_app.domain import conditions
from disputes_app.domain.anchors import MEANINGS, Anchor, AnchorKind, choose
from disputes_app.domain.claims import Ground
from disputes_app.domain.conditions import Applies, Question
from disputes_app.domain.moments import day_of
from disputes_app.domain.order_facts import OrderFacts
from disputes_app.domain.programmes import Kind, Programme, Programmes, Rule

Anchors = dict[AnchorKind, Anchor]
_MOST_KEPT = 10_000


class Selected(NamedTuple):
    """A programme with its rules to count, and the questions on which each rule in force still depends."""

    programme: Programme
    rules: tuple[Rule, ...]
    in_force: dict[str, tuple[Question, ...]]


def select(
    facts: OrderFacts, anchors: Anchors, programmes: Programmes, *, unknown: bool
) -> tuple[Selected, ...]:
    """The programmes and rules that apply to an order; with ``unknown``, those too that a missing fact decides."""
    if facts.filed:
        return _select(facts, anchors, programmes, unknown=unknown)
    values = facts.values()
    key: Hashable = (
        frozenset(values.items()),
        tuple(conditions.in_band(band, values, facts.amounts) for band in programmes.bands),
        _era(anchors, programmes),
        facts.claim,
        unknown,
    )
    found: tuple[Selected, ...] | None = programmes.kept.get(key)
    if found is None:
        if len(programmes.kept) >= _MOST_KEPT:
            programmes.kept.clear()
        found = programmes.kept[key] = _select(facts, anchors, programmes, unknown=unknown)
    return found


def select_from(
    programme: Programme, facts: OrderFacts, anchors: Anchors, doubts: tuple[Question, ...], *, unknown: bool
) -> Selected:
    """The rules of one programme that apply, on top of the doubts about the programme itself."""
    case = facts.filed.get(programme.id)
    values = facts.values()
    in_force: dict[str, tuple[Question, ...]] = {}
    for rule in programme.rules:
        if is_valid(rule, anchors):
            verdict = conditions.weigh(rule.when, values, facts.amounts)
            if verdict.applies is Applies.YES or (unknown and verdict.applies is Applies.UNKNOWN):
                in_force[rule.id] = doubts + verdict.questions
    counted = tuple(
        rule
        for rule in programme.rules
        if rule.id in in_force
        and _concerns(rule, facts.claim)
        and not (rule.kind is Kind.COVER and rule.anchor is None)
        and rule.id not in programme.gates
        and (case is not None or rule.id not in programme.chained)
    )
    return Selected(programme, counted, in_force)


def in_force_of(anchors: tuple[Anchor, ...], *, of_case: bool) -> dict[AnchorKind, Anchor]:
    """The value in force of each kind; those of a case only where they belong."""
    chosen: dict[AnchorKind, Anchor] = {}
    several: dict[AnchorKind, list[Anchor]] = {}
    for anchor in anchors:
        kind = anchor.kind
        if kind in chosen:
            several.setdefault(kind, [chosen[kind]]).append(anchor)
        elif of_case or not MEANINGS[kind].of_case:
            chosen[kind] = anchor
    for kind, values in several.items():
        winner = choose(values)
        assert winner is not None
        chosen[kind] = winner.anchor
    return chosen


def with_case(
    programme: Programme, facts: OrderFacts, anchors: dict[AnchorKind, Anchor]
) -> dict[AnchorKind, Anchor]:
    """The order's anchors with those of its case with this programme in front."""
    case = facts.filed.get(programme.id)
    return (
        {**anchors, **in_force_of(case.anchors, of_case=True)}
        if case is not None and case.anchors
        else anchors
    )


def _select(
    facts: OrderFacts, anchors: Anchors, programmes: Programmes, *, unknown: bool
) -> tuple[Selected, ...]:
    values = facts.values()
    found: list[Selected] = []
    for programme in programmes:
        verdict = conditions.weigh(programme.when, values, facts.amounts)
        if verdict.applies is Applies.YES or (unknown and verdict.applies is Applies.UNKNOWN):
            own = with_case(programme, facts, anchors)
            chosen = select_from(programme, facts, own, verdict.questions, unknown=unknown)
            if chosen.rules:
                found.append(chosen)
    return tuple(found)


def _concerns(rule: Rule, claim: Ground | None) -> bool:
    return claim is None or claim in rule.claims


_VERSION_DAYS: Iterable[AnchorKind] = (AnchorKind.CASE_OPENED, AnchorKind.ORDERED, AnchorKind.PAID)


def is_valid(rule: Rule, anchors: Anchors) -> bool:
    """Whether the version was in force on the day the case was opened, else ordered, else paid; when none of
    them is known, whether it is in force still.
    """
    if rule.valid_from is None and rule.valid_to is None:
        return True
    for kind in _VERSION_DAYS:
        anchor = anchors.get(kind)
        if anchor is not None:
            day = day_of(anchor.value)
            return (rule.valid_from is None or rule.valid_from <= day) and (
                rule.valid_to is None or day <= rule.valid_to
            )
    return rule.valid_to is None


def _era(anchors: Anchors, programmes: Programmes) -> int | None:
    """Which versions of rules an order falls under, as the number of boundaries before its day."""
    for kind in _VERSION_DAYS:
        anchor = anchors.get(kind)
        if anchor is not None:
            return bisect_right(programmes.boundaries, day_of(anchor.value).toordinal())
    return None
