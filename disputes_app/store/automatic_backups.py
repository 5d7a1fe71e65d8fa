"""Copies of the database made by themselves, once a day when something changed, and thinned out with age."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from disputes_app.errors import LibraryError
from disputes_app.store import connection as connections
from disputes_app.store import durable, journal, migrations
from disputes_app.store.library import Library, Reader

EVERY = timedelta(days=1)
KEPT_DAYS = 7
KEPT_WEEKS = 4
# The time, and the beginning of the newest journal digest: it tells later whether the history was rewritten.
_NAME = re.compile(r"auto-(\d{8}T\d{6})-([0-9a-f]{12})\.db")


def automatic_backup_due(library: Library) -> bool:
    """Whether something changed since the newest automatic copy, and that one is a day old."""
    kept = _copies(library.folder)
    digest = journal.head(library).digest.hex()[:12]
    if not kept:
        return journal.head(library).seq > 0
    made_at, newest = kept[-1]
    return library.now() - made_at >= EVERY and not newest.stem.endswith(digest)


def make_automatic_backup(library: Library) -> Path:
    """Copy the database into ``backups``, prove the copy, and remove copies that are no longer needed.

    Evidence files never change, so the copy and they together are what the library was on that day.
    """
    folder = library.folder / "backups"
    digest = journal.head(library).digest.hex()[:12]
    path = folder / f"auto-{library.now():%Y%m%dT%H%M%S}-{digest}.db"
    unfinished = path.with_name(path.name + durable.UNFINISHED)
    with connections.disk_errors_explained(library.folder):
        durable.make_private_folder(folder)
        migrations.copy_database(library.folder / connections.DATABASE, unfinished)
        with closing(connections.reader(unfinished)) as connection:
            if Reader(connection, folder).value("PRAGMA integrity_check(1)") != "ok":
                raise LibraryError(
                    f"The database of the library {library.folder} is damaged and was not copied; "
                    "run “disputes-app check --deep” on it."
                )
        unfinished.replace(path)
        durable.flush(folder)
        _thin_out(library.folder)
    return path


def _copies(folder: Path) -> list[tuple[datetime, Path]]:
    found = []
    for path in (folder / "backups").glob("auto-*.db"):
        match = _NAME.fullmatch(path.name)
        if match is not None:
            found.append((datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC), path))
    return sorted(found)


def _thin_out(folder: Path) -> None:
    """Keep the newest copy of each of the last days that have one, and likewise of weeks."""
    days: dict[object, Path] = {}
    weeks: dict[object, Path] = {}
    for made_at, path in _copies(folder):
        days[made_at.date()] = path
        weeks[made_at.isocalendar()[:2]] = path
    kept = {*list(days.values())[-KEPT_DAYS:], *list(weeks.values())[-KEPT_WEEKS:]}
    for _, path in _copies(folder):
        if path not in kept:
            path.unlink()
