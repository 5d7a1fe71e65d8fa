"""Settles one rule for one order: from anchors over the counting to the instants of a window."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from disputes_app.domain.anchors import MEANINGS, WAITED_FOR, Anchor, AnchorKind
from disputes_app.domain.calendars import end_of_day, on_or_after, start_of_day
from disputes_app.domain.conditions import Question
from disputes_app.domain.counting import Point, Reading, Scope, evaluate, last_point, plus
from disputes_app.domain.moments import day_of
from disputes_app.domain.order_facts import CaseFacts, OrderFacts, PlatformDate
from disputes_app.domain.programmes import Kind, Length, Programme, Rule, RuleStage, Unit
from disputes_app.domain.window import Needs, Window

_NO_CASE = CaseFacts()
BUYER = "buyer"
"""The zone or calendar of the place where the buyer lives."""

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


class _Ends(NamedTuple):
    """The reading of a rule with everything applied to it, as points."""

    reading: Reading
    counted: Length
    capped: bool
    paused: bool


def settle(
    programme: Programme,
    rule: Rule,
    facts: OrderFacts,
    scope: Scope,
    case: CaseFacts | None,
    in_force: dict[str, tuple[Question, ...]],
    doubts: tuple[Question, ...],
) -> Window:
    """The window of a rule, from the facts in ``scope`` and the case filed with its programme, if any.

    ``in_force`` names the rules of the programme that apply to the order, so that only those hold a window
    shut; ``doubts`` are handed on.
    """
    stated = rule.zone or programme.zone
    zone = facts.home_zone if stated in ("", BUYER) else stated
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
    """Where a rule ends, with the reading that leads, its pause and its cap."""
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
    """The last instant that is in time, and the day it was moved on from, if it was."""
    if point is None:
        return None, None
    if rule.length.unit is Unit.HOURS and point.instant is not None:
        return point.instant.astimezone(UTC), None
    day = point.day
    rolled = None
    calendar = scope.country if rule.roll_calendar == BUYER else rule.roll_calendar
    if calendar:
        day = on_or_after(scope.programmes.working_days, calendar, day)
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
    for fact in reading.missing:
        if fact not in _WAITED_FOR:
            earliest, _ = _closing(rule, reading.low, zone, in_hand, scope)
            return Needs(fact, question_for(fact), earliest)
    if rule.length.unit is Unit.SHOWN and not reading.missing:
        return Needs("platform_date", question_for("platform_date"), None)
    return None


_WAITED_FOR = frozenset(kind.value for kind in WAITED_FOR)
_QUESTIONS = {kind.value: meaning.question for kind, meaning in MEANINGS.items()} | {
    "platform_date": "Which last day does the page show?",
    "fast_delivery_days": "Within how many days did the product page promise delivery?",
    "lead_days": "How many days of lead time were agreed?",
    "shipping_days": "How many days of shipping were agreed?",
    "handling_days": "How many days of handling were agreed?",
}


def question_for(fact: str) -> str:
    """The words that ask for a missing fact of a rule."""
    return _QUESTIONS.get(fact) or f"How many {fact.replace('_', ' ')}?"


def _awaited(reading: Reading) -> str:
    """The event that has not happened yet and that alone keeps the window from starting."""
    if reading.point is None and reading.missing and _WAITED_FOR.issuperset(reading.missing):
        return reading.missing[0]
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
