"""Windows: a rule applied to an order or case, with the last instant at which its act is in time.

``windows_for`` knows nothing of the present: what is open or closed now is asked of ``urgency``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from disputes_app.domain import conditions
from disputes_app.domain.anchors import MEANINGS, WAITED_FOR, Anchor, AnchorKind, choose
from disputes_app.domain.calendars import day_in, end_of_day, on_or_after, start_of_day
from disputes_app.domain.claims import ClaimType, Ground
from disputes_app.domain.conditions import Applies, Question
from disputes_app.domain.counting import Point, Reading, Scope, evaluate, last_point, plus
from disputes_app.domain.moments import Moment, day_of
from disputes_app.domain.order_facts import CaseFacts, OrderFacts, PlatformDate
from disputes_app.domain.programmes import (
    Actor,
    Confidence,
    Flag,
    Kind,
    Length,
    Programme,
    Programmes,
    Rule,
    RuleStage,
    Source,
    Unit,
)

_NO_CASE = CaseFacts()
_NO_LENGTH = Length()
BUYER_ZONE = "buyer"

# Which dated event shows that the act a rule times has been done.
_DONE_BY = {
    RuleStage.OPEN: AnchorKind.CASE_OPENED,
    RuleStage.SHIP: AnchorKind.SHIPPED,
    RuleStage.CANCEL: AnchorKind.CANCEL_ASKED,
    RuleStage.RESPOND: AnchorKind.SELLER_REPLIED,
    RuleStage.NEGOTIATE: AnchorKind.ESCALATED,
    RuleStage.ESCALATE: AnchorKind.ESCALATED,
    RuleStage.RETURN: AnchorKind.RETURNED,
    RuleStage.INSPECT: AnchorKind.RETURN_RECEIVED,
    RuleStage.DECIDE: AnchorKind.DECIDED,
    RuleStage.APPEAL: AnchorKind.APPEALED,
    RuleStage.REFUND: AnchorKind.REFUNDED,
}
_ENDED_WITH_CASE = frozenset(
    {
        RuleStage.RESPOND,
        RuleStage.NEGOTIATE,
        RuleStage.ESCALATE,
        RuleStage.EVIDENCE,
        RuleStage.RETURN,
        RuleStage.INSPECT,
        RuleStage.DECIDE,
    }
)


class Needs(NamedTuple):
    """A fact that is missing: its name (an anchor kind, an attribute or ``platform_date``), the question to
    ask, and the earliest instant that any permitted answer could give (None when nothing bounds it).
    """

    fact: str
    question: str
    earliest: datetime | None


@dataclass(frozen=True, slots=True)
class Window:
    """One rule as it applies to one order.

    ``opens_at`` and ``closes_at`` are instants in UTC; ``closes_at`` is the last one that is in time (for rules
    in days 23:59:59 of the last day in ``zone``), None when it is not known or there is no last day.
    ``gated`` says that an own rule sets the opening; otherwise it is the anchor. ``in_hand`` says that the rule
    names no zone, so that one day less than it gives is shown.
    """

    programme: Programme
    rule: Rule
    zone: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    gated: bool = False
    in_hand: bool = False
    used: tuple[Anchor, ...] = ()
    needs: Needs | None = None
    opens_needs: Needs | None = None
    platform_date: PlatformDate | None = None
    computed_close: datetime | None = None
    expected: bool = False
    awaiting: str = ""
    link_closes_at: datetime | None = None
    done_at: datetime | None = None
    counted: Length = _NO_LENGTH
    capped: bool = False
    paused: bool = False
    rolled_from: date | None = None
    doubts: tuple[Question, ...] = ()

    @property
    def id(self) -> str:
        """The rule's id, which names the window within its order."""
        return self.rule.id

    @property
    def claims(self) -> tuple[Ground, ...]:
        """What the window is for."""
        return self.rule.claims

    @property
    def stage(self) -> RuleStage:
        """The step of a claim."""
        return self.rule.stage

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who acts."""
        return self.rule.actors

    @property
    def actor(self) -> Actor:
        """Who acts; where several may, the buyer before the others."""
        return Actor.BUYER if Actor.BUYER in self.rule.actors else self.rule.actors[0]

    @property
    def action(self) -> str:
        """What to do, as an imperative."""
        return self.rule.action

    @property
    def kind(self) -> Kind:
        """Whether it is a last day, a first day, or somebody else's clock."""
        return self.rule.kind

    @property
    def anchor(self) -> str:
        """The anchor kind it is counted from, or the one that is missing; empty without one."""
        if self.used:
            return self.used[-1].kind.value
        return self.awaiting or (self.needs.fact if self.needs else "")

    @property
    def anchor_at(self) -> Moment | None:
        """The date it is counted from."""
        return self.used[-1].value if self.used else None

    @property
    def soft(self) -> bool:
        """Whether a later act is still taken."""
        return self.rule.soft

    @property
    def source(self) -> tuple[Source, ...]:
        """Where the rule was read."""
        return self.rule.sources

    @property
    def as_of(self) -> date:
        """The day the rule was last seen."""
        return self.rule.as_of or self.programme.as_of

    @property
    def confidence(self) -> Confidence:
        """How sure the rule is."""
        return self.rule.confidence

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What is doubtful about its source."""
        return self.rule.flags

    @property
    def lapse_effect(self) -> str:
        """What happens by itself when the last day passes."""
        return self.rule.lapse_effect

    @property
    def shown_close(self) -> datetime | None:
        """The close to show: the known one, else the earliest that can be meant."""
        return self.closes_at or (self.needs.earliest if self.needs else None)


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
    scope = Scope(facts.home_zone, anchors, facts.attributes, programmes, programme.by_rule_id)
    in_force: dict[str, tuple[Question, ...]] = {one.id: () for one in programme.rules}
    return _window(programme, rule, facts, scope, case, in_force, ())


def applies_on(programme: Programme, rule: Rule, facts: OrderFacts) -> Applies:
    """Whether a rule applies to an order: its programme's and its own conditions, and its validity."""
    if not _is_valid(rule, _in_force(facts.anchors, of_case=True)):
        return Applies.NO
    return conditions.weigh((*programme.when, *rule.when), facts.values(), facts.total).applies


