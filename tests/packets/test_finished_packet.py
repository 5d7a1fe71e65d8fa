"""A finished packet: what is on which page, what leads where, and what its file tells programs and screen readers."""

from __future__ import annotations

import re
from dataclasses import replace

import pikepdf
import pytest

from disputes_app.packets import build, presets
from tests.helpers import packet_pdf
from tests.helpers.packet_content import watch_case

A4 = presets.load("print_a4")


@pytest.fixture(scope="module")
def packet(tmp_path_factory):
    """The smartwatch packet, built once."""
    folder = tmp_path_factory.mktemp("watch")
    path = folder / "packet.pdf"
    built = build.build(watch_case(folder / "kept"), A4, path)
    return path, built


def test_the_answer_tells_files_pages_and_exhibits(packet):
    path, built = packet
    (file,) = built.files
    assert (file.path, file.bytes, file.pages) == (path, path.stat().st_size, 10)
    assert [(each.letter, each.first_page, each.pages) for each in built.exhibits] == [
        ("A", 7, 1), ("B", 7, 1), ("C", 8, 1), ("D", 8, 1), ("E", 9, 1), ("F", 9, 1),
    ]  # fmt: skip
    assert built.omitted == ()
    assert built.warnings == ()


def test_every_page_says_where_it_is_and_which_packet_it_belongs_to(packet):
    path, built = packet
    for number, said in enumerate(packet_pdf.page_texts(path), 1):
        assert f"Page {number} of 10" in said
        assert f"packet {built.number}" in said
        if number > 1:
            assert said.startswith("Evidence packet, AliExpress order 8193 0457 7216 4402")


def test_the_parts_follow_in_the_order_a_reader_needs_them(packet):
    texts = packet_pdf.page_texts(packet[0])
    expected = [
        "Smartwatch delivered faulty", "Index", "Chronology", "Statement of the buyer", "Order, payment and tracking",
        "Message log", "Photographs A and B", "Photographs C and D", "Saved page E and photograph F", "Integrity annex",
    ]  # fmt: skip
    assert all(title in said for title, said in zip(expected, texts, strict=True))


def test_the_cover_holds_the_claim_the_amount_and_the_last_day(packet):
    cover = packet_pdf.page_texts(packet[0])[0].replace("\xa0", " ")
    for words in (
        "Full refund of US $64.80 (£51.10)", "Item faulty, not as described", "8193 0457 7216 4402",
        "14 March 2026, 23:59 Los Angeles", "15 days after delivery confirmation", "27 February 2026, 11:42 GMT",
        "10 pages, exhibits A to F", "Mira Hale, Leeds, United Kingdom",
    ):  # fmt: skip
        assert words in cover


def test_text_reads_in_order_on_a_page(packet):
    said = packet_pdf.page_texts(packet[0])[3]
    places = [
        said.index(words)
        for words in ("I bought one", "The parcel came", "When I switched", "I ask for", "true to the best")
    ]
    assert places == sorted(places)
    assert "(Exhibits A and B" in said


def test_messages_are_whole_with_both_times_and_both_languages(packet):
    said = packet_pdf.page_texts(packet[0])[5]
    assert "请把手表充满电再开机" in said
    assert "Hello! Please charge the watch fully, switch it on, film it and send us the video." in said
    assert "1 Mar, 02:15 GMT" in said
    assert "10:15 Shanghai" in said


def test_index_numbers_are_links_to_the_pages_they_name(packet):
    leads_to = [target for page, _, target in packet_pdf.links(packet[0]) if page == 2]
    for target in (3, 4, 5, 6, 7, 8, 9, 10):
        assert target in leads_to


def test_a_letter_in_the_statement_leads_to_its_exhibit(packet):
    leads_to = [target for page, _, target in packet_pdf.links(packet[0]) if page == 4]
    # D, F, A, B, message 1, C, messages 4, 5, 6
    assert leads_to == [8, 9, 7, 7, 6, 8, 6, 6, 6]


