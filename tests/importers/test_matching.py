"""Which order a thing belongs to: sure when it names it, a question when it only might."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.importers import hints
from disputes_app.importers.base import Hint
from disputes_app.importers.matching import Candidate, Match, decide, lookup_numbers

LAMP = Candidate(
    1, "8123 4567 8901 2345", "aliexpress", "Bright Store", ("LP00123456789012",), date(2026, 2, 1)
)
CHAIR = Candidate(2, "205-2169302-5352337", "amazon", "Oak & Co", ("1Z5R89390357567127",), date(2026, 1, 10))
SHOP = Candidate(3, "#1001", "own_shop", "Tea House", (), date(2026, 2, 5))
ORDERS = (LAMP, CHAIR, SHOP)


def hint(kind, value, confidence="certain", source=None):
    return Hint(kind, value, confidence, "in the text", source)


def test_an_order_number_decides_whatever_its_blanks():
    decision = decide([hint("order_number", "8123456789012345")], ORDERS)
    assert decision.chosen == Match(1, "it names the order number 8123 4567 8901 2345", "certain")


def test_a_number_of_the_text_decides_when_it_is_exactly_the_orders():
    assert decide(hints.find("about 8123456789012345, it is broken"), ORDERS).chosen.order == 1
    assert decide(hints.find("about 81234567890123456, it is broken"), ORDERS).chosen is None


def test_a_parcels_number_decides_when_no_order_is_named():
    decision = decide([hint("tracking_number", "LP 0012 3456 7890 12")], ORDERS)
    assert (decision.chosen.order, decision.chosen.reason) == (
        1,
        "it names the order's parcel LP00123456789012",
    )


def test_a_payments_reference_decides_like_a_parcels_number():
    paid = Candidate(4, "12-34567-89012", "ebay", payment_references=("1AB23456CD789012E",))
    decision = decide(hints.find("Transaction ID: 1AB23456CD789012E"), (*ORDERS, paid))
    assert (decision.chosen.order, decision.chosen.reason) == (
        4,
        "it names the order's payment 1AB23456CD789012E",
    )


def test_two_orders_named_are_a_question():
    decision = decide([hint("order_number", LAMP.number), hint("order_number", CHAIR.number)], ORDERS)
    assert decision.chosen is None
    assert {match.order for match in decision.options} == {1, 2}


def test_one_order_named_and_another_only_likely_is_no_question():
    found = [hint("order_number", CHAIR.number), hint("seller", "Bright Store")]
    decision = decide(found, ORDERS, date(2026, 2, 10))
    assert decision.chosen.order == 2
    assert [match.order for match in decision.options] == [2, 1]


def test_a_short_number_alone_is_only_likely():
    decision = decide([hint("order_number", "1001", "likely")], ORDERS)
    assert decision.chosen is None
    assert decision.options[0].confidence == "likely"
    decision = decide(
        [hint("order_number", "1001", "likely"), hint("seller", "tea house")], ORDERS, date(2026, 2, 6)
    )
    assert decision.chosen.order == 3


def test_a_number_of_another_platform_is_weak():
    decision = decide([hint("order_number", CHAIR.number, source="ebay")], ORDERS)
    assert decision.chosen is None
    assert decision.options[0].confidence == "weak"
    assert decide([hint("order_number", CHAIR.number)], ORDERS, platform="ebay").chosen is None


def test_the_same_number_on_two_platforms_is_told_apart_by_the_sender():
    other = Candidate(9, LAMP.number, "ebay")
    assert decide([hint("order_number", LAMP.number)], (LAMP, other)).chosen is None
    assert decide([hint("order_number", LAMP.number, source="aliexpress")], (LAMP, other)).chosen.order == 1


@pytest.mark.parametrize(
    ("moment", "offered"),
    [
        (date(2026, 2, 10), True),
        (date(2026, 1, 20), True),
        (date(2025, 12, 1), False),
        (date(2026, 12, 1), False),
        (None, False),
    ],
)
def test_a_seller_at_the_right_time_is_offered_and_never_chosen(moment, offered):
    decision = decide([hint("seller", "BRIGHT store")], ORDERS, moment)
    assert decision.chosen is None
    assert [match.order for match in decision.options] == ([1] if offered else [])


def test_nothing_known_gives_nothing():
    assert decide([], ORDERS, date(2026, 2, 10)) == decide([hint("amount", "12.00")], ORDERS)
    assert decide([hint("order_number", "")], [Candidate(5, "")]).options == ()


def test_the_numbers_to_look_up_are_normalised():
    found = [
        hint("order_number", "205-2169302-5352337"),
        hint("seller", "123456789"),
        hint("number", "ab 12"),
    ]
    assert lookup_numbers(found) == {"20521693025352337", "AB12"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["order_number", "tracking_number", "number", "seller"]), st.text(max_size=20)
        )
    )
)
def test_what_is_chosen_is_always_the_only_certain_option(pairs):
    decision = decide([hint(kind, value) for kind, value in pairs], ORDERS, date(2026, 2, 10))
    certain = [match for match in decision.options if match.confidence == "certain"]
    assert (decision.chosen is None) == (len(certain) != 1)
    assert decision.chosen is None or decision.chosen is certain[0]
