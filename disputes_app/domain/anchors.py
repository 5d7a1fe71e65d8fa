"""Anchors: the dated facts that windows are counted from, and which of several values is in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from disputes_app.domain.moments import Moment, day_of


class AnchorKind(StrEnum):
    """Which fact a date is."""

    ORDERED = "ordered"
    PAID = "paid"
    PROCESSED = "processed"
    SELLER_ACCEPTED = "seller_accepted"
    SHIPPED = "shipped"
    PROMISED = "promised"
    ESTIMATED_FROM = "estimated_from"
    ESTIMATED_TO = "estimated_to"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"
    INSPECTED = "inspected"
    DISCOVERED = "discovered"
    LEARNED_FAKE = "learned_fake"
    STATEMENT_SENT = "statement_sent"
    SELLER_CONTACTED = "seller_contacted"
    SELLER_REPLIED = "seller_replied"
    CANCEL_ASKED = "cancel_asked"
    WITHDRAWN = "withdrawn"
    REPAIR_ASKED = "repair_asked"
    REPAIRED = "repaired"
    RETURNED = "returned"
    RETURN_RECEIVED = "return_received"
    REFUND_PROMISED = "refund_promised"
    CREDIT_ISSUED = "credit_issued"
    REFUNDED = "refunded"
    CONTRACT_RECEIVED = "contract_received"
    BREACHED = "breached"
    POLICY_ENDED = "policy_ended"
    PLATFORM_NOTICE = "platform_notice"
    CASE_OPENED = "case_opened"
    SELLER_REFUSED = "seller_refused"
    DELIVERY_SCANNED = "delivery_scanned"
    ESCALATED = "escalated"
    EVIDENCE_ASKED = "evidence_asked"
    RETURN_AGREED = "return_agreed"
    DECIDED = "decided"
    CASE_CLOSED = "case_closed"
    APPEALED = "appealed"


class Meaning(NamedTuple):
    """What an anchor kind says, what to ask when it is missing, and what cannot have come after it.

    ``of_case`` kinds belong to one case with one programme, not to the order.
    """

    words: str
    question: str
    after: tuple[AnchorKind, ...]
    of_case: bool = False


_K = AnchorKind
MEANINGS: dict[AnchorKind, Meaning] = {
    _K.ORDERED: Meaning("ordered", "When did you order?", ()),
    _K.PAID: Meaning("paid", "When did you pay?", (_K.ORDERED,)),
    _K.PROCESSED: Meaning(
        "payment processed", "Which processing date does your card statement show?", (_K.PAID,)
    ),
    _K.SELLER_ACCEPTED: Meaning(
        "confirmed as available by the seller",
        "When did the seller confirm that the item is available?",
        (_K.ORDERED,),
    ),
    _K.SHIPPED: Meaning("shipped", "When was it shipped?", (_K.ORDERED,)),
    _K.PROMISED: Meaning("promised", "By which day was delivery promised?", (_K.ORDERED,)),
    _K.ESTIMATED_FROM: Meaning(
        "first day of the estimated delivery",
        "Which day does the delivery estimate begin with?",
        (_K.ORDERED,),
    ),
    _K.ESTIMATED_TO: Meaning(
        "latest estimated delivery",
        "Which day does the delivery estimate end with?",
        (_K.ESTIMATED_FROM, _K.ORDERED),
    ),
    _K.DELIVERED: Meaning("delivered", "When was it delivered?", (_K.SHIPPED, _K.ORDERED)),
    _K.CONFIRMED: Meaning("receipt confirmed", "When was receipt confirmed?", (_K.SHIPPED, _K.ORDERED)),
    _K.INSPECTED: Meaning("inspected", "When did you inspect it?", (_K.DELIVERED,)),
    _K.DISCOVERED: Meaning(
        "problem discovered", "When did you discover the problem?", (_K.SHIPPED, _K.ORDERED)
    ),
    _K.LEARNED_FAKE: Meaning(
        "found to be counterfeit", "When did you learn that it is counterfeit?", (_K.ORDERED,)
    ),
    _K.STATEMENT_SENT: Meaning(
        "statement sent",
        "When did the bank send the first statement that shows the charge?",
        (_K.PROCESSED, _K.PAID, _K.ORDERED),
    ),
    _K.SELLER_CONTACTED: Meaning(
        "seller contacted", "When did you first write to the seller about it?", (_K.ORDERED,)
    ),
    _K.SELLER_REPLIED: Meaning("seller replied", "When did the seller answer?", (_K.SELLER_CONTACTED,)),
    _K.CANCEL_ASKED: Meaning("cancellation asked", "When did you ask to cancel?", (_K.ORDERED,)),
    _K.WITHDRAWN: Meaning("withdrawal sent", "When did you send the withdrawal?", (_K.ORDERED,)),
    _K.REPAIR_ASKED: Meaning(
        "repair or replacement asked", "When did you ask for repair or replacement?", (_K.ORDERED,)
    ),
    _K.REPAIRED: Meaning(
        "received back from repair", "When did you get it back repaired?", (_K.REPAIR_ASKED, _K.ORDERED)
    ),
    _K.RETURNED: Meaning("sent back", "When did you send it back?", (_K.ORDERED,)),
    _K.RETURN_RECEIVED: Meaning(
        "return received by the seller", "When did the seller receive the return?", (_K.RETURNED, _K.ORDERED)
    ),
    _K.REFUND_PROMISED: Meaning("refund promised", "When was the refund promised?", (_K.ORDERED,)),
    _K.CREDIT_ISSUED: Meaning("date on the credit slip", "Which date is on the credit slip?", (_K.ORDERED,)),
    _K.REFUNDED: Meaning("refund received", "When did the refund arrive?", (_K.ORDERED,)),
    _K.CONTRACT_RECEIVED: Meaning(
        "copy of the contract received", "When did you receive a copy of the contract?", (_K.ORDERED,)
    ),
    _K.BREACHED: Meaning(
        "contract broken",
        "When was the contract broken (faulty delivery, or none by the day)?",
        (_K.ORDERED,),
    ),
    _K.POLICY_ENDED: Meaning("end of the policy period", "When does the policy period end?", ()),
    _K.PLATFORM_NOTICE: Meaning(
        "told by the platform", "When did the platform tell you about it?", (_K.ORDERED,)
    ),
    _K.CASE_OPENED: Meaning("case opened", "When was the case opened?", (_K.ORDERED,), True),
    _K.SELLER_REFUSED: Meaning(
        "refused by the seller", "When did the seller refuse?", (_K.CASE_OPENED, _K.ORDERED), True
    ),
    _K.DELIVERY_SCANNED: Meaning(
        "delivery scanned after the case was opened",
        "When was the delivery scanned?",
        (_K.CASE_OPENED, _K.ORDERED),
        True,
    ),
    _K.ESCALATED: Meaning("escalated", "When was the case escalated?", (_K.CASE_OPENED, _K.ORDERED), True),
    _K.EVIDENCE_ASKED: Meaning(
        "evidence asked", "When was the evidence asked for?", (_K.CASE_OPENED, _K.ORDERED), True
    ),
    _K.RETURN_AGREED: Meaning(
        "return agreed", "When was the return agreed or ordered?", (_K.CASE_OPENED, _K.ORDERED), True
    ),
    _K.DECIDED: Meaning("decided", "When was the case decided?", (_K.CASE_OPENED, _K.ORDERED), True),
    _K.CASE_CLOSED: Meaning("case closed", "When was the case closed?", (_K.CASE_OPENED, _K.ORDERED), True),
    _K.APPEALED: Meaning("appealed", "When did you appeal?", (_K.CASE_OPENED, _K.ORDERED), True),
}
WAITED_FOR = frozenset(kind for kind, meaning in MEANINGS.items() if meaning.of_case) | {
    _K.SELLER_CONTACTED,
    _K.SELLER_REPLIED,
    _K.CANCEL_ASKED,
    _K.WITHDRAWN,
    _K.REPAIR_ASKED,
    _K.RETURNED,
    _K.RETURN_RECEIVED,
    _K.REFUND_PROMISED,
    _K.CREDIT_ISSUED,
    _K.REFUNDED,
    _K.PLATFORM_NOTICE,
    _K.LEARNED_FAKE,
}
"""Kinds that may never happen: while such a date is missing, it has not happened, and nobody is asked."""

ESTIMATES = frozenset({_K.PROMISED, _K.ESTIMATED_FROM, _K.ESTIMATED_TO})
"""Kinds that say what somebody expected, not what happened."""

_WITHOUT_AT = {_K.ESTIMATED_FROM, _K.ESTIMATED_TO}
FIELDS: dict[str, AnchorKind] = {
    kind.value if kind in _WITHOUT_AT else f"{kind.value}_at": kind
    for kind, meaning in MEANINGS.items()
    if not meaning.of_case
}
"""The names under which the command line takes an order's dates: ``ordered_at``, ``estimated_to`` …"""
_FIELD_OF = {kind: name for name, kind in FIELDS.items()}


