"""How things look in JSON: the names and forms that scripts rely on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from disputes_app.domain import moments
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import written
from disputes_app.domain.inspection import CHECKS
from disputes_app.domain.messages import Message
from disputes_app.domain.money import Money
from disputes_app.domain.orders import PLATFORM_NAMES
from disputes_app.queries.orders import OrderDetail, OrderRow
from disputes_app.queries.receipt import Inspection


def money(amount: Money | None) -> dict[str, str] | None:
    """An amount as a decimal string and a currency."""
    return amount.as_json() if amount else None


def instant(value: datetime | None) -> str | None:
    """An instant with its offset."""
    return value.isoformat() if value else None


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
