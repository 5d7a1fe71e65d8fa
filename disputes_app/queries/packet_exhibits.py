"""An exhibit as a packet shows it: what it is on paper, and what is known of its file and its clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from disputes_app.domain.evidence import Evidence, EvidenceKind
from disputes_app.domain.ids import EvidenceId, MessageId, ShipmentId, written
from disputes_app.packets import content
from disputes_app.packets.wording import Wording, in_zone
from disputes_app.queries.exhibits import ExhibitRow
from disputes_app.store.library import Library


def packet_exhibit(
    library: Library,
    row: ExhibitRow,
    numbered: Mapping[MessageId, int],
    by_file: Mapping[EvidenceId | None, int],
    parcel_numbers: Mapping[ShipmentId, int],
    say: Wording,
    *,
    zone: str,
    subject: str = "",
    text: str = "",
) -> content.Exhibit:
    """An exhibit of a case; the numbers are those of the packet's messages, by message and by file, and parcels.

    ``zone`` is the one the packet's times are in, ``subject`` that of the mail it is, where it is one,
    ``text`` what was read in it.
    """
    boxes: dict[int, tuple[content.Box, ...]] = {}
    for box in row.boxes:
        boxes[box.page] = (*boxes.get(box.page, ()), (box.x, box.y, box.width, box.height))
    if row.evidence is None:
        message = row.message
        return content.Exhibit(
            evidence=written("message", message.id) if message else written("shipment", row.shipment.id),  # type: ignore[union-attr]
            letter=row.letter,
            kind="message" if message else "tracking",
            caption=row.title,
            name=row.title,
            media_type="text/plain",
            sha256="",
            size=0,
            message=numbered.get(message.id) if message else None,
            shipment=parcel_numbers.get(row.shipment.id) if row.shipment else None,
        )
    one = row.evidence
    pixels = (one.width, one.height) if one.width else None
    if pixels and row.exhibit.turn in (90, 270):
        pixels = pixels[::-1]
    return content.Exhibit(
        evidence=written("evidence", one.id),
        letter=row.letter,
        kind="message" if one.id in by_file else _kind(one, text),
        caption=row.caption or subject or _untitled(one, zone, say),
        name=one.name,
        media_type=one.media_type,
        sha256=one.sha256,
        size=one.size,
        path=library.evidence.path(one.sha256),
        captured_at=one.captured_at if isinstance(one.captured_at, datetime) else None,
        clock=_clock(one, say),
        device=one.device,
        pixels=pixels,
        turn=row.exhibit.turn,
        is_screen=one.kind is EvidenceKind.SCREENSHOT,
        added_at=one.added_at,
        added_by=say("case.by_buyer"),
        boxes=boxes,
        callouts=tuple(
            content.Callout(number, mark.x, mark.y, mark.to_x, mark.to_y, mark.text, mark.page)
            for number, mark in enumerate(row.callouts, 1)
        ),
        text=text if _is_words(one) else "",
        message=by_file.get(one.id),
    )


def _untitled(one: Evidence, zone: str, say: Wording) -> str:
    """What a file without a caption is called: a picture after the time it was made, any other by its name."""
    at = one.captured_at
    if at is None and one.captured_local:
        at = datetime.fromisoformat(one.captured_local)
    keys = {EvidenceKind.PHOTO: "case.untitled_photo", EvidenceKind.SCREENSHOT: "case.untitled_screen"}
    if one.kind not in keys or at is None:
        return one.name
    return say(keys[one.kind], moment=say.moment(in_zone(at, zone), "long"))


def _is_words(one: Evidence) -> bool:
    """Whether what was read in a file is all that a page can show of it."""
    return one.media_type.startswith("text/") or one.kind is EvidenceKind.CHAT


def _kind(one: Evidence, text: str) -> str:
    if one.kind in (EvidenceKind.PHOTO, EvidenceKind.SCREENSHOT) and one.media_type.startswith("image/"):
        return "photo"
    if one.media_type == "application/pdf":
        # One that could not be opened stops the build by name, unless it is left out.
        return "page" if one.pages == 1 else "pdf"
    if _is_words(one) and text.strip():
        return "text"
    return "video" if one.media_type.startswith("video/") else "other"


def _clock(one: Evidence, say: Wording) -> str:
    if isinstance(one.captured_at, datetime):
        return _offset(one.captured_at, say)
    return say("case.local_clock", when=one.captured_local.replace("T", " ")) if one.captured_local else ""


def _offset(at: datetime, say: Wording) -> str:
    offset = at.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    hours, minutes = divmod(abs(seconds) // 60, 60)
    written_offset = f"{'−' if seconds < 0 else '+'}{hours}" + (f":{minutes:02d}" if minutes else "")
    return say("case.device_clock", offset=written_offset)
