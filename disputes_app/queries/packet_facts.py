"""The fact rows of a packet: order, payment and tracking, each with where it was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disputes_app.domain.anchors import Anchor, AnchorKind, Known
from disputes_app.domain.messages import MessageDirection
from disputes_app.domain.moments import is_since
from disputes_app.domain.payments import PaymentState
from disputes_app.domain.shipments import Shipment, ShipmentEvent
from disputes_app.packets import content
from disputes_app.packets.wording import Wording
from disputes_app.queries.chronology import anchors_in_force
from disputes_app.queries.orders import OrderDetail

_SOURCES = {
    Known.TYPED: "typed", Known.TRACKING: "tracking", Known.MAIL: "mail", Known.FILE: "file",
    Known.PLATFORM: "platform",
}  # fmt: skip
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
    """What was bought, as a part of a sentence."""
    named = [
        (f"{item.quantity} × " if item.quantity != 1 else "")
        + ", ".join(filter(None, (item.title, item.variant)))
        for order in orders
        for item in order.items
    ]
    return "; ".join(named) or "; ".join(order.order.title or order.order.number for order in orders)


def source(anchor: Anchor, say: Wording) -> content.Source:
    """Where a date was read, in words."""
    return content.Source(anchor.source_detail or say(f"case.{_SOURCES.get(anchor.source, 'typed')}"))


def order_facts(orders: Sequence[OrderDetail], say: Wording) -> Iterator[content.Fact]:
    """The rows about the order itself."""
    for order in orders:
        record = content.Source(say("case.order_record"))
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
                yield content.Fact(say("case.promised"), item.promised, record)
        anchors = anchors_in_force(order)
        for kind, label in ((AnchorKind.ORDERED, "case.ordered"), (AnchorKind.DELIVERED, "case.delivered")):
            if kind in anchors:
                yield content.Fact(
                    say(label), say.moment(anchors[kind].value, "long"), source(anchors[kind], say)
                )


def payment_facts(orders: Sequence[OrderDetail], say: Wording) -> Iterator[content.Fact]:
    """The rows about how it was paid."""
    for order in orders:
        anchors = anchors_in_force(order)
        for payment in order.payments:
            record = content.Source(say("case.payment_record"))
            if payment.amount:
                amount = say.money(payment.amount)
                paid = anchors.get(AnchorKind.PAID)
                value = (
                    amount
                    if paid is None
                    else say("case.paid_value", money=amount, moment=say.moment(paid.value, "long"))
                )
                yield content.Fact(say("case.paid"), value, source(paid, say) if paid else record, amount)
            yield content.Fact(say("case.method"), say(f"case.method_{payment.method}"), record)
            if payment.reference:
                yield content.Fact(say("case.reference"), payment.reference, record)
            if payment.funded_by:
                home = f", {say.money(payment.home_amount)}" if payment.home_amount else ""
                yield content.Fact(say("case.funded_by"), payment.funded_by + home, record)
            if payment.state in _REFUNDED:
                yield content.Fact(say("case.refunded"), say(f"case.{_REFUNDED[payment.state]}"), record)


def paid_with(order: OrderDetail, say: Wording) -> str:
    """How it was paid, in a few words."""
    for payment in order.payments:
        method = say(f"case.method_{payment.method}")
        return f"{method}, {payment.funded_by}" if payment.funded_by else method
    return ""


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


def differences(orders: Sequence[OrderDetail]) -> Iterator[content.Difference]:
    """What was promised against what came."""
    for order in orders:
        for item in order.items:
            if item.promised and item.received:
                yield content.Difference(item.promised, item.received)


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
