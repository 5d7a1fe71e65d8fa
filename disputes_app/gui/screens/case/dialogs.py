"""The small dialogs of a case: closed, the next route, what the case says of itself, several of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from disputes_app.domain.cases import Want
from disputes_app.domain.claims import Outcome, words
from disputes_app.domain.money import Money
from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.row_list import Index
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.case.wording import want_words
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.date_field import DateField
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.money_field import MoneyField
from disputes_app.gui.widgets.panels import row
from disputes_app.gui.widgets.sheet import Sheet, TextArea


class CloseDialog(Sheet):
    """How a case ended, what came back, and when."""

    def __init__(self, view: CaseView, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Close case"), self.tr("Close case"), parent)
        case = view.detail.case
        self.outcome = QComboBox()
        for one in Outcome:
            self.outcome.addItem(words(one), one.value)
        currency = (case.amount or Money(0, view.settings.home_currency or "GBP")).currency
        self.recovered = MoneyField(self.tr("Came back"), currency)
        self.recovered.set_hint(currency)
        self.recovered.set_money(case.amount)
        self.day = DateField(self.tr("Day"), lambda: view.today, view.today)
        self.add(self.tr("Outcome"), self.outcome)
        self.add(self.tr("Came back"), self.recovered)
        self.add(self.tr("On"), self.day)
        self.outcome.currentIndexChanged.connect(self._on_outcome)
        self._claimed = case.amount

    def _on_outcome(self) -> None:
        whole = self.outcome.currentData() == Outcome.REFUNDED
        self.recovered.set_money(self._claimed if whole else None)

    def complaint(self) -> str:
        if self.recovered.is_unclear:
            self.recovered.setFocus()
            return self.tr("That is not an amount. Write it like 129.90.")
        if self.day.is_unclear:
            self.day.setFocus()
            return self.tr("That is not a date. Write it like 9 Mar 2026.")
        return ""


class RouteDialog(Sheet):
    """Another programme to go on with: each with its id, its name, and what it and the present one do to each other."""

    def __init__(
        self, choices: Sequence[tuple[str, str, Sequence[str]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Next route"), self.tr("Go on"), parent)
        self.programme = QComboBox()
        for identifier, name, _ in choices:
            self.programme.addItem(name, identifier)
        self.add(self.tr("Go on with"), self.programme)
        self._conflicts = ["\n".join(sentences) for _, _, sentences in choices]
        self.conflicts = label("", "second", "warning", wrap=True)
        self.add_words(self.conflicts)
        self.programme.currentIndexChanged.connect(self._on_chosen)
        self._on_chosen(0)
        note = self.tr(
            "A new case begins with the same exhibits and letters. What was sent before stays as it is."
        )
        self.add_words(label(note, "second", "ink3", wrap=True))

    def _on_chosen(self, index: int) -> None:
        self.conflicts.setText(self._conflicts[index])
        self.conflicts.setVisible(bool(self._conflicts[index]))


class EditDialog(Sheet):
    """What a case says of itself. An empty statement stands for the proposed one."""

    WIDE = 600

    def __init__(self, view: CaseView, proposed: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Edit case"), self.tr("Save"), parent)
        case = view.detail.case
        self._view = view
        self._proposed = proposed
        self.title = QLineEdit(case.title)
        self.want = QComboBox()
        for want in Want:
            self.want.addItem(want_words(want), want.value)
        self.want.setCurrentIndex(self.want.findData(case.want.value))
        currency = case.amount.currency if case.amount else view.settings.home_currency or "GBP"
        self.amount = MoneyField(self.tr("Amount"), currency)
        self.amount.set_hint(currency)
        self.amount.set_money(case.amount)
        self.number = QLineEdit(case.platform_number)
        self.summary = TextArea(self.tr("Summary"), 3, case.summary)
        self.summary.setPlaceholderText(self.tr("Two sentences; without them the packet says what is known"))
        self.statement = TextArea(self.tr("Statement"), 9, case.statement)
        self.statement.setPlaceholderText(
            proposed or self.tr("Empty: the packet takes the proposed statement")
        )
        self.take_proposed = Button(self.tr("Start from the proposed statement"), kind="link")
        self.take_proposed.setVisible(bool(proposed))
        self.take_proposed.clicked.connect(self._on_take)
        for name, editor in (
            (self.tr("Title"), self.title),
            (self.tr("What you want"), self.want),
            (self.tr("Amount"), self.amount),
            (self.tr("Its case number"), self.number),
            (self.tr("Summary"), self.summary),
            (self.tr("Statement"), self.statement),
        ):
            self.add(name, editor)
        self.form.addRow("", self.take_proposed)

    def _on_take(self) -> None:
        self.statement.setPlainText(self._proposed)
        self.statement.setFocus()

    def complaint(self) -> str:
        if self.amount.is_unclear:
            self.amount.setFocus()
            return self.tr("That is not an amount. Write it like 129.90.")
        return ""

    @property
    def is_changed(self) -> bool:
        return bool(self.changed(self._view))

    def changed(self, view: CaseView) -> dict[str, Any]:
        """The fields that differ from what is stored."""
        case = view.detail.case
        given: dict[str, Any] = {
            "title": self.title.text().strip(),
            "want": Want(self.want.currentData()),
            "amount": self.amount.money,
            "platform_number": self.number.text().strip(),
            "summary": self.summary.toPlainText().strip(),
            "statement": self.statement.toPlainText().strip(),
        }
        return {name: value for name, value in given.items() if value != getattr(case, name)}


class Choice(NamedTuple):
    """Something that can be ticked: its id, words, a second line, an icon, whether it is ticked."""

    id: str
    words: str
    note: str
    icon: str
    on: bool = False


class _TwoLines(QStyledItemDelegate):
    """Two lines of which the first may be in a taller script: Qt leaves the second out when a fraction is lacking."""

    def __init__(self, parent: QListWidget) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, themes.scaled(4))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Words begin at one line, however wide the picture before them is."""
        super().initStyleOption(option, index)
        if not option.icon.isNull():
            option.decorationSize = self._list.iconSize()


