from __future__ import annotations

import json
import os
import random
import sqlite3
import stat
import zipfile
from contextlib import closing

import pytest

from disputes_app.errors import LibraryError, Stopped, UserError
from disputes_app.store import backup as backups
from disputes_app.store import checking, journal, migrations
from disputes_app.store import library as libraries
from tests.store.builders import a_message, add, add_file, an_order


@pytest.fixture
def filled(library):
    (order,) = add(library, an_order())
    add(library, a_message("hello", order_id=order))
    for number in range(3):
        add_file(library, bytes([number]) * 5000, name=f"photo {number}.jpg")
    return library


def dump(folder):
    """All rows of a library, and all its files."""
    with libraries.open_library(folder, "read") as library:
        rows = list(library.connection.iterdump())
        files = {name: path.read_bytes() for name, path in library.evidence.names()}
    return rows, files


def test_a_backup_comes_back_as_the_library_it_was(filled, tmp_path):
    result = backups.backup(filled, tmp_path / "safe.zip")
    assert result.problems == []
    assert result.counts == {"orders": 1, "messages": 1, "cases": 0, "evidence": 3}
    restored = backups.restore(tmp_path / "safe.zip", tmp_path / "again")
    assert restored.sha256 == result.sha256
    assert dump(tmp_path / "again") == dump(filled.folder)
    assert checking.check(tmp_path / "again", deep=True).problems == []
    for path in (tmp_path / "again").rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o400 if len(path.name) == 64 else 0o600)
    with libraries.open_library(tmp_path / "again") as again:
        add(again, an_order("2"))


def test_a_backup_is_private_and_can_be_checked_with_common_tools(filled, tmp_path):
    backups.backup(filled, tmp_path / "safe.zip")
    assert stat.S_IMODE((tmp_path / "safe.zip").stat().st_mode) == 0o600
    with zipfile.ZipFile(tmp_path / "safe.zip") as archive:
        assert archive.testzip() is None
        about = json.loads(archive.read("backup.json"))
        assert about["journal"]["digest"] == journal.head(filled).digest.hex()
        assert about["made_at"] == "2026-03-12T10:42:00+00:00"
        archive.extractall(tmp_path / "unpacked")
    assert os.system(f"cd '{tmp_path}/unpacked' && sha256sum --check --quiet manifest-sha256.txt") == 0


def test_a_backup_is_made_while_the_library_is_read_and_written_elsewhere(filled, tmp_path):
    with libraries.open_library(filled.folder, "read") as reader, filled.action("edit", "Edited") as tx:
        tx.execute("UPDATE orders SET note = 'half done'")
        backups.backup(reader, tmp_path / "safe.zip")
    backups.restore(tmp_path / "safe.zip", tmp_path / "again")
    with libraries.open_library(tmp_path / "again", "read") as again:
        assert again.value("SELECT note FROM orders") == ""


def test_a_users_own_rules_go_along(filled, tmp_path):
    own = filled.folder / "programmes"
    own.mkdir()
    (own / "my bank.toml").write_text("id = 'my-bank'")
    (own / ".hidden.toml").write_text("")
    (own / "notes.txt").write_text("not a rule")
    result = backups.backup(filled, tmp_path / "safe.zip")
    assert [problem.split()[0] for problem in result.problems] == ["programmes/.hidden.toml"]
    backups.restore(tmp_path / "safe.zip", tmp_path / "again")
    restored = {path.name: path.read_text() for path in (tmp_path / "again" / "programmes").iterdir()}
    assert restored == {"my bank.toml": "id = 'my-bank'"}


