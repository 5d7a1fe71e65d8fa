"""Conditions: yes, no with one reason, or a question."""

import pytest

from disputes_app.domain.conditions import EU, GROUPS, Applies, weigh
from disputes_app.domain.money import Money
from disputes_app.domain.order_facts import OrderFacts
from disputes_app.domain.programmes import Condition

COUNTRY = Condition("buyer_country", frozenset({"GB", "IE"}), refusal="Only there")


def known(**facts):
    return {name: frozenset({value}) for name, value in facts.items()}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (known(buyer_country="IE"), Applies.YES),
        (known(buyer_country="FR"), Applies.NO),
        ({}, Applies.UNKNOWN),
    ],
)
def test_a_fact_is_held_against_what_is_wanted(values, expected):
    assert weigh([COUNTRY], values, ()).applies is expected


def test_one_no_outweighs_any_question_and_names_its_condition():
    verdict = weigh([Condition("goods", frozenset({"new"})), COUNTRY], known(buyer_country="FR"), ())
    assert (verdict.applies, verdict.failed, verdict.questions) == (Applies.NO, COUNTRY, ())


def test_every_missing_fact_is_asked_for_in_its_own_words():
    new = Condition("goods", frozenset({"new"}), question="Was it new?")
    verdict = weigh([COUNTRY, new], {}, ())
    assert [question.text for question in verdict.questions] == [
        "Which country do you live in?",
        "Was it new?",
    ]


def test_an_assumed_value_is_taken_only_while_nothing_is_known():
    role = Condition("role", frozenset({"seller"}), assume="buyer")
    assert weigh([role], {}, ()).applies is Applies.NO
    assert weigh([role], known(role="seller"), ()).applies is Applies.YES


def test_one_of_several_payment_methods_does_unless_another_is_barred():
    both = OrderFacts(payment_methods=("paypal", "credit_card")).values()
    card = Condition("payment_method", frozenset({"credit_card"}))
    direct = Condition("payment_method", frozenset({"credit_card"}), frozenset({"paypal"}))
    assert weigh([card], both, ()).applies is Applies.YES
    assert weigh([direct], both, ()).applies is Applies.NO


@pytest.mark.parametrize(
    ("minor", "expected"),
    [(10000, Applies.NO), (10001, Applies.YES), (3000000, Applies.YES), (3000001, Applies.NO)],
)
def test_the_edges_of_a_price_band(minor, expected):
    band = Condition("total", over=Money(10000, "GBP"), up_to=Money(3000000, "GBP"))
    assert weigh([band], {}, (Money(minor, "GBP"),)).applies is expected


def test_an_answer_stands_in_for_an_amount_in_another_currency():
    band = Condition("total", over=Money(10000, "GBP"))
    assert weigh([band], {}, (Money(20000, "USD"),)).applies is Applies.UNKNOWN
    assert weigh([band], known(total="yes"), (Money(20000, "USD"),)).applies is Applies.YES
    assert weigh([band], known(total="no"), (Money(20000, "USD"),)).applies is Applies.NO


def test_the_union_has_27_members_and_the_economic_area_30():
    assert (len(EU), len(GROUPS["EEA"])) == (27, 30)
    assert "GB" not in GROUPS["EEA"]


def test_of_several_amounts_the_one_in_the_bands_currency_counts():
    band = Condition("total", over=Money(10000, "GBP"))
    assert weigh([band], {}, (Money(6480, "USD"), Money(20000, "GBP"))).applies is Applies.YES
    assert weigh([band], {}, (Money(90000, "USD"), Money(5110, "GBP"))).applies is Applies.NO
