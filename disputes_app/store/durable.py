"""Files and folders that survive a power cut: private, flushed to the disk, and named only once they are whole."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

# Everything unfinished carries one of these; whoever opens the library for writing next removes it.
UNFINISHED = ".part"
_DATABASE_PARTS = ("", "-wal", "-shm", "-journal")


def make_private_folder(folder: Path) -> None:
    """Make a folder and its missing parents, for this user alone, durably. An existing one with content is left."""
    missing = []
    place = folder.absolute()
    while not place.exists():
        missing.append(place)
        place = place.parent
    for new in reversed(missing):
        new.mkdir(mode=0o700)
        flush(new.parent)
    if not missing and folder.is_dir() and not any(folder.iterdir()):
        folder.chmod(0o700)


def make_private_file(path: Path) -> None:
    """Make an empty file that only this user may read."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if sys.platform == "win32" and path.is_dir():
        return  # Windows keeps the names itself and opens no folder
    file = os.open(path, os.O_RDONLY if path.is_dir() or sys.platform != "win32" else os.O_RDWR)
    try:
        flush_open(file)
    finally:
        os.close(file)


def flush_open(file: int) -> None:
    """Wait until an open file is on the disk; on macOS in the drive's own store as well."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(file, fcntl.F_FULLFSYNC)
    else:
        os.fsync(file)


def give_new_name(unfinished: Path, target: Path) -> None:
    """Give a whole file its name; FileExistsError when somebody else has taken it meanwhile."""
    if _can_link(unfinished, target):
        unfinished.unlink()
    elif target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    else:
        unfinished.replace(target)
    flush(target.parent)


def _can_link(unfinished: Path, target: Path) -> bool:
    """Give a file a second name, as disks can that know hard links (FAT does not)."""
    try:
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def discard(unfinished: Path) -> None:
    """Remove a file that will not be finished. Where that fails, whoever opens the library next removes it."""
    with suppress(OSError):
        unfinished.unlink()


def discard_database(unfinished: Path) -> None:
    """As ``discard``, for a database that will not be finished."""
    for part in _DATABASE_PARTS:
        discard(unfinished.with_name(unfinished.name + part))


def remove_database(path: Path) -> None:
    """Remove a database that is no library's, with the files SQLite keeps beside it."""
    for part in _DATABASE_PARTS:
        path.with_name(path.name + part).unlink(missing_ok=True)


def leftovers(folder: Path) -> list[Path]:
    """What an interrupted step left in a library: nothing of it was ever reported as stored."""
    unfinished = [path for path in (folder / "evidence").glob(f"*{UNFINISHED}") if path.is_file()]
    unfinished += [path for path in (folder / "backups").glob(f"*{UNFINISHED}*") if path.is_file()]
    return sorted([*unfinished, *folder.glob("library.db.new*")])


def remove_leftovers(folder: Path) -> None:
    """Remove them. Only the writer may, since it knows that nobody is still at work."""
    for path in leftovers(folder):
        path.unlink(missing_ok=True)
    for path in (folder / "cache").glob("disputes-*"):
        shutil.rmtree(path, ignore_errors=True)
    # What was pasted was taken in as a file of the library, or refused.
    shutil.rmtree(folder / "cache" / "pasted", ignore_errors=True)
