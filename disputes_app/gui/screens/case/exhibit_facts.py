"""What is known of an exhibit's file, and where the exhibit is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from disputes_app.domain.messages import Message
from disputes_app.domain.readiness import Requirements
from disputes_app.domain.shipments import Shipment
from disputes_app.gui import phrases
from disputes_app.gui.context import Context
from disputes_app.gui.screens.case.exhibits_model import Shown
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.case.wording import size_words, tr, when_words
from disputes_app.gui.widgets.buttons import IconButton
from disputes_app.gui.widgets.facts import Facts
from disputes_app.gui.widgets.labels import label, set_tone
from disputes_app.gui.widgets.panels import column, row
from disputes_app.gui.words import counted
from disputes_app.queries.packet_uses import uses


def facts_of(shown: Shown, view: CaseView) -> list[tuple[str, str]]:
    """Names and values: when it was taken, by what, how large, where it lies, when it came in."""
    if shown.row.message is not None:
        return _of_message(shown.row.message, view)
    if shown.row.shipment is not None:
        return _of_parcel(shown.row.shipment)
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


def _of_message(message: Message, view: CaseView) -> list[tuple[str, str]]:
    facts = [
        (tr("From"), message.sender),
        (tr("Written"), when_words(message.at, view)),
        (tr("Channel"), message.channel),
        (tr("Translated by"), message.translated_by if message.translation else ""),
    ]
    return [(name, value) for name, value in facts if value]


def _of_parcel(parcel: Shipment) -> list[tuple[str, str]]:
    facts = [(tr("Carrier"), parcel.carrier), (tr("Number"), parcel.tracking_number)]
    return [(name, value) for name, value in facts if value]


def words_of(shown: Shown, view: CaseView) -> str:
    """What an exhibit that is no file says: a message with its translation, or the scans of a parcel."""
    message, parcel = shown.row.message, shown.row.shipment
    if message is not None:
        return "\n\n".join(filter(None, [message.subject, message.text, message.translation]))
    events = [
        event
        for order in view.detail.orders
        for one, scans in order.shipments
        if parcel is not None and one.id == parcel.id
        for event in scans
    ]
    return "\n".join(
        " · ".join(filter(None, [when_words(one.at, view), one.description, one.place])) for one in events
    )


def uses_of(shown: Shown, content: Any, requirements: Requirements) -> str:
    """Where the exhibit is used: its page, what of the packet speaks of it, and what it is said to prove."""
    said = [shown.page_words]
    if content is not None:
        found = uses(content, shown.row.letter)
        if found.is_first:
            said.append(tr("cover"))
        if found.paragraphs:
            numbers = ", ".join(map(str, found.paragraphs))
            said.append(tr("statement, paragraph {numbers}").format(numbers=numbers))
        if found.chronology:
            said.append(
                counted("Case", "%n line of the chronology", "%n lines of the chronology", found.chronology)
            )
        said += found.facts
        if found.differs:
            said.append(tr("promised and received"))
        if found.messages:
            said.append(tr("message {numbers}").format(numbers=", ".join(map(str, found.messages))))
    codes = shown.row.evidence.proves.split() if shown.row.evidence is not None else []
    said += [requirements.exhibits[code].what for code in codes if code in requirements.exhibits]
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
        self.of_file = QWidget()
        column(
            row(label(self.tr("SHA-256"), "strong"), None, self.copy),
            self.hash,
            self.state,
            gap=5,
            parent=self.of_file,
        )
        self.title = label("", "strong")
        column(
            self.title,
            self.facts,
            self.of_file,
            label(self.tr("Used in"), "strong"),
            self.used,
            gap=5,
            parent=self,
        )

    def show_exhibit(self, shown: Shown, facts: list[tuple[str, str]], used: str) -> None:
        """Shows another exhibit, and reads its kept file again, if it is one."""
        file = shown.row.evidence
        self.title.setText(self.tr("Facts from the file") if file is not None else self.tr("Facts"))
        self.of_file.setVisible(file is not None)
        self.facts.set_facts(facts)
        self.used.setText(used or self.tr("nothing yet: the page is known once the packet is made"))
        sha256 = self._sha256 = file.sha256 if file is not None else ""
        if not sha256:
            return
        self.hash.setText(f"{sha256[:32]}\n{sha256[32:]}")
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
