"""A newer rule file moves last days, and says so once: which, from what to what, and why."""

from __future__ import annotations

import pytest

from disputes_app import resources
from disputes_app.store import library as libraries
from tests.helpers.commands import fields

NUMBER = "8193045772164402"
MOVE = "Open a dispute on AliExpress: 14 Mar 2026 becomes 12 Mar 2026"


@pytest.fixture
def ordered(run):
    """An order whose AliExpress window closes on 14 March, and one whose windows are past."""
    run.done("orders", "add", *fields())
    run.done("orders", "add", *fields(number="old", ordered_at="2023-01-06", paid_at="2023-01-06",
                                      shipped_at="2023-01-10", delivered_at="2023-01-27"))  # fmt: skip
    return run


def _change(library, change):
    """The library's own copy of the AliExpress rules, with a change."""
    folder = library / "programmes"
    folder.mkdir(exist_ok=True)
    text = resources.path("programmes", "aliexpress.toml").read_text(encoding="utf-8")
    (folder / "aliexpress.toml").write_text(change(text), encoding="utf-8")


def _two_days_less(text):
    start = text.index('id = "AE-03"')
    end = text.index("examples = [", start)
    past = text.index("[[rules]]", end)
    rule = text[start:end].replace("n = 15", "n = 13") + (
        "examples = [\n"
        "    { given = { delivered = 2026-02-27T11:42:00+00:00 }, closes = 2026-03-12T23:59:59-07:00 },\n"
        "    { given = { delivered = 2026-02-27, confirmed = 2026-03-02 }, closes = 2026-03-15 },\n]\n\n"
    )
    return text[:start] + rule + text[past:]


def _without(text):
    start = text.index('[[rules]]\nid = "AE-03"')
    return text[:start] + text[text.index("[[rules]]", start + 1) :]


def test_reading_alone_applies_a_newer_rule_file_and_tells_it_once(ordered):
    _change(ordered.library, _two_days_less)
    first = ordered("deadlines", "--order", NUMBER)
    assert first.data["deadlines"][0]["closes_at"] == "2026-03-13T06:59:59+00:00"
    assert first.err.splitlines() == [
        f"8193 0457 7216 4402: {MOVE}; the rule gives 13 days, not 15 days",
        "Other rules moved 1 last day; “programmes moved” lists them.",
    ]
    assert ordered("deadlines").err == ""


def test_what_moved_can_be_read_again_and_goes_with_the_next_change(ordered):
    _change(ordered.library, _two_days_less)
    told = ordered.done("programmes", "moved")
    assert told["count"] == 1
    (move,) = told["moved"]
    assert (move["rule"], move["before"], move["after"]) == (
        "AE-03",
        "2026-03-15T06:59:59+00:00",
        "2026-03-13T06:59:59+00:00",
    )
    (ordered.library / "programmes" / "aliexpress.toml").unlink()
    back = ordered.done("programmes", "moved")["moved"][0]
    assert (back["before"], back["after"]) == (move["after"], move["before"])


def test_a_rule_that_is_gone_takes_its_last_day_along(ordered):
    _change(ordered.library, _without)
    (move,) = ordered.done("programmes", "moved")["moved"]
    assert (move["rule"], move["after"]) == ("AE-03", None)
    assert move["why"] == "the rule is not there any more"
    (ordered.library / "programmes" / "aliexpress.toml").unlink()
    (again,) = ordered.done("programmes", "moved")["moved"]
    assert (again["before"], again["why"]) == (None, "a rule that is new applies")


def test_rules_that_move_nothing_say_nothing(ordered):
    _change(ordered.library, lambda text: text + "\n")
    assert ordered("deadlines").err == ""
    assert ordered.done("programmes", "moved") == {"at": None, "count": 0, "moved": []}


def test_while_somebody_else_writes_it_is_read_as_it_was_and_told_later(ordered):
    with libraries.open_library(ordered.library):
        _change(ordered.library, _two_days_less)
        meanwhile = ordered("deadlines", "--order", NUMBER)
    assert meanwhile.err == ""
    assert meanwhile.data["deadlines"][0]["closes_at"] == "2026-03-15T06:59:59+00:00"
    assert "Other rules moved 1 last day" in ordered("deadlines").err


def test_every_window_is_what_the_new_rules_give(ordered):
    _change(ordered.library, _two_days_less)
    ordered.done("deadlines")
    assert ordered.done("check")["problems"] == []
