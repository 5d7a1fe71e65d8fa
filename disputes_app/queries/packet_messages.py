"""The messages of a case as its packet prints them, each as of who wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from disputes_app.core import Core
from disputes_app.domain import moments
from disputes_app.domain.messages import Message, MessageDirection, by_buyer
from disputes_app.domain.orders import PLATFORM_NAMES
from disputes_app.importers.hints import CARRIER_NAMES
from disputes_app.packets import content
from disputes_app.packets.wording import Wording
from disputes_app.queries.cases import CaseDetail
from disputes_app.queries.packet_facts import MARKETS
from disputes_app.store.library import Reader

_THIRD_PARTIES = ("marketplace", "payment_service", "card_network", "carrier")
"""The families of programmes whose mails are nobody's who is party to the sale."""


def in_order(reader: Reader, detail: CaseDetail, buyer: str) -> list[Message]:
    """The messages of the case's orders, and those of exhibits that belong to none of them."""
    known = {message.id: message for order in detail.orders for message in order.messages}
    for row in detail.exhibits:
        if row.message is not None:
            known.setdefault(row.message.id, row.message)
        if row.evidence is not None:
            for message in reader.find(Message, "evidence_id = ? AND deleted_at IS NULL", (row.evidence.id,)):
                known.setdefault(message.id, message)
    found = [by_buyer(message, buyer) for message in known.values()]
    return sorted(found, key=lambda message: (moments.stored(message.at)[0], message.id))


def told(
    core: Core, detail: CaseDetail, messages: Sequence[Message], buyer: str, say: Wording
) -> tuple[content.Message, ...]:
    """The messages as they are printed, with the exhibits that show them; ``buyer`` is the buyer's name."""
    files = {one.id: one for order in detail.orders for one in order.evidence}
    found = []
    for message in messages:
        source = files.get(message.evidence_id) if message.evidence_id else None
        letters = tuple(
            row.letter
            for row in detail.exhibits
            if (row.message is not None and row.message.id == message.id)
            or (
                row.evidence is not None
                and message.evidence_id is not None
                and message.evidence_id in (row.evidence.id, row.evidence.parent_id)
            )
        )
        found.append(
            content.Message(
                at=message.at,
                direction=_direction(core, message, detail, buyer),
                sender=message.sender,
                original=f"{message.subject}\n\n{message.text}" if message.subject else message.text,
                channel=say("case.mail") if message.channel == "mail" else message.channel,
                zone=message.zone,
                language=message.language,
                translation=message.translation,
                translated_by=say("case.by_buyer")
                if message.translated_by == "buyer"
                else message.translated_by,
                exhibits=letters,
                attachments=tuple(
                    one.name for one in files.values() if source and one.parent_id == source.id
                ),
                source_file=source.name if source else "",
            )
        )
    return tuple(found)


def _direction(core: Core, message: Message, detail: CaseDetail, buyer: str) -> str:
    """Who wrote it; of a mail whose reader is not known by name, nobody can say whether it is the buyer's own."""
    if message.direction is MessageDirection.SENT:
        return "sent"
    is_noted = message.direction is MessageDirection.RECEIVED
    names = {
        PLATFORM_NAMES[order.order.platform] for order in detail.orders if order.order.platform in MARKETS
    }
    if _bears(message.sender, names):
        return "platform"
    others = {one.name for one in core.programmes.by_id.values() if one.family in _THIRD_PARTIES}
    is_third = not buyer or _bears(message.sender, others) or CARRIER_NAMES.match(message.sender)
    return "other" if is_third and not is_noted else "received"


def _bears(sender: str, names: Iterable[str]) -> bool:
    return sender.casefold().startswith(tuple(name.casefold() for name in names))
