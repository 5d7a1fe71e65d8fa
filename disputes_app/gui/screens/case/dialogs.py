"""The small dialogs of a case: filed, another stage, closed, the next route, and what the case says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from disputes_app.domain.cases import Case, Want
from disputes_app.domain.claims import Outcome, Stage, words
from disputes_app.domain.money import Money
from disputes_app.domain.programmes import Programme
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.order.case_dialog import want_words
from disputes_app.gui.screens.order.sheet import Sheet
from disputes_app.gui.widgets.date_field import DateField
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.money_field import MoneyField

# The stages a case goes to by hand; closing has its own dialog, for it needs an outcome.
STAGES = (
    Stage.OPENED, Stage.SELLER_ANSWERED, Stage.ESCALATED, Stage.EVIDENCE_ASKED, Stage.DECIDED, Stage.APPEALED,
)  # fmt: skip


class FiledDialog(Sheet):
    """When it was filed, and the number the platform gave it."""

    def __init__(self, view: CaseView, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Mark as filed"), self.tr("Mark as filed"), parent)
        self.day = DateField(self.tr("Filed on"), lambda: view.today, view.today)
        self.number = QLineEdit(view.detail.case.platform_number)
        self.number.setPlaceholderText(self.tr("if it gave one"))
        self.add(self.tr("Filed on"), self.day)
        self.add(self.tr("Case number there"), self.number)
        note = self.tr("From now on the exhibits keep their letters, and the next stage’s dates are counted.")
        self.form.addRow("", label(note, "second", "ink3", wrap=True))

    def complaint(self) -> str:
        return "" if self.day.day else self.tr("The day it was filed is needed.")


class StageDialog(Sheet):
    """Which stage a case has reached, when, and a note."""

    def __init__(self, view: CaseView, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("The case goes on"), self.tr("Note it"), parent)
        self.stage = QComboBox()
        for stage in STAGES:
            self.stage.addItem(words(stage), stage.value)
        order = [stage.value for stage in STAGES]
        now = view.detail.case.stage
        self.stage.setCurrentIndex(min(len(order) - 1, order.index(now) + 1) if now in order else 0)
        self.day = DateField(self.tr("On"), lambda: view.today, view.today)
        self.note = QLineEdit()
        self.add(self.tr("It has reached"), self.stage)
        self.add(self.tr("On"), self.day)
        self.add(self.tr("Note"), self.note)

    @property
    def chosen(self) -> Stage:
        """The stage."""
        return Stage(self.stage.currentData())

    def complaint(self) -> str:
        return "" if self.day.day else self.tr("The day is needed.")


class CloseDialog(Sheet):
    """How a case ended, and what came back."""

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Close case"), self.tr("Close case"), parent)
        self.outcome = QComboBox()
        for outcome in Outcome:
            self.outcome.addItem(words(outcome), outcome.value)
        currency = case.amount.currency if case.amount else "GBP"
        self.recovered = MoneyField(self.tr("Came back"), currency)
        self.recovered.set_money(case.amount)
        self.recovered.set_hint(currency)
        self.add(self.tr("It ended"), self.outcome)
        self.add(self.tr("Came back"), self.recovered)
        self.outcome.currentIndexChanged.connect(self._on_outcome)

    @property
    def chosen(self) -> Outcome:
        """The outcome."""
        return Outcome(self.outcome.currentData())

    @property
    def money(self) -> Money | None:
        """What came back; None where nothing did."""
        return self.recovered.money if self.recovered.isEnabled() else None

    def _on_outcome(self) -> None:
        self.recovered.setEnabled(
            self.chosen in (Outcome.REFUNDED, Outcome.PARTLY_REFUNDED, Outcome.RETURNED)
        )

    def complaint(self) -> str:
        return self.tr("That is not an amount.") if self.recovered.is_unclear else ""


class RouteDialog(Sheet):
    """Which programme to go on with."""

    def __init__(self, programmes: Sequence[Programme], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Next route"), self.tr("Go on with it"), parent)
        self.programme = QComboBox()
        for programme in programmes:
            self.programme.addItem(programme.name, programme.id)
        self.add(self.tr("Go on with"), self.programme)
        note = self.tr(
            "A new case takes the exhibits, their letters and the facts along. What was filed stays as it was sent."
        )
        self.form.addRow("", label(note, "second", "ink3", wrap=True))

    def complaint(self) -> str:
        return "" if self.programme.currentData() else self.tr("No other route is open to this order.")


class EditDialog(Sheet):
    """What the case says of itself; the statement begins with the one proposed from the facts."""

    def __init__(self, view: CaseView, proposed: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Edit case"), self.tr("Save"), parent)
        case = view.detail.case
        self.title = QLineEdit(case.title)
        self.want = QComboBox()
        for want in Want:
            self.want.addItem(want_words(want), want)
        self.want.setCurrentIndex(list(Want).index(case.want))
        currency = case.amount.currency if case.amount else "GBP"
        self.amount = MoneyField(self.tr("Amount"), currency)
        self.amount.set_money(case.amount)
        self.amount.set_hint(currency)
        self.summary = QPlainTextEdit(case.summary)
        self.summary.setPlaceholderText(
            self.tr("What happened, in one or two sentences, for the first page.")
        )
        self.summary.setFixedHeight(themes.scaled(64))
        self.summary.setTabChangesFocus(True)
        self.statement = QPlainTextEdit(case.statement or "\n\n".join(proposed))
        # As the field gives it back: it turns blanks that do not break into plain ones.
        self._shown = self.statement.toPlainText().strip()
        self.statement.setMinimumHeight(themes.scaled(220))
        self.statement.setTabChangesFocus(True)
        self.add(self.tr("Title"), self.title)
        self.add(self.tr("You want"), self.want)
        self.add(self.tr("Amount"), self.amount)
        self.add(self.tr("Summary"), self.summary)
        self.add(self.tr("Statement"), self.statement)
        note = (
            self.tr("Your own words. An empty line begins a new paragraph; “Exhibit B” becomes a link.")
            if case.statement
            else self.tr(
                "This is proposed from the facts. Change it into your own words; it is kept once you change it."
            )
        )
        self.form.addRow("", label(note, "second", "ink3", wrap=True))
        self.setMinimumWidth(themes.scaled(620))

    def changes(self, case: Case) -> dict[str, object]:
        """The fields that differ from the case; a statement left as proposed is not one of them."""
        statement = self.statement.toPlainText().strip()
        given: dict[str, object] = {
            "title": self.title.text().strip() or case.title,
            "want": self.want.currentData(),
            "amount": self.amount.money or case.amount,
            "summary": self.summary.toPlainText().strip(),
            "statement": case.statement if statement == self._shown else statement,
        }
        return {name: value for name, value in given.items() if value != getattr(case, name)}

    def complaint(self) -> str:
        return self.tr("That is not an amount.") if self.amount.is_unclear else ""
