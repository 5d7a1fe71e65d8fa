"""Countries, zones, currencies and languages to choose from, and what the machine lets one guess."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import QLocale

from disputes_app import resources

CURRENCIES = (
    "GBP", "EUR", "USD", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "HKD", "HUF", "INR", "JPY", "KRW",
    "MXN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "TRY", "ZAR",
)  # fmt: skip
"""Offered first; any other three-letter code can be typed."""


def countries() -> dict[str, str]:
    """Two-letter codes and the countries' names in English or the user's language, by name."""
    named = {
        QLocale.territoryToCode(territory): QLocale.territoryToString(territory)
        for territory in QLocale.Country
    }
    return dict(
        sorted(
            ((code, name) for code, name in named.items() if len(code) == 2 and code.isalpha()),
            key=lambda pair: pair[1],
        )
    )


def country_name(code: str) -> str:
    """The name of a country, or the code itself."""
    return countries().get(code, code)


def zones() -> list[str]:
    """The zones of the world that are named by a place."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))


def languages() -> dict[str, str]:
    """The languages packets are made in, by their code."""
    codes = sorted(path.stem for path in resources.path("i18n", "packet").glob("*.toml"))
    return {code: QLocale.languageToString(QLocale(code).language()) for code in codes}


def guessed(locale: QLocale) -> dict[str, str]:
    """Country and currency of a machine set up for a country; nothing for one that is not."""
    country = QLocale.territoryToCode(locale.territory())
    currency = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    found = {"buyer_country": country, "home_currency": currency}
    return {name: value for name, value in found.items() if value} if len(country) == 2 else {}
