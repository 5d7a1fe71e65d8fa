"""A real window on a real library: its worker thread, its own reading connection, notices that only record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from disputes_app import bootstrap
from disputes_app.gui import application
from disputes_app.gui.application import Session
from disputes_app.gui.doors import Doors
from tests.helpers.gui import RecordingNotices


def doors(**other: Any) -> Doors:
    """How libraries are opened and made; any door may be another."""
    real = {
        "open_core": bootstrap.open_core,
        "create_library": bootstrap.create_library,
        "make_demo": bootstrap.make_demo,
    }
    return Doors(**(real | other))


@contextmanager
def a_session(monkeypatch, folder: Path, clock: Any, **other: Any) -> Iterator[Session]:
    """The window on a library, closed at the end unless the test closed it."""
    monkeypatch.setattr(application, "Notices", RecordingNotices)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = Session(app, folder, clock, doors(**other))
    closed: list[bool] = []
    made.window.closing.connect(lambda: closed.append(True))
    try:
        yield made
    finally:
        if not closed:
            made.window.close()


def settle(qtbot, session: Session) -> None:
    """Wait until all that was begun has ended and been told."""
    qtbot.waitUntil(lambda: session.context.tasks.is_idle, timeout=20_000)


def wanted(session: Session, command: str) -> None:
    """Give a command, as the menu and its keys do."""
    session.window._on_wanted(command)
