"""Other libraries, each in a window of its own beside this one: one that is chosen, and the sample."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from disputes_app import clock as clocks
from disputes_app.errors import UserError
from disputes_app.gui.context import Context
from disputes_app.gui.doors import Doors, OpenSession
from disputes_app.gui.main_window import MainWindow
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import IconLabel, label
from disputes_app.gui.widgets.panels import panel, row

SAMPLE_NOW = "sample/now"
"""Where the instant that a made sample library is about is remembered."""


def make_sample(make: Callable[..., Mapping[str, Any]], folder: Path, progress: Any) -> Mapping[str, Any]:
    """Make the sample library anew; what an earlier try left is removed first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    return make(folder, progress)


class Neighbours(QObject):
    """Opens other libraries and closes their windows with this one."""

    def __init__(self, window: MainWindow, context: Context, doors: Doors, open_session: OpenSession) -> None:
        super().__init__(window)
        self._window, self._context, self._doors = window, context, doors
        self._open_session = open_session
        self.sessions: dict[Path, Any] = {}
        self._is_making = False
        window.handle("open_library", self.open_library)
        window.handle("open_sample", self.open_sample)
        window.closing.connect(self._on_closing)

    # Another library

    def open_library(self) -> None:
        """Ask for a folder and open the library in it; where there is none, offer to begin one."""
        folder = self._context.notices.open_folder(self.tr("Open a library"), self._window)
        if folder is None or self._is_here(folder):
            return
        if not (folder / "library.db").exists() and not self._begin(folder):
            return
        self._open(folder, self._context.clock)

    def _begin(self, folder: Path) -> bool:
        question = self.tr("Begin a new library in {name}?").format(name=folder.name)
        detail = self.tr("There is none in this folder yet.")
        if not self._context.notices.confirm(question, detail, self.tr("Begin a library"), self._window):
            return False
        try:
            self._doors.create_library(folder, self._context.clock).library.close()
        except UserError as error:
            self._context.notices.error(error, self._window)
            return False
        return True

    def _is_here(self, folder: Path) -> bool:
        return folder.resolve() == Path(self._context.core.library.folder).resolve()

    # The sample

    @property
    def sample(self) -> Path:
        """Where the sample lies: with what can be made again."""
        return Path(self._context.core.library.folder) / "cache" / "sample"

    def open_sample(self) -> None:
        """Open the sample library at the day it is about; it is made at the first time."""
        made_for = self._context.settings.get(SAMPLE_NOW)
        if made_for and (self.sample / "library.db").exists():
            self._open_sample(made_for)
        elif not self._is_making:
            self._is_making = True
            self._context.tasks.run(
                make_sample, self._doors.make_demo, self.sample,
                done=self._on_made, failed=self._on_not_made, stopped=self._on_stopped,
                label=self.tr("Making the sample library"), pool=True,
            )  # fmt: skip

    def _on_made(self, made: Mapping[str, Any]) -> None:
        self._is_making = False
        self._context.settings.set(SAMPLE_NOW, made["now"])
        self._open_sample(made["now"])

    def _on_not_made(self, error: Exception) -> None:
        self._is_making = False
        self._context.notices.error(error, self._window)

    def _on_stopped(self) -> None:
        self._is_making = False

    def _open_sample(self, now: str) -> None:
        session = self._open(self.sample, clocks.chosen(now))
        if session is not None:
            # In it, the sample is where one is already.
            session.window.handle("open_sample", session.window.raise_)
            middle = session.window.centralWidget()
            layout = middle.layout() if middle else None
            if isinstance(layout, QVBoxLayout):
                layout.insertWidget(0, self._bar(session.window))

    def _bar(self, window: MainWindow) -> QWidget:
        close = Button(self.tr("Close"), kind="link")
        close.setAccessibleName(self.tr("Close the sample library"))
        close.clicked.connect(window.close)
        bar = panel("pane", "edge-bottom")
        name = label(self.tr("Sample library"), "medium")
        note = label(self.tr("Invented people and orders, kept apart from yours."), "second", "ink2")
        row(IconLabel("library", "accent"), name, note, None, close, gap=8, edge=(16, 5, 14, 5), parent=bar)
        return bar

    # Windows

    def _open(self, folder: Path, clock: clocks.Clock) -> Any:
        """A new window on a library, or the one that shows it already, which is not given again."""
        folder = folder.resolve()
        if folder in self.sessions:
            self.sessions[folder].window.raise_()
            self.sessions[folder].window.activateWindow()
            return None
        try:
            session = self._open_session(folder, clock)
        except UserError as error:
            self._context.notices.error(error, self._window)
            return None
        self.sessions[folder] = session
        session.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        session.window.setProperty("library", str(folder))
        session.window.closing.connect(self._on_neighbour_closing)
        session.window.show()
        session.wiring.start()
        return session

    def _on_neighbour_closing(self) -> None:
        window = self.sender()
        session = self.sessions.pop(Path(str(window.property("library"))), None)
        if session is not None:
            # It is still closing: it goes when that is done.
            QTimer.singleShot(0, session.deleteLater)

    def _on_closing(self) -> None:
        for session in list(self.sessions.values()):
            session.window.close()
