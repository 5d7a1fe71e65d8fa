"""How a screen acts: the action runs on the library's worker, everybody hears what changed, and undo is offered."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from disputes_app.actions import journal
from disputes_app.domain.changes import Changes
from disputes_app.domain.moved import Moved
from disputes_app.gui.changes import ChangeHub
from disputes_app.gui.notices import Notices
from disputes_app.gui.tasks import Method, Task, Tasks, weak_method
from disputes_app.gui.words import counted


@dataclass(frozen=True)
class Deed:
    """What was done in one go, in words, with its entries in the journal."""

    words: str
    entries: tuple[int, ...]


@dataclass(frozen=True)
class _Turned:
    """A deed taken back, or done again, with the entries that turn it the other way."""

    deed: Deed
    is_undo: bool
    entries: tuple[int, ...]
    changes: Changes


class Work(QObject):
    """Actions and long reads over one library, whose writing side lives on the library's worker alone.

    ``open_core`` is called there, at the first work. ``past`` is what can be taken back, ``future`` what can be
    done again, the next one last; ``history_changed`` when either is another.
    """

    history_changed = Signal()

    def __init__(
        self, tasks: Tasks, changes: ChangeHub, notices: Notices, open_core: Callable[[], Any]
    ) -> None:
        super().__init__()
        self.tasks = tasks
        self.changes = changes
        self.notices = notices
        self._open_core = open_core
        self._core: Any = None
        self.under_way: set[_Acting] = set()
        self.past: list[Deed] = []
        self.future: list[Deed] = []

    def open(self, done: Method, failed: Method) -> Task:
        """Opens the library on its worker; ``done`` is given the core, for what may be shared of it."""
        return self.tasks.run(self._opened, done=done, failed=failed, quiet=True)

    def act(
        self,
        action: Callable[..., Any],
        *args: Any,
        done: Method | None = None,
        failed: Method | None = None,
        stopped: Method | None = None,
        label: str = "",
        undo: str = "",
        quiet: bool = True,
        **named: Any,
    ) -> Task:
        """Runs ``action(core, *args, **named)``; then its changes are announced, then ``done(result)`` is called.

        With ``undo``, those words are shown with a way back. An error goes to ``failed``, else to the
        notices. ``quiet`` work shows no line while it runs. An action that cannot be stopped halfway is done
        even when the window closes while it waits its turn.
        """
        acting = _Acting(self, done, failed, stopped, undo)
        run = self._with_progress if _takes_progress(action) else self._plain
        return self.tasks.run(
            run, action, args, named,
            done=acting.on_done, failed=acting.on_failed, stopped=acting.on_stopped, label=label, quiet=quiet,
            is_kept=run == self._plain,
        )  # fmt: skip

    def ask(
        self, query: Callable[..., Any], *args: Any, done: Method, failed: Method | None = None, **named: Any
    ) -> Task:
        """Runs ``query(core, reader, *args, **named)`` on the library's worker, for what takes longer than a frame."""
        asking = _Acting(self, done, failed, None, "")
        return self.tasks.run(
            self._asked, query, args, named, done=asking.on_done, failed=asking.on_failed, quiet=True
        )

    def undo(self) -> None:
        """Takes back what was done last in this window and was not taken back yet."""
        if self.past:
            self._turn(self.past.pop(), is_undo=True)

    def redo(self) -> None:
        """Does again what was taken back last."""
        if self.future:
            self._turn(self.future.pop(), is_undo=False)

    def note(self, words: str, entries: Sequence[int]) -> None:
        """What was done can be taken back from now on; what was taken back before it is past doing again."""
        self.past.append(Deed(words, tuple(entries)))
        self.future.clear()
        self.history_changed.emit()

    def _turn(self, deed: Deed, *, is_undo: bool) -> None:
        self.history_changed.emit()
        self.act(_turned, deed, is_undo, done=self._on_turned)

    def _on_turned(self, turned: _Turned) -> None:
        """What cannot be turned, because something was changed since, has left both lists, and its error was shown."""
        back = Deed(turned.deed.words, turned.entries)
        if turned.is_undo:
            self.future.append(back)
            self.notices.say(self.tr("Taken back: {what}").format(what=back.words))
        else:
            self.past.append(back)
            self.notices.offer_undo(back.words, self.undo)
        self.history_changed.emit()

    def close(self) -> None:
        """Closes the library; to be run on its worker when all other work has ended."""
        if self._core is not None:
            self._core.library.close()
            self._core = None

    def _opened(self) -> Any:
        if self._core is None:
            self._core = self._open_core()
        return self._core

    def _plain(self, action: Callable[..., Any], args: Sequence[Any], named: dict[str, Any]) -> Any:
        return action(self._opened(), *args, **named)

    def _with_progress(
        self, action: Callable[..., Any], args: Sequence[Any], named: dict[str, Any], progress: Any
    ) -> Any:
        return action(self._opened(), *args, **{"progress": progress} | named)

    def _asked(self, query: Callable[..., Any], args: Sequence[Any], named: dict[str, Any]) -> Any:
        core = self._opened()
        return query(core, core.library, *args, **named)


def _turned(core: Any, deed: Deed, is_undo: bool) -> _Turned:
    done = journal.take_back(core, deed.entries)
    return _Turned(deed, is_undo, tuple(done.value), done.changes)


class _Acting(QObject):
    """One action under way: hands its end on to whoever is still there, and is kept by its work until then.

    No child of its work, which it refers to: a child that Qt deletes while it holds the last reference of
    Python to its parent takes the parent along, which deletes the child a second time.
    """

    def __init__(
        self, work: Work, done: Method | None, failed: Method | None, stopped: Method | None, undo: str
    ) -> None:
        super().__init__()
        self._work = work
        work.under_way.add(self)
        self._replies = {
            "done": weak_method(done),
            "failed": weak_method(failed),
            "stopped": weak_method(stopped),
        }
        self._undo = undo

    def on_done(self, result: Any) -> None:
        changes = getattr(result, "changes", None)
        if changes is not None:
            self._work.changes.announce(changes)
        entries = getattr(result, "journal", 0)
        entries = [one for one in (entries if isinstance(entries, list) else [entries]) if one]
        said = " · ".join([self._undo, *_told(getattr(result, "moved", ()))])
        if self._undo and entries:
            self._work.note(self._undo, entries)
            self._work.notices.offer_undo(said, self._work.undo)
        self._reply("done", result)

    def on_failed(self, error: Exception) -> None:
        if not self._reply("failed", error):
            self._work.notices.error(error)

    def on_stopped(self) -> None:
        self._reply("stopped")

    def _reply(self, name: str, *news: Any) -> bool:
        self._work.under_way.discard(self)
        method = self._replies[name]()
        if method is None:
            return False
        method(*news)
        return True


def _told(moved: Sequence[Moved]) -> list[str]:
    """The last day that moved, and how many others did: there is room for one."""
    said = [one.sentence for one in moved[:1]]
    if len(moved) > 1:
        said.append(counted("Work", "one more last day moved", "%n more last days moved", len(moved) - 1))
    return said


def _takes_progress(action: Callable[..., Any]) -> bool:
    return "progress" in inspect.signature(action).parameters
