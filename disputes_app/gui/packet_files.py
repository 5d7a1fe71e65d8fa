"""Files that came back: a packet is checked against its own manifest, a case archive is taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from disputes_app.actions.case_archive import import_case
from disputes_app.actions.packets import Checked, check_packet
from disputes_app.gui.context import Context
from disputes_app.gui.widgets.facts import Facts
from disputes_app.gui.widgets.labels import label, set_tone
from disputes_app.gui.widgets.sheet import Sheet
from disputes_app.gui.words import sentence


class PacketFiles(QObject):
    """``case_taken`` carries the case that came out of an archive."""

    case_taken = Signal(object)

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window)
        self._window = window
        self._context = context

    def check(self) -> None:
        """Asks which packet, and says whether it is as it was made."""
        files = self._context.notices.open_files(
            self.tr("Check a packet"), self.tr("Packets (*.pdf)"), self._window
        )
        if files:
            CheckDialog(self._context, files[0], self._window).open()

    def take_archive(self) -> None:
        """Asks which archive, and takes its case in."""
        files = self._context.notices.open_files(
            self.tr("Take in a case from a file"), self.tr("Case archive (*.zip)"), self._window
        )
        if files:
            self._context.work.act(
                import_case, files[0], done=self._on_taken, label=self.tr("Taking in the case"), quiet=False,
                undo=self.tr("Case taken in"),
            )  # fmt: skip

    def _on_taken(self, done: Any) -> None:
        self.case_taken.emit(done.value)


class CheckDialog(Sheet):
    """Checks a packet at once; one that is locked wants its passphrase first."""

    WIDE = 560

    def __init__(self, context: Context, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Check a packet"), self.tr("Check again"), parent)
        self._context, self._path = context, path
        self.cancel.setText(self.tr("Close"))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(self.tr("only if it is locked"))
        self.add(self.tr("Packet"), label(path.name, "body", wrap=True))
        self.add(self.tr("Passphrase"), self.passphrase)
        self.verdict = label("", "sentence", wrap=True)
        self.form.addRow(self.verdict)
        self.facts = Facts()
        self.form.addRow(self.facts)
        self.asked.connect(self._check)
        self.take()

    def _check(self) -> None:
        self._context.work.act(
            check_packet, self._path, self.passphrase.text(),
            done=self._show, failed=self._fail, label=self.tr("Checking the packet"), quiet=False,
        )  # fmt: skip

    def _fail(self, error: Exception) -> None:
        self.verdict.clear()
        self.facts.set_facts([])
        self.refuse(error)
        self.passphrase.setFocus()

    def _show(self, checked: Checked) -> None:
        self.yes.setEnabled(True)
        found = checked.verdict
        said = self.tr("It is as it was made, and every original is here, unchanged.")
        if not found.ok:
            said = "\n".join(sentence(one) for one in found.problems)
        self.verdict.setText(said)
        set_tone(self.verdict, "good" if found.ok else "error")
        self.facts.set_facts([
            *((self.tr("Sent"), self._sent(case.number, row)) for case, row in checked.sent),
            (self.tr("Signed"), self._signed(found.signature)),
            *((self.tr("Exhibit {letter}").format(letter=one.letter), self._state(one)) for one in found.exhibits),
        ])  # fmt: skip
        # What was just put there is measured a moment later.
        QTimer.singleShot(0, self.fit)

    def _sent(self, number: str, row: Any) -> str:
        if row.filing.sent_to:
            return self.tr("for case {number}, to {who}").format(number=number, who=row.filing.sent_to)
        return self.tr("for case {number}").format(number=number)

    def _signed(self, signature: Any) -> str:
        if signature is None:
            return self.tr("no")
        return self.tr("by {who}, certificate SHA-256 {sha256}: compare it").format(
            who=signature.signer, sha256=signature.sha256
        )

    def _state(self, one: Any) -> str:
        words = {
            "ok": self.tr("unchanged"),
            "changed": self.tr("changed in this library"),
            "missing": self.tr("not in this library"),
        }.get(one.state, self.tr("has no file to check"))
        return f"{words} · SHA-256 {one.sha256[:16]}…" if one.sha256 else words
