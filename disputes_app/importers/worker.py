"""The child process that reads files, so that a hostile one can harm nothing else.

``python -m disputes_app.importers.worker`` takes one JSON object a line on standard input (``path``, ``name``,
``into``, ``kind``) and answers each with one line on standard output: a ``Found``. It ends with its input.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from disputes_app.imaging import limits
from disputes_app.importers import names, other, registry
from disputes_app.importers.base import Found


def main() -> None:
    """Answers jobs until there are no more."""
    limits.serve(_answer)


def _answer(job: dict[str, Any]) -> tuple[bytes, bool]:
    found = _done(job)
    # After a lack of memory nothing here is sure any more.
    return _encoded(found), not (found.fault or "").startswith("MemoryError")


def _done(job: dict[str, Any]) -> Found:
    path, name = Path(job["path"]), job["name"]
    try:
        found = registry.read(path, name, Path(job["into"]), job.get("kind"))
    except MemoryError:
        return other.kept(path, name, "that needs more memory than a file may take", "MemoryError")
    except OSError as error:
        return other.kept(path, name, names.shown(error.strerror or "it cannot be opened"), _named(error))
    except Exception as error:  # noqa: BLE001 - any fault of a parser costs one reading, never the file
        return other.kept(path, name, "it is damaged, or of a form this program does not know", _named(error))
    # Where the attachments lie is known to who asked; this way no path needs to be believed.
    return replace(found, attachments=tuple(replace(a, path=a.sha256) for a in found.attachments))


def _encoded(found: Found) -> bytes:
    try:
        return msgspec.json.encode(found)
    except (UnicodeEncodeError, ValueError) as error:
        bare = Found(found.kind, found.media_type, found.name, found.importer, unreadable=True)
        warning = f"“{found.name}” is kept, but its text cannot be stored."
        return msgspec.json.encode(replace(bare, warnings=(warning,), fault=_named(error)))


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {names.shown(str(error))}"


if __name__ == "__main__":
    main()
