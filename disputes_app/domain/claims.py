"""The words of a claim: what went wrong, how far a case has come, and how it ended."""

from __future__ import annotations

from enum import StrEnum


class ClaimType(StrEnum):
    """What went wrong with an order."""

    NOT_RECEIVED = "not_received"
    NOT_AS_DESCRIBED = "not_as_described"
    DEFECTIVE = "defective"
    DAMAGED = "damaged"
    WRONG_ITEM = "wrong_item"
    SHORT_QUANTITY = "short_quantity"
    COUNTERFEIT = "counterfeit"
    LATE = "late"
    UNAUTHORISED = "unauthorised"
    REFUND_NOT_PAID = "refund_not_paid"


class Right(StrEnum):
    """What a rule may grant although nothing is wrong with the goods."""

    CHANGE_OF_MIND = "change_of_mind"
    CANCELLATION = "cancellation"


class Stage(StrEnum):
    """How far a case has come."""

    PREPARING = "preparing"
    OPENED = "opened"
    SELLER_ANSWERED = "seller_answered"
    ESCALATED = "escalated"
    EVIDENCE_ASKED = "evidence_asked"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ended."""

    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly_refunded"
    REPLACED = "replaced"
    RETURNED = "returned"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


Ground = ClaimType | Right
"""What a rule can be about: a claim, or a right that needs none."""

WORDS: dict[StrEnum, str] = {
    ClaimType.NOT_RECEIVED: "Not received",
    ClaimType.NOT_AS_DESCRIBED: "Not as described",
    ClaimType.DEFECTIVE: "Defective",
    ClaimType.DAMAGED: "Damaged",
    ClaimType.WRONG_ITEM: "Wrong item",
    ClaimType.SHORT_QUANTITY: "Short quantity",
    ClaimType.COUNTERFEIT: "Counterfeit",
    ClaimType.LATE: "Late",
    ClaimType.UNAUTHORISED: "Unauthorised payment",
    ClaimType.REFUND_NOT_PAID: "Refund not paid",
    Right.CHANGE_OF_MIND: "Change of mind",
    Right.CANCELLATION: "Cancellation",
    Stage.PREPARING: "Preparing",
    Stage.OPENED: "Opened",
    Stage.SELLER_ANSWERED: "Seller answered",
    Stage.ESCALATED: "Escalated",
    Stage.EVIDENCE_ASKED: "Evidence asked",
    Stage.DECIDED: "Decided",
    Stage.APPEALED: "Appealed",
    Stage.CLOSED: "Closed",
    Outcome.REFUNDED: "Refunded",
    Outcome.PARTLY_REFUNDED: "Partly refunded",
    Outcome.REPLACED: "Replaced",
    Outcome.RETURNED: "Returned",
    Outcome.DENIED: "Denied",
    Outcome.WITHDRAWN: "Withdrawn",
    Outcome.EXPIRED: "Expired",
}
"""The display words of every member above, in English."""


def words(member: StrEnum) -> str:
    """The display words of a claim type, right, stage or outcome, in English."""
    return WORDS[member]
