"""The checklist for what came: four questions, the day, and at once what the answers propose."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QWidget

from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.claims import words
from disputes_app.domain.inspection import CHECKS, Check, photos, proposed
from disputes_app.domain.moments import day_of
from disputes_app.domain.readiness import Requirements
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.widgets.date_field import DateField
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.sheet import Sheet


class InspectDialog(Sheet):
    """``given`` is what was answered; a question may stay open."""

    WIDE = 560

    def __init__(self, view: OrderView, requirements: Requirements, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Inspect the goods"), self.tr("Save inspection"), parent)
        self._view, self._requirements = view, requirements
        self.answers: dict[Check, QComboBox] = {}
        for check, asked in CHECKS.items():
            box = QComboBox()
            box.addItem(self.tr("not looked at yet"), "")
            for word, finding in asked.answers.items():
                box.addItem(finding.words, word)
            box.setCurrentIndex(max(0, box.findData(view.inspection.answers.get(check, ""))))
            box.currentIndexChanged.connect(self._on_answered)
            self.answers[check] = box
            self.add(asked.question, box)
            note = self._expected(check)
            if note:
                self.add_words(label(note, "second", "ink3", wrap=True))
        self.day = DateField(self.tr("Inspected on"), self._today)
        known = view.anchors.get(AnchorKind.INSPECTED)
        self.day.set_day(day_of(known.value) if known else view.today)
        self.add(self.tr("Inspected on"), self.day)
        self.proposal = label("", "strong", wrap=True)
        self.pictures = label("", "second", "ink2", wrap=True)
        self.form.addRow(self.proposal)
        self.form.addRow(self.pictures)
        self._on_answered()
        self.answers[Check.PACKING].setFocus()

    def _today(self) -> date:
        return self._view.today

    def _expected(self, check: Check) -> str:
        """What the order says should be there, beside the question that needs it."""
        items = self._view.detail.items
        if check is Check.COUNT:
            listed = ", ".join(f"{item.quantity} × {item.title}" for item in items)
            return self.tr("Ordered: {items}").format(items=listed) if listed else ""
        promised = "; ".join(item.promised for item in items if item.promised)
        if check is Check.MATCH and promised:
            return self.tr("The listing said: {promised}").format(promised=promised)
        return ""

    def _on_answered(self) -> None:
        answers = {check: box.currentData() for check, box in self.answers.items() if box.currentData()}
        claims = proposed(answers)
        if claims:
            names = ", ".join(words(claim) for claim in claims)
            said = self.tr("This points to: {claims}. A case can start with it.").format(claims=names)
        elif len(answers) == len(CHECKS):
            said = self.tr("Nothing is wrong.")
        else:
            said = self.tr("What stays open is asked again.")
        self.proposal.setText(said)
        wanted = photos(self._requirements, claims) if claims or not answers else ()
        self.pictures.setText("\n".join(f"{one.what}: {one.how}." for one in wanted))
        self.pictures.setVisible(bool(wanted))
        self.fit()

    def complaint(self) -> str:
        if self.day.day is None:
            self.day.setFocus()
            return self.tr("Enter the day, such as 27 Feb 2026.")
        if self.day.day > self._view.today:
            self.day.setFocus()
            return self.tr("That day is still to come.")
        return ""

    @property
    def given(self) -> tuple[dict[str, str], date]:
        """The answers by question, and the day."""
        assert self.day.day is not None
        return {check.value: str(box.currentData()) for check, box in self.answers.items()}, self.day.day
