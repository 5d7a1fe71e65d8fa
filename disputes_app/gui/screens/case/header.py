"""How far a case has come, and its next last day."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from disputes_app.domain.claims import Outcome, words
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.case.wording import last_day_words, left_words, steps, their_words
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.labels import ElidedLabel, UrgencyLabel, label
from disputes_app.gui.widgets.panels import column, row
from disputes_app.gui.widgets.stepper import Stepper

_LEFT, _GAP, _RIGHT = 20, 16, 16


class CaseHeader(QFrame):
    """The stages at the left, what is left at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("rule", "edge-bottom")
        self.stepper = Stepper()
        self.urgency = UrgencyLabel(Level.LATER, "", "order")
        self.below = label("", "dense", "ink2")
        self.below.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.theirs = ElidedLabel("", "dense", "ink2")
        self.theirs.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._said = ""
        right = column(None, self.urgency, self.below, self.theirs, None, gap=1)
        right.setAlignment(self.urgency, Qt.AlignmentFlag.AlignRight)
        left = column(None, self.stepper, None, gap=0)
        whole = row(left, right, gap=_GAP, edge=(_LEFT, 6, _RIGHT, 6), parent=self)
        whole.setStretch(0, 1)
        self.setMinimumHeight(themes.scaled(66))

    def show_case(self, view: CaseView) -> None:
        """Shows where a case stands."""
        found, current = steps(view)
        self.stepper.set_steps(found, current)
        self.theirs.setText(their_words(view))
        self.theirs.setVisible(bool(self.theirs.text()))
        case, lead = view.detail.case, view.lead
        if view.is_closed:
            won = case.recovered
            ended = words(Outcome(case.outcome)) if case.outcome else self.tr("Closed")
            said = self.tr("{amount} back").format(amount=phrases.amount(won)) if won else ended
            self.urgency.set_urgency(Level.DONE if won else Level.LATER, said)
            self._said = ended if won else ""
        elif lead is None:
            self.urgency.set_urgency(Level.LATER, self.tr("No last day ahead"))
            self._said = ""
        else:
            self.urgency.set_urgency(phrases.level(lead), left_words(view))
            self._said = last_day_words(view)
            self.urgency.setToolTip(lead.action)
            self.urgency.setAccessibleName(f"{left_words(view)}. {lead.action}. {last_day_words(view)}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The last day in one line beside the stages, in two where there is no room for that."""
        room = self.width() - self.stepper.minimumSizeHint().width() - _LEFT - _GAP - _RIGHT
        one_line = self.below.fontMetrics().horizontalAdvance(self._said) <= room
        self.below.setText(self._said if one_line else self._said.replace(" · ", "\n"))
