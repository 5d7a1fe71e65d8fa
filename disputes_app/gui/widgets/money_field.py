"""A field for an amount of money in a currency."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from disputes_app.domain import money
from disputes_app.domain.money import Money
from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.fields import Field
from disputes_app.gui.widgets.money_text import read_amount


class MoneyField(Field):
    """``money_changed`` carries a ``Money``, or None while the field is empty or not understood."""

    money_changed = Signal(object)

    def __init__(self, name: str, currency: str, parent: QWidget | None = None) -> None:
        self._edit = QLineEdit()
        super().__init__(self._edit, name, parent=parent)
        self._currency = currency
        self._edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._edit.setMinimumWidth(themes.scaled(88))
        self._edit.textEdited.connect(self._on_edited)
        self._edit.editingFinished.connect(self._on_finished)

    @property
    def money(self) -> Money | None:
        """What stands in the field."""
        value = read_amount(self._edit.text(), money.digits(self._currency))
        return None if value is None else money.parse(f"{value:f}", self._currency)

    @property
    def is_unclear(self) -> bool:
        """Whether something stands there that is not an amount."""
        return bool(self._edit.text().strip()) and self.money is None

    def set_money(self, value: Money | None) -> None:
        """Shows an amount and takes its currency, without telling."""
        if value is not None:
            self._currency = value.currency
        self._edit.setText(f"{value.amount:f}" if value is not None else "")
        self.show_error("")

    def set_currency(self, currency: str) -> None:
        """The same figures in another currency."""
        self._currency = currency
        self._on_edited(self._edit.text())

    def _on_edited(self, _text: str) -> None:
        if not self.is_unclear:
            self.show_error("")
        self.money_changed.emit(self.money)

    def _on_finished(self) -> None:
        value = self.money
        if value is not None:
            self._edit.setText(f"{value.amount:f}")
        elif self.is_unclear:
            self.show_error(self.tr("That is not an amount. Write it like 129.90."))
