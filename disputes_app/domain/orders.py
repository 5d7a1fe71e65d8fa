"""Orders, what was in them, and the dated facts known of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from disputes_app.domain.ids import CaseId, EvidenceId, ItemId, OrderId, PaymentId, SellerId, ShipmentId
from disputes_app.domain.moments import Moment
from disputes_app.domain.money import Money


class Platform(StrEnum):
    """Where something was bought."""

    ALIEXPRESS = "aliexpress"
    ALIBABA = "alibaba"
    AMAZON = "amazon"
    EBAY = "ebay"
    ETSY = "etsy"
    PAYPAL = "paypal"
    TEMU = "temu"
    SHEIN = "shein"
    WALMART = "walmart"
    VINTED = "vinted"
    MERCARI = "mercari"
    TIKTOK_SHOP = "tiktok_shop"
    OWN_SHOP = "own_shop"
    OTHER = "other"


PLATFORM_NAMES = {
    Platform.ALIEXPRESS: "AliExpress",
    Platform.ALIBABA: "Alibaba",
    Platform.AMAZON: "Amazon",
    Platform.EBAY: "eBay",
    Platform.ETSY: "Etsy",
    Platform.PAYPAL: "PayPal",
    Platform.TEMU: "Temu",
    Platform.SHEIN: "Shein",
    Platform.WALMART: "Walmart",
    Platform.VINTED: "Vinted",
    Platform.MERCARI: "Mercari",
    Platform.TIKTOK_SHOP: "TikTok Shop",
    Platform.OWN_SHOP: "own shop",
    Platform.OTHER: "other",
}


class BuyerKind(StrEnum):
    """For whom the order was placed."""

    CONSUMER = "consumer"
    BUSINESS = "business"


class OrderStatus(StrEnum):
    """How far an order has come."""

    ORDERED = "ordered"
    ON_THE_WAY = "on_the_way"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"
    IN_CASE = "in_case"
    REFUNDED = "refunded"


_NOT_IN_KEY = re.compile(r"[\W_]+")


def number_key(number: str) -> str:
    """An order or tracking number without blanks, dashes and case, for comparing typed with stored."""
    return _NOT_IN_KEY.sub("", number).upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One purchase from one seller. ``home_total`` is what the buyer's own statement showed."""

    id: OrderId = OrderId(0)
    platform: Platform
    site: str = ""
    number: str
    title: str = ""
    seller_id: SellerId | None = None
    total: Money | None = None
    home_total: Money | None = None
    buyer_country: str = ""
    seller_country: str = ""
    buyer_kind: BuyerKind = BuyerKind.CONSUMER
    category: str = ""
    note: str = ""
    added_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of an order; ``promised`` and ``received`` hold what the listing said and what came."""

    id: ItemId = ItemId(0)
    order_id: OrderId
    position: int = 0
    title: str
    variant: str = ""
    quantity: int = 1
    price: Money | None = None
    promised: str = ""
    received: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDate:
    """One dated fact of an order, payment, shipment or case as it is kept, with how it is known.

    ``kind``, ``precision`` and ``source`` hold the words of ``domain.anchors``. Several may stand side by
    side for one kind; a withdrawn one stays readable and no longer counts.
    """

    id: int = 0
    order_id: OrderId
    case_id: CaseId | None = None
    payment_id: PaymentId | None = None
    shipment_id: ShipmentId | None = None
    evidence_id: EvidenceId | None = None
    kind: str
    value: Moment
    zone: str = ""
    precision: str
    source: str
    source_detail: str = ""
    noted_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAttribute:
    """A fact that selects rules and has no field of its own, such as ``free_returns = yes``."""

    id: int = 0
    order_id: OrderId
    name: str
    value: str
