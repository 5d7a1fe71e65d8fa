"""Every window of an order: which rules apply to it, and until when each holds.

Nothing here knows the present: what is open or closed now is asked of ``urgency``.
"""

from __future__ import annotations

from collections.abc import Iterator

from disputes_app.domain import conditions
from disputes_app.domain.anchors import MEANINGS, Anchor, AnchorKind, choose
from disputes_app.domain.conditions import Applies, Question
from disputes_app.domain.counting import Scope
from disputes_app.domain.moments import day_of
from disputes_app.domain.order_facts import OrderFacts
from disputes_app.domain.programmes import Kind, Programme, Programmes, Rule, RuleStage
from disputes_app.domain.settling import settle
from disputes_app.domain.window import Needs, Window, last_day, soonest_first

__all__ = [
    "Needs",
    "Window",
    "applies_on",
    "last_day",
    "soonest_first",
    "window_for",
    "windows_for",
    "windows_of",
]


def windows_for(facts: OrderFacts, programmes: Programmes, *, unknown: bool = False) -> tuple[Window, ...]:
    """Every window of an order, of its cases' later stages, and of the other sides' clocks, soonest first.

    With ``facts.claim``, only the windows for that claim. With ``unknown``, also those of programmes and rules
    for which a fact is missing that would decide whether they apply; they carry it in ``doubts``.
    """
    values = facts.values()
    order_anchors = _in_force(facts.anchors, of_case=False)
    found: list[Window] = []
    for programme in programmes.candidates(facts.platform):
        verdict = conditions.weigh(programme.when, values, facts.total)
        if verdict.applies is Applies.YES or (unknown and verdict.applies is Applies.UNKNOWN):
            found.extend(
                _of_programme(programme, facts, programmes, values, order_anchors, verdict.questions, unknown)
            )
    found.sort(key=soonest_first)
    return tuple(found)


def windows_of(programme: Programme, facts: OrderFacts, programmes: Programmes) -> tuple[Window, ...]:
    """The windows of one programme, whether or not it applies to the order."""
    anchors = _in_force(facts.anchors, of_case=False)
    found = _of_programme(programme, facts, programmes, facts.values(), anchors, (), True)
    return tuple(sorted(found, key=soonest_first))


def window_for(programme: Programme, rule: Rule, facts: OrderFacts, programmes: Programmes) -> Window:
    """One rule counted for an order, whether or not it applies to it."""
    case = facts.filed.get(programme.id)
    anchors = _in_force(facts.anchors, of_case=False)
    if case is not None:
        anchors |= _in_force(case.anchors, of_case=True)
    scope = Scope(
        facts.home_zone, anchors, facts.attributes, programmes, programme.by_rule_id, facts.buyer_country
    )
    in_force: dict[str, tuple[Question, ...]] = {one.id: () for one in programme.rules}
    return settle(programme, rule, facts, scope, case, in_force, ())


def applies_on(programme: Programme, rule: Rule, facts: OrderFacts) -> Applies:
    """Whether a rule applies to an order: its programme's and its own conditions, and its validity."""
    if not _is_valid(rule, _in_force(facts.anchors, of_case=True)):
        return Applies.NO
    return conditions.weigh((*programme.when, *rule.when), facts.values(), facts.total).applies


def _in_force(anchors: tuple[Anchor, ...], *, of_case: bool) -> dict[AnchorKind, Anchor]:
    by_kind: dict[AnchorKind, list[Anchor]] = {}
    for anchor in anchors:
        if of_case or not MEANINGS[anchor.kind].of_case:
            by_kind.setdefault(anchor.kind, []).append(anchor)
    chosen: dict[AnchorKind, Anchor] = {}
    for kind, values in by_kind.items():
        if len(values) == 1:
            chosen[kind] = values[0]
        else:
            winner = choose(values)
            assert winner is not None
            chosen[kind] = winner.anchor
    return chosen


def _of_programme(
    programme: Programme,
    facts: OrderFacts,
    programmes: Programmes,
    values: dict[str, frozenset[str]],
    order_anchors: dict[AnchorKind, Anchor],
    doubts: tuple[Question, ...],
    unknown: bool,
) -> Iterator[Window]:
    case = facts.filed.get(programme.id)
    anchors = order_anchors
    if case is not None and case.anchors:
        anchors = {**order_anchors, **_in_force(case.anchors, of_case=True)}
    scope = Scope(
        facts.home_zone, anchors, facts.attributes, programmes, programme.by_rule_id, facts.buyer_country
    )
    in_force: dict[str, tuple[Question, ...]] = {}
    for rule in programme.rules:
        if _is_valid(rule, anchors):
            if not rule.when:
                in_force[rule.id] = doubts
                continue
            verdict = conditions.weigh(rule.when, values, facts.total)
            if verdict.applies is Applies.YES or (unknown and verdict.applies is Applies.UNKNOWN):
                in_force[rule.id] = doubts + verdict.questions
    claim = facts.claim
    for rule in programme.rules:
        open_questions = in_force.get(rule.id)
        if open_questions is None or (claim is not None and claim not in rule.claims):
            continue
        if rule.kind is Kind.COVER and rule.anchor is None:
            continue
        if rule.id in programme.gates or (case is None and rule.id in programme.chained):
            continue
        window = settle(programme, rule, facts, scope, case, in_force, open_questions)
        if case is None and window.awaiting and rule.stage is not RuleStage.OPEN:
            continue
        yield window


def _is_valid(rule: Rule, anchors: dict[AnchorKind, Anchor]) -> bool:
    """Whether the version was in force on the day the case was opened, else ordered, else paid; when none of
    them is known, whether it is in force still.
    """
    if rule.valid_from is None and rule.valid_to is None:
        return True
    for kind in (AnchorKind.CASE_OPENED, AnchorKind.ORDERED, AnchorKind.PAID):
        anchor = anchors.get(kind)
        if anchor is not None:
            day = day_of(anchor.value)
            return (rule.valid_from is None or rule.valid_from <= day) and (
                rule.valid_to is None or day <= rule.valid_to
            )
    return rule.valid_to is None
