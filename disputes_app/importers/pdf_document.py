"""PDFs: invoices, labels, letters. Their text for search and hints, their page count, what is inside them."""

from __future__ import annotations

from pathlib import Path

from disputes_app.imaging import pdf_pages
from disputes_app.imaging.copies import PictureError
from disputes_app.importers import base, einvoice, hints, names, sniffing
from disputes_app.importers.base import Facts, Found, Hint

KIND = "document"


def recognises(head: bytes, name: str) -> int:
    """By the mark within the first kilobyte."""
    del name
    return 90 if sniffing.by_content(head) == "application/pdf" else 0


def read(path: Path, name: str, into: Path) -> Found:
    """The PDF's text and facts; one that is locked or damaged is kept with a warning."""
    del into
    data = path.read_bytes()
    try:
        facts = pdf_pages.look(data)
        texts = [] if facts.encrypted else pdf_pages.page_texts(data, max_characters=base.MAX_TEXT)
    except PictureError as error:
        return _found(
            name,
            Facts(),
            warnings=(f"“{names.shown(name)}” is kept, but cannot be shown: {error}",),
            unreadable=True,
        )
    warnings = []
    if facts.encrypted:
        warnings.append(f"“{names.shown(name)}” needs a password; save a copy without one and add that too.")
    if facts.pages > pdf_pages.MAX_PAGES:
        warnings.append(
            f"“{names.shown(name)}” has {facts.pages:,} pages; only the first {pdf_pages.MAX_PAGES:,} are searched."
        )
    text = names.plain("\n\n".join(texts), base.MAX_TEXT)
    return _found(
        name,
        Facts(
            pages=facts.pages or None,
            encrypted=facts.encrypted,
            embedded=tuple(names.cleaned(inner, "file") for inner in facts.embedded),
        ),
        text=text,
        hints=(*_invoice_hints(data, facts.embedded), *hints.find(text, file_name=name)),
        warnings=tuple(warnings),
    )


def _found(
    name: str,
    facts: Facts,
    text: str = "",
    hints: tuple[Hint, ...] = (),
    warnings: tuple[str, ...] = (),
    *,
    unreadable: bool = False,
) -> Found:
    return Found(
        kind="document",
        media_type="application/pdf",
        name=names.shown(name),
        importer=KIND,
        facts=facts,
        text=text,
        hints=hints,
        warnings=warnings,
        unreadable=unreadable,
    )


def _invoice_hints(data: bytes, embedded: tuple[str, ...]) -> list[Hint]:
    for name in embedded:
        if einvoice.is_invoice_name(name):
            xml = pdf_pages.embedded_file(data, name, einvoice.MAX_BYTES)
            return list(einvoice.find(xml)) if xml else []
    return []