def field_name(kind: AnchorKind) -> str | None:
    """The command line's name of an order's date; None for a date that belongs to a case."""
    return _FIELD_OF.get(kind)


class Precision(StrEnum):
    """How exactly a value is known; ``not_before`` is a lower bound only."""

    INSTANT = "instant"
    DAY = "day"
    NOT_BEFORE = "not_before"


class Known(StrEnum):
    """How a value came to be known, the most trusted first."""

    TYPED = "typed"
    PLATFORM = "platform"
    TRACKING = "tracking"
    FILE = "file"
    MAIL = "mail"
    COMPUTED = "computed"
    LAPSED = "lapsed"


_RANK = {source: rank for rank, source in enumerate(Known)}


@dataclass(frozen=True, slots=True)
class Anchor:
    """One value of one anchor, with where it came from.

    ``zone`` names the place whose calendar a whole day is meant in; without it, a day is meant as the
    programme itself shows it. ``source_detail`` says which file, mail or parcel in words.
    """

    kind: AnchorKind
    value: Moment
    zone: str | None = None
    precision: Precision = Precision.DAY
    source: Known = Known.TYPED
    source_detail: str = ""
    noted_at: datetime | None = None


class InForce(NamedTuple):
    """The value that counts among several, and the reason: ``only``, ``exact``, ``trusted``, ``newest`` or
    ``earliest``.
    """

    anchor: Anchor
    reason: str