_FAR = datetime.max.replace(tzinfo=UTC)


def soonest_first(window: Window) -> tuple[datetime, str]:
    """The order in which windows are shown: by the close shown, those without one last."""
    return window.shown_close or _FAR, window.rule.id


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
    scope = Scope(facts.home_zone, anchors, facts.attributes, programmes, programme.by_rule_id)
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
        window = _window(programme, rule, facts, scope, case, in_force, open_questions)
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


class _Ends(NamedTuple):
    """The reading of a rule with everything applied to it, as points."""

    reading: Reading
    counted: Length
    capped: bool
    paused: bool


def _window(
    programme: Programme,
    rule: Rule,
    facts: OrderFacts,
    scope: Scope,
    case: CaseFacts | None,
    in_force: dict[str, tuple[Question, ...]],
    doubts: tuple[Question, ...],
) -> Window:
    stated = rule.zone or programme.zone
    zone = facts.home_zone if stated in ("", BUYER_ZONE) else stated
    in_hand = not stated and rule.kind is Kind.LATEST and rule.length.unit is not Unit.HOURS
    ends = _ends(rule, scope, zone)
    reading = ends.reading
    done = _done(rule, scope)
    if rule.kind is Kind.EARLIEST:
        opens, opens_needs = _opening(rule, reading, zone)
        return Window(
            programme, rule, zone, opens, gated=True, used=reading.used, opens_needs=opens_needs,
            awaiting=_awaited(reading), expected=reading.expected, done_at=done, counted=ends.counted,
            link_closes_at=_link(programme, rule, scope, zone), doubts=doubts,
        )  # fmt: skip
    computed, rolled = _closing(rule, reading.point, zone, in_hand, scope)
    shown = _platform_date(programme, rule, facts, case)
    closes = computed if shown is None else _shown_close(shown, zone)
    needs = None
    if shown is None:
        needs = _needs(rule, reading, zone, in_hand, scope)
    opens, gated, opens_needs = _opens(programme, rule, scope, in_force, zone, reading)
    return Window(
        programme, rule, zone, opens, closes, gated, in_hand and shown is None, reading.used, needs, opens_needs,
        shown, computed, reading.expected and shown is None, _awaited(reading),
        _link(programme, rule, scope, zone), done, ends.counted, ends.capped, ends.paused, rolled, doubts,
    )  # fmt: skip


