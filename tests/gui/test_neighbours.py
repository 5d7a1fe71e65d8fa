"""Other libraries, each in a window of its own beside this one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt

from disputes_app import bootstrap
from disputes_app.errors import UserError
from disputes_app.gui.widgets.buttons import Button
from tests.helpers.builders import Ticking, an_order
from tests.helpers.opened import a_session, settle, wanted


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
