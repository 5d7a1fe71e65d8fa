"""The few things a screen is given; it looks nothing up elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from disputes_app.clock import Clock
from disputes_app.gui.appearance import ThemeSource
from disputes_app.gui.changes import ChangeHub
from disputes_app.gui.notices import Notices
from disputes_app.gui.tasks import Tasks
from disputes_app.gui.work import Work


class Settings(Protocol):
    """Remembered choices; values are what JSON can hold."""

    def get(self, key: str, default: Any = None) -> Any: ...

    def set(self, key: str, value: Any) -> None: ...


@dataclass(frozen=True)
class Context:
    """``core`` reads the library on the window's thread: it is handed to queries, with ``core.library`` as reader.

    ``work`` runs actions, and queries that take longer than a frame, on the library's worker.
    """

    core: Any
    work: Work
    tasks: Tasks
    changes: ChangeHub
    notices: Notices
    settings: Settings
    clock: Clock
    theme: ThemeSource
