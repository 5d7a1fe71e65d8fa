"""What a packet will hold, in which order, decided before any page exists; no files, no fonts, no PDF."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from disputes_app.domain.moments import is_since
from disputes_app.packets import wording
from disputes_app.packets.content import Exhibit, Message, PacketContent
from disputes_app.packets.presets import Preset

MOST_PICTURED = 24
"""So many exhibits have a small picture in the index; of more, it is a list to be read."""
# Fixed parts take no number in the index; the reader finds them first.
_UNNUMBERED = frozenset({"cover", "index"})


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the packet; ``number`` is 0 for the cover and the index."""

    id: str
    number: int


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that is not in the packet, by the id of its evidence, and why."""

    evidence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How many pages a received PDF has, and the size of its first as it is seen, in points."""

    pages: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts in order, which exhibit is shown where, and the letters that begin a further volume.

    ``pictured`` are the evidence ids of those that the cover or the index shows small.
    """

    sections: tuple[Section, ...]
    shown: tuple[Exhibit, ...]
    joined: tuple[Exhibit, ...]
    listed: tuple[Exhibit, ...]
    omitted: tuple[Omission, ...]
    least_pages: int
    starts: tuple[str, ...] = ()
    pictured: frozenset[str] = frozenset()

    @property
    def printed(self) -> tuple[Exhibit, ...]:
        """Every exhibit that has pages of its own, in their order."""
        return (*self.shown, *self.joined)

    def volume(self, exhibit: Exhibit) -> int:
        """The volume an exhibit stands in, from 1."""
        order = [each.letter for each in self.printed]
        if exhibit.letter not in order:
            return 1
        at = order.index(exhibit.letter)
        return 1 + sum(order.index(letter) <= at for letter in self.starts)

    def has(self, section: str) -> bool:
        return any(each.id == section for each in self.sections)


def make(
    content: PacketContent,
    preset: Preset,
    documents: Mapping[str, Shape] | None = None,
    left_out: Mapping[str, str] | None = None,
    starts: tuple[str, ...] = (),
) -> Plan:
    """The plan of a packet for one receiver; ``documents`` tells the shape of received PDFs by evidence id.

    ``left_out`` are reasons, by evidence id, why an exhibit is not printed; ``starts`` are the letters of the
    exhibits further volumes begin with.
    """
    documents, left_out = documents or {}, left_out or {}
    words = wording.load(content.language)
    able = [each for each in content.exhibits if each.evidence not in left_out]
    shown = tuple(each for each in able if each.kind in ("photo", "video") or _is_shown_page(each, documents))
    joined = tuple(each for each in able if each.kind in ("pdf", "page") and each not in shown)
    listed = tuple(each for each in able if each not in shown and each not in joined)
    holds = {
        "chronology": bool(content.chronology or content.deadline),
        "statement": bool(content.statement),
        "facts": bool(
            content.order_facts or content.payment_facts or content.shipments or content.differences
        ),
        "messages": bool(content.messages),
        "photos": bool(shown),
        "attachments": bool(joined),
        "integrity": any(each.sha256 for each in content.exhibits) or bool(content.other_files),
    }
    names = [name for name in preset.sections if holds.get(name, True)]
    sections = tuple(
        Section(name, 0 if name in _UNNUMBERED else sum(n not in _UNNUMBERED for n in names[: index + 1]))
        for index, name in enumerate(names)
    )
    omitted = [Omission(evidence, reason) for evidence, reason in (*content.omitted, *left_out.items())]
    unprinted = [each for each in listed if not _is_printed(each, content, names)]
    for name, exhibits in (("photos", shown), ("attachments", joined)):
        unprinted += exhibits if name not in names else ()
    for each in unprinted:
        is_listed = _is_only_listed(each, names)
        reason = "attachments.not_printed_reason" if is_listed else "attachments.no_part_reason"
        omitted.append(Omission(each.evidence, words(reason, name=each.name)))
    photo_pages = -(-len(shown) // preset.photos_per_page) if "photos" in names else 0
    single = sum(1 for name in names if name not in ("photos", "attachments"))
    return Plan(
        sections,
        shown if "photos" in names else (),
        joined if "attachments" in names else (),
        listed,
        tuple(omitted),
        single + photo_pages + sum(_pages(each, documents) for each in joined if "attachments" in names),
        starts,
        frozenset(_pictured(content, names)) - {each.evidence for each in omitted},
    )


def first_six(content: PacketContent) -> list[Exhibit]:
    """The exhibits shown small on the cover, the strongest among them; the index has them all."""
    chosen = sorted(content.exhibits, key=lambda each: each.letter not in content.strongest)[:6]
    return [each for each in content.exhibits if each in chosen]


def _pictured(content: PacketContent, sections: list[str]) -> Iterator[str]:
    if "cover" in sections:
        yield from (each.evidence for each in first_six(content))
    if "index" in sections and len(content.exhibits) <= MOST_PICTURED:
        yield from (each.evidence for each in content.exhibits)


def _is_shown_page(exhibit: Exhibit, documents: Mapping[str, Shape]) -> bool:
    """A single saved page that is wider than high reads well in a photo's place; any other is joined whole."""
    shape = documents.get(exhibit.evidence)
    return exhibit.kind == "page" and shape is not None and shape.pages == 1 and shape.width >= shape.height


