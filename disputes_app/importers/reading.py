"""Reads files in child processes: a file that crashes, hangs or swells its reader costs one reading, nothing more."""

from __future__ import annotations

import json
import os
import queue
import re
import sys
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from disputes_app.imaging import child
from disputes_app.imaging.child import Child
from disputes_app.importers import other, registry
from disputes_app.importers.base import Found

MAX_FILE = 200 << 20
TIMEOUT = 20.0
_WORKER = "disputes_app.importers.worker"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Reader:
    """Reads files through child processes that start when first needed and are reused.

    A context manager. Attachments are written into a private folder (inside ``into``, or the system's
    temporary one) that is removed on leaving: take what you need before. Safe to use from several threads.
    """

    def __init__(
        self, into: Path | None = None, children: int = 1, command: Sequence[str] | None = None
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="disputes-", dir=into)
        self._children: queue.SimpleQueue[Child] = queue.SimpleQueue()
        self._count = children
        for _ in range(children):
            self._children.put(Child(command or child.command(_WORKER), Path(self._folder.name)))
        self._numbers = iter(range(1, sys.maxsize))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in range(self._count):
            self._children.get().stop()
        self._folder.cleanup()

    def read(
        self, path: str | os.PathLike[str], name: str, timeout: float = TIMEOUT, kind: str | None = None
    ) -> Found:
        """What a file holds. Never raises for a bad file: then the finding is ``unreadable`` and says why.

        ``name`` is the original file name, ``timeout`` in seconds, ``kind`` the KIND of an importer to
        force (of the registry, else ValueError).
        """
        if kind is not None:
            registry.check_kind(kind)
        path = Path(path)
        try:
            size = path.stat().st_size
        except OSError as error:
            return other.kept(path, name, error.strerror or "it cannot be opened", repr(error))
        if size > MAX_FILE:
            return other.kept(path, name, f"it is larger than {MAX_FILE >> 20} MiB")
        into = Path(self._folder.name) / str(next(self._numbers))
        into.mkdir()
        job = json.dumps({"path": str(path.absolute()), "name": name, "into": str(into), "kind": kind})
        free = self._children.get()
        try:
            answer, fault = free.ask(job.encode("ascii"), timeout)
        finally:
            self._children.put(free)
        if answer is None:
            why = f"that took more than {timeout:g} seconds" if fault == "timeout" else "it is damaged"
            return other.kept(path, name, why, fault)
        return _found(answer, into)

    def read_all(
        self, files: Iterable[tuple[str | os.PathLike[str], str]], timeout: float = TIMEOUT
    ) -> Iterator[Found]:
        """What each of the (path, name) pairs holds, in their order, as many at a time as there are children."""
        waiting: deque[Future[Found]] = deque()
        with ThreadPoolExecutor(self._count) as pool:
            for path, name in files:
                waiting.append(pool.submit(self.read, path, name, timeout))
                # A little ahead only: attachments take room on the disk until they are fetched.
                if len(waiting) > 2 * self._count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


def _found(answer: bytes, into: Path) -> Found:
    found = msgspec.json.decode(answer, type=Found)
    attachments = tuple(
        replace(attachment, path=str(into / attachment.sha256))
        for attachment in found.attachments
        if _DIGEST.fullmatch(attachment.sha256)
    )
    return replace(found, attachments=attachments)