def test_neither_way_overwrites_anything(filled, tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(UserError, match="is there already"):
        backups.backup(filled, tmp_path / "mine")
    backups.backup(filled, tmp_path / "safe.zip")
    for into in (tmp_path / "mine", filled.folder):
        with pytest.raises(UserError, match="is there already"):
            backups.restore(tmp_path / "safe.zip", into)
    assert (tmp_path / "mine").read_text() == "mine"


def test_an_empty_folder_may_take_a_library(filled, tmp_path):
    backups.backup(filled, tmp_path / "safe.zip")
    (tmp_path / "empty").mkdir()
    backups.restore(tmp_path / "safe.zip", tmp_path / "empty")
    assert checking.check(tmp_path / "empty").ok


def test_damaged_and_missing_files_are_named_and_the_rest_is_kept(filled, tmp_path):
    first, second, _ = (row[0] for row in filled.rows("SELECT sha256 FROM evidence ORDER BY id"))
    filled.evidence.path(first).unlink()
    filled.evidence.path(second).chmod(0o600)
    filled.evidence.path(second).write_bytes(b"damaged")
    result = backups.backup(filled, tmp_path / "safe.zip")
    assert sorted(result.problems) == sorted(
        [f"evidence file {first} is missing", f"evidence file {second} is damaged"]
    )
    assert backups.restore(tmp_path / "safe.zip", tmp_path / "again").problems == result.problems
    assert {one.what for one in checking.check(tmp_path / "again", deep=True).problems} >= {
        "missing",
        "damaged",
    }


def test_a_library_with_forged_rows_is_not_backed_up(filled, tmp_path):
    filled.close()
    with closing(sqlite3.connect(filled.folder / "library.db")) as connection:
        connection.execute("UPDATE orders SET note = 'forged'")
        connection.commit()
    with (
        libraries.open_library(filled.folder, "read") as library,
        pytest.raises(LibraryError, match="damaged and was not backed up"),
    ):
        backups.backup(library, tmp_path / "safe.zip")
    assert not (tmp_path / "safe.zip").exists()


def refusal_of(backup, into):
    """What is said against restoring a backup, or None when it was restored."""
    try:
        backups.restore(backup, into)
    except UserError as error:
        return str(error)
    return None


def test_every_damage_of_a_backup_is_found_and_leaves_nothing(filled, tmp_path):
    backups.backup(filled, tmp_path / "safe.zip")
    whole = (tmp_path / "safe.zip").read_bytes()
    wanted = dump(filled.folder)
    chosen = random.Random(3)
    refused = 0
    for number in range(80):
        content = bytearray(whole)
        place = chosen.randrange(len(content))
        if number % 4 == 3:
            del content[place:]
        elif number % 4 == 2:
            content[place : place + 400] = chosen.randbytes(len(content[place : place + 400]))
        else:
            content[place] ^= 1 << chosen.randrange(8)
        (tmp_path / "bad.zip").write_bytes(content)
        into = tmp_path / f"again-{number}"
        problem = refusal_of(tmp_path / "bad.zip", into)
        if problem is None:
            # A bit of the archive's own (a date, a comment) that says nothing about the content.
            assert dump(into) == wanted
        else:
            refused += 1
            assert "damaged" in problem
            assert not into.exists()
    assert refused > 60
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def rewritten(source, target, change):
    """The same archive with its members changed."""
    with zipfile.ZipFile(source) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members.update({"../outside": b"x"}),
        lambda members: members.update({"manifest-sha256.txt": members["manifest-sha256.txt"] + b"00"}),
        lambda members: members.update(
            {
                "manifest-sha256.txt": members["manifest-sha256.txt"] + b"%s  ../outside\n" % (b"0" * 64),
                "../outside": b"x",
            }
        ),
        lambda members: members.pop("library.db"),
        lambda members: members.pop("manifest-sha256.txt"),
        lambda members: members.pop("backup.json"),
        lambda members: members.clear(),
    ],
)
def test_an_archive_that_is_no_backup_is_refused(filled, tmp_path, change):
    backups.backup(filled, tmp_path / "safe.zip")
    rewritten(tmp_path / "safe.zip", tmp_path / "odd.zip", change)
    with pytest.raises(UserError, match="damaged"):
        backups.restore(tmp_path / "odd.zip", tmp_path / "again")
    assert not (tmp_path / "again").exists()
    assert not (tmp_path.parent / "outside").exists()


def test_a_file_that_is_no_archive_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("hello")
    with pytest.raises(UserError, match="damaged"):
        backups.restore(tmp_path / "letter.txt", tmp_path / "again")
    with pytest.raises(UserError, match="There is no backup"):
        backups.restore(tmp_path / "absent.zip", tmp_path / "again")


def test_a_backup_of_a_newer_library_is_refused(filled, tmp_path, monkeypatch):
    ours = migrations.newest()
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, lambda _: None])
    filled.connection.execute(f"PRAGMA user_version = {ours + 1}")
    backups.backup(filled, tmp_path / "safe.zip")
    monkeypatch.undo()
    with pytest.raises(LibraryError, match=f"newer than schema {ours}"):
        backups.restore(tmp_path / "safe.zip", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_stopping_leaves_nothing(filled, tmp_path):
    backups.backup(filled, tmp_path / "safe.zip")

    def stop(done, total, what):
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        backups.backup(filled, tmp_path / "second.zip", stop)
    with pytest.raises(Stopped):
        backups.restore(tmp_path / "safe.zip", tmp_path / "again", stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "safe.zip"]


def test_a_place_that_cannot_be_written_is_told(filled, tmp_path):
    with pytest.raises(UserError, match="cannot be written"):
        backups.backup(filled, tmp_path / "absent" / "safe.zip")


def test_the_folder_one_is_in_may_take_a_library(filled, tmp_path, monkeypatch):
    backups.backup(filled, tmp_path / "safe.zip")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert backups.restore("../safe.zip", ".").path == tmp_path / "empty"
    assert checking.check(tmp_path / "empty").ok


def test_a_folder_is_no_backup(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        backups.restore(tmp_path, tmp_path / "new")
