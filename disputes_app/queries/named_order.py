"""An order that waiting files name and the library does not have: what they say of it, for a person to check."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from disputes_app.core import Core
from disputes_app.domain.evidence import Evidence, EvidenceKind
from disputes_app.domain.ids import EvidenceId
from disputes_app.domain.messages import Message
from disputes_app.domain.money import Money, digits, parse
from disputes_app.domain.orders import PLATFORM_NAMES, Platform
from disputes_app.importers import hints as hinting
from disputes_app.importers.base import Hint
from disputes_app.queries.evidence import unfiled
from disputes_app.queries.suggestions import MOST, text_of
from disputes_app.store.library import Reader

# “1 x Kettle, steel   US $46.20”: the name ends at a wide gap, at a price, or with its line.
_ITEM = re.compile(
    r"^[ \t]*\d{1,4} ?[x×] (?P<name>\S.{2,118}?)(?=\s{3,}|\t|\s+(?:[A-Z]{0,3} ?[$€£¥]|\d+[.,]\d\d\b)|$)",
    re.MULTILINE,
)
_PAYPAL = re.compile(
    r"^.*(?:pay(?:ment|ing)|paid|zahl|pago|pagado|paie|payé|支付|付款)(?!pal).*paypal",
    re.IGNORECASE | re.MULTILINE,
)

_NOWHERE = (Platform.PAYPAL, Platform.OWN_SHOP, Platform.OTHER)
"""No place of sale: PayPal writes about what was bought elsewhere, and the others are no names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOrder:
    """What the files say; what none of them says is empty. ``files`` are their names, the oldest first."""

    number: str
    platform: Platform
    files: tuple[str, ...]
    seller: str = ""
    title: str = ""
    total: Money | None = None
    ordered: date | None = None
    is_paypal: bool = False
    payment_reference: str = ""
    carrier: str = ""
    tracking_number: str = ""


class _Waiting(NamedTuple):
    item: Evidence
    senders: tuple[str, ...]
    text: str
    hints: tuple[Hint, ...]


def named_order(_core: Core, reader: Reader, item: EvidenceId | None = None) -> NamedOrder | None:
    """The order named by a waiting file, else the one that most of them name; None while none is named.

    Only a number that stands as an order number counts; everything is as written in the files.
    """
    waiting = [_read(reader, one) for one in unfiled(reader)[:MOST]]
    asked = [one for one in waiting if item in (None, one.item.id)]
    named = Counter(key for one in asked for key in dict.fromkeys(map(_key, _numbers(one))))
    known = _known(reader, list(named))
    best = next((number for number, _ in named.most_common() if number not in known), None)
    if best is None:
        return None
    about = sorted(
        (one for one in waiting if any(_key(hint) == best for hint in one.hints)),
        key=lambda one: (one.item.kind is not EvidenceKind.MAIL, _day(one.item) or date.max, one.item.id),
    )
    return _order(best, about)


def _read(reader: Reader, item: Evidence) -> _Waiting:
    mails = reader.find(Message, "evidence_id = ? AND deleted_at IS NULL", (item.id,))
    text = "\n".join([*(mail.subject for mail in mails), text_of(reader, item)])
    return _Waiting(item, tuple(mail.sender for mail in mails), text, hinting.find(text, file_name=item.name))


def _numbers(one: _Waiting) -> Iterator[Hint]:
    return (hint for hint in one.hints if hint.kind == "order_number" and hint.confidence != "weak")


def _key(hint: Hint) -> str:
    return hinting.normalised(hint.value)


def _known(reader: Reader, numbers: Sequence[str]) -> set[str]:
    marks = ",".join("?" * len(numbers))
    rows = reader.rows(
        f"SELECT number_key FROM orders WHERE deleted_at IS NULL AND number_key IN ({marks})", numbers
    )
    return {row["number_key"] for row in rows}


def _order(number: str, about: Sequence[_Waiting]) -> NamedOrder:
    hints = [hint for one in about for hint in one.hints]
    named = next(hint for hint in hints if hint.kind == "order_number" and _key(hint) == number)
    parcel = _first(hints, "tracking_number")
    payment = _first(hints, "payment_reference")
    seller = _first(hints, "seller")
    mails = [day for one in about if one.item.kind is EvidenceKind.MAIL and (day := _day(one.item))]
    return NamedOrder(
        number=named.value,
        platform=_platform(about, hints, number),
        files=tuple(one.item.name for one in about),
        seller=seller.value if seller else "",
        title=next((match["name"].strip(" ,") for one in about if (match := _ITEM.search(one.text))), ""),
        total=_total(hints),
        ordered=min(mails, default=None),
        is_paypal=bool(payment) or any(_PAYPAL.search(one.text) for one in about),
        payment_reference=payment.value if payment else "",
        carrier=(parcel.source or "") if parcel else "",
        tracking_number=parcel.value if parcel else "",
    )


def _first(hints: Sequence[Hint], kind: str) -> Hint | None:
    return next((hint for hint in hints if hint.kind == kind and hint.confidence != "weak"), None)


def _platform(about: Sequence[_Waiting], hints: Sequence[Hint], number: str) -> Platform:
    """Whose form the number has, else who wrote; a mail of anybody else is taken for one of a shop of its own."""
    for hint in hints:
        if hint.source and hint.kind == "order_number" and _key(hint) == number:
            return Platform(hint.source)
    senders = [sender.casefold() for one in about for sender in one.senders]
    for platform, name in PLATFORM_NAMES.items():
        if platform not in _NOWHERE and any(sender.startswith(name.casefold()) for sender in senders):
            return platform
    return Platform.OWN_SHOP if senders else Platform.OTHER


def _total(hints: Sequence[Hint]) -> Money | None:
    """The total most of the files name, of two the larger; None while its currency is not certain."""
    named = Counter((hint.value, hint.source) for hint in hints if hint.kind == "amount" and hint.source)
    found = [(count, Decimal(value), str(currency)) for (value, currency), count in named.items()]
    if not found:
        return None
    _, amount, currency = max(found, key=lambda one: one[:2])
    places = digits(currency)
    # More decimals than the currency has: it was not an amount of it.
    return parse(f"{amount:f}", currency) if amount == round(amount, places) else None


def _day(item: Evidence) -> date | None:
    """The day a mail was written, in the zone it was written in."""
    at = item.captured_at
    return at.date() if isinstance(at, datetime) else at
