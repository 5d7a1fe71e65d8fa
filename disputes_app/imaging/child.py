"""A child process that answers jobs, one line each: if it hangs or crashes, it is ended and started afresh."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


class Child:
    """Runs ``command`` (the module ``disputes_app.imaging.limits`` is its other end) when first asked.

    Used by one thread at a time.
    """

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = list(command)
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        # Waits for the answer, so that waiting can be given up; ending the process sets it free again.
        self._listener = ThreadPoolExecutor(1)

    def ask(self, job: bytes, timeout: float) -> tuple[bytes | None, str | None]:
        """The answer's line, or None and what happened: ``timeout``, or how the process ended.

        A child that ends without one is tried once more afresh, for it may have ended of its own accord
        (it does so now and then, to return memory).
        """
        fault: str | None = None
        for _ in range(2):
            process = self._started()
            try:
                answer = self._listener.submit(_exchange, process, job).result(timeout)
            except TimeoutError:
                self._end()
                return None, "timeout"
            if answer:
                return answer, None
            self._end()
            fault = f"ended with {process.returncode}"
        return None, fault

    def stop(self) -> None:
        """Ends the process; nothing can be asked afterwards."""
        self._end()
        self._listener.shutdown()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            root = str(Path(__file__).parents[2])
            paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"},
            )
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.wait()
        # The listener may still be reading: it sees the end, then the pipes can go. When the program itself is
        # ending, nobody listens any more.
        try:
            closing = self._listener.submit(_close, process)
        except RuntimeError:
            _close(process)
        else:
            closing.result()


def command(module: str) -> list[str]:
    """How a module of ours is started as a process; a program built into one file answers to the same words."""
    return [sys.executable, "-m", module]


def _exchange(process: subprocess.Popen[bytes], job: bytes) -> bytes | None:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(job + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        return None
    return line if line.endswith(b"\n") else None


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        # What was still to be written has no reader any more.
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()
