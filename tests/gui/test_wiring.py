"""The window joined to a library: what the frame says, what arrives from outside, the menu, midnight, neighbours."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog

from disputes_app import bootstrap
from disputes_app.actions.settings import change_settings
from disputes_app.domain.changes import Changes
from disputes_app.domain.evidence import Evidence
from disputes_app.errors import UserError
from disputes_app.gui import arrivals, wiring
from disputes_app.gui.screens.order_form.dialog import OrderDialog
from disputes_app.gui.screens.settings.dialog import SettingsDialog
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.command_palette import Found
from disputes_app.queries.cases import case_ids
from disputes_app.queries.evidence import unfiled
from disputes_app.queries.settings import settings
from tests.helpers.builders import Ticking, a_case, a_library, an_order
from tests.helpers.opened import a_session, settle


@pytest.fixture
def clock():
    return Ticking()


@pytest.fixture
def library(tmp_path, clock):
    """A closed library with one order and its open case."""
    core = a_library(tmp_path, clock)
    a_case(core, an_order(core))
    core.library.close()
    return core.library.folder


@pytest.fixture
def session(library, clock, monkeypatch, qtbot):
    with a_session(monkeypatch, library, clock) as made:
        made.window.resize(1440, 900)
        made.window.show()
        made.wiring.start()
        settle(qtbot, made)
        yield made


def wanted(session, command: str) -> None:
    session.window._on_wanted(command)


def dialog(session, kind: type[QDialog]) -> QDialog:
    return session.window.findChild(kind)


def waiting(session) -> list[str]:
    return [item.name for item in unfiled(session.context.core.library)]


# What the frame shows


def test_the_frame_names_the_library_counts_what_is_in_it_and_lists_the_open_case(session):
    window = session.window
    assert window.windowTitle().startswith("Test — ")
    assert "1 order · 1 open case · 0 files" in window.status._words.text()
    rows = [
        window.sidebar.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(window.sidebar.model.rowCount())
    ]
    assert "Orders 1" in rows
    assert any(row and row.startswith("Smartwatch") and "2 d" in row for row in rows)


def test_what_is_typed_finds_the_case_and_the_order(session):
    found = session.window._find("smartw")
    assert {one.target[0] for one in found} >= {"case", "order"}
    assert [one.words for one in found if one.target[0] == "order"] == ["Smartwatch"]


def test_a_command_comes_before_a_message_that_only_says_its_word(session, qtbot, monkeypatch):
    found = [
        Found("message-square", "Privatverkauf", "", ("order", 1)),
        Found("scale", "Private case", "", ("case", 1)),
    ]
    monkeypatch.setattr(session.window, "_provider", lambda _text: found)
    session.window.go_to("case", case_ids(session.context.core.library)[0])
    settle(qtbot, session)
    assert [one.words for one in session.window._find("privat")] == [
        "Private case", "Hide private words…", "Privatverkauf",
    ]  # fmt: skip


def test_the_menu_under_the_librarys_name_leads_to_the_bin_and_the_settings(session, qtbot):
    menu = session.wiring._library_menu
    assert {"Bin", "Settings…", "Open library…"} <= {action.text() for action in menu.actions()}
    qtbot.mouseClick(session.window.sidebar._library, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.close()


# What arrives from outside


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


# The menu


def test_a_backup_is_made_where_one_says_and_told_as_read_back(session, tmp_path, qtbot):
    target = tmp_path / "copy.zip"
    session.context.notices.answers.append(target)
    wanted(session, "backup")
    settle(qtbot, session)
    assert target.stat().st_size > 0
    assert "read back" in session.context.notices.sentences[-1]
    assert session.window.status._saved._words.text() == "Saved here · backup Thu 12 Mar, 10:42"
    session.context.changes.announce(Changes(everything=True))
    assert session.window.status._saved._words.text() == "Saved here · backup Thu 12 Mar, 10:42"


def test_deadlines_go_into_a_calendar_file_with_the_reminders_asked_for(session, tmp_path, qtbot):
    target = tmp_path / "deadlines.ics"
    session.context.notices.answers += [1, target]
    wanted(session, "calendar")
    settle(qtbot, session)
    assert b"SUMMARY:7 days left: " in target.read_bytes()
    assert "deadlines written" in session.context.notices.sentences[-1]
    assert session.context.settings.get("calendar/reminders") is True


def test_a_check_says_that_all_is_well_or_names_what_is_not(session, tmp_path, qtbot):
    note = tmp_path / "note.txt"
    note.write_text("The strap broke.")
    session.window.intake.files.emit([note])
    settle(qtbot, session)
    wanted(session, "check")
    settle(qtbot, session)
    assert session.context.notices.sentences[-1] == "Everything is as it was kept"
    core = session.context.core
    kept = core.library.evidence.path(core.library.first(Evidence, "1").sha256)
    kept.chmod(0o600)
    kept.write_text("something else")
    wanted(session, "check")
    settle(qtbot, session)
    assert kept.name in session.context.notices.errors[-1]


@pytest.mark.parametrize(("command", "kind"), [("new_order", OrderDialog), ("settings", SettingsDialog)])
def test_dialogs_open_from_the_menu(session, command, kind):
    wanted(session, command)
    assert dialog(session, kind).isVisible()
    dialog(session, kind).reject()


# Midnight


def open_cases(session) -> list[str]:
    model = session.window.sidebar.model
    rows = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    return [row for row in rows if row and row.startswith("Smartwatch")]


def test_at_midnight_every_screen_hears_that_a_day_has_passed(session, clock, qtbot):
    clock.at = datetime(2026, 3, 12, 23, 59, tzinfo=UTC)
    session.window.minute_passed.emit()
    settle(qtbot, session)
    clock.move(minutes=2)
    with qtbot.waitSignal(session.context.changes.announced) as announced:
        session.window.minute_passed.emit()
    assert announced.args[0].everything
    assert "00:01" in session.window.status._zone._words.text()


def test_the_days_left_move_on_when_the_programmes_own_day_ends(session, clock, qtbot):
    for moment, shown in (("06:59", "2 d"), ("07:01", "1 d")):
        clock.at = datetime.fromisoformat(f"2026-03-13T{moment}+00:00")
        session.window.minute_passed.emit()
        settle(qtbot, session)
        assert [case.endswith(shown) for case in open_cases(session)] == [True]


def test_midnight_is_that_of_the_home_zone(library, monkeypatch, qtbot):
    clock = Ticking(datetime(2026, 3, 12, 10, 50, tzinfo=UTC))
    core = bootstrap.open_core(library, "write", clock)
    change_settings(core, home_zone="Pacific/Auckland")
    core.library.close()
    with a_session(monkeypatch, library, clock) as session:
        session.wiring.start()
        settle(qtbot, session)
        clock.move(minutes=9)
        with qtbot.assertNotEmitted(session.context.changes.announced, wait=200):
            session.window.minute_passed.emit()
        clock.move(minutes=2)
        with qtbot.waitSignal(session.context.changes.announced):
            session.window.minute_passed.emit()


# A new library


@pytest.mark.parametrize("guess", [{"buyer_country": "DE", "home_currency": "EUR"}, {}])
def test_a_new_library_takes_country_and_currency_from_the_machine(tmp_path, monkeypatch, qtbot, guess):
    bootstrap.create_library(tmp_path / "new", Ticking()).library.close()
    monkeypatch.setattr(wiring.places, "guessed", lambda _locale: guess)
    with a_session(monkeypatch, tmp_path / "new", Ticking()) as session:
        session.wiring.start()
        settle(qtbot, session)
        mine = settings(session.context.core.library)
        assert mine.buyer_country == guess.get("buyer_country", "")
        assert mine.home_currency == guess.get("home_currency", "")
        assert session.context.notices.undos == []


def test_what_was_chosen_is_never_guessed_again(session, monkeypatch, qtbot):
    monkeypatch.setattr(wiring.places, "guessed", lambda _locale: {"buyer_country": "DE"})
    session.wiring.start()
    settle(qtbot, session)
    assert settings(session.context.core.library).buyer_country == "GB"


# Other libraries


class Demo:
    """Makes a small library in place of the sample, and counts how often."""

    def __init__(self, error: Exception | None = None):
        self.made, self.error = 0, error

    def __call__(self, folder: Path, progress):
        progress(0, 1, "Telling the story")
        if self.error:
            raise self.error
        self.made += 1
        core = bootstrap.create_library(folder, Ticking())
        an_order(core)
        core.library.close()
        return {"library": str(folder), "now": "2026-03-12T10:42:00+00:00"}


def test_the_sample_is_made_once_and_opens_in_a_window_of_its_own_that_says_so(library, monkeypatch, qtbot):
    demo = Demo()
    with a_session(
        monkeypatch, library, Ticking(datetime(2026, 11, 22, tzinfo=UTC)), make_demo=demo
    ) as session:
        session.wiring.start()
        neighbours = session.wiring.neighbours
        for _ in range(2):
            wanted(session, "open_sample")
            qtbot.waitUntil(lambda: bool(neighbours.sessions), timeout=20_000)
            (sample,) = neighbours.sessions.values()
            settle(qtbot, sample)
            assert sample.context.core.library.folder == library.resolve() / "cache" / "sample"
            assert sample.context.clock() == datetime(2026, 3, 12, 10, 42, tzinfo=UTC)
            close = next(
                button
                for button in sample.window.findChildren(Button)
                if button.accessibleName() == "Close the sample library"
            )
            assert close.isVisible()
            wanted(session, "open_sample")
            assert len(neighbours.sessions) == 1
            qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
            del sample, close
            assert neighbours.sessions == {}
        settle(qtbot, session)
        assert demo.made == 1
        assert session.context.notices.errors == []


def test_the_sample_closes_with_the_window_it_was_opened_from(library, monkeypatch, qtbot):
    with a_session(monkeypatch, library, Ticking(), make_demo=Demo()) as session:
        wanted(session, "open_sample")
        neighbours = session.wiring.neighbours
        qtbot.waitUntil(lambda: bool(neighbours.sessions), timeout=20_000)
        folder = next(iter(neighbours.sessions))
        settle(qtbot, session)
        session.window.close()
    bootstrap.open_core(folder, "write", Ticking()).library.close()


def test_a_sample_that_cannot_be_made_is_told_and_can_be_tried_again(library, monkeypatch, qtbot):
    demo = Demo(UserError("The disk is full."))
    with a_session(monkeypatch, library, Ticking(), make_demo=demo) as session:
        wanted(session, "open_sample")
        settle(qtbot, session)
        assert session.context.notices.errors == ["The disk is full."]
        demo.error = None
        wanted(session, "open_sample")
        qtbot.waitUntil(lambda: bool(session.wiring.neighbours.sessions), timeout=20_000)


def test_another_library_opens_beside_and_one_in_use_is_told(session, tmp_path, qtbot):
    other = bootstrap.create_library(tmp_path / "other", Ticking())
    session.context.notices.answers += [tmp_path / "other", tmp_path / "other"]
    wanted(session, "open_library")
    assert "in use" in session.context.notices.errors[-1]
    other.library.close()
    wanted(session, "open_library")
    assert list(session.wiring.neighbours.sessions) == [(tmp_path / "other").resolve()]


def test_a_folder_without_a_library_becomes_one_only_after_yes(session, tmp_path):
    folder = tmp_path / "fresh"
    folder.mkdir()
    session.context.notices.answers += [folder, False, folder, True]
    wanted(session, "open_library")
    assert list(folder.iterdir()) == []
    wanted(session, "open_library")
    assert (folder / "library.db").exists()
    assert list(session.wiring.neighbours.sessions) == [folder.resolve()]


def test_opening_the_library_that_is_open_does_nothing(session, library):
    session.context.notices.answers += [library, None]
    wanted(session, "open_library")
    wanted(session, "open_library")
    assert session.wiring.neighbours.sessions == {}
