"""Orders by command: what a person types comes back as it was meant, and nothing wrong gets in."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app import cli
from tests.helpers.commands import fields


def test_an_order_added_is_shown_with_everything_said_of_it(run):
    run.done("orders", "add", *fields())
    shown = run.done("orders", "show", "8193045772164402")
    assert shown["number"] == "8193 0457 7216 4402"
    assert shown["total"] == {"amount": "64.80", "currency": "USD"}
    assert shown["seller"] == "Vetra Wearables (made up)"
    assert shown["dates"]["delivered"][0]["value"] == "2026-02-27T11:42:00+00:00"
    assert shown["payments"][0]["method"] == "paypal"
    assert shown["payments"][0]["amount"] == {"amount": "64.80", "currency": "USD"}
    assert shown["items"][0]["title"] == "Smartwatch"
    assert shown["status"] == "delivered"


def test_options_and_fields_say_the_same(run):
    run.done(
        "orders",
        "add",
        "--platform",
        "ebay",
        "--number",
        "14-1",
        "--ordered",
        "2026-02-03",
        "--total",
        "214",
        "--currency",
        "GBP",
    )
    shown = run.done("orders", "show", "14-1")
    assert shown["dates"]["ordered"][0]["value"] == "2026-02-03"
    assert shown["total"] == {"amount": "214.00", "currency": "GBP"}


def test_the_same_number_twice_is_refused_and_changes_nothing(run):
    run.done("orders", "add", *fields())
    again = run("orders", "add", *fields(number="8193-0457 72164402", title="Other"))
    assert again.status == 1
    assert "already in the library" in again.err
    assert run.done("orders", "list")["total"] == 1


def test_an_edit_keeps_what_was_said_before_readable_in_the_journal(run):
    run.done("orders", "add", *fields())
    shown = run.done("orders", "edit", "8193045772164402", "delivered_at=2026-02-28T09:00+00:00")
    assert [date["value"] for date in shown["dates"]["delivered"]] == ["2026-02-28T09:00:00+00:00"]
    run.done("undo")
    back = run.done("orders", "show", "8193045772164402")
    assert [date["value"] for date in back["dates"]["delivered"]] == ["2026-02-27T11:42:00+00:00"]


def test_an_edited_date_moves_the_window(run):
    run.done("orders", "add", *fields())
    before = run.done("deadlines", "--order", "8193045772164402")["deadlines"][0]
    run.done("orders", "edit", "8193045772164402", "delivered_at=2026-03-01T11:42+00:00")
    after = run.done("deadlines", "--order", "8193045772164402")["deadlines"][0]
    assert (before["rule"], before["closes_at"]) == ("AE-03", "2026-03-15T06:59:59+00:00")
    assert (after["rule"], after["closes_at"]) == ("AE-03", "2026-03-17T06:59:59+00:00")


def test_a_platform_date_wins_and_the_computed_one_stays_visible(run):
    run.done("orders", "add", *fields(platform_date="AE-03:2026-03-13"))
    first = run.done("deadlines", "--order", "8193045772164402")["deadlines"][0]
    assert first["closes_at"] == "2026-03-14T06:59:59+00:00"
    assert first["platform_date"] == "2026-03-13"
    assert first["computed_close"] == "2026-03-15T06:59:59+00:00"
    assert "that date counts" in first["explanation"]


def test_an_item_named_by_a_sha_256_that_several_have_is_asked_for_by_id(run, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("made up")
    run.done("orders", "add", *fields())
    run.done("orders", "add", *fields(number="2"))
    first, second = (
        run.done("evidence", "add", order, note)["evidence"][0] for order in ("8193045772164402", "2")
    )
    assert first["sha256"] == second["sha256"]
    answer = run("evidence", "show", first["sha256"][:12])
    assert answer.status == 1
    assert f"name the one you mean as {first['id']} or {second['id']}" in answer.err
    run.done("evidence", "delete", first["id"])
    assert run.done("evidence", "show", first["sha256"][:12].upper())["id"] == second["id"]
    assert run("evidence", "describe", second["id"]).status == 2


def test_an_item_described_and_filed_at_once_is_one_action(run, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("made up")
    run.done("import", note)
    run.done("orders", "add", *fields())
    done = run.done("evidence", "describe", "e1", "--caption", "The note", "--order", "8193045772164402")
    assert (done["caption"], done["order"]) == ("The note", "o1")
    run.done("undo")
    taken_back = run.done("evidence", "show", "e1")
    assert (taken_back["caption"], taken_back["order"]) == ("", None)


def test_a_global_option_without_its_value_is_named(run):
    answer = run("orders", "list", "--library")
    assert (answer.status, "--library needs a value" in answer.err) == (2, True)


def test_a_folder_without_rule_files_does_not_pass_for_checked(run, tmp_path):
    answer = run("programmes", "check", tmp_path / "library" / "backups")
    assert answer.status == 1
    assert answer.data["faults"][0]["what"] == "no rule file is in it"
    said = run.plain("programmes", "check", tmp_path / "absent.toml").out
    assert "; check its name and permissions" in said


def test_a_message_has_a_sender(run):
    run.done("orders", "add", *fields())
    at = "2026-03-01T10:00+00:00"
    answer = run("messages", "add", "8193045772164402", "--from", " ", "--at", at, "--text", "x")
    assert (answer.status, "needs its sender" in answer.err) == (2, True)


def test_a_deleted_order_is_in_the_bin_until_it_is_restored(run):
    run.done("orders", "add", *fields())
    run.done("orders", "delete", "8193045772164402")
    assert run.done("orders", "list")["total"] == 0
    assert run.done("deadlines")["deadlines"] == []
    assert run.done("bin", "list")["bin"][0]["name"] == "8193 0457 7216 4402"
    run.done("orders", "restore", "8193045772164402")
    assert run.done("orders", "list")["total"] == 1
    assert run.done("deadlines")["deadlines"]


def test_nothing_is_added_to_an_order_in_the_bin_with_which_it_would_go_for_good(run, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("made up")
    run.done("orders", "add", *fields())
    run.done("import", note)
    run.done("orders", "delete", "8193045772164402")
    at = "2026-03-01T10:00+00:00"
    for command in (
        ("orders", "edit", "8193045772164402", "title=x"),
        ("orders", "fact", "8193045772164402", "free_returns=yes"),
        ("orders", "inspect", "8193045772164402", "packing=fine"),
        ("evidence", "add", "8193045772164402", note),
        ("evidence", "describe", "e1", "--order", "8193045772164402"),
        ("import", note, "--order", "8193045772164402"),
        ("messages", "add", "8193045772164402", "--from", "me", "--at", at, "--text", "x"),
        ("dates", "add", "8193045772164402", "--due", "2026-05-01", "--action", "x"),
    ):
        answer = run(*command)
        assert (answer.status, "orders restore" in answer.err) == (1, True), (command, answer.err)
    assert run.done("orders", "show", "8193045772164402")["deleted_at"]


def test_an_emptied_bin_leaves_a_library_that_checks_clean(run, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("made up")
    run.done("orders", "add", *fields())
    run.done("import", note, "--order", "8193045772164402")
    run.done("orders", "delete", "8193045772164402")
    removed = run.done("bin", "empty", "--yes")
    assert removed["orders"] == 1
    assert removed["evidence"] == 1
    report = run.done("check", "--deep")
    assert report["problems"] == []
    assert report["counts"]["files"] == 0


@pytest.mark.parametrize(
    "damage", ["DELETE FROM search_data WHERE id > 10", "DELETE FROM search_docs WHERE kind = 'order'"]
)
def test_an_index_that_a_check_finds_wrong_is_made_anew_as_it_says(run, tmp_path, damage):
    run.done("orders", "add", *fields())
    with closing(sqlite3.connect(tmp_path / "library" / "library.db")) as connection:
        connection.execute(damage)
        connection.commit()
    before = run.done("check", "--deep")
    assert {problem["severity"] for problem in before["problems"]} == {"warning"}
    assert all("reindex" in problem["how"] for problem in before["problems"])
    assert run.done("reindex")["indexed"] > 0
    assert run.done("check", "--deep")["problems"] == []
    assert run.done("undo")["summary"] != "Search index made anew"


def test_orders_are_found_by_part_of_a_number_and_by_two_chinese_characters(run):
    run.done("orders", "add", *fields(title="青瓷茶具 Celadon tea set"))
    run.done("orders", "add", *fields(number="77", title="Desk fan", seller="Breeze (made up)"))
    for words in ("7216", "8193 0457", "81930457", "茶具", "celadon", "wearables"):
        assert (
            run.done("orders", "list", "--search", words)["orders"][0]["number"] == "8193 0457 7216 4402"
        ), words
    assert run.done("orders", "list", "--search", "kettle")["total"] == 0


def test_pages_follow_one_another_without_gap_or_overlap(run):
    for number in range(7):
        run.done(
            "orders", "add", *fields(number=f"N-{number}", delivered_at=f"2026-02-{10 + number}T10:00+00:00")
        )
    pages = [
        run.done("orders", "list", "--limit", "3", "--offset", str(start))["orders"] for start in (0, 3, 6)
    ]
    numbers = [order["number"] for page in pages for order in page]
    assert len(numbers) == len(set(numbers)) == 7
    assert run.done("orders", "list", "--limit", "3")["total"] == 7


def test_what_cannot_be_read_is_named_with_a_remedy_and_status_2(run):
    for wrong, named in (
        ("total=12,50", "12,50"),
        ("total=1.005", "USD"),
        ("delivered_at=27 Feb", "2026-02-27"),
        ("delivered_at=2026-02-27T11:42", "time zone"),
        ("platform=allegro", "aliexpress"),
        ("buyer_country=England", "two-letter"),
        ("colour=red", "fields are"),
        ("total", "FIELD=VALUE"),
    ):
        answer = run("orders", "add", *fields(), wrong)
        assert answer.status == 2, wrong
        assert named in answer.err
        assert answer.err.count("\n") == 1
        assert answer.out == ""
    assert run.done("orders", "list")["total"] == 0


def test_an_order_that_is_not_there_is_named(run):
    answer = run("orders", "show", "nothing")
    assert answer.status == 1
    assert answer.err == "disputes-app: there is no order nothing; “orders list” shows those that are there\n"


def test_a_missing_library_is_status_4_and_no_new_one_is_made(run, tmp_path):
    answer = run("--library", tmp_path / "typo", "orders", "list")
    assert answer.status == 4
    assert not (tmp_path / "typo").exists()


@given(st.lists(st.sampled_from(["orders", "list", "--search", "x y", "a=b"])))
def test_global_options_may_stand_anywhere(words):
    for place in range(len(words) + 1):
        given_words = [*words[:place], "--json", "--library", "L", *words[place:]]
        assert cli._global_first(given_words) == ["--json", "--library", "L", *words]


def test_json_is_the_only_thing_on_standard_output(run):
    run.done("orders", "add", *fields())
    answer = run.plain("orders", "list", "--json")
    assert json.loads(answer.out)["total"] == 1


def test_an_edit_tells_which_last_days_moved_and_why(run):
    run.done("orders", "add", *fields())
    moved = run.done("orders", "edit", "8193045772164402", "delivered_at=2026-03-01T11:42+00:00")["moved"]
    aliexpress = next(one for one in moved if one["rule"] == "AE-03")
    assert aliexpress["before"] == "2026-03-15T06:59:59+00:00"
    assert aliexpress["after"] == "2026-03-17T06:59:59+00:00"
    assert aliexpress["why"] == "delivered is 1 Mar 2026, not 27 Feb 2026"
    assert run.done("orders", "edit", "8193045772164402", "note=nothing to do with dates")["moved"] == []


def test_an_order_on_its_way_says_by_when_it_should_come_and_why(run):
    run.done("orders", "add", *fields(delivered_at="", estimated_to="2026-03-20"))
    listed = run.done("orders", "list")["orders"][0]
    assert (listed["expected_by"], listed["expected_why"]) == (
        "2026-03-20",
        "the delivery estimate ends then",
    )
    assert "expected by 2026-03-20" in run.plain("orders", "list").out
    run.done("orders", "edit", "8193045772164402", "delivered_at=2026-03-11")
    assert run.done("orders", "list")["orders"][0]["expected_by"] is None


def test_an_order_agreed_in_lengths_is_expected_when_they_are_over(run):
    run.done("orders", "add", *fields(platform="alibaba", delivered_at="", paid_at="2026-03-02"))
    run.done("orders", "fact", "8193045772164402", "lead_days=10", "shipping_days=20", "handling_days=3")
    assert run.done("orders", "show", "8193045772164402")["expected_by"] == "2026-04-04"


def test_the_first_order_with_a_seller_says_so(run):
    run.done("orders", "add", *fields())
    run.done("orders", "add", *fields(number="2", ordered_at="2026-02-07"))
    assert run.done("orders", "show", "8193045772164402")["first_with_seller"]
    assert not run.done("orders", "show", "2")["first_with_seller"]
    assert "first order with this seller" in run.plain("orders", "show", "8193045772164402").out


def test_what_the_statement_shows_answers_price_bands_in_its_currency(run):
    paid = {"payment_method": "credit_card", "buyer_country": "GB", "buyer_kind": "consumer"}
    run.done("orders", "add", *fields(**paid))
    routes = {one["programme"]: one for one in run.done("routes", "8193045772164402")["routes"]}
    assert routes["uk_section_75"]["applies"] == "unknown"
    run.done("orders", "edit", "8193045772164402", "home_total=51.10", "home_currency=GBP")
    routes = {one["programme"]: one for one in run.done("routes", "8193045772164402")["routes"]}
    assert routes["uk_section_75"]["applies"] == "no"
    assert "£100" in routes["uk_section_75"]["why"]


def test_every_route_in_use_says_why_it_stands_there_what_it_covers_and_what_it_ends(run):
    paid = {"payment_method": "credit_card", "card_network": "visa", "buyer_country": "GB"}
    run.done("orders", "add", *fields(platform="etsy", **paid))
    routes = run.done("routes", "8193045772164402", "--claim", "damaged")["routes"]
    used = {one["programme"]: one for one in routes if one["recommended_order"]}
    assert all(one["reason"] for one in used.values())
    etsy, law = used["etsy"], used["uk_consumer_rights"]
    assert etsy["reason"].startswith("Use Etsy before Visa.")
    assert etsy["recommended_order"] < used["visa"]["recommended_order"]
    assert law["reason"] == (
        "Of the claims left to make, “Reject the goods and ask for a refund” closes first, on Sun 29 Mar 2026."
    )
    assert etsy["covers"][0]["limit"] == {"amount": "250.00", "currency": "USD"}
    assert "visa" in {one["programme"] for one in etsy["conflicts"]}
    said = run.plain("routes", "8193045772164402", "--claim", "damaged").out
    assert "why here     Use Etsy before Visa." in said
    assert "Cover up to USD 250: With shipping and tax." in said


def test_a_route_whose_date_is_missing_says_how_early_it_may_close(run):
    run.done("orders", "add", *fields(payment_method="credit_card", card_network="visa"))
    visa = next(one for one in run.done("routes", "8193045772164402")["routes"] if one["programme"] == "visa")
    early = {one["earliest_close"] for one in visa["windows"] if one["state"] == "needs_date"} - {None}
    assert early
    said = run.plain("routes", "8193045772164402").out
    assert all(f"at the earliest to {close}" in said for close in early)


def test_what_was_promised_against_what_came_is_kept_by_its_line(run):
    run.done("orders", "add", *fields())
    shown = run.done(
        "orders", "compare", "8193045772164402", "--promised", "Seven days", "--received", "Six hours"
    )
    assert (shown["items"][0]["promised"], shown["items"][0]["received"]) == ("Seven days", "Six hours")
    wrong = run("orders", "compare", "8193045772164402", "--promised", "a", "--received", "b", "--line", "2")
    assert wrong.status == 2
    assert "no line 2" in wrong.err
    run.done("undo")
    assert run.done("orders", "show", "8193045772164402")["items"][0]["promised"] == ""
