"""Starting and ending: one sentence when it cannot be, one thread for each connection, a lock that is freed."""

from __future__ import annotations

import gc
import logging
import os
import sqlite3
import subprocess
import sys
import weakref

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from disputes_app import bootstrap
from disputes_app.errors import LibraryError
from disputes_app.gui import application
from disputes_app.gui.application import Session
from disputes_app.gui.main_window import MainWindow
from disputes_app.queries.orders import order_count
from tests.helpers.builders import Ticking, a_library, an_order
from tests.helpers.gui import a_context
from tests.helpers.opened import a_session, doors, settle


@pytest.fixture
def library(tmp_path):
    """A closed library with one order."""
    core = a_library(tmp_path)
    an_order(core)
    core.library.close()
    return core.library.folder


def run(folder, default_folder):
    given = doors()
    return application.run(
        folder,
        Ticking(),
        default_folder=default_folder,
        open_core=given.open_core,
        create_library=given.create_library,
        make_demo=given.make_demo,
    )


def close_all() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.close()


def test_a_library_in_use_elsewhere_is_told_in_one_sentence_with_status_4(library, tmp_path, capsys, qapp):
    holder = bootstrap.open_core(library, "write", Ticking())
    try:
        assert run(library, tmp_path / "usual") == 4
    finally:
        holder.library.close()
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith("disputes-app: ")
    assert "is in use by process" in told


def test_a_library_that_opens_for_writing_but_not_for_reading_is_let_go_again(library, qapp):
    def open_core(folder, mode="write", *more):
        if mode == "read":
            raise LibraryError("It cannot be read.")
        return bootstrap.open_core(folder, mode, *more)

    with pytest.raises(LibraryError, match="cannot be read"):
        Session(qapp, library, Ticking(), doors(open_core=open_core))
    bootstrap.open_core(library, "write", Ticking()).library.close()


def test_a_library_that_is_not_there_is_told_with_status_4(tmp_path, capsys, qapp):
    assert run(tmp_path / "nothing", tmp_path / "usual") == 4
    assert str(tmp_path / "nothing") in capsys.readouterr().err


def test_the_usual_place_is_made_at_its_first_use_and_the_window_opens(tmp_path, monkeypatch, qapp):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    usual = tmp_path / "share" / "disputes"
    # Again and again, for nobody knows how long a busy machine takes to show the window.
    closing = QTimer()
    closing.timeout.connect(close_all)
    closing.start(100)
    gc.enable()
    try:
        assert run(usual, usual) == 0
        assert not gc.isenabled()
    finally:
        closing.stop()
        for sweeper in qapp.findChildren(application.Sweeper):
            sweeper.deleteLater()
    assert (usual / "library.db").exists()


class Ring:
    """Refers to itself, so that only a collection ends it."""

    def __init__(self):
        self.me = self


def test_what_cannot_be_reached_is_collected_on_the_windows_thread(qapp, qtbot):
    sweeper = application.Sweeper(qapp)
    try:
        gone = weakref.ref(Ring())
        rings = [Ring() for _ in range(gc.get_threshold()[0] + 1)]
        del rings
        assert gone() is not None
        sweeper.sweep()
        assert gone() is None
    finally:
        sweeper.deleteLater()


def test_closing_the_window_frees_the_lock(library, monkeypatch, qtbot):
    with a_session(monkeypatch, library, Ticking()) as session:
        with pytest.raises(LibraryError, match="in use"):
            bootstrap.open_core(library, "write", Ticking())
        session.wiring.start()
        settle(qtbot, session)
        session.window.close()
        core = bootstrap.open_core(library, "write", Ticking())
        assert order_count(core, core.library) == 1
        core.library.close()


def test_what_is_under_way_when_the_window_closes_is_ended_not_left(library, monkeypatch, qtbot):
    with a_session(monkeypatch, library, Ticking()) as session:
        session.wiring.start()
        session.window.close()
    bootstrap.open_core(library, "write", Ticking()).library.close()


class Witness(application.QObject):
    """Keeps what arrives."""

    def __init__(self):
        super().__init__()
        self.told = []

    def on_done(self, what):
        self.told.append(what)


def connection_of(_core, reader):
    return reader.connection


def test_no_connection_is_used_by_two_threads(library, monkeypatch, qtbot):
    with a_session(monkeypatch, library, Ticking()) as session:
        witness = Witness()
        session.context.work.ask(connection_of, done=witness.on_done)
        settle(qtbot, session)
        reading, working = session.context.core.library.connection, witness.told[0]
        assert reading is not working
        assert reading.execute("SELECT count(*) FROM orders").fetchone()[0] == 1
        with pytest.raises(sqlite3.ProgrammingError, match="thread"):
            working.execute("SELECT 1")
        session.context.tasks.run(_fails_elsewhere, reading, done=witness.on_done)
        settle(qtbot, session)
        assert witness.told[1] == "refused"


def _fails_elsewhere(connection):
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return "refused"
    return "allowed"


def test_the_window_reads_what_its_worker_wrote(library, monkeypatch, qtbot):
    with a_session(monkeypatch, library, Ticking()) as session:
        session.wiring.start()
        session.context.work.act(an_order, "14-11902-77150")
        settle(qtbot, session)
        core = session.context.core
        assert order_count(core, core.library) == 2


def test_an_error_in_a_slot_is_logged_and_told_and_the_window_goes_on(qapp, caplog):
    context = a_context()
    hook = application._Hook(context)
    with caplog.at_level(logging.ERROR):
        hook(ValueError, ValueError("a slot broke"), None)
        hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ["a slot broke" in error for error in context.notices.errors] == [True]
    assert len(caplog.records) == 2 + 1


def test_the_application_is_made_once(qapp):
    assert application.application() is application.application()
    assert qapp.applicationDisplayName() == "Disputes"


def test_months_stay_english_whatever_the_systems_language():
    told = subprocess.run(
        [sys.executable, "-c", _TELL],
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["C.UTF-8", "C"]


# Qt takes over the locale of the system, as every program may; what stays is asked after it.
_TELL = """
import locale, os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
app = QApplication([])
print(locale.setlocale(locale.LC_TIME))
from disputes_app.gui.application import application
application()
print(locale.setlocale(locale.LC_TIME))
"""
