from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from disputes_app.errors import LibraryError
from disputes_app.store import checking, journal, migrations, schema_proof
from disputes_app.store import connection as connections
from disputes_app.store import library as libraries
from tests.store.builders import add, an_order, at_now

DATA = Path(__file__).parents[1] / "data" / "store"


def schema_of(statements):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(statements)
        return schema_proof.schema(connection)


def test_the_released_schema_never_changes():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrations.m001(connection)
        made = schema_proof.schema(connection)
    assert made == schema_of((DATA / "schema-1.sql").read_text())


@pytest.mark.parametrize("kept", sorted(DATA.glob("library-*.db")), ids=lambda path: path.stem)
def test_every_released_library_opens_and_is_what_it_was(kept, folder):
    libraries.create(folder).close()
    shutil.copy(kept, folder / "library.db")
    expected = (DATA / f"{kept.stem}.txt").read_text()
    with libraries.open_library(folder, clock=at_now) as library:
        rows = library.rows("SELECT number, title FROM orders ORDER BY id")
        assert "".join(f"{row['number']}  {row['title']}\n" for row in rows) == expected
        assert list(schema_proof.differences(library.connection)) == []
    assert checking.check(folder, deep=True).problems == []


OLD = migrations.newest()
NEXT = OLD + 1


def next_step(connection):
    """A step as a later release may have it: a column, and rows that change."""
    connection.executescript(
        "BEGIN; ALTER TABLE orders ADD COLUMN mood TEXT NOT NULL DEFAULT '';"
        "UPDATE orders SET mood = 'calm' WHERE number = '2'; COMMIT;"
    )


@pytest.fixture
def older(folder):
    """A library of the schema before the newest."""
    with libraries.create(folder, at_now) as library:
        add(library, an_order("1"), an_order("2"))
    return folder


@pytest.fixture
def with_next_step(monkeypatch):
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, next_step])


def test_an_older_library_is_backed_up_and_brought_up_to_date(older, with_next_step):
    with libraries.open_library(older, clock=at_now) as library:
        assert library.value("PRAGMA user_version") == NEXT
        assert library.value("PRAGMA journal_mode") == "wal"
        assert [row["mood"] for row in library.rows("SELECT mood FROM orders ORDER BY id")] == ["", "calm"]
        (entry, _) = journal.entries(library)
        assert (entry.action, entry.actor) == ("migrate", "program")
        assert [change.row_id for change in journal.changes(library, entry.seq)] == [2]
        add(library, an_order("3"))
    assert checking.check(older, deep=True).problems == []
    (kept,) = (older / "backups").iterdir()
    assert kept.name == f"schema-{OLD}-20260312T104200.db"
    assert kept.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(kept)) as backup:
        assert backup.execute("PRAGMA user_version").fetchone() == (OLD,)
        assert backup.execute("SELECT number FROM orders").fetchall() == [("1",), ("2",)]


def test_a_migrated_library_has_the_schema_of_a_new_one(older, with_next_step):
    with libraries.open_library(older) as library:
        assert list(schema_proof.differences(library.connection)) == []


def test_reading_an_older_library_says_what_to_do(older, with_next_step):
    with pytest.raises(LibraryError, match=f"older schema {OLD}; open it once for writing"):
        libraries.open_library(older, "read")
    with pytest.raises(LibraryError, match=f"older schema {OLD}"):
        checking.check(older)
    assert not list((older / "backups").iterdir())


def test_a_migration_does_not_hide_what_was_changed_behind_our_back(older, with_next_step):
    with closing(sqlite3.connect(older / "library.db")) as connection:
        connection.execute("UPDATE orders SET note = 'forged' WHERE number = '1'")
        connection.commit()
    libraries.open_library(older).close()
    report = checking.check(older, deep=True)
    assert [problem.where for problem in report.problems if problem.severity == "error"] == [
        "orders row 1 (number 1)"
    ]


def test_a_step_that_breaks_the_library_is_refused_and_the_old_one_stays(older, monkeypatch):
    def breaking(connection):
        connection.execute("INSERT INTO items (order_id, title) VALUES (99, 'lost')")

    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, breaking])
    with pytest.raises(LibraryError, match="did not pass the check"):
        libraries.open_library(older)
    monkeypatch.undo()
    with libraries.open_library(older) as library:
        assert library.value("PRAGMA user_version") == OLD
        assert library.value("SELECT count(*) FROM orders") == 2
    assert checking.check(older, deep=True).problems == []


def test_a_library_that_is_being_read_is_brought_up_to_date_only_when_the_reader_is_gone(
    older, with_next_step, monkeypatch
):
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    with closing(connections.reader(older / "library.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM orders").fetchall()
        with pytest.raises(LibraryError, match="used by another program"):
            libraries.open_library(older)
        assert reader.execute("PRAGMA user_version").fetchone()[0] == OLD
    with libraries.open_library(older) as library:
        assert library.value("PRAGMA user_version") == NEXT
    assert checking.check(older, deep=True).problems == []


CHILD = """
import os, signal, sys
from disputes_app.store import durable, library, migrations
from tests.store.test_migrations import next_step
migrations.STEPS.append(next_step)
number, left = int(sys.argv[2]), [int(sys.argv[2])]
def dying(real):
    def call(*given, **named):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return real(*given, **named)
    return call
durable.flush = dying(durable.flush)
migrations.copy_database = dying(migrations.copy_database)
migrations._take_steps = dying(migrations._take_steps)
os.rename = os.replace = dying(os.replace)
library.open_library(sys.argv[1]).close()
"""


def test_killed_at_any_step_of_a_migration_the_library_is_whole(older, with_next_step, tmp_path):
    for number in range(40):
        copy = tmp_path / f"killed-{number}"
        shutil.copytree(older, copy)
        child = subprocess.run([sys.executable, "-c", CHILD, str(copy), str(number)], check=False, timeout=60)
        with libraries.open_library(copy) as library:
            assert library.value("PRAGMA user_version") == NEXT
            assert library.value("SELECT group_concat(number) FROM orders") == "1,2"
        assert checking.check(copy, deep=True).problems == []
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL
    assert 5 < number < 39
    assert list((copy / "backups").iterdir())
