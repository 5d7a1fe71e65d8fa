"""Explanations: every window says in sentences why it ends when it does."""

import string
from dataclasses import replace
from datetime import UTC, date, datetime

from disputes_app.domain.anchors import AnchorKind, Known, anchor
from disputes_app.domain.explaining import ENGLISH, explain, explanation
from disputes_app.domain.order_facts import CaseFacts, PlatformDate
from disputes_app.domain.programmes import Cap, Choice, Confidence, Flag, How, Length, Pause, Term, Unit
from disputes_app.domain.windows import window_for, windows_for
from disputes_app.programmes.reading import load
from tests.helpers.engine import a_programme, a_rule, an_order, dated, programmes_of

DELIVERED = anchor(
    AnchorKind.DELIVERED,
    datetime(2026, 2, 27, 11, 42, tzinfo=UTC),
    source=Known.TRACKING,
    source_detail="carrier event",
)


def text(rule, facts, home="Europe/London", **programme):
    own = a_programme(rule, **programme)
    return "\n".join(explain(window_for(own, rule, facts, programmes_of(own)), home))


def test_the_sum_names_anchor_provenance_length_and_last_day_in_the_programmes_zone():
    said = text(a_rule(length=Length(15)), an_order(anchors=(DELIVERED,)))
    assert (
        "Delivered: Fri 27 Feb 2026, 03:42 (carrier event), plus 15 days, gives Sat 14 Mar 2026, 23:59, "
        "Los Angeles time." in said
    )
    assert "Test Shop counts in Los Angeles time; that is Sun 15 Mar 2026, 06:59 in London." in said
    assert "The clocks in Los Angeles change in between." in said
    assert "The source that says so: testshop.example/help (2026)." in said
    assert "last seen Wed 4 Mar 2026, confidence high" in said


def test_a_day_kept_in_hand_is_said():
    said = text(a_rule(), an_order(dates={"delivered": "2026-02-01"}), zone="")
    assert "plus 10 days, less one day kept in hand, gives Tue 10 Feb 2026, 23:59, London time." in said


def test_a_day_without_its_hour_is_said_to_be_taken_as_the_shops():
    assert "Enter the hour to be sure" in text(a_rule(), an_order(dates={"delivered": "2026-02-01"}))
    east = text(
        a_rule(), an_order(dates={"delivered": "2026-02-01"}, home_zone="Asia/Tokyo"), home="Asia/Tokyo"
    )
    assert "at noon in Tokyo it is still the day before in Los Angeles, so it is counted from there" in east
    assert "Enter the hour" not in text(a_rule(), an_order(anchors=(DELIVERED,)))


def test_an_estimate_in_place_of_a_delivery_says_how_early_the_real_day_can_make_it():
    rule = a_rule(anchor=Choice(How.FIRST_KNOWN, (Term(AnchorKind.DELIVERED), Term(AnchorKind.ESTIMATED_TO))))
    said = text(rule, an_order(dates={"shipped": "2026-02-01", "estimated_to": "2026-02-20"}))
    assert "The answer may move this date, to Wed 11 Feb 2026, 23:59 at the earliest." in said


def test_a_missing_anchor_is_a_question_with_the_earliest_date():
    said = text(a_rule(), an_order(dates={"ordered": "2026-02-01"}))
    assert (
        "When was it delivered? Until that is known, the earliest last day it can mean is shown: Wed 11 Feb"
        in said
    )


def test_a_difference_from_the_platforms_own_date_is_explained():
    order = an_order(dates={"delivered": "2026-02-01"})
    sooner = text(a_rule(), replace(order, platform_dates=(PlatformDate(date(2026, 2, 9)),)))
    assert "Test Shop itself shows Mon 9 Feb 2026, 23:59, and that date counts." in sooner
    assert "it would be Wed 11 Feb 2026, 23:59, which is later" in sooner
    later = text(a_rule(), replace(order, platform_dates=(PlatformDate(date(2026, 2, 19)),)))
    assert "which is earlier; an extension may explain it" in later
    same = text(a_rule(), replace(order, platform_dates=(PlatformDate(date(2026, 2, 11)),)))
    assert "the same day as the rule gives" in same
    only = text(a_rule(), replace(order, anchors=(), platform_dates=(PlatformDate(date(2026, 2, 11)),)))
    assert "Test Shop itself shows Wed 11 Feb 2026, 23:59." in only


