"""What a packet says in words: in every language, to the one who reads it, and by whose clock."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest

from disputes_app.actions.cases import advance_case, close_case, describe_case, open_case
from disputes_app.actions.messages import add_message, translate_message
from disputes_app.actions.orders import edit_order
from disputes_app.actions.settings import change_settings
from disputes_app.domain.cases import Want
from disputes_app.domain.claims import ClaimType, Outcome, Stage
from disputes_app.domain.messages import Message, MessageDirection
from disputes_app.domain.money import Money
from disputes_app.domain.payments import PaymentMethod, PaymentState
from disputes_app.packets import presets, wording
from tests.helpers.builders import a_case, an_order
from tests.helpers.telling import AT, content, values


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "was bought from the seller"), ("de", "bei diesem Verkäufer"), ("fr", "auprès de ce vendeur"),
        ("es", "a este vendedor"), ("zh", "向卖家购买"),
    ],
)  # fmt: skip
def test_a_seller_without_a_name_is_told_of_in_whole_sentences(core, language, said):
    assert said in content(core, a_case(core, an_order(core, seller="")), language).summary


@pytest.mark.parametrize("language", wording.languages())
def test_every_claim_want_method_and_state_has_its_words(core, language):
    order = an_order(core)
    for claim, want in itertools.zip_longest(ClaimType, Want, fillvalue=Want.REFUND):
        case = open_case(core, [order], claim, want=want).value
        made = content(core, case, language)
        assert made.claim
        assert made.wanted
    for method, state in itertools.zip_longest(PaymentMethod, PaymentState, fillvalue=PaymentState.HELD):
        edit_order(core, order, {"payment_method": method, "payment_state": state})
        # “Other” is what stands while nobody said how it was paid.
        told = content(core, case, language).paid_with
        assert bool(told) is (method is not PaymentMethod.OTHER)
    for stage in Stage:
        if stage is not Stage.CLOSED:
            advance_case(core, case, stage)
    close_case(core, case, Outcome.DENIED)
    assert len(content(core, case, language).chronology) >= 6


def test_a_written_statement_stands_for_the_proposed_one(core):
    case = a_case(core, an_order(core))
    assert content(core, case).statement
    describe_case(core, case, statement="First.\n\n\n  Second.  \n\n")
    assert content(core, case).statement == ("First.", "Second.")


def test_a_translation_comes_with_whose_it_is(core):
    order = an_order(core)
    message = add_message(core, order, "Vetra", AT, "亲").value
    case = a_case(core, order)
    assert content(core, case, "de").messages[0].translation == ""
    translate_message(core, message, "Liebe", "DeepL")
    (said,) = content(core, case, "de").messages
    assert (said.translation, said.translated_by) == ("Liebe", "DeepL")
    assert core.library.load(Message, message).text == "亲"


@pytest.mark.parametrize("language", wording.languages())
def test_the_time_limit_is_told_in_the_language_of_the_packet(core, language):
    say = wording.load(language)
    limit = content(core, a_case(core, an_order(core)), language).deadline
    assert limit.window_label == say(
        "deadline.within", length=say("deadline.days", n=15), event=say("anchors.confirmed")
    )
    assert limit.basis.startswith("AliExpress")
    assert say("deadline.in_time") in limit.explanation
    for day in (datetime(2026, 2, 27, tzinfo=UTC), datetime(2026, 3, 14, tzinfo=UTC)):
        assert say.day(day) in limit.explanation
    if language != "en":
        assert not {"plus", "days", "gives", "counts"} & set(limit.explanation.split())


def test_a_last_day_the_platform_shows_stands_for_itself(core):
    order = an_order(core, platform_date="2026-03-20")
    limit = content(core, a_case(core, order)).deadline
    assert (limit.window_label, limit.basis) == ("", "AliExpress: Shown by the platform")
    assert "The last day AliExpress shows is 20 March 2026" in limit.explanation
    assert "15 days" not in limit.explanation


def test_a_packet_is_for_who_its_preset_is_made_for(core):
    case = a_case(core, an_order(core))
    nobody = open_case(core, [an_order(core, "2")], ClaimType.DEFECTIVE).value
    found = {one.id: content(core, case, preset=one.id).receiver for one in presets.all_presets()}
    assert found["print_a4"] == found["aliexpress"] == "AliExpress"
    assert (found["paypal"], found["small_claims"], found["card_issuer"]) == (
        "PayPal",
        "the court",
        "the card issuer",
    )
    assert content(core, case, "de", "small_claims").receiver == "das Gericht"
    assert content(core, nobody).receiver == ""
    carrier = a_case(core, an_order(core, "3"), programme="royal_mail")
    assert content(core, carrier, preset="carrier").receiver == core.programmes.by_id["royal_mail"].name


def test_the_statement_names_what_was_paid_and_not_what_is_claimed(core):
    case = open_case(
        core,
        [an_order(core, platform="other")],
        ClaimType.DAMAGED,
        amount=Money(1000, "USD"),
        want=Want.PARTIAL,
    ).value
    made = content(core, case)
    assert made.platform == "Vetra Wearables"
    assert made.statement[0] == (
        "I ordered this from Vetra Wearables on 6 February 2026 for US\u00a0$64.80 "
        "(order 8193 0457 7216 4402): Smartwatch."
    )
    assert "64.80" in made.summary
    assert "10.00" in made.wanted


def test_what_waits_for_a_parcel_says_until_when_it_was_to_come(core):
    order = an_order(core, estimated_to="2026-02-20", delivered_at="", confirmed_at="")
    made = content(core, open_case(core, [order], ClaimType.NOT_RECEIVED).value)
    assert "20 February 2026" in values(made.order_facts)
    assert "Last day estimated for delivery" in {entry.text for entry in made.chronology}
    assert made.statement[1] == "The order was to arrive by 20 February 2026 and has not arrived."
    other = content(core, a_case(core, an_order(core, "2", estimated_to="2026-02-20")))
    assert "20 February 2026" not in values(other.order_facts)


def test_times_of_facts_are_those_of_the_zone_the_packet_names(core):
    change_settings(core, home_zone="Europe/London")
    made = content(core, a_case(core, an_order(core, ordered_at="2026-02-06T23:30-08:00")))
    assert {"7 February 2026, 07:30"} <= values(made.order_facts)


def test_what_the_platform_writes_is_no_answer_of_the_seller(core):
    order = an_order(core)
    add_message(core, order, "me", AT, "It broke", direction=MessageDirection.SENT)
    add_message(core, order, "Vetra", AT.replace(hour=10), "Sorry", direction=MessageDirection.RECEIVED)
    add_message(
        core,
        order,
        "AliExpress",
        AT.replace(day=9),
        "Closed",
        direction=MessageDirection.RECEIVED,
        channel="mail",
    )
    made = content(core, a_case(core, order), "de")
    assert [one.direction for one in made.messages] == ["sent", "received", "platform"]
    assert made.messages[2].channel == "E-Mail"
    assert "1. März 2026 (Nachricht 2)" in " ".join(made.statement)


def test_the_last_day_is_one_of_who_reads_the_packet(core):
    case = a_case(core, an_order(core))
    found = {one.id: content(core, case, preset=one.id).deadline for one in presets.all_presets()}
    assert found["print_a4"].programme == found["aliexpress"].programme == "AliExpress"
    assert found["paypal"].programme == "PayPal"
    assert found["small_claims"].programme in {
        one.name for one in core.programmes.items if one.family == "law"
    }
    assert found["card_issuer"] is found["insurer"] is None


def test_a_court_is_not_told_the_day_of_a_law_on_banks_unless_the_case_is_about_it(core):
    change_settings(core, buyer_country="GB", home_zone="Europe/London")
    how = {
        "payment_method": "credit_card",
        "total": "400.00",
        "currency": "GBP",
        "home_total": "400.00",
        "buyer_kind": "business",
    }
    order = an_order(core, number="card", **how)
    about_seller = a_case(core, order, ClaimType.DAMAGED)
    assert content(core, about_seller, preset="small_claims").deadline is None
    about_bank = a_case(core, order, ClaimType.DAMAGED, "uk_section_75")
    assert content(core, about_bank, preset="small_claims").deadline.programme == "Section 75"
