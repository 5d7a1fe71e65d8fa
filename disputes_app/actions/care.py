"""What a user can do for the safety of a library: back it up, have it checked."""

from __future__ import annotations

from pathlib import Path

from disputes_app.core import Core
from disputes_app.progress import Progress, silent
from disputes_app.store import backup, checking
from disputes_app.store.backup import BackupResult
from disputes_app.store.checking import Report


def back_up(core: Core, path: Path, progress: Progress = silent) -> BackupResult:
    """Write the whole library into one file and prove it by reading it back.

    Raises UserError when there is a file already or the place cannot be written.
    """
    return backup.backup(core.library, path, progress)


def check(core: Core, progress: Progress = silent) -> Report:
    """Read every file again and compare every row with the journal; nothing is changed."""
    return checking.check(core.library.folder, deep=True, progress=progress)
