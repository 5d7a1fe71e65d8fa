"""Private words by command: proposed, hidden in every packet of the case, and shown again."""

from __future__ import annotations

import pytest

from tests.helpers import packet_pdf
from tests.helpers.commands import fields

CARD, MAIL, STREET = "4000 0012 3456 7899", "mira.hale@example.com", "12 Elm Street"


@pytest.fixture
def case(run):
    """A case whose messages hold a card number, an e-mail address and a street."""
    run.done("settings", "set", "buyer_name=Mira Hale")
    run.done("orders", "add", *fields(tracking_number="4242 4242 4242 4242"))
    number = "8193045772164402"
    text = f"My card {CARD}, write to {MAIL}. I live at {STREET}. Tracking 4242424242424242."
    run.done("messages", "add", number, "--from", "me", "--at", "2026-02-28T18:32+00:00", "--text", text)
    return run.done("cases", "open", number, "--claim", "defective", "--programme", "aliexpress")["number"]


def states(answer):
    return {one["text"]: (one["kind"], one["state"]) for one in answer["private"]}


def text_of(run, case, path):
    run.done("packet", "build", case, "-o", path)
    return " ".join(packet_pdf.page_texts(path))


def test_what_looks_private_is_proposed_but_not_a_parcels_number(run, case):
    listed = run.done("private", "list", case)
    assert states(listed) == {MAIL: ("email", "proposed"), CARD: ("card", "proposed")}
    assert all("messages" in one["where"] for one in listed["private"])


def test_hidden_words_stand_in_no_packet_and_no_text_until_they_are_shown(run, case, tmp_path):
    assert MAIL in text_of(run, case, tmp_path / "open.pdf")
    hidden = run.done("private", "hide", case, STREET, "--proposed")
    assert states(hidden) == {
        STREET: ("own", "hidden"), MAIL: ("email", "hidden"), CARD: ("card", "hidden"),
    }  # fmt: skip
    closed = text_of(run, case, tmp_path / "closed.pdf")
    assert not any(words in closed for words in (CARD, MAIL, STREET))
    assert "My card [hidden], write to [hidden]. I live at [hidden]." in closed
    run.done("cases", "describe", case, "--statement", f"Write to {MAIL}.")
    assert "Write to [verdeckt]." in run.done("packet", "text", case, "--lang", "de")["text"]
    run.done("private", "show", case, MAIL)
    assert MAIL in text_of(run, case, tmp_path / "again.pdf")
    assert states(run.done("private", "list", case))[MAIL] == ("email", "shown")


def test_a_card_number_nobody_decided_on_is_warned_of_when_a_packet_is_made(run, case, tmp_path):
    (warning,) = run.done("packet", "build", case, "-o", tmp_path / "a.pdf")["warnings"]
    assert CARD in warning
    assert MAIL not in warning, "addresses are proposed, not warned of"
    run.done("private", "show", case, CARD)
    assert run.done("packet", "build", case, "-o", tmp_path / "b.pdf")["warnings"] == []


def test_what_is_hidden_in_one_case_is_proposed_in_another(run, case):
    run.done("private", "hide", case, STREET)
    second = run.done("cases", "open", "8193045772164402", "--claim", "late")["number"]
    assert states(run.done("private", "list", second))[STREET] == ("known", "proposed")


def test_a_decision_can_be_undone_and_follows_the_case_to_its_next_route(run, case):
    run.done("private", "hide", case, CARD)
    following = run.done("cases", "next", case, "--programme", "paypal")["number"]
    assert states(run.done("private", "list", following))[CARD] == ("card", "hidden")


@pytest.mark.parametrize("given", [[], ["ab"], [" "]])
def test_nothing_or_too_little_to_hide_is_refused(run, case, given):
    assert run("private", "hide", case, *given).status == 2
