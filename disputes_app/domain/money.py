"""Amounts of money: whole minor units (pence, cents, yen) and a currency, never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# ISO 4217: currencies whose minor unit is not the hundredth.
_DIGITS = dict.fromkeys(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0
) | dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3)
_CODE = re.compile(r"[A-Z]{3}")


def digits(currency: str) -> int:
    """How many decimal places the currency's minor unit has (2 where nothing else is listed)."""
    return _DIGITS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of a currency (ISO 4217 code)."""

    minor: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with exactly the currency's number of decimals."""
        return Decimal(self.minor).scaleb(-digits(self.currency))

    def as_json(self) -> dict[str, str]:
        """The form other programs rely on: a decimal string and a currency."""
        return {"amount": f"{self.amount:f}", "currency": self.currency}

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")
        return Money(self.minor + other.minor, self.currency)

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:f}"


def parse(amount: str, currency: str) -> Money:
    """Money from a plain decimal string such as ``129.90``.

    Raises ValueError with a sentence for a person when the amount is not a number, has more decimals
    than the currency has minor units, or the currency is not a three-letter code.
    """
    code = currency.strip().upper()
    if not _CODE.fullmatch(code):
        raise ValueError(f"“{currency}” is not a currency; write its three-letter code, such as USD")
    try:
        value = Decimal(amount.strip())
    except InvalidOperation:
        raise ValueError(f"“{amount}” is not an amount; write it like 129.90") from None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 15:
        raise ValueError(f"“{amount}” is not an amount; write it like 129.90")
    minor = value.scaleb(digits(code))
    if minor != minor.to_integral_value():
        raise ValueError(f"{code} has {digits(code)} decimals, “{amount}” has more")
    return Money(int(minor), code)
