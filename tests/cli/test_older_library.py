"""A library of an older release is read by the newest program without a detour."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from disputes_app.store import library as libraries

OLDER = Path(__file__).parents[1] / "data" / "store" / "library-1.db"


@pytest.fixture
def older(run):
    """A library of the first release."""
    shutil.copy(OLDER, run.library / "library.db")
    return run


def test_reading_brings_it_up_to_date_after_a_backup(older):
    assert older.done("orders", "list")["total"] > 0
    assert [path.name[:9] for path in (older.library / "backups").glob("schema-*.db")] == ["schema-1-"]
    assert older.done("check")["problems"] == []


def test_where_somebody_else_has_it_open_it_says_what_to_do(older):
    holding = older.library.parent / "other"
    libraries.create(holding).close()
    with libraries.open_library(holding):
        shutil.copy(OLDER, holding / "older.db")
        (holding / "older.db").replace(holding / "library.db")
        for part in ("-wal", "-shm"):
            (holding / f"library.db{part}").unlink(missing_ok=True)
        answer = older("--library", holding, "orders", "list")
    assert answer.status == 4
    assert "older schema 1" in answer.err
