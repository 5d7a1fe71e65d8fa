"""The evidence store: every file once, evidence and what was sent alike, under the SHA-256 of its bytes, written durably and never changed."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from disputes_app.errors import LibraryError, UserError
from disputes_app.progress import Progress, silent
from disputes_app.store import durable

BLOCK = 1 << 20
NAME = re.compile(r"[0-9a-f]{64}")
NEEDED = "SELECT sha256, size FROM evidence UNION SELECT sha256, size FROM filed_files"
"""Every file a library needs, in SQL: of evidence items, and what was sent."""


class Stored(NamedTuple):
    """What was stored: the file's SHA-256 and size, and whether the store did not have it before."""

    sha256: str
    size: int
    new: bool


class EvidenceFiles:
    """The folder ``evidence`` of a library. Safe to use from any thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._flushed: set[str] = set()

    def path(self, sha256: str) -> Path:
        """Where the file with this SHA-256 lies or would lie."""
        return self.folder / sha256[:2] / sha256

    def size(self, sha256: str) -> int:
        """The size of a stored file in bytes; UserError when it is missing."""
        try:
            return self.path(sha256).stat().st_size
        except FileNotFoundError:
            raise _missing(sha256) from None

    def open(self, sha256: str) -> BinaryIO:
        """A stored file, for reading; UserError when it is missing."""
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            raise _missing(sha256) from None

    def put(self, source: bytes | os.PathLike[str], progress: Progress = silent) -> Stored:
        """Store a file, or bytes, and return only when they are on the disk.

        Read and hashed once. Raises UserError when the source cannot be read or the disk is full, LibraryError
        when the library's disk fails or the stored copy of the same content is damaged.
        """
        unfinished = self.folder / f"{secrets.token_hex(16)}{durable.UNFINISHED}"
        with _opened_source(source) as file:
            try:
                sha256, size = self._write(unfinished, _blocks(file, source, progress))
                return Stored(sha256, size, self._give_name(unfinished, sha256, size))
            except OSError as error:
                raise self._failure(error, source) from error
            finally:
                durable.discard(unfinished)

    def _write(self, unfinished: Path, blocks: Iterator[bytes]) -> tuple[str, int]:
        digest = hashlib.sha256()
        size = 0
        file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            for block in blocks:
                digest.update(block)
                size += len(block)
                _write_all(file, block)
            durable.flush_open(file)
        finally:
            os.close(file)
        return digest.hexdigest(), size

    def _give_name(self, unfinished: Path, sha256: str, size: int) -> bool:
        final = self.path(sha256)
        self._make_part(final.parent)
        is_new = not final.exists()
        if is_new:
            unfinished.chmod(0o400)
            unfinished.replace(final)
        elif final.stat().st_size != size or hashed(final) != sha256:
            raise LibraryError(
                f"The library's stored copy {final} is damaged; run “disputes-app check --deep” and restore a backup."
            )
        # Also when it was there: whoever put it there may have been stopped before this line.
        durable.flush(final.parent)
        return is_new

    def _make_part(self, part: Path) -> None:
        """One of the 256 folders. That it exists does not say that its name is on the disk: once we see to it."""
        if part.name not in self._flushed:
            part.mkdir(mode=0o700, exist_ok=True)
            durable.flush(self.folder)
            self._flushed.add(part.name)

    def _failure(self, error: OSError, source: bytes | os.PathLike[str]) -> UserError:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            needed = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
            return UserError(
                f"The disk of the library is full: {_named(source)} needs {needed / 1e6:.1f} MB; free some space and "
                "repeat the import."
            )
        return LibraryError(
            f"{_named(source)} could not be stored in {self.folder} ({error.strerror}); check that the library's "
            "drive is connected and writable."
        )

    def extract(self, sha256: str, to: os.PathLike[str]) -> None:
        """Copy a stored file to a new place, proving on the way that its bytes are the ones once stored.

        Raises UserError when there is something already, the place cannot be written, or the file is damaged.
        """
        target = Path(to)
        if target.exists() or target.is_symlink():
            raise UserError(f"{target} is there already; choose another name, nothing is ever overwritten.")
        unfinished = target.with_name(f".{secrets.token_hex(8)}{durable.UNFINISHED}")
        with self.open(sha256) as file:
            try:
                found, _ = self._write(unfinished, iter(lambda: file.read(BLOCK), b""))
                if found != sha256:
                    raise UserError(
                        f"The stored file {sha256} is damaged and was not copied; restore it from a backup."
                    )
                unfinished.chmod(0o600)
                durable.give_new_name(unfinished, target)
            except OSError as error:
                raise UserError(
                    f"{target} cannot be written ({error.strerror}); choose another place."
                ) from error
            finally:
                durable.discard(unfinished)

    def state(self, sha256: str) -> str:
        """How a stored file is, after reading it again: ``ok``, ``changed`` or ``missing``."""
        try:
            return "ok" if hashed(self.path(sha256)) == sha256 else "changed"
        except FileNotFoundError:
            return "missing"

    def remove(self, sha256: str) -> None:
        """Remove a file for good, when the bin is emptied and nothing refers to it any more."""
        self.path(sha256).unlink(missing_ok=True)
        durable.flush(self.path(sha256).parent)

    def names(self) -> Iterator[tuple[str, Path]]:
        """Every file in the store: its name and where it lies. Unfinished ones are left out."""
        for place in sorted(self.folder.iterdir()) if self.folder.is_dir() else []:
            if place.is_dir():
                yield from ((file.name, file) for file in sorted(place.iterdir()))
            elif not place.name.endswith(durable.UNFINISHED):
                yield place.name, place


def hashed(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened_source(source: bytes | os.PathLike[str]) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    try:
        return Path(source).open("rb")
    except OSError as error:
        raise UserError(f"{_named(source)} cannot be read ({error.strerror}).") from error


def _blocks(file: BinaryIO, source: bytes | os.PathLike[str], progress: Progress) -> Iterator[bytes]:
    total = len(source) if isinstance(source, bytes) else os.fstat(file.fileno()).st_size
    done = 0
    while True:
        progress(done, total, _named(source))
        try:
            block = file.read(BLOCK)
        except OSError as error:
            raise UserError(f"{_named(source)} cannot be read ({error.strerror}).") from error
        if not block:
            return
        done += len(block)
        yield block


def _write_all(file: int, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(file, rest) :]


def _named(source: bytes | os.PathLike[str]) -> str:
    if isinstance(source, bytes):
        return "the file"
    return f"“{os.fsencode(Path(source).name).decode('utf-8', 'replace')}”"


def _missing(sha256: str) -> UserError:
    return UserError(f"The evidence file {sha256} is missing from the library; restore it from a backup.")
