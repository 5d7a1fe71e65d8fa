"""By when an order should come, and which word of several counts."""

from __future__ import annotations

from datetime import date

import pytest

from disputes_app.domain.anchors import AnchorKind, anchor
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.expecting import expected_by
from disputes_app.domain.order_facts import OrderFacts
from disputes_app.domain.windows import windows_for
from disputes_app.programmes import reading

PAID = anchor(AnchorKind.PAID, date(2026, 3, 2))


@pytest.fixture(scope="module")
def programmes():
    return reading.load()


def _expected(programmes, *anchors, facts=None, **given):
    known = OrderFacts(anchors=anchors, claim=ClaimType.NOT_RECEIVED, home_zone="Europe/London", **given)
    return expected_by({one.kind: one for one in anchors}, facts or {}, windows_for(known, programmes))


def test_the_platforms_estimate_comes_before_the_sellers_promise(programmes):
    found = _expected(
        programmes,
        anchor(AnchorKind.PROMISED, date(2026, 3, 10)),
        anchor(AnchorKind.ESTIMATED_TO, date(2026, 3, 20)),
    )
    assert (found.day, found.waited) == (date(2026, 3, 20), False)


def test_agreed_lengths_are_added_to_the_payment(programmes):
    lengths = {"lead_days": "10", "shipping_days": "20", "handling_days": "3"}
    assert _expected(programmes, PAID, facts=lengths).day == date(2026, 4, 4)
    assert _expected(programmes, PAID, facts=lengths | {"lead_days": ""}) is None


def test_a_parcel_from_abroad_is_waited_for_longer(programmes):
    shipped = anchor(AnchorKind.SHIPPED, date(2026, 3, 2))
    near = _expected(programmes, shipped, carrier="royal_mail", buyer_country="GB", seller_country="GB")
    far = _expected(programmes, shipped, carrier="royal_mail", buyer_country="GB", seller_country="FR")
    # 10 and 20 working days of the Royal Mail after Monday 2 March.
    assert (near.day, far.day) == (date(2026, 3, 15), date(2026, 3, 29))
    assert near.waited
    assert far.why == (
        "Royal Mail takes a claim for a lost order only then: 20 working days after posting, Europe"
    )


def test_a_marketplaces_own_guarantee_depends_on_the_country(programmes):
    ordered = anchor(AnchorKind.ORDERED, date(2026, 3, 2))
    here = _expected(programmes, ordered, platform="aliexpress", buyer_country="GB")
    brazil = _expected(programmes, ordered, platform="aliexpress", buyer_country="BR")
    assert (here.day, brazil.day) == (date(2026, 5, 1), date(2026, 6, 30))
    assert here.why == "AliExpress: guaranteed delivery within 60 days"


def test_nothing_known_expects_nothing(programmes):
    assert _expected(programmes) is None


@pytest.mark.parametrize("days", ["99999999999999", "²", "-3", "ten"])
def test_days_that_nobody_agrees_on_are_no_agreement(programmes, days):
    lengths = {"lead_days": "10", "shipping_days": days, "handling_days": "3"}
    assert _expected(programmes, PAID, facts=lengths) is None


def test_a_payment_in_the_last_days_of_the_calendar_stops_nothing(programmes):
    lengths = dict.fromkeys(("lead_days", "shipping_days", "handling_days"), "9999")
    last = anchor(AnchorKind.PAID, date(9999, 12, 31))
    assert _expected(programmes, last, facts=lengths).day.year == 9000
