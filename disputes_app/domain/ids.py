"""Identifiers of everything a library keeps, and how they are written outside.

Inside, an id is the row number in its table; outside (command line, JSON) it carries a letter that
says what it names, so that an order's ``o12`` is never taken for the evidence item ``e12``.
"""

from __future__ import annotations

import re
from typing import NewType

OrderId = NewType("OrderId", int)
ItemId = NewType("ItemId", int)
SellerId = NewType("SellerId", int)
PaymentId = NewType("PaymentId", int)
ShipmentId = NewType("ShipmentId", int)
MessageId = NewType("MessageId", int)
EvidenceId = NewType("EvidenceId", int)
CaseId = NewType("CaseId", int)
ExhibitId = NewType("ExhibitId", int)
DeadlineId = NewType("DeadlineId", int)
PolicyId = NewType("PolicyId", int)
IncidentId = NewType("IncidentId", int)
FilingId = NewType("FilingId", int)

LETTERS = {
    "order": "o",
    "item": "i",
    "seller": "v",
    "payment": "p",
    "shipment": "s",
    "message": "m",
    "evidence": "e",
    "case": "c",
    "exhibit": "x",
    "deadline": "d",
    "policy": "y",
    "incident": "n",
    "filing": "f",
}
_KINDS = {letter: kind for kind, letter in LETTERS.items()}
_WRITTEN = re.compile(r"([a-z])([1-9][0-9]{0,17})")


def written(kind: str, number: int) -> str:
    """The outside form of an id: ``written("evidence", 7)`` is ``"e7"``."""
    return f"{LETTERS[kind]}{number}"


def parse(text: str) -> tuple[str, int] | None:
    """The kind and number of an outside id, or None when the text is not one."""
    match = _WRITTEN.fullmatch(text.strip().lower())
    if match is None or match[1] not in _KINDS:
        return None
    return _KINDS[match[1]], int(match[2])
