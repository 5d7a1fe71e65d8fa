"""The FIELDs of an order that a person can set, as data: name, how its text is read, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from disputes_app.domain import moments, money
from disputes_app.domain.anchors import FIELDS as DATE_FIELDS
from disputes_app.domain.anchors import MEANINGS
from disputes_app.domain.orders import BuyerKind, Platform, number_key
from disputes_app.domain.payments import CardNetwork, PaymentMethod, PaymentState
from disputes_app.errors import UsageError


def _text(value: str) -> str:
    return value.strip()


def country(value: str) -> str:
    """A country's two-letter code; ValueError with a sentence when it is none."""
    code = value.strip().upper()
    if code and (len(code) != 2 or not code.isalpha()):
        raise ValueError(f"“{value}” is not a country; write its two-letter code, such as GB")
    return code


def _number(value: str) -> str:
    if not number_key(value):
        raise ValueError(f"“{value}” is not an order number; one has letters or digits")
    return value.strip()


def _amount(value: str) -> str:
    if value.strip() and money.parse(value, "BHD").minor < 0:  # three decimals, the most any currency has
        raise ValueError(f"“{value}” is below zero; write what was paid, such as 129.90")
    return value.strip()


def _currency(value: str) -> str:
    return money.parse("0", value).currency


def _moment(value: str) -> moments.Moment | None:
    return moments.parse(value) if value.strip() else None


def one_of(words: type[StrEnum]) -> Callable[[str], StrEnum]:
    """A reader that takes exactly the words of an enumeration and lists them when it is given another."""

    def read(value: str) -> StrEnum:
        try:
            return words(value.strip().lower().replace("-", "_"))
        except ValueError:
            raise ValueError(f"“{value}” is not one of {', '.join(words)}") from None

    return read


@dataclass(frozen=True, slots=True)
class Field:
    """``part`` says what the value belongs to: order, seller, amount, payment, shipment, date or platform."""

    name: str
    part: str
    read: Callable[[str], object]
    label: str


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("platform", "order", one_of(Platform), "where it was bought"),
        Field("site", "order", _text, "the platform's site, such as ebay.co.uk"),
        Field("number", "order", _number, "the order number"),
        Field("title", "order", _text, "what was bought, in a few words"),
        Field("buyer_country", "order", country, "the buyer's country, two letters"),
        Field("seller_country", "order", country, "the seller's country, two letters"),
        Field("buyer_kind", "order", one_of(BuyerKind), "bought as a consumer or for a business"),
        Field("category", "order", _text, "the kind of goods"),
        Field("note", "order", _text, "a note of your own"),
        Field("seller", "seller", _text, "the seller's name"),
        Field("total", "amount", _amount, "the order's total, such as 129.90"),
        Field("currency", "amount", _currency, "the total's currency, such as USD"),
        Field("home_total", "amount", _amount, "the total on your own statement"),
        Field("home_currency", "amount", _currency, "your statement's currency"),
        Field("payment_method", "payment", one_of(PaymentMethod), "how it was paid"),
        Field("card_network", "payment", one_of(CardNetwork), "the network of the card"),
        Field("funded_by", "payment", _text, "what stands behind the payment, such as Visa ··4417"),
        Field("payment_reference", "payment", _text, "the payment's reference"),
        Field("payment_state", "payment", one_of(PaymentState), "where the money is"),
        Field("carrier", "shipment", _text, "the carrier"),
        Field("tracking_number", "shipment", _text, "the tracking number"),
        *(Field(name, "date", _moment, MEANINGS[kind].words) for name, kind in DATE_FIELDS.items()),
        Field("platform_date", "platform", _text, "the last day the platform itself shows, or RULE:DATE"),
    )
}


def read_fields(given: Mapping[str, str]) -> dict[str, object]:
    """The values behind FIELD texts.

    Raises UsageError that names the field, what is wrong with its value, and what to write.
    """
    values: dict[str, object] = {}
    for name, text in given.items():
        field = FIELDS.get(name)
        if field is None:
            raise UsageError(f"“{name}” is not a field of an order; the fields are {', '.join(FIELDS)}")
        try:
            values[name] = field.read(text)
        except ValueError as fault:
            raise UsageError(f"{name}: {fault}") from None
    return values
