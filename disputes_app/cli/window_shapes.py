"""Windows, routes and moved last days as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from disputes_app.cli import shapes
from disputes_app.domain import moments
from disputes_app.domain.date_words import english
from disputes_app.domain.explaining import explain
from disputes_app.domain.ids import OrderId, written
from disputes_app.domain.moved import Moved
from disputes_app.domain.routes import Route
from disputes_app.domain.windows import Window, last_day
from disputes_app.queries.deadlines import DueRow, WindowRow


def window(row: WindowRow, home_zone: str, numbers: Mapping[OrderId, str]) -> dict[str, Any]:
    """A deadline with everything that explains it; ``numbers`` gives the order numbers by id."""
    one = row.window
    return {
        "order": numbers.get(row.order, written("order", row.order)),
        "order_id": written("order", row.order),
        "case": written("case", row.case) if row.case else None,
        "programme": one.programme.id,
        "programme_name": one.programme.name,
        "rule": one.rule.id,
        "kind": one.kind.value,
        "title": one.rule.title,
        "claim_types": [claim.value for claim in one.claims],
        "stage": one.stage.value,
        "actor": one.actor.value,
        "action": one.action,
        "opens_at": shapes.instant(one.opens_at),
        "closes_at": shapes.instant(one.closes_at),
        "earliest_close": shapes.instant(one.needs.earliest) if one.needs else None,
        "zone": one.zone,
        "closes_local": shapes.instant(one.closes_at.astimezone(ZoneInfo(home_zone)))
        if one.closes_at
        else None,
        "closes_in_zone": shapes.instant(one.closes_at.astimezone(ZoneInfo(one.zone)))
        if one.closes_at
        else None,
        "days_left": row.days_left,
        "state": row.state.value,
        "urgency": row.urgency.value,
        "anchor": one.anchor or None,
        "anchor_at": moments.as_json(one.anchor_at),
        "needs": one.needs.fact if one.needs else None,
        "question": one.needs.question if one.needs else None,
        "platform_date": moments.as_json(one.platform_date.value) if one.platform_date else None,
        "computed_close": shapes.instant(one.computed_close),
        "expected": one.expected,
        "one_day_in_hand": one.in_hand,
        "explanation": " ".join(explain(one, home_zone)),
        "lapse_effect": one.lapse_effect,
        "source": source(one),
        "as_of": one.as_of.isoformat(),
        "confidence": one.confidence.value,
        "flags": [flag.value for flag in one.flags],
    }


def due(row: DueRow, home_zone: str, numbers: Mapping[OrderId, str]) -> dict[str, Any]:
    """A date set by hand, in the form of a deadline."""
    kept = row.deadline
    return {
        "id": written("deadline", kept.id),
        "order": numbers.get(kept.order_id) if kept.order_id else None,
        "case": written("case", kept.case_id) if kept.case_id else None,
        "programme": None,
        "rule": None,
        "claim_types": [],
        "stage": None,
        "actor": "buyer",
        "action": kept.action,
        "opens_at": None,
        "closes_at": shapes.instant(row.closes_at),
        "earliest_close": None,
        "zone": row.zone,
        "closes_local": shapes.instant(row.closes_at.astimezone(ZoneInfo(home_zone))),
        "days_left": row.days_left,
        "state": row.state.value,
        "urgency": row.urgency.value,
        "anchor": None,
        "anchor_at": None,
        "platform_date": None,
        "explanation": kept.reason or "A date set by you.",
        "source": "set by you",
        "as_of": kept.added_at.date().isoformat(),
        "confidence": None,
    }


def source(one: Window) -> str:
    """Where a rule was read, in one line."""
    return "; ".join(
        " ".join(filter(None, (f"{each.ref}:", each.address, each.dated))) for each in one.source
    )


def route(one: Route, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A route of an order's recourse map."""
    return {
        "programme": one.programme.id,
        "name": one.programme.name,
        "family": one.programme.family.value,
        "applies": one.applies.value,
        "why": one.why,
        "questions": [{"fact": question.fact, "question": question.text} for question in one.questions],
        "windows": rows,
        "conflicts": [
            {
                "programme": each.programme,
                "name": each.name,
                "effect": each.effect.value,
                "text": each.text,
            }
            for each in one.conflicts
        ],
        "covers": [
            {"rule": rule.id, "title": rule.title, "note": rule.note, "limit": shapes.money(rule.limit)}
            for rule in one.covers
        ],
        "recommended_order": one.recommended_order,
        "reason": one.reason or _by_its_day(one),
    }


def _by_its_day(one: Route) -> str:
    """Why a route stands at its place where no rule says so: it is the one that closes first of those left."""
    window = one.way_in
    if not one.recommended_order or window is None:
        return ""
    day = last_day(window)
    if day is None:
        return "It has no last day."
    may = "closes" if window.closes_at else "may close"
    return f"Of the claims left to make, “{window.rule.action}” {may} first, on {english(day)}."


def moved(one: Moved) -> dict[str, Any]:
    """A last day that an action moved."""
    return {
        "order": written("order", one.order),
        "case": written("case", one.case) if one.case else None,
        "programme": one.programme,
        "rule": one.rule,
        "action": one.action,
        "before": shapes.instant(one.before),
        "after": shapes.instant(one.after),
        "why": one.why,
    }
