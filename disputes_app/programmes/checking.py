"""Checks rule files down to their worked examples: every example must come out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from disputes_app.domain import money
from disputes_app.domain.anchors import Anchor, AnchorKind, anchor
from disputes_app.domain.calendars import zone_info
from disputes_app.domain.conditions import Applies
from disputes_app.domain.moments import Moment
from disputes_app.domain.order_facts import CaseFacts, OrderFacts
from disputes_app.domain.programmes import Kind, Programme, Programmes, Rule
from disputes_app.domain.settling import BUYER
from disputes_app.domain.windows import Window, applies_on, window_for
from disputes_app.programmes.faults import Fault, Path_, line_of, lines_of
from disputes_app.programmes.fields import Table
from disputes_app.programmes.reading import Parsed, read_file
from disputes_app.programmes.rules import CALENDAR_REMEDY
from disputes_app.programmes.working_days import is_calendar, working_days

_EXPECTED = ("opens", "closes", "earliest", "needs", "applies")
_PLAIN = (
    "platform",
    "site",
    "card_network",
    "buyer_country",
    "seller_country",
    "buyer_kind",
    "category",
    "carrier",
)


def check(paths: Iterable[Path]) -> list[Fault]:
    """Every mistake of these files and folders, each with file, line, field and remedy."""
    faults: list[Fault] = []
    for path in paths:
        files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        if not files:
            faults.append(Fault(path, 1, "folder", "no rule file is in it", "name one that ends in .toml"))
        for file in files:
            parsed = read_file(file)
            faults.extend(parsed.faults or _examples(parsed))
    return faults


def _examples(parsed: Parsed) -> list[Fault]:
    """What is wrong with the examples and calendars of a file that reads well otherwise."""
    programme = parsed.programme
    noted: list[tuple[Path_, str, str]] = []

    def note(path: Path_, what: str, remedy: str) -> None:
        noted.append((path, what, remedy))

    programmes = Programmes((programme,), working_days)
    for place, (rule, raw) in enumerate(zip(programme.rules, parsed.raw["rules"], strict=True)):
        table = Table(raw, ("rules", place), note)
        for calendar in (rule.length.calendar, rule.roll_calendar):
            if calendar and calendar != BUYER and not is_calendar(calendar):
                name = "length" if calendar == rule.length.calendar else "roll_calendar"
                table.fault(name, f"there is no calendar “{calendar}”", CALENDAR_REMEDY)
                break
        else:
            _run_examples(programme, rule, table, programmes)
    if not noted:
        return []
    places = lines_of(parsed.path.read_text(encoding="utf-8"))
    return [
        Fault(parsed.path, line_of(places, path), _words(programme, path), what, remedy)
        for path, what, remedy in noted
    ]


def _words(programme: Programme, path: Path_) -> str:
    names = [str(part + 1) if isinstance(part, int) else part for part in path[2:]]
    return f"{programme.rules[int(path[1])].id} {'.'.join(names)}".strip()


def _run_examples(programme: Programme, rule: Rule, table: Table, programmes: Programmes) -> None:
    examples = table.tables("examples")
    counts = rule.kind is not Kind.COVER or rule.anchor is not None
    if counts and len(examples) < 2:
        table.fault(
            "examples",
            "a rule needs at least two worked examples",
            "add examples = [{ given = …, closes = … }]",
        )
    for one in examples:
        facts = _facts(programme, one)
        expected = {name: one.take(name) for name in _EXPECTED if one.has(name)}
        one.names.extend((*_EXPECTED, "note"))
        one.finish()
        if facts is None:
            continue
        if not expected:
            one.fault("", "the example says no result", f"add one of {', '.join(_EXPECTED)}")
        window = window_for(programme, rule, facts, programmes)
        for name, wanted in expected.items():
            _compare(one, name, wanted, window, rule, facts)


def _facts(programme: Programme, table: Table) -> OrderFacts | None:
    """The order of an example: its dates (of order and case alike) and its other facts."""
    dates = table.table("given")
    anchors: list[Anchor] = []
    if dates is not None:
        for name, raw in dates.items():
            kind = dates.word(name, name, AnchorKind)
            value = dates.as_moment(name, raw)
            if kind is None or value is None:
                return None
            anchors.append(anchor(kind, value))
    stated = table.table("facts")
    others = {name: str(value) for name, value in stated.items()} if stated is not None else {}
    home = table.text("home", "Europe/London")
    try:
        zone_info(home)
        total = money.parse(*others.pop("total").split(" ", 1)) if "total" in others else None
    except (ValueError, TypeError) as error:
        table.fault("facts", str(error), "write a zone such as Europe/London and a total such as 120 GBP")
        return None
    plain = {name: others.pop(name) for name in _PLAIN if name in others}
    methods = tuple(others.pop("payment_method").split()) if "payment_method" in others else ()
    return OrderFacts(
        **plain,  # type: ignore[arg-type]
        payment_methods=methods,
        total=total,
        attributes=others,
        anchors=tuple(anchors),
        home_zone=home,
        filed={programme.id: CaseFacts(tuple(anchors))},
    )


def _compare(table: Table, name: str, wanted: Any, window: Window, rule: Rule, facts: OrderFacts) -> None:
    if name == "applies":
        found: Any = applies_on(window.programme, rule, facts) is Applies.YES
    elif name == "needs":
        needs = window.needs or window.opens_needs
        found = window.awaiting or (needs.fact if needs else "nothing")
    else:
        instant = {
            "opens": window.opens_at,
            "closes": window.closes_at,
            "earliest": window.needs.earliest if window.needs else None,
        }[name]
        found = _as_written(instant, wanted, window.zone)
        if isinstance(wanted, str):
            wanted = table.as_moment(name, wanted)
    if found != wanted:
        said = "no date" if found is None else str(found)
        table.fault(
            name, f"the example says {wanted}, the rule gives {said}", "correct the example or the rule"
        )


def _as_written(instant: datetime | None, wanted: Any, zone: str) -> Moment | None:
    """The instant as the example writes it: itself, or its day in the zone the rule counts in."""
    if instant is None or isinstance(wanted, datetime) or (isinstance(wanted, str) and len(wanted) > 10):
        return instant
    local: date = instant.astimezone(zone_info(zone)).date()
    return local
