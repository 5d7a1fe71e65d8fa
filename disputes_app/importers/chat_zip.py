"""A chat as messengers export it: an archive with its words in one text file, and the files sent with it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from disputes_app.importers import base, hints, names, other
from disputes_app.importers.base import Found

KIND = "chat"

_BEGINS = b"PK\x03\x04"
_MAX_CHAT = 4 * base.MAX_TEXT


def recognises(head: bytes, name: str) -> int:
    """An archive that is called a chat, or whose first file is the chat."""
    if not head.startswith(_BEGINS):
        return 0
    called = name.casefold()
    return 60 if b"_chat.txt" in head[:300] or ("chat" in called and called.endswith(".zip")) else 0


def read(path: Path, name: str, into: Path) -> Found:
    """The words of the chat; an archive without any, or with several texts, is kept as any other file."""
    try:
        words = _words(path)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        words = ""
    if not words:
        return other.read(path, name, into)
    return Found(
        kind="chat",
        media_type="application/zip",
        name=names.shown(name),
        importer=KIND,
        text=words,
        hints=hints.find(words, file_name=name),
    )


def _words(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        texts = [one for one in archive.infolist() if one.filename.casefold().endswith(".txt")]
        if len(texts) != 1 or texts[0].file_size > _MAX_CHAT:
            return ""
        with archive.open(texts[0]) as file:
            # The size an archive tells of a file may be a lie.
            return names.plain(other.decoded(file.read(_MAX_CHAT)), base.MAX_TEXT)
