"""What a full, failing or interrupted disk leaves of a library, and what is told of it."""

from __future__ import annotations

import errno
import os
import resource

import pytest

from disputes_app.errors import LibraryError, UserError
from disputes_app.store import library as libraries
from tests.store.builders import add, an_item, an_order, at_now


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
