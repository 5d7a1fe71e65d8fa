"""Mixed text stands on the line as a reader of Hebrew or Arabic expects it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.packets import bidi


def shown(text: str) -> str:
    """The characters from left to right, as bidi puts them."""
    base = bidi.base_level(text)
    levels = bidi.levels(text, base)
    return "".join(text[i] for i in bidi.visual_order(levels))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text", "plain text"),
        ("אבג", "גבא"),
        ("אב 12 גד", "דג 12 בא"),
        ("the אבג end", "the גבא end"),
        ("אבג USB-C דה", "הד USB-C גבא"),
        ("אב (USB) גד", "דג (USB) בא".replace("(USB)", ")USB(")),
        ("מחיר 1,234.50 ש", "ש 1,234.50 ריחמ"),
        ("סוף.", ".ףוס"),
    ],
)
def test_text_is_ordered_by_its_letters(text, expected):
    assert shown(text) == expected


def test_a_number_after_arabic_letters_keeps_its_digits_in_order():
    assert "123" in shown("سعر 123 دولار")


def test_control_characters_cannot_turn_a_file_name_around():
    assert bidi.levels("photo\u202egpj.exe", 0) == [0] * len("photo\u202egpj.exe")


@given(st.text(alphabet="abאבعر12 .,()-\u202b\u2067\u2069", max_size=30))
def test_ordering_loses_and_doubles_nothing(text):
    assert sorted(shown(text)) == sorted(text)


@given(st.text(alphabet="abc 123.,()", max_size=30))
def test_text_without_right_to_left_letters_stays_as_it_is(text):
    assert shown(text) == text
