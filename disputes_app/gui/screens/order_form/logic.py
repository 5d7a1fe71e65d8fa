"""What the order form decides, without a window: which values contradict others, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from disputes_app.domain import moments
from disputes_app.domain.anchors import Anchor, AnchorKind, anchor
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.moments import Moment
from disputes_app.domain.money import Money
from disputes_app.domain.order_facts import OrderFacts, PlatformDate
from disputes_app.gui.widgets.date_text import read_time
from disputes_app.queries.named_order import NamedOrder
from disputes_app.queries.orders import OrderDetail


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stands in the form. Texts are as typed; a delivery time is kept apart from its day.

    ``paid`` is the day of payment where it is known to be another than that of the order.
    """

    title: str = ""
    platform: str = "aliexpress"
    number: str = ""
    seller: str = ""
    buyer_kind: str = "consumer"
    total: Money | None = None
    home_total: Money | None = None
    payment_method: str = "other"
    card_network: str = ""
    funded_by: str = ""
    payment_reference: str = ""
    payment_state: str = "unknown"
    ordered: date | None = None
    paid: date | None = None
    shipped: date | None = None
    promised: date | None = None
    delivered: date | None = None
    delivered_time: time | None = None
    carrier: str = ""
    tracking_number: str = ""
    platform_day: date | None = None
    claim: str = ""


class Fault(NamedTuple):
    """What is wrong with a field, and the day that was probably meant."""

    key: str
    suggestion: date | None = None


DATES = {
    "ordered": AnchorKind.ORDERED,
    "shipped": AnchorKind.SHIPPED,
    "promised": AnchorKind.PROMISED,
    "delivered": AnchorKind.DELIVERED,
}
_AFTER = {"shipped": "ordered", "promised": "ordered", "delivered": "shipped"}
REQUIRED = ("title", "total", "ordered")


def missing(draft: Draft, before: Draft | None = None) -> list[str]:
    """The required fields that are still empty; one that an order came without stays as it was ``before``."""
    return [
        name for name in REQUIRED if not getattr(draft, name) and (before is None or getattr(before, name))
    ]


def faults(draft: Draft, today: date) -> dict[str, Fault]:
    """The dates that cannot be: before what they follow, or still to come although they have happened."""
    found: dict[str, Fault] = {}
    for name in ("ordered", "shipped", "delivered"):
        day = getattr(draft, name)
        if day is not None and day > today:
            meant = _earlier(day, today)
            start = draft.ordered if name != "ordered" else None
            found[name] = Fault("future", meant if meant and (start is None or meant >= start) else None)
    for name, before in _AFTER.items():
        day, start = getattr(draft, name), getattr(draft, before) or draft.ordered
        if day is not None and start is not None and day < start and name not in found:
            found[name] = Fault(f"before_{before}", _later(day, start, today if name != "promised" else None))
    return found


def corrected(draft: Draft, found: Mapping[str, Fault]) -> Draft:
    """The draft with the days that were probably meant; a day that cannot be, and has no better, is left out."""
    meant: dict[str, Any] = {name: fault.suggestion for name, fault in found.items()}
    return replace(draft, **meant)


def _later(day: date, start: date, latest: date | None) -> date | None:
    """The same day of the month in the first month that fits, when that is still possible."""
    for months in range(1, 13):
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        try:
            moved = date(year, month + 1, day.day)
        except ValueError:
            continue
        if moved >= start:
            return moved if latest is None or moved <= latest else None
    return None


def _earlier(day: date, today: date) -> date | None:
    try:
        moved = day.replace(year=day.year - 1)
    except ValueError:
        return None
    return moved if moved <= today else None


def delivered_moment(draft: Draft, zone: str) -> Moment | None:
    """The delivery as an instant when its time is known, else as a day."""
    if draft.delivered is None or draft.delivered_time is None:
        return draft.delivered
    return datetime.combine(draft.delivered, draft.delivered_time, ZoneInfo(zone))


def facts(draft: Draft, home_zone: str, country: str = "") -> OrderFacts:
    """The draft as the protection engine takes it."""
    values: dict[AnchorKind, Moment | None] = {kind: getattr(draft, name) for name, kind in DATES.items()}
    values[AnchorKind.DELIVERED] = delivered_moment(draft, home_zone)
    # Somebody who types in an order has paid when ordering, unless they say otherwise.
    values[AnchorKind.PAID] = draft.paid or draft.ordered
    anchors: tuple[Anchor, ...] = tuple(
        anchor(kind, value) for kind, value in values.items() if value is not None
    )
    return OrderFacts(
        platform=draft.platform,
        payment_methods=() if draft.payment_method == "other" else (draft.payment_method,),
        card_network=draft.card_network,
        buyer_country=country,
        buyer_kind=draft.buyer_kind,
        carrier=draft.carrier.lower(),
        total=draft.total,
        charged=(draft.home_total,) if draft.home_total else (),
        anchors=anchors,
        platform_dates=() if draft.platform_day is None else (PlatformDate(draft.platform_day),),
        home_zone=home_zone,
        claim=_claim(draft),
    )


