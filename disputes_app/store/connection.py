"""SQLite connections as a library needs them: who may write, which pragmas, and what an error of theirs means."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disputes_app.errors import LibraryError, UserError

DATABASE = "library.db"
APPLICATION_ID = (
    0x44697370  # "Disp" in the file's header, so that `file` and we can tell it from other databases
)
BUSY_SECONDS = 5.0
_WORKING_ROOM = 1 << 16

_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    # Without it a row that is replaced fires no trigger for what it was.
    "PRAGMA recursive_triggers = ON",
    # Temporary tables hold rows of the library: they stay in memory instead of a folder others may read.
    "PRAGMA temp_store = MEMORY",
    # 16 MiB of pages, so that a large import does not write the same page of an index again and again.
    "PRAGMA cache_size = -16384",
    # After a large import the log gives its room back.
    "PRAGMA journal_size_limit = 67108864",
)


def writer(database: Path) -> sqlite3.Connection:
    """The connection that writes. There is at most one at a time: the library's lock sees to that."""
    return _connected(database, "rw")


@contextmanager
def building(database: Path) -> Iterator[sqlite3.Connection]:
    """A database that is made or changed under a name of its own, before it takes its place by that name.

    Nothing of it is ever beside it in a log that would be left behind: it is switched to one only at the end.
    """
    connection = writer(database)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        yield connection
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def take_out_of_use(database: Path) -> None:
    """Fold the log of a database into it, so that another may take its place; LibraryError while somebody reads it."""
    connection = writer(database)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def reader(database: Path) -> sqlite3.Connection:
    """A connection that can only read, also beside a writer and where nothing can be written.

    While a write-ahead log is there, the file is opened read-only, so that closing never folds the log into
    the file: that is the writer's business. Without one it is opened plainly, because a read-only connection
    would leave an empty log behind. Where the folder cannot be written SQLite can open no log, and needs
    none unless somebody left one.
    """
    has_log = _size(database.with_name(database.name + "-wal")) > 0
    if not is_writable(database):
        return _connected(database, "ro" if has_log else "ro&immutable=1", query_only=True)
    return _connected(database, "ro" if has_log else "rw", query_only=True)


def is_writable(database: Path) -> bool:
    """Whether this user may change the database file and the folder it lies in."""
    return os.access(database, os.W_OK) and os.access(database.parent, os.W_OK)


def _connected(database: Path, mode: str, *, query_only: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{database.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=BUSY_SECONDS
    )
    try:
        connection.row_factory = sqlite3.Row
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = ON")
        if query_only:
            connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _is_full(folder: Path) -> bool:
    """Whether the disk has no room even for SQLite's working files, for want of which it reports any error."""
    try:
        return shutil.disk_usage(folder).free < _WORKING_ROOM
    except OSError:
        return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


@contextmanager
def errors_explained(folder: Path) -> Iterator[None]:
    """Turn what SQLite reports about the disk or the file into a sentence for the person at the screen.

    Errors of ours (a wrong statement, a broken constraint) pass unchanged.
    """
    try:
        yield
    except sqlite3.Error as error:
        sentence = explanation(error, folder)
        if sentence is None:
            raise
        raise sentence from error


@contextmanager
def disk_errors_explained(folder: Path) -> Iterator[None]:
    """As ``errors_explained``, and likewise for what the system reports of the library's folder and files."""
    try:
        with errors_explained(folder):
            yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise UserError(
                f"The disk of the library {folder} is full; nothing was changed. Free some space and try again."
            ) from error
        raise LibraryError(
            f"The library {folder} cannot be read or written ({error.strerror}); check the rights of the folder and "
            "that the drive is connected."
        ) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error on reading speaks of the file's content, and not of who may open it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_ERROR,
    }


def explanation(error: sqlite3.Error, folder: Path) -> UserError | None:
    """What to tell a person about this error, or None when it is a fault of the program."""
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if primary == sqlite3.SQLITE_FULL or (primary == sqlite3.SQLITE_IOERR and _is_full(folder)):
        return UserError(
            f"The disk of the library {folder} is full; nothing of this step was kept. Free some space and repeat it."
        )
    if primary == sqlite3.SQLITE_IOERR:
        return LibraryError(
            f"The disk of the library {folder} reported an error; the last step was not kept. "
            "Check that the drive is connected, then open the library again."
        )
    if primary in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return LibraryError(
            f"The database of the library {folder} is damaged: run “disputes-app check --deep” on it and restore "
            "the newest backup into a new folder; the evidence files can be read without it."
        )
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LibraryError(
            f"The library {folder} is being used by another program; wait for it to finish and try again."
        )
    if primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return LibraryError(
            f"The library {folder} cannot be written; check the rights of the folder and that the drive is connected."
        )
    return None
