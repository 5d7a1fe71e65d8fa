"""The recourse map: which programmes apply, why, what they do to each other, and what to use first."""

from datetime import UTC, datetime

from disputes_app.domain.claims import ClaimType
from disputes_app.domain.conditions import Applies
from disputes_app.domain.money import Money
from disputes_app.domain.programmes import Condition, Effect, Family, Interaction, Kind, Length, Programmes
from disputes_app.domain.routes import routes_for
from disputes_app.programmes.reading import load
from disputes_app.programmes.working_days import working_days
from tests.helpers.engine import a_programme, a_rule, an_order, programmes_of

ORDER = an_order(dates={"ordered": "2026-02-01", "paid": "2026-02-01", "delivered": "2026-02-10"})
NOW = datetime(2026, 2, 12, tzinfo=UTC)


def a_bank(**changed):
    fields = {
        "id": "bank",
        "name": "Bank",
        "family": Family.CARD_NETWORK,
        "when": (Condition("card_network", frozenset({"visa"}), refusal="It was not paid by Visa"),),
    }
    return a_programme(a_rule("BK-01", length=Length(5)), **{**fields, **changed})


def by_id(routes):
    return {route.programme.id: route for route in routes}


def test_a_programme_that_does_not_apply_says_why_in_one_reason():
    routes = by_id(routes_for(an_order(card_network="amex"), programmes_of(a_programme(), a_bank())))
    assert routes["bank"].applies is Applies.NO
    assert routes["bank"].why == "It was not paid by Visa"


def test_a_missing_fact_is_a_question_and_no_exclusion():
    routes = by_id(routes_for(ORDER, programmes_of(a_bank())))
    assert routes["bank"].applies is Applies.UNKNOWN
    assert [question.fact for question in routes["bank"].questions] == ["card_network"]
    assert routes["bank"].windows


def test_a_payment_that_was_no_card_needs_no_question_about_the_network():
    facts = an_order(payment_methods=("bank_transfer",))
    assert by_id(routes_for(facts, programmes_of(a_bank())))["bank"].applies is Applies.NO


def test_a_route_that_another_one_ends_is_used_first():
    ends = Interaction("card_network", Effect.CLOSED_BY, "A card dispute ends the shop's claim")
    programmes = programmes_of(a_bank(), a_programme(interactions=(ends,)))
    facts = an_order(dates={"delivered": "2026-02-10"}, card_network="visa")
    routes = routes_for(facts, programmes, ClaimType.DAMAGED, NOW)
    assert [(route.programme.id, route.recommended_order) for route in routes] == [
        ("test_shop", 1),
        ("bank", 2),
    ]
    assert routes[0].reason == "Use Test Shop before Bank. A card dispute ends the shop's claim"
    assert routes[1].reason == ""
    assert [(c.programme, c.effect) for c in routes[1].conflicts] == [("test_shop", Effect.CLOSES)]
    assert [(c.programme, c.effect) for c in routes[0].conflicts] == [("bank", Effect.CLOSED_BY)]


def test_without_a_stated_conflict_the_route_that_closes_first_comes_first():
    facts = an_order(dates={"delivered": "2026-02-10"}, card_network="visa")
    routes = routes_for(facts, programmes_of(a_programme(), a_bank()), ClaimType.DAMAGED, NOW)
    assert [route.programme.id for route in routes] == ["bank", "test_shop"]
    assert [route.reason for route in routes] == ["", ""]


def test_a_route_whose_way_in_has_closed_is_not_recommended():
    routes = routes_for(ORDER, programmes_of(a_programme()), None, datetime(2026, 4, 1, tzinfo=UTC))
    assert [(route.applies, route.recommended_order) for route in routes] == [(Applies.YES, None)]
    assert routes_for(ORDER, programmes_of(a_programme()))[0].recommended_order == 1


def test_a_price_band_refuses_and_another_currency_asks():
    band = Condition(
        "total", over=Money(10000, "GBP"), up_to=Money(3000000, "GBP"), refusal="The price is not over £100"
    )
    programmes = programmes_of(a_programme(when=(band,)))
    assert routes_for(an_order(total=Money(10000, "GBP")), programmes)[0].why == "The price is not over £100"
    assert routes_for(an_order(total=Money(10001, "GBP")), programmes)[0].applies is Applies.YES
    assert routes_for(an_order(total=Money(90000, "USD")), programmes)[0].applies is Applies.UNKNOWN
    assert routes_for(an_order(), programmes)[0].questions[0].fact == "total"


def test_a_limit_without_a_clock_is_shown_beside_the_windows():
    cover = a_rule("TS-02", kind=Kind.COVER, anchor=None, length=Length(0))
    (route,) = routes_for(ORDER, programmes_of(a_programme(a_rule(), cover)))
    assert [rule.id for rule in route.covers] == ["TS-02"]
    assert [window.id for window in route.windows] == ["TS-01"]


def test_a_claim_that_a_programme_does_not_cover_is_refused_with_it():
    own = a_programme(a_rule(claims=(ClaimType.DAMAGED,)))
    (route,) = routes_for(ORDER, programmes_of(own), ClaimType.LATE)
    assert (route.applies, route.why) == (Applies.NO, "It does not cover this: late")


def test_every_programme_has_its_place_on_the_map_of_an_order():
    programmes = load()
    facts = an_order(platform="aliexpress", payment_methods=("paypal", "credit_card"), buyer_country="GB")
    routes = by_id(routes_for(facts, programmes, ClaimType.NOT_AS_DESCRIBED))
    assert set(routes) == set(programmes.by_id)
    assert all(route.why for route in routes.values())
    assert routes["aliexpress"].applies is Applies.YES
    assert routes["paypal"].applies is Applies.YES
    assert (routes["ebay"].applies, routes["ebay"].why) == (Applies.NO, "It was not bought on eBay")


def test_an_empty_set_of_programmes_gives_an_empty_map():
    assert routes_for(ORDER, Programmes((), working_days)) == ()
