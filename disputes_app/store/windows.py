"""Materialised windows: what the engine worked out for an order, kept so that lists need not work it out again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from disputes_app.domain import moments
from disputes_app.domain.anchors import Anchor, AnchorKind, Known, Precision
from disputes_app.domain.conditions import Question
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.order_facts import PlatformDate
from disputes_app.domain.programmes import Length, Programmes, Unit
from disputes_app.domain.windows import Needs, Window
from disputes_app.store.library import Transaction
from disputes_app.store.records import instant_text


@dataclass(frozen=True, slots=True)
class KeptWindow:
    """A window with the order, and the case if any, it was worked out for."""

    order: OrderId
    case: CaseId | None
    window: Window


def replace(tx: Transaction, orders: Iterable[OrderId], windows: Iterable[KeptWindow]) -> None:
    """Keep these windows instead of all that were kept for these orders."""
    tx.executemany("DELETE FROM windows WHERE order_id = ?", ((order,) for order in orders))
    tx.executemany(
        "INSERT INTO windows (order_id, case_id, programme, rule, actor, stage, claims, opens_at, closes_at, payload)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        map(as_row, windows),
    )


def as_row(kept: KeptWindow) -> tuple[int | str | None, ...]:
    """A window as its row holds it, without the row's own id."""
    window = kept.window
    return (
        kept.order,
        kept.case,
        window.programme.id,
        window.rule.id,
        window.actor.value,
        window.stage.value,
        " ".join(window.claims),
        _text(window.opens_at),
        _text(window.shown_close),
        json.dumps(_payload(window), separators=(",", ":"), ensure_ascii=False),
    )


def loaded(rows: Sequence[sqlite3.Row], programmes: Programmes) -> list[KeptWindow]:
    """The windows behind ``SELECT * FROM windows`` rows; those of rules no longer there are left out."""
    kept = []
    for row in rows:
        programme = programmes.by_id.get(row["programme"])
        rule = programme.by_rule_id.get(row["rule"]) if programme else None
        if programme is None or rule is None:
            continue
        window = Window(programme, rule, **_values(json.loads(row["payload"])))
        kept.append(KeptWindow(OrderId(row["order_id"]), row["case_id"] and CaseId(row["case_id"]), window))
    return kept


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant_text(instant)


def _payload(window: Window) -> dict[str, Any]:
    shown = window.platform_date
    full = {
        "zone": window.zone,
        "opens": _text(window.opens_at),
        "closes": _text(window.closes_at),
        "gated": window.gated,
        "in_hand": window.in_hand,
        "used": [_anchor_payload(anchor) for anchor in window.used],
        "needs": _needs_payload(window.needs),
        "opens_needs": _needs_payload(window.opens_needs),
        "platform": _platform_payload(shown),
        "computed": _text(window.computed_close),
        "expected": window.expected,
        "awaiting": window.awaiting,
        "link": _text(window.link_closes_at),
        "done": _text(window.done_at),
        "counted": [window.counted.n, window.counted.unit, window.counted.calendar, window.counted.attribute,
                    window.counted.day_cap],
        "capped": window.capped,
        "paused": window.paused,
        "rolled": window.rolled_from.isoformat() if window.rolled_from else None,
        "doubts": [list(doubt) for doubt in window.doubts],
    }  # fmt: skip
    return {name: value for name, value in full.items() if value not in (None, False, "", [])}


def _anchor_payload(anchor: Anchor) -> list[str | None]:
    return [
        anchor.kind, moments.as_json(anchor.value), anchor.zone, anchor.precision, anchor.source,
        anchor.source_detail, _text(anchor.noted_at),
    ]  # fmt: skip


def _platform_payload(shown: PlatformDate | None) -> list[str | None] | None:
    if shown is None:
        return None
    return [moments.as_json(shown.value), shown.rule, shown.zone, _text(shown.noted_at)]


def _platform_date(values: list[str] | None) -> PlatformDate | None:
    if values is None:
        return None
    value, rule, zone, *noted = values
    return PlatformDate(moments.parse(value), rule, zone, _instant(noted[0]) if noted else None)


def _needs_payload(needs: Needs | None) -> list[str | None] | None:
    return None if needs is None else [needs.fact, needs.question, _text(needs.earliest)]


def _values(kept: dict[str, Any]) -> dict[str, Any]:
    platform = kept.get("platform")
    n, unit, calendar, attribute, cap = kept["counted"]
    return {
        "zone": kept["zone"],
        "opens_at": _instant(kept.get("opens")),
        "closes_at": _instant(kept.get("closes")),
        "gated": kept.get("gated", False),
        "in_hand": kept.get("in_hand", False),
        "used": tuple(_anchor(values) for values in kept.get("used", ())),
        "needs": _needs(kept.get("needs")),
        "opens_needs": _needs(kept.get("opens_needs")),
        "platform_date": _platform_date(platform),
        "computed_close": _instant(kept.get("computed")),
        "expected": kept.get("expected", False),
        "awaiting": kept.get("awaiting", ""),
        "link_closes_at": _instant(kept.get("link")),
        "done_at": _instant(kept.get("done")),
        "counted": Length(n, Unit(unit), calendar, attribute, cap),
        "capped": kept.get("capped", False),
        "paused": kept.get("paused", False),
        "rolled_from": date.fromisoformat(kept["rolled"]) if "rolled" in kept else None,
        "doubts": tuple(Question(*doubt) for doubt in kept.get("doubts", ())),
    }


def _anchor(values: list[str]) -> Anchor:
    kind, value, zone, precision, source, detail, noted = values
    return Anchor(
        AnchorKind(kind),
        moments.parse(value),
        zone,
        Precision(precision),
        Known(source),
        detail,
        _instant(noted),
    )


def _needs(values: list[str] | None) -> Needs | None:
    return None if values is None else Needs(values[0], values[1], _instant(values[2]))


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC)
