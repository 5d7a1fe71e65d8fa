"""Any file that no other importer knows: kept as raw evidence, its text searchable when it has one."""

from __future__ import annotations

from pathlib import Path

from disputes_app.importers import base, hints, html_text, names, sniffing
from disputes_app.importers.base import Found

KIND = "other"
_MAX_TEXT_FILE = 4 * base.MAX_TEXT


def recognises(head: bytes, name: str) -> int:
    """Always a little: nothing is turned away."""
    del head, name
    return 1


def read(path: Path, name: str, into: Path) -> Found:
    """The file's media type, and its text when it is text."""
    del into
    with path.open("rb") as file:
        content = file.read(_MAX_TEXT_FILE)
    head = content[: base.HEAD_BYTES]
    media_type = sniffing.media_type(head, name)
    text, links = _text(content, media_type)
    return Found(
        kind=sniffing.kind_of(media_type),
        media_type=media_type,
        name=names.shown(name),
        importer=KIND,
        text=text,
        hints=hints.find(text, links, file_name=name),
        warnings=_warnings(head, name, media_type),
    )


def _text(content: bytes, media_type: str) -> tuple[str, list[str]]:
    if not media_type.startswith("text/"):
        return "", []
    written = decoded(content)
    text, links = html_text.read(written) if media_type == "text/html" else (written, [])
    return names.plain(text, base.MAX_TEXT), links


def kept(path: Path, name: str, why: str, fault: str | None = None) -> Found:
    """The finding for a file that could not be read: ``why`` ends the sentence that tells the user."""
    try:
        with path.open("rb") as file:
            head = file.read(base.HEAD_BYTES)
    except OSError:
        head = b""
    media_type = sniffing.media_type(head, name)
    return Found(
        kind=sniffing.kind_of(media_type),
        media_type=media_type,
        name=names.shown(name),
        importer=KIND,
        warnings=(f"“{names.shown(name)}” is kept, but could not be read: {why}.",),
        unreadable=True,
        fault=fault,
    )


def decoded(content: bytes) -> str:
    """Text of unknown encoding: UTF-8, UTF-16 with its mark, else as Windows wrote it in the West."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The end may be cut in the middle of a character.
        if error.start >= len(content) - 3:
            return content[: error.start].decode("utf-8-sig")
        return content.decode("cp1252", "replace")


def _warnings(head: bytes, name: str, media_type: str) -> tuple[str, ...]:
    if not head:
        return (f"“{names.shown(name)}” is empty; get it again from where it came from.",)
    if sniffing.disagrees(head, name):
        return (
            f"“{names.shown(name)}” is kept as it is, but its content ({media_type}) is not what its name says.",
        )
    return ()