def _ends(rule: Rule, scope: Scope, zone: str) -> _Ends:
    reading = last_point(scope, rule, rule.length, zone)
    counted = rule.length
    for other in rule.other_readings:
        second = last_point(scope, rule, other, zone)
        if _leads(rule, second.point or second.low, reading.point or reading.low):
            reading, counted = second, other
    capped = paused = False
    if rule.pause is not None:
        reading, paused = _after_pause(rule, reading, scope, zone)
    if rule.cap is not None:
        limit = plus(scope, evaluate(scope, rule.cap.anchor, zone), rule.cap.length, zone)
        reading, capped = _within(reading, limit)
    return _Ends(reading, counted, capped, paused)


def _leads(rule: Rule, second: Point | None, first: Point | None) -> bool:
    """With two readings the safer leads: the earlier last day, the later first day."""
    if second is None or first is None:
        return False
    return second.day > first.day if rule.kind is Kind.EARLIEST else second.day < first.day


def _within(reading: Reading, limit: Reading) -> tuple[Reading, bool]:
    """The reading under an outer limit; while the limit is not known, no later than it can be."""
    point, low, missing = reading.point, reading.low, reading.missing
    if limit.low is not None and low is not None and limit.low.day < low.day:
        low = limit.low
    if point is None:
        return reading._replace(low=low), False
    if limit.point is not None:
        if limit.point.day < point.day:
            return Reading(limit.point, low, limit.used, missing, reading.expected), True
        return reading._replace(low=low), False
    if limit.low is None or limit.low.day < point.day:
        return Reading(None, low, reading.used, (*limit.missing, *missing), reading.expected), False
    return reading, False


def _after_pause(rule: Rule, reading: Reading, scope: Scope, zone: str) -> tuple[Reading, bool]:
    """The reading after time during which the clock stood still."""
    pause = rule.pause
    point = reading.point
    if pause is None or point is None or pause.start not in scope.anchors:
        return reading, False
    began = scope.point(pause.start, zone)
    if began is None or began.day > point.day:
        return reading, False
    over = scope.point(pause.end, zone)
    if over is None:
        low = Point(max(point.day, began.day + pause.at_least))
        return Reading(None, low, reading.used, (pause.end.value,), reading.expected), True
    day = max(point.day + over.day - began.day, over.day + pause.at_least)
    return reading._replace(point=Point(day), low=Point(day)), True


def _closing(
    rule: Rule, point: Point | None, zone: str, in_hand: bool, scope: Scope
) -> tuple[datetime | None, date | None]:
    if point is None:
        return None, None
    if rule.length.unit is Unit.HOURS and point.instant is not None:
        return point.instant.astimezone(UTC), None
    day = point.day
    rolled = None
    if rule.roll_calendar:
        day = on_or_after(scope.programmes.working_days, rule.roll_calendar, day)
        rolled = date.fromordinal(point.day) if day != point.day else None
    return end_of_day(zone, day - in_hand), rolled


def _opening(rule: Rule, reading: Reading, zone: str) -> tuple[datetime | None, Needs | None]:
    """When a rule of the kind EARLIEST lets the act happen, or what is missing to say so."""
    point = reading.point
    if point is not None:
        if rule.length.unit is Unit.HOURS and point.instant is not None:
            return point.instant.astimezone(UTC), None
        return start_of_day(zone, point.day + rule.opens_next_day), None
    if reading.missing:
        return None, Needs(reading.missing[0], question_for(reading.missing[0]), None)
    return None, None


