from __future__ import annotations

import errno
import hashlib
import os
import platform
import resource
import sqlite3
import stat
import subprocess
import sys
import threading

import pytest

from disputes_app.domain.orders import Item, Order
from disputes_app.errors import LibraryError, UserError
from disputes_app.store import library as libraries
from disputes_app.store import migrations
from tests.store.builders import NOW, add, add_file, an_item, an_order, at_now


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


def test_an_action_that_fails_leaves_nothing(library):
    with pytest.raises(sqlite3.IntegrityError), library.action("add", "Order added") as tx:
        tx.insert_many([an_item(tx.insert(an_order())), an_item(99)])
    assert library.find(Order) == []
    assert library.value("SELECT count(*) FROM journal") == 0
    add(library, an_order())
    assert [order.id for order in library.find(Order)] == [1]


def test_actions_do_not_nest(library):
    with (
        library.action("outer", "Outer"),
        pytest.raises(RuntimeError, match="running already"),
        library.action("inner", "Inner"),
    ):
        pass
    add(library, an_order())


def test_many_records_go_in_at_once_and_get_ids_in_order(library):
    (order,) = add(library, an_order())
    with library.action("add", "Items added") as tx:
        first = tx.insert(an_item(order, "one"))
        ids = tx.insert_many([an_item(order, title) for title in ("two", "three")])
        last = tx.insert(an_item(order, "four"))
        assert tx.insert_many([]) == []
    assert [first, *ids, last] == [1, 2, 3, 4]
    assert [item.title for item in library.find(Item)] == ["one", "two", "three", "four"]


def test_ids_are_never_used_again(library):
    _, second = add(library, an_order("1"), an_order("2"))
    with library.action("delete", "Order removed") as tx:
        tx.delete(Order, second)
        assert tx.insert_many([an_order("3")]) == [second + 1]


def test_some_fields_of_a_record_are_changed_and_the_others_stay(library):
    (order,) = add(library, an_order(title="Headphones"))
    with library.action("edit", "Order edited") as tx:
        tx.update(Order, order, number="12-345", note="broken")
    changed = library.load(Order, order)
    assert (changed.number, changed.note, changed.title) == ("12-345", "broken", "Headphones")
    assert library.value("SELECT number_key FROM orders") == "12345"


def test_changing_what_is_not_there_is_an_error(library):
    with library.action("edit", "Order edited") as tx:
        with pytest.raises(LookupError):
            tx.update(Order, 5, note="x")
        with pytest.raises(LookupError):
            tx.load(Order, 5)
        assert tx.get(Order, 5) is None


def test_a_row_that_belongs_to_nothing_is_refused(library):
    with pytest.raises(sqlite3.IntegrityError), library.action("add", "Item added") as tx:
        tx.insert(an_item(99))


def test_removing_an_order_removes_what_it_owns(library):
    (order,) = add(library, an_order())
    add(library, an_item(order))
    with library.action("delete", "Order removed") as tx:
        tx.delete(Order, order)
    assert library.find(Item) == []


def test_settings_keep_anything_json_can_hold(library):
    with library.action("settings", "Theme changed") as tx:
        tx.set_setting("theme", "dark")
        tx.set_setting("columns", {"widths": [1, 2]})
    with library.action("settings", "Theme changed") as tx:
        tx.set_setting("theme", "light")
    assert library.setting("theme") == "light"
    assert library.setting("columns") == {"widths": [1, 2]}
    assert library.setting("absent", 7) == 7


def test_find_filters_sorts_and_limits(library):
    add(library, *(an_order(str(number)) for number in range(5)))
    found = library.find(Order, "id > ?", (1,), order="id DESC", limit=2)
    assert [order.number for order in found] == ["4", "3"]
    assert library.first(Order, "number = ?", ("3",)).id == 4
    assert library.first(Order, "number = ?", ("9",)) is None


def test_the_clock_of_the_library_is_the_one_given(library):
    with library.action("look", "Nothing") as tx:
        assert tx.now == NOW
    assert library.now() == NOW


def test_a_full_disk_is_told_and_earlier_work_is_kept(library):
    (order,) = add(library, an_order())
    pages = library.value("PRAGMA page_count")
    library.value(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(UserError, match="full") as caught, library.action("add", "Items added") as tx:
        tx.insert_many([an_item(order, "x" * 500) for _ in range(500)])
    assert caught.value.exit_status == 1
    assert library.value("SELECT count(*) FROM items") == 0
    library.value("PRAGMA max_page_count = 1000000")
    add(library, an_item(order))


def test_after_a_failed_write_nothing_more_is_written_until_the_library_is_opened_again(library, folder):
    (order,) = add(library, an_order())
    size = (folder / "library.db-wal").stat().st_size
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5000, limits[1]))
    try:
        with (
            pytest.raises(LibraryError, match="reported an error"),
            library.action("add", "Items added") as tx,
        ):
            tx.insert_many([an_item(order, "x" * 500) for _ in range(500)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    with pytest.raises(LibraryError, match="reported an error"):
        add(library, an_item(order))
    library.close()
    with libraries.open_library(folder, clock=at_now) as reopened:
        assert reopened.value("SELECT count(*) FROM items") == 0
        add(reopened, an_item(order))


def test_a_library_folder_that_cannot_be_made_is_told(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match="cannot be read or written"):
        libraries.create(tmp_path / "file" / "library")


def test_a_creation_for_which_there_is_no_room_leaves_no_library(folder):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in range(0, 400_000, 20_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        try:
            with pytest.raises(LibraryError):
                libraries.create(folder)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert not [path.name for path in folder.iterdir() if path.name.startswith("library.db")]
    libraries.create(folder).close()


def test_a_log_left_without_its_database_is_never_taken_for_a_new_librarys(tmp_path):
    (tmp_path / "library.db-wal").write_bytes(b"log")
    with pytest.raises(LibraryError, match="or a part of one"):
        libraries.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["library.db-wal"]


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, UserError), (errno.EIO, LibraryError), (errno.EROFS, LibraryError)]
)
def test_a_disk_that_fails_on_opening_is_told_and_frees_the_lock(folder, monkeypatch, number, kind):
    libraries.create(folder).close()
    (folder / "evidence" / "0123.part").write_bytes(b"half")

    def broken(*_, **__):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", broken)
        with pytest.raises(kind) as caught:
            libraries.open_library(folder)
        assert caught.value.exit_status == (1 if number == errno.ENOSPC else 4)
    libraries.open_library(folder).close()


def test_an_interrupted_creation_is_no_library_and_does_not_hinder_the_next(folder, monkeypatch):
    def broken(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", broken)
        with pytest.raises(LibraryError, match="cannot be read or written"):
            libraries.create(folder)
    assert not (folder / "library.db").exists()
    libraries.create(folder).close()
    assert not list(folder.glob("library.db.new*"))


def test_what_a_killed_reader_left_in_the_cache_goes_at_the_next_start(tmp_path):
    libraries.create(tmp_path / "L").close()
    left = tmp_path / "L" / "cache" / "disputes-abc" / "1"
    left.mkdir(parents=True)
    (left / "attachment").write_bytes(b"private")
    libraries.open_library(tmp_path / "L", "read").close()
    assert left.exists()
    libraries.open_library(tmp_path / "L").close()
    assert not left.exists()
    assert (tmp_path / "L" / "cache").is_dir()
