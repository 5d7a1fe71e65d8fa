"""A case as the packet prints it: kept facts in the packet's words and order."""

from __future__ import annotations

from dataclasses import replace

from disputes_app.core import Core
from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.cases import Case, ChronologyLine, PrivateWords, Want
from disputes_app.domain.ids import CaseId, written
from disputes_app.domain.leading import lead
from disputes_app.domain.private_words import Decision
from disputes_app.domain.shipments import ShipmentEvent
from disputes_app.domain.window import Window
from disputes_app.packets import content, hiding, plan, wording
from disputes_app.packets.presets import Preset
from disputes_app.packets.wording import Wording
from disputes_app.queries.cases import CaseDetail, case_detail
from disputes_app.queries.chronology import anchors_in_force
from disputes_app.queries.packet_chronology import chronology
from disputes_app.queries.packet_deadline import deadline
from disputes_app.queries.packet_exhibits import packet_exhibit
from disputes_app.queries.packet_facts import (
    Parcel,
    differences,
    due,
    items_words,
    marks,
    order_facts,
    paid_with,
    payment_facts,
    platform,
    price,
    shipments,
    strongest,
)
from disputes_app.queries.packet_messages import in_order, told
from disputes_app.queries.settings import settings
from disputes_app.queries.suggestions import text_of
from disputes_app.store.library import Library, Reader

_FAMILIES = {
    "card_issuer": "card_network", "carrier": "carrier", "insurer": "insurance", "small_claims": "law",
}  # fmt: skip
"""The family of programmes that a preset without a programme of its own is made for."""


def packet_content(
    core: Core, reader: Reader, case: CaseId, preset: Preset, language: str | None = None
) -> content.PacketContent:
    """Everything the packet of a case prints, without the words that are hidden in it."""
    kept = whole_content(core, reader, case, preset, language)
    words = reader.find(PrivateWords, "case_id = ? AND decision = ?", (case, Decision.HIDDEN))
    return hiding.hidden(replace(kept, hidden=tuple(one.text for one in words)))


def whole_content(
    core: Core, reader: Reader, case: CaseId, preset: Preset, language: str | None = None
) -> content.PacketContent:
    """Everything known of a case; the proposed statement stands in for one not written yet."""
    detail = case_detail(core, reader, case)
    mine = settings(reader)
    language = language or mine.language
    say = wording.load(language)
    kept = detail.case
    first = detail.orders[0]
    dates = anchors_in_force(first)
    written_messages = in_order(reader, detail, mine.buyer_name)
    messages = told(core, detail, written_messages, mine.buyer_name, say)
    numbered = {message.id: index for index, message in enumerate(written_messages, 1)}
    by_file = {message.evidence_id: index for index, message in enumerate(written_messages, 1)}
    subjects = {message.evidence_id: message.subject for message in written_messages}
    parcels = _parcels(reader, detail)
    parcel_numbers = {shipment.id: number for number, (shipment, _) in enumerate(parcels, 1)}
    exhibits = tuple(
        packet_exhibit(
            core.library,
            row,
            numbered,
            by_file,
            parcel_numbers,
            say,
            zone=mine.home_zone,
            subject=subjects.get(row.exhibit.evidence_id, ""),
            text=text_of(reader, row.evidence) if row.evidence else "",
        )
        for row in detail.exhibits
    )
    limit = _limit(core, detail, preset)
    decided = reader.find(ChronologyLine, "case_id = ?", (case,), order="id")
    made = content.PacketContent(
        case_number=kept.number,
        title=_title(detail, say),
        claim=say(f"claims.{kept.claim}"),
        claim_type=kept.claim,
        summary=kept.summary or _summary(detail, mine.home_zone, say),
        wanted=_wanted(kept, say),
        buyer=content.Person(mine.buyer_name or say("case.buyer"), mine.buyer_place),
        seller=content.Person(first.seller.name if first.seller else say("case.seller")),
        platform=platform(first, say),
        order_number=", ".join(one.order.number for one in detail.orders),
        now=core.now(),
        home_zone=mine.home_zone,
        language=language,
        items=items_words(detail.orders),
        amount=kept.amount,
        home_amount=kept.home_amount,
        price=price(detail.orders),
        receiver=_receiver(core, kept, preset, say),
        ordered_at=dates[AnchorKind.ORDERED].value if AnchorKind.ORDERED in dates else None,
        paid_with=paid_with(first, say),
        delivered_at=dates[AnchorKind.DELIVERED].value if AnchorKind.DELIVERED in dates else None,
        due=due(first, mine.home_zone),
        order_facts=tuple(order_facts(detail, mine.home_zone, say)),
        payment_facts=tuple(payment_facts(detail, mine.home_zone, say)),
        shipments=tuple(shipments(parcels)),
        differences=tuple(differences(detail)),
        marks=tuple(marks(first, say)),
        deadline=deadline(limit, mine.home_zone, core.now(), say) if limit else None,
        chronology=tuple(chronology(detail, numbered, say, decided)),
        messages=messages,
        exhibits=exhibits,
        strongest=strongest(core.requirements, detail),
        other_files=tuple(_other_files(core.library, detail)),
        journal_head=_journal_head(reader),
    )
    paragraphs = tuple(part.strip() for part in kept.statement.split("\n\n") if part.strip())
    return replace(made, statement=paragraphs or plan.proposed_statement(made))


