"""A library is made, locked, opened, read beside a writer, and refused where it must be."""

from __future__ import annotations

import hashlib
import os
import platform
import sqlite3
import stat
import subprocess
import sys
import threading

import pytest

from disputes_app.domain.orders import Order
from disputes_app.errors import LibraryError
from disputes_app.store import library as libraries
from disputes_app.store import migrations
from tests.store.builders import add, add_file, an_order


def bytes_of(folder):
    """Every file below a folder with a digest of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_new_library_is_private_and_leaves_one_database_file(folder):
    libraries.create(folder).close()
    assert sorted(path.name for path in folder.iterdir()) == [
        "backups",
        "cache",
        "evidence",
        "library.db",
        "library.lock",
    ]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_an_empty_folder_becomes_private_and_a_used_one_keeps_its_rights(tmp_path):
    empty, used = tmp_path / "empty", tmp_path / "used"
    for place in (empty, used):
        place.mkdir()
        place.chmod(0o755)
    (used / "notes.txt").write_text("mine")
    libraries.create(empty).close()
    libraries.create(used).close()
    assert stat.S_IMODE(empty.stat().st_mode) == 0o700
    assert stat.S_IMODE(used.stat().st_mode) == 0o755
    assert (used / "notes.txt").read_text() == "mine"


def test_a_second_library_in_one_folder_is_refused(library, folder):
    with pytest.raises(LibraryError, match="already"):
        libraries.create(folder)


def test_a_folder_without_a_library_is_refused_and_stays_as_it_is(tmp_path):
    (tmp_path / "evidence").mkdir()
    for mode in ("read", "write"):
        with pytest.raises(LibraryError, match="no library in"):
            libraries.open_library(tmp_path, mode)
        with pytest.raises(LibraryError, match="no library in"):
            libraries.open_library(tmp_path / "absent", mode)
    assert [path.name for path in tmp_path.rglob("*")] == ["evidence"]


def test_a_second_writer_is_told_who_has_the_library(library, folder):
    code = f"from disputes_app.store import library; library.open_library({str(folder)!r})"
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert (
        f"LibraryError: The library {folder} is in use by process {os.getpid()} on {platform.node()}"
        in other.stderr
    )
    with pytest.raises(LibraryError, match="in use by process"):
        libraries.open_library(folder)


def test_the_lock_ends_with_the_process_that_held_it(folder):
    libraries.create(folder).close()
    code = (
        "import sys, time; from disputes_app.store import library; "
        f"held = library.open_library({str(folder)!r}); print('open', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(LibraryError, match=f"process {holder.pid} "):
            libraries.open_library(folder)
        holder.kill()
    libraries.open_library(folder).close()


def test_a_closed_library_can_be_opened_again(folder):
    with libraries.create(folder) as library:
        add(library, an_order())
    with libraries.open_library(folder) as library:
        assert library.value("SELECT count(*) FROM orders") == 1


def test_every_connection_has_the_pragmas_of_a_safe_library(library):
    with library.reader() as reader:
        for one in (library, reader):
            assert one.value("PRAGMA journal_mode") == "wal"
            assert one.value("PRAGMA synchronous") == 2
            assert one.value("PRAGMA foreign_keys") == 1
            assert one.value("PRAGMA trusted_schema") == 0
            assert one.value("PRAGMA cell_size_check") == 1
            assert one.value("PRAGMA mmap_size") in {0, None}
        assert reader.value("PRAGMA query_only") == 1
        assert library.value("PRAGMA query_only") == 0


def test_a_reader_sees_what_is_committed_and_can_change_nothing(library, folder):
    with library.reader() as reader, libraries.open_library(folder, "read") as other:
        with library.action("add", "Order added") as tx:
            tx.insert(an_order())
            assert reader.value("SELECT count(*) FROM orders") == 0
        assert reader.value("SELECT count(*) FROM orders") == 1
        assert other.value("SELECT count(*) FROM orders") == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.connection.execute("DELETE FROM orders")
        with pytest.raises(LibraryError, match="reading only"), other.action("x", "y"):
            pass


def test_another_thread_reads_through_a_reader_of_its_own(library):
    add(library, an_order())
    found = []

    def look():
        with library.reader() as reader:
            found.append(reader.load(Order, 1).number)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == ["8193 0021-4455"]


def test_reading_leaves_every_byte_of_a_closed_library(folder):
    with libraries.create(folder) as library:
        add(library, an_order())
        add_file(library, b"picture")
    before = bytes_of(folder)
    with libraries.open_library(folder, "read") as library:
        assert library.find(Order)[0].number == "8193 0021-4455"
    assert bytes_of(folder) == before


def test_reading_after_a_crash_sees_the_log_and_leaves_it_to_the_writer(folder):
    code = (
        "import os; from disputes_app.store import library; from tests.store.builders import *; "
        f"lib = library.create({str(folder)!r}); add(lib, an_order()); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False, timeout=30)
    before = bytes_of(folder)
    assert "library.db-wal" in before
    with libraries.open_library(folder, "read") as library:
        assert library.value("SELECT count(*) FROM orders") == 1
    after = bytes_of(folder)
    assert {name: after[name] for name in ("library.db", "library.db-wal")} == {
        name: before[name] for name in ("library.db", "library.db-wal")
    }
    with libraries.open_library(folder) as library:
        assert library.value("SELECT count(*) FROM orders") == 1


@pytest.fixture
def without_rights(monkeypatch):
    """What a read-only medium answers; the user who runs the tests may be allowed everything."""
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))


def test_a_library_that_cannot_be_written_is_read_and_nothing_else(folder, without_rights):
    with libraries.create(folder) as library:
        add(library, an_order())
    before = bytes_of(folder)
    with libraries.open_library(folder, "read") as library, library.reader() as reader:
        assert reader.value("SELECT count(*) FROM orders") == 1
        assert not (folder / "library.db-shm").exists()
    with pytest.raises(LibraryError, match="cannot be written"):
        libraries.open_library(folder)
    assert bytes_of(folder) == before


def test_a_newer_library_is_refused_and_keeps_every_byte(folder):
    libraries.create(folder).close()
    with sqlite3.connect(folder / "library.db") as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("ALTER TABLE orders ADD COLUMN mood TEXT")
    connection.close()
    before = bytes_of(folder)
    for mode in ("read", "write"):
        with pytest.raises(LibraryError, match=f"schema 99, newer than schema {migrations.newest()}"):
            libraries.open_library(folder, mode)
    assert bytes_of(folder) == before


@pytest.mark.parametrize(
    "content", [b"", b"not a database, but a text that is longer than the header of one" * 20]
)
def test_a_file_that_is_no_database_is_called_damaged(folder, content):
    libraries.create(folder).close()
    (folder / "library.db").write_bytes(content)
    for mode in ("read", "write"):
        with pytest.raises(LibraryError, match="damaged"):
            libraries.open_library(folder, mode)
