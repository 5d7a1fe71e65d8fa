"""The few things a screen is given; it looks nothing up elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from disputes_app.clock import Clock
from disputes_app.gui.changes import ChangeHub
from disputes_app.gui.notices import Notices
from disputes_app.gui.tasks import Tasks
from disputes_app.gui.theme import ThemeSource


class Settings(Protocol):
    """Remembered choices; values are what JSON can hold."""

    def get(self, key: str, default: Any = None) -> Any: ...

    def set(self, key: str, value: Any) -> None: ...


@dataclass(frozen=True)
class Context:
    """``core`` is the open library, handed on to actions and queries and never looked into here."""

    core: Any
    tasks: Tasks
    changes: ChangeHub
    notices: Notices
    settings: Settings
    clock: Clock
    theme: ThemeSource
