"""The window joined to a library: what the frame says, the menu, midnight, and a library that is new."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from disputes_app import bootstrap
from disputes_app.actions.settings import change_settings
from disputes_app.domain.changes import Changes
from disputes_app.domain.evidence import Evidence
from disputes_app.gui import wiring
from disputes_app.gui.screens.order_form.dialog import OrderDialog
from disputes_app.gui.screens.settings.dialog import SettingsDialog
from disputes_app.gui.widgets.command_palette import Found
from disputes_app.queries.cases import case_ids
from disputes_app.queries.settings import settings
from tests.helpers.builders import Ticking
from tests.helpers.gui import dialog_of
from tests.helpers.opened import a_session, settle, wanted


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
    dialog_of(session.window, kind).reject()


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
