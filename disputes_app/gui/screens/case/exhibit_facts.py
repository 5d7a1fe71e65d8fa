"""What is known of an exhibit's file, and where the exhibit is used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from disputes_app.domain.readiness import Requirements
from disputes_app.gui import phrases
from disputes_app.gui.context import Context
from disputes_app.gui.screens.case.exhibits_model import Shown
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.case.wording import size_words, tr
from disputes_app.gui.widgets.buttons import IconButton
from disputes_app.gui.widgets.facts import Facts
from disputes_app.gui.widgets.labels import label, set_tone
from disputes_app.gui.widgets.panels import column, row
from disputes_app.gui.words import counted


def facts_of(shown: Shown, view: CaseView) -> list[tuple[str, str]]:
    """Names and values: when it was taken, by what, how large, where it lies, when it came in."""
    file = shown.row.evidence
    assert file is not None
    size = size_words(file.size)
    if file.width and file.height:
        size = f"{file.width} × {file.height}, {size}"
    elif file.pages:
        size = f"{counted('Case', '%n page', '%n pages', file.pages)}, {size}"
    came = file.added_at.astimezone(view.home)
    facts = [
        (tr("File"), file.name),
        (tr("Taken"), shown.day if file.captured_at or file.captured_local else tr("the file does not say")),
        (tr("Device"), file.device),
        (tr("Size"), size),
        (tr("Place"), tr("in the file; left out of packets") if file.latitude is not None else ""),
        (tr("Taken in"), f"{phrases.weekday(came.date(), view.today)}, {came:%H:%M}"),
    ]
    return [(name, value) for name, value in facts if value]


def uses_of(shown: Shown, content: Any, requirements: Requirements) -> str:
    """Where the exhibit is used: its page, the paragraphs that name it, and what it is said to prove."""
    assert shown.row.evidence is not None
    letter = re.compile(rf"\b[Ee]xhibits?\s[^.;)]*\b{re.escape(shown.row.letter)}\b")
    told = [
        number
        for number, paragraph in enumerate(content.statement if content is not None else (), 1)
        if letter.search(paragraph)
    ]
    codes = shown.row.evidence.proves.split()
    said = [
        shown.page_words,
        tr("statement, paragraph {numbers}").format(numbers=", ".join(map(str, told))) if told else "",
        *(requirements.exhibits[code].what for code in codes if code in requirements.exhibits),
    ]
    return " · ".join(filter(None, said))


class ExhibitFacts(QWidget):
    """The facts, the SHA-256 with whether the kept file still has it, and where the exhibit is used."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._sha256 = ""
        self.facts = Facts()
        self.hash = label("", "mono")
        self.hash.setAccessibleName(self.tr("SHA-256"))
        self.copy = IconButton("copy", self.tr("Copy the SHA-256"))
        self.copy.clicked.connect(self._on_copy)
        self.state = label("", "second", wrap=True)
        self.used = label("", "second", "ink2", wrap=True)
        column(
            label(self.tr("Facts from the file"), "strong"),
            self.facts,
            row(label(self.tr("SHA-256"), "strong"), None, self.copy),
            self.hash,
            self.state,
            label(self.tr("Used in"), "strong"),
            self.used,
            gap=5,
            parent=self,
        )

    def show_exhibit(self, shown: Shown, facts: list[tuple[str, str]], used: str) -> None:
        """Shows another exhibit, and reads its kept file again."""
        assert shown.row.evidence is not None
        sha256 = shown.row.evidence.sha256
        self._sha256 = sha256
        self.facts.set_facts(facts)
        self.hash.setText(f"{sha256[:32]}\n{sha256[32:]}")
        self.used.setText(used or self.tr("nothing yet: the page is known once the packet is made"))
        self._say(self.tr("reading the kept file again…"), "ink2")
        self._context.tasks.run(
            _state, self._context.core.library.evidence, sha256, done=self._on_state, quiet=True, pool=True
        )

    def _say(self, words: str, tone: str) -> None:
        self.state.setText(words)
        set_tone(self.state, tone)

    def _on_state(self, found: tuple[str, str]) -> None:
        sha256, state = found
        if sha256 != self._sha256:
            return
        words: Mapping[str, tuple[str, str]] = {
            "ok": (self.tr("read again just now: unchanged"), "good"),
            "changed": (
                self.tr("The kept file was changed. Check the library, and restore a backup."),
                "error",
            ),
            "missing": (
                self.tr("The kept file is missing. Check the library, and restore a backup."),
                "error",
            ),
        }
        self._say(*words[state])

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sha256)


def _state(store: Any, sha256: str) -> tuple[str, str]:
    return sha256, store.state(sha256)
