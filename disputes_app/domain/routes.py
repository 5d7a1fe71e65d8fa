"""The recourse map of an order: which programmes apply and why, what filing closes, and what to use first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from disputes_app.domain import conditions
from disputes_app.domain.claims import WORDS, ClaimType, Ground
from disputes_app.domain.conditions import Applies, Question, Verdict
from disputes_app.domain.order_facts import OrderFacts
from disputes_app.domain.programmes import (
    Actor,
    Confidence,
    Effect,
    Family,
    Kind,
    Programme,
    Programmes,
    Rule,
    RuleStage,
    Source,
)
from disputes_app.domain.selection import in_force_of, is_valid, with_case
from disputes_app.domain.urgency import State, state
from disputes_app.domain.windows import Window, soonest_first, windows_of


class Conflict(NamedTuple):
    """What happens between a route and another programme, and who says so."""

    programme: str
    name: str
    effect: Effect
    text: str
    sources: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.LOW


@dataclass(frozen=True, slots=True)
class Route:
    """One programme as it applies to one order and claim.

    ``why`` is one reason in a sentence. ``covers`` are its limits without a clock. ``recommended_order`` counts
    from 1 among the routes that can still be opened; ``reason`` says why it stands there, where a rule does.
    """

    programme: Programme
    applies: Applies
    why: str
    questions: tuple[Question, ...] = ()
    windows: tuple[Window, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    covers: tuple[Rule, ...] = ()
    recommended_order: int | None = None
    reason: str = ""

    @property
    def way_in(self) -> Window | None:
        """The window through which the buyer starts this route: the soonest one to open a claim, before any
        right that needs no fault.
        """
        ways = [w for w in self.windows if w.stage is RuleStage.OPEN and w.actor is Actor.BUYER]
        return next((window for window in ways if not window.is_right), ways[0] if ways else None)


def routes_for(
    facts: OrderFacts, programmes: Programmes, claim: Ground | None = None, now: datetime | None = None
) -> tuple[Route, ...]:
    """Every programme as it applies to the order: those that apply first, in the order to use them, then those
    that a question decides, then those that do not apply, with the reason.

    With ``now``, routes whose way in has closed are not recommended any more.
    """
    if claim is not None:
        facts = replace(facts, claim=claim)
    values = facts.values()
    routes = [_route(programme, facts, programmes, values) for programme in programmes]
    routes = _with_conflicts(routes)
    routes = _in_order(routes, now)
    return tuple(sorted(routes, key=_place))


_PLACES = {Applies.YES: 0, Applies.UNKNOWN: 1, Applies.NO: 2}


def _place(route: Route) -> tuple[object, ...]:
    """Recommended ones in their order, then by what applies, the soonest close and the name."""
    first = route.windows[0] if route.windows else None
    return (
        _PLACES[route.applies],
        route.recommended_order is None,
        route.recommended_order or 0,
        first is None,
        soonest_first(first) if first else (),
        route.programme.name,
    )


def _route(
    programme: Programme, facts: OrderFacts, programmes: Programmes, values: dict[str, frozenset[str]]
) -> Route:
    verdict = conditions.weigh(programme.when, values, facts.amounts)
    if verdict.applies is Applies.NO:
        return Route(programme, Applies.NO, _refusal(programme, verdict))
    claim = facts.claim
    anchors = with_case(programme, facts, in_force_of(facts.anchors, of_case=False))
    rules = [
        rule
        for rule in programme.rules
        if (claim is None or claim in rule.claims) and is_valid(rule, anchors)
    ]
    ways_in = [rule for rule in rules if _is_way_in(rule, programme)]
    about = [rule for rule in rules if len(rule.claims) < len(ClaimType)]
    if claim is not None and not about and not ways_in and (not rules or _has_way_in(programme)):
        return Route(programme, Applies.NO, f"It does not cover this: {WORDS[claim].lower()}")
    verdicts = {rule.id: conditions.weigh(rule.when, values, facts.amounts) for rule in rules}
    windows = windows_of(programme, facts, programmes) if programme.rules else ()
    covers = tuple(
        rule
        for rule in rules
        if rule.kind is Kind.COVER and rule.anchor is None and verdicts[rule.id].applies is not Applies.NO
    )
    if ways_in and all(verdicts[rule.id].applies is Applies.NO for rule in ways_in):
        return Route(programme, Applies.NO, _refusal(programme, verdicts[ways_in[0].id]), covers=covers)
    if not windows and not covers:
        later = any(rule.id in programme.chained for rule in rules)
        why = "It comes in only once a case with it has begun" if later else "No rule of it fits this order"
        return Route(programme, Applies.NO, why)
    sure = tuple(window for window in windows if not window.doubts)
    questions = dict.fromkeys((*verdict.questions, *(q for window in windows for q in window.doubts)))
    known = verdict.applies is Applies.YES and (
        any(window.stage is RuleStage.OPEN for window in sure) or not ways_in or not questions
    )
    if known:
        return Route(programme, Applies.YES, _grounds(programme), tuple(questions), sure, (), covers)
    return Route(
        programme,
        Applies.UNKNOWN,
        _question_sentence(tuple(questions)),
        tuple(questions),
        windows,
        (),
        covers,
    )


def _is_way_in(rule: Rule, programme: Programme) -> bool:
    """Whether a rule gives the buyer a window to start with."""
    return (
        rule.stage is RuleStage.OPEN
        and Actor.BUYER in rule.actors
        and rule.kind is not Kind.COVER
        and rule.id not in programme.gates
    )


def _has_way_in(programme: Programme) -> bool:
    return any(_is_way_in(rule, programme) for rule in programme.rules)


def _refusal(programme: Programme, verdict: Verdict) -> str:
    if verdict.failed is not None and verdict.failed.refusal:
        return verdict.failed.refusal
    return f"{programme.scheme} is not for orders like this one"


def _grounds(programme: Programme) -> str:
    """Why a programme applies: its own words, else what its family goes by."""
    return programme.because or _BECAUSE[programme.family].format(name=programme.name)


_BECAUSE = {
    Family.MARKETPLACE: "It was bought on {name}",
    Family.PAYMENT_SERVICE: "It was paid through {name}",
    Family.CARD_NETWORK: "It was paid with {name}",
    Family.CARD_PROCESSOR: "It was paid through {name}",
    Family.LAW: "{name} applies where you live",
    Family.CARRIER: "{name} carried it",
    Family.INSURANCE: "{name} may cover it",
}


def _question_sentence(questions: tuple[Question, ...]) -> str:
    return (
        f"It depends on your answer: {questions[0].text}"
        if questions
        else "It depends on facts not known yet"
    )


def _with_conflicts(routes: Iterable[Route]) -> list[Route]:
    """Each route with what it and the other possible ones do to each other."""
    possible = [route for route in routes if route.applies is not Applies.NO]
    found: list[Route] = []
    for route in routes:
        conflicts: list[Conflict] = []
        if route.applies is not Applies.NO:
            mine = route.programme
            for other in possible:
                theirs = other.programme
                if theirs is mine:
                    continue
                conflicts += [
                    Conflict(theirs.id, theirs.name, i.effect, i.text, i.sources, i.confidence)
                    for i in mine.interactions
                    if i.other in (theirs.id, theirs.family)
                ]
                conflicts += [
                    Conflict(theirs.id, theirs.name, Effect.CLOSES, i.text, i.sources, i.confidence)
                    for i in theirs.interactions
                    if i.other in (mine.id, mine.family) and i.effect is Effect.CLOSED_BY
                ]
        found.append(replace(route, conflicts=tuple(conflicts)))
    return found


def _in_order(routes: list[Route], now: datetime | None) -> list[Route]:
    """The routes with the order to use them in: a route that another one closes comes before that one, and
    otherwise the one whose way in closes first.
    """
    usable = [
        route
        for route in routes
        if route.applies is Applies.YES
        and route.way_in is not None
        and (now is None or state(route.way_in, now) is not State.CLOSED)
    ]
    left = sorted(usable, key=lambda route: soonest_first(route.windows[0]))
    left.sort(key=lambda route: soonest_first(_way_in(route)))
    placed: dict[str, tuple[int, str]] = {}
    while left:
        free = next((route for route in left if not _closed_by_filing(route, left)), left[0])
        left.remove(free)
        spared = [c for c in free.conflicts if c.effect is Effect.CLOSED_BY and c.programme in _ids(left)]
        reason = ""
        if spared:
            names = " or ".join(dict.fromkeys(conflict.name for conflict in spared))
            reason = f"Use {free.programme.name} before {names}. {spared[0].text}"
        placed[free.programme.id] = (len(placed) + 1, reason)
    return [
        replace(route, recommended_order=placed[route.programme.id][0], reason=placed[route.programme.id][1])
        if route.programme.id in placed
        else route
        for route in routes
    ]


def _way_in(route: Route) -> Window:
    window = route.way_in
    assert window is not None
    return window


def _closed_by_filing(route: Route, others: list[Route]) -> bool:
    """Whether using this route now would end another one that is still to be used."""
    ids = _ids(others) - {route.programme.id}
    return any(c.effect is Effect.CLOSES and c.programme in ids for c in route.conflicts)


def _ids(routes: Iterable[Route]) -> set[str]:
    return {route.programme.id for route in routes}