def _is_printed(exhibit: Exhibit, content: PacketContent, sections: list[str]) -> bool:
    """Whether a message or tracking exhibit has its place in the log or the tracking table."""
    if exhibit.kind == "message":
        return "messages" in sections and exhibit.message in range(1, len(content.messages) + 1)
    return "facts" in sections and exhibit.shipment in range(1, len(content.shipments) + 1)


def _is_only_listed(exhibit: Exhibit, sections: list[str]) -> bool:
    """Whether it is a file that no page can show, though this packet has the part for it: the annex lists it."""
    could_show = exhibit.kind == "other" or (exhibit.kind == "message" and "messages" in sections)
    return could_show and bool(exhibit.sha256) and "integrity" in sections


def _pages(exhibit: Exhibit, documents: Mapping[str, Shape]) -> int:
    shape = documents.get(exhibit.evidence)
    return shape.pages if shape else 1


def packet_number(content: PacketContent, preset: Preset) -> str:
    """A short number for the packet, such as 4F2A-91C7, that changes with anything printed in it."""
    written = json.dumps([preset.id, content], default=_plain, ensure_ascii=False)
    digest = hashlib.sha256(written.encode()).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}"


def _plain(value: Any) -> Any:
    """What JSON does not know: parts of the content, and their moments and amounts; where a file lies says nothing."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return None if isinstance(value, Path) else str(value)


def proposed_statement(content: PacketContent) -> tuple[str, ...]:
    """Paragraphs the buyer may start the statement from, in the packet's language.

    Each comes from the facts that are known; what is not known is left out, never guessed.
    """
    words = wording.load(content.language)
    proposals: dict[str, Any] = words.table["proposal"]
    facts = _known_facts(content, words)
    names = ["bought", "promised", content.claim_type, "told", "silence", "asked"]
    paragraphs = []
    for name in names:
        table = proposals.get(name, [])
        choices = table["facts"] if isinstance(table, dict) else table
        fitting = (text for text in choices if set(re.findall(r"{(\w+)}", text)) <= facts.keys())
        if (text := next(fitting, None)) is not None:
            paragraphs.append(text.format(**facts))
    return tuple(paragraphs)


def _known_facts(content: PacketContent, words: wording.Wording) -> dict[str, str]:
    zone = content.home_zone

    def day(moment: date | None) -> str:
        return words.day(wording.in_zone(moment, zone)) if moment else ""

    # What was written before the goods came told nothing of what was wrong with them.
    sent = [one for one in _numbered(content, "sent") if is_since(one[1].at, content.delivered_at)]
    received = _numbered(content, "received")
    told, answer = sent[0] if sent else None, received[-1] if received else None
    events = [event for shipment in content.shipments for event in shipment.events]
    last = events[-1] if events else None
    printed = [
        each.letter for each in content.exhibits if each.kind in ("photo", "page", "pdf", "text", "video")
    ]
    letters = [letter for letter in printed if letter in content.strongest] or printed
    facts = {
        "items": content.items,
        "seller": content.seller.name
        if content.seller.name != words("case.seller")
        else words("case.unnamed_seller"),
        "platform": content.platform if content.platform != content.seller.name else "",
        "order": content.order_number,
        "ordered": day(content.ordered_at),
        "delivered": day(content.delivered_at),
        "price": words.money(content.price) if content.price else "",
        "due": day(content.due),
        "wanted": content.wanted,
        "promised": content.differences[0].promised if content.differences else "",
        "exhibits": words.exhibits(letters) if letters else "",
        "told": day(told[1].at) if told else "",
        "told_number": str(told[0]) if told else "",
        "last_answer": day(answer[1].at) if answer else "",
        "last_number": str(answer[0]) if answer else "",
        "last_scan": day(last.at) if last else "",
        "last_scan_text": last.text if last else "",
    }
    return {name: value for name, value in facts.items() if value}


def _numbered(content: PacketContent, direction: str) -> list[tuple[int, Message]]:
    """The messages of a direction with their numbers in the log."""
    return [(n, each) for n, each in enumerate(content.messages, 1) if each.direction == direction]
