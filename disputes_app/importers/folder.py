"""Lists the files behind the paths a user gives: everything ordinary, nothing that leads elsewhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from disputes_app.importers import names

MAX_FILE = 200 << 20

# What systems leave in folders; no evidence of anything.
_LITTER = frozenset(("thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", ".ds_store"))
_ODD_KINDS = (
    (stat.S_ISFIFO, "is a pipe, not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)


@dataclass(frozen=True, slots=True)
class Intake:
    """A file to take in. ``name`` is for showing, ``name_bytes`` what the file system holds.

    With a ``warning`` the file is to be kept as it is, unread.
    """

    path: Path
    name_bytes: bytes
    name: str
    size: int
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that is no file to take in, and why: a sentence for the user."""

    path: Path
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found, in the order of the paths given and by name inside folders.

    ``skipped`` counts hidden files and system litter.
    """

    files: tuple[Intake, ...]
    refused: tuple[Refused, ...]
    skipped: int


def listing(paths: Iterable[str | os.PathLike[str]], limit: int = MAX_FILE) -> Listing:
    """Every file behind the paths. Folders are walked; links are followed only inside the folder given.

    A path given by name is taken even when hidden. Files above ``limit`` bytes carry a warning. The same
    file by two paths, or through a link, is taken once.
    """
    files: dict[object, Intake] = {}
    refused: list[Refused] = []
    skipped = 0
    for given in paths:
        root = Path(given)
        waiting = [root]
        while waiting:
            path = waiting.pop()
            found = _looked_at(path, root, limit)
            if found is None:
                skipped += 1
            elif isinstance(found, Refused):
                refused.append(found)
            elif isinstance(found, list):
                waiting += reversed(found)
            else:
                identity, intake = found
                files.setdefault(identity, intake)
    return Listing(tuple(files.values()), tuple(refused), skipped)


def _looked_at(path: Path, root: Path, limit: int) -> tuple[object, Intake] | Refused | list[Path] | None:
    """One path: a file, a refusal, the entries of a folder, or None for what is passed over."""
    shown = names.shown(path.name or str(path))
    inside = path != root
    if path.name.casefold() in _LITTER or (inside and path.name.startswith(".")):
        return None
    try:
        linked = inside and path.is_symlink()
        if linked and not path.resolve(strict=True).is_relative_to(root.resolve()):
            return Refused(
                path, shown, f"“{shown}” is a link that leads out of the folder; add its target itself."
            )
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            # A link to a folder inside is walked under that folder's own name.
            return None if linked else sorted(path.iterdir())
    except (OSError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or "a link that leads in a circle"
        return Refused(path, shown, f"“{shown}” cannot be read ({why}); check it and its permissions.")
    for is_odd, why in _ODD_KINDS:
        if is_odd(status.st_mode):
            return Refused(path, shown, f"“{shown}” {why}; only files and folders can be added.")
    too_large = f"“{shown}” is larger than {limit >> 20} MiB; it is kept, but not read."
    intake = Intake(
        path=path,
        name_bytes=os.fsencode(path.name),
        name=shown,
        size=status.st_size,
        warning=too_large if status.st_size > limit else None,
    )
    # Some file systems give no inode numbers: there the path stands for the file.
    return ((status.st_dev, status.st_ino) if status.st_ino else path), intake
