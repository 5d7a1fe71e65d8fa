"""Whole orders against the rules that ship: the dates, routes and conflicts a person would be shown."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from disputes_app.domain.claims import ClaimType
from disputes_app.domain.conditions import Applies
from disputes_app.domain.money import Money
from disputes_app.domain.order_facts import CaseFacts
from disputes_app.domain.programmes import Effect
from disputes_app.domain.routes import routes_for
from disputes_app.domain.urgency import State, Urgency, days_left, state, urgency
from disputes_app.domain.windows import last_day, windows_for
from disputes_app.programmes.reading import load
from tests.helpers.engine import an_order, dated

ALL = load()
NOW = datetime(2026, 3, 12, 10, 42, tzinfo=UTC)

SMARTWATCH = an_order(
    platform="aliexpress",
    payment_methods=("paypal", "credit_card"),
    card_network="visa",
    buyer_country="GB",
    seller_country="CN",
    total=Money(5110, "GBP"),
    dates={
        "ordered": "2026-02-06T09:58+00:00",
        "paid": "2026-02-06T09:58+00:00",
        "shipped": "2026-02-08",
        "delivered": "2026-02-27T11:42+00:00",
    },
)


def windows(facts, claim=None):
    return {window.id: window for window in windows_for(replace(facts, claim=claim), ALL)}


def routes(facts, claim, now=NOW):
    return {route.programme.id: route for route in routes_for(facts, ALL, claim, now)}


def test_a_faulty_watch_has_five_clocks_running():
    found = windows(SMARTWATCH, ClaimType.NOT_AS_DESCRIBED)
    assert found["AE-03"].closes_at == datetime(2026, 3, 15, 6, 59, 59, tzinfo=UTC)
    assert urgency(found["AE-03"], NOW) is Urgency.CLOSE
    days = {
        rule: (last_day(found[rule]), days_left(found[rule], NOW)) for rule in ("UK-01", "CN-04", "PP-01")
    }
    assert days == {
        "UK-01": (date(2026, 3, 29), 17),
        "CN-04": (date(2026, 6, 26), 106),
        "PP-01": (date(2026, 8, 4), 145),
    }


def test_the_map_of_the_watch_says_what_to_use_and_why_the_rest_is_closed():
    found = routes(SMARTWATCH, ClaimType.NOT_AS_DESCRIBED)
    order = sorted((r.recommended_order, name) for name, r in found.items() if r.recommended_order)
    assert order[0][1] == "aliexpress"
    assert {name for _, name in order} == {"aliexpress", "uk_consumer_rights", "visa", "paypal"}
    assert found["uk_section_75"].applies is Applies.NO
    assert found["uk_section_75"].why == "No part was paid straight to the seller by credit card"
    assert [c.effect for c in found["paypal"].conflicts if c.programme == "visa"] == [Effect.PAID_ONCE]


def test_a_cheap_purchase_by_credit_card_is_not_over_the_band_of_section_75():
    direct = replace(SMARTWATCH, payment_methods=("credit_card",))
    assert (
        routes(direct, ClaimType.DEFECTIVE)["uk_section_75"].why
        == "The price is not over £100, or over £30,000"
    )
    dear = replace(direct, total=Money(10001, "GBP"))
    assert routes(dear, ClaimType.DEFECTIVE)["uk_section_75"].applies is Applies.YES
    unknown = routes(replace(direct, total=None), ClaimType.DEFECTIVE)["uk_section_75"]
    assert unknown.applies is Applies.UNKNOWN
    assert unknown.questions[0].fact == "total"


def test_ebay_ends_on_the_last_day_here_with_one_in_hand():
    camera = an_order(platform="ebay", dates={"ordered": "2026-02-02", "delivered": "2026-02-11"})
    window = windows(camera, ClaimType.NOT_AS_DESCRIBED)["EB-03"]
    assert window.closes_at == datetime(2026, 3, 12, 23, 59, 59, tzinfo=UTC)
    assert urgency(window, NOW) is Urgency.TODAY


def test_amazon_opens_48_hours_after_writing_to_the_seller():
    printer = an_order(
        platform="amazon",
        dates={
            "ordered": "2026-02-10",
            "estimated_to": "2026-02-20",
            "seller_contacted": "2026-03-10T14:20+00:00",
        },
    )
    window = windows(printer, ClaimType.NOT_RECEIVED)["AM-03"]
    assert window.opens_at == datetime(2026, 3, 12, 14, 20, tzinfo=UTC)
    assert last_day(window) == date(2026, 5, 20)
    assert (state(window, NOW), urgency(window, NOW)) == (State.NOT_STARTED, Urgency.OPENS)
    assert state(window, datetime(2026, 3, 12, 14, 20, tzinfo=UTC)) is State.OPEN


@pytest.mark.parametrize("platform", ["amazon", "etsy", "ebay"])
def test_a_shop_that_a_card_dispute_ends_comes_before_the_card(platform):
    order = an_order(
        platform=platform,
        card_network="visa",
        payment_methods=("credit_card",),
        dates={
            "ordered": "2025-12-01",
            "paid": "2025-12-01",
            "processed": "2025-12-01",
            "estimated_to": "2026-02-20",
            "delivered": "2026-02-20",
            "seller_contacted": "2026-02-22",
        },
    )
    found = routes(order, ClaimType.DAMAGED)
    assert found[platform].recommended_order < found["visa"].recommended_order
    assert "Visa" in found[platform].reason
    assert (platform, Effect.CLOSES) in [(c.programme, c.effect) for c in found["visa"].conflicts]


def test_a_paypal_dispute_left_alone_closes_after_20_days_and_takes_the_rest_with_it():
    opened = CaseFacts((dated("case_opened", "2026-02-24"),))
    found = windows(replace(SMARTWATCH, filed={"paypal": opened}), ClaimType.WRONG_ITEM)
    assert last_day(found["PP-02"]) == date(2026, 3, 15)
    assert found["PP-01"].done_at is not None
    after = datetime(2026, 3, 20, tzinfo=UTC)
    assert state(found["PP-02"], after) is State.CLOSED
    assert state(found["PP-04"], after) is State.CLOSED
    escalated = CaseFacts((*opened.anchors, dated("escalated", "2026-03-01")))
    onward = windows(replace(SMARTWATCH, filed={"paypal": escalated}), ClaimType.WRONG_ITEM)
    assert last_day(onward["PP-04"]) == date(2026, 3, 11)
    assert onward["PP-02"].done_at is not None


def test_an_alibaba_order_that_nobody_confirms_completes_by_itself():
    lamps = an_order(platform="alibaba", dates={"ordered": "2026-01-02", "shipped": "2026-01-10"})
    found = windows(lamps, ClaimType.SHORT_QUANTITY)
    assert last_day(found["AB-02"]) == date(2026, 1, 25)
    assert found["AB-01"].expected
    by_sea = windows(replace(lamps, attributes={"shipping_method": "sea"}), ClaimType.SHORT_QUANTITY)
    assert "AB-02" not in by_sea
    assert last_day(by_sea["AB-03:sea"]) == date(2026, 2, 24)


def test_old_orders_go_by_the_rules_of_their_time():
    old = an_order(platform="aliexpress", dates={"ordered": "2014-03-01", "shipped": "2014-03-03"})
    assert set(windows(old, ClaimType.NOT_RECEIVED)) == {"AE-18", "AE-v1"}


def test_a_right_without_a_fault_is_marked_as_one():
    found = windows(replace(SMARTWATCH, buyer_country="DE"))
    assert found["EU-01"].is_right
    assert not found["AE-03"].is_right


def test_an_order_of_which_nothing_is_known_has_questions_everywhere_and_no_false_no():
    found = routes_for(an_order(platform=""), ALL, ClaimType.NOT_RECEIVED, NOW)
    unknown = {route.programme.id for route in found if route.applies is Applies.UNKNOWN}
    assert {"aliexpress", "paypal", "visa", "eu_goods", "ups"} <= unknown
    assert all(route.questions for route in found if route.applies is Applies.UNKNOWN)


@pytest.mark.parametrize(
    ("claim", "programme"),
    [
        (ClaimType.UNAUTHORISED, "aliexpress"),
        (ClaimType.SHORT_QUANTITY, "visa"),
        (ClaimType.REFUND_NOT_PAID, "uk_section_75"),
    ],
)
def test_a_programme_without_a_way_in_for_a_claim_does_not_cover_it(claim, programme):
    order = replace(SMARTWATCH, payment_methods=("credit_card",), total=Money(20000, "GBP"))
    route = routes(order, claim)[programme]
    assert (route.applies, route.why.split(":")[0]) == (Applies.NO, "It does not cover this")


def test_the_ombudsman_waits_for_the_banks_answer():
    assert routes(SMARTWATCH, None)["uk_ombudsman"].why == "It comes in only once a case with it has begun"
    filed = {"uk_ombudsman": CaseFacts((dated("case_opened", "2026-03-01"), dated("decided", "2026-03-10")))}
    route = routes(replace(SMARTWATCH, filed=filed), None)["uk_ombudsman"]
    assert route.applies is Applies.YES
    assert "UK-10" in {window.id for window in route.windows}


@pytest.mark.parametrize("claim", [None, *ClaimType])
def test_no_route_applies_without_a_window_or_a_cover(claim):
    for route in routes_for(SMARTWATCH, ALL, claim, NOW):
        if route.applies is not Applies.NO:
            assert route.windows or route.covers, route.programme.id
        if route.recommended_order:
            assert route.way_in is not None


def test_the_other_sides_clock_is_shown_once_it_has_begun_with_or_without_a_case():
    assert "AE-22" not in windows(SMARTWATCH)
    promised = replace(SMARTWATCH, anchors=(*SMARTWATCH.anchors, dated("refund_promised", "2026-03-09")))
    assert last_day(windows(promised)["AE-22"]) == date(2026, 3, 23)
    undated = replace(promised, anchors=(dated("refund_promised", "2026-03-09"),))
    assert last_day(windows(undated)["AE-22"]) == date(2026, 3, 23)


def test_a_right_to_cancel_does_not_put_a_route_in_front():
    found = routes(SMARTWATCH, None)
    assert found["aliexpress"].recommended_order == 1
    assert found["uk_consumer_rights"].way_in.id == "UK-01"
    germany = routes(replace(SMARTWATCH, buyer_country="DE"), None)
    assert germany["eu_withdrawal"].way_in.id == "EU-01"
