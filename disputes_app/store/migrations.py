"""Brings a library from any released schema to the newest: on a copy that is proven before it takes the place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from disputes_app import clock as clocks
from disputes_app.errors import LibraryError
from disputes_app.store import chain, durable, proof, schema
from disputes_app.store import connection as connections


def m001(connection: sqlite3.Connection) -> None:
    """The tables of the first release."""
    connection.executescript(f"BEGIN;{schema.VERSION_1}COMMIT;")
    connection.execute(f"PRAGMA application_id = {connections.APPLICATION_ID}")


def m002(connection: sqlite3.Connection) -> None:
    """What was sent of a case, and its files."""
    connection.executescript(f"BEGIN;{schema.VERSION_2}COMMIT;")


def m003(connection: sqlite3.Connection) -> None:
    """Numbered marks on exhibits."""
    connection.executescript(f"BEGIN;{schema.VERSION_3}COMMIT;")


def m004(connection: sqlite3.Connection) -> None:
    """Words that stay out of packets."""
    connection.executescript(f"BEGIN;{schema.VERSION_4}COMMIT;")


def m005(connection: sqlite3.Connection) -> None:
    """Pictures of exhibits turned by quarters."""
    connection.executescript(f"BEGIN;{schema.VERSION_5}COMMIT;")


def m006(connection: sqlite3.Connection) -> None:
    """Chronologies in the user's own words."""
    connection.executescript(f"BEGIN;{schema.VERSION_6}COMMIT;")


# Only ever added to: step N brings a library from schema N-1 to schema N.
STEPS: list[Callable[[sqlite3.Connection], None]] = [m001, m002, m003, m004, m005, m006]


def newest() -> int:
    """The schema this program writes."""
    return len(STEPS)


def make(connection: sqlite3.Connection) -> None:
    """Make all tables of the newest schema in an empty database."""
    _take_steps(connection, 0)


def _take_steps(connection: sqlite3.Connection, old: int) -> None:
    for number, step in enumerate(STEPS[old:], start=old + 1):
        step(connection)
        connection.execute(f"PRAGMA user_version = {number}")


class NotALibrary(LibraryError):
    """The file is a database of something else, or too damaged to say what it is."""


def checked_version(folder: Path) -> int:
    """The schema of a library. Raises LibraryError when it is newer than this program or no library at all."""
    database = folder / connections.DATABASE
    with connections.errors_explained(folder), closing(connections.reader(database)) as connection:
        return version(connection, folder)


def version(connection: sqlite3.Connection, folder: Path) -> int:
    """As ``checked_version``, over an open connection."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    kind: int = connection.execute("PRAGMA application_id").fetchone()[0]
    if kind != connections.APPLICATION_ID or found < 1:
        raise NotALibrary(
            f"{folder / connections.DATABASE} is not a library's database, or damaged; restore the newest backup "
            "into a new folder."
        )
    if found > newest():
        raise LibraryError(
            f"The library {folder} has schema {found}, newer than schema {newest()} of this program; "
            "update the program, nothing was changed."
        )
    return found


class OlderLibrary(LibraryError):
    """The library has to be brought up to date before this program can read it."""


def refuse_older(folder: Path, found: int) -> None:
    """Raise OlderLibrary when a library must be brought up to date before this program can read it."""
    if found < newest():
        raise OlderLibrary(
            f"The library {folder} has the older schema {found}; open it once for writing to bring it up to date."
        )


def bring_up_to_date(folder: Path, clock: clocks.Clock) -> Path | None:
    """Bring an older library to the newest schema; where its backup lies, or None when nothing was to do.

    Killed at any moment, the library is whole: first the old one, after one rename the new one.
    """
    old = checked_version(folder)
    if old == newest():
        return None
    database = folder / connections.DATABASE
    fresh = folder / f"{connections.DATABASE}.new"
    kept = folder / "backups" / f"schema-{old}-{clock().strftime('%Y%m%dT%H%M%S')}.db"
    durable.make_private_folder(kept.parent)
    while kept.exists():
        kept = kept.with_name(f"{kept.stem}+.db")
    unfinished = kept.with_name(kept.name + durable.UNFINISHED)
    try:
        copy_database(database, unfinished)
        copy_database(database, fresh)
        _upgrade(fresh, old, clock)
        durable.flush(fresh)
        unfinished.replace(kept)
        durable.flush(kept.parent)
        # The log of the old file must not be taken for the new one's.
        connections.take_out_of_use(database)
        fresh.replace(database)
    except BaseException:
        durable.discard_database(fresh)
        durable.discard_database(unfinished)
        raise
    durable.flush(folder)
    return kept


def copy_database(database: Path, to: Path) -> None:
    """A whole, flushed copy of a database that may be in use; one that was left unfinished there is replaced."""
    durable.remove_database(to)
    durable.make_private_file(to)
    with closing(connections.reader(database)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
    durable.flush(to)


def _upgrade(fresh: Path, old: int, clock: clocks.Clock) -> None:
    with connections.building(fresh) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        known = {(one.table, one.row_id) for one in proof.differences(connection)}
        _take_steps(connection, old)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        faults = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
        if broken is not None or faults != ["ok"]:
            raise LibraryError(
                f"The library {fresh.parent} could not be brought up to date: its copy did not pass the check. "
                "Nothing was changed; run “disputes-app check --deep”."
            )
        _note_changed_rows(connection, known, clock(), f"Schema {old} brought to schema {newest()}")


def _note_changed_rows(
    connection: sqlite3.Connection, known: set[tuple[str, int]], at: datetime, summary: str
) -> None:
    """Journal the rows the steps changed, but not those that were no longer what the journal said before."""
    connection.execute("BEGIN IMMEDIATE")
    changed = [
        chain.noted(one.table, one.row_id, one.before, one.after)
        for one in proof.differences(connection)
        if (one.table, one.row_id) not in known
    ]
    chain.append(connection, at, "program", "migrate", summary, changed)
    connection.execute("COMMIT")
