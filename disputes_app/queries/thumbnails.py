"""Small pictures of evidence items, kept in the cache: they come back by themselves when it is emptied."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from disputes_app.domain.evidence import Evidence, EvidenceKind

if TYPE_CHECKING:
    from disputes_app.imaging.apart import Apart
    from disputes_app.imaging.copies import Picture

SIZE = 512
"""The longer side in pixels: enough for the largest place a small picture is shown at, twice over."""

LARGE = 1600
"""The same of a picture that is covered and marked."""


def has_picture(evidence: Evidence) -> bool:
    """Whether a small picture can be made of it."""
    return (
        evidence.kind in (EvidenceKind.PHOTO, EvidenceKind.SCREENSHOT)
        or evidence.media_type.startswith(("image/", "video/"))
        or (evidence.media_type == "application/pdf" and evidence.pages > 0)
    )


def thumbnail_path(library: Path, sha256: str) -> Path:
    """Where the small picture of a file lies, or would lie, in the cache of a library's folder."""
    return library / "cache" / "thumbnails" / sha256[:2] / f"{sha256}-{SIZE}.jpg"


def make_thumbnail(library: Path, original: Path, sha256: str, media_type: str) -> Path:
    """Make the small picture of a stored file, unless it is there; a PDF gives its first page, a video a frame.

    Needs no open library, so it runs on any thread. Raises UserError when no picture can be made of the file.
    """
    target = thumbnail_path(library, sha256)
    if not target.exists():
        picture = _drawn(original, media_type, SIZE)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = target.with_name(f".{secrets.token_hex(6)}.tmp")
        unfinished.write_bytes(picture.data)
        unfinished.replace(target)
    return target


def large_picture(original: Path, media_type: str, page: int | None = None) -> bytes:
    """A picture of a stored file, or of a page of a PDF (from 1), large enough to draw on, as a JPEG.

    Needs no open library, so it runs on any thread. Raises UserError when no picture can be made of the file.
    """
    return _drawn(original, media_type, LARGE, page).data


def _drawn(original: Path, media_type: str, size: int, page: int | None = None) -> Picture:
    if media_type.startswith("video/"):
        return _drawing().video_frames(original, 1, (size, size))[0].picture
    return _drawing().packet_jpeg(original, size, quality=80, page=page)


@cache
def _drawing() -> Apart:
    """The child process that draws, started at the first picture: a hostile file harms nothing but it."""
    import atexit

    from disputes_app.imaging.apart import Apart

    apart = Apart(children=2)
    atexit.register(apart.close)
    return apart
