"""Checks a packet against itself: its seal, its own manifest, and the originals this library keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disputes_app.errors import UserError
from disputes_app.packets.build import SEAL
from disputes_app.packets.sections.integrity import MANIFEST


@dataclass(frozen=True, slots=True)
class ExhibitState:
    """``state`` is ok, changed, missing (this library does not hold the original) or unchecked (no file)."""

    letter: str
    sha256: str
    state: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """``ok`` when the file is as it was made and every original is here, unchanged."""

    ok: bool
    exhibits: tuple[ExhibitState, ...]
    problems: tuple[str, ...]


def verify(path: Path, library_lookup: Callable[[str], str | None]) -> Verdict:
    """Check the packet at ``path``.

    ``library_lookup`` is given the SHA-256 of an original and answers ok, changed or missing, or None when
    the library never held it. Raises UserError when the file is not a packet of this program.
    """
    problems = list(_seal_problems(path))
    manifest = read_manifest(path, is_damaged=bool(problems))
    states = []
    for entry in manifest.get("exhibits", []):
        digest = str(entry.get("sha256", ""))
        state = (library_lookup(digest) or "missing") if digest else "unchecked"
        states.append(ExhibitState(str(entry["letter"]), digest, state))
        if state == "changed":
            problems.append(
                f"the original of exhibit {entry['letter']} ({entry['name']}) was changed in this library"
            )
        elif state == "missing":
            problems.append(
                f"the original of exhibit {entry['letter']} ({entry['name']}) is not in this library"
            )
    return Verdict(not problems, tuple(states), tuple(problems))


def _seal_problems(path: Path) -> list[str]:
    """Whether the bytes before the seal are those that were sealed."""
    length = len(SEAL) + 64 + 1
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - length))
            seal = file.read()
            if not seal.startswith(SEAL) or len(seal) != length:
                return [f"{path.name} was saved again or cut after it was made: its seal is gone"]
            file.seek(0)
            digest = hashlib.sha256()
            rest = size - length
            while rest and (chunk := file.read(min(rest, 1 << 20))):
                digest.update(chunk)
                rest -= len(chunk)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from None
    if digest.hexdigest().encode() != seal[len(SEAL) : -1]:
        return [f"{path.name} was changed after it was made"]
    return []


def read_manifest(path: Path, *, is_damaged: bool = False) -> dict[str, Any]:
    """The manifest inside a packet. Raises UserError for a file that has none."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            for spec in _attached(pdf):
                manifest = json.loads(spec["/EF"]["/F"].read_bytes())
                if isinstance(manifest, dict) and manifest.get("format") == "disputes-packet-manifest":
                    return manifest
    except (pikepdf.PdfError, ValueError, KeyError, TypeError) as error:
        if is_damaged:
            return {}
        raise UserError(f"{path.name} cannot be read as a PDF: {error}") from error
    if is_damaged:
        return {}
    raise UserError(
        f"{path.name} carries no {MANIFEST}; it was not made by this program or was made for a receiver "
        "that takes no attachments"
    )


def _attached(pdf: Any) -> list[Any]:
    return list(pdf.Root.get("/AF", []))