def test_doubts_about_a_rule_are_said_where_it_is_shown():
    weak = a_rule(confidence=Confidence.LOW, flags=(Flag.STALE, Flag.CONFLICTING, Flag.UNDATED), sources=())
    said = text(weak, an_order(dates={"delivered": "2026-02-01"}))
    for part in ("No source was found", "out of date", "contradict each other", "no date", "act earlier"):
        assert part in said


def test_a_period_without_a_number_says_to_act_without_delay():
    rule = a_rule(length=Length(unit=Unit.REASONABLE_TIME))
    assert "no number: act without delay" in text(rule, an_order(dates={"delivered": "2026-02-01"}))


def test_everything_that_was_added_is_named():
    times = (Length(attribute="lead_days"), Length(5))
    promised = a_rule(anchor=Term(AnchorKind.PAID, times), length=Length(30))
    order = an_order(dates={"paid": "2026-02-01"}, attributes={"lead_days": "10"})
    assert "plus the lead days, 5 days and 30 days, gives Wed 18 Mar 2026" in text(promised, order)
    capped = a_rule(length=Length(120), cap=Cap(Term(AnchorKind.PROCESSED), Length(540)))
    late = an_order(dates={"processed": "2024-01-01", "delivered": "2025-05-01"})
    said = text(capped, late)
    assert "Payment processed: Mon 1 Jan 2024 (typed by you), plus 540 days, gives Tue 24 Jun 2025" in said
    assert "An outer limit cuts it short." in said
    same_day = text(a_rule(length=Length(0)), an_order(dates={"delivered": "2026-02-01"}))
    assert "Delivered: Sun 1 Feb 2026 (typed by you), the same day, gives Sun 1 Feb 2026, 23:59" in same_day


def test_days_that_begin_by_themselves_name_both_lengths():
    window = next(
        window
        for window in windows_for(an_order(platform="alibaba", dates={"shipped": "2026-02-08"}), load())
        if window.id == "AB-01"
    )
    assert (
        "plus 15 days and 30 days, less one day kept in hand, gives Tue 24 Mar 2026"
        in explain(window, "UTC")[0]
    )


def test_a_clock_that_stands_still_says_so():
    rule = a_rule(length=Length(30), pause=Pause(AnchorKind.REPAIR_ASKED, AnchorKind.REPAIRED, 7))
    away = {"delivered": "2026-03-01", "repair_asked": "2026-03-11"}
    assert "The clock stands still until you have it back." in text(rule, an_order(dates=away))
    back = text(rule, an_order(dates={**away, "repaired": "2026-03-21"}))
    assert "The clock stood still while the goods were being repaired" in back


def test_every_window_of_every_rule_can_be_explained():
    programmes = load()
    kinds = list(AnchorKind)
    every = tuple(dated(kind.value, "2026-02-01") for kind in kinds)
    for programme in programmes:
        for facts in (
            an_order(),
            an_order(dates={"ordered": "2026-01-01"}),
            an_order(anchors=every, filed={programme.id: CaseFacts(every)}),
            an_order(anchors=every, platform_dates=(PlatformDate(date(2026, 3, 1), programme.rules[0].id),)),
        ):
            for rule in programme.rules:
                window = window_for(programme, rule, facts, programmes)
                for sentence in explain(window, "Asia/Tokyo"):
                    assert not sentence[0].islower() or sentence.startswith("eBay"), sentence
                    assert sentence.endswith((".", "?")), sentence
                    assert "None" not in sentence, sentence
                    assert ".." not in sentence, sentence


def test_every_sentence_brings_the_values_of_its_template():
    named = {
        key: {field for _, field, _, _ in string.Formatter().parse(template) if field}
        for key, template in ENGLISH.items()
    }
    programmes = load()
    for programme in programmes:
        for rule in programme.rules:
            window = window_for(programme, rule, an_order(dates={"delivered": "2026-02-01"}), programmes)
            for sentence in explanation(window, "Asia/Tokyo"):
                assert named[sentence.key] <= set(sentence.values), sentence.key
