"""Private words are found by what proves them, and found again however they are written."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.private_words import Found, PrivateKind, found, is_iban, is_luhn, key, pattern

CARD = "4000 0012 3456 7899"  # made up; the last digit is its check digit
ACCOUNT = "GB82 WEST 1234 5698 7654 32"  # the example of the standard


def check_digit(digits: str) -> str:
    return next(last for last in string.digits if is_luhn(digits + last))


def an_iban(country: str, rest: str) -> str:
    digits = "".join(str(int(letter, 36)) for letter in rest + country + "00")
    return f"{country}{98 - int(digits) % 97:02}{rest}"


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (f"I paid with {CARD}.", PrivateKind.CARD, CARD),
        (f"Please refund to {ACCOUNT} PLEASE", PrivateKind.ACCOUNT, ACCOUNT),
        ("Write to mira.hale@example.com.", PrivateKind.EMAIL, "mira.hale@example.com"),
        ("call +44 113 496 0000, please", PrivateKind.PHONE, "+44 113 496 0000"),
        ("Tel. 0113 496-0000", PrivateKind.PHONE, "0113 496-0000"),
        ("电话：+86 755 0000 1234。", PrivateKind.PHONE, "+86 755 0000 1234"),
    ],
)
def test_what_looks_private_is_proposed_with_its_kind(text, kind, words):
    assert list(found(text)) == [Found(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Order 8193 0457 7216 4402 of 2026-02-27 11:42",
        "US $64.80, 1,200 pieces, 10:15 +08:00",
        "4000 0012 3456 7898",  # wrong check digit
        "0000 0000 0000 0000",
        "GB82 WEST 1234 5698 7654 33",
        "LP00612844713",
    ],
)
def test_what_only_resembles_it_is_left_alone(text):
    assert list(found(text)) == []


def test_numbers_that_are_known_to_be_an_orders_are_no_cards():
    assert list(found(f"Order {CARD}", known=[CARD.replace(" ", "-")])) == []


@given(st.text(string.digits, min_size=12, max_size=18).filter(lambda text: len(set(text)) > 1))
def test_every_number_with_its_check_digit_is_found_and_none_with_another(digits):
    whole = digits + check_digit(digits)
    assert PrivateKind.CARD in {one.kind for one in found(f"card {whole} end")}
    wrong = digits + str((int(whole[-1]) + 1) % 10)
    assert PrivateKind.CARD not in {one.kind for one in found(f"card {wrong} end")}


@given(
    st.text(string.ascii_uppercase, min_size=2, max_size=2),
    st.text(string.ascii_uppercase + string.digits, min_size=11, max_size=30),
    st.integers(0, 33),
)
def test_every_account_number_is_known_by_its_check_digits(country, rest, at):
    whole = an_iban(country, rest)
    assert is_iban(whole)
    place = at % len(whole)
    if whole[place].isdigit():
        other = whole[:place] + str((int(whole[place]) + 1) % 10) + whole[place + 1 :]
        assert not is_iban(other)


@given(st.lists(st.sampled_from([" ", "-", "", "\u00a0", "\n"]), min_size=15, max_size=15))
def test_a_number_is_found_again_however_it_is_spaced(gaps):
    digits = key(CARD)
    spaced = "".join(digit + gap for digit, gap in zip(digits, gaps, strict=False)) + digits[-1]
    assert pattern([CARD]).sub("#", f"x {spaced} y") == "x # y"


def test_a_phone_number_goes_with_its_plus():
    assert pattern(["+44 113 496 0000"]).sub("#", "on +44 113-4960000.") == "on #."


def test_words_are_found_across_blanks_and_in_any_case():
    assert pattern(["12 Elm Street, Leeds"]).sub("#", "at 12  ELM\nstreet, leeds LS1") == "at # LS1"
    assert pattern(["12"]) is None
    assert pattern([]) is None


def test_a_shorter_number_inside_a_longer_one_is_not_it():
    assert pattern(["+44 113 496 0000"]).search("tracking 944113496000077") is None


@pytest.mark.parametrize("letter", ["a", "1", "1 ", "a.", "+", "A1", "@"])
def test_a_megabyte_of_one_letter_is_read_to_its_end(letter):
    assert all(one.text for one in found(letter * (1_000_000 // len(letter))))
