"""The fact rows of a packet: order, payment and tracking, each with where it was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disputes_app.domain.anchors import Anchor, AnchorKind, Known
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.evidence import EvidenceKind
from disputes_app.domain.messages import MessageDirection
from disputes_app.domain.moments import Moment, is_since
from disputes_app.domain.money import Money
from disputes_app.domain.orders import PLATFORM_NAMES, Platform
from disputes_app.domain.payments import Payment, PaymentMethod, PaymentState
from disputes_app.domain.readiness import Requirements
from disputes_app.domain.shipments import Shipment, ShipmentEvent
from disputes_app.packets import content
from disputes_app.packets.wording import Wording, in_zone
from disputes_app.queries.cases import CaseDetail
from disputes_app.queries.chronology import anchors_in_force
from disputes_app.queries.orders import OrderDetail

_SOURCES = {
    Known.TYPED: "typed", Known.TRACKING: "tracking", Known.MAIL: "mail", Known.FILE: "file",
    Known.PLATFORM: "platform",
}  # fmt: skip
_SHOWN = {
    AnchorKind.ORDERED: ("X01",), AnchorKind.PAID: ("X03",), AnchorKind.SHIPPED: ("X04",),
    AnchorKind.PROMISED: ("X02",), AnchorKind.ESTIMATED_TO: ("X02",), AnchorKind.DELIVERED: ("X04", "X05"),
    AnchorKind.RETURNED: ("X16",), AnchorKind.REFUND_PROMISED: ("X15",),
}  # fmt: skip
_OF_EVERY_CLAIM = frozenset({"X01", "X03", "X14", "X26"})
MARKETS = frozenset(Platform) - {Platform.OWN_SHOP, Platform.OTHER}
"""The platforms that are known under a name of their own."""
DUE = [AnchorKind.PROMISED, AnchorKind.ESTIMATED_TO]
WAITING = frozenset({ClaimType.NOT_RECEIVED, ClaimType.LATE})
"""The claims that turn on the day the goods were to arrive."""
_MARKS = {
    AnchorKind.ORDERED: "mark_ordered", AnchorKind.PAID: "mark_paid", AnchorKind.SHIPPED: "mark_shipped",
    AnchorKind.DELIVERED: "mark_delivered",
}  # fmt: skip
_REFUNDED = {
    PaymentState.REFUNDED: "all", PaymentState.PARTLY_REFUNDED: "part", PaymentState.HELD: "nothing",
    PaymentState.RELEASED: "nothing",
}  # fmt: skip

Parcel = tuple[Shipment, tuple[ShipmentEvent, ...]]
"""A parcel with its events, the first first."""


def items_words(orders: Sequence[OrderDetail]) -> str:
    """What was bought, as a part of a sentence; empty where nobody said."""
    named = [
        (f"{item.quantity} × " if item.quantity != 1 else "")
        + ", ".join(filter(None, (item.title, item.variant)))
        for order in orders
        for item in order.items
    ]
    return "; ".join(named) or "; ".join(order.order.title for order in orders if order.order.title)


def platform(order: OrderDetail, say: Wording) -> str:
    """Where it was bought; a shop that is no marketplace goes by the seller's name."""
    platform = order.order.platform
    if platform in MARKETS:
        return PLATFORM_NAMES[platform]
    return order.seller.name if order.seller and order.seller.name else say("case.shop")


def price(orders: Sequence[OrderDetail]) -> Money | None:
    """What was to be paid for all orders, where that is one amount."""
    totals = [order.order.total for order in orders if order.order.total]
    if len(totals) != len(orders) or len({total.currency for total in totals}) != 1:
        return None
    return sum(totals[1:], totals[0])


def shown_by(detail: CaseDetail, order: OrderDetail, *codes: str) -> tuple[str, ...]:
    """The letters of the exhibits about an order that prove one of these (X01 …)."""
    return tuple(
        row.letter
        for row in detail.exhibits
        if row.evidence is not None
        and row.evidence.order_id in (None, order.order.id)
        and not set(codes).isdisjoint(row.evidence.proves.split())
    )


def source(anchor: Anchor, detail: CaseDetail, order: OrderDetail, say: Wording) -> content.Source:
    """Where a date was read, in words, and the exhibits that show it."""
    words = anchor.source_detail or say(f"case.{_SOURCES.get(anchor.source, 'typed')}")
    return content.Source(words, shown_by(detail, order, *_SHOWN.get(anchor.kind, ())))


def due(order: OrderDetail, zone: str) -> Moment | None:
    """The last day the order was to arrive."""
    anchors = anchors_in_force(order)
    found = anchors.get(AnchorKind.PROMISED) or anchors.get(AnchorKind.ESTIMATED_TO)
    return in_zone(found.value, zone) if found else None


