"""Evidence items: stored files and the facts known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from disputes_app.domain.ids import EvidenceId, OrderId
from disputes_app.domain.moments import Moment


class EvidenceKind(StrEnum):
    """What sort of file an evidence item is."""

    PHOTO = "photo"
    SCREENSHOT = "screenshot"
    DOCUMENT = "document"
    MAIL = "mail"
    VIDEO = "video"
    CHAT = "chat"
    OTHER = "other"


class Reading(StrEnum):
    """How far an item has been read: its bytes are safe in every one of these states."""

    WAITING = "waiting"
    READ = "read"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One stored file. Its bytes lie in the evidence store under ``sha256`` and never change.

    ``name`` is for display, ``name_bytes`` the exact name as the file system gave it. ``captured_at`` is an
    instant when the file states an offset, else the wall-clock time as text in ``captured_local``.
    ``proves`` holds the exhibit codes (X01 …) the user or a reader gave it, separated by blanks.
    """

    id: EvidenceId = EvidenceId(0)
    sha256: str
    size: int
    name: str
    name_bytes: bytes
    media_type: str
    kind: EvidenceKind
    order_id: OrderId | None = None
    parent_id: EvidenceId | None = None
    caption: str = ""
    proves: str = ""
    captured_at: Moment | None = None
    captured_local: str = ""
    captured_tag: str = ""
    device: str = ""
    orientation: int = 1
    width: int = 0
    height: int = 0
    pages: int = 0
    latitude: float | None = None
    longitude: float | None = None
    reading: Reading = Reading.WAITING
    reading_note: str = ""
    origin: str = ""
    added_at: datetime
    deleted_at: datetime | None = None
