"""The door for threads: work goes out through ``run`` and comes back to a method on the window's thread."""

from __future__ import annotations

import inspect
import logging
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Any, Literal

import shiboken6
from PySide6.QtCore import QObject, Signal

from disputes_app.errors import Stopped

log = logging.getLogger(__name__)
State = Literal["waiting", "running", "done", "failed", "stopped"]
Method = Callable[..., object]
News = SimpleQueue[tuple[Callable[..., None], tuple[Any, ...]]]
_TELL_EVERY = 0.05


class Task:
    """One piece of work: what it is called, how far it is, and a way to ask it to stop."""

    def __init__(self, work: Callable[[], object], label: str, *, quiet: bool, is_kept: bool = False) -> None:
        self.label = label
        self.quiet = quiet
        self.is_kept = is_kept
        self.state: State = "waiting"
        self.done, self.total, self.what = 0, 0, label
        self.stops_asked = False
        self.work = work
        self._told_at = 0.0
        self.tell: Callable[[Task, int, int, str], None] = lambda *_: None
        self.replies: dict[str, Callable[[], Any]] = {}

    def stop(self) -> None:
        """Asks the work to stop at its next step; what it did so far is taken back by the work itself."""
        self.stops_asked = True

    def step(self, done: int, total: int, what: str) -> None:
        """Given to the work; runs on its thread."""
        if self.stops_asked:
            raise Stopped
        now = time.monotonic()
        if now - self._told_at >= _TELL_EVERY or done == total:
            self._told_at = now
            self.tell(self, done, total, what)


class _Bell(QObject):
    """Made on the window's thread, so what is rung elsewhere is heard here.

    It carries nothing: what happened lies in a queue of plain Python, which can be emptied when all closes;
    a queued signal cannot be called back.
    """

    rung = Signal()


def weak_method(method: Method | None) -> Callable[[], Any]:
    """A reference that does not keep the widget alive and knows when it is gone."""
    if method is None:
        return lambda: None
    owner = getattr(method, "__self__", None)
    if not isinstance(owner, QObject):
        raise TypeError("results go to a method of a QObject, so that they are dropped when it is gone")
    reference = weakref.WeakMethod(method)

    def living() -> Any:
        found: Any = reference()
        return found if found is not None and shiboken6.isValid(found.__self__) else None

    return living


class Tasks(QObject):
    """One worker for the library, in turn, and a small pool for files and plain data."""

    started = Signal(object)
    moved = Signal(object)
    finished = Signal(object)
    failed_unseen = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library: Executor = ThreadPoolExecutor(1, thread_name_prefix="library")
        self._pool: Executor = ThreadPoolExecutor(2, thread_name_prefix="pool")
        self._news: News = SimpleQueue()
        self._bell = _Bell(self)
        self._bell.rung.connect(self._on_rung)
        self._living: list[Task] = []
        self._closed = False

    def run(
        self,
        fn: Callable[..., object],
        *args: object,
        done: Method | None = None,
        failed: Method | None = None,
        stopped: Method | None = None,
        progress: Method | None = None,
        label: str = "",
        quiet: bool = False,
        pool: bool = False,
        is_kept: bool = False,
        **named: object,
    ) -> Task:
        """Runs ``fn(*args, **named)`` off the window's thread; must be called on it.

        ``done(result)``, ``failed(error)``, ``stopped()`` and ``progress(done, total, what)`` are methods of
        QObjects and run on the window's thread, or not at all once the object is gone. A function with a
        parameter ``progress`` is given one, through which it also learns that it should stop. Without
        ``failed`` an error goes to ``failed_unseen``. ``quiet`` work is not shown; ``pool`` is for work that
        does not touch the library; ``is_kept`` work that waits is still done when all closes.
        """
        if "progress" not in named and _takes_progress(fn):
            task = Task(lambda: fn(*args, progress=task.step, **named), label, quiet=quiet)
        else:
            task = Task(lambda: fn(*args, **named), label, quiet=quiet, is_kept=is_kept)
        replies = {"done": done, "failed": failed, "stopped": stopped, "progress": progress}
        task.replies = {name: weak_method(method) for name, method in replies.items()}
        task.tell = self._tell_moved
        if self._closed:
            task.state = "stopped"
            return task
        self._living.append(task)
        self.started.emit(task)
        self._hand_over(task, pool=pool)
        return task

    @property
    def living(self) -> tuple[Task, ...]:
        """What waits or runs now."""
        return tuple(self._living)

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits, runs, or has its result still on the way."""
        return not self._living

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Takes no more work, asks all to stop but what is kept, waits; ``last`` then runs on the library's worker."""
        self._closed = True
        for task in self._living:
            if not task.is_kept:
                task.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        ending = self._library.submit(last) if last else None
        self._library.shutdown(wait=True)
        self._living.clear()
        # What is still on its way belongs to screens that are about to go.
        self._news = SimpleQueue()
        if ending is not None:
            ending.result()

    def _hand_over(self, task: Task, *, pool: bool) -> None:
        (self._pool if pool else self._library).submit(self._perform, task)

    def _perform(self, task: Task) -> None:
        """Runs on a worker thread; touches the task and emits, nothing else."""
        if task.stops_asked:
            self._tell(self._on_ended, task, "stopped", None)
            return
        self._tell(self._on_began, task)
        try:
            result = task.work()
        except Stopped:
            self._tell(self._on_ended, task, "stopped", None)
        except Exception as error:  # noqa: BLE001  whatever it was, the window must hear of it
            self._tell(self._on_ended, task, "failed", error)
        else:
            self._tell(self._on_ended, task, "done", result)

    def _tell(self, receiver: Callable[..., None], *news: Any) -> None:
        """From any thread: leaves the news and rings the bell."""
        self._news.put((receiver, news))
        self._bell.rung.emit()

    def _tell_moved(self, task: Task, done: int, total: int, what: str) -> None:
        self._tell(self._on_moved, task, done, total, what)

    def _on_rung(self) -> None:
        """One ring, one piece of news: an error in a receiver does not swallow the next one."""
        try:
            receiver, news = self._news.get_nowait()
        except Empty:
            return
        receiver(*news)

    def _on_began(self, task: Task) -> None:
        task.state = "running"

    def _on_moved(self, task: Task, done: int, total: int, what: str) -> None:
        if task.state in ("waiting", "running"):
            task.done, task.total, task.what = done, total, what or task.label
            self.moved.emit(task)
            if method := task.replies["progress"]():
                method(done, total, what)

    def _on_ended(self, task: Task, state: State, outcome: object) -> None:
        task.state = state
        if task in self._living:
            self._living.remove(task)
        self.finished.emit(task)
        method = task.replies[state]()
        if state == "failed":
            assert isinstance(outcome, Exception)
            if method:
                method(outcome)
            else:
                log.error("%s failed", task.label or "work", exc_info=outcome)
                self.failed_unseen.emit(task, outcome)
        elif method:
            method(*() if state == "stopped" else (outcome,))


def _takes_progress(fn: Callable[..., object]) -> bool:
    try:
        return "progress" in inspect.signature(fn).parameters
    except (TypeError, ValueError):  # built-in functions without a signature
        return False
