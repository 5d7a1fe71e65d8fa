"""What a user can do to messages: add one, give it a translation."""

from __future__ import annotations

import hashlib
from datetime import datetime

from disputes_app.actions.act import Done, act
from disputes_app.actions.evidence import refuse_exhibit
from disputes_app.core import Core
from disputes_app.domain import moments
from disputes_app.domain.ids import EvidenceId, MessageId, OrderId
from disputes_app.domain.messages import Message, MessageDirection
from disputes_app.errors import UsageError, UserError


def fingerprint(sender: str, at: moments.Moment, text: str) -> str:
    """What tells the same message read twice: who, when and the exact words."""
    return hashlib.sha256("\0".join((sender, moments.stored(at)[0], text)).encode()).hexdigest()


def add_message(
    core: Core,
    order: OrderId,
    sender: str,
    at: datetime,
    text: str,
    *,
    direction: MessageDirection = MessageDirection.UNKNOWN,
    channel: str = "",
    subject: str = "",
    translation: str = "",
    translated_by: str = "",
    zone: str = "",
    evidence: EvidenceId | None = None,
) -> Done[MessageId]:
    """Add one message to an order.

    Raises UsageError when it has no text or nobody sent it, UserError when the same words are already there.
    """
    if not text.strip():
        raise UsageError("a message needs its text")
    if not sender.strip():
        raise UsageError("a message needs its sender; write who sent it")
    mark = fingerprint(sender, at, text)
    with act(core, "messages.add", f"Message from {sender} added") as action:
        if action.tx.find(Message, "order_id = ? AND fingerprint = ? AND deleted_at IS NULL", (order, mark)):
            raise UserError(f"this message from {sender} is already in the order")
        message = MessageId(
            action.tx.insert(
                Message(
                    order_id=order,
                    channel=channel,
                    direction=direction,
                    sender=sender,
                    at=at,
                    zone=zone,
                    subject=subject,
                    text=text,
                    translation=translation,
                    translated_by=translated_by or ("buyer" if translation else ""),
                    evidence_id=evidence,
                    fingerprint=mark,
                    added_at=core.now(),
                )
            )
        )
        action.touch(orders=[order])
    return action.done(message)


def translate_message(core: Core, message: MessageId, translation: str, by: str = "buyer") -> Done[MessageId]:
    """Set a message's translation and whose it is; an empty one takes it away."""
    with act(core, "messages.translate", "Translation set") as action:
        kept = action.tx.load(Message, message)
        action.tx.update(Message, message, translation=translation, translated_by=by if translation else "")
        action.touch(orders=[kept.order_id] if kept.order_id else [])
    return action.done(message)


def delete_message(core: Core, message: MessageId) -> Done[MessageId]:
    """Take a message out of its order; undo brings it back.

    Raises UserError while it is an exhibit of a case.
    """
    with act(core, "messages.delete", "Message deleted") as action:
        kept = action.tx.load(Message, message)
        refuse_exhibit(action, "message_id", message)
        action.tx.update(Message, message, deleted_at=core.now())
        action.touch(orders=[kept.order_id] if kept.order_id else [])
    return action.done(message)
