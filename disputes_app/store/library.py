"""Opens, locks and closes a library, reads its records and changes them one action at a time.

2026-11-22: plain sqlite3 is used for the library's daily work and sqlite-utils only for changing tables in
migrations. Importing sqlite-utils takes over 100 ms of the start, its inserts three to four times as long as
prepared statements, and each of its writes commits by itself unless one is careful.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from disputes_app import clock as clocks
from disputes_app.errors import LibraryError
from disputes_app.store import connection as connections
from disputes_app.store import durable, migrations, noting, records, search_index
from disputes_app.store.evidence_files import EvidenceFiles
from disputes_app.store.lock import Lock
from disputes_app.store.transaction import Reader, Transaction

__all__ = ["Library", "Reader", "Transaction", "create", "open_library"]

Mode = Literal["read", "write"]


class Library(Reader):
    """An open library. Its own reads run on the thread that opened it; other threads take a ``reader``."""

    def __init__(
        self, connection: sqlite3.Connection, folder: Path, clock: clocks.Clock, actor: str, lock: Lock | None
    ) -> None:
        super().__init__(connection, folder)
        self.clock = clock
        self.actor = actor
        self.evidence = EvidenceFiles(folder / "evidence")
        self._lock = lock
        self._is_acting = False
        self._failure: LibraryError | None = None

    @property
    def read_only(self) -> bool:
        """Whether this library was opened for reading only."""
        return self._lock is None

    def now(self) -> datetime:
        """The instant taken as now, in UTC."""
        return self.clock().astimezone(UTC)

    def reader(self) -> Reader:
        """A read-only connection of its own, for the calling thread; it sees what is committed."""
        with connections.disk_errors_explained(self.folder):
            return Reader(connections.reader(self.folder / connections.DATABASE), self.folder)

    @contextmanager
    def action(self, name: str, summary: str) -> Iterator[Transaction]:
        """One action of the user: one transaction and one journal entry, or nothing at all.

        Raises LibraryError when the library is open for reading only, or was since its disk failed.
        """
        if self._lock is None:
            raise LibraryError(
                f"The library {self.folder} is open for reading only; nothing can be changed in it."
            )
        if self._failure is not None:
            raise self._failure
        if self._is_acting:
            raise RuntimeError("an action is running already")
        tx = Transaction(self.connection, self.folder, self.now(), summary)
        with connections.errors_explained(self.folder):
            self.connection.execute("BEGIN IMMEDIATE")
        self._is_acting = True
        try:
            with connections.errors_explained(self.folder):
                yield tx
                search_index.keep_up(tx)
                tx.seq = noting.write_entry(
                    self.connection, tx.now, self.actor, name, records.clean(tx.summary)
                )
                self.connection.execute("COMMIT")
        except BaseException as error:
            self._roll_back()
            if isinstance(error, LibraryError) and isinstance(error.__cause__, sqlite3.Error):
                # After a failed write or flush nobody knows what the disk holds: nothing more is written until
                # the library is opened again and recovers from what is really there.
                self._failure = error
            raise
        finally:
            self._is_acting = False

    def _roll_back(self) -> None:
        # SQLite rolls back by itself when the disk fails.
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the library; everything is folded into one database file and the lock is freed."""
        super().close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def create(
    folder: str | os.PathLike[str], clock: clocks.Clock = clocks.system, actor: str = "command line"
) -> Library:
    """Make an empty library in a folder, which may exist, and open it for writing.

    Raises LibraryError when there is a library already, or the folder cannot be made or written.
    """
    folder = Path(folder)
    _refuse_existing(folder)
    with connections.disk_errors_explained(folder):
        for part in ("", "evidence", "backups", "cache"):
            durable.make_private_folder(folder / part)
        with _locked(folder) as lock:
            # Somebody may have been quicker.
            _refuse_existing(folder)
            _make_database(folder, clock)
            return _opened(folder, clock, actor, lock)


def _refuse_existing(folder: Path) -> None:
    """A log without its database counts as well: a new database would take it for its own."""
    if any((folder / f"{connections.DATABASE}{part}").exists() for part in ("", "-wal", "-journal")):
        raise LibraryError(
            f"There is a library in {folder} already, or a part of one; choose another folder."
        )


@contextmanager
def _locked(folder: Path) -> Iterator[Lock]:
    """The lock, which stays held when all goes well inside and is freed when it does not."""
    lock = Lock(folder)
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def _make_database(folder: Path, clock: clocks.Clock) -> None:
    """Under another name first: a folder with a half-made database must not pass for a library."""
    unfinished = folder / f"{connections.DATABASE}.new"
    durable.remove_database(unfinished)
    durable.make_private_file(unfinished)
    try:
        with connections.building(unfinished) as connection:
            migrations.make(connection)
            connection.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [("library", secrets.token_hex(16)), ("made_at", records.instant_text(clock()))],
            )
        durable.flush(unfinished)
        unfinished.replace(folder / connections.DATABASE)
    except BaseException:
        durable.discard_database(unfinished)
        raise
    durable.flush(folder)


def open_library(
    folder: str | os.PathLike[str],
    mode: Mode = "write",
    clock: clocks.Clock = clocks.system,
    actor: str = "command line",
) -> Library:
    """Open the library in a folder.

    For writing, the library is locked and, when it is older than the program, brought up to date after a
    backup. Reading needs no lock and works beside a writer and where nothing can be written.

    Raises LibraryError when the library is absent, in use, not writable, newer than the program, or damaged.
    """
    folder = Path(folder)
    database = folder / connections.DATABASE
    with connections.disk_errors_explained(folder):
        if not database.is_file():
            raise absent(folder)
        # Looked at before anything is written, so that a newer library keeps every byte.
        version = migrations.checked_version(folder)
        if mode == "read":
            migrations.refuse_older(folder, version)
            return Library(connections.reader(database), folder, clock, actor, None)
        if not connections.is_writable(database):
            raise LibraryError(
                f"The library {folder} cannot be written; check the rights of the folder, or copy it to a place "
                "of your own."
            )
        with _locked(folder) as lock:
            migrations.bring_up_to_date(folder, clock)
            durable.remove_leftovers(folder)
            return _opened(folder, clock, actor, lock)


def absent(folder: Path) -> LibraryError:
    """What to tell a person who named a folder without a library."""
    return LibraryError(
        f"There is no library in {folder}; name its folder with --library, or make a new one with “disputes-app init”."
    )


def _opened(folder: Path, clock: clocks.Clock, actor: str, lock: Lock) -> Library:
    connection = connections.writer(folder / connections.DATABASE)
    try:
        # As it always is, unless somebody put a copy in its place that was made without.
        connection.execute("PRAGMA journal_mode = WAL")
        noting.install(connection)
    except BaseException:
        connection.close()
        raise
    return Library(connection, folder, clock, actor, lock)
