"""Amounts are read as people write them, whichever mark their country uses."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.gui.widgets.money_text import read_amount


@pytest.mark.parametrize(
    ("text", "decimals", "value"),
    [
        ("39.90", 2, "39.90"),
        ("39,9", 2, "39.9"),
        ("1,234.50", 2, "1234.50"),
        ("1.234,50", 2, "1234.50"),
        ("1 234,50", 2, "1234.50"),
        ("£39.90", 2, "39.90"),
        ("US $ 1,264.00", 2, "1264.00"),
        ("39.90 EUR", 2, "39.90"),
        ("1,234", 2, "1234"),
        ("1,234,567", 2, "1234567"),
        ("1,234", 0, "1234"),
        ("1.234", 3, "1.234"),
        (".50", 2, "0.50"),
        ("-5", 2, "-5"),
        ("12'345.60", 2, "12345.60"),
    ],
)
def test_what_people_write_is_read(text, decimals, value):
    assert read_amount(text, decimals) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "decimals"),
    [("", 2), ("forty", 2), ("1.2.3", 2), ("12.345,6.7", 2), ("1,23,4", 2), ("1.5", 0), ("--5", 2)],
)
def test_what_is_no_amount_is_none(text, decimals):
    assert read_amount(text, decimals) is None


@given(st.integers(0, 10**12))
def test_pence_are_never_lost(minor):
    value = Decimal(minor).scaleb(-2)
    assert read_amount(f"{value:,.2f}") == value
    assert read_amount(f"{value:,.2f}".translate(str.maketrans(",.", ".,"))) == value
    assert read_amount(f"{value:.2f}") == value


@given(st.text(max_size=20), st.sampled_from([0, 2, 3]))
def test_no_text_breaks_the_reader(text, decimals):
    value = read_amount(text, decimals)
    assert value is None or value.is_finite()
