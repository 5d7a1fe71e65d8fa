"""All words to the user that are not part of a screen: short notices, undo, errors, questions, file choosers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from disputes_app.errors import UserError
from disputes_app.gui.words import counted, sentence

log = logging.getLogger(__name__)
UNDO_SECONDS = 20
MOST_FAULTS = 8
"""So many sentences are read at once; a dialog with all of a thousand would be taller than any screen."""


class Notices(QObject):
    """Quiet words go out as signals and end in the status bar; the rest are dialogs, one function each.

    Tests give screens ``RecordingNotices`` instead, which never opens a dialog.
    """

    said = Signal(str)
    undo_offered = Signal(str, object)
    way_offered = Signal(str, str, object)

    def say(self, text: str) -> None:
        """A sentence in the status bar."""
        self.said.emit(text)

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """What was done, with Undo beside it for twenty seconds."""
        self.undo_offered.emit(text, undo)

    def offer(self, text: str, way: str, go: Callable[[], object]) -> None:
        """What was done, with a way on beside it for twenty seconds ("Open its folder")."""
        self.way_offered.emit(text, way, go)

    def error(self, error: Exception | str, parent: QWidget | None = None) -> None:
        """Says what did not happen. What a person cannot act on is also logged, and named as our fault."""
        if isinstance(error, str | UserError):
            self._show_error(parent, "\n".join(map(sentence, str(error).splitlines())), "")
            return
        log.error("shown to the user", exc_info=error)
        if isinstance(error, OSError) and error.strerror:
            # A full disk, a drive that was pulled: the person can mend it, the program cannot.
            where = f" ({error.filename})" if error.filename else ""
            told = self.tr("The system says: {why}. Mend that and try again; what was stored before is safe.")
            told = told.format(why=f"{error.strerror}{where}")
        else:
            told = self.tr("Something went wrong in the program. What was stored before is safe.")
        self._show_error(parent, told, f"{type(error).__name__}: {error}")

    def faults(self, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        """Says what is wrong with several things: the first of them, and all on demand."""
        more = len(sentences) - MOST_FAULTS
        told = [sentence(one) for one in sentences[:MOST_FAULTS]]
        if more > 0:
            told.append(counted("Notices", "and one more", "and %n more", more))
        self._show_error(parent, "\n".join(told), "\n".join(sentences) if more > 0 else "")

    def confirm(self, question: str, detail: str, yes: str, parent: QWidget | None = None) -> bool:
        """Asks before what cannot be undone; ``yes`` says what happens ("Empty the bin")."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, question, question, parent=parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(detail)
        go = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is go

    def choose(
        self, question: str, options: Sequence[str], current: int = 0, parent: QWidget | None = None
    ) -> int | None:
        """Which of several; None when the question was left."""
        answer, ok = QInputDialog.getItem(parent, question, question, list(options), current, False)
        return list(options).index(answer) if ok else None

    def ask_text(self, question: str, text: str = "", parent: QWidget | None = None) -> str | None:
        """One line of text; None when the question was left."""
        answer, ok = QInputDialog.getText(parent, question, question, text=text)
        return answer if ok else None

    def open_files(self, title: str, filters: str = "", parent: QWidget | None = None) -> list[Path]:
        """Files to read; empty when none was chosen. ``filters`` as Qt writes them."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, "", filters)
        return [Path(name) for name in names]

    def open_folder(self, title: str, parent: QWidget | None = None) -> Path | None:
        """A folder; None when none was chosen."""
        name = QFileDialog.getExistingDirectory(parent, title)
        return Path(name) if name else None

    def save_file(
        self, title: str, suggested: Path | str, filters: str = "", parent: QWidget | None = None
    ) -> Path | None:
        """Where to write a file; the chooser itself asks before it replaces one."""
        name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), filters)
        return Path(name) if name else None

    def _show_error(self, parent: QWidget | None, sentence: str, detail: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("That did not work"), sentence, parent=parent)
        # A file may be called <b>anything</b>.
        box.setTextFormat(Qt.TextFormat.PlainText)
        if detail:
            box.setDetailedText(detail)
        box.exec()