def test_exhibits_lead_back_to_the_index(packet):
    assert [target for page, _, target in packet_pdf.links(packet[0]) if page == 7] == [2, 2]


def test_bookmarks_name_parts_and_under_them_exhibits(packet):
    marks = packet_pdf.bookmarks(packet[0])
    assert [(mark.level, mark.page) for mark in marks] == [
        (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (0, 7),
        (1, 7), (1, 7), (1, 8), (1, 8), (1, 9), (1, 9), (0, 10),
    ]  # fmt: skip
    assert marks[7].title == "A  Switched on"
    assert marks[6].title == "5 Photographs and saved pages"


def test_the_file_tells_readers_and_screen_readers_what_it_is(packet):
    with pikepdf.open(packet[0]) as pdf:
        assert (
            str(pdf.docinfo["/Title"]) == f"Evidence packet {packet[1].number}: Smartwatch delivered faulty"
        )
        assert str(pdf.docinfo["/Author"]) == "Mira Hale"
        assert str(pdf.docinfo["/Subject"]).startswith("Evidence packet for the AliExpress dispute team")
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260312104200Z"
        assert str(pdf.Root["/Lang"]) == "en-GB"
        assert pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert pdf.Root["/PageLabels"]["/Nums"][1]["/S"] == "/D"
        assert pdf.Root["/MarkInfo"]["/Marked"]
        kinds = {str(thing.get("/S")) for thing in pdf.objects
                 if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem"}  # fmt: skip
        figures = [str(thing["/Alt"]) for thing in pdf.objects
                   if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"]  # fmt: skip
    assert {
        "/Document",
        "/Sect",
        "/H1",
        "/H2",
        "/P",
        "/Table",
        "/TR",
        "/TH",
        "/TD",
        "/Figure",
        "/Caption",
    } <= kinds
    assert "After six hours on its charger: battery at 0%" in figures


def test_every_mark_on_a_page_has_its_place_in_the_tree_a_screen_reader_follows(tmp_path):
    case = watch_case(tmp_path)
    # One long message, so that what belongs together goes over a page's end.
    long = replace(case.messages[0], original="The strap broke. " * 900)
    build.build(replace(case, messages=(long, *case.messages)), presets.load("print_a4"), tmp_path / "p.pdf")
    with pikepdf.open(tmp_path / "p.pdf") as pdf:
        numbers = {page.objgen: page.StructParents for page in pdf.pages}
        found, apart = {}, 0

        def follow(element):
            nonlocal apart
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, int):
                    mark = numbers[element.Pg.objgen], kid
                elif kid.get("/Type") == "/MCR":
                    apart += 1
                    mark = numbers[kid.Pg.objgen], kid.MCID
                else:
                    assert kid.P.objgen == element.objgen
                    follow(kid)
                    continue
                assert mark not in found
                found[mark] = element.objgen

        follow(pdf.Root.StructTreeRoot)
        assert apart, "and there is an element on two pages"
        flat = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        told = {
            (number, mark): owner.objgen
            for number, owners in zip(flat[::2], flat[1::2], strict=True)
            for mark, owner in enumerate(owners)
        }
        assert found == told
        for page in pdf.pages:
            marks = re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())
            assert [(page.StructParents, int(mark)) for mark in marks] == [
                mark for mark in sorted(found) if mark[0] == page.StructParents
            ]


def test_every_font_is_embedded_as_a_subset_that_can_be_read_back(packet):
    with pikepdf.open(packet[0]) as pdf:
        fonts = [thing for thing in pdf.objects
                 if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"]  # fmt: skip
        composite = [font for font in fonts if font["/Subtype"] == "/Type0"]
        assert composite
        for font in composite:
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert str(font["/BaseFont"])[7] == "+"
            assert 0 < len(descriptor["/FontFile2"].read_bytes()) < 400_000
            assert "/ToUnicode" in font


def test_nothing_of_this_machine_is_inside(packet, tmp_path_factory):
    inside = packet_pdf.everything(packet[0])
    assert str(tmp_path_factory.getbasetemp()).encode() not in inside
    assert b"NP3-000000" not in inside
