"""The words for a web form: complete, in every language, counted, never cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.packets import plain_text, presets, wording
from tests.helpers.packet_content import watch_case

A4 = presets.load("print_a4")


def test_the_text_says_what_is_asked_why_when_and_what_shows_it(tmp_path):
    made = plain_text.written(watch_case(tmp_path), A4)
    assert [name for name, _ in made.parts] == ["claim", "statement", "dates", "exhibits"]
    for said in (
        "What is asked: Full refund of US $64.80 (£51.10)",
        "Order: AliExpress 8193 0457 7216 4402, placed 6 February 2026",
        "I ask for a full refund of US $64.80.",
        "Delivered: 27 February 2026",
        "Last day: 14 March 2026",
        "B  Close up: lines across the screen (1), lower third dark (2)",
    ):
        assert said in made.text
    assert "\u00a0" not in made.text


@pytest.mark.parametrize("language", wording.languages())
def test_every_language_has_all_parts_in_its_own_words(tmp_path, language):
    made = plain_text.written(watch_case(tmp_path, language=language), A4)
    words = wording.load(language)
    assert len(made.parts) == 4
    for key in ("cover.asked", "cover.seller", "text.dates", "index.exhibits"):
        assert words(key) in made.text


def test_dates_stand_in_their_order(tmp_path):
    dates = dict(plain_text.written(watch_case(tmp_path), A4).parts)["dates"].splitlines()
    names = [line.partition(":")[0] for line in dates[1:]]
    assert names.index("Shipped") < names.index("Delivered") < names.index("Last day")


@given(st.integers(1, 5000))
def test_too_long_is_counted_and_nothing_is_cut(limit):
    parts = (("claim", "a" * 700), ("statement", "b\n" * 300))
    made = plain_text.PlainText(parts, limit)
    assert made.length == 700 + 2 + 600
    assert made.over == max(0, made.length - limit)
    assert made.text.count("b") == 300


def test_the_receivers_own_limit_counts_unless_another_is_given(tmp_path):
    case = watch_case(tmp_path, statement=("x" * 19_900,))
    stripe = presets.load("merchant_response")
    assert plain_text.written(case, stripe).limit == 20_000
    assert plain_text.written(case, stripe).over > 0
    assert plain_text.written(case, stripe, 30_000).over == 0
    assert plain_text.written(case, A4).over == 0


def test_a_case_without_dates_or_exhibits_has_no_empty_parts(tmp_path):
    case = replace(watch_case(tmp_path), marks=(), deadline=None, exhibits=(), statement=(), summary="")
    assert [name for name, _ in plain_text.written(case, A4).parts] == ["claim"]
