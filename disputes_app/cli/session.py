"""One run of the command line: which library, which now, how to answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import click

from disputes_app import clock, paths
from disputes_app.cli.arguments import read
from disputes_app.core import Core
from disputes_app.domain.moved import Moved
from disputes_app.progress import Progress
from disputes_app.queries.moved import moved_by_rules

_TOLD = 5
"""How many moved days are said one by one."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the program wires and the command line only asks for."""

    open_core: Callable[..., Core]
    create_library: Callable[[Path, clock.Clock], Core]
    open_window: Callable[[Path, clock.Clock], int]
    make_demo: Callable[[Path, Progress], Mapping[str, Any]]


class Session:
    """What every command is given: the library to work on and the way to answer."""

    def __init__(self, services: Services) -> None:
        """Nothing is opened yet."""
        self.services = services
        self.debug = False
        self.as_json = False
        self.now: clock.Clock = clock.system
        self._chosen: str | None = None
        self._open = ExitStack()

    def begin(self, library: str | None, now: str | None, *, as_json: bool, debug: bool) -> None:
        """Take the global options.

        Raises UsageError when ``now`` is not an instant.
        """
        self._chosen, self.as_json, self.debug = library, as_json, debug
        self.now = read("--now", clock.chosen, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return paths.library_folder(self._chosen)

    def core(self, mode: Literal["read", "write"] = "read") -> Core:
        """The open library; the usual place is made at its first use, any other must be there already."""
        folder = self.folder
        moved: list[Moved] = []
        usual = folder == paths.default_library_folder()
        if usual and not (folder / "library.db").exists():
            core = self.services.create_library(folder, self.now)
        else:
            core = self.services.open_core(folder, mode, self.now, moved=moved.extend)
        self._open.callback(core.library.close)
        if moved:
            _tell_moved(core)
        return core

    def open_window(self) -> int:
        """Open the window on the library; returns the exit status."""
        return self.services.open_window(self.folder, self.now)

    def answer(self, data: Mapping[str, Any], lines: Iterable[str]) -> None:
        """Say the result: as one JSON document when asked for, else as lines for a person."""
        if self.as_json:
            write_line(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for line in lines:
                write_line(line)
        sys.stdout.flush()

    def progress(self, done: int, total: int, what: str) -> None:
        """Progress on standard error, where a person watches it."""
        if sys.stderr.isatty() and total:
            sys.stderr.write(f"\r\x1b[K{done} of {total}  {what}" if done < total else "\r\x1b[K")
            sys.stderr.flush()


def _tell_moved(core: Core) -> None:
    """Say which last days other rules have just moved: the soonest of them, and how many."""
    told = moved_by_rules(core.library)
    if told is not None:
        for number, _, one in told.moves[:_TOLD]:
            click.echo(f"{number}: {one.sentence}", err=True)
        count = "1 last day" if told.count == 1 else f"{told.count} last days"
        click.echo(f"Other rules moved {count}; “programmes moved” lists them.", err=True)


def write_line(text: str) -> None:
    """One line on standard output; odd bytes of a file name that is no text are written as escapes."""
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")
