"""The dialogs for a message of an order and for its translation."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit, QWidget

from disputes_app.domain.messages import Message, MessageDirection
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.widgets.date_field import DateField
from disputes_app.gui.widgets.panels import row
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.sheet import Sheet, TextArea, TimeField


class GivenMessage(NamedTuple):
    """A message as it was entered."""

    sender: str
    at: datetime
    text: str
    direction: MessageDirection
    channel: str
    translation: str


class MessageDialog(Sheet):
    """Adds one message: who wrote, when, the original words, a translation."""

    WIDE = 560

    def __init__(self, view: OrderView, parent: QWidget | None = None) -> None:
        super().__init__(self._words("title"), self._words("yes"), parent)
        self._view = view
        seller = view.detail.seller.name if view.detail.seller else ""
        known = [m for m in view.detail.messages if m.direction is MessageDirection.RECEIVED]
        self._seller = known[-1].sender if known else seller
        mine = [m for m in view.detail.messages if m.direction is MessageDirection.SENT]
        self._buyer = mine[-1].sender if mine else view.settings.buyer_name or self.tr("Buyer")
        self.who = Segments(
            [
                (MessageDirection.RECEIVED.value, self.tr("From the seller")),
                (MessageDirection.SENT.value, self.tr("From you")),
            ],
            self.tr("Who wrote"),
        )
        self.who.chosen.connect(self._on_who_chosen)
        self.name = QLineEdit(self._seller)
        self.day = DateField(self.tr("Day"), self._today, view.today)
        self.time = TimeField(self.tr("Time"))
        self.channel = QLineEdit(view.detail.messages[-1].channel if view.detail.messages else "")
        self.channel.setPlaceholderText(self.tr("AliExpress chat, mail, WeChat"))
        self.text = TextArea(self.tr("Original words"), 4)
        self.translation = TextArea(self.tr("Translation"), 3)
        when = QWidget()
        line = row(self.day, self.time, gap=8, parent=when)
        line.setStretch(0, 1)
        when.setFocusProxy(self.day)
        self.add(self.tr("Who wrote"), self.who)
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("When"), when)
        self.add(self.tr("Where"), self.channel)
        self.add(self.tr("Original words"), self.text)
        self.add(self.tr("Translation"), self.translation)
        self.text.setFocus()

    def _words(self, part: str) -> str:
        return {"title": self.tr("Add message"), "yes": self.tr("Add message")}[part]

    def _today(self) -> date:
        return self._view.today

    def _on_who_chosen(self, who: str) -> None:
        names = {MessageDirection.RECEIVED: self._seller, MessageDirection.SENT: self._buyer}
        if self.name.text() in ("", *names.values()):
            self.name.setText(names[MessageDirection(who)])

    @property
    def is_changed(self) -> bool:
        return bool(self.text.toPlainText().strip() or self.translation.toPlainText().strip())

    def complaint(self) -> str:
        if not self.text.toPlainText().strip():
            self.text.setFocus()
            return self.tr("Enter the words of the message.")
        if self.day.day is None:
            self.day.setFocus()
            return self.tr("Enter the day, such as 9 Mar 2026.")
        if self.time.is_unclear:
            self.time.setFocus()
            return self.tr("Write the time like 18:32, or leave it empty.")
        if not self.name.text().strip():
            self.name.setFocus()
            return self.tr("Enter who wrote it.")
        return ""

    @property
    def given(self) -> GivenMessage:
        """What was entered; without an hour noon is taken, so that the day is right in every near zone."""
        assert self.day.day is not None
        at = datetime.combine(self.day.day, self.time.hour or time(12), self._view.home)
        return GivenMessage(
            self.name.text().strip(),
            at,
            self.text.toPlainText().strip(),
            MessageDirection(self.who.chosen_id),
            self.channel.text().strip(),
            self.translation.toPlainText().strip(),
        )


class TranslationDialog(Sheet):
    """Gives a message its translation; the original stands above it, unchanged."""

    WIDE = 560

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        has = bool(message.translation)
        super().__init__(
            self.tr("Change translation") if has else self.tr("Add translation"),
            self.tr("Save translation"),
            parent,
        )
        self.message = message
        original = TextArea(
            self.tr("Original"), min(8, 2 + len(message.text) // 45 + message.text.count("\n"))
        )
        original.setPlainText(message.text)
        original.setReadOnly(True)
        self.translation = TextArea(self.tr("Translation"), 4)
        self.translation.setPlainText(message.translation)
        mine = message.translated_by in ("", "buyer")
        self.by = QLineEdit("" if mine else message.translated_by)
        self.by.setPlaceholderText(self.tr("you"))
        self.add(self.tr("Original"), original)
        self.add(self.tr("Translation"), self.translation)
        self.add(self.tr("Translated by"), self.by)
        self.translation.setFocus()

    @property
    def is_changed(self) -> bool:
        return self.translation.toPlainText().strip() != self.message.translation.strip()

    def complaint(self) -> str:
        if self.translation.toPlainText().strip() or self.message.translation:
            return ""
        self.translation.setFocus()
        return self.tr("Enter what the message says.")

    @property
    def given(self) -> tuple[str, str]:
        """The translation and whose it is."""
        return self.translation.toPlainText().strip(), self.by.text().strip() or "buyer"
