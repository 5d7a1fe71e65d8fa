"""Every test of the window has the application's theme, light, and fails on warnings of Qt; its work ends with it."""

from __future__ import annotations

import gc

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from disputes_app.gui.tasks import Tasks
from tests.helpers.builders import a_case, a_library, an_order
from tests.helpers.gui import a_context, theme_source
from tests.helpers.opened import a_session, settle


@pytest.fixture(autouse=True)
def theme(qapp):
    """The theme in force, light until the test says otherwise."""
    return theme_source("light")


@pytest.fixture
def context(theme):
    """What a screen is given."""
    return a_context()


@pytest.fixture(autouse=True, scope="module")
def _nothing_outlives_its_file():
    """All that cannot be reached ends here; at each test, that would take a fifth of the time."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _swept_here(qapp):
    """No window outlives its test: fonts and style sheets set later would be laid on all of them again.

    Python's collector runs on the window's thread alone, as in the program: on a worker it would destroy
    objects of Qt there, which corrupts memory.
    """
    gc.disable()
    yield
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)
    gc.enable()


@pytest.fixture(autouse=True)
def _work_has_ended(monkeypatch, _swept_here):
    """No worker outlives its test, and drops the last reference to an object of Qt."""
    made = []
    begin = Tasks.__init__

    def beginning(self, *arguments, **named):
        begin(self, *arguments, **named)
        made.append(self)

    monkeypatch.setattr(Tasks, "__init__", beginning)
    yield
    for tasks in made:
        if shiboken6.isValid(tasks):
            tasks.close()


@pytest.fixture
def library(tmp_path, clock):
    """A closed library with one order and its open case."""
    core = a_library(tmp_path, clock)
    a_case(core, an_order(core))
    core.library.close()
    return core.library.folder


@pytest.fixture
def session(library, clock, monkeypatch, qtbot):
    """The window on that library, shown and at rest."""
    with a_session(monkeypatch, library, clock) as made:
        made.window.resize(1440, 900)
        made.window.show()
        made.wiring.start()
        settle(qtbot, made)
        yield made
