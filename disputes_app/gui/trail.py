"""Where one is, and the way back to where one was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Visit:
    """Where one was: a screen and what it showed."""

    place: str
    argument: Any = None


class Trail:
    """The visits of a window, as a browser keeps them: going on from an earlier one forgets the later ones."""

    def __init__(self) -> None:
        self.here: Visit | None = None
        self._past: list[Visit] = []
        self._future: list[Visit] = []

    @property
    def has_past(self) -> bool:
        """Whether there is a way back."""
        return bool(self._past)

    @property
    def has_future(self) -> bool:
        """Whether one came back from somewhere."""
        return bool(self._future)

    def go(self, visit: Visit) -> bool:
        """One is there now; False when one was there already."""
        if visit == self.here:
            return False
        if self.here is not None:
            self._past.append(self.here)
        self._future.clear()
        self.here = visit
        return True

    def back(self) -> bool:
        """To where one was before, if anywhere."""
        return self._step(self._past, self._future)

    def forward(self) -> bool:
        """Takes a step back again, if there was one."""
        return self._step(self._future, self._past)

    def _step(self, ahead: list[Visit], behind: list[Visit]) -> bool:
        if not ahead or self.here is None:
            return False
        behind.append(self.here)
        self.here = ahead.pop()
        return True
