"""What arrives from outside: files and folders, dropped or chosen, and what is pasted."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from disputes_app.domain.evidence import Evidence
from disputes_app.errors import UserError
from disputes_app.gui import arrivals
from disputes_app.queries.evidence import unfiled
from tests.helpers.opened import settle, wanted


def waiting(session) -> list[str]:
    return [item.name for item in unfiled(session.context.core.library)]


def test_dropped_files_are_taken_in_and_undo_takes_them_out_again(session, tmp_path, qtbot):
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for file in files:
        file.write_text(f"About {file.stem}.")
    session.window.intake.files.emit(files)
    settle(qtbot, session)
    assert set(waiting(session)) == {"one.txt", "two.txt"}
    assert session.window.sidebar._counts["inbox"] == 2
    words, undo = session.context.notices.undos[-1]
    assert words == "Files taken in"
    undo()
    settle(qtbot, session)
    assert waiting(session) == []
    assert session.context.notices.errors == []
    assert all(file.exists() for file in files)


def test_what_is_no_longer_on_offer_is_still_taken_back_by_key_and_done_again(session, tmp_path, qtbot):
    (tmp_path / "one.txt").write_text("About one.")
    actions = session.window.actions_.by_id
    session.window.intake.files.emit([tmp_path / "one.txt"])
    settle(qtbot, session)
    session.window.status._timer.timeout.emit()
    for turn, kept in (("undo", []), ("redo", ["one.txt"]), ("undo", [])):
        actions[turn].trigger()
        settle(qtbot, session)
        assert waiting(session) == kept
        assert actions["redo"].isEnabled() == (not kept)
    assert session.context.notices.sentences[-1] == "Taken back: Files taken in"
    assert not actions["undo"].isEnabled()


def test_a_file_dropped_on_an_order_belongs_to_it(session, tmp_path, qtbot):
    note = tmp_path / "note.txt"
    note.write_text("The strap broke.")
    session.window.go_to("order", 1)
    session.window.intake.files.emit([note])
    settle(qtbot, session)
    assert waiting(session) == []
    assert session.context.core.library.first(Evidence, "name = 'note.txt'").order_id == 1


def pasted_left(session) -> list[Path]:
    return list((Path(session.context.core.library.folder) / "cache" / "pasted").glob("*"))


def a_picture() -> QImage:
    made = QImage(60, 40, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.darkCyan)
    return made


def test_a_pasted_picture_is_taken_in_and_leaves_no_file_behind(session, tmp_path, monkeypatch, qtbot):
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    session.window.intake.picture.emit(a_picture())
    settle(qtbot, session)
    assert waiting(session) == ["Clipboard 2026-03-12 10.42.00.png"]
    assert pasted_left(session) == []
    assert list(elsewhere.iterdir()) == []


def test_what_is_pasted_while_something_is_taken_in_waits_for_its_turn(session, tmp_path, qtbot):
    note = tmp_path / "note.txt"
    note.write_text("The strap broke.")
    gate = Event()
    session.context.work.act(lambda _core: gate.wait() and None)
    session.window.intake.files.emit([note])
    session.window.intake.text.emit("The seller wrote: it is the wrong lamp.")
    session.window.intake.picture.emit(a_picture())
    gate.set()
    settle(qtbot, session)
    assert session.context.notices.errors == []
    assert len(waiting(session)) == 3
    assert pasted_left(session) == []


def test_a_picture_that_cannot_be_stored_is_told_and_leaves_no_file_behind(session):
    session.window.intake.picture.emit(QImage())
    assert session.context.notices.errors == ["The picture on the clipboard cannot be stored."]
    assert pasted_left(session) == []


def test_words_are_told_when_the_cache_takes_none(session):
    cache = Path(session.context.core.library.folder) / "cache"
    shutil.rmtree(cache)
    cache.write_text("in the way")
    session.window.intake.text.emit("words")
    assert session.context.notices.errors == ["The words on the clipboard cannot be stored."]


@pytest.mark.parametrize(
    "words", ["The seller wrote: it is the wrong lamp.", "half a character: \ud83d", "手表坏了"]
)
def test_pasted_words_are_taken_in(session, qtbot, words):
    session.window.intake.text.emit(words)
    settle(qtbot, session)
    assert waiting(session) == ["Clipboard 2026-03-12 10.42.00.txt"]
    assert session.context.notices.errors == []


def test_a_failed_import_says_so_and_leaves_no_file_behind(session, monkeypatch, qtbot):
    def broken(core, files, *, order=None):
        raise UserError("The disk of the library is full.")

    monkeypatch.setattr(arrivals.imports, "import_paths", broken)
    session.window.intake.text.emit("words")
    settle(qtbot, session)
    assert session.context.notices.errors == ["The disk of the library is full."]
    assert pasted_left(session) == []


def test_a_file_dropped_on_a_case_that_is_gone_waits_in_the_inbox(session, tmp_path, qtbot):
    note = tmp_path / "note.txt"
    note.write_text("The strap broke.")
    session.window.go_to("case", 4711)
    settle(qtbot, session)
    session.window.intake.files.emit([note])
    settle(qtbot, session)
    assert waiting(session) == ["note.txt"]


def test_of_very_many_files_that_cannot_be_taken_the_first_are_told(session, tmp_path, qtbot):
    files = [tmp_path / f"{number:03}.txt" for number in range(300)]
    for file in files:
        file.touch()
    session.window.intake.files.emit(files)
    settle(qtbot, session)
    (told,) = session.context.notices.errors
    assert "007.txt is empty" in told
    assert "and 292 more" in told


def test_what_is_there_already_and_what_cannot_be_kept_is_said(session, tmp_path, qtbot):
    note, empty = tmp_path / "note.txt", tmp_path / "empty.txt"
    note.write_text("The strap broke.")
    empty.touch()
    session.window.intake.files.emit([note])
    settle(qtbot, session)
    session.window.intake.files.emit([note, empty])
    settle(qtbot, session)
    assert session.context.notices.sentences[-1] == "These files are there already; nothing was added."
    assert "empty.txt is empty" in session.context.notices.errors[-1]


def test_import_asks_for_files_and_takes_none_when_none_is_chosen(session, tmp_path, qtbot):
    note = tmp_path / "note.txt"
    note.write_text("The strap broke.")
    session.context.notices.answers += [[], [note], None]
    wanted(session, "import_files")
    assert waiting(session) == []
    wanted(session, "import_files")
    wanted(session, "import_folder")
    settle(qtbot, session)
    assert waiting(session) == ["note.txt"]
