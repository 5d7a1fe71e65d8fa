"""Storing what a reader found in a file: its facts, its messages, its attachments, and the order it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from disputes_app.actions.act import Act
from disputes_app.actions.messages import fingerprint
from disputes_app.core import Core
from disputes_app.domain import moments
from disputes_app.domain.evidence import Evidence, EvidenceKind, Reading
from disputes_app.domain.ids import EvidenceId, OrderId
from disputes_app.domain.messages import Message, MessageDirection
from disputes_app.importers import matching
from disputes_app.importers.base import Found, FoundMessage
from disputes_app.importers.matching import Match
from disputes_app.importers.reading import Reader
from disputes_app.store import extracts
from disputes_app.store.extracts import Extract
from disputes_app.store.library import Reader as Rows

RECIPE = "text-1"
DIRECTIONS = {"in": MessageDirection.RECEIVED, "out": MessageDirection.SENT}
Attached = Mapping[str, tuple[int, Found]]
"""Kept attachments by SHA-256: their size and what was read in them."""


def evidence_kind(found: Found) -> EvidenceKind:
    """The kind of evidence item a found file becomes."""
    return EvidenceKind(found.kind) if found.kind in set(EvidenceKind) else EvidenceKind.OTHER


def matched_order(rows: Rows, found: Found) -> Match | None:
    """The one order a file is surely about, with the reason; None when it is not sure."""
    numbers = matching.lookup_numbers(found.hints)
    if not numbers:
        return None
    marks = ",".join("?" * len(numbers))
    known = rows.rows(
        f"""SELECT o.id, o.number, o.platform, s.name AS seller, t.ordered_at FROM orders o
            LEFT JOIN sellers s ON s.id = o.seller_id LEFT JOIN order_state t ON t.order_id = o.id
            WHERE o.deleted_at IS NULL AND (o.number_key IN ({marks})
               OR o.id IN (SELECT order_id FROM shipments WHERE tracking_key IN ({marks}))
               OR o.id IN (SELECT order_id FROM payments WHERE reference_key IN ({marks})))""",  # noqa: S608
        (*numbers, *numbers, *numbers),
    )

    def texts(column: str, table: str, order: int) -> tuple[str, ...]:
        found_rows = rows.rows(f"SELECT {column} FROM {table} WHERE order_id = ?", (order,))  # noqa: S608
        return tuple(one[column] for one in found_rows if one[column])

    candidates = [
        matching.Candidate(
            order=row["id"],
            number=row["number"],
            platform=row["platform"],
            seller=row["seller"],
            tracking_numbers=texts("tracking_number", "shipments", row["id"]),
            ordered_on=date.fromisoformat(row["ordered_at"]) if row["ordered_at"] else None,
            payment_references=texts("reference", "payments", row["id"]),
        )
        for row in known
    ]
    decision = matching.decide(found.hints, candidates, moment=_day(found))
    # A text that names an order number of this library, and no other, is taken at its word; a weaker sign is not.
    only = decision.options[0] if len(decision.options) == 1 else None
    return decision.chosen or (only if only and only.confidence == "likely" else None)


def _day(found: Found) -> date | None:
    stamps = [*(message.sent_at for message in found.messages), found.facts.captured_at]
    return next((date.fromisoformat(stamp[:10]) for stamp in stamps if stamp), None)


def keep_attachments(core: Core, mails: Sequence[Found], reader: Reader) -> Attached:
    """Make the attachments of mails durable and read each; attachments of attached mails as well."""
    kept: dict[str, tuple[int, Found]] = {}
    waiting = [attachment for mail in mails for attachment in mail.attachments]
    while waiting:
        attachment = waiting.pop()
        if attachment.sha256 in kept or not attachment.size:
            continue
        file = core.library.evidence.put(Path(attachment.path))
        found = reader.read(core.library.evidence.path(file.sha256), attachment.name)
        kept[file.sha256] = (file.size, found)
        waiting.extend(found.attachments)
    return kept


def apply(
    action: Act,
    evidence: EvidenceId,
    found: Found | None,
    attached: Attached,
    kind: EvidenceKind | None,
    counts: Mapping[str, Counter[str]],
) -> str:
    """Store what was found in one evidence item and give it its order; returns what a person should know."""
    kept = action.tx.load(Evidence, evidence)
    if found is None:
        action.tx.update(Evidence, evidence, reading=Reading.UNREADABLE)
        return kept.reading_note
    match = None if kept.order_id else matched_order(action.tx, found)
    order = kept.order_id or (OrderId(match.order) if match else None)
    _store_facts(action, evidence, found, kind or evidence_kind(found), order)
    for message in found.messages:
        # One without a date stays in its file: a message needs its place in time, and none is made up.
        if _instant(message.sent_at):
            counts["messages"][_store_message(action, message, evidence, order)] += 1
    _store_attachments(action, evidence, found, attached, order, counts)
    if order is not None:
        action.touch(orders=[order])
    return "; ".join(notes(found, match, kept.name))


def notes(found: Found, match: Match | None, name: str) -> list[str]:
    """What a person should know of a file that was read."""
    said = [*found.warnings, *([match.reason] if match else [])]
    if any(message.sent_at and not message.offset_known for message in found.messages):
        said.append(f"{name} says no time zone; its time is taken as UTC")
    return said


def foresee(
    rows: Rows,
    found: Found,
    reader: Reader,
    order: OrderId | None,
    counts: Mapping[str, Counter[str]],
    seen: set[str],
) -> None:
    """Count what ``apply`` would store of a file's messages and attachments, with nothing stored."""
    for message in found.messages:
        if _instant(message.sent_at):
            mark = _mark(message)
            known = [
                one.order_id for one in rows.find(Message, "fingerprint = ? AND deleted_at IS NULL", (mark,))
            ]
            said = [] if mark not in seen else [order]
            same = [one for one in [*known, *said] if order is None or one in (None, order)]
            moves = bool(same) and same[0] is None and order is not None
            counts["messages"]["updated" if moves else "unchanged" if same else "new"] += 1
            seen.add(mark)
    for attachment in found.attachments:
        if attachment.size:
            counts["evidence"]["new"] += 1
            foresee(rows, reader.read(Path(attachment.path), attachment.name), reader, order, counts, seen)


