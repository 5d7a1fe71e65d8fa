"""Opens the library and wires everything to it; the only module that knows all the others."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from disputes_app import __version__, cli, paths, resources
from disputes_app.actions.refresh import follow_rules, follows_rules
from disputes_app.cli.session import Services
from disputes_app.clock import Clock
from disputes_app.core import Core
from disputes_app.domain.moved import Moved
from disputes_app.errors import LibraryError, UserError
from disputes_app.programmes import evidence, reading
from disputes_app.progress import Progress
from disputes_app.store import library as libraries
from disputes_app.store.migrations import OlderLibrary


def open_core(
    folder: Path,
    mode: Literal["read", "write"],
    clock: Clock,
    actor: str = "command line",
    moved: Callable[[Sequence[Moved]], object] = list,
) -> Core:
    """The library in a folder with the rules in force; other rules than the last time are applied to every order,
    and ``moved`` is told which last days that moved.

    Raises LibraryError when it cannot be opened, UserError when a rule file of the library is faulty.
    """
    rules = rules_fingerprint(folder)
    core = _core(_opened(folder, mode, clock, actor), clock)
    if mode == "write":
        moved(follow_rules(core, rules))
    elif not follows_rules(core, rules):
        moved(_apply_rules(folder, clock, rules))
    return core


def _opened(folder: Path, mode: Literal["read", "write"], clock: Clock, actor: str) -> libraries.Library:
    """The library in a folder; one of an older schema is brought up to date first, also when it is only read."""
    try:
        return libraries.open_library(folder, mode, clock, actor)
    except OlderLibrary as older:
        try:
            libraries.open_library(folder, "write", clock, actor).close()
        except LibraryError:
            raise older from None
    return libraries.open_library(folder, mode, clock, actor)


def _apply_rules(folder: Path, clock: Clock, rules: str) -> list[Moved]:
    """Apply other rules before a library is read, where it may be written and nobody else writes it.

    Where it may not, its windows are shown as they were worked out last; whoever writes it next applies the
    rules.
    """
    try:
        library = libraries.open_library(folder, "write", clock)
    except LibraryError:
        return []
    with library:
        return follow_rules(_core(library, clock), rules)


def create_library(folder: Path, clock: Clock) -> Core:
    """Make an empty library in a folder and open it.

    Raises LibraryError when there is one already or the folder cannot be written.
    """
    core = _core(libraries.create(folder, clock), clock)
    follow_rules(core, rules_fingerprint(folder))
    return core


def rules_fingerprint(folder: Path) -> str:
    """What tells other rules, or another version of the program, from those of the last time."""
    digest = hashlib.sha256(__version__.encode())
    for path in [
        *sorted(resources.path("programmes").glob("*.toml")),
        *sorted(folder.glob("programmes/*.toml")),
    ]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _core(library: libraries.Library, clock: Clock) -> Core:
    try:
        own_rules = library.folder / "programmes"
        programmes = reading.load([own_rules] if own_rules.is_dir() else [], library.folder / "cache")
    except BaseException:
        library.close()
        raise
    return Core(library, programmes, evidence.load_requirements(), clock)


def make_demo(folder: Path, progress: Progress) -> Mapping[str, Any]:
    """Make the sample library in a folder."""
    from disputes_app.demo import make_sample_library

    return make_sample_library(folder, create_library, progress)


def open_window(folder: Path, clock: Clock) -> int:
    """Open the window on a library and stay until it is closed; returns the exit status.

    Raises UserError where there is no screen.
    """
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise UserError("there is no screen to open the window on; give a command, see “disputes-app --help”")
    from disputes_app.gui.application import run

    return run(
        folder,
        clock,
        default_folder=paths.default_library_folder(),
        open_core=open_core,
        create_library=create_library,
        make_demo=make_demo,
    )


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program: the window without a command, else the command; returns the exit status."""
    return cli.main(Services(open_core, create_library, open_window, make_demo), arguments)
