from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.store import search_words


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=40))
def test_what_is_taken_apart_can_be_put_together_again(text):
    plain = search_words._folded(text)
    assert (
        search_words.readable(search_words.indexed_words(text)).strip()
        == (text if text.isascii() else plain).strip()
    )


def test_a_number_is_indexed_with_its_endings():
    assert search_words.indexed_numbers("81-93 00") == "819300 19300 9300"
    assert search_words.indexed_numbers("ab 7") == "AB7"
    assert search_words.indexed_numbers("") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sent as RM 123 456 785 GB today", "RM123456785GB"),
        ("order 8193-0021 4455", "819300214455"),
        ("LP00551234567CN", "LP00551234567CN"),
        ("costs 12.50", None),
        ("no number", None),
    ],
)
def test_numbers_are_seen_in_text(text, found):
    numbers = search_words.numbers_in(text).split()
    assert any(number.endswith(found) for number in numbers) if found else not numbers, numbers


@pytest.mark.parametrize("text", ["", "   ", '"', "*", "()", "—", "\x00"])
def test_nothing_is_asked_for_nothing(text):
    assert search_words.query(text) is None
