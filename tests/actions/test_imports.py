"""Taking in files: each content once, each message once for its order, and what a dry run says is what is done."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from PIL import Image

from disputes_app.actions import findings
from disputes_app.actions.bin import empty_bin, in_bin, kept_in_bin, restore
from disputes_app.actions.cases import advance_case, open_case
from disputes_app.actions.evidence import delete_evidence, file_evidence
from disputes_app.actions.exhibits import add_exhibits
from disputes_app.actions.imports import import_paths
from disputes_app.actions.orders import delete_order
from disputes_app.domain.cases import Case
from disputes_app.domain.claims import ClaimType, Stage
from disputes_app.domain.evidence import Evidence, EvidenceKind, Reading
from disputes_app.domain.messages import Message
from disputes_app.errors import LibraryError
from disputes_app.queries.cases import case_detail, case_rows
from disputes_app.queries.evidence import counts, evidence_items, unfiled
from disputes_app.queries.packet_preview import preview_path
from disputes_app.queries.thumbnails import thumbnail_path
from disputes_app.store.checking import check
from disputes_app.store.library import open_library
from tests.helpers.builders import a_case, a_file, an_order


def a_mail(
    path, text="We are sorry.", *, number="", date="Tue, 10 Mar 2026 16:20:00 +0100", attached=(), inside=()
):
    """A mail of a made-up shop."""
    mail = EmailMessage()
    mail["From"] = "Example Shop <post@shop.example>"
    mail["To"] = "me@home.example"
    if date:
        mail["Date"] = date
    mail["Subject"] = f"Your order {number}" if number else "Hello"
    mail.set_content(f"Order number: {number}\n{text}\n" if number else text)
    for name, data in attached:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    for other in inside:
        mail.add_attachment(other, filename="forwarded.eml")
    path.write_bytes(mail.as_bytes())
    return mail


def results(report):
    return [item.result for item in report.items]


def test_attachments_are_items_of_their_own_and_go_where_their_mail_goes(core, tmp_path):
    a_mail(tmp_path / "m.eml", attached=[("invoice.txt", b"made up"), ("photo.txt", b"another")])
    report = import_paths(core, [tmp_path / "m.eml"])
    assert dict(report.counts["evidence"]) == {"new": 3, "updated": 0, "unchanged": 0}
    mail = report.items[0].evidence
    assert [one.id for one in unfiled(core.library)] == [mail]
    order = an_order(core)
    file_evidence(core, mail, order)
    assert {one.name for one in evidence_items(core.library, order)} == {"m.eml", "invoice.txt", "photo.txt"}
    assert core.library.first(Message, "1", ()).order_id == order
    file_evidence(core, mail, None)
    assert evidence_items(core.library, order) == []


def test_a_forwarded_mail_keeps_the_attachments_inside_it(core, tmp_path):
    inner = a_mail(tmp_path / "inner.eml", attached=[("receipt.txt", b"made up")])
    (tmp_path / "inner.eml").unlink()
    a_mail(tmp_path / "outer.eml", "Look at this", inside=[inner])
    import_paths(core, [tmp_path / "outer.eml"])
    names = {one.name: one for one in evidence_items(core.library)}
    assert "receipt.txt" in names
    assert names["receipt.txt"].parent_id is not None
    for one in names.values():
        target = tmp_path / f"back-{one.id}"
        core.library.evidence.extract(one.sha256, target)
        assert target.stat().st_size == one.size
    order = an_order(core)
    file_evidence(core, names["outer.eml"].id, order)
    assert {one.name for one in evidence_items(core.library, order)} == set(names)


def test_the_same_mail_in_two_files_is_one_message(core, tmp_path):
    mail = a_mail(tmp_path / "a.eml")
    (tmp_path / "b.eml").write_bytes(b"X-Copy: 2\r\n" + mail.as_bytes())
    report = import_paths(core, [tmp_path / "a.eml", tmp_path / "b.eml"])
    assert results(report) == ["new", "new"]
    assert dict(report.counts["messages"]) == {"new": 1, "updated": 0, "unchanged": 1}
    assert core.library.value("SELECT count(*) FROM messages") == 1


def test_one_content_under_two_names_is_taken_once(core, tmp_path):
    a_mail(tmp_path / "a.eml")
    (tmp_path / "b.eml").write_bytes((tmp_path / "a.eml").read_bytes())
    report = import_paths(core, [tmp_path / "a.eml", tmp_path / "b.eml"])
    assert results(report) == ["new", "unchanged"]
    assert dict(report.counts["messages"]) == {"new": 1, "updated": 0, "unchanged": 0}
    assert len({item.evidence for item in report.items}) == 1


def test_a_mail_given_to_a_second_order_is_read_there_too(core, tmp_path):
    first, second = an_order(core), an_order(core, "2")
    a_mail(tmp_path / "m.eml", attached=[("invoice.txt", b"made up")])
    for order in (first, second):
        import_paths(core, [tmp_path / "m.eml"], order=order)
    for order in (first, second):
        assert len(core.library.find(Message, "order_id = ?", (order,))) == 1
        assert len(evidence_items(core.library, order)) == 2
    again = import_paths(core, [tmp_path / "m.eml"], order=first)
    assert results(again) == ["unchanged"]


def test_an_unfiled_mail_given_to_an_order_moves_there_whole(core, tmp_path):
    a_mail(tmp_path / "m.eml", attached=[("invoice.txt", b"made up")])
    import_paths(core, [tmp_path / "m.eml"])
    order = an_order(core)
    report = import_paths(core, [tmp_path / "m.eml"], order=order)
    assert results(report) == ["updated"]
    assert report.items[0].order == order
    assert len(evidence_items(core.library, order)) == 2
    assert core.library.first(Message, "1", ()).order_id == order
    assert core.library.value("SELECT count(*) FROM evidence") == 2


def test_a_mail_without_a_date_is_kept_and_makes_no_message(core, tmp_path):
    a_mail(tmp_path / "m.eml", date="")
    report = import_paths(core, [tmp_path / "m.eml"])
    assert results(report) == ["new"]
    assert core.library.value("SELECT count(*) FROM messages") == 0
    assert report.items[0].kind == "mail"


def test_a_mail_that_names_another_order_stays_off_this_one(core, tmp_path):
    mine = an_order(core, "F-20418", platform="own_shop")
    an_order(core, "F-20419", platform="own_shop")
    a_mail(tmp_path / "m.eml", number="F-20419")
    a_mail(tmp_path / "n.eml", number="F-99999")
    report = import_paths(core, [tmp_path / "m.eml", tmp_path / "n.eml"])
    assert report.items[0].order not in (None, mine)
    assert report.items[1].order is None
    assert report.unlinked == [f"e{report.items[1].evidence}"]


def test_a_very_long_message_is_kept_whole(core, tmp_path):
    order = an_order(core)
    words = " ".join(f"слово{number}" for number in range(2_000))
    a_mail(tmp_path / "m.eml", words)
    import_paths(core, [tmp_path / "m.eml"], order=order)
    assert words in " ".join(core.library.first(Message, "1", ()).text.split())


def test_a_file_is_what_it_is_said_to_be(core, tmp_path):
    (tmp_path / "x.txt").write_text("made up")
    report = import_paths(core, [tmp_path / "x.txt"], kind=EvidenceKind.CHAT)
    assert report.items[0].kind == "chat"


def test_a_dry_run_says_what_an_import_then_does(core, tmp_path):
    order = an_order(core, "F-20418", platform="own_shop")
    folder = tmp_path / "in"
    folder.mkdir()
    a_mail(folder / "a.eml", number="F-20418", attached=[("invoice.txt", b"made up")])
    a_mail(folder / "b.eml", "other")
    (folder / "c.eml").write_bytes((folder / "b.eml").read_bytes())
    (folder / "d.jpg").write_bytes(b"\xff\xd8\xff broken")
    (folder / "empty.txt").write_bytes(b"")
    before = import_paths(core, [folder / "d.jpg"]).items[0].evidence
    assert core.library.load(Evidence, before).reading is Reading.UNREADABLE
    for of_order in (None, order):
        said = import_paths(core, [folder, tmp_path / "absent"], order=of_order, dry_run=True)
        rows = core.library.value("SELECT count(*) FROM evidence")
        assert rows == core.library.value("SELECT count(*) FROM evidence")
        done = import_paths(core, [folder, tmp_path / "absent"], order=of_order)

        def told(report):
            return [
                (one.path, one.kind, one.result, one.reason, one.order, one.sha256) for one in report.items
            ]

        assert told(said) == told(done)
        assert said.counts == done.counts


def test_a_library_open_for_reading_takes_nothing_in(core, tmp_path):
    (tmp_path / "x.txt").write_text("made up")
    folder = core.library.folder
    with open_library(folder, "read") as library:
        from dataclasses import replace

        reading = replace(core, library=library)
        assert import_paths(reading, [tmp_path / "x.txt"], dry_run=True).counts["evidence"]["new"] == 1
        with pytest.raises(LibraryError):
            import_paths(reading, [tmp_path / "x.txt"])
    assert core.library.value("SELECT count(*) FROM evidence") == 0


def test_the_bin_gives_back_what_it_holds_until_it_is_emptied(core, tmp_path):
    item = a_file(core, tmp_path)
    assert counts(core.library).evidence == 1
    delete_evidence(core, item)
    assert [one["id"] for one in in_bin(core.library)] == [f"e{item}"]
    assert counts(core.library).evidence == 0
    restore(core, f"e{item}")
    assert in_bin(core.library) == []
    assert counts(core.library).evidence == 1


def test_a_file_used_twice_stays_when_one_of_its_items_is_emptied_from_the_bin(core, tmp_path):
    first, second = an_order(core), an_order(core, "2")
    (tmp_path / "x.txt").write_text("made up")
    for order in (first, second):
        sha256 = import_paths(core, [tmp_path / "x.txt"], order=order).items[0].sha256
    delete_order(core, first)
    assert empty_bin(core).value["evidence"] == 1
    assert core.library.evidence.state(sha256) == "ok"
    delete_order(core, second)
    empty_bin(core)
    assert core.library.evidence.state(sha256) == "missing"
    assert check(core.library.folder, deep=True).problems == []


def test_an_emptied_bin_takes_a_case_with_its_last_order_only(core, tmp_path):
    first, second = an_order(core), an_order(core, "2")
    item = a_file(core, tmp_path)
    file_evidence(core, item, first)
    alone = a_case(core, first)
    add_exhibits(core, alone, [("evidence", item)])
    shared = open_case(core, [first, second], ClaimType.LATE).value
    delete_order(core, first)
    empty_bin(core)
    assert [one["id"] for one in core.library.rows("SELECT id FROM cases")] == [shared]
    assert len(case_detail(core, core.library, shared).orders) == 1
    assert case_rows(core, core.library, [shared])
    assert check(core.library.folder, deep=True).problems == []


def test_a_time_at_the_end_of_the_calendar_stops_no_import(core, tmp_path):
    phone = tmp_path / "phone"
    phone.mkdir()
    a_mail(phone / "late.eml", date="Fri, 31 Dec 9999 23:59:59 -1200")
    picture = Image.new("RGB", (40, 30))
    exif = picture.getexif()
    exif.get_ifd(0x8769).update({0x9003: "9999:12:31 23:59:59", 0x9011: "-12:00"})
    picture.save(phone / "late.jpg", exif=exif)
    a_mail(phone / "now.eml", "Now.")
    foreseen = import_paths(core, [phone], dry_run=True)
    report = import_paths(core, [phone])
    assert results(report) == ["new"] * 3
    assert report.counts["messages"]["new"] == foreseen.counts["messages"]["new"] == 1
    late = next(one for one in evidence_items(core.library) if one.name == "late.jpg")
    assert (late.captured_at, late.captured_local) == (None, "9999-12-31T23:59:59-12:00")


def test_an_order_stays_in_the_bin_while_a_case_of_another_shows_something_of_it(core, tmp_path):
    first, second = an_order(core), an_order(core, "2", tracking_number="LP 2")
    item = a_file(core, tmp_path)
    file_evidence(core, item, first)
    shared = open_case(core, [first, second], ClaimType.LATE).value
    add_exhibits(core, shared, [("evidence", item)])
    advance_case(core, shared, Stage.OPENED)
    delete_order(core, first)
    number = core.library.load(Case, shared).number
    assert kept_in_bin(core.library)[f"o{first}"].startswith(number)
    assert empty_bin(core).value["orders"] == 0
    assert [row.letter for row in case_detail(core, core.library, shared).exhibits] == ["A"]
    assert core.library.evidence.state(core.library.load(Evidence, item).sha256) == "ok"
    delete_order(core, second)
    assert empty_bin(core).value == {"messages": 0, "evidence": 1, "cases": 1, "orders": 2}
    assert in_bin(core.library) == []
    assert kept_in_bin(core.library) == {}
    assert check(core.library.folder, deep=True).problems == []


def test_an_emptied_bin_leaves_no_small_picture_of_what_it_held(core, tmp_path):
    kept, gone = a_file(core, tmp_path, "a.txt", "a"), a_file(core, tmp_path, "b.txt", "b")
    shown = {}
    for item in (kept, gone):
        shown[item] = thumbnail_path(core.library.folder, core.library.load(Evidence, item).sha256)
        shown[item].parent.mkdir(parents=True, exist_ok=True)
        shown[item].write_bytes(b"jpeg")
    delete_evidence(core, gone)
    empty_bin(core)
    assert [path.exists() for path in shown.values()] == [True, False]


def test_an_emptied_bin_leaves_no_pages_of_a_packet_that_was_looked_at(core):
    case = a_case(core, an_order(core))
    pages = [
        preview_path(core.library.folder, case),
        core.library.folder / "cache" / f"preview-{case}-02.jpg",
    ]
    for path in pages:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"pages")
    assert case in empty_bin(core).changes.cases
    assert not any(path.exists() for path in pages)


def test_a_file_imported_again_while_in_the_bin_is_there_once_more(core, tmp_path):
    item = a_file(core, tmp_path)
    delete_evidence(core, item)
    report = import_paths(core, [tmp_path / "note.txt"])
    assert results(report) == ["new"]
    assert report.items[0].evidence != item
    assert empty_bin(core).value["evidence"] == 1
    assert core.library.evidence.state(report.items[0].sha256) == "ok"


def test_a_file_whose_reading_cannot_be_stored_costs_no_other_file_its_own(core, tmp_path, monkeypatch):
    paths = [tmp_path / f"{name}.eml" for name in ("one", "two", "three")]
    for path in paths:
        a_mail(path, f"About {path.stem}.")
    apply = findings.apply

    def broken(action, evidence, *given):
        said = apply(action, evidence, *given)
        if action.tx.load(Evidence, evidence).name == "two.eml":
            raise OverflowError("a width of 2**70 pixels")
        return said

    monkeypatch.setattr(findings, "apply", broken)
    report = import_paths(core, paths)
    assert results(report) == ["new"] * 3
    assert [bool(item.reason) for item in report.items] == [False, True, False]
    assert report.items[1].reason == "“two.eml” is kept, but what was read in it cannot be stored."
    assert report.counts["messages"]["new"] == 2
    assert [one.text.strip() for one in core.library.find(Message)] == ["About one.", "About three."]
    kept = core.library.load(Evidence, report.items[1].evidence)
    assert (kept.reading, kept.reading_note) == (Reading.UNREADABLE, report.items[1].reason)
    assert check(core.library.folder, deep=True).problems == []


def test_a_full_disk_while_a_reading_is_stored_ends_the_import(core, tmp_path, monkeypatch):
    a_mail(tmp_path / "one.eml")

    def full(*_given):
        raise LibraryError("The disk of the library is full.")

    monkeypatch.setattr(findings, "apply", full)
    with pytest.raises(LibraryError, match="is full"):
        import_paths(core, [tmp_path / "one.eml"])
