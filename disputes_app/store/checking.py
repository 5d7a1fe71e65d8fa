"""Checks a library without changing anything in it: database, journal, evidence files, search index."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal, NamedTuple

from disputes_app.domain import ids
from disputes_app.errors import LibraryError
from disputes_app.progress import Progress, silent
from disputes_app.store import connection as connections
from disputes_app.store import durable, evidence_files, migrations, proof, schema_proof, search_index
from disputes_app.store.library import Reader, absent

Severity = Literal["error", "warning", "info"]
_RESTORE = "restore the newest backup into a new folder"


class Problem(NamedTuple):
    """One finding: which kind, where it was found, and in a sentence how it shows and what to do.

    ``what`` is damaged, missing, changed (each an error), orphan (a warning) or leftover (for information).
    """

    what: str
    where: str
    how: str
    severity: Severity = "error"


class Report(NamedTuple):
    """What a check found; ``ok`` says that nothing is lost or altered."""

    ok: bool
    problems: list[Problem]
    counts: dict[str, int]


Step = Callable[[Reader], Iterator[Problem]]


def check(
    folder: str | os.PathLike[str],
    *,
    deep: bool = False,
    progress: Progress = silent,
    also: Iterable[Step] = (),
) -> Report:
    """Check a library; works beside a writer, and where nothing can be written.

    ``deep`` reads every file and every row again and compares each with the digest kept of it; without it
    only what is there, its size and the links between journal entries are looked at. ``also`` names further
    steps, for what the store cannot know: each is given a reader on the same snapshot.

    Raises LibraryError when there is no library, or one newer than this program.
    """
    folder = Path(folder)
    if not (folder / connections.DATABASE).is_file():
        raise absent(folder)
    problems: list[Problem] = []
    counts: dict[str, int] = {}
    known: dict[str, int] = {}
    try:
        with closing(connections.reader(folder / connections.DATABASE)) as connection:
            # One snapshot for everything, whatever a writer does meanwhile.
            connection.execute("BEGIN")
            migrations.refuse_older(folder, migrations.version(connection, folder))
            reader = Reader(connection, folder)
            for step in (_pages, _schema, _links, _journal(deep=deep), _index(deep=deep), *also):
                problems += _guarded(step, reader)
            problems += _guarded(_files(deep=deep, progress=progress), reader)
            known = _known_files(reader)
            counts = _counts(reader)
    except migrations.NotALibrary as error:
        problems.append(_unreadable(error))
    except sqlite3.DatabaseError as error:
        explained = connections.explanation(error, folder)
        if explained is not None and not connections.is_damage(error):
            raise explained from error
        problems.append(_unreadable(error))
    problems += _strays(folder, known, deep=deep)
    counts["files"] = sum(1 for _ in evidence_files.EvidenceFiles(folder / "evidence").names())
    return Report(not any(one.severity == "error" for one in problems), problems, counts)


def _unreadable(error: Exception) -> Problem:
    return Problem("damaged", connections.DATABASE, f"The database cannot be read ({error}); {_RESTORE}.")


def _guarded(step: Step, reader: Reader) -> Iterator[Problem]:
    """Whatever a step finds; where the database gives way under it, that is a finding as well."""
    try:
        yield from step(reader)
    except (sqlite3.DatabaseError, LibraryError, ValueError) as error:
        yield _unreadable(error)


# --- database -------------------------------------------------------------------------------------------------------


def _pages(reader: Reader) -> Iterator[Problem]:
    for row in reader.connection.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Problem("damaged", connections.DATABASE, f"SQLite reports: {row[0]}; {_RESTORE}.")


def _schema(reader: Reader) -> Iterator[Problem]:
    for name, how in schema_proof.differences(reader.connection):
        yield Problem("changed", f"{connections.DATABASE}, {name}", f"It {how} in the schema; {_RESTORE}.")


def _links(reader: Reader) -> Iterator[Problem]:
    for table, row_id, other, _ in reader.connection.execute("PRAGMA foreign_key_check"):
        yield Problem(
            "damaged",
            f"{table} row {row_id}",
            f"It belongs to a row of {other} that is not there; {_RESTORE}.",
        )


def _journal(*, deep: bool) -> Step:
    def step(reader: Reader) -> Iterator[Problem]:
        for link in proof.broken_links(reader.connection, recompute=deep):
            yield Problem(
                "changed",
                f"journal entry {link.seq}",
                f"It {link.what}: the history was altered; {_RESTORE}.",
            )
        for one in proof.differences(reader.connection) if deep else ():
            did = "removed" if one.after is None else "added" if one.before is None else "changed"
            yield Problem(
                "changed",
                f"{one.table} row {one.row_id}{_number(reader, one.table, one.row_id)}",
                f"It was {did} without the journal, which says {one.before or 'there was none'}; {_RESTORE}.",
            )

    return step


def _number(reader: Reader, table: str, row_id: int) -> str:
    if table not in {"orders", "cases"}:
        return ""
    number = reader.value(f"SELECT number FROM {table} WHERE id = ?", (row_id,))
    return "" if number is None else f" (number {number})"


def _index(*, deep: bool) -> Step:
    def step(reader: Reader) -> Iterator[Problem]:
        for kind, row_id in search_index.differences(reader) if deep else ():
            yield Problem(
                "changed",
                f"search index, {kind} {row_id}",
                "What is found of it is not what it holds; its next change mends it, and so does `disputes-app reindex`.",
                "warning",
            )
        if deep and not _is_index_whole(reader.connection):
            yield Problem(
                "damaged",
                "search index",
                "Its words do not fit its documents; `disputes-app reindex` makes it anew.",
                "warning",
            )

    return step


def _is_index_whole(connection: sqlite3.Connection) -> bool:
    """Ask the index itself, which it answers only where it may write: in a copy in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        connection.backup(copy)
        try:
            copy.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        except sqlite3.DatabaseError:
            return False
    return True


