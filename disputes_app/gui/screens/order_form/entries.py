"""The entries of the order form: its fields, their layout, and the draft that stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QRadioButton, QWidget

from disputes_app.domain.orders import Platform
from disputes_app.domain.payments import PaymentMethod
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.order_form import logic
from disputes_app.gui.screens.order_form.logic import Draft, Fault
from disputes_app.gui.screens.settings.places import CURRENCIES
from disputes_app.gui.widgets.chips import Chip, Chips
from disputes_app.gui.widgets.date_field import DateField, written
from disputes_app.gui.widgets.date_text import read_time
from disputes_app.gui.widgets.fields import Field, set_state
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.money_field import MoneyField
from disputes_app.gui.widgets.panels import row
from disputes_app.gui.words import counted

_USUAL = "USD"
_NARROW = 700
_SHORT, _DATE, _CODE, _AMOUNT = 168, 148, 84, 96


class Entries(QWidget):
    """``changed`` comes with every entry; ``suggested`` when the day a date probably meant is taken."""

    changed = Signal()
    suggested = Signal(object)

    def __init__(self, today: Callable[[], date], home_currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._home_currency = home_currency
        self.before: Draft | None = None
        self._make_fields()
        self._lay_out()
        self._wire()

    # Building

    def _make_fields(self) -> None:
        self.title = _line(self.tr("Item"))
        self.platform = _combo(self.tr("Bought on"), [(one.value, phrases.platform(one)) for one in Platform])
        self.number = _line(self.tr("Order number"), self.tr("if there is one"))
        self.seller = _line(self.tr("Seller"))
        self.myself = QRadioButton(self.tr("myself"))
        self.business = QRadioButton(self.tr("my business, or to resell"))
        self.myself.setChecked(True)
        codes = dict.fromkeys((_USUAL, self._home_currency, *CURRENCIES))
        self.currency = _combo(self.tr("Currency"), [(code, code) for code in codes])
        self.total = MoneyField(self.tr("Amount"), _USUAL)
        self.home_total = MoneyField(self.tr("Amount on your statement"), self._home_currency)
        methods = [(one, phrases.paid_by(one)) for one in PaymentMethod]
        self.method = _combo(
            self.tr("Paid with"),
            [("other", self.tr("not said")), *((one.value, words) for one, words in methods if words)],
        )
        networks = ((one.value, name) for one, name in phrases.NETWORKS.items())
        self.network = _combo(self.tr("Card network"), [("", self.tr("no card, or not said")), *networks])
        self.funded_by = _line(self.tr("Funded by"), self.tr("such as Visa ··4417"))
        self.reference = _line(self.tr("Payment reference"))
        self.money = _combo(
            self.tr("The money is"),
            [
                ("unknown", self.tr("not said")),
                ("held", self.tr("held by the platform")),
                ("released", self.tr("with the seller")),
                ("partly_refunded", self.tr("refunded in part")),
                ("refunded", self.tr("refunded")),
            ],
        )
        self.ordered = DateField(self.tr("Ordered"), self._today)
        self.shipped = DateField(self.tr("Shipped"), self._today)
        self.promised = DateField(self.tr("Promised by"), self._today)
        self.delivered = DateField(self.tr("Delivered"), self._today)
        self.delivered_time = _line(self.tr("Time of delivery"))
        self.platform_day = DateField(self.tr("Last day the platform shows"), self._today)
        self.carrier = _line(self.tr("Carrier"))
        self.tracking = _line(self.tr("Tracking number"))
        wrong = (
            ("", self.tr("nothing yet")),
            ("defective", self.tr("faulty")),
            ("not_as_described", self.tr("not as described")),
            ("not_received", self.tr("not received")),
            ("wrong_item", self.tr("wrong item")),
            ("short_quantity", self.tr("too few")),
            ("damaged", self.tr("damaged")),
        )
        self.wrong = Chips([Chip(key, words) for key, words in wrong])
        self.wrong.choose([""])

    def _lay_out(self) -> None:
        self.title_field = Field(self.title, self.tr("Item"))
        self.seller_field = Field(self.seller, self.tr("Seller"))
        short, code = themes.scaled(_SHORT), themes.scaled(_CODE)
        chosen: tuple[QWidget, ...] = (self.platform, self.method, self.network, self.money, self.carrier)
        for editor in chosen:
            editor.setFixedWidth(short)
        self.currency.setFixedWidth(code)
        for field in self.dates().values():
            field.editor.setFixedWidth(themes.scaled(_DATE))
        self.total.setFixedWidth(themes.scaled(_AMOUNT))
        self.home_total.setFixedWidth(themes.scaled(_AMOUNT))
        self.delivered_time.setFixedWidth(themes.scaled(72))
        self.delivered.add_beside(self.delivered_time)
        self.delivered.add_beside(label(self.tr("time, if you know it"), "second", "ink2"))
        statement = self.tr("on your statement, {currency}").format(currency=self._home_currency)
        lines: tuple[tuple[str, QWidget], ...] = (
            ("", label(self.tr("What you bought"), "strong")),
            (self.tr("Item"), self.title_field),
            (
                self.tr("Bought on"),
                _beside(self.platform, _words(self.tr("Order number")), self.number),
            ),
            (self.tr("Seller"), self.seller_field),
            (self.tr("For"), _beside(self.myself, 8, self.business, None)),
            ("", label(self.tr("How you paid"), "strong")),
            (
                self.tr("Amount"),
                _beside(self.currency, self.total, _words(statement), self.home_total, None),
            ),
            (self.tr("Paid with"), _beside(self.method, _words(self.tr("funded by")), self.funded_by)),
            (self.tr("Card"), _beside(self.network, _words(self.tr("reference")), self.reference)),
            (self.tr("The money is"), _beside(self.money, None)),
            ("", label(self.tr("When"), "strong")),
            (self.tr("Ordered"), _beside(self.ordered, None)),
            (self.tr("Shipped"), _beside(self.shipped, None)),
            (
                self.tr("Carrier"),
                _beside(self.carrier, _words(self.tr("tracking number")), self.tracking),
            ),
            (self.tr("Promised by"), _beside(self.promised, None)),
            (self.tr("Delivered"), _beside(self.delivered, None)),
            (self.tr("Platform’s last day"), _beside(self.platform_day, None)),
            (self.tr("What is wrong"), self.wrong),
        )
        rows = self._rows = QFormLayout(self)
        rows.setContentsMargins(24, 14, 24, 14)
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, part in lines:
            rows.addRow(_name(name), part)

    def fit(self, width: int) -> None:
        """For a dialog of this width: where a line of two fields may be wider than that, names stand above."""
        policy = QFormLayout.RowWrapPolicy
        is_wide = width >= themes.scaled(_NARROW)
        self._rows.setRowWrapPolicy(policy.DontWrapRows if is_wide else policy.WrapAllRows)

    def _wire(self) -> None:
        for line in (self.title, self.number, self.seller, self.funded_by, self.reference, self.delivered_time,
                     self.carrier, self.tracking):  # fmt: skip
            line.textChanged.connect(self._on_entered)
        for combo in (self.platform, self.method, self.network, self.money):
            combo.currentIndexChanged.connect(self._on_entered)
        for field in self.dates().values():
            field.day_changed.connect(self._on_entered)
            field.suggested.connect(self._on_suggested)
        self.currency.currentIndexChanged.connect(self._on_currency_changed)
        self.total.money_changed.connect(self._on_entered)
        self.home_total.money_changed.connect(self._on_entered)
        self.myself.toggled.connect(self._on_entered)
        self.wrong.chosen.connect(self._on_entered)

    def dates(self) -> dict[str, DateField]:
        """The date fields by their name in a draft."""
        return {
            "ordered": self.ordered, "shipped": self.shipped, "promised": self.promised,
            "delivered": self.delivered, "platform_day": self.platform_day,
        }  # fmt: skip

    # What stands in the form

    @property
    def draft(self) -> Draft:
        """What stands in the form now."""
        chosen = self.wrong.chosen_ids
        return Draft(
            title=self.title.text().strip(),
            platform=self.platform.currentData(),
            number=self.number.text().strip(),
            seller=self.seller.text().strip(),
            buyer_kind="consumer" if self.myself.isChecked() else "business",
            total=self.total.money,
            home_total=self.home_total.money,
            payment_method=self.method.currentData(),
            card_network=self.network.currentData(),
            funded_by=self.funded_by.text().strip(),
            payment_reference=self.reference.text().strip(),
            payment_state=self.money.currentData(),
            carrier=self.carrier.text().strip(),
            tracking_number=self.tracking.text().strip(),
            delivered_time=logic.kept_time(self.delivered_time.text(), self.before),
            claim=chosen[0] if chosen else "",
            paid=self.before.paid if self.before else None,
            **{name: field.day for name, field in self.dates().items()},
        )

    def show_draft(self, draft: Draft) -> None:
        """Fills the form."""
        self.title.setText(draft.title)
        self.number.setText(draft.number)
        self.seller.setText(draft.seller)
        self.business.setChecked(draft.buyer_kind == "business")
        for combo, value in ((self.platform, draft.platform), (self.method, draft.payment_method),
                             (self.network, draft.card_network), (self.money, draft.payment_state)):  # fmt: skip
            combo.setCurrentIndex(max(0, combo.findData(str(value))))
        if draft.total is not None:
            if self.currency.findData(draft.total.currency) < 0:
                self.currency.addItem(draft.total.currency, draft.total.currency)
            self.currency.setCurrentIndex(self.currency.findData(draft.total.currency))
        self.total.set_money(draft.total)
        self.home_total.set_money(draft.home_total)
        self.funded_by.setText(draft.funded_by)
        self.reference.setText(draft.payment_reference)
        self.carrier.setText(draft.carrier)
        self.tracking.setText(draft.tracking_number)
        self.delivered_time.setText(f"{draft.delivered_time:%H:%M}" if draft.delivered_time else "")
        for name, field in self.dates().items():
            field.set_day(getattr(draft, name))
        self.wrong.choose([draft.claim])

    # What is wrong with it

    def show_faults(self, faults: Mapping[str, Fault]) -> None:
        """Says under each date what contradicts it, or how far away it is."""
        for name, field in self.dates().items():
            fault = faults.get(name)
            if fault is not None:
                suggestion = fault.suggestion
                words = written(suggestion) if suggestion else ""
                field.show_error(self._sentence(fault.key, bool(words)), words)
            elif field.has_error and not field.is_unclear:
                field.show_error("")
            # The line of the delivery has its time in that place.
            beside = field.day and fault is None and field is not self.delivered
            field.set_hint(self._beside_date(field.day) if beside and field.day else "")
        no_time = self._has_no_time
        set_state(self.delivered_time, "error" if no_time else "")
        self.delivered_time.setAccessibleDescription(self.tr("Write it like 11:42.") if no_time else "")

    @property
    def _has_no_time(self) -> bool:
        typed = self.delivered_time.text().strip()
        return bool(typed) and read_time(typed) is None

    @property
    def is_unclear(self) -> bool:
        """Whether something typed cannot be read."""
        amounts = self.total.is_unclear or self.home_total.is_unclear
        return amounts or self._has_no_time or any(field.is_unclear for field in self.dates().values())

    def show_missing(self, empty: Sequence[str]) -> None:
        """Says which entries are needed, and goes to the first of them."""
        self.title_field.show_error(
            self.tr("Say in a few words what you bought.") if "title" in empty else ""
        )
        self.total.show_error(self.tr("The amount is needed.") if "total" in empty else "")
        if "ordered" in empty:
            self.ordered.show_error(self.tr("The day you ordered is needed."))
        if empty:
            {"title": self.title, "total": self.total, "ordered": self.ordered}[empty[0]].setFocus()

    def _on_entered(self, *_: Any) -> None:
        self.changed.emit()

    def _on_currency_changed(self) -> None:
        self.total.set_currency(self.currency.currentData())

    def _on_suggested(self) -> None:
        self.suggested.emit(self.sender())

    def _sentence(self, key: str, has_suggestion: bool) -> str:
        sentence = {
            "future": self.tr("That is still to come."),
            "before_ordered": self.tr("That is before it was ordered."),
            "before_shipped": self.tr("That is before it was shipped."),
        }[key]
        return f"{sentence} {self.tr('Did you mean')}" if has_suggestion else sentence

    def _beside_date(self, day: date) -> str:
        away = (day - self._today()).days
        weekday = self.locale().standaloneDayName(day.isoweekday())
        if away == 0:
            return self.tr("{weekday}, today").format(weekday=weekday)
        if away < 0:
            far = counted("Entries", "%n day ago", "%n days ago", -away)
        else:
            far = counted("Entries", "%n day from now", "%n days from now", away)
        return f"{weekday}, {far}"


def _line(name: str, placeholder: str = "") -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    return made


def _combo(name: str, choices: list[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for value, words in choices:
        made.addItem(words, value)
    return made


def _name(text: str) -> QWidget:
    """A field's name; it stays on the field's first line when an error makes the field taller."""
    made = label(text, "body", "ink2")
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    made.setContentsMargins(0, (themes.height("control") - made.sizeHint().height()) // 2, 0, 0)
    return made


def _words(text: str) -> QWidget:
    """Words beside a field, as tall as one."""
    made = label(text, "body", "ink2")
    made.setMinimumHeight(themes.height("control"))
    return made


def _beside(*parts: QWidget | int | None) -> QWidget:
    """Parts on one line; a text field without a width of its own takes the rest."""
    made = QWidget()
    lined = row(*parts, gap=8, parent=made)
    for index, part in enumerate(parts):
        if isinstance(part, QLineEdit) and part.maximumWidth() > part.minimumWidth():
            lined.setStretch(index, 1)
        if isinstance(part, QWidget):
            lined.setAlignment(part, Qt.AlignmentFlag.AlignTop)
    return made
