"""Words that stay out of the packet: proposed ones to accept or refuse, and one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QWidget

from disputes_app.domain.private_words import LEAST, Decision, PrivateKind, key
from disputes_app.gui.screens.case.dialogs import Choice, ChooseDialog
from disputes_app.gui.screens.case.wording import tr
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import row
from disputes_app.gui.words import QT_TRANSLATE_NOOP
from disputes_app.queries.private_words import PrivateRow

_C = "Case"
_KINDS = {
    PrivateKind.CARD: QT_TRANSLATE_NOOP(_C, "card number"),
    PrivateKind.ACCOUNT: QT_TRANSLATE_NOOP(_C, "account number"),
    PrivateKind.EMAIL: QT_TRANSLATE_NOOP(_C, "e-mail address"),
    PrivateKind.PHONE: QT_TRANSLATE_NOOP(_C, "phone number"),
    PrivateKind.KNOWN: QT_TRANSLATE_NOOP(_C, "hidden in another case"),
    PrivateKind.OWN: QT_TRANSLATE_NOOP(_C, "your own words"),
}
_PLACES = {
    "cover": QT_TRANSLATE_NOOP(_C, "cover"),
    "chronology": QT_TRANSLATE_NOOP(_C, "chronology"),
    "statement": QT_TRANSLATE_NOOP(_C, "statement"),
    "facts": QT_TRANSLATE_NOOP(_C, "order, payment, tracking"),
    "messages": QT_TRANSLATE_NOOP(_C, "messages"),
    "other_files": QT_TRANSLATE_NOOP(_C, "names of files"),
}


class PrivateDialog(ChooseDialog):
    """What is ticked is hidden; a proposal that is not ticked is refused and asked about no more."""

    def __init__(self, rows: Sequence[PrivateRow], parent: QWidget | None = None) -> None:
        choices = [
            Choice(one.text, one.text, _note(one), "eye-off", one.decision is not Decision.SHOWN)
            for one in rows
        ]
        super().__init__(tr("Hide private words"), tr("Hide"), choices, parent)
        self.list.setMinimumHeight(self.share(200))
        if not rows:
            none = self.tr("Nothing in the texts of this case looks like a card, account, address or phone.")
            self.form.insertRow(0, label(none, "body", "ink2", wrap=True))
            self.list.hide()
        self._before = {one.text: one.decision for one in rows}
        self.own = QLineEdit()
        self.own.setPlaceholderText(self.tr("your street, a name, a number"))
        self.own.setAccessibleName(self.tr("Words of your own to hide"))
        self.put = Button(self.tr("Add"))
        self.put.clicked.connect(self._on_put)
        line = row(self.own, self.put, gap=8)
        line.setStretch(0, 1)
        self.form.addRow(line)
        said = self.tr(
            "Ticked words stand nowhere in the packet: not in texts, names of files or received documents. "
            "Pictures are not searched for words; cover areas of them."
        )
        self.form.addRow(label(said, "second", "ink3", wrap=True))

    def _on_put(self) -> None:
        text = " ".join(self.own.text().split())
        if len(text) < LEAST:
            self._say(self.tr("Write at least {least} characters.").format(least=LEAST))
            self.own.setFocus()
            return
        self._say("")
        item = self._item(text)
        if item is None:
            item = QListWidgetItem(f"{text}\n{tr(_KINDS[PrivateKind.OWN])}")
            item.setData(Qt.ItemDataRole.UserRole, text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
            self.list.show()
        item.setCheckState(Qt.CheckState.Checked)
        self.own.clear()

    def _item(self, text: str) -> QListWidgetItem | None:
        items = (self.list.item(number) for number in range(self.list.count()))
        return next((one for one in items if key(one.data(Qt.ItemDataRole.UserRole)) == key(text)), None)

    def complaint(self) -> str:
        if self.own.text().strip():
            self._on_put()
            return self.fault.text()
        return ""

    @property
    def decisions(self) -> dict[str, Decision]:
        """What changed by what was ticked."""
        ticked = set(self.chosen)
        decided = {text: Decision.HIDDEN if text in ticked else Decision.SHOWN for text in self._before}
        decided |= dict.fromkeys(ticked, Decision.HIDDEN)
        return {text: one for text, one in decided.items() if one is not self._before.get(text)}


def _note(one: PrivateRow) -> str:
    places = ", ".join(
        tr(_PLACES[place]) if place in _PLACES else tr("exhibit {letter}").format(letter=place)
        for place in one.where
    )
    return f"{tr(_KINDS[one.kind])}  ·  {places}" if places else tr(_KINDS[one.kind])