def _claim(draft: Draft) -> ClaimType | None:
    """What is wrong, or could be: what has come cannot be missing any more."""
    if draft.claim:
        return ClaimType(draft.claim)
    return ClaimType.NOT_AS_DESCRIBED if draft.delivered else None


def as_fields(draft: Draft, home_zone: str, before: Draft | None = None) -> dict[str, str]:
    """The FIELD texts of everything that is said, or that differs from ``before``."""
    said = _said(draft, home_zone)
    if before is None:
        return {name: text for name, text in said.items() if text}
    was = _said(before, home_zone)
    changed = {name: text for name, text in said.items() if text != was[name]}
    for amount, currency in (("total", "currency"), ("home_total", "home_currency")):
        if changed.keys() & {amount, currency}:
            changed |= {amount: said[amount], currency: said[currency]}
    return {
        name: text
        for name, text in changed.items()
        if text or name not in ("card_network", "currency", "home_currency")
    }


def _said(draft: Draft, home_zone: str) -> dict[str, str]:
    delivered = delivered_moment(draft, home_zone)
    days = {name: getattr(draft, name) for name in ("ordered", "shipped", "promised")}
    return {
        "title": draft.title,
        "platform": draft.platform,
        "number": draft.number,
        "seller": draft.seller,
        "buyer_kind": draft.buyer_kind,
        "total": f"{draft.total.amount:f}" if draft.total else "",
        "currency": draft.total.currency if draft.total else "",
        "home_total": f"{draft.home_total.amount:f}" if draft.home_total else "",
        "home_currency": draft.home_total.currency if draft.home_total else "",
        "payment_method": draft.payment_method,
        "card_network": draft.card_network,
        "funded_by": draft.funded_by,
        "payment_reference": draft.payment_reference,
        "payment_state": draft.payment_state,
        **{f"{name}_at": day.isoformat() if day else "" for name, day in days.items()},
        "paid_at": paid.isoformat() if (paid := draft.paid or draft.ordered) else "",
        "delivered_at": moments.as_json(delivered) or "",
        "carrier": draft.carrier,
        "tracking_number": draft.tracking_number,
        "platform_date": draft.platform_day.isoformat() if draft.platform_day else "",
    }


def draft_of(order: OrderDetail, home_zone: str) -> Draft:
    """The draft that says what is known of an order."""
    kept = order.order
    payment = order.payments[0] if order.payments else None
    shipment = order.shipments[0][0] if order.shipments else None
    newest: dict[str, Moment] = {
        str(one.kind): one.value for one in sorted(order.dates, key=lambda one: one.noted_at)
    }
    days: dict[str, Any] = {name: _day(newest.get(kind), home_zone) for name, kind in DATES.items()}
    paid = _day(newest.get(AnchorKind.PAID), home_zone)
    delivered = newest.get(AnchorKind.DELIVERED)
    local = delivered.astimezone(ZoneInfo(home_zone)) if isinstance(delivered, datetime) else None
    return Draft(
        title=kept.title or (order.items[0].title if order.items else ""),
        platform=kept.platform,
        number=kept.number,
        seller=order.seller.name if order.seller else "",
        buyer_kind=kept.buyer_kind,
        total=kept.total,
        home_total=kept.home_total,
        payment_method=payment.method if payment else "other",
        card_network=payment.card_network or "" if payment else "",
        funded_by=payment.funded_by if payment else "",
        payment_reference=payment.reference if payment else "",
        payment_state=payment.state if payment else "unknown",
        paid=paid if paid != days["ordered"] else None,
        delivered_time=local.time() if local else None,
        carrier=shipment.carrier if shipment else "",
        tracking_number=shipment.tracking_number if shipment else "",
        **days,
    )


def _day(moment: Moment | None, zone: str) -> date | None:
    return moment.astimezone(ZoneInfo(zone)).date() if isinstance(moment, datetime) else moment


def draft_named(named: NamedOrder) -> Draft:
    """The draft that says what waiting files say of an order."""
    return Draft(
        title=named.title,
        platform=named.platform,
        number=named.number,
        seller=named.seller,
        total=named.total,
        payment_method="paypal" if named.is_paypal else "other",
        payment_reference=named.payment_reference,
        ordered=named.ordered,
        carrier=named.carrier,
        tracking_number=named.tracking_number,
    )


def number_or_made(draft: Draft, today: date) -> str:
    """The order number, or for a seller who gives none a plain one made of the day."""
    return draft.number or f"{draft.ordered or today:%Y-%m-%d} {draft.title[:24]}".strip()


def kept_time(text: str, before: Draft | None) -> time | None:
    """The time typed; where it still says the same minute as before, that moment with its seconds."""
    typed = read_time(text)
    known = before.delivered_time if before else None
    return known if known and typed == known.replace(second=0, microsecond=0) else typed
