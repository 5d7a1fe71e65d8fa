"""Every window of an order: which rules apply to it, and until when each holds.

Nothing here knows the present: what is open or closed now is asked of ``urgency``.
"""

from __future__ import annotations

from collections.abc import Iterator

from disputes_app.domain import conditions
from disputes_app.domain.anchors import Anchor, AnchorKind
from disputes_app.domain.conditions import Applies
from disputes_app.domain.counting import Scope
from disputes_app.domain.order_facts import OrderFacts
from disputes_app.domain.programmes import Programme, Programmes, Rule, RuleStage
from disputes_app.domain.selection import Selected, in_force_of, is_valid, select, select_from, with_case
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
    anchors = in_force_of(facts.anchors, of_case=False)
    found: list[Window] = []
    shared = Scope(facts.home_zone, anchors, facts.attributes, programmes, {}, facts.buyer_country)
    for selected in select(facts, anchors, programmes, unknown=unknown):
        found.extend(_settled(selected, facts, programmes, anchors, shared))
    found.sort(key=soonest_first)
    return tuple(found)


def windows_of(programme: Programme, facts: OrderFacts, programmes: Programmes) -> tuple[Window, ...]:
    """The windows of one programme, whether or not it applies to the order."""
    anchors = in_force_of(facts.anchors, of_case=False)
    selected = select_from(programme, facts, with_case(programme, facts, anchors), (), unknown=True)
    return tuple(sorted(_settled(selected, facts, programmes, anchors), key=soonest_first))


def window_for(programme: Programme, rule: Rule, facts: OrderFacts, programmes: Programmes) -> Window:
    """One rule counted for an order, whether or not it applies to it."""
    anchors = with_case(programme, facts, in_force_of(facts.anchors, of_case=False))
    scope = Scope(
        facts.home_zone, anchors, facts.attributes, programmes, programme.by_rule_id, facts.buyer_country
    )
    return settle(
        programme, rule, facts, scope, facts.filed.get(programme.id), dict.fromkeys(scope.rules, ()), ()
    )


def applies_on(programme: Programme, rule: Rule, facts: OrderFacts) -> Applies:
    """Whether a rule applies to an order: its programme's and its own conditions, and its validity."""
    if not is_valid(rule, in_force_of(facts.anchors, of_case=True)):
        return Applies.NO
    return conditions.weigh((*programme.when, *rule.when), facts.values(), facts.amounts).applies


def _settled(
    selected: Selected,
    facts: OrderFacts,
    programmes: Programmes,
    anchors: dict[AnchorKind, Anchor],
    order_scope: Scope | None = None,
) -> Iterator[Window]:
    """The windows of one programme. ``order_scope`` is shared among programmes without a case of their own, so
    that each day is worked out once for an order.
    """
    programme, in_force = selected.programme, selected.in_force
    case = facts.filed.get(programme.id)
    scope = Scope(
        facts.home_zone,
        with_case(programme, facts, anchors),
        facts.attributes,
        programmes,
        programme.by_rule_id,
        facts.buyer_country,
    )
    if order_scope is not None and case is None:
        scope.days, scope.lows, scope.terms = order_scope.days, order_scope.lows, order_scope.terms
    for rule in selected.rules:
        event = programme.waiting.get(rule.id)
        if case is None and event is not None and event not in anchors:
            continue
        window = settle(programme, rule, facts, scope, case, in_force, in_force[rule.id])
        if case is None and window.awaiting and rule.stage is not RuleStage.OPEN:
            continue
        yield window
