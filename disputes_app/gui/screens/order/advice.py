"""What a careful buyer does next with an order, in a line each: wait until a day, look at the goods, open a case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.claims import words as claim_words
from disputes_app.domain.moments import day_of
from disputes_app.domain.payments import PaymentState
from disputes_app.domain.window import last_day
from disputes_app.gui.phrases import short_day, weekday
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import translate
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import IconLabel, label
from disputes_app.gui.widgets.panels import clear, column, row

INSPECT, CONFIRM, CASE = "inspect", "confirm", "case"


class Advice(NamedTuple):
    """A sentence with its icon, and what can be done about it: names of acts with the words of their buttons."""

    icon: str
    words: str
    acts: tuple[tuple[str, str], ...] = ()


def advice_for(view: OrderView) -> Iterator[Advice]:
    """The lines for an order as it stands; none when there is nothing to say."""
    detail, found = view.detail, view.inspection
    expected = detail.row.expected
    if expected is not None:
        words = translate("Order", "Expected by {day}: {why}.").format(
            day=weekday(expected.day, view.today), why=expected.why
        )
        yield Advice("truck", words)
    inspect = (INSPECT, translate("Order", "Inspect…"))
    if found.until is not None:
        came = view.anchors[AnchorKind.DELIVERED].value
        last = last_day(found.until.window)
        assert last is not None
        words = translate(
            "Order", "It came on {came} and is not inspected yet. Faults can be claimed until {day}."
        ).format(came=short_day(day_of(came), view.today), day=weekday(last, view.today))
        held = any(one.state is PaymentState.HELD for one in detail.payments)
        if held:
            words += " " + translate("Order", "The payment is held until you confirm receipt.")
        confirm = (CONFIRM, translate("Order", "Receipt confirmed…"))
        yield Advice("list-checks", words, (inspect, confirm) if held else (inspect,))
    if found.claims and view.case is None and not detail.cases:
        words = translate("Order", "Your inspection found: {claims}.").format(
            claims=", ".join(claim_words(claim).lower() for claim in found.claims)
        )
        yield Advice("triangle-alert", words, ((CASE, translate("Order", "Open case…")), inspect))


class AdviceStrip(QFrame):
    """The lines under the head of an order; hidden without any. ``wanted`` carries the name of an act."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "pane")
        self.setProperty("rule", "edge-bottom")
        self._shown: tuple[Advice, ...] | None = None
        self._lines = column(gap=4, edge=(20, 6, 16, 6), parent=self)
        self.hide()

    def show_order(self, view: OrderView) -> None:
        """Shows what an order needs."""
        advice = tuple(advice_for(view))
        if advice == self._shown:
            return
        self._shown = advice
        clear(self._lines)
        for one in advice:
            words = label(one.words, "body", wrap=True)
            buttons = [self._button(name, text) for name, text in one.acts]
            line = row(IconLabel(one.icon), words, *buttons, gap=8)
            line.setStretch(1, 1)
            self._lines.addLayout(line)
        self.setVisible(bool(advice))

    def _button(self, act: str, words: str) -> Button:
        made = Button(words, is_small=True)
        made.setProperty("act", act)
        made.clicked.connect(self._on_clicked)
        return made

    def _on_clicked(self) -> None:
        self.wanted.emit(str(self.sender().property("act")))
