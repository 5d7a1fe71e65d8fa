"""How long work tells where it is, and how it learns that it should stop; knows no threads."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called between steps. May raise ``errors.Stopped`` when the user wants the work to stop."""

    def __call__(self, done: int, total: int, what: str) -> None: ...


def silent(done: int, total: int, what: str) -> None:
    """The default: nobody watches and nobody stops it."""
