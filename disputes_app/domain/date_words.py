"""Dates, lengths, zones and anchors in English words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from disputes_app.domain.anchors import MEANINGS, AnchorKind
from disputes_app.domain.programmes import Choice, Expression, Lapse, Length, Rule, Term, Unit
from disputes_app.domain.window import Window

Value = str | int | date | datetime

_UNITS = {
    Unit.DAYS: ("day", "days"),
    Unit.BUSINESS_DAYS: ("working day", "working days"),
    Unit.HOURS: ("hour", "hours"),
    Unit.MONTHS: ("month", "months"),
    Unit.YEARS: ("year", "years"),
    Unit.BILLING_CYCLES: ("complete billing cycle", "complete billing cycles"),
}


def english(value: Value) -> str:
    """A value in English: dates with weekday and year, instants with their minute."""
    if isinstance(value, datetime):
        return f"{value:%a} {value.day} {value:%b %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%a} {value.day} {value:%b %Y}"
    return str(value)


def city(zone: str) -> str:
    """The name a zone is shown under: its city."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def length_words(length: Length) -> str:
    """A length in words, such as ``15 days`` or ``2 complete billing cycles, at most 90 days``."""
    if length.attribute:
        return f"the {length.attribute.replace('_', ' ')}"
    if length.n is None:
        return "a reasonable time"
    one, many = _UNITS[length.unit]
    words = f"{length.n} {one if length.n == 1 else many}"
    return words if length.day_cap is None else f"{words}, at most {length.day_cap} days"


def anchor_words(kind: AnchorKind) -> str:
    """An anchor kind as the beginning of a sentence."""
    words = MEANINGS[kind].words
    return words[0].upper() + words[1:]


def counted_words(window: Window) -> str:
    """All that is added to the anchor of a window, such as ``the lead days, the shipping days and 30 days``;
    empty when its own day is the last.
    """
    parts = [length_words(length) for length in counted_lengths(window)]
    return parts[0] if len(parts) == 1 else " and ".join((", ".join(parts[:-1]), parts[-1])) if parts else ""


def counted_lengths(window: Window) -> tuple[Length, ...]:
    """The lengths that are added to the anchor of a window, in order; none when its own day is the last."""
    if window.capped and window.rule.cap is not None:
        return (window.rule.cap.length,)
    lengths = (*_added(window.rule.anchor, window), window.counted)
    return tuple(length for length in lengths if length.n != 0 or length.attribute)


def _added(expression: Expression | None, window: Window) -> Iterator[Length]:
    """The lengths that the expression itself adds to the anchor that was used."""
    kind = window.used[-1].kind if window.used else None
    if isinstance(expression, Term):
        if expression.kind is kind:
            yield from expression.plus
    elif isinstance(expression, Lapse):
        rule: Rule = window.programme.by_rule_id[expression.rule]
        yield from _added(rule.anchor, window)
        yield rule.length
    elif isinstance(expression, Choice):
        for part in expression.parts:
            if _rests_on(part, kind, window):
                yield from _added(part, window)
                return


def _rests_on(expression: Expression | None, kind: AnchorKind | None, window: Window) -> bool:
    if isinstance(expression, Term):
        return expression.kind is kind
    if isinstance(expression, Lapse):
        return _rests_on(window.programme.by_rule_id[expression.rule].anchor, kind, window)
    return isinstance(expression, Choice) and any(_rests_on(part, kind, window) for part in expression.parts)
