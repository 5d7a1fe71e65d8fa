"""The words of rules: kinds, actors, stages, units and how sure a source is."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a rule gives: a last day, a first day, somebody else's clock, or a limit without a clock."""

    LATEST = "latest"
    EARLIEST = "earliest"
    SLA = "sla"
    COVER = "cover"


class Actor(StrEnum):
    """Who acts under a rule."""

    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"
    CARRIER = "carrier"
    INSURER = "insurer"


class RuleStage(StrEnum):
    """Which step of a claim a rule times."""

    OPEN = "open"
    SHIP = "ship"
    CANCEL = "cancel"
    RESPOND = "respond"
    NEGOTIATE = "negotiate"
    ESCALATE = "escalate"
    EVIDENCE = "evidence"
    RETURN = "return"
    INSPECT = "inspect"
    DECIDE = "decide"
    APPEAL = "appeal"
    REFUND = "refund"
    PAUSE = "pause"
    SUIT = "suit"
    COVER = "cover"


class Unit(StrEnum):
    """What a length is counted in. ``reasonable_time`` has no number; ``shown`` is a date that only the
    programme's own page tells.
    """

    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    HOURS = "hours"
    MONTHS = "months"
    YEARS = "years"
    BILLING_CYCLES = "billing_cycles"
    REASONABLE_TIME = "reasonable_time"
    SHOWN = "shown"


class ActTest(StrEnum):
    """What must have happened by the last day for the act to be in time."""

    SUBMITTED = "submitted"
    SENT = "sent"
    POSTMARKED = "postmarked"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"


class Confidence(StrEnum):
    """How sure the source of a rule is."""

    HIGH = "high"
    MED = "med"
    LOW = "low"


class Flag(StrEnum):
    """What to know about a rule's source: superseded, without a date, or contradicted by another copy."""

    STALE = "stale"
    UNDATED = "undated"
    CONFLICTING = "conflicting"


class Family(StrEnum):
    """What sort of protection a programme is."""

    MARKETPLACE = "marketplace"
    PAYMENT_SERVICE = "payment_service"
    CARD_NETWORK = "card_network"
    CARD_PROCESSOR = "card_processor"
    LAW = "law"
    CARRIER = "carrier"
    INSURANCE = "insurance"


class How(StrEnum):
    """How one date is chosen among several anchors."""

    LATER_OF = "later_of"
    EARLIER_OF = "earlier_of"
    MOST_GENEROUS = "most_generous"
    FIRST_KNOWN = "first_known"


class Effect(StrEnum):
    """What one programme does to another when both are used for the same money."""

    CLOSED_BY = "closed_by"
    """Filing with the other programme ends this one."""
    CLOSES = "closes"
    """Filing here ends the other programme."""
    PAID_ONCE = "paid_once"
    """Both may run, but the money may be taken only once."""
    KEEPS_RUNNING = "keeps_running"
    """This programme's clock runs on while the other one is tried."""
