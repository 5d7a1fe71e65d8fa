"""For printing on both sides every joined document begins on a sheet of its own, and all numbers stay right."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from disputes_app.packets import build, presets
from tests.helpers import packet_pdf
from tests.helpers.exhibits import a_jpeg, a_pdf, an_exhibit
from tests.helpers.packet_content import watch_case
from tests.packets.test_limits import a_busy_photo

TWO_SIDED = replace(presets.load("print_a4"), two_sided=True)
BLANK = "This page is left blank"


@pytest.fixture(scope="module")
def packet(tmp_path_factory):
    """Three photos, then documents of three, two and one page, after six pages in front."""
    folder = tmp_path_factory.mktemp("both sides")
    photos = [an_exhibit(folder, letter, f"{letter}.jpg", a_jpeg(letter)) for letter in "ABC"]
    papers = [
        an_exhibit(folder, letter, f"{letter}.pdf", a_pdf([f"{letter}{n}" for n in range(count)]), "pdf")
        for letter, count in zip("DEF", (3, 2, 1), strict=True)
    ]
    case = watch_case(folder, exhibits=(*photos, *papers), strongest=())
    path = folder / "packet.pdf"
    return path, build.build(case, TWO_SIDED, path)


def test_exhibits_begin_on_odd_pages_and_blank_ones_say_so_with_their_number(packet):
    path, built = packet
    assert [(each.letter, each.first_page, each.pages) for each in built.exhibits] == [
        ("A", 7, 1), ("B", 7, 1), ("C", 8, 1), ("D", 9, 3), ("E", 13, 2), ("F", 15, 1),
    ]  # fmt: skip
    texts = packet_pdf.page_texts(path)
    blank = [number for number, said in enumerate(texts, 1) if BLANK in said]
    assert blank == [12, 16]
    assert all(f"Page {number} of {len(texts)}" in said for number, said in enumerate(texts, 1))
    assert "Integrity annex" in texts[16]


def test_labels_bookmarks_and_links_lead_past_the_blank_pages(packet):
    path, built = packet
    first = {each.letter: each.first_page for each in built.exhibits}
    marks = {mark.title[0]: mark.page for mark in packet_pdf.bookmarks(path) if mark.level == 1}
    assert marks == first
    led_to = [target for page, _, target in packet_pdf.links(path) if page == 2]
    assert set(first.values()) | {17} <= set(led_to)
    with pikepdf.open(path) as pdf:
        assert pdf.Root["/PageLabels"]["/Nums"][1]["/S"] == "/D"
        assert len(pdf.pages) == 17


def test_one_sided_packets_have_no_blank_page(tmp_path):
    case = watch_case(tmp_path)
    build.build(case, replace(TWO_SIDED, two_sided=False), tmp_path / "packet.pdf")
    assert not any(BLANK in said for said in packet_pdf.page_texts(tmp_path / "packet.pdf"))


def test_every_volume_counts_its_own_sheets(tmp_path):
    photos = tuple(
        an_exhibit(tmp_path, f"X{n}", f"{n}.jpg", a_busy_photo(n), evidence=f"e{n}", pixels=(800, 600))
        for n in range(8)
    )
    case = watch_case(tmp_path, exhibits=photos, strongest=())
    built = build.build(case, replace(TWO_SIDED, max_bytes=240_000, max_files=6), tmp_path / "packet.pdf")
    assert len(built.files) > 1
    firsts, before = [], 0
    for number, file in enumerate(built.files, 1):
        here = [each.first_page for each in built.exhibits if each.volume == number and each.first_page]
        firsts += [min(here) - before] if here else []
        before += file.pages
    assert len(firsts) > 1
    assert all(first % 2 == 1 for first in firsts)
