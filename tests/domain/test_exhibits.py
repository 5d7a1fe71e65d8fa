"""Exhibit letters: their order, their inverse, and what a filed packet freezes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain import exhibits


def test_letters_run_from_a_to_z_and_then_double():
    assert exhibits.letters(3) == ["A", "B", "C"]
    assert [exhibits.letter(n) for n in (25, 26, 27, 51, 52, 701, 702)] == [
        "Z",
        "AA",
        "AB",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


@given(st.integers(0, 100_000))
def test_every_letter_says_its_position(number):
    assert exhibits.position(exhibits.letter(number)) == number


@given(st.integers(0, 5000))
def test_each_letter_comes_right_after_the_one_before(number):
    assert exhibits.is_next(exhibits.letter(number), exhibits.letter(number + 1))
    assert not exhibits.is_next(exhibits.letter(number + 1), exhibits.letter(number))


@pytest.mark.parametrize("text", ["", "a", "1", "10A", "A ", "É"])
def test_what_is_no_letter_is_refused(text):
    with pytest.raises(ValueError, match="is not an exhibit letter"):
        exhibits.position(text)


def test_a_mark_such_as_10a_follows_nothing():
    assert not exhibits.is_next("10A", "B")


def test_letters_follow_the_order_while_nothing_is_filed():
    assert exhibits.lettered(["e7", "e2", "e9"], {}) == {"e7": "A", "e2": "B", "e9": "C"}


def test_filed_letters_stay_wherever_the_exhibit_stands_and_late_ones_come_after():
    frozen = {"e7": "A", "e2": "B", "e5": "C"}
    assert exhibits.lettered(["e2", "e9", "e7"], frozen) == {"e2": "B", "e9": "D", "e7": "A"}


@given(st.lists(st.integers(0, 60), unique=True), st.integers(0, 30))
def test_no_two_exhibits_ever_share_a_letter(order, filed):
    frozen = {item: exhibits.letter(n) for n, item in enumerate(range(filed))}
    given_letters = list(exhibits.lettered(order, frozen).values())
    assert len(set(given_letters)) == len(order)


def test_the_next_letter_never_reuses_an_old_one():
    assert exhibits.next_letter([]) == "A"
    assert exhibits.next_letter(["C", "A"]) == "D"
    assert exhibits.next_letter(["Z"]) == "AA"
