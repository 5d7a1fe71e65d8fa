"""A packet checks itself: untouched, changed by one byte, saved again, or with originals that are gone."""

from __future__ import annotations

import json
import random

import pikepdf
import pytest

from disputes_app.errors import UserError
from disputes_app.packets import build, manifest, presets, verify
from tests.helpers.exhibits import a_pdf
from tests.helpers.packet_content import watch_case


@pytest.fixture(scope="module")
def packet(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verify")
    case = watch_case(folder / "kept")
    path = folder / "packet.pdf"
    build.build(case, presets.load("print_a4"), path)
    return path, case


def in_library(case):
    states = {exhibit.sha256: "ok" for exhibit in case.exhibits}
    return states.get


def test_an_untouched_packet_is_right(packet):
    path, case = packet
    verdict = verify.verify(path, in_library(case))
    assert verdict.ok
    assert verdict.problems == ()
    assert [(each.letter, each.sha256, each.state) for each in verdict.exhibits] == [
        (each.letter, each.sha256, "ok") for each in case.exhibits
    ]


def test_any_changed_byte_is_noticed(packet, tmp_path):
    path, case = packet
    data = path.read_bytes()
    chance = random.Random(5)
    for place in (9, len(data) - 5, *(chance.randrange(len(data)) for _ in range(25))):
        broken = bytearray(data)
        broken[place] ^= 1 << chance.randrange(8)
        (tmp_path / "changed.pdf").write_bytes(broken)
        try:
            verdict = verify.verify(tmp_path / "changed.pdf", in_library(case))
        except UserError:
            continue
        assert not verdict.ok
        assert "changed.pdf" in verdict.problems[0]


def test_a_packet_saved_again_by_another_program_is_noticed(packet, tmp_path):
    path, case = packet
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "again.pdf")
    verdict = verify.verify(tmp_path / "again.pdf", in_library(case))
    assert not verdict.ok
    assert verdict.problems == ("again.pdf was saved again or cut after it was made: its seal is gone",)
    assert {each.state for each in verdict.exhibits} == {"ok"}


def test_a_packet_that_was_cut_is_noticed(packet, tmp_path):
    path, case = packet
    (tmp_path / "cut.pdf").write_bytes(path.read_bytes()[:-2000])
    assert not verify.verify(tmp_path / "cut.pdf", in_library(case)).ok


def test_originals_that_changed_or_are_not_here_are_named(packet):
    path, case = packet
    states = {each.sha256: "ok" for each in case.exhibits}
    states[case.exhibits[1].sha256] = "changed"
    del states[case.exhibits[4].sha256]
    verdict = verify.verify(path, states.get)
    assert not verdict.ok
    assert [each.state for each in verdict.exhibits] == ["ok", "changed", "ok", "ok", "missing", "ok"]
    assert verdict.problems == (
        "the original of exhibit B (IMG_2290.jpg) was changed in this library",
        "the original of exhibit E (LP00612844713.pdf) is not in this library",
    )


def test_the_manifest_lists_every_file_with_its_page(packet):
    path, case = packet
    told = verify.read_manifest(path)
    assert [(each["letter"], each["first_page"]) for each in told["exhibits"]] == [
        ("A", 7), ("B", 7), ("C", 8), ("D", 8), ("E", 9), ("F", 9),
    ]  # fmt: skip
    assert [each["sha256"] for each in told["other_files"]] == [each.sha256 for each in case.other_files]
    assert told["made"] == "2026-03-12T10:42:00+00:00"
    assert told["journal_head"] == case.journal_head
    assert json.dumps(told)


def test_another_pdf_is_not_taken_for_a_packet(tmp_path):
    (tmp_path / "other.pdf").write_bytes(a_pdf(["other"]))
    verdict = verify.verify(tmp_path / "other.pdf", lambda _: None)
    assert not verdict.ok
    with pytest.raises(UserError, match=r"other.pdf carries no manifest.json"):
        verify.read_manifest(tmp_path / "other.pdf")


def test_a_packet_without_attachments_checks_itself_too(tmp_path):
    case = watch_case(tmp_path)
    build.build(case, presets.load("card_issuer"), tmp_path / "packet.pdf")
    with pikepdf.open(tmp_path / "packet.pdf") as pdf:
        assert not pdf.attachments
    assert verify.verify(tmp_path / "packet.pdf", in_library(case)).ok


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match=r"nowhere.pdf cannot be read: No such file"):
        verify.verify(tmp_path / "nowhere.pdf", lambda _: None)


def test_a_manifest_that_this_program_never_wrote_is_told_as_such(packet, tmp_path):
    _, case = packet
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        told = pdf.make_stream(json.dumps({"format": manifest.FORMAT, "exhibits": [{"name": "x"}]}).encode())
        pdf.Root[manifest.HIDDEN] = told
        pdf.save(tmp_path / "made-up.pdf")
    with pytest.raises(UserError, match="never wrote"):
        verify.verify(tmp_path / "made-up.pdf", in_library(case))