def order_facts(detail: CaseDetail, zone: str, say: Wording) -> Iterator[content.Fact]:
    """The rows about the order itself."""
    kinds = [AnchorKind.ORDERED, AnchorKind.DELIVERED]
    if detail.case.claim in WAITING:
        kinds[1:1] = DUE
    for order in detail.orders:
        record = content.Source(say("case.order_record"), shown_by(detail, order, "X01"))
        for item in order.items:
            quantity = f"{item.quantity} × " if item.quantity != 1 else ""
            yield content.Fact(
                say("case.item"), quantity + ", ".join(filter(None, (item.title, item.variant))), record
            )
        yield content.Fact(say("case.number"), order.order.number, record)
        if order.order.total:
            total, home = say.money(order.order.total), order.order.home_total
            also = f" ({say.money(home)})" if home and home.currency != order.order.total.currency else ""
            yield content.Fact(say("case.price"), total + also, record, total)
        for item in order.items:
            if item.promised and not item.received:
                listing = content.Source(say("case.order_record"), shown_by(detail, order, "X02"))
                yield content.Fact(say("case.promised"), item.promised, listing)
        anchors = anchors_in_force(order)
        for kind in kinds:
            if kind in anchors:
                label = f"anchors.{kind}" if kind in DUE else f"case.{kind}"
                value = say.moment(in_zone(anchors[kind].value, zone), "long")
                yield content.Fact(say(label), value, source(anchors[kind], detail, order, say))


def payment_facts(detail: CaseDetail, zone: str, say: Wording) -> Iterator[content.Fact]:
    """The rows about how it was paid."""
    for order in detail.orders:
        anchors = anchors_in_force(order)
        for payment in order.payments:
            record = content.Source(say("case.payment_record"), shown_by(detail, order, "X03"))
            if payment.amount:
                amount = say.money(payment.amount)
                paid = anchors.get(AnchorKind.PAID)
                value = (
                    amount
                    if paid is None
                    else say(
                        "case.paid_value", money=amount, moment=say.moment(in_zone(paid.value, zone), "long")
                    )
                )
                where = source(paid, detail, order, say) if paid else record
                yield content.Fact(say("case.paid"), value, where, amount)
            if method := _method(payment, say):
                yield content.Fact(say("case.method"), method, record)
            if payment.reference:
                yield content.Fact(say("case.reference"), payment.reference, record)
            if payment.funded_by:
                home = f", {say.money(payment.home_amount)}" if payment.home_amount else ""
                yield content.Fact(say("case.funded_by"), payment.funded_by + home, record)
            if payment.state in _REFUNDED:
                yield content.Fact(say("case.refunded"), say(f"case.{_REFUNDED[payment.state]}"), record)


def paid_with(order: OrderDetail, say: Wording) -> str:
    """How it was paid, in a few words; empty while nobody said how."""
    for payment in order.payments:
        return ", ".join(part for part in (_method(payment, say), payment.funded_by) if part)
    return ""


def _method(payment: Payment, say: Wording) -> str:
    """The payment's method; “other” is what stands for one that was not said, and no fact."""
    return "" if payment.method is PaymentMethod.OTHER else say(f"case.method_{payment.method}")


def shipments(parcels: Sequence[Parcel]) -> Iterator[content.Shipment]:
    """The parcels with their events."""
    for shipment, events in parcels:
        yield content.Shipment(
            shipment.carrier,
            shipment.tracking_number,
            tuple(
                content.TrackingEvent(event.at, event.description, event.place, event.status == "delivered")
                for event in events
            ),
            shipment.note,
        )


def differences(detail: CaseDetail) -> Iterator[content.Difference]:
    """What was promised against what came, with the listing and the pictures that show it."""
    for order in detail.orders:
        where = content.Source("", shown_by(detail, order, "X02", "X09", "X10", "X22"))
        for item in order.items:
            if item.promised and item.received:
                yield content.Difference(item.promised, item.received, where)


def strongest(requirements: Requirements, detail: CaseDetail) -> tuple[str, ...]:
    """The letters of three exhibits to show first: those that prove what the claim itself turns on.

    What every claim needs (the order, the payment, the messages) does not count. Of those that prove as much, a
    photograph comes before a screenshot or paper, and one with marks before one without.
    """
    wanted = requirements.claims.get(ClaimType(detail.case.claim), ())
    own = [set(one.codes) - _OF_EVERY_CLAIM for one in wanted if one.required]
    ranked: list[tuple[int, bool, bool, str]] = []
    for row in detail.exhibits:
        if row.evidence is not None:
            shows = sum(bool(codes.intersection(row.evidence.proves.split())) for codes in own)
            is_photo = row.evidence.kind is EvidenceKind.PHOTO
            if shows or is_photo:
                ranked.append((-shows, not is_photo, not row.callouts, row.letter))
    ranked.sort(key=lambda each: each[:3])
    return tuple(letter for *_, letter in ranked[:3])


def marks(order: OrderDetail, say: Wording) -> Iterator[content.Mark]:
    """The dates on the drawn time line."""
    anchors = anchors_in_force(order)
    for kind, label in _MARKS.items():
        if kind in anchors and not (kind is AnchorKind.ORDERED and AnchorKind.PAID in anchors):
            yield content.Mark(say(f"case.{label}"), anchors[kind].value)
    arrived = anchors[AnchorKind.DELIVERED].value if AnchorKind.DELIVERED in anchors else None
    sent = [
        message
        for message in order.messages
        if message.direction is MessageDirection.SENT and is_since(message.at, arrived)
    ]
    if sent:
        yield content.Mark(say("case.mark_told"), sent[0].at)
