"""Looking at the goods, and being warned before receipt is confirmed without it."""

from __future__ import annotations

import pytest

from tests.helpers.commands import fields

NUMBER = "8193045772164402"
SOUND = ("packing=intact", "count=complete", "match=as_listed", "function=works")


@pytest.fixture
def delivered(run):
    """An order that has come, and whose payment the platform holds."""
    run.done("orders", "add", *fields(payment_state="held"))
    return run


def test_the_checklist_shows_its_answers_its_photos_and_the_last_day(delivered):
    found = delivered.done("orders", "inspect", NUMBER)["inspection"]
    assert [one["question"] for one in found["questions"]] == ["packing", "count", "match", "function"]
    assert {one["answer"] for one in found["questions"]} == {None}
    assert found["until"] == "2026-03-15T06:59:59+00:00"
    assert found["photos"][0]["code"] == "X07"


def test_a_fault_found_proposes_its_claim_and_dates_the_discovery(delivered):
    found = delivered.done("orders", "inspect", NUMBER, *SOUND[:3], "function=faulty", "--on", "2026-03-01")[
        "inspection"
    ]
    assert found["claim_types"] == ["defective"]
    assert found["until"] is None
    dates = delivered.done("orders", "show", NUMBER)["dates"]
    assert dates["inspected"][0]["value"] == "2026-03-01"
    assert dates["discovered"][0]["value"] == "2026-03-01"


def test_half_an_inspection_is_kept_and_stays_to_be_done(delivered):
    delivered.done("orders", "inspect", NUMBER, "packing=intact")
    found = delivered.done("orders", "inspect", NUMBER)["inspection"]
    assert found["questions"][0]["answer"] == "intact"
    assert found["until"] is not None
    assert "inspected" not in delivered.done("orders", "show", NUMBER)["dates"]


def test_a_second_look_that_finds_nothing_takes_the_discovery_back(delivered):
    delivered.done("orders", "inspect", NUMBER, *SOUND[:3], "function=faulty")
    delivered.done("orders", "inspect", NUMBER, "function=works")
    assert "discovered" not in delivered.done("orders", "show", NUMBER)["dates"]


def test_a_day_of_discovery_that_was_typed_is_left_alone(delivered):
    delivered.done("orders", "edit", NUMBER, "discovered_at=2026-02-28")
    delivered.done("orders", "inspect", NUMBER, *SOUND[:3], "function=faulty")
    dates = delivered.done("orders", "show", NUMBER)["dates"]
    assert [one["value"] for one in dates["discovered"]] == ["2026-02-28"]


def test_an_inspection_is_undone_whole(delivered):
    before = delivered.done("orders", "show", NUMBER)
    delivered.done("orders", "inspect", NUMBER, *SOUND[:3], "function=faulty")
    delivered.done("undo")
    assert delivered.done("orders", "show", NUMBER) == before


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("packing=squashed", "intact, damaged"),
        ("smell=bad", "packing, count"),
        ("packing", "QUESTION=ANSWER"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_kept(delivered, wrong, named):
    answer = delivered("orders", "inspect", NUMBER, "count=short", wrong)
    assert answer.status == 2
    assert named in answer.err
    found = delivered.done("orders", "inspect", NUMBER)["inspection"]
    assert {one["answer"] for one in found["questions"]} == {None}


def test_before_receipt_is_confirmed_uninspected_it_is_said_what_goes_and_what_ends(delivered):
    answer = delivered("orders", "edit", NUMBER, "confirmed_at=2026-03-02")
    assert answer.status == 0
    assert "not inspected yet" in answer.err
    assert "USD 64.80 is held for you" in answer.err
    assert "“Open a dispute on AliExpress” then ends on Tue 17 Mar 2026." in answer.err


def test_nothing_is_said_once_the_goods_were_inspected(delivered):
    delivered.done("orders", "inspect", NUMBER, *SOUND)
    assert delivered("orders", "edit", NUMBER, "confirmed_at=2026-03-02").err == ""


def test_a_route_that_ends_with_the_confirmation_is_named_as_over(run):
    run.done("orders", "add", *fields(platform="other", number="R-1"))
    run.done("orders", "fact", "R-1", "platform=rakuten_fr")
    err = run("orders", "edit", "R-1", "confirmed_at=2026-03-02").err
    assert "Rakuten France: “Open a claim on Rakuten” is over once you confirm." in err