def _mark(found: FoundMessage) -> str:
    return fingerprint(found.sender_name or found.sender, _sent_at(found), found.text)


def _sent_at(found: FoundMessage) -> datetime:
    at = _instant(found.sent_at)
    assert at is not None
    return at


def _instant(told: str | None) -> datetime | None:
    """An instant as a file tells it; without a zone it is taken as UTC, and one beyond the calendar tells nothing."""
    if not told:
        return None
    at = datetime.fromisoformat(told)
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at if moments.in_calendar(at) else None


def _store_facts(
    action: Act, evidence: EvidenceId, found: Found, kind: EvidenceKind, order: OrderId | None
) -> None:
    facts = found.facts
    captured = _instant(facts.captured_at) if facts.offset_known else None
    action.tx.update(
        Evidence,
        evidence,
        media_type=found.media_type,
        kind=kind,
        order_id=order,
        captured_at=captured,
        captured_local="" if captured else facts.captured_at or "",
        captured_tag=facts.captured_from or "",
        device=facts.device or "",
        orientation=facts.orientation or 1,
        width=facts.width or 0,
        height=facts.height or 0,
        pages=facts.pages or 0,
        latitude=facts.latitude,
        longitude=facts.longitude,
        reading=Reading.UNREADABLE if found.unreadable else Reading.READ,
        reading_note="; ".join(found.warnings),
    )
    sha256 = action.tx.load(Evidence, evidence).sha256
    extracts.put_extract(action.tx, sha256, Extract(found.text, list(found.warnings), RECIPE))


def _store_message(action: Act, found: FoundMessage, evidence: EvidenceId, order: OrderId | None) -> str:
    """Store one message read in a file; ``unchanged`` when the same words are there already."""
    mark = _mark(found)
    found_before = action.tx.find(Message, "fingerprint = ? AND deleted_at IS NULL", (mark,), order="id")
    same = next((one for one in found_before if order is None or one.order_id in (None, order)), None)
    if same is not None:
        if same.order_id is None and order is not None:
            action.tx.update(Message, same.id, order_id=order)
            return "updated"
        return "unchanged"
    action.tx.insert(
        Message(
            order_id=order,
            channel=found.channel,
            direction=DIRECTIONS.get(found.direction, MessageDirection.UNKNOWN),
            sender=found.sender_name or found.sender,
            at=_sent_at(found),
            subject=found.subject,
            text=found.text,
            evidence_id=evidence,
            fingerprint=mark,
            added_at=action.core.now(),
        )
    )
    return "new"


def _store_attachments(
    action: Act,
    parent: EvidenceId,
    found: Found,
    attached: Attached,
    order: OrderId | None,
    counts: Mapping[str, Counter[str]],
) -> None:
    for attachment in found.attachments:
        if attachment.sha256 not in attached:
            continue
        size, read = attached[attachment.sha256]
        if action.tx.first(Evidence, "sha256 = ? AND parent_id = ?", (attachment.sha256, parent)):
            counts["evidence"]["unchanged"] += 1
            continue
        child = EvidenceId(
            action.tx.insert(
                Evidence(
                    sha256=attachment.sha256,
                    size=size,
                    name=attachment.name,
                    name_bytes=attachment.name.encode(),
                    media_type=attachment.media_type,
                    kind=evidence_kind(read),
                    order_id=order,
                    parent_id=parent,
                    origin="attachment",
                    added_at=action.core.now(),
                )
            )
        )
        counts["evidence"]["new"] += 1
        apply(action, child, read, attached, None, counts)
