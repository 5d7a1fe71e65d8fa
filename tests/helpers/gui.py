"""What a screen is given in tests: tasks that run at once, notices that only record, a fixed clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from disputes_app.gui.appearance import ThemeSource
from disputes_app.gui.changes import ChangeHub
from disputes_app.gui.context import Context
from disputes_app.gui.notices import Notices
from disputes_app.gui.tasks import Task, Tasks
from disputes_app.gui.work import Work

SAMPLE_NOW = datetime(2026, 3, 12, 10, 42, tzinfo=UTC)


class ImmediateTasks(Tasks):
    """Does the work inside ``run``; replies come before it returns. Errors nobody takes are raised."""

    def _hand_over(self, task: Task, *, pool: bool) -> None:
        self._perform(task)

    def _tell(self, receiver: Callable[..., None], *news: Any) -> None:
        receiver(*news)

    def _on_ended(self, task: Task, state: Any, outcome: object) -> None:
        unseen = state == "failed" and task.replies["failed"]() is None
        super()._on_ended(task, state, outcome)
        if unseen and isinstance(outcome, Exception):
            raise outcome


class RecordingNotices(Notices):
    """Opens no dialog: keeps what was said, and answers from what the test put in ``answers``."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[str] = []
        self.undos: list[tuple[str, Callable[[], object]]] = []
        self.errors: list[str] = []
        self.questions: list[str] = []
        self.answers: list[Any] = []

    def say(self, text: str) -> None:
        self.sentences.append(text)
        super().say(text)

    def offer(self, text: str, way: str, go: Callable[[], object]) -> None:
        self.sentences.append(text)
        super().offer(text, way, go)

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        self.undos.append((text, undo))
        super().offer_undo(text, undo)

    def _show_error(self, parent: QWidget | None, sentence: str, detail: str) -> None:
        self.errors.append(f"{sentence} {detail}".strip())

    def _answer(self, question: str) -> Any:
        self.questions.append(question)
        assert self.answers, f"the test has no answer to: {question}"
        return self.answers.pop(0)

    def confirm(self, question: str, detail: str, yes: str, parent: QWidget | None = None) -> bool:
        return bool(self._answer(question))

    def choose(
        self, question: str, options: Sequence[str], current: int = 0, parent: QWidget | None = None
    ) -> int | None:
        answer: int | None = self._answer(question)
        return answer

    def ask_text(self, question: str, text: str = "", parent: QWidget | None = None) -> str | None:
        answer: str | None = self._answer(question)
        return answer

    def open_files(self, title: str, filters: str = "", parent: QWidget | None = None) -> list[Path]:
        return list(self._answer(title))

    def open_folder(self, title: str, parent: QWidget | None = None) -> Path | None:
        answer: Path | None = self._answer(title)
        return answer

    def save_file(
        self, title: str, suggested: Path | str, filters: str = "", parent: QWidget | None = None
    ) -> Path | None:
        answer: Path | None = self._answer(title)
        return answer


class MemorySettings(dict[str, Any]):
    """Settings that are forgotten at the end of the test."""

    def set(self, key: str, value: Any) -> None:
        self[key] = value


def theme_source(pin: str = "light") -> ThemeSource:
    """The application's theme, one for the whole test run, pinned."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    found = app.findChild(ThemeSource)
    source = found if isinstance(found, ThemeSource) else ThemeSource(app)
    source.set_pin(pin)  # type: ignore[arg-type]
    return source


def a_context(core: Any = None, now: datetime = SAMPLE_NOW, tasks: Tasks | None = None) -> Context:
    """A context for one screen under test; ``core`` both reads and writes, on the one thread there is."""
    tasks = tasks or ImmediateTasks()
    changes = ChangeHub()
    notices = RecordingNotices()
    return Context(
        core=core,
        work=Work(tasks, changes, notices, lambda: core),
        tasks=tasks,
        changes=changes,
        notices=notices,
        settings=MemorySettings(),
        clock=lambda: now,
        theme=theme_source(),
    )


def dialog_of(screen: QWidget, kind: type[QDialog]) -> Any:
    """The one dialog of a kind that a screen shows now."""
    (found,) = [one for one in screen.findChildren(kind) if one.isVisible()]
    return found
