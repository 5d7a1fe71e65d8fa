"""What the window remembers stays from one day to the next, and is no fact of the user's."""

from __future__ import annotations

from threading import Event, Timer

from disputes_app.actions.orders import edit_order
from disputes_app.domain.orders import Order
from disputes_app.gui.remembered import Remembered
from tests.helpers.builders import Ticking, a_library, an_order
from tests.helpers.gui import a_context
from tests.helpers.opened import a_session, settle


def test_a_choice_is_there_again_when_the_library_is_opened_again(tmp_path, monkeypatch, qtbot):
    core = a_library(tmp_path)
    core.library.close()
    with a_session(monkeypatch, core.library.folder, Ticking()) as session:
        session.context.settings.set("columns", ["title", "seller"])
        assert session.context.settings.get("columns") == ["title", "seller"]
        settle(qtbot, session)
    with a_session(monkeypatch, core.library.folder, Ticking()) as session:
        assert session.context.settings.get("columns") == ["title", "seller"]
        assert session.context.settings.get("other", 7) == 7


def test_remembering_writes_no_journal_and_the_same_value_nothing_at_all(tmp_path):
    core = a_library(tmp_path)
    context = a_context(core)
    ended = []
    context.tasks.finished.connect(ended.append)
    remembered = Remembered(core, context.work)
    entries = core.library.value("SELECT count(*) FROM journal")
    remembered.set("theme", "dark")
    remembered.set("theme", "dark")
    assert len(ended) == 1
    assert core.library.value("SELECT count(*) FROM journal") == entries
    assert Remembered(core, context.work).get("theme") == "dark"
    core.library.close()


def test_what_was_done_last_is_kept_when_the_window_closes_while_it_waits(tmp_path, monkeypatch, qtbot):
    core = a_library(tmp_path)
    order = an_order(core)
    core.library.close()
    with a_session(monkeypatch, core.library.folder, Ticking()) as session:
        gate = Event()
        session.context.work.act(lambda _core: gate.wait() and None)
        session.context.work.act(edit_order, order, {"note": "two cups"})
        for width in range(200):
            session.context.settings.set("splitter/orders", width)
        Timer(0.05, gate.set).start()
    with a_session(monkeypatch, core.library.folder, Ticking()) as session:
        assert session.context.settings.get("splitter/orders") == 199
        assert session.context.core.library.load(Order, order).note == "two cups"


def test_a_value_that_changes_while_it_waits_is_written_once(tmp_path, monkeypatch, qtbot):
    core = a_library(tmp_path)
    core.library.close()
    with a_session(monkeypatch, core.library.folder, Ticking()) as session:
        ended = []
        session.context.tasks.finished.connect(ended.append)
        gate = Event()
        session.context.work.act(lambda _core: gate.wait() and None)
        for width in range(200):
            session.context.settings.set("splitter/orders", width)
        gate.set()
        settle(qtbot, session)
        assert len(ended) == 2
