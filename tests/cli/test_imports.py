"""Taking in files by command: everything kept byte for byte, nothing twice, nothing lost for a bad one."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from disputes_app.actions import imports
from tests.helpers.commands import fields

DATA = Path(__file__).parents[1] / "data" / "importers"
MAILS = DATA / "mail-and-packages"


def test_mails_invoices_and_photos_are_kept_and_read(run):
    report = run("import", MAILS, DATA / "invoice2data", DATA / "pillow-heif")
    assert report.status == 3
    data = report.data
    rejected = [item for item in data["items"] if item["result"] == "rejected"]
    assert {Path(item["path"]).name for item in rejected} == {"inpost_pl_out_for_delivery.eml", "empty.heic"}
    assert all("empty" in item["reason"] for item in rejected)
    kinds = {Path(item["path"]).suffix: item["kind"] for item in data["items"] if item["result"] == "new"}
    assert kinds[".eml"] == "mail"
    assert kinds[".pdf"] == "document"
    photo = next(item for item in data["items"] if item["path"].endswith("L_exif_xmp_iptc.heic"))
    shown = run.done("evidence", "show", photo["id"])
    assert shown["captured_at"] == "2020-09-14T11:09:34.641000-05:00"
    assert run.done("check", "--deep")["problems"] == []


def test_every_file_comes_back_byte_for_byte(run, tmp_path):
    files = [path for path in DATA.rglob("*") if path.is_file() and path.stat().st_size]
    odd = tmp_path / "leer \u200f شكوى.txt"
    odd.write_bytes(b"\xff\xfe\x00made up")
    data = run("import", *files, odd).data
    assert data["evidence"]["new"] > len(files) / 2
    for item in data["items"]:
        if item["result"] == "new":
            back = tmp_path / item["id"]
            run.done("evidence", "extract", item["id"], "-o", back)
            assert back.read_bytes() == Path(item["path"]).read_bytes()


def test_the_same_file_again_is_unchanged(run):
    first = run.done("import", DATA / "invoice2data")
    again = run.done("import", DATA / "invoice2data")
    assert first["evidence"]["new"] == 4
    assert again["evidence"] == {"new": 0, "updated": 0, "unchanged": 4}
    assert all(item["result"] == "unchanged" for item in again["items"])


def test_a_dry_run_says_the_same_and_stores_nothing(run):
    said = run.done("import", DATA / "invoice2data", "--dry-run")
    assert said["evidence"]["new"] == 4
    assert run.done("evidence", "list")["evidence"] == []
    done = run.done("import", DATA / "invoice2data")
    assert [(item["kind"], item["result"]) for item in done["items"]] == [
        (item["kind"], item["result"]) for item in said["items"]
    ]


def test_a_mail_that_names_the_order_finds_it(run, tmp_path):
    run.done("orders", "add", *fields(platform="own_shop", number="F-20418"))
    mail = tmp_path / "reply.eml"
    mail.write_text(
        "From: Shop <post@shop.example>\nTo: me@home.example\nDate: Tue, 10 Mar 2026 16:20:00 +0100\n"
        "Subject: Re: your order number F-20418\nMessage-ID: <1@shop.example>\n\nOrder number: F-20418\nWe are sorry.\n"
    )
    item = run.done("import", mail)["items"][0]
    shown = run.done("orders", "show", "F-20418")
    assert item["order"] == shown["id"]
    assert [message["at"] for message in shown["messages"]] == ["2026-03-10T16:20:00+01:00"]


def test_a_file_given_an_order_goes_there_and_later_to_another_as_well(run, tmp_path):
    run.done("orders", "add", *fields())
    run.done("orders", "add", *fields(number="B-2"))
    note = tmp_path / "note.txt"
    note.write_text("made up")
    run.done("import", note, "--order", "B-2")
    run.done("import", note, "--order", "8193045772164402")
    assert len(run.done("evidence", "list", "B-2")["evidence"]) == 1
    assert len(run.done("evidence", "list", "8193045772164402")["evidence"]) == 1
    assert run.done("check", "--deep")["counts"]["files"] == 1


def test_json_lines_come_one_for_each_item_with_the_report_last(run):
    answer = run.plain("import", DATA / "invoice2data", "--json-lines")
    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert [line["result"] for line in lines[:-1]] == ["new"] * 4
    assert lines[-1]["evidence"]["new"] == 4
    for line in lines[:-1]:
        assert line["sha256"] == hashlib.sha256(Path(line["path"]).read_bytes()).hexdigest()


def test_a_path_that_is_not_there_is_named_and_the_others_are_stored(run, tmp_path):
    answer = run("import", tmp_path / "absent.jpg", DATA / "invoice2data")
    assert answer.status == 3
    assert "absent.jpg" in answer.err
    assert answer.data["evidence"]["new"] == 4


def test_a_backup_restores_to_the_same_library(run, tmp_path, capsys):
    run.done("orders", "add", *fields())
    run.done("import", DATA / "invoice2data", "--order", "8193045772164402")
    made = run.done("backup", tmp_path / "b.zip")
    assert made["sha256"] == hashlib.sha256((tmp_path / "b.zip").read_bytes()).hexdigest()
    run.done("restore", tmp_path / "b.zip", "--into", tmp_path / "again")
    before = run.done("orders", "show", "8193045772164402")
    after = run.done("--library", tmp_path / "again", "orders", "show", "8193045772164402")
    assert before == after
    assert run.done("--library", tmp_path / "again", "check", "--deep")["problems"] == []


def test_a_changed_file_in_the_store_is_found(run):
    item = run.done("import", DATA / "invoice2data" / "coolblue1.pdf")["items"][0]
    stored = run.library / "evidence" / item["sha256"][:2] / item["sha256"]
    copy = stored.with_suffix(".copy")
    shutil.copy(stored, copy)
    copy.write_bytes(copy.read_bytes()[:-1] + b"X")
    copy.replace(stored)
    report = run("check", "--deep")
    assert report.status == 4
    assert item["sha256"] in json.dumps(report.data["problems"])


def test_an_import_that_is_stopped_says_what_is_kept_and_goes_on_when_asked_again(run, tmp_path, monkeypatch):
    notes = [tmp_path / f"{number:02}.txt" for number in range(imports.BATCH + 1)]
    for note in notes:
        note.write_text(note.name)
    take = imports._take

    def stopped_at_the_last(core, batch, *rest):
        if len(batch) == 1:
            raise KeyboardInterrupt
        yield from take(core, batch, *rest)

    monkeypatch.setattr(imports, "_take", stopped_at_the_last)
    answer = run("import", *notes)
    assert (answer.status, answer.out) == (3, "")
    assert f"stopped; {imports.BATCH} of them are kept" in answer.err
    assert run("import", notes[-1]).status == 1
    monkeypatch.undo()
    assert run.done("import", *notes)["evidence"] == {"new": 1, "updated": 0, "unchanged": imports.BATCH}