def anchor(kind: AnchorKind, value: Moment, **known: object) -> Anchor:
    """An anchor whose precision follows from its value: an instant or a whole day."""
    precision = Precision.INSTANT if isinstance(value, datetime) else Precision.DAY
    return Anchor(kind, value, **{"precision": precision, **known})  # type: ignore[arg-type]


def choose(values: Iterable[Anchor]) -> InForce | None:
    """Which of several values of one kind is in force: a date before a mere bound, then the most trusted
    source, then the value noted last, then the earliest one.
    """
    ranked = sorted(values, key=_order)
    if not ranked:
        return None
    first = ranked[0]
    if len(ranked) == 1:
        return InForce(first, "only")
    second = ranked[1]
    for reason, mine, other in zip(
        ("exact", "trusted", "newest"), _order(first)[:3], _order(second)[:3], strict=True
    ):
        if mine != other:
            return InForce(first, reason)
    return InForce(first, "earliest")


def _order(anchor: Anchor) -> tuple[bool, int, float, int, float]:
    noted = anchor.noted_at.timestamp() if anchor.noted_at else 0.0
    value = anchor.value
    return (
        anchor.precision is Precision.NOT_BEFORE,
        _RANK[anchor.source],
        -noted,
        day_of(value).toordinal(),
        value.timestamp() if isinstance(value, datetime) else 0.0,
    )