def _journal_head(reader: Reader) -> str:
    """The newest journal entry the packet rests on; that packets were built changes nothing they contain."""
    sql = "SELECT digest FROM journal WHERE action <> 'packets.build' ORDER BY seq DESC LIMIT 1"
    digest = reader.value(sql)
    return digest.hex() if digest else ""


def _receiver(core: Core, kept: Case, preset: Preset, say: Wording) -> str:
    """Who the preset is made for; for print, the programme of the case; empty where that is nobody yet."""
    by_id = core.programmes.by_id
    programme = by_id.get(preset.id) or by_id.get(kept.programme)
    anybody: str = say.table["receivers"].get(preset.id, "")
    is_known = programme is not None and (not anybody or programme.family == preset.id)
    return programme.name if programme and is_known else anybody


def _limit(core: Core, detail: CaseDetail, preset: Preset) -> Window | None:
    """The next deadline at who reads the packet; where the preset names nobody, that of the case.

    A law that asks how it was paid is one on banks: unless the case is about it, it sets no day against a seller.
    """
    of_case = detail.lead.window if detail.lead else None
    is_named = preset.id in core.programmes.by_id
    if not (is_named or preset.id in _FAMILIES) or detail.case.closed_at is not None:
        return of_case

    def reads(window: Window) -> bool:
        programme = window.programme
        return programme.id == preset.id if is_named else programme.family == _FAMILIES[preset.id]

    if of_case and reads(of_case):
        return of_case
    others = [row.window for row in detail.windows if reads(row.window) and not _is_on_banks(row.window)]
    return lead(others, core.now())


def _is_on_banks(window: Window) -> bool:
    programme = window.programme
    return programme.family == "law" and any(one.fact == "payment_method" for one in programme.when)


def _wanted(kept: Case, say: Wording) -> str:
    if kept.want is Want.REPLACEMENT:
        return say("case.replacement")
    if kept.amount is None:
        return say(f"case.{kept.want}_plain")
    return say(f"case.{kept.want}", money=say.money(kept.amount))


def _title(detail: CaseDetail, say: Wording) -> str:
    """The case's own title; while that is only what was bought, with what is wrong before it."""
    title, order = detail.case.title, detail.orders[0].order
    if title not in (order.title, f"Order {order.number}"):
        return title
    return say("case.titled", claim=say(f"claims.{detail.case.claim}"), title=title)


def _summary(detail: CaseDetail, zone: str, say: Wording) -> str:
    """What is known in a few sentences, until the buyer says it better: bought, delivered, and what is wrong."""
    first = detail.orders[0]
    dates = anchors_in_force(first)
    numbers = ", ".join(order.order.number for order in detail.orders)
    items = wording.upper_first(items_words(detail.orders)) or f"{say('facts.order')} {numbers}"
    seller = first.seller.name if first.seller else say("case.unnamed_seller")
    ordered, paid = dates.get(AnchorKind.ORDERED), price(detail.orders)
    sentences = [
        say(
            "case.bought",
            items=items,
            seller=seller,
            day=say.day(wording.in_zone(ordered.value, zone)),
            money=say.money(paid),
        )
        if ordered and paid
        else say("case.bought_plain", items=items, seller=seller)
    ]
    if AnchorKind.DELIVERED in dates:
        arrived = wording.in_zone(dates[AnchorKind.DELIVERED].value, zone)
        sentences.append(say("case.arrived", day=say.day(arrived)))
    # The last way to put it needs nothing to be known.
    sentences.append(say.table["proposal"][detail.case.claim]["facts"][-1])
    return say.sentences(sentences)


def _parcels(reader: Reader, detail: CaseDetail) -> list[Parcel]:
    """The parcels of the case's orders, and those of exhibits that belong to none of them, where there is something to tell."""
    known = {parcel.id: (parcel, events) for order in detail.orders for parcel, events in order.shipments}
    for parcel in (row.shipment for row in detail.exhibits):
        if parcel is not None and parcel.id not in known:
            events = reader.find(ShipmentEvent, "shipment_id = ?", (parcel.id,), order="at, id")
            known[parcel.id] = (parcel, tuple(events))
    return [(parcel, events) for parcel, events in known.values() if parcel.tracking_number or events]


def _other_files(library: Library, detail: CaseDetail) -> list[content.OtherFile]:
    shown = {row.evidence.id for row in detail.exhibits if row.evidence}
    return [
        content.OtherFile(
            one.name,
            one.sha256,
            one.size,
            one.added_at,
            written("evidence", one.id),
            library.evidence.path(one.sha256),
        )
        for order in detail.orders
        for one in order.evidence
        if one.id not in shown
    ]
