"""How things look in JSON: the names and forms that scripts rely on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from disputes_app.domain import moments
from disputes_app.domain.cases import Case
from disputes_app.domain.claims import words
from disputes_app.domain.date_words import english
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.explaining import explain
from disputes_app.domain.ids import OrderId, written
from disputes_app.domain.inspection import CHECKS
from disputes_app.domain.messages import Message
from disputes_app.domain.money import Money
from disputes_app.domain.moved import Moved
from disputes_app.domain.orders import PLATFORM_NAMES
from disputes_app.domain.routes import Route
from disputes_app.domain.windows import Window, last_day
from disputes_app.queries.cases import CaseDetail, ExhibitRow, FilingRow
from disputes_app.queries.deadlines import DueRow, WindowRow
from disputes_app.queries.orders import OrderDetail, OrderRow
from disputes_app.queries.receipt import Inspection


def money(amount: Money | None) -> dict[str, str] | None:
    """An amount as a decimal string and a currency."""
    return amount.as_json() if amount else None


def instant(value: datetime | None) -> str | None:
    """An instant with its offset."""
    return value.isoformat() if value else None


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
        "opens_at": instant(one.opens_at),
        "closes_at": instant(one.closes_at),
        "earliest_close": instant(one.needs.earliest) if one.needs else None,
        "zone": one.zone,
        "closes_local": instant(one.closes_at.astimezone(ZoneInfo(home_zone))) if one.closes_at else None,
        "closes_in_zone": instant(one.closes_at.astimezone(ZoneInfo(one.zone))) if one.closes_at else None,
        "days_left": row.days_left,
        "state": row.state.value,
        "urgency": row.urgency.value,
        "anchor": one.anchor or None,
        "anchor_at": moments.as_json(one.anchor_at),
        "needs": one.needs.fact if one.needs else None,
        "question": one.needs.question if one.needs else None,
        "platform_date": moments.as_json(one.platform_date.value) if one.platform_date else None,
        "computed_close": instant(one.computed_close),
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
        "closes_at": instant(row.closes_at),
        "earliest_close": None,
        "zone": row.zone,
        "closes_local": instant(row.closes_at.astimezone(ZoneInfo(home_zone))),
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


def order_row(row: OrderRow) -> dict[str, Any]:
    """An order as ``orders list`` gives it."""
    return {
        "id": written("order", row.id),
        "number": row.number,
        "platform": row.platform.value,
        "seller": row.seller,
        "title": row.title,
        "ordered_at": row.ordered_on.isoformat() if row.ordered_on else None,
        "total": money(row.total),
        "home_total": money(row.home_total),
        "status": row.status.value,
        "case": written("case", row.case) if row.case else None,
        "next_deadline": _next(row),
        "expected_by": row.expected.day.isoformat() if row.expected else None,
        "expected_why": row.expected.why if row.expected else None,
    }


def _next(row: OrderRow) -> dict[str, Any] | None:
    """The next deadline of an order: a window, or a date set by hand that comes before it."""
    due, lead = row.due_first, row.lead
    if due is not None:
        return {
            "rule": None,
            "action": due.deadline.action,
            "closes_at": instant(due.closes_at),
            "days_left": due.days_left,
            "state": due.state.value,
        }
    if lead is None:
        return None
    return {
        "rule": lead.window.rule.id,
        "action": lead.window.action,
        "closes_at": instant(lead.window.shown_close),
        "days_left": lead.days_left,
        "state": lead.state.value,
    }


def order(detail: OrderDetail) -> dict[str, Any]:
    """An order with everything known of it."""
    kept = detail.order
    dates: dict[str, Any] = {}
    for date in detail.dates:
        dates.setdefault(date.kind, []).append(
            {"value": moments.as_json(date.value), "source": date.source, "detail": date.source_detail}
        )
    return order_row(detail.row) | {
        "site": kept.site,
        "buyer_country": kept.buyer_country,
        "seller_country": kept.seller_country,
        "first_with_seller": detail.first_with_seller,
        "buyer_kind": kept.buyer_kind.value,
        "category": kept.category,
        "note": kept.note,
        "deleted_at": instant(kept.deleted_at),
        "dates": dates,
        "items": [
            {
                "id": written("item", item.id), "title": item.title, "variant": item.variant,
                "quantity": item.quantity, "price": money(item.price), "promised": item.promised,
                "received": item.received,
            }
            for item in detail.items
        ],
        "payments": [
            {
                "id": written("payment", payment.id), "method": payment.method.value,
                "card_network": payment.card_network.value if payment.card_network else None,
                "funded_by": payment.funded_by, "amount": money(payment.amount),
                "home_amount": money(payment.home_amount), "reference": payment.reference,
                "state": payment.state.value,
            }
            for payment in detail.payments
        ],
        "shipments": [
            {
                "id": written("shipment", shipment.id), "carrier": shipment.carrier,
                "tracking_number": shipment.tracking_number, "direction": shipment.direction.value,
                "events": [
                    {"at": moments.as_json(event.at), "description": event.description, "place": event.place}
                    for event in events
                ],
            }
            for shipment, events in detail.shipments
        ],
        "messages": [message(one) for one in detail.messages],
        "evidence": [evidence(one) for one in detail.evidence],
        "cases": [written("case", one.id) for one in detail.cases],
    }  # fmt: skip


def inspection(found: Inspection) -> dict[str, Any]:
    """The checklist of an inspection with its answers, and what they propose."""
    return {
        "questions": [
            {
                "question": check.value, "words": asked.question, "answer": found.answers.get(check),
                "answers": {word: one.words for word, one in asked.answers.items()},
            }
            for check, asked in CHECKS.items()
        ],
        "claim_types": [claim.value for claim in found.claims],
        "photos": [{"code": one.code, "what": one.what, "how": one.how} for one in found.photos],
        "until": instant(found.until.window.closes_at) if found.until else None,
    }  # fmt: skip


def message(one: Message) -> dict[str, Any]:
    """A message, whole."""
    return {
        "id": written("message", one.id),
        "from": one.sender,
        "direction": one.direction.value,
        "at": moments.as_json(one.at),
        "channel": one.channel,
        "subject": one.subject,
        "text": one.text,
        "translation": one.translation or None,
        "translated_by": one.translated_by or None,
        "evidence": written("evidence", one.evidence_id) if one.evidence_id else None,
    }


def evidence(one: Evidence) -> dict[str, Any]:
    """An evidence item with its facts."""
    return {
        "id": written("evidence", one.id),
        "sha256": one.sha256,
        "name": one.name,
        "kind": one.kind.value,
        "media_type": one.media_type,
        "bytes": one.size,
        "caption": one.caption,
        "proves": one.proves.split(),
        "captured_at": moments.as_json(one.captured_at) or one.captured_local or None,
        "captured_offset_known": one.captured_at is not None,
        "device": one.device,
        "width": one.width or None,
        "height": one.height or None,
        "pages": one.pages or None,
        "location": None if one.latitude is None else {"latitude": one.latitude, "longitude": one.longitude},
        "reading": one.reading.value,
        "note": one.reading_note,
        "added_at": instant(one.added_at),
        "order": written("order", one.order_id) if one.order_id else None,
        "parent": written("evidence", one.parent_id) if one.parent_id else None,
    }


def exhibit(row: ExhibitRow) -> dict[str, Any]:
    """An exhibit with its letter and what it was made of."""
    kept = row.exhibit
    made_of = (("evidence", kept.evidence_id), ("message", kept.message_id), ("shipment", kept.shipment_id))
    return {
        "id": written("exhibit", kept.id),
        "letter": row.letter,
        "frozen": bool(kept.letter),
        "caption": kept.caption,
        "title": row.title,
        **{kind: written(kind, number) if number else None for kind, number in made_of},
        "redactions": [
            {"page": box.page, "x": box.x, "y": box.y, "width": box.width, "height": box.height}
            for box in row.boxes
        ],
        "callouts": [
            {
                "number": number,
                "page": one.page,
                "x": one.x,
                "y": one.y,
                "to_x": one.to_x,
                "to_y": one.to_y,
                "text": one.text,
            }
            for number, one in enumerate(row.callouts, 1)
        ],
    }


def case_row(kept: Case) -> dict[str, Any]:
    """A case without its exhibits."""
    return {
        "id": written("case", kept.id),
        "number": kept.number,
        "title": kept.title,
        "claim": kept.claim,
        "want": kept.want.value,
        "amount": money(kept.amount),
        "programme": kept.programme or None,
        "stage": kept.stage,
        "outcome": kept.outcome or None,
        "recovered": money(kept.recovered),
        "opened_at": instant(kept.opened_at),
        "closed_at": instant(kept.closed_at),
    }


def case(detail: CaseDetail) -> dict[str, Any]:
    """A case with its history, readiness and exhibits."""
    return case_row(detail.case) | {
        "orders": [one.order.number for one in detail.orders],
        "summary": detail.case.summary,
        "statement": detail.case.statement,
        "history": [
            {"stage": stage.stage, "at": moments.as_json(stage.at), "note": stage.note} for stage in detail.stages
        ],
        "readiness": {
            "score": detail.readiness.score,
            "have": [
                {"codes": list(one.codes), "what": one.what, "refs": list(one.refs)} for one in detail.readiness.have
            ],
            "missing": [
                {"codes": list(one.codes), "what": one.what, "why": one.why, "how": one.how, "required": one.required}
                for one in detail.readiness.missing
            ],
        },
        "exhibits": [exhibit(row) for row in detail.exhibits],
        "packets": [
            {
                "name": one.name, "preset": one.preset, "sha256": one.sha256, "bytes": one.size, "pages": one.pages,
                "built_at": instant(one.built_at), "filed_at": instant(one.filed_at),
            }
            for one in detail.packets
        ],
        "filings": [filing(one) for one in detail.filings],
    }  # fmt: skip


def filing(one: FilingRow) -> dict[str, Any]:
    """What was sent at one step of a case."""
    return {
        "id": written("filing", one.filing.id),
        "stage": one.step.stage,
        "at": moments.as_json(one.step.at),
        "sent_to": one.filing.sent_to,
        "platform_number": one.filing.platform_number,
        "text": one.filing.text,
        "answer_due": moments.as_json(one.filing.answer_due),
        "files": [{"name": file.name, "sha256": file.sha256, "bytes": file.size} for file in one.files],
    }


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
            {"rule": rule.id, "title": rule.title, "note": rule.note, "limit": money(rule.limit)}
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
    return f"Of the routes left it closes first, on {english(day)}." if day else "It has no last day."


def moved(one: Moved) -> dict[str, Any]:
    """A last day that an action moved."""
    return {
        "order": written("order", one.order),
        "case": written("case", one.case) if one.case else None,
        "programme": one.programme,
        "rule": one.rule,
        "action": one.action,
        "before": instant(one.before),
        "after": instant(one.after),
        "why": one.why,
    }


def order_line(row: OrderRow) -> str:
    """An order in one line for a person."""
    following = _next(row)
    days = following["days_left"] if following else None
    left = "" if days is None else f"{days} days" if days >= 0 else f"missed {-days} days ago"
    total = str(row.total) if row.total else ""
    expected = f"  expected by {row.expected.day}" if row.expected else ""
    return (
        f"{row.number:24} {PLATFORM_NAMES[row.platform]:12} {row.title[:36]:36} {total:>14}  {left}{expected}"
    )


def case_line(kept: Case) -> str:
    """A case in one line for a person."""
    state = kept.outcome or kept.stage
    return f"{kept.number:10} {kept.title[:36]:36} {words_of(kept):18} {state:16} {kept.amount or ''}"


def words_of(kept: Case) -> str:
    """What a case is about."""
    from disputes_app.domain.claims import ClaimType

    return words(ClaimType(kept.claim))
