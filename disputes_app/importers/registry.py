"""The list of importers, and the choice of one for a file: by its content first, by its name second."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from disputes_app.importers import base
from disputes_app.importers.base import Found, Importer

KINDS = ("photo", "document", "mail", "chat", "other")
"""The KIND of every importer, known without loading any."""


@cache
def importers() -> tuple[Importer, ...]:
    """Every importer there is. A new source is one module and one line here."""
    from disputes_app.importers import chat_zip, eml, other, pdf_document, photo

    return (photo, pdf_document, eml, chat_zip, other)


def recognise(head: bytes, name: str, kind: str | None = None) -> Importer:
    """The importer that is surest of the file, or the one of the given KIND.

    Raises ValueError with a sentence when no importer is called that.
    """
    if kind is not None:
        check_kind(kind)
        return next(importer for importer in importers() if kind == importer.KIND)
    return max(importers(), key=lambda importer: importer.recognises(head, name))


def check_kind(kind: str) -> None:
    """Raises ValueError with a sentence when no importer is called that."""
    if kind not in KINDS:
        raise ValueError(f"“{kind}” is not a kind of file; choose one of {', '.join(KINDS)}")


def read(path: Path, name: str, into: Path, kind: str | None = None) -> Found:
    """What the file holds, by the importer that recognises it."""
    with path.open("rb") as file:
        head = file.read(base.HEAD_BYTES)
    return recognise(head, name, kind).read(path, name, into)
