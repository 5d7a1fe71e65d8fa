"""Opens a case on an order: what went wrong, what is wanted, how much, with whom."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from disputes_app.actions.cases import open_case
from disputes_app.actions.settings import change_settings
from disputes_app.domain.cases import Want
from disputes_app.domain.claims import ClaimType, words
from disputes_app.domain.conditions import Applies
from disputes_app.domain.routes import Route
from disputes_app.domain.window import last_day
from disputes_app.gui.phrases import weekday
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import translate
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.money_field import MoneyField
from disputes_app.gui.widgets.sheet import Sheet
from disputes_app.gui.work import Work


def want_words(want: Want) -> str:
    """What the buyer asks for, in words."""
    return {
        Want.REFUND: translate("Order", "All the money back"),
        Want.PARTIAL: translate("Order", "Part of the money back"),
        Want.REPLACEMENT: translate("Order", "A replacement"),
        Want.RETURN: translate("Order", "Send it back for a refund"),
    }[want]


class CaseDialog(Sheet):
    """Opens the case itself: ``ended`` carries what the action gave. The programme to begin with is the one that is
    recommended first.
    """

    WIDE = 480

    def __init__(self, work: Work, view: OrderView, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Open case"), self.tr("Open case"), parent)
        self._work, self._view = work, view
        self.asked.connect(self._open)
        order = view.detail.order
        self.claim = QComboBox()
        for claim in ClaimType:
            self.claim.addItem(words(claim), claim.value)
        self.claim.setCurrentIndex(self.claim.findData(view.claim.value))
        self.want = QComboBox()
        for want in Want:
            self.want.addItem(want_words(want), want.value)
        currency = order.total.currency if order.total else view.settings.home_currency or "GBP"
        self.amount = MoneyField(self.tr("Amount"), currency)
        self.amount.set_money(order.total)
        self.amount.set_hint(currency)
        self.programme = QComboBox()
        self._fill_programmes(view)
        self.title = QLineEdit(order.title)
        self.add(self.tr("What went wrong"), self.claim)
        self.add(self.tr("What you want"), self.want)
        self.add(self.tr("Amount"), self.amount)
        self.add(self.tr("First with"), self.programme)
        self.add(self.tr("Title"), self.title)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("as on the order: it stands on the packet"))
        if not view.settings.buyer_name:
            self.add(self.tr("Your name"), self.name)
        note = self.tr("Nothing is sent anywhere. The case gathers the proof and makes the packet.")
        self.add_words(label(note, "second", "ink3", wrap=True))
        self.claim.setFocus()

    def _fill_programmes(self, view: OrderView) -> None:
        """The routes in the order they are recommended, then those whose last day has passed.

        Where none is recommended, none is chosen.
        """

        def is_missed(route: Route) -> bool:
            closes = route.way_in.shown_close if route.way_in else None
            return closes is not None and closes < view.now

        routes = [route for route in view.routes if route.applies is not Applies.NO]
        routes.sort(key=lambda one: (is_missed(one), one.recommended_order or 99))
        for route in routes:
            name = route.programme.name
            day = last_day(route.way_in) if route.way_in else None
            if day is not None:
                phrase = (
                    self.tr("{programme}, last day was {day}")
                    if is_missed(route)
                    else self.tr("{programme}, until {day}")
                )
                name = phrase.format(programme=name, day=weekday(day, view.today))
            self.programme.addItem(name, route.programme.id)
        self.programme.addItem(self.tr("Not decided yet"), "")
        if not routes or routes[0].recommended_order is None:
            self.programme.setCurrentIndex(self.programme.count() - 1)

    def complaint(self) -> str:
        if self.amount.is_unclear:
            self.amount.setFocus()
            return self.tr("That is not an amount. Write it like 129.90.")
        return ""

    def _open(self) -> None:
        """Without an amount of its own the order's total is claimed."""
        if name := self.name.text().strip():
            self._work.act(change_settings, buyer_name=name)
        total, amount = self._view.detail.order.total, self.amount.money
        self._work.act(
            open_case,
            [self._view.order],
            ClaimType(self.claim.currentData()),
            amount=None if amount == total else amount,
            want=Want(self.want.currentData()),
            programme=str(self.programme.currentData()),
            title=self.title.text().strip(),
            done=self.finish,
            failed=self.refuse,
            undo=self.tr("Case opened"),
        )
