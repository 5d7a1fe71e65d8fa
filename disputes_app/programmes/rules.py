"""Reads one rule of a rule file into the engine's records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from disputes_app.domain import money
from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.calendars import zone_info
from disputes_app.domain.claims import ClaimType, Ground, Right
from disputes_app.domain.conditions import GROUPS
from disputes_app.domain.money import Money
from disputes_app.domain.programmes import (
    Actor,
    ActTest,
    Cap,
    Choice,
    Condition,
    Confidence,
    Expression,
    Flag,
    How,
    Kind,
    Lapse,
    Length,
    Pause,
    Rule,
    RuleStage,
    Source,
    Term,
    Unit,
)
from disputes_app.programmes.fields import Table, as_list, listed, shown

CLAIM_GROUPS: dict[str, tuple[ClaimType, ...]] = {
    "any": tuple(ClaimType),
    "goods": (
        ClaimType.NOT_AS_DESCRIBED,
        ClaimType.DEFECTIVE,
        ClaimType.DAMAGED,
        ClaimType.WRONG_ITEM,
        ClaimType.SHORT_QUANTITY,
        ClaimType.COUNTERFEIT,
    ),
}
"""Words of rule files that stand for several claim types; ``goods`` is every fault of goods that arrived."""

_GROUNDS: dict[str, Ground] = {word.value: word for word in (*ClaimType, *Right)}
CALENDAR_REMEDY = 'use "weekdays", or a country such as "US" or "GB-ENG"'
_COUNTRY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_PLAIN_CALENDARS = ("weekdays", "buyer")
_MOST = {Unit.MONTHS: 1200, Unit.YEARS: 100, Unit.BILLING_CYCLES: 100, Unit.BUSINESS_DAYS: 2000}
_NUMBERED = frozenset(Unit) - {Unit.REASONABLE_TIME, Unit.SHOWN}


def read_rule(table: Table, sources: Mapping[str, Source]) -> Rule:
    """One ``[[rules]]`` table; mistakes are noted and the field left at its plainest value."""
    kind = table.one_of("kind", Kind) or Kind.COVER
    length = _length(table, "length", required=kind is not Kind.COVER)
    rule = Rule(
        id=table.text("id"),
        title=table.text("title"),
        action=table.text("action"),
        kind=kind,
        actors=table.words("actor", Actor),
        stage=table.one_of("stage", RuleStage) or RuleStage.COVER,
        claims=_claims(table),
        anchor=_anchor(table, required=kind is not Kind.COVER and length.unit in _NUMBERED),
        length=length,
        other_readings=tuple(_read_length(one) for one in table.tables("other_readings")),
        event_day_counts=table.truth("event_day_counts"),
        last_day_counts=not table.truth("last_day_excluded"),
        opens_next_day=table.truth("opens_next_day"),
        roll_calendar=_calendar(table, "roll_calendar"),
        cap=_cap(table),
        pause=_pause(table),
        extension=table.text("extension", ""),
        act_test=table.one_of("act_test", ActTest) if table.has("act_test") else None,
        soft=table.truth("soft"),
        lapse_effect=table.text("lapse", ""),
        opened_by=table.texts("opened_by"),
        follows=table.text("follows", ""),
        own_clock=table.truth("own_clock"),
        in_case=table.truth("in_case"),
        when=read_conditions(table),
        zone=read_zone(table),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
        limit=_money(table, "limit"),
        sources=read_sources(table, sources),
        as_of=table.day("as_of"),
        confidence=table.one_of("confidence", Confidence) or Confidence.LOW,
        flags=table.words("flags", Flag, ()),
        note=table.text("note", ""),
        version=table.number("version", least=1) or 1,
    )
    if not rule.actors and table.has("actor"):
        table.fault("actor", "nobody acts under this rule", f"name at least one of {listed(Actor)}")
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        table.fault("valid_to", "the rule ends before it begins", "put the later date in valid_to")
    table.names += ["act_test", "examples"]
    table.finish()
    return rule


def _claims(table: Table) -> tuple[Ground, ...]:
    value = table.take("claims")
    if value is None:
        table.fault("claims", "“claims” is missing", 'add claims = "any", "goods", or a list of claim types')
        return ()
    found: list[Ground] = []
    for word in as_list(value):
        if isinstance(word, str) and word in CLAIM_GROUPS:
            found.extend(CLAIM_GROUPS[word])
        elif isinstance(word, str) and word in _GROUNDS:
            found.append(_GROUNDS[word])
        else:
            table.fault(
                "claims",
                f"{shown(word)} is not a claim type",
                f"use {listed([*CLAIM_GROUPS, *_GROUNDS])}",
            )
    return tuple(dict.fromkeys(found))


def _length(table: Table, name: str, *, required: bool) -> Length:
    inner = table.table(name)
    if inner is None:
        if required:
            table.fault(name, f"“{name}” is missing", f'add {name} = {{ n = 15, unit = "days" }}')
        return Length(0)
    return _read_length(inner)


def _read_length(table: Table) -> Length:
    unit = table.one_of("unit", Unit, Unit.DAYS) or Unit.DAYS
    n = table.number("n", most=_MOST.get(unit, 40_000))
    attribute = table.text("attribute", "")
    if unit in _NUMBERED and n is None and not attribute and not table.has("n") and table.is_table:
        table.fault("n", "the length has no number", 'add n = 15, or unit = "reasonable_time" or "shown"')
    if unit not in _NUMBERED and n is not None:
        table.fault("n", f"a length in {unit} has no number", "leave n out")
    calendar = _calendar(table, "calendar")
    if unit is Unit.BUSINESS_DAYS and not calendar and not table.has("calendar"):
        table.fault("calendar", "working days need a calendar", 'add calendar = "weekdays", "US", "GB-ENG" …')
    length = Length(n, unit, calendar, attribute, table.number("day_cap"))
    table.finish()
    return length


def _calendar(table: Table, name: str) -> str:
    value = table.text(name, "")
    if value and value not in _PLAIN_CALENDARS and not _COUNTRY.fullmatch(value):
        table.fault(name, f"there is no calendar “{value}”", CALENDAR_REMEDY)
        return ""
    return value


def _anchor(table: Table, *, required: bool) -> Expression | None:
    value = table.take("anchor")
    if value is None:
        if required:
            table.fault("anchor", "“anchor” is missing", 'add anchor = "delivered" or another dated event')
        return None
    return _expression(table, "anchor", value)


def _expression(table: Table, name: str, value: Any) -> Expression | None:
    if isinstance(value, str):
        kind = table.word(name, value, AnchorKind)
        return None if kind is None else Term(kind)
    inner = Table(value, (*table.path, name), table.note)
    found: Expression | None = None
    if inner.has("anchor"):
        kind = inner.one_of("anchor", AnchorKind)
        plus = tuple(_read_length(one) for one in inner.tables("plus"))
        found = None if kind is None else Term(kind, plus)
    elif inner.has("lapse_of"):
        found = Lapse(inner.text("lapse_of"))
    else:
        for how in How:
            if inner.has(how):
                raw = inner.take(how)
                parts = [_expression(inner, how, one) for one in as_list(raw)]
                if len(parts) < 2:
                    inner.fault(how, f"“{how}” needs at least two anchors", "list two, or name the one alone")
                found = Choice(how, tuple(part for part in parts if part is not None))
                break
        else:
            if inner.is_table:
                table.fault(
                    name,
                    "it does not say which dated event counts",
                    f"use one of anchor, lapse_of, {listed(How)}",
                )
    inner.finish()
    return found


def _cap(table: Table) -> Cap | None:
    inner = table.table("cap")
    if inner is None:
        return None
    kind = inner.one_of("anchor", AnchorKind)
    length = _length(inner, "length", required=True)
    inner.finish()
    return None if kind is None else Cap(Term(kind), length)


def _pause(table: Table) -> Pause | None:
    inner = table.table("pause")
    if inner is None:
        return None
    start, end = inner.one_of("from", AnchorKind), inner.one_of("until", AnchorKind)
    at_least = inner.number("at_least") or 0
    inner.finish()
    return None if start is None or end is None else Pause(start, end, at_least)


def read_conditions(table: Table) -> tuple[Condition, ...]:
    """The table ``when``: each fact with a word, a list of words, or a table that says more."""
    inner = table.table("when")
    if inner is None:
        return ()
    return tuple(_condition(inner, fact, value) for fact, value in inner.items())


def _condition(table: Table, fact: str, value: Any) -> Condition:
    if not isinstance(value, dict):
        return Condition(fact, _members(table, fact, value))
    inner = Table(value, (*table.path, fact), table.note)
    condition = Condition(
        fact,
        _members(inner, "any_of", inner.take("any_of") or []),
        _members(inner, "none_of", inner.take("none_of") or []),
        _money(inner, "over"),
        _money(inner, "up_to"),
        inner.text("assume", ""),
        inner.text("refusal", ""),
        inner.text("question", ""),
    )
    if not (condition.any_of or condition.none_of or condition.over or condition.up_to):
        inner.fault("", f"the condition on “{fact}” says nothing", "add any_of, none_of, over or up_to")
    inner.finish()
    return condition


def _members(table: Table, name: str, value: Any) -> frozenset[str]:
    found: set[str] = set()
    for word in as_list(value):
        if isinstance(word, str):
            found |= GROUPS.get(word, {word})
        else:
            table.fault(name, f"a text is expected, not {shown(word)}", "write it with quotes")
    return frozenset(found)


def _money(table: Table, name: str) -> Money | None:
    text = table.text(name, "")
    if not text:
        return None
    amount, _, currency = text.partition(" ")
    try:
        return money.parse(amount, currency)
    except ValueError as error:
        table.fault(name, str(error), f'write {name} = "100 GBP"')
        return None


def read_zone(table: Table) -> str:
    """The zone a rule or programme counts in: a name, ``buyer``, or empty when no source states one."""
    zone = table.text("zone", "")
    if zone in ("", "buyer"):
        return zone
    try:
        zone_info(zone)
    except ValueError as error:
        table.fault("zone", str(error), "write a name such as America/Los_Angeles, or leave it out")
        return ""
    return zone


def read_sources(table: Table, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources a rule or interaction names, from the file's table of sources."""
    found = []
    for ref in table.texts("sources"):
        if ref in sources:
            found.append(sources[ref])
        else:
            table.fault(
                "sources", f"there is no source “{ref}” in this file", f"add [sources.{ref}] with its address"
            )
    return tuple(found)
