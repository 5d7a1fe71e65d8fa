"""The chronology by command: its lines left out, said otherwise, added, and as proposed again."""

from __future__ import annotations

import pytest

from tests.helpers.commands import fields


@pytest.fixture
def case(run):
    """A case of an order that was paid and delivered."""
    run.done("orders", "add", *fields())
    return run.done("cases", "open", "8193045772164402", "--claim", "defective", "--programme", "aliexpress")[
        "number"
    ]


def texts(answer):
    return {one["key"]: one["text"] for one in answer["chronology"]}


def test_lines_are_left_out_said_otherwise_added_and_as_proposed_again(run, case):
    before = texts(run.done("chronology", "list", case))
    first, second, *_ = before
    assert texts(run.done("chronology", "leave-out", case, first))[first] == ""
    assert texts(run.done("chronology", "reword", case, second, "Paid at once."))[second] == "Paid at once."
    added = texts(run.done("chronology", "add", case, "2026-03-01", "I called the shop."))
    (own,) = set(added) - set(before)
    assert added[own] == "I called the shop."
    again = texts(run.done("chronology", "reset", case, first, second))
    assert again == {**before, own: "I called the shop."}
    assert texts(run.done("chronology", "leave-out", case, own)) == before


def test_a_key_or_a_day_that_is_none_is_named(run, case):
    unknown = run("chronology", "leave-out", case, "paid:1999")
    assert (unknown.status, "there is no line paid:1999" in unknown.err) == (2, True)
    no_day = run("chronology", "add", case, "soon", "I called.")
    assert (no_day.status, "AT:" in no_day.err) == (2, True)


def test_what_was_decided_goes_with_the_case_to_its_next_route(run, case):
    first = next(iter(texts(run.done("chronology", "list", case))))
    run.done("chronology", "reword", case, first, "Paid at once.")
    following = run.done("cases", "next", case, "--programme", "paypal")["number"]
    assert texts(run.done("chronology", "list", following))[first] == "Paid at once."