class ChooseDialog(Sheet):
    """Several of a list, by ticking them with the mouse or Space. ``others_wanted``: none of these, by the link
    that says ``others``.
    """

    others_wanted = Signal()

    def __init__(
        self,
        title: str,
        yes: str,
        choices: Sequence[Choice],
        parent: QWidget | None = None,
        others: str = "",
    ) -> None:
        super().__init__(title, yes, parent)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setProperty("ground", "surface")
        for one in choices:
            item = QListWidgetItem(f"{one.words}\n{one.note}" if one.note else one.words)
            if one.icon:
                item.setIcon(icons.icon(one.icon))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one.on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setMinimumHeight(self.share(300))
        self.list.setWordWrap(True)
        self.list.setItemDelegate(_TwoLines(self.list))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setIconSize(QSize(themes.scaled(16), themes.scaled(16)))
        self.list.setSpacing(3)
        self.form.addRow(self.list)
        self.everything = Button(self.tr("Choose all"), kind="link")
        self.everything.clicked.connect(self._on_everything)
        self.everything.setVisible(len(choices) > 1)
        self.others = Button(others, kind="link")
        self.others.clicked.connect(self._on_others)
        self.others.setVisible(bool(others))
        self.form.addRow(row(self.everything, self.others, None, gap=16))
        self.list.setFocus()

    def show_pictures(self, picture: Callable[[str], QPixmap | None]) -> None:
        """Shows small pictures, asked for by id, in place of icons; ``draw_pictures`` once more of them are there."""
        self._picture = picture
        self.list.setIconSize(QSize(themes.scaled(48), themes.scaled(36)))
        self.draw_pictures()

    def draw_pictures(self, *_: str) -> None:
        for item in map(self.list.item, range(self.list.count())):
            if found := self._picture(str(item.data(Qt.ItemDataRole.UserRole))):
                item.setIcon(QIcon(found))

    def _on_everything(self) -> None:
        for number in range(self.list.count()):
            self.list.item(number).setCheckState(Qt.CheckState.Checked)

    def _on_others(self) -> None:
        self.reject()
        self.others_wanted.emit()

    @property
    def chosen(self) -> list[str]:
        """The ids that are ticked."""
        found = (self.list.item(number) for number in range(self.list.count()))
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in found
            if item.checkState() is Qt.CheckState.Checked
        ]
