from __future__ import annotations

from datetime import timedelta

import pytest

from disputes_app.errors import LibraryError
from disputes_app.store import library as libraries
from disputes_app.store.automatic_backups import automatic_backup_due, make_automatic_backup
from tests.store.builders import NOW, add, an_order


class Days:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self):
        return self.now


def test_a_copy_is_due_once_a_day_when_something_changed(folder):
    clock = Days()
    with libraries.create(folder, clock) as library:
        assert not automatic_backup_due(library)
        add(library, an_order("1"))
        assert automatic_backup_due(library)
        make_automatic_backup(library)
        assert not automatic_backup_due(library)
        add(library, an_order("2"))
        assert not automatic_backup_due(library)
        clock.now += timedelta(days=1)
        assert automatic_backup_due(library)
        make_automatic_backup(library)
        clock.now += timedelta(days=5)
        assert not automatic_backup_due(library)


def test_a_copy_is_a_whole_database_named_by_time_and_history(folder):
    with libraries.create(folder, Days()) as library:
        add(library, an_order("1"))
        copy = make_automatic_backup(library)
        assert copy.name.startswith("auto-20260312T104200-")
        assert copy.stat().st_mode & 0o777 == 0o600
    (folder / "library.db").unlink()
    copy.rename(folder / "library.db")
    with libraries.open_library(folder) as library:
        assert library.value("SELECT number FROM orders") == "1"


def test_copies_are_thinned_out_to_days_and_weeks(folder):
    clock = Days()
    with libraries.create(folder, clock) as library:
        for number in range(60):
            add(library, an_order(str(number)))
            make_automatic_backup(library)
            clock.now += timedelta(hours=12)
        kept = sorted(path.name[5:13] for path in (folder / "backups").iterdir())
    # The last seven days, and the last copy of each of the last four weeks (of which the newest are among them).
    days = [f"202604{day:02}" for day in range(4, 11)]
    assert kept == ["20260322", "20260329", *days]


def test_a_place_that_takes_no_copy_is_told_in_a_sentence(folder):
    with libraries.create(folder, Days()) as library:
        add(library, an_order("1"))
        (folder / "backups").rmdir()
        (folder / "backups").write_text("in the way")
        with pytest.raises(LibraryError, match="cannot be read or written"):
            make_automatic_backup(library)
