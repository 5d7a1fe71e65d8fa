"""Messages: one communication, through any channel."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from disputes_app.domain.ids import EvidenceId, MessageId, OrderId
from disputes_app.domain.moments import Moment


class MessageDirection(StrEnum):
    """Who wrote: the buyer (sent), the other side (received), or not known."""

    SENT = "sent"
    RECEIVED = "received"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. ``fingerprint`` tells the same message read twice; ``zone`` is the sender's, if known."""

    id: MessageId = MessageId(0)
    order_id: OrderId | None = None
    channel: str = ""
    direction: MessageDirection = MessageDirection.UNKNOWN
    sender: str = ""
    at: Moment
    zone: str = ""
    subject: str = ""
    text: str
    language: str = ""
    translation: str = ""
    translated_by: str = ""
    evidence_id: EvidenceId | None = None
    fingerprint: str = ""
    added_at: datetime
    deleted_at: datetime | None = None


def by_buyer(message: Message, buyer: str) -> Message:
    """The message, as sent when nothing says who wrote it and it bears the buyer's own name, in any order."""
    own = _names(buyer)
    is_own = message.direction is MessageDirection.UNKNOWN and bool(own) and _names(message.sender) == own
    return replace(message, direction=MessageDirection.SENT) if is_own else message


def _names(person: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", person.casefold()))


def first_line(text: str) -> str:
    """The first line of a message that has words; empty when none has."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def lacks_translation(message: Message, language: str) -> bool:
    """Whether a received message is in other words than the reader's and has no translation."""
    return not message.translation and is_foreign(message, language)


def is_foreign(message: Message, language: str) -> bool:
    """Whether a received message is in other words than the reader's."""
    if message.direction is MessageDirection.SENT:
        return False
    if message.language:
        return message.language.partition("-")[0] != language
    letters = [letter for letter in message.text if letter.isalpha()]
    # Without a language told, a script that is not Latin is what can be seen.
    return sum(ord(letter) > 0x24F for letter in letters) * 2 > len(letters)
