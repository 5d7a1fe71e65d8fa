"""How an order of the sample library is written down in one line: the ways to pay, and what is the same for all."""

from __future__ import annotations

from disputes_app.demo.steps import Ordered

VISA = {"payment_method": "credit_card", "card_network": "visa", "funded_by": "Visa ··4417"}
PAYPAL = {"payment_method": "paypal", "card_network": "visa", "funded_by": "Visa ··4417"}
DEBIT = {"payment_method": "debit_card", "card_network": "visa", "funded_by": "Visa Debit ··2208"}
TRANSFER = {"payment_method": "bank_transfer", "funded_by": "Harbour Bank business account"}


def bought(
    at: str, order: str, platform: str, seller: str, number: str, title: str, pounds: str, **more: str
) -> Ordered:
    """An order entered when it was placed; ``pounds`` is the statement's amount, and the total unless given."""
    fields = {
        "platform": platform,
        "number": number,
        "title": title,
        "seller": seller,
        "ordered_at": at,
        "paid_at": at,
        "buyer_country": "GB",
        "total": pounds,
        "currency": "GBP",
        "home_total": pounds,
        "home_currency": "GBP",
    }
    return Ordered(at=at, order=order, fields=fields | more)
