"""A question of the recourse map with the way to answer it in place: a day, a choice, yes or no, a word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from disputes_app.domain.anchors import AnchorKind, field_name
from disputes_app.domain.conditions import Question
from disputes_app.domain.orders import BuyerKind, Platform
from disputes_app.domain.payments import PaymentMethod
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import translate
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.date_field import DateField
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column, row

_CHOSEN = ("platform", "payment_method", "card_network", "buyer_kind")
_TEXTS = ("site", "category", "carrier", "buyer_country", "seller_country")
_WORDY = ("which", "what", "how", "where", "who", "when")


def choices(fact: str) -> Sequence[tuple[str, str]]:
    """The answers that one of ``_CHOSEN`` can have: what is kept, and what is read."""
    if fact == "platform":
        return [(one.value, phrases.platform(one)) for one in Platform]
    if fact == "payment_method":
        other = translate("Order", "another way")
        return [(one.value, phrases.paid_by(one) or other) for one in PaymentMethod]
    if fact == "card_network":
        return [(one.value, name) for one, name in phrases.NETWORKS.items()]
    return [
        (BuyerKind.CONSUMER.value, translate("Order", "as a consumer")),
        (BuyerKind.BUSINESS.value, translate("Order", "as a business")),
    ]


def field_of(fact: str, rule: str, answer: str) -> tuple[str, str] | None:
    """The order's field that an answer goes into, with its text; None for a fact without a field of its own."""
    if fact == "platform_date":
        return "platform_date", f"{rule}:{answer}" if rule else answer
    if fact in _CHOSEN or fact in _TEXTS:
        return fact, answer
    if fact in set(AnchorKind) and (name := field_name(AnchorKind(fact))) is not None:
        return name, answer
    return None


class Answer(QWidget):
    """``given`` carries the fact, the rule it was asked for, and the answer as text."""

    given = Signal(str, str, str)

    def __init__(self, view: OrderView, question: Question, rule: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fact, self._rule = question.fact, rule
        self._today: date = view.today
        asked = label(question.text, "row", wrap=True)
        asked.setFont(themes.font("medium"))
        self.editor = self._editor(question)
        parts: list[QWidget | None] = [self.editor] if self.editor else []
        if question.fact == "total":
            # An amount has a currency and belongs to the order's form.
            edit = Button(self.tr("Edit order…"), is_small=True)
            edit.clicked.connect(self._on_edit)
            parts = [edit]
        elif self.editor is None:
            for answer, words in (("yes", self.tr("Yes")), ("no", self.tr("No"))):
                made = Button(words, is_small=True)
                made.setProperty("answer", answer)
                made.setAccessibleName(f"{question.text} {words}")
                made.clicked.connect(self._on_yes_or_no)
                parts.append(made)
        else:
            save = Button(self.tr("Save answer"), kind="primary", is_small=True)
            save.clicked.connect(self.give)
            parts.append(save)
            self.setFocusProxy(self.editor)
        column(asked, row(*parts, None, gap=8), gap=5, parent=self)

    def _today_here(self) -> date:
        return self._today

    def _editor(self, question: Question) -> QWidget | None:
        fact = question.fact
        if fact == "total":
            return None
        if fact in set(AnchorKind) or fact == "platform_date":
            made = DateField(question.text, self._today_here)
            made.setMaximumWidth(themes.scaled(190))
            return made
        if fact in _CHOSEN:
            box = QComboBox()
            for value, words in choices(fact):
                box.addItem(words, value)
            box.setAccessibleName(question.text)
            return box
        if fact in _TEXTS or question.text.lower().startswith(_WORDY):
            edit = QLineEdit()
            edit.setAccessibleName(question.text)
            edit.setMaximumWidth(themes.scaled(240))
            return edit
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.editor is not None:
            self.give()
        else:
            super().keyPressEvent(event)

    def give(self) -> None:
        """Tells the answer that stands in the editor; an unclear one is said under the field."""
        if isinstance(self.editor, DateField):
            if self.editor.day is None:
                sentence = translate("Order", "Write the day, such as 27 Feb 2026.")
                self.editor.show_error(sentence)
                self.editor.setFocus()
                return
            answer = self.editor.day.isoformat()
        elif isinstance(self.editor, QComboBox):
            answer = str(self.editor.currentData())
        elif isinstance(self.editor, QLineEdit):
            answer = self.editor.text().strip()
        else:
            return
        if answer:
            self.given.emit(self._fact, self._rule, answer)

    def _on_edit(self) -> None:
        self.given.emit(self._fact, self._rule, "")

    def _on_yes_or_no(self) -> None:
        self.given.emit(self._fact, self._rule, str(self.sender().property("answer")))
