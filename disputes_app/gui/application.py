"""Starts the window: the library on its worker, everything a screen is given, and a plain word when it cannot be."""

from __future__ import annotations

import gc
import locale
import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from disputes_app.clock import Clock
from disputes_app.errors import LibraryError, UserError
from disputes_app.gui.appearance import ThemeSource
from disputes_app.gui.changes import ChangeHub
from disputes_app.gui.context import Context
from disputes_app.gui.doors import Doors
from disputes_app.gui.main_window import MainWindow
from disputes_app.gui.notices import Notices
from disputes_app.gui.remembered import Remembered
from disputes_app.gui.tasks import Tasks
from disputes_app.gui.wiring import Wiring
from disputes_app.gui.work import Work

log = logging.getLogger(__name__)


class Session(QObject):
    """One library open in one window. Raises what opening it raised."""

    def __init__(self, app: QApplication, folder: Path, clock: Clock, doors: Doors) -> None:
        super().__init__()
        self._failure: Exception | None = None
        self._opening = QEventLoop()
        tasks, changes, notices = Tasks(), ChangeHub(), Notices()
        self._work = Work(tasks, changes, notices, lambda: doors.open_core(folder, "write", clock, "window"))
        self._work.open(self._on_opened, self._on_failed)
        if not tasks.is_idle:
            self._opening.exec()
        if self._failure is not None:
            tasks.close()
            raise self._failure
        # The window reads over a connection of its own: one never crosses threads.
        try:
            self._reading = replace(
                doors.open_core(folder, "read", clock), programmes=self._shared.programmes
            )
        except BaseException:
            tasks.close(last=self._work.close)
            raise
        remembered = Remembered(self._reading, self._work)
        theme = app.findChild(ThemeSource)
        if theme is None:
            # The first window decides; one opened beside it looks the same.
            theme = ThemeSource(app)
            theme.set_pin(remembered.get("theme", "system"))
        self.context = Context(self._reading, self._work, tasks, changes, notices, remembered, clock, theme)
        self.window = MainWindow(self.context)
        self.wiring = Wiring(
            self.window, self.context, doors, lambda other, clock: Session(app, other, clock, doors)
        )
        self.window.closing.connect(self._on_closing)

    def _on_opened(self, core: Any) -> None:
        self._shared = core
        self._opening.quit()

    def _on_failed(self, error: Exception) -> None:
        self._failure = error
        self._opening.quit()

    def _on_closing(self) -> None:
        self._reading.library.close()
        self.context.tasks.close(last=self._work.close)


class Sweeper(QObject):
    """Has Python's unreachable objects collected on the window's thread only.

    Python collects on whichever thread happens to ask for memory. A widget must not end on a worker's thread:
    that takes the program with it.
    """

    EVERY_MS = 1000

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.sweep)
        self._timer.start(self.EVERY_MS)

    def sweep(self) -> None:
        """Collect the youngest generations that are due, as Python would."""
        due = [
            generation
            for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(max(due))


def application() -> QApplication:
    """The one QApplication, made at the first call."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    # Qt takes the system's words for months; in English sentences and packets they stay English.
    locale.setlocale(locale.LC_TIME, "C")
    app.setApplicationName("disputes")
    app.setApplicationDisplayName("Disputes")
    return app


def run(
    folder: Path,
    clock: Clock,
    *,
    default_folder: Path,
    open_core: Callable[..., Any],
    create_library: Callable[..., Any],
    make_demo: Callable[..., Mapping[str, Any]],
) -> int:
    """Open the window on a library and stay until it is closed; returns the exit status.

    The usual place is made at its first use. A library that cannot be opened is told in one sentence: status 4.
    """
    app = application()
    doors = Doors(open_core, create_library, make_demo)
    try:
        if folder == default_folder and not (folder / "library.db").exists():
            create_library(folder, clock).library.close()
        session = Session(app, folder, clock, doors)
    except UserError as fault:
        sys.stderr.write(f"disputes-app: {fault}\n")
        if app.platformName() != "offscreen":
            QMessageBox.warning(None, "Disputes", str(fault))
        return fault.exit_status if isinstance(fault, LibraryError) else 1
    sys.excepthook = _Hook(session.context)
    Sweeper(app)
    session.window.show()
    session.wiring.start()
    return app.exec()


class _Hook:
    """The last resort for an error in a slot: it is ours, so it is logged and told, and the window goes on."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("an error in the window", exc_info=(kind, error, trace))
        if isinstance(error, Exception):
            self._context.notices.error(error)
