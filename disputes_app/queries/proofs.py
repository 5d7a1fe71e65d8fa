"""Which proofs a case has: what its exhibits were said to show, and what the library knows by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disputes_app.core import Core
from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.cases import Case
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.evidence import EvidenceKind
from disputes_app.domain.ids import written
from disputes_app.domain.messages import MessageDirection, is_foreign, lacks_translation
from disputes_app.domain.readiness import Proof, Readiness, Wanted, readiness
from disputes_app.queries.exhibits import ExhibitRow
from disputes_app.queries.orders import OrderDetail

MADE_BY_THE_PACKET = ("X26", "X27")
"""The timeline and the exhibit index: every packet has them."""
TRANSLATION = "X31"
"""Wanted by every case with messages in another language than the user's."""


def case_readiness(
    core: Core, case: Case, orders: Sequence[OrderDetail], exhibits: Sequence[ExhibitRow], language: str
) -> Readiness:
    """What a strong packet for this claim and programme holds, what is there, and what is missing.

    Messages in another language than the user's want their translation too.
    """
    have = [*_known(orders), *_shown(exhibits), *(Proof(code, "packet") for code in MADE_BY_THE_PACKET)]
    foreign = [message for order in orders for message in order.messages if is_foreign(message, language)]
    if not any(lacks_translation(message, language) for message in foreign):
        have += [Proof(TRANSLATION, written("message", message.id)) for message in foreign]
    why = "Whoever judges must be able to follow what was said"
    also = [Wanted((TRANSLATION,), why, required=True)] if foreign else []
    return readiness(core.requirements, ClaimType(case.claim), case.programme, have, also)


def _known(orders: Sequence[OrderDetail]) -> Iterator[Proof]:
    """What needs no exhibit, because the packet prints it from the library's own records."""
    for order in orders:
        told = [message for message in order.messages if message.direction is MessageDirection.SENT]
        if told:
            yield Proof("X14", written("message", told[0].id))
        for shipment, events in order.shipments:
            if events:
                yield Proof("X04", written("shipment", shipment.id))
        for item in order.items:
            if item.promised and item.received:
                yield Proof("X10", written("item", item.id))
        for date in order.dates:
            if date.kind == AnchorKind.REFUND_PROMISED:
                yield Proof("X15", written("order", order.order.id))
        for evidence in order.evidence:
            yield from (Proof(code, written("evidence", evidence.id)) for code in evidence.proves.split())


def _shown(exhibits: Sequence[ExhibitRow]) -> Iterator[Proof]:
    """What the exhibits show: as they were described, else as their kind of file suggests."""
    for row in exhibits:
        if row.evidence is not None and row.evidence.proves:
            yield from (Proof(code, row.letter) for code in row.evidence.proves.split())
        elif row.evidence is not None and row.evidence.kind is EvidenceKind.PHOTO:
            yield Proof("X09", row.letter)
        elif row.evidence is not None and row.evidence.kind is EvidenceKind.VIDEO:
            yield Proof("X12", row.letter)
        elif row.message is not None:
            yield Proof("X14", row.letter)
        elif row.shipment is not None:
            yield Proof("X04", row.letter)
