"""Amounts of money named as totals in a text; an amount that can be read in two ways is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disputes_app.importers.base import Hint

_MAX_AMOUNTS = 20
_CODES = (
    "AED AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MXN MYR NOK NZD PEN PHP"
    " PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR"
)
_SIGNS = {
    "US $": "USD",
    "US$": "USD",
    "AU $": "AUD",
    "AU$": "AUD",
    "C $": "CAD",
    "CA$": "CAD",
    "C$": "CAD",
    "HK$": "HKD",
    "NT$": "TWD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "zł": "PLN",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "$": None,  # of which country, the text does not say
    "¥": None,  # yen or yuan
}
_MARK = (
    "|".join(re.escape(sign) for sign in _SIGNS) + "|" + "|".join(rf"\b{code}\b" for code in _CODES.split())
)
_DIGITS = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{2})?|\d+(?:[.,]\d{1,2})?"
_TOTAL = re.compile(
    r"(?:grand total|order total|total(?: paid| amount)?|amount(?: paid| due)?|you paid|gesamt(?:betrag|summe)?|summe"
    r"|betrag|totaal(?:bedrag)?|te betalen|montant(?: total)?|importe|totale|suma|razem|итого|合计|合計|总额|總額|결제금액)"
    rf"[^\S\n]*[:：]?\s{{0,3}}(?P<before>{_MARK})?[ \u00a0\u202f]?(?P<number>{_DIGITS})(?![\d.,]\d)"
    rf"[ \u00a0\u202f]?(?P<after>{_MARK})?",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Hint]:
    """Amounts that follow a word for a total: the value as a decimal string, the currency as the source."""
    count = 0
    for match in _TOTAL.finditer(text):
        mark = match["after"] or match["before"]
        value = decimal(match["number"])
        if mark is None or value is None or value.strip("0.") == "":
            continue
        # "$42.30 USD": the code after it says more than the sign before.
        currency = _currency(match["after"]) or _currency(match["before"])
        yield Hint("amount", value, "likely" if currency else "weak", "named as a total", currency)
        count += 1
        if count == _MAX_AMOUNTS:
            return


def decimal(number: str) -> str | None:
    """A plain decimal string from digits with separators; None when 1.234 may be 1234 or 1 and a bit."""
    number = re.sub(r"['’\s]", "", number)
    separators = [c for c in number if c in ".,"]
    if not separators:
        return number
    last = number.rfind(separators[-1])
    decimals = len(number) - last - 1
    if decimals == 3:
        if len(separators) == 1 or len(set(separators)) > 1:
            return None
        return number.replace(separators[0], "")
    whole = number[:last].replace(".", "").replace(",", "")
    return f"{whole}.{number[last + 1 :]}"


def _currency(mark: str | None) -> str | None:
    if mark is None:
        return None
    for sign, code in _SIGNS.items():
        if sign.casefold() == mark.casefold():
            return code
    return mark.upper() if mark.upper() in _CODES.split() else None
