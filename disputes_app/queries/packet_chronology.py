"""What happened, in order: payments, tracking, messages, photographs and the steps of the case in one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from disputes_app.domain import moments
from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.cases import ChronologyLine
from disputes_app.domain.evidence import EvidenceKind
from disputes_app.domain.ids import MessageId
from disputes_app.domain.messages import Message, MessageDirection
from disputes_app.packets import content
from disputes_app.packets.wording import Wording
from disputes_app.queries.cases import CaseDetail
from disputes_app.queries.chronology import anchors_in_force
from disputes_app.queries.exhibits import ExhibitRow
from disputes_app.queries.orders import OrderDetail
from disputes_app.queries.packet_facts import DUE, WAITING, shown_by, source

QUOTED = 110
"""How many characters of a message the chronology quotes; the whole stands in the message log."""

Kept = tuple[str, content.ChronologyEntry]
"""What kind of fact a line is, and the line."""

_EVENTS = (
    AnchorKind.ORDERED, AnchorKind.PAID, AnchorKind.SHIPPED, AnchorKind.DELIVERED, AnchorKind.CONFIRMED,
    AnchorKind.RETURNED, AnchorKind.REFUND_PROMISED,
)  # fmt: skip


def chronology(
    detail: CaseDetail, numbered: Mapping[MessageId, int], say: Wording, decided: Sequence[ChronologyLine]
) -> list[content.ChronologyEntry]:
    """The lines of a case's chronology, oldest first: those proposed, as it was ``decided``, and one's own."""
    lines = {line.key: line for line in decided if line.key}
    entries = [
        replace(entry, text=lines[key].text, strong="") if key in lines else entry
        for key, entry in proposed(detail, numbered, say)
        if key not in lines or lines[key].text
    ]
    entries += (
        content.ChronologyEntry(line.at, line.text, content.Source(say("case.typed")))
        for line in decided
        if not line.key and line.at is not None
    )
    return sorted(entries, key=_when)


def proposed(
    detail: CaseDetail, numbered: Mapping[MessageId, int], say: Wording
) -> list[tuple[str, content.ChronologyEntry]]:
    """Every dated fact of a case, oldest first, each with where it is shown, by its key.

    The key is what kind of fact it is, and when; of several at one time, which of them. It is the same in every
    language, and in another library.
    """
    entries: list[Kept] = []
    for order in detail.orders:
        # At one instant, a scan comes before what follows from it, such as the receipt that is confirmed.
        entries += (("scan", entry) for entry in _scans(order, detail, say))
        entries += _dates(order, detail, say)
        entries += (("message", _message(one, numbered[one.id], say)) for one in order.messages)
    entries += (("photos", entry) for entry in _photographs(detail, say))
    entries += (
        (stage.stage, content.ChronologyEntry(stage.at, say(f"case.stage_{stage.stage}")))
        for stage in detail.stages
        if stage.stage not in ("preparing", "closed")
    )
    met: Counter[str] = Counter()
    keyed = []
    for kind, entry in sorted(entries, key=lambda kept: _when(kept[1])):
        key = f"{kind}:{_when(entry)}"
        met[key] += 1
        keyed.append((key if met[key] == 1 else f"{key}#{met[key]}", entry))
    return keyed


def _when(entry: content.ChronologyEntry) -> str:
    return moments.stored(entry.at)[0]


def _dates(order: OrderDetail, detail: CaseDetail, say: Wording) -> Iterator[Kept]:
    anchors = anchors_in_force(order)
    scanned = {
        AnchorKind.SHIPPED: {moments.day_of(events[0].at) for _, events in order.shipments if events},
        AnchorKind.DELIVERED: {
            moments.day_of(event.at)
            for _, events in order.shipments
            for event in events
            if event.status == "delivered"
        },
    }
    for kind in (*_EVENTS, *(DUE if detail.case.claim in WAITING else ())):
        anchor = anchors.get(kind)
        # What tracking reports is listed with its scan.
        if anchor is None or moments.day_of(anchor.value) in scanned.get(kind, ()):
            continue
        text = say(f"anchors.{kind}")
        amount = next((payment.amount for payment in order.payments if payment.amount), None)
        if kind is AnchorKind.PAID and amount:
            text = say("case.event_paid", money=say.money(amount))
        yield kind, content.ChronologyEntry(anchor.value, text, source(anchor, detail, order, say))


def _scans(order: OrderDetail, detail: CaseDetail, say: Wording) -> Iterator[content.ChronologyEntry]:
    """First and last scan of a parcel, and its delivery; the rest stands in the tracking table."""
    for shipment, events in order.shipments:
        letters = tuple(
            row.letter
            for row in detail.exhibits
            if row.shipment is not None and row.shipment.id == shipment.id
        )
        shown = [event for event in events if event in (events[0], events[-1]) or event.status == "delivered"]
        for event in dict.fromkeys(shown):
            text = f"{event.description}, {event.place}" if event.place else event.description
            is_delivery = event.status == "delivered"
            where = (*letters, *shown_by(detail, order, "X04", *(["X05"] if is_delivery else [])))
            strong = event.description if is_delivery else ""
            yield content.ChronologyEntry(event.at, text, content.Source(say("case.tracking"), where), strong)


def _message(message: Message, number: int, say: Wording) -> content.ChronologyEntry:
    words = " ".join((message.translation or message.text).split())
    quoted = words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + " …"
    text = (
        say("case.buyer_writes", text=quoted)
        if message.direction is MessageDirection.SENT
        else say("case.seller_writes", who=message.sender, text=quoted)
    )
    return content.ChronologyEntry(message.at, text, content.Source(messages=(number,)))


def _photographs(detail: CaseDetail, say: Wording) -> Iterator[content.ChronologyEntry]:
    """Photographs of one hour are one line."""
    series: dict[str, list[ExhibitRow]] = {}
    for row in detail.exhibits:
        if (
            row.evidence is not None
            and row.evidence.kind is EvidenceKind.PHOTO
            and isinstance(row.evidence.captured_at, datetime)
        ):
            series.setdefault(moments.stored(row.evidence.captured_at)[0][:13], []).append(row)
    for rows in series.values():
        first = rows[0].evidence
        assert first is not None
        assert first.captured_at is not None
        text = "; ".join(filter(None, (row.caption for row in rows)))
        phrase = "case.photo_taken_one" if len(rows) == 1 else "case.photo_taken"
        phrase += "" if text else "_untold"
        yield content.ChronologyEntry(
            first.captured_at,
            say(phrase, count=len(rows), text=text),
            content.Source(say("case.photo"), tuple(row.letter for row in rows)),
        )
