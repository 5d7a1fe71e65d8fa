"""What a user can do for the safety of a library: back it up, have it checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from disputes_app.actions.refresh import wrong_windows
from disputes_app.core import Core
from disputes_app.domain.ids import written
from disputes_app.progress import Progress, silent
from disputes_app.store import automatic_backups, backup, checking, search_index
from disputes_app.store.backup import BackupResult
from disputes_app.store.checking import Problem, Report
from disputes_app.store.library import Reader


def back_up(core: Core, path: Path, progress: Progress = silent) -> BackupResult:
    """Write the whole library into one file and prove it by reading it back.

    Raises UserError when there is a file already or the place cannot be written.
    """
    return backup.backup(core.library, path, progress)


def check(core: Core, progress: Progress = silent) -> Report:
    """Read every file again and compare every row with the journal; nothing is changed."""
    return checking.check(core.library.folder, deep=True, progress=progress, also=[windows_step(core)])


def reindex(core: Core, progress: Progress = silent) -> None:
    """Make the search index anew out of the records, none of which changes."""
    with core.library.action("reindex", "Search index made anew") as tx:
        search_index.rebuild(tx, progress)


def windows_step(core: Core) -> Callable[[Reader], Iterator[Problem]]:
    """The step of a deep check that only the rules can do: kept windows against those worked out anew."""

    def step(reader: Reader) -> Iterator[Problem]:
        for order in wrong_windows(core, reader):
            yield Problem(
                "changed",
                f"windows of order {written('order', order)}",
                "Its kept deadlines are not what its facts give; any change of the order works them out anew.",
            )

    return step


def keep_backup(core: Core) -> None:
    """Make the copy of the database that is due by itself, daily at most."""
    if automatic_backups.automatic_backup_due(core.library):
        automatic_backups.make_automatic_backup(core.library)
