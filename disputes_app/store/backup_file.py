"""The file of a backup: what it holds, and reading it so that no damage goes unseen.

It is a ZIP of stored (uncompressed) members: the database, every evidence file, the user's own rules,
``backup.json`` with what it is a backup of, and ``manifest-sha256.txt`` with the SHA-256 of each, in the form
that ``sha256sum --check`` reads.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from disputes_app.errors import UserError
from disputes_app.progress import Progress, silent
from disputes_app.store import connection as connections
from disputes_app.store.evidence_files import BLOCK

FORMAT = 1
MANIFEST = "manifest-sha256.txt"
ABOUT = "backup.json"
_EVIDENCE = re.compile(r"evidence/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_OWN_RULES = re.compile(r"programmes/[\w-][\w .-]{0,199}\.toml")
_LARGEST_LIST = 1 << 30


class Damaged(Exception):
    """What is wrong with a backup file."""


def verify(path: Path, progress: Progress = silent) -> dict[str, Any]:
    """Read a backup completely and compare all of it with its manifest; what it says about itself.

    Raises UserError when anything in it is damaged, missing or too much.
    """
    with opened(path) as archive:
        return read_all(archive, progress, lambda _name, source, digest: _discard(source, digest))


class Digest(Protocol):
    """Takes the bytes of a member as they are read."""

    def update(self, data: bytes, /) -> None: ...


Take = Callable[[str, IO[bytes], Digest], None]


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; whatever is wrong with it becomes one sentence."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            yield archive
    except FileNotFoundError:
        raise UserError(
            f"There is no backup {path}; name the file that “disputes-app backup” wrote."
        ) from None
    except (IsADirectoryError, PermissionError) as error:
        raise UserError(
            f"The backup {path} cannot be read ({error.strerror}); name a file that you may read."
        ) from None
    except (
        Damaged,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        struct.error,
        sqlite3.DatabaseError,
        EOFError,
        RuntimeError,
        ValueError,
        KeyError,
        OverflowError,
    ) as error:
        raise UserError(
            f"The backup {path} is damaged and was not used ({error}); take another one."
        ) from error


def read_all(archive: zipfile.ZipFile, progress: Progress, take: Take) -> dict[str, Any]:
    """Hand every member to ``take``, which must read it whole, and prove each against the manifest."""
    members = {member.filename: member for member in archive.infolist()}
    if len(members) != len(archive.infolist()) or MANIFEST not in members:
        raise Damaged("its list of files is broken")
    for member in members.values():
        # Stored members cannot unfold into more than the file itself holds.
        if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1:
            raise Damaged(f"{member.filename} is not stored as a backup stores it")
    listed = _manifest(_small(archive, MANIFEST))
    if listed.keys() != members.keys() - {MANIFEST} or not {ABOUT, connections.DATABASE} <= listed.keys():
        raise Damaged("its files are not those of its manifest")
    for done, (name, sha256) in enumerate(listed.items()):
        progress(done, len(listed), "reading the backup")
        digest = hashlib.sha256()
        with archive.open(members[name]) as source:
            take(name, source, digest)
        if digest.hexdigest() != sha256:
            raise Damaged(f"{name} is not what the manifest says")
    about = json.loads(_small(archive, ABOUT))
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise Damaged("it was made by a newer program")
    return about


def _small(archive: zipfile.ZipFile, name: str) -> str:
    if archive.getinfo(name).file_size > _LARGEST_LIST:
        raise Damaged(f"{name} is too large")
    return archive.read(name).decode()


def is_member(name: str) -> bool:
    """Whether a backup may hold a file of this name: nothing that could lead out of the library's folder."""
    if name in {ABOUT, connections.DATABASE}:
        return True
    return _EVIDENCE.fullmatch(name) is not None or _OWN_RULES.fullmatch(name) is not None


def _manifest(text: str) -> dict[str, str]:
    listed: dict[str, str] = {}
    for line in text.splitlines():
        match = re.fullmatch(r"([0-9a-f]{64})  (.+)", line)
        if match is None or match[2] in listed:
            raise Damaged("its manifest is broken")
        if not is_member(match[2]):
            raise Damaged(f"it holds {match[2]!r}, which no backup holds")
        listed[match[2]] = match[1]
    return listed


def _discard(source: IO[bytes], digest: Digest) -> None:
    while block := source.read(BLOCK):
        digest.update(block)
