"""Anchors: their names outside, and which of several values counts."""

from datetime import UTC, date, datetime

import pytest

from disputes_app.domain.anchors import (
    FIELDS,
    MEANINGS,
    Anchor,
    AnchorKind,
    Known,
    Precision,
    anchor,
    choose,
    field_name,
)

CONTRACT_FIELDS = (
    "ordered_at paid_at processed_at shipped_at promised_at estimated_from estimated_to delivered_at confirmed_at "
    "inspected_at statement_sent_at seller_contacted_at returned_at refund_promised_at"
).split()


@pytest.mark.parametrize("name", CONTRACT_FIELDS)
def test_every_date_field_of_the_command_line_is_an_anchor(name):
    assert field_name(FIELDS[name]) == name


def test_a_cases_dates_are_no_fields_of_an_order():
    assert field_name(AnchorKind.CASE_OPENED) is None
    assert "case_opened_at" not in FIELDS


@pytest.mark.parametrize("kind", list(AnchorKind))
def test_every_kind_has_words_and_a_question(kind):
    meaning = MEANINGS[kind]
    assert meaning.words
    assert meaning.question.endswith("?")
    assert kind not in meaning.after


def test_the_precision_follows_from_the_value():
    assert anchor(AnchorKind.PAID, date(2026, 2, 6)).precision is Precision.DAY
    assert anchor(AnchorKind.PAID, datetime(2026, 2, 6, tzinfo=UTC)).precision is Precision.INSTANT


def a_value(day, **known):
    return Anchor(AnchorKind.DELIVERED, date(2026, 2, day), **known)


@pytest.mark.parametrize(
    ("winner", "other", "reason"),
    [
        (a_value(9, source=Known.COMPUTED), a_value(5, precision=Precision.NOT_BEFORE), "exact"),
        (a_value(9, source=Known.TYPED), a_value(5, source=Known.TRACKING), "trusted"),
        (
            a_value(9, noted_at=datetime(2026, 3, 2, tzinfo=UTC)),
            a_value(5, noted_at=datetime(2026, 3, 1, tzinfo=UTC)),
            "newest",
        ),
        (a_value(5), a_value(9), "earliest"),
    ],
)
def test_one_of_two_values_is_in_force_and_says_why(winner, other, reason):
    assert choose([winner, other]) == (winner, reason)
    assert choose([other, winner]) == (winner, reason)


def test_one_value_alone_counts_and_none_is_none():
    assert choose([a_value(5)]) == (a_value(5), "only")
    assert choose([]) is None