def _opens(
    programme: Programme,
    rule: Rule,
    scope: Scope,
    in_force: dict[str, tuple[Question, ...]],
    zone: str,
    reading: Reading,
) -> tuple[datetime | None, bool, Needs | None]:
    """When the window opens: the latest of the rules that hold it shut, else the anchor itself."""
    latest: datetime | None = None
    missing: Needs | None = None
    gated = False
    for gate_id in rule.opened_by:
        if gate_id not in in_force:
            continue
        gated = True
        gate = programme.by_rule_id[gate_id]
        opens, needs = _opening(gate, _ends(gate, scope, zone).reading, zone)
        missing = missing or needs
        if opens is not None and (latest is None or opens > latest):
            latest = opens
    if gated:
        return (None if missing else latest), True, missing
    if not reading.used:
        return None, False, None
    value = reading.used[-1].value
    if isinstance(value, datetime):
        return value.astimezone(UTC), False, None
    return start_of_day(zone, value.toordinal()), False, None


def _needs(rule: Rule, reading: Reading, zone: str, in_hand: bool, scope: Scope) -> Needs | None:
    if reading.missing:
        fact = reading.missing[0]
        if fact in _WAITED_FOR:
            return None
        earliest, _ = _closing(rule, reading.low, zone, in_hand, scope)
        return Needs(fact, question_for(fact), earliest)
    if rule.length.unit is Unit.SHOWN:
        return Needs("platform_date", question_for("platform_date"), None)
    return None


_WAITED_FOR = frozenset(kind.value for kind in WAITED_FOR)
_QUESTIONS = {kind.value: meaning.question for kind, meaning in MEANINGS.items()} | {
    "platform_date": "Which last day does the page show?"
}


def question_for(fact: str) -> str:
    """The words that ask for a missing fact of a rule."""
    return _QUESTIONS.get(fact) or f"How many {fact.replace('_', ' ')}?"


def _awaited(reading: Reading) -> str:
    """The event of the case that has not happened yet and that the window waits for."""
    if reading.point is None:
        for fact in reading.missing:
            if fact in _WAITED_FOR:
                return fact
    return ""


def _link(programme: Programme, rule: Rule, scope: Scope, zone: str) -> datetime | None:
    """The last instant of the step before: when it passed unused, this window never starts."""
    if not rule.follows:
        return None
    before = programme.by_rule_id[rule.follows]
    point = _ends(before, scope, zone).reading.point
    return _closing(before, point, zone, False, scope)[0]


def _done(rule: Rule, scope: Scope) -> datetime | None:
    """When the act of the window was done, or its case was closed."""
    stage = rule.stage
    kinds = [_DONE_BY[stage]] if stage in _DONE_BY else []
    if stage in _ENDED_WITH_CASE:
        kinds.append(AnchorKind.CASE_CLOSED)
    for kind in kinds:
        anchor = scope.anchors.get(kind)
        if anchor is None or (kind is AnchorKind.SELLER_REPLIED and not _answers_case(anchor, scope)):
            continue
        value = anchor.value
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return start_of_day(scope.zone, value.toordinal())
    return None


def _answers_case(reply: Anchor, scope: Scope) -> bool:
    opened = scope.anchors.get(AnchorKind.CASE_OPENED)
    return opened is not None and day_of(opened.value) <= day_of(reply.value)


def _platform_date(
    programme: Programme, rule: Rule, facts: OrderFacts, case: CaseFacts | None
) -> PlatformDate | None:
    if not facts.platform_dates and (case is None or not case.platform_dates):
        return None
    fits = [p for p in facts.platform_dates if p.rule == rule.id]
    fits += [
        p
        for p in (case or _NO_CASE).platform_dates
        if p.rule == rule.id or (not p.rule and rule.length.unit is Unit.SHOWN)
    ]
    if not fits and rule.id in programme.page_dated and facts.platform in programme.platforms:
        fits = [p for p in facts.platform_dates if not p.rule]
    if not fits:
        return None
    oldest = datetime.min.replace(tzinfo=UTC)
    return max(fits, key=lambda p: (p.noted_at or oldest, -day_of(p.value).toordinal()))


def _shown_close(shown: PlatformDate, zone: str) -> datetime:
    value = shown.value
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return end_of_day(shown.zone or zone, value.toordinal())


def last_day(window: Window) -> date | None:
    """The last day of a window in its own zone."""
    close = window.shown_close
    return None if close is None else date.fromordinal(day_in(window.zone, close))


def is_claim(ground: Ground) -> bool:
    """Whether a rule's ground is a claim type rather than a right that needs no fault."""
    return isinstance(ground, ClaimType)
