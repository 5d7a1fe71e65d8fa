"""What a packet says of itself to a machine: its manifest, and the seal behind its last byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disputes_app.domain import moments
from disputes_app.packets.content import Exhibit
from disputes_app.packets.sheet import Sheet

NAME = "manifest.json"
HIDDEN = "/DisputesManifest"
FORMAT = "disputes-packet-manifest"
_SEAL = b"%packet-sha256 "
SEAL_LENGTH = len(_SEAL) + 64 + 1
_LONGEST_SIGNATURE = 1 << 20


@dataclass(frozen=True, slots=True)
class BuiltExhibit:
    """Where an exhibit stands: its volume, first page and how many it takes (0 and 0 when it is not printed).

    Pages are counted through all volumes.
    """

    letter: str
    evidence: str
    first_page: int
    pages: int
    volume: int = 1


def where(sheet: Sheet, exhibit: Exhibit) -> BuiltExhibit:
    """Where the layout put an exhibit."""
    first = sheet.known.places.get(f"exhibit:{exhibit.letter}", 0)
    document = sheet.joined.get(exhibit.evidence)
    picture = sheet.pictures.get(exhibit.evidence)
    pages = len(document.sizes) if document else len(picture.parts) if picture else 1
    count = pages if first else 0
    return BuiltExhibit(exhibit.letter, exhibit.evidence, first, count, sheet.plan.volume(exhibit))


def of(sheet: Sheet, volume: int = 1, others: Mapping[int, str] | None = None) -> bytes:
    """What the packet is made of, for a machine: the same as the integrity annex says to a person.

    Each volume carries it; ``others`` are the SHA-256 values, by number, of the volumes known already.
    """
    content = sheet.content
    table: dict[str, Any] = {
        "format": FORMAT,
        "version": 1,
        "packet": sheet.number,
        "case": content.case_number,
        "made": moments.as_json(content.now),
        "pages": len(sheet.pages),
        "volume": volume,
        "volumes": len(sheet.plan.starts) + 1,
        "other_volumes": {str(number): digest for number, digest in sorted((others or {}).items())},
        "journal_head": content.journal_head,
        "exhibits": [_entry(sheet, exhibit) for exhibit in content.exhibits],
        "other_files": [
            {
                "evidence": each.evidence,
                "name": each.name,
                "bytes": each.size,
                "sha256": each.sha256,
                "added_at": moments.as_json(each.added_at),
            }
            for each in content.other_files
        ],
        "omitted": [{"evidence": each.evidence, "reason": each.reason} for each in sheet.plan.omitted],
    }
    return json.dumps(table, ensure_ascii=False, indent=1).encode()


def _entry(sheet: Sheet, exhibit: Exhibit) -> dict[str, Any]:
    place = where(sheet, exhibit)
    return {
        "letter": exhibit.letter,
        "evidence": exhibit.evidence,
        "kind": exhibit.kind,
        "name": exhibit.name,
        "bytes": exhibit.size,
        "sha256": exhibit.sha256,
        "captured_at": moments.as_json(exhibit.captured_at),
        "added_at": moments.as_json(exhibit.added_at),
        "covered_areas": sum(map(len, exhibit.boxes.values())),
        "marks": len(exhibit.callouts),
        "turned": exhibit.turn,
        "volume": place.volume,
        "first_page": place.first_page,
        "pages": place.pages,
    }


def seal(path: Path) -> None:
    """Write the file's own SHA-256 behind its end."""
    with path.open("rb") as file:
        own = hashlib.file_digest(file, "sha256").hexdigest()
    with path.open("ab") as file:
        file.write(_SEAL + own.encode() + b"\n")


def sealed_length(path: Path) -> tuple[int, bool]:
    """Up to where a file is sealed, its seal not counted (-1 without one), and whether a signature follows it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - SEAL_LENGTH))
        end = file.read()
        if end.startswith(_SEAL) and len(end) == SEAL_LENGTH:
            return size - SEAL_LENGTH, False
        # A signature is an update behind the seal, some ten kilobytes long.
        file.seek(max(0, size - _LONGEST_SIGNATURE))
        tail = file.read()
    at = tail.rfind(_SEAL)
    if at < 0 or b"/ByteRange" not in tail[at:]:
        return -1, False
    return max(0, size - _LONGEST_SIGNATURE) + at, True


def broken_seal(path: Path) -> str | None:
    """Why the sealed part of a file is not as it was made, in words that follow its name; None when it is."""
    rest, _ = sealed_length(path)
    if rest < 0:
        return "was saved again or cut after it was made: its seal is gone"
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while rest and (chunk := file.read(min(rest, 1 << 20))):
            digest.update(chunk)
            rest -= len(chunk)
        line = file.read(SEAL_LENGTH)
    if digest.hexdigest().encode() != line[len(_SEAL) : -1]:
        return "was changed after it was made"
    return None
