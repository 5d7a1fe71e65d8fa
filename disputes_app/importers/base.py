"""The contract of every importer, and the plain data it yields: what was found, stored by nobody yet.

An importer is a module with a ``KIND``, a ``recognises(head, name)`` that says how sure it is that a file
is one of its own, and a ``read(path, name, into)`` that turns the file into a ``Found``. It runs in a child
process with limits, may raise whatever it likes, and never changes the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

HEAD_BYTES = 4096
"""How much of a file's beginning ``recognises`` is shown."""
MAX_TEXT = 1_000_000
"""Characters of extracted text kept for search; the original holds the rest."""

Kind = Literal["photo", "screenshot", "document", "mail", "chat", "video", "other"]
Confidence = Literal["certain", "likely", "weak"]
HintKind = Literal["order_number", "tracking_number", "payment_reference", "seller", "amount", "number"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about itself. Sizes are of the upright picture, in pixels.

    ``captured_at`` is ISO 8601, with an offset only when ``offset_known``; ``captured_from`` says where in
    the file, or in its name, it stood. ``embedded`` names the files inside a PDF.
    """

    captured_at: str | None = None
    offset_known: bool = False
    captured_from: str | None = None
    device: str | None = None
    software: str | None = None
    orientation: int = 1
    latitude: float | None = None
    longitude: float | None = None
    has_serials: bool = False
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    encrypted: bool = False
    embedded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """One communication. ``sent_at`` is ISO 8601, with an offset only when ``offset_known``.

    ``authentication`` quotes what the receiving mail servers noted about the sender: a fact about the file,
    not a proof, for anybody can write such lines.
    """

    channel: str
    sender: str = ""
    sender_name: str = ""
    recipients: tuple[str, ...] = ()
    sent_at: str | None = None
    offset_known: bool = False
    sent_from: str | None = None
    subject: str = ""
    text: str = ""
    message_id: str | None = None
    in_reply_to: str | None = None
    authentication: tuple[str, ...] = ()
    direction: Literal["in", "out", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class FoundAttachment:
    """A file inside a file, written to ``path``. ``inline`` ones belong to the look of a mail (logos)."""

    name: str
    media_type: str
    sha256: str
    size: int
    path: str
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """Something in a file that may tell which order it belongs to.

    ``source`` is the platform of an order number, the carrier of a tracking number, the currency of an
    amount. ``why`` is a short reason for a person. A ``number`` is any token of the text that looks like an
    identifier: good for nothing but an exact match with a number already known.
    """

    kind: HintKind
    value: str
    confidence: Confidence
    why: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What one file turned out to be. ``name`` is its display form; ``warnings`` are sentences for a person.

    ``unreadable`` files are evidence all the same: the original is kept. ``fault`` is for the log only.
    """

    kind: Kind
    media_type: str
    name: str
    importer: str
    facts: Facts = Facts()
    text: str = ""
    messages: tuple[FoundMessage, ...] = ()
    attachments: tuple[FoundAttachment, ...] = ()
    hints: tuple[Hint, ...] = ()
    warnings: tuple[str, ...] = ()
    unreadable: bool = False
    fault: str | None = None


class Importer(Protocol):
    """What the registry expects of an importer module."""

    KIND: str

    def recognises(self, head: bytes, name: str) -> int:
        """How sure it is, 0 (not mine) to 100, from the first bytes and then the name."""

    def read(self, path: Path, name: str, into: Path) -> Found:
        """What the file holds; files inside it are written into the folder ``into``."""
