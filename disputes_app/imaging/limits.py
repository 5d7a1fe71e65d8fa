"""What a child process does for its parent: answers jobs under limits, without network or other programs."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

_MEMORY = 1 << 30
_CPU_SECONDS = 60
_LARGEST_FILE = 512 << 20
# Then a fresh process takes over: whatever leaks in a decoder is gone.
_MAX_JOBS = 500
_FORBIDDEN = frozenset(
    "socket.connect socket.bind socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname"
    " subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.fork os.forkpty os.startfile".split()
)


def serve(answer: Callable[[dict[str, Any]], tuple[bytes, bool]]) -> None:
    """Answers each JSON line of standard input with one line, until there are no more.

    ``answer`` gives the line and whether the process is still fit for another job.
    """
    answers = _only_answers_on_stdout()
    _limit()
    for number, line in enumerate(sys.stdin.buffer, start=1):
        _allow_cpu()
        text, is_fit = answer(json.loads(line))
        answers.write(text + b"\n")
        answers.flush()
        if number == _MAX_JOBS or not is_fit:
            return


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
