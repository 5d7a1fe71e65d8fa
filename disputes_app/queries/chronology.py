"""What happened to an order, in one list: dates, scans, messages, photographs and the steps of its cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from disputes_app.domain import moments
from disputes_app.domain.anchors import MEANINGS, Anchor, AnchorKind, choose
from disputes_app.domain.cases import CaseStage
from disputes_app.domain.claims import Stage, words
from disputes_app.domain.evidence import Evidence, EvidenceKind
from disputes_app.domain.ids import EvidenceId
from disputes_app.domain.messages import Message
from disputes_app.domain.moments import Moment
from disputes_app.domain.shipments import ShipmentEvent
from disputes_app.queries.deadlines import WindowRow
from disputes_app.queries.exhibits import exhibit_rows
from disputes_app.queries.facts import anchor_of
from disputes_app.queries.orders import OrderDetail
from disputes_app.store.library import Reader


class EventKind(StrEnum):
    """What sort of thing happened."""

    DATE = "date"
    SCAN = "scan"
    MESSAGE = "message"
    PHOTOS = "photos"
    FILES = "files"
    STAGE = "stage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of an order's chronology.

    ``starts`` are the windows counted from it; ``letters`` the exhibit letters of its evidence items.
    """

    kind: EventKind
    at: Moment
    title: str
    detail: str = ""
    anchor: AnchorKind | None = None
    scan: ShipmentEvent | None = None
    message: Message | None = None
    evidence: tuple[Evidence, ...] = ()
    stage: CaseStage | None = None
    starts: tuple[WindowRow, ...] = ()
    letters: Mapping[EvidenceId, str] | None = None


def events(reader: Reader, order: OrderDetail) -> list[Event]:
    """Everything that happened to an order, oldest first."""
    letters = _letters(reader, order)
    found = [
        *_dates(order),
        *_scans(order),
        *(_message(message, order, letters) for message in order.messages),
        *_files(order, letters),
        *_stages(reader, order),
    ]
    return sorted(found, key=lambda event: (moments.stored(event.at)[0], event.kind))


def _letters(reader: Reader, order: OrderDetail) -> dict[EvidenceId, str]:
    return {
        row.evidence.id: row.letter
        for case in order.cases
        for row in exhibit_rows(reader, case.id)
        if row.evidence is not None
    }


def anchors_in_force(order: OrderDetail) -> dict[AnchorKind, Anchor]:
    """The value that counts of every date known of an order."""
    by_kind: dict[AnchorKind, list[Anchor]] = {}
    for date in order.dates:
        by_kind.setdefault(AnchorKind(date.kind), []).append(anchor_of(date))
    return {kind: chosen.anchor for kind, values in by_kind.items() if (chosen := choose(values))}


def _dates(order: OrderDetail) -> Iterator[Event]:
    scans = {(moments.day_of(event.at), event.status) for _, events in order.shipments for event in events}
    for kind, anchor in anchors_in_force(order).items():
        # A scan that says the same is shown instead.
        if (moments.day_of(anchor.value), kind.value) in scans:
            continue
        yield Event(
            kind=EventKind.DATE,
            at=anchor.value,
            title=MEANINGS[kind].words.capitalize(),
            detail=anchor.source_detail,
            anchor=kind,
            starts=_started(order, kind),
        )


def _started(order: OrderDetail, kind: AnchorKind) -> tuple[WindowRow, ...]:
    return tuple(row for row in order.row.windows if row.window.used and row.window.used[-1].kind is kind)


def _scans(order: OrderDetail) -> Iterator[Event]:
    for shipment, scans in order.shipments:
        for scan in scans:
            delivered = scan.status == "delivered"
            yield Event(
                kind=EventKind.SCAN,
                at=scan.at,
                title=", ".join(filter(None, (scan.description, scan.place))),
                detail=f"{shipment.carrier} {shipment.tracking_number}".strip(),
                anchor=AnchorKind.DELIVERED if delivered else None,
                scan=scan,
                starts=_started(order, AnchorKind.DELIVERED) if delivered else (),
            )


def _message(message: Message, order: OrderDetail, letters: Mapping[EvidenceId, str]) -> Event:
    attached = tuple(
        one
        for one in order.evidence
        if message.evidence_id is not None and one.parent_id == message.evidence_id
    )
    return Event(
        kind=EventKind.MESSAGE,
        at=message.at,
        title=message.sender,
        message=message,
        evidence=attached,
        letters=letters,
    )


def _files(order: OrderDetail, letters: Mapping[EvidenceId, str]) -> Iterator[Event]:
    """Photographs of one hour are one event; a mail stands as its message, an attachment with it."""
    mails = {message.evidence_id for message in order.messages if message.evidence_id is not None}
    series: dict[tuple[EventKind, str], list[Evidence]] = {}
    for one in order.evidence:
        if one.id in mails or one.parent_id in mails:
            continue
        photo = one.kind in (EvidenceKind.PHOTO, EvidenceKind.SCREENSHOT)
        kind = EventKind.PHOTOS if photo else EventKind.FILES
        series.setdefault((kind, moments.stored(when(one))[0][:13]), []).append(one)
    for (kind, _), items in series.items():
        titles = dict.fromkeys(one.caption or one.name for one in items)
        yield Event(
            kind=kind, at=when(items[0]), title="; ".join(titles), evidence=tuple(items), letters=letters
        )


def when(one: Evidence) -> Moment:
    """When an evidence item belongs in time: taken, where the file tells the instant, else added."""
    return one.captured_at if isinstance(one.captured_at, datetime) else one.added_at


def _stages(reader: Reader, order: OrderDetail) -> Iterator[Event]:
    for case in order.cases:
        for stage in reader.find(CaseStage, "case_id = ?", (case.id,), order="at, id"):
            yield Event(
                kind=EventKind.STAGE,
                at=stage.at,
                title=words(Stage(stage.stage)),
                detail=" · ".join(filter(None, (case.number, case.title, stage.note))),
                stage=stage,
            )


__all__ = ["Event", "EventKind", "anchors_in_force", "events", "when"]
