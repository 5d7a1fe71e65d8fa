"""What the window remembers of itself from one day to the next, kept in the library."""

from __future__ import annotations

from typing import Any

from disputes_app.actions.settings import remember
from disputes_app.gui.work import Work
from disputes_app.queries.settings import remembered


class Remembered:
    """Reads once, answers from memory, and writes in the background."""

    def __init__(self, core: Any, work: Work) -> None:
        self._values = remembered(core.library)
        self._work = work
        self._unwritten: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under a key, or the default."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Keep a value; it is anything JSON can hold. What changes again before it was written is written once."""
        if self._values.get(key) != value:
            self._values[key] = value
            if key not in self._unwritten:
                self._unwritten.add(key)
                self._work.act(self._write, key)

    def _write(self, core: Any, key: str) -> None:
        """Runs on the library's worker: the newest value counts."""
        self._unwritten.discard(key)
        remember(core, key, self._values[key])
