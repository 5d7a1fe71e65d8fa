"""What a pane shows when there is nothing, when something went wrong, and while something is being done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.tasks import Task, Tasks
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import ElidedLabel, IconLabel, label
from disputes_app.gui.widgets.panels import column, row

WAIT_MS = 300


class EmptyState(QWidget):
    """One sentence, why, and one way on; ``acted`` when that way is taken."""

    acted = Signal()

    def __init__(self, sentence: str, why: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = label(sentence, "medium", wrap=True)
        self._why = label(why, "second", "ink2", wrap=True)
        self._action = Button(action, kind="link")
        self._action.clicked.connect(self.acted)
        for words in (self._sentence, self._why):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = row(None, self._action, None)
        column(None, self._sentence, self._why, middle, None, gap=3, edge=(20, 16, 20, 16), parent=self)
        self.set_words(sentence, why, action)

    def set_words(self, sentence: str, why: str = "", action: str = "") -> None:
        """Another reason for the emptiness, such as the filter that hides things."""
        for part, words in ((self._sentence, sentence), (self._why, why), (self._action, action)):
            part.setText(words)
            part.setVisible(bool(words))


class ErrorPanel(QFrame):
    """Beside the thing: what did not happen, why and that the data is safe, and ways on."""

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "pane")
        self._title = label(role="medium", tone="error", wrap=True)
        self._text = label(role="second", tone="ink2", wrap=True)
        self._ways = row(gap=14)
        words = column(self._title, self._text, self._ways, gap=1)
        sign = IconLabel("circle-alert", "error")
        both = row(column(sign, None), words, gap=8, edge=(12, 8, 12, 8), parent=self)
        both.setStretch(1, 1)
        self.hide()

    def show_error(self, title: str, text: str, ways: dict[str, str] | None = None) -> None:
        """``ways`` maps ids to words; ``acted`` carries the id chosen."""
        self._title.setText(title)
        self._text.setText(text)
        while (item := self._ways.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for way, words in (ways or {}).items():
            made = Button(words, kind="link")
            made.setProperty("way", way)
            made.clicked.connect(self._on_way)
            self._ways.addWidget(made)
        self._ways.addStretch(1)
        self.show()

    def _on_way(self) -> None:
        self.acted.emit(str(self.sender().property("way")))


class ProgressLine(QWidget):
    """A 3 px line: how much of it is done; without a total a third of it stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setFixedHeight(3)

    def set_part(self, part: float) -> None:
        """From 0 to 1."""
        self._part = min(max(part, 0.0), 1.0)
        self.setAccessibleDescription(f"{self._part:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = themes.active()
        painter.fillRect(self.rect(), theme.line2 if theme.is_dark else theme.line)
        done = QRectF(self.rect())
        done.setWidth(done.width() * self._part)
        painter.fillRect(done, theme.accent)
        painter.end()


class LoadingLine(QFrame):
    """Follows the tasks: nothing for 300 ms, then what is being done, how far it is, and Stop."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "pane")
        self._task: Task | None = None
        self._tasks = tasks
        self._words = ElidedLabel("", "second")
        self._line = ProgressLine()
        stop = Button(self.tr("Stop"), kind="link")
        stop.clicked.connect(self._on_stop)
        inner = row(IconLabel("loader"), self._words, stop, gap=8, edge=(14, 3, 14, 3))
        inner.setStretch(1, 1)
        column(inner, self._line, gap=0, parent=self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._on_waited)
        tasks.started.connect(self._on_started)
        tasks.moved.connect(self._on_moved)
        tasks.finished.connect(self._on_finished)
        self.hide()

    def _on_started(self, task: Task) -> None:
        if not task.quiet and self._task is None:
            self._follow(task)

    def _follow(self, task: Task) -> None:
        self._task = task
        self._show_task()
        if not self.isVisible():
            self._wait.start()

    def _on_waited(self) -> None:
        self.setVisible(self._task is not None)

    def _on_moved(self, task: Task) -> None:
        if task is self._task:
            self._show_task()

    def _show_task(self) -> None:
        if self._task is not None:
            label, what = self._task.label, self._task.what
            said = f"{label}: {what}" if label and what and what != label else what or label
            self._words.setText(said)
            self.setAccessibleName(said)
            self._line.set_part(self._task.done / self._task.total if self._task.total else 0.0)

    def _on_finished(self, task: Task) -> None:
        if task is not self._task:
            return
        self._task = None
        following = next((other for other in self._tasks.living if not other.quiet), None)
        if following is not None:
            self._follow(following)
        else:
            self._wait.stop()
            self.hide()

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.stop()
            self._words.setText(self.tr("Stopping"))