def _counts(reader: Reader) -> dict[str, int]:
    tables = (
        "orders",
        "sellers",
        "messages",
        "shipments",
        "payments",
        "evidence",
        "cases",
        "exhibits",
        "journal",
    )
    return {table: reader.value(f"SELECT count(*) FROM {table}") for table in tables}


# --- files ----------------------------------------------------------------------------------------------------------


def _known_files(reader: Reader) -> dict[str, int]:
    return {row["sha256"]: row["size"] for row in reader.rows(evidence_files.NEEDED)}


def _files(*, deep: bool, progress: Progress) -> Step:
    def step(reader: Reader) -> Iterator[Problem]:
        files = evidence_files.EvidenceFiles(reader.folder / "evidence")
        proven: dict[str, str | None] = {}
        rows = reader.rows(_ROWS_WITH_FILES)
        for done, row in enumerate(rows):
            progress(done, len(rows), row["name"])
            sha256 = row["sha256"]
            if sha256 not in proven:
                proven[sha256] = _fault(files.path(sha256), sha256, row["size"], deep=deep)
            fault = proven[sha256]
            if fault is not None:
                yield Problem(
                    fault, _item(reader, row), f"{_FAULTS[fault]} ({files.path(sha256)}); {_RESTORE}."
                )

    return step


_ROWS_WITH_FILES = """
    SELECT id, sha256, size, name, 0 AS is_filed FROM evidence
    UNION ALL SELECT id, sha256, size, name, 1 FROM filed_files ORDER BY is_filed, id"""
_FAULTS = {
    "missing": "Its file is missing",
    "damaged": "Its file does not have the bytes that were stored",
}


def _fault(path: Path, sha256: str, size: int, *, deep: bool) -> str | None:
    try:
        if not path.is_file() or path.is_symlink():
            return "missing"
        if path.stat().st_size != size or (deep and evidence_files.hashed(path) != sha256):
            return "damaged"
    except OSError:
        return "damaged"
    return None


_ORDER_OF_ITEM = "SELECT number FROM orders WHERE id = (SELECT order_id FROM evidence WHERE id = ?)"
_CASES_OF_ITEM = """
    SELECT group_concat(DISTINCT number) FROM cases JOIN exhibits ON case_id = cases.id WHERE evidence_id = ?"""


_CASE_OF_FILED = """
    SELECT number FROM cases WHERE id = (SELECT case_id FROM filings JOIN filed_files ON filing_id = filings.id
                                         WHERE filed_files.id = ?)"""


def _item(reader: Reader, row: sqlite3.Row) -> str:
    """An evidence item, or a file that was sent, with all that helps to recognise it."""
    if row["is_filed"]:
        return f"“{row['name']}”, sent of case {reader.value(_CASE_OF_FILED, (row['id'],))}"
    known = [
        f"{label} {number}"
        for label, sql in (("order", _ORDER_OF_ITEM), ("case", _CASES_OF_ITEM))
        if (number := reader.value(sql, (row["id"],)))
    ]
    return f"evidence {ids.written('evidence', row['id'])} “{row['name']}”" + "".join(
        f", {part}" for part in known
    )


def _strays(folder: Path, known: dict[str, int], *, deep: bool) -> Iterator[Problem]:
    files = evidence_files.EvidenceFiles(folder / "evidence")
    strays = [(name, path) for name, path in files.names() if name not in known or path != files.path(name)]
    since = _stored_since(folder) if strays else set()
    for name, path in strays:
        if name in since and path == files.path(name):
            continue
        how = "Nothing in the library uses this file; import it again if it matters, or leave it."
        if (
            deep
            and evidence_files.NAME.fullmatch(name)
            and _fault(path, name, path.stat().st_size, deep=True)
        ):
            how = "Nothing in the library uses this file, and its bytes are not those of its name."
        yield Problem("orphan", str(path.relative_to(folder)), how, "warning")
    for path in durable.leftovers(folder):
        yield Problem(
            "leftover",
            str(path.relative_to(folder)),
            "A step that was stopped left it; it is removed when the library is next opened for writing.",
            "info",
        )


def _stored_since(folder: Path) -> set[str]:
    """What a writer beside us has recorded since our snapshot: its files are no strays."""
    try:
        with closing(connections.reader(folder / connections.DATABASE)) as connection:
            return {row[0] for row in connection.execute(evidence_files.NEEDED)}
    except sqlite3.DatabaseError:
        return set()
