"""Programmes and their rules as data: who may do what until when, counted from which anchor."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from disputes_app.domain.anchors import MEANINGS, WAITED_FOR, AnchorKind
from disputes_app.domain.claims import ClaimType, Ground
from disputes_app.domain.rule_words import (
    Actor,
    ActTest,
    Confidence,
    Effect,
    Family,
    Flag,
    How,
    Kind,
    RuleStage,
    Unit,
)

__all__ = [
    "ActTest",
    "Actor",
    "Cap",
    "Choice",
    "Condition",
    "Confidence",
    "Effect",
    "Expression",
    "Family",
    "Flag",
    "How",
    "Interaction",
    "Kind",
    "Lapse",
    "Length",
    "Pause",
    "Programme",
    "Programmes",
    "Rule",
    "RuleStage",
    "Source",
    "Term",
    "Unit",
    "WorkingDays",
]
from disputes_app.domain.money import Money


@dataclass(frozen=True, slots=True)
class Length:
    """A number of units. ``attribute`` names the fact of the order that holds the number instead;
    ``calendar`` names the business days; ``day_cap`` bounds billing cycles in days.
    """

    n: int | None = None
    unit: Unit = Unit.DAYS
    calendar: str = ""
    attribute: str = ""
    day_cap: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """An anchor, with lengths added to it (a promised date = payment + lead + shipping + handling)."""

    kind: AnchorKind
    plus: tuple[Length, ...] = ()


@dataclass(frozen=True, slots=True)
class Lapse:
    """The last day of another rule of the same programme: what happens by itself then."""

    rule: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One date chosen among several."""

    how: How
    parts: tuple[Expression, ...]


Expression = Term | Lapse | Choice


@dataclass(frozen=True, slots=True)
class Cap:
    """An outer limit: never later than this length after a second anchor."""

    anchor: Term
    length: Length


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still from one event to another; afterwards at least ``at_least`` days remain."""

    start: AnchorKind
    end: AnchorKind
    at_least: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact of the order that selects a programme or rule.

    The fact must be one of ``any_of`` (when given), none of ``none_of``, above ``over`` and not above
    ``up_to``. ``assume`` is the value taken when nothing is known; without it a missing fact is asked for.
    ``refusal`` says in one sentence why an order does not qualify.
    """

    fact: str
    any_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()
    over: Money | None = None
    up_to: Money | None = None
    assume: str = ""
    refusal: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read: a short reference, the address, and how the copy is dated."""

    ref: str
    address: str
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One window of a programme, as data."""

    id: str
    title: str
    action: str
    kind: Kind
    actors: tuple[Actor, ...]
    stage: RuleStage
    claims: tuple[Ground, ...]
    anchor: Expression | None
    length: Length
    other_readings: tuple[Length, ...] = ()
    event_day_counts: bool = False
    last_day_counts: bool = True
    opens_next_day: bool = False
    roll_calendar: str = ""
    cap: Cap | None = None
    pause: Pause | None = None
    extension: str = ""
    act_test: ActTest | None = None
    soft: bool = False
    lapse_effect: str = ""
    opened_by: tuple[str, ...] = ()
    follows: str = ""
    own_clock: bool = False
    in_case: bool = False
    when: tuple[Condition, ...] = ()
    zone: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    limit: Money | None = None
    sources: tuple[Source, ...] = ()
    as_of: date | None = None
    confidence: Confidence = Confidence.LOW
    flags: tuple[Flag, ...] = ()
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Interaction:
    """What happens between this programme and another, named by its id or by its family."""

    other: str
    effect: Effect
    text: str
    sources: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.LOW


@dataclass(frozen=True)
class Programme:
    """A protection somebody offers, with its rules.

    ``zone`` is the zone it counts in: a zone name, ``buyer`` where the law counts at the buyer's place, or
    empty when no source states one. ``platforms`` are the shops whose own page can show its dates. ``because``
    says why an order falls under it, where its family does not say so already.
    """

    id: str
    name: str
    scheme: str
    family: Family
    zone: str
    platforms: frozenset[str]
    when: tuple[Condition, ...]
    rules: tuple[Rule, ...]
    interactions: tuple[Interaction, ...]
    as_of: date
    note: str = ""
    because: str = ""

    @cached_property
    def by_rule_id(self) -> dict[str, Rule]:
        """The rules by their id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def gates(self) -> frozenset[str]:
        """The rules that only say when another rule's window opens."""
        return frozenset(gate for rule in self.rules for gate in rule.opened_by)

    @cached_property
    def chained(self) -> frozenset[str]:
        """The rules that belong to a case: marked so, or counted from one of its events."""
        return frozenset(rule.id for rule in self.rules if rule.in_case or self._is_chained(rule.anchor))

    @cached_property
    def waiting(self) -> dict[str, AnchorKind]:
        """The rules of later stages that one event starts which may never happen, with that event."""
        return {
            rule.id: rule.anchor.kind
            for rule in self.rules
            if rule.stage is not RuleStage.OPEN
            and isinstance(rule.anchor, Term)
            and rule.anchor.kind in WAITED_FOR
        }

    @cached_property
    def page_dated(self) -> frozenset[str]:
        """The rules for which a last day shown on the order's page is meant: those to open a claim."""
        return frozenset(
            rule.id
            for rule in self.rules
            if rule.stage is RuleStage.OPEN
            and rule.kind is Kind.LATEST
            and Actor.BUYER in rule.actors
            and not rule.own_clock
            and any(isinstance(ground, ClaimType) for ground in rule.claims)
        )

    def _is_chained(self, expression: Expression | None) -> bool:
        if isinstance(expression, Term):
            return MEANINGS[expression.kind].of_case
        if isinstance(expression, Lapse):
            return self._is_chained(self.by_rule_id[expression.rule].anchor)
        return expression is not None and all(self._is_chained(part) for part in expression.parts)


WorkingDays = Callable[[str, int], tuple[int, ...]]
"""Gives the working days of a calendar and year as sorted day ordinals."""


@dataclass(frozen=True)
class Programmes:
    """All programmes in force, and the working days of the calendars they name."""

    items: tuple[Programme, ...]
    working_days: WorkingDays

    def __iter__(self) -> Iterator[Programme]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def by_id(self) -> MappingProxyType[str, Programme]:
        """The programmes by their id."""
        return MappingProxyType({programme.id: programme for programme in self.items})

    @cached_property
    def owners(self) -> MappingProxyType[str, Programme]:
        """The programme of every rule id."""
        return MappingProxyType({rule.id: programme for programme in self.items for rule in programme.rules})

    @cached_property
    def bands(self) -> tuple[Condition, ...]:
        """The conditions on amounts, one for each band of prices that rules tell apart."""
        found = {
            (condition.over, condition.up_to): condition
            for programme in self.items
            for part in (programme.when, *(rule.when for rule in programme.rules))
            for condition in part
            if condition.over is not None or condition.up_to is not None
        }
        return tuple(found.values())

    @cached_property
    def boundaries(self) -> tuple[int, ...]:
        """The days (ordinals) on which a version of some rule begins or has ended, sorted."""
        rules = [rule for programme in self.items for rule in programme.rules]
        begins = {rule.valid_from.toordinal() for rule in rules if rule.valid_from}
        ended = {rule.valid_to.toordinal() + 1 for rule in rules if rule.valid_to}
        return tuple(sorted(begins | ended))

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """Room for what can be worked out once for many orders alike; it is never more than a saving."""
        return {}
