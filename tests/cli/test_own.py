"""Settings, dates of one's own and single messages by command."""

from __future__ import annotations

import pytest

from tests.helpers.commands import fields

ORDER = "8193045772164402"


@pytest.fixture
def order(run):
    """The usual order."""
    run.done("orders", "add", *fields())
    return ORDER


def test_settings_come_back_as_set_and_move_the_days(run, order):
    shown = run.done(
        "settings",
        "set",
        "home_zone=Asia/Tokyo",
        "buyer_name=Inès 井上",
        "buyer_country=jp",
        "home_currency=usd",
    )
    assert (shown["home_zone"], shown["buyer_name"]) == ("Asia/Tokyo", "Inès 井上")
    assert (shown["buyer_country"], shown["home_currency"]) == ("JP", "USD")
    assert run.done("settings", "show") == shown
    first = next(one for one in run.done("deadlines")["deadlines"] if one["rule"] == "AE-03")
    assert first["closes_local"].endswith("+09:00")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("home_zone=Mars", "Europe/London"), ("colour=red", "home_zone"), ("home_currency=pounds", "USD"),
        ("language=xx", "en"), ("appearance=pink", "dark"), ("buyer_country=England", "GB"), ("home_zone", "NAME=VALUE"),
    ],
)  # fmt: skip
def test_a_setting_that_is_none_is_refused(run, change, named):
    before = run.done("settings", "show")
    answer = run("settings", "set", change)
    assert (answer.status, answer.out) == (2, "")
    assert named in answer.err
    assert run.done("settings", "show") == before


def test_a_date_of_ones_own_stands_among_the_deadlines_until_it_is_done(run, order):
    made = run.done("dates", "add", order, "--due", "2026-03-13", "--action", "Ring the shop")
    listed = run.done("deadlines", "--within", "1")["deadlines"]
    assert [(one["id"], one["days_left"], one["state"]) for one in listed if one["rule"] is None] == [
        (made["id"], 1, "closing")
    ]
    assert run.done("orders", "list")["orders"][0]["next_deadline"]["action"] == "Ring the shop"
    run.done("dates", "done", made["id"])
    assert all(one["rule"] for one in run.done("deadlines")["deadlines"])
    assert run("dates", "done", made["id"]).status == 1
    assert run("dates", "done", "d9").status == 1
    assert run("dates", "add", order, "--due", "soon", "--action", "x").status == 2
    there = run.done(
        "dates", "add", order, "--due", "2026-03-13", "--action", "Write", "--zone", "Asia/Shanghai"
    )
    assert (there["zone"], there["closes_at"]) == ("Asia/Shanghai", "2026-03-13T15:59:59+00:00")
    assert run("dates", "add", order, "--due", "2026-03-13", "--action", "x", "--zone", "Mars").status == 1


def test_a_missed_date_is_closed_and_listed_only_when_all_are_asked_for(run, order):
    run.done("dates", "add", order, "--due", "2026-03-01", "--action", "Ring the shop")
    assert all(one["rule"] for one in run.done("deadlines")["deadlines"])
    (own,) = [one for one in run.done("deadlines", "--all")["deadlines"] if one["rule"] is None]
    assert (own["state"], own["days_left"]) == ("closed", -11)


def test_a_date_goes_into_the_bin_with_its_order(run, order):
    run.done("dates", "add", order, "--due", "2026-03-20", "--action", "Ring the shop")
    run.done("orders", "delete", order)
    assert run.done("deadlines", "--all")["deadlines"] == []
    assert run.done("remind")["reminders"] == []


def test_messages_are_translated_deleted_and_brought_back(run, order):
    said = run.done(
        "messages", "add", order, "--from", "seller", "--at", "2026-03-01T10:15+08:00", "--text", "亲，您好！"
    )
    assert (said["order"], said["direction"], said["at"]) == ("o1", "received", "2026-03-01T10:15:00+08:00")
    assert run.done("messages", "translate", said["id"], "Hello!")["translation"] == "Hello!"
    run.done("messages", "delete", said["id"])
    assert run.done("orders", "show", order)["messages"] == []
    run.done("bin", "restore", said["id"])
    assert [one["id"] for one in run.done("orders", "show", order)["messages"]] == [said["id"]]
    assert run("messages", "delete", "m9").status == 1


def test_what_rules_ask_is_answered_and_taken_back(run, order):
    assert run.done("orders", "fact", order, "free_returns=yes")["facts"] == {"free_returns": "yes"}
    assert run.done("orders", "fact", order, "free_returns=")["facts"] == {}
    assert run("orders", "fact", order, "free_returns").status == 2


def test_a_case_takes_the_programme_of_the_place_it_was_bought_at(run, order):
    assert run.done("cases", "open", order, "--claim", "defective")["programme"] == "aliexpress"
    assert run.done("cases", "show", "2026 001")["number"] == "2026-001"


def test_a_missing_date_is_a_question_among_the_deadlines(run):
    run.done("orders", "add", "--platform", "aliexpress", "--number", "9")
    found = run.done("deadlines")["deadlines"]
    assert {one["state"] for one in found} == {"needs_date"}
    assert all(one["question"] and one["closes_at"] is None for one in found)
    assert run.done("deadlines", "--within", "10")["deadlines"] == []


def test_deadlines_within_days_are_those_with_so_many_days_left(run, order):
    every = [one for one in run.done("deadlines")["deadlines"] if one["days_left"] is not None]
    for within in (0, 1, 2, 3, 30, 150, 999_999_999):
        found = run.done("deadlines", "--within", within)["deadlines"]
        wanted = [(one["rule"], one["days_left"]) for one in every if 0 <= one["days_left"] <= within]
        assert [(one["rule"], one["days_left"]) for one in found if one["days_left"] >= 0] == wanted


def test_a_number_too_large_is_wrong_usage(run, order):
    assert run("orders", "list", "--limit", "9" * 30).status == 2
    assert run("orders", "list", "--offset", "9" * 30).status == 2
    assert run("orders", "show", "o" + "9" * 30).status == 1


def test_a_leap_day_stops_nothing(run, order):
    run.done("cases", "open", order, "--claim", "late")
    leap = "2028-02-29T12:00:00+00:00"
    assert len(run.done("cases", "list", now=leap)["cases"]) == 1
    run.done("deadlines", "--all", now=leap)


def test_the_window_needs_a_screen(run, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    answer = run.plain()
    assert answer.status == 1
    assert "no screen" in answer.err
