"""A case by command, from the order to a packet that proves itself."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.helpers.certificates import a_certificate
from tests.helpers.commands import fields
from tests.helpers.packet_pdf import page_texts


@pytest.fixture
def order(run, tmp_path):
    """An order with three photographs and two messages."""
    run.done("orders", "add", *fields())
    for index in range(3):
        Image.new("RGB", (400, 300), (60 * index, 90, 120)).save(tmp_path / f"photo-{index}.jpg")
    run.done("import", *sorted(tmp_path.glob("photo-*.jpg")), "--order", "8193045772164402")
    run.done(
        "messages",
        "add",
        "8193045772164402",
        "--from",
        "me",
        "--at",
        "2026-02-28T18:32+00:00",
        "--text",
        "It is broken.",
    )
    run.done(
        "messages", "add", "8193045772164402", "--from", "seller", "--at", "2026-03-01T10:15+08:00",
        "--text", "亲，您好！", "--translation", "Hello!",
    )  # fmt: skip
    return "8193045772164402"


@pytest.fixture
def case(run, order):
    """A case on the order with its photographs as exhibits."""
    opened = run.done("cases", "open", order, "--claim", "defective", "--programme", "aliexpress")
    photos = [one["id"] for one in run.done("evidence", "list", order)["evidence"]]
    run.done("exhibits", "add", opened["id"], *photos, "m2")
    return opened["number"]


def test_a_case_claims_the_order_total_and_is_numbered_by_year(run, order):
    first = run.done("cases", "open", order, "--claim", "defective")
    second = run.done("cases", "open", order, "--claim", "late", "--amount", "10", "--currency", "USD")
    assert (first["number"], second["number"]) == ("2026-001", "2026-002")
    assert first["amount"] == {"amount": "64.80", "currency": "USD"}
    assert second["amount"] == {"amount": "10.00", "currency": "USD"}
    assert first["orders"] == ["8193 0457 7216 4402"]


def test_what_a_case_claims_and_wants_can_be_changed(run, case):
    run.done("cases", "describe", case, "--want", "partial", "--amount", "20", "--currency", "USD")
    changed = run.done("cases", "show", case)
    assert (changed["want"], changed["amount"]) == ("partial", {"amount": "20.00", "currency": "USD"})
    for wrong, said in (
        (["--amount", "20"], "belong together"),
        (["--amount", "-1", "--currency", "USD"], "below zero"),
        ([], "nothing to change"),
    ):
        answer = run("cases", "describe", case, *wrong)
        assert (answer.status, said in answer.err) == (2, True), answer.err
    assert run.done("cases", "show", case)["amount"] == changed["amount"]


def test_a_case_goes_on_with_a_programme_there_is(run, case):
    for wrong in ("", "made up"):
        assert "programmes list" in run("cases", "next", case, "--programme", wrong).err
    assert len(run.done("cases", "list")["cases"]) == 1


def test_exhibits_are_lettered_in_their_order_and_can_be_moved(run, case):
    shown = run.done("cases", "show", case)["exhibits"]
    assert [one["letter"] for one in shown] == ["A", "B", "C", "D"]
    run.done("exhibits", "order", case, "C", "A")
    moved = run.done("cases", "show", case)["exhibits"]
    assert [one["id"] for one in moved] == [shown[i]["id"] for i in (2, 0, 1, 3)]
    assert [one["letter"] for one in moved] == ["A", "B", "C", "D"]


def test_letters_freeze_when_the_case_is_filed_and_a_late_exhibit_takes_the_next(run, case, order, tmp_path):
    run.done("cases", "advance", case, "--to", "opened")
    refused = run("exhibits", "order", case, "C", "A")
    assert refused.status == 1
    assert "frozen" in refused.err
    assert run("exhibits", "remove", case, "B").status == 1
    note = tmp_path / "late.txt"
    note.write_text("made up")
    late = run.done("import", note, "--order", order)["items"][0]["id"]
    shown = run.done("exhibits", "add", case, late)["exhibits"]
    assert [one["letter"] for one in shown] == ["A", "B", "C", "D", "E"]
    assert all(one["frozen"] for one in shown)


def test_an_opened_case_starts_the_windows_of_its_next_stages(run, case):
    run.done("cases", "advance", case, "--to", "opened", "--at", "2026-03-12T09:00+00:00")
    rules = {one["rule"] for one in run.done("deadlines")["deadlines"] if one["case"]}
    assert "AE-04" in rules
    assert "AE-03" not in rules


def test_a_closed_case_has_no_deadline_and_cannot_go_on(run, case):
    run.done("cases", "close", case, "--outcome", "refunded", "--recovered", "64.80", "--currency", "USD")
    shown = run.done("cases", "show", case)
    assert shown["outcome"] == "refunded"
    assert shown["recovered"] == {"amount": "64.80", "currency": "USD"}
    assert run("cases", "advance", case, "--to", "escalated").status == 1


def test_readiness_counts_a_photograph_as_soon_as_it_is_an_exhibit(run, order):
    opened = run.done("cases", "open", order, "--claim", "defective", "--programme", "aliexpress")
    before = opened["readiness"]
    photo = run.done("evidence", "list", order)["evidence"][0]["id"]
    after = run.done("exhibits", "add", opened["id"], photo)["readiness"]
    assert after["score"] > before["score"]
    assert all(missing["how"] for missing in before["missing"])


def test_a_packet_is_built_and_proves_itself(run, case, tmp_path):
    run.done("exhibits", "caption", case, "A", "The screen on the first day")
    run.done("exhibits", "redact", case, "B", "--box", "0.1,0.1,0.5,0.5")
    built = run.done("packet", "build", case, "-o", tmp_path / "packet.pdf")
    assert built["files"][0]["bytes"] == (tmp_path / "packet.pdf").stat().st_size
    assert [one["letter"] for one in built["exhibits"]] == ["A", "B", "C", "D"]
    verdict = run.done("packet", "verify", tmp_path / "packet.pdf")
    assert verdict["ok"] is True
    assert {one["state"] for one in verdict["exhibits"]} <= {"ok", "unchecked"}


def test_marks_are_numbered_and_said_below_the_caption(run, case, tmp_path):
    run.done("exhibits", "callout", case, "A", "Where it broke", "--at", "0.1,0.2", "--to", "0.4,0.5")
    shown = run.done("exhibits", "callout", case, "A", "--at", "0.8,0.8")
    assert [(one["number"], one["text"], one["to_x"]) for one in shown["exhibits"][0]["callouts"]] == [
        (1, "Where it broke", 0.4), (2, "", 0.8),
    ]  # fmt: skip
    built = run.done("packet", "build", case, "-o", tmp_path / "packet.pdf")
    said = page_texts(tmp_path / "packet.pdf")[built["exhibits"][0]["first_page"] - 1]
    assert "1 Where it broke" in said
    assert "Two numbered marks added" in said
    answer = run("exhibits", "callout", case, "A", "--at", "left")
    assert answer.status == 2
    assert "“left” is not a point" in answer.err
    assert run.done("exhibits", "clear-callouts", case, "A")["exhibits"][0]["callouts"] == []


def test_photos_stand_one_two_or_four_to_a_page(run, case, tmp_path):
    def photo_pages(number: str) -> list[int]:
        built = run.done("packet", "build", case, "-o", tmp_path / "p.pdf", "--photos-per-page", number)
        first = [one["first_page"] for one in built["exhibits"][:3]]
        return [page - first[0] for page in first]

    assert [photo_pages(number) for number in "124"] == [[0, 1, 2], [0, 0, 1], [0, 0, 0]]


def test_the_same_case_gives_the_same_bytes(run, case, tmp_path):
    first = run.done("packet", "build", case, "-o", tmp_path / "one.pdf")["files"][0]["sha256"]
    second = run.done("packet", "build", case, "-o", tmp_path / "two.pdf")["files"][0]["sha256"]
    assert first == second
    run.done("exhibits", "caption", case, "A", "Another caption")
    third = run.done("packet", "build", case, "-o", tmp_path / "three.pdf")["files"][0]["sha256"]
    assert third != first


def test_an_exhibit_whose_file_is_gone_stops_the_packet_by_name(run, case, tmp_path):
    photo = run.done("evidence", "list")["evidence"][0]
    (run.library / "evidence" / photo["sha256"][:2] / photo["sha256"]).unlink()
    answer = run("packet", "build", case, "-o", tmp_path / "packet.pdf")
    assert answer.status == 1
    assert photo["name"] in answer.err
    assert not (tmp_path / "packet.pdf").exists()


def test_wrong_words_are_answered_with_the_right_ones(run, case, order):
    for arguments, named in (
        (("cases", "open", order, "--claim", "broken"), "defective"),
        (("cases", "advance", case, "--to", "done"), "escalated"),
        (("cases", "close", case, "--outcome", "won"), "refunded"),
        (("cases", "open", order, "--claim", "late", "--amount", "3"), "--currency"),
        (("exhibits", "redact", case, "A", "--box", "0.9,0.9,0.5,0.5"), "fractions"),
        (("packet", "build", case, "-o", "x.pdf", "--preset", "fax"), "print_a4"),
    ):
        answer = run(*arguments)
        assert answer.status == 2, arguments
        assert named in answer.err
        assert "Traceback" not in answer.err


def test_a_lost_case_goes_on_with_the_next_route_and_keeps_its_letters(run, case):
    run.done("exhibits", "redact", case, "B", "--box", "0.1,0.1,0.5,0.5")
    run.done("exhibits", "callout", case, "B", "Crack", "--at", "0.7,0.7")
    run.done("cases", "advance", case, "--to", "opened")
    run.done("cases", "close", case, "--outcome", "denied")
    before = run.done("cases", "show", case)
    following = run.done("cases", "next", case, "--programme", "paypal")
    assert following["number"] == "2026-002"
    assert following["stage"] == "preparing"
    assert following["programme"] == "paypal"
    same = ("letter", "caption", "evidence", "message", "redactions", "callouts", "frozen")
    assert [[one[name] for name in same] for one in following["exhibits"]] == [
        [one[name] for name in same] for one in before["exhibits"]
    ]
    assert run.done("cases", "show", case) == before
    assert run("cases", "next", case, "--programme", "aliexpress").status == 1


def test_going_on_says_what_the_two_routes_do_to_each_other(run, case):
    answer = run("cases", "next", case, "--programme", "paypal")
    assert answer.status == 0
    assert (
        answer.err == "disputes-app: Getting paid twice, by PayPal and by the shop, is a banned activity.\n"
    )


def test_what_was_sent_is_kept_and_comes_back_to_the_byte(run, case, tmp_path):
    packet, words = tmp_path / "packet.pdf", tmp_path / "pasted.txt"
    built = run.done("packet", "build", case, "-o", packet)["files"][0]
    words.write_text("The screen is broken. 屏幕坏了", encoding="utf-8")
    shown = run.done(
        "cases", "advance", case, "--to", "opened", "--packet", packet, "--text-file", words,
        "--sent-to", "AliExpress", "--platform-number", "5001 7781", "--answer-due", "2026-03-17",
    )  # fmt: skip
    (filing,) = shown["filings"]
    assert filing["files"] == [{"name": "packet.pdf", "sha256": built["sha256"], "bytes": built["bytes"]}]
    assert (filing["stage"], filing["platform_number"], filing["answer_due"]) == (
        "opened",
        "5001 7781",
        "2026-03-17",
    )
    (told,) = run.done("packet", "verify", packet)["sent"]
    assert (told["case"], told["id"], told["sent_to"]) == (case, filing["id"], "AliExpress")
    sent = packet.read_bytes()
    packet.unlink()
    again = run.done("packet", "sent", case, "-o", tmp_path / "again")
    assert again["filings"] == [filing]
    assert [path.rpartition("/")[2] for path in again["written"]] == ["packet.pdf", "text.txt"]
    assert (tmp_path / "again" / "packet.pdf").read_bytes() == sent
    assert (tmp_path / "again" / "text.txt").read_text(encoding="utf-8") == words.read_text(encoding="utf-8")
    assert "AliExpress" in run.plain("packet", "sent", case).out


def test_a_case_of_which_nothing_was_sent_says_so(run, case):
    refused = run("packet", "sent", case)
    assert refused.status == 1
    assert "nothing was noted as sent" in refused.err


def test_a_file_that_is_not_there_is_named_and_the_case_stays_where_it_was(run, case, tmp_path):
    refused = run("cases", "advance", case, "--to", "opened", "--packet", tmp_path / "gone.pdf")
    assert refused.status == 1
    assert "gone.pdf" in refused.err
    assert run.done("cases", "show", case)["stage"] == "preparing"


def test_the_text_for_a_form_is_counted_and_never_cut(run, case, tmp_path):
    whole = run.done("packet", "text", case)
    assert (
        whole["characters"]
        == len(whole["text"])
        == sum(one["characters"] for one in whole["parts"]) + 2 * (len(whole["parts"]) - 1)
    )
    assert (whole["max_characters"], whole["over"]) == (None, 0)
    tight = run("packet", "text", case, "--max-chars", 100, "-o", tmp_path / "form.txt")
    assert tight.status == 0
    assert tight.data["text"] == whole["text"] == (tmp_path / "form.txt").read_text(encoding="utf-8")
    assert tight.data["over"] == whole["characters"] - 100
    assert f"{tight.data['over']} more than the form's 100" in tight.err
    assert run("packet", "text", case, "-o", tmp_path / "form.txt").status == 1
    assert "请求" in run.done("packet", "text", case, "--lang", "zh")["text"]


def test_a_packet_is_locked_with_a_passphrase_from_a_file(run, case, tmp_path):
    words, empty = tmp_path / "words.txt", tmp_path / "empty.txt"
    words.write_text("correct horse\nsecond line\n", encoding="utf-8")
    empty.write_text("\n")
    run.done("packet", "build", case, "-o", tmp_path / "locked.pdf", "--passphrase-file", words)
    assert run("packet", "verify", tmp_path / "locked.pdf").status == 1
    assert run.done("packet", "verify", tmp_path / "locked.pdf", "--passphrase-file", words)["ok"]
    assert run("packet", "build", case, "-o", tmp_path / "x.pdf", "--passphrase-file", empty).status == 2


def test_a_packet_says_by_whom_it_is_signed(run, case, tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("secret\n")
    given = ["--certificate", a_certificate(tmp_path), "--certificate-passphrase-file", words]
    run.done("packet", "build", case, "-o", tmp_path / "signed.pdf", *given)
    told = run.done("packet", "verify", tmp_path / "signed.pdf")
    assert told["signature"]["signer"] == "Mira Hale (made up)"
    assert told["signature"]["whole"]
    run.done("packet", "build", case, "-o", tmp_path / "plain.pdf")
    assert run.done("packet", "verify", tmp_path / "plain.pdf")["signature"] is None
    assert "not signed" in run.plain("packet", "verify", tmp_path / "plain.pdf").out
    gone = run("packet", "build", case, "-o", tmp_path / "x.pdf", "--certificate", tmp_path / "gone.p12")
    assert gone.status == 1
    assert "gone.p12 is not there" in gone.err
    assert not (tmp_path / "x.pdf").exists()


def test_a_packet_replaces_an_older_one_and_no_other_file(run, case, tmp_path):
    other, packet = tmp_path / "thesis.pdf", tmp_path / "packet.pdf"
    other.write_bytes(b"%PDF years of work")
    answer = run("packet", "build", case, "-o", other)
    assert (answer.status, "no packet; choose another name" in answer.err) == (1, True)
    assert other.read_bytes() == b"%PDF years of work"
    packet.touch()
    for _ in range(2):
        run.done("packet", "build", case, "-o", packet)
    assert run("packet", "verify", packet).status == 0
