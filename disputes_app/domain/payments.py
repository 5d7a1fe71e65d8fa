"""Payments: what was paid, how, and whether the money is held, released or back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from disputes_app.domain.ids import OrderId, PaymentId
from disputes_app.domain.money import Money


class PaymentMethod(StrEnum):
    """The means of payment that decides which routes are open."""

    PAYPAL = "paypal"
    CREDIT_CARD = "credit_card"
    DEBIT_CARD = "debit_card"
    BANK_TRANSFER = "bank_transfer"
    OTHER = "other"


class CardNetwork(StrEnum):
    """The network of the card that paid, directly or behind a payment service."""

    VISA = "visa"
    MASTERCARD = "mastercard"
    AMEX = "amex"
    DISCOVER = "discover"


class PaymentState(StrEnum):
    """Where the money is."""

    HELD = "held"
    RELEASED = "released"
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly_refunded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment of an order; ``funded_by`` is what stands behind a wallet, such as ``Visa ··4417``."""

    id: PaymentId = PaymentId(0)
    order_id: OrderId
    method: PaymentMethod = PaymentMethod.OTHER
    card_network: CardNetwork | None = None
    funded_by: str = ""
    amount: Money | None = None
    home_amount: Money | None = None
    reference: str = ""
    state: PaymentState = PaymentState.UNKNOWN
    note: str = ""
