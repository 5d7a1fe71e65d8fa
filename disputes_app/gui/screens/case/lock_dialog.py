"""A passphrase and a certificate for a packet that is to be locked or signed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from disputes_app.gui.notices import Notices
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import ElidedLabel, label
from disputes_app.gui.widgets.panels import row
from disputes_app.gui.widgets.sheet import Sheet


class LockDialog(Sheet):
    """Nothing of what is typed here is kept."""

    WIDE = 520

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Lock or sign the packet"), self.tr("Make packet…"), parent)
        self._notices = notices
        self.certificate: Path | None = None
        self.words, self.again, self.opens = QLineEdit(), QLineEdit(), QLineEdit()
        for one in (self.words, self.again, self.opens):
            one.setEchoMode(QLineEdit.EchoMode.Password)
        self.words.setPlaceholderText(self.tr("empty: everybody can open it"))
        self.add(self.tr("Passphrase"), self.words)
        self.add(self.tr("Once more"), self.again)
        self.name = ElidedLabel("", "body", "ink2")
        self.choose = Button(self.tr("Choose…"))
        self.choose.clicked.connect(self._on_choose)
        self.none = Button(self.tr("None"), kind="flat")
        self.none.clicked.connect(partial(self._set_certificate, None))
        holder = QWidget()
        line = row(self.name, self.choose, self.none, gap=6, parent=holder)
        line.setStretch(0, 1)
        holder.setFocusProxy(self.choose)
        self.add(self.tr("Your certificate"), holder)
        self.add(self.tr("Its password"), self.opens)
        said = self.tr(
            "A lost passphrase cannot be found again. Locked or signed files have other bytes each time they are made; "
            "a signature shows every later change."
        )
        self.form.addRow(label(said, "second", "ink3", wrap=True))
        self._set_certificate(None)
        self.words.setFocus()

    def _set_certificate(self, path: Path | None) -> None:
        self.certificate = path
        self.name.setText(path.name if path else self.tr("not signed"))
        self.none.setEnabled(path is not None)
        self.opens.setEnabled(path is not None)

    def _on_choose(self) -> None:
        files = self._notices.open_files(
            self.tr("Your certificate with its key"), self.tr("Certificates (*.p12 *.pfx)"), self
        )
        if files:
            self._set_certificate(files[0])

    def complaint(self) -> str:
        if self.words.text() != self.again.text():
            self.again.setFocus()
            return self.tr("The two passphrases differ; type them again.")
        if not self.words.text() and self.certificate is None:
            self.words.setFocus()
            return self.tr("Type a passphrase or choose a certificate.")
        return ""
