"""Checks a packet against itself: its seal, its own manifest, and the originals this library keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disputes_app.errors import UserError
from disputes_app.packets import manifest
from disputes_app.packets.signing import Signature, signature


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
    signature: Signature | None = None


def verify(path: Path, library_lookup: Callable[[str], str | None], passphrase: str = "") -> Verdict:
    """Check the packet at ``path``, which ``passphrase`` opens when it is locked.

    ``library_lookup`` is given the SHA-256 of an original and answers ok, changed or missing, or None when
    the library never held it. Raises UserError when the file is not a packet of this program.
    """
    problems = list(_seal_problems(path))
    signed = None
    if manifest.sealed_length(path)[1]:
        try:
            signed = signature(path, passphrase)
        except UserError as error:
            problems.append(f"{path.name} is signed, but {error}")
        if signed is not None and not signed.is_whole:
            problems.append(f"{path.name} was changed after it was signed")
    told = read_manifest(path, passphrase, is_damaged=bool(problems))
    states = []
    for letter, name, digest in _exhibits(told, path):
        state = (library_lookup(digest) or "missing") if digest else "unchecked"
        states.append(ExhibitState(letter, digest, state))
        if state == "changed":
            problems.append(f"the original of exhibit {letter} ({name}) was changed in this library")
        elif state == "missing":
            problems.append(f"the original of exhibit {letter} ({name}) is not in this library")
    return Verdict(not problems, tuple(states), tuple(problems), signed)


def _exhibits(told: dict[str, Any], path: Path) -> list[tuple[str, str, str]]:
    """Letter, name and SHA-256 of every exhibit a manifest lists. Raises UserError when it is not as we write it."""
    try:
        return [
            (str(entry["letter"]), str(entry["name"]), str(entry["sha256"]))
            for entry in told.get("exhibits", [])
        ]
    except (KeyError, TypeError) as error:
        raise UserError(f"{path.name} carries a {manifest.NAME} that this program never wrote") from error


def _seal_problems(path: Path) -> list[str]:
    try:
        problem = manifest.broken_seal(path)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from None
    return [f"{path.name} {problem}"] if problem else []


def read_manifest(path: Path, passphrase: str = "", *, is_damaged: bool = False) -> dict[str, Any]:
    """The manifest inside a packet. Raises UserError for a file that has none, or is locked."""
    import pikepdf

    try:
        with pikepdf.open(path, password=passphrase) as pdf:
            for stream in _manifests(pdf):
                told = json.loads(stream.read_bytes())
                if isinstance(told, dict) and told.get("format") == manifest.FORMAT:
                    return told
    except pikepdf.PasswordError:
        said = "is locked with another passphrase" if passphrase else "is locked; give its passphrase"
        raise UserError(f"{path.name} {said}") from None
    except (pikepdf.PdfError, ValueError, KeyError, TypeError) as error:
        if is_damaged:
            return {}
        raise UserError(f"{path.name} cannot be read as a PDF: {error}") from error
    if is_damaged:
        return {}
    raise UserError(f"{path.name} carries no {manifest.NAME}; it is no packet of this program")


def _manifests(pdf: Any) -> list[Any]:
    """The streams that may be a manifest: attached files, or the one no reader shows."""
    attached = [spec["/EF"]["/F"] for spec in pdf.Root.get("/AF", [])]
    return [*attached, pdf.Root[manifest.HIDDEN]] if manifest.HIDDEN in pdf.Root else attached
