"""The child process that reads files, so that a hostile one can harm nothing else.

``python -m disputes_app.importers.worker`` takes one JSON object a line on standard input (``path``, ``name``,
``into``, ``kind``) and answers each with one line on standard output: a ``Found``. It ends with its input.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from disputes_app.importers import names, other, registry
from disputes_app.importers.base import Found

_MEMORY = 1 << 30
_CPU_SECONDS = 60
_LARGEST_FILE = 512 << 20
# Then a fresh process takes over: whatever leaks in a decoder is gone.
_MAX_JOBS = 500
_FORBIDDEN = frozenset(
    "socket.connect socket.bind socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname"
    " subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.fork os.forkpty os.startfile".split()
)


def main() -> None:
    """Answers jobs until there are no more."""
    answers = _only_answers_on_stdout()
    _limit()
    for number, line in enumerate(sys.stdin.buffer, start=1):
        _allow_cpu()
        found = _done(json.loads(line))
        answers.write(_encoded(found) + b"\n")
        answers.flush()
        # After a lack of memory nothing here is sure any more.
        if number == _MAX_JOBS or (found.fault or "").startswith("MemoryError"):
            return


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


def _only_answers_on_stdout() -> BinaryIO:
    """Standard output for the answers alone: what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit() -> None:
    """Memory, core dumps, network and child processes; as far as the platform lets us."""
    # Interrupting is for the parent to hear; it closes our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.addaudithook(_refuse)
    try:
        import resource
    except ImportError:
        return  # Windows: the parent's watch has to do
    # Not the address space: renderers reserve far more than they use.
    _lower(resource.RLIMIT_DATA, _MEMORY)
    _lower(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(which: int, limit: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    # macOS refuses some limits; the parent's watch remains.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (limit, limit))


def _allow_cpu() -> None:
    """Some seconds of processor time for the next file, should the parent be gone and stop nothing."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + _CPU_SECONDS, hard))


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"a reader of files does not use {event}")


if __name__ == "__main__":
    main()
