"""How exhibits stand in a packet: each under its own letter and caption, whole, and on the page that is named."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import pikepdf
from PIL import Image

from disputes_app.domain import exhibits as lettering
from disputes_app.packets import build, presets
from tests.helpers import packet_pdf
from tests.helpers.exhibits import a_jpeg, a_pdf, an_exhibit
from tests.helpers.packet_content import watch_case

A4 = presets.load("print_a4")


def test_near_equal_names_never_swap(tmp_path):
    names = ["1.pdf", "11.pdf", "聊天记录.pdf", "聊天记录.pdf", "a.pdf", "A.pdf"]
    pdfs = [a_pdf([f"contents number {order}"]) for order in range(len(names))]
    exhibits = tuple(
        replace(an_exhibit(tmp_path, letter, name, data, "pdf"), evidence=f"e{order}")
        for order, (letter, name, data) in enumerate(zip("ABCDEF", names, pdfs, strict=True))
    )
    path = tmp_path / "packet.pdf"
    built = build.build(watch_case(tmp_path, exhibits=exhibits, strongest=()), A4, path)
    texts = packet_pdf.page_texts(path)
    for order, exhibit in enumerate(built.exhibits):
        said = texts[exhibit.first_page - 1]
        assert f"contents number {order}" in said
        assert f"{names[order]}, page 1 of 1" in said


def test_the_same_bytes_twice_are_two_exhibits(tmp_path):
    data = a_jpeg("twice")
    exhibits = (
        an_exhibit(tmp_path, "A", "IMG_1.jpg", data, caption="First copy"),
        replace(an_exhibit(tmp_path, "B", "IMG_2.jpg", data, caption="Second copy"), evidence="e2"),
    )
    path = tmp_path / "packet.pdf"
    built = build.build(watch_case(tmp_path, exhibits=exhibits), A4, path)
    assert [each.first_page for each in built.exhibits] == [7, 7]
    assert "First copy" in packet_pdf.page_texts(path)[6]
    assert "Second copy" in packet_pdf.page_texts(path)[6]


def test_covered_areas_are_gone_from_the_pixels(tmp_path):
    plain = a_jpeg("", colour="#ffffff")
    exhibit = an_exhibit(tmp_path, "A", "label.jpg", plain, boxes={1: ((0.3, 0.25, 0.4, 0.5),)})
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(exhibit,), strongest=()), A4, path)
    with pikepdf.open(path) as pdf:
        pictures = [pikepdf.PdfImage(thing).as_pil_image() for thing in pdf.objects
                    if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"]  # fmt: skip
    (picture,) = pictures
    assert picture.getpixel((picture.width // 2, picture.height // 2)) <= (8, 8, 8)
    assert "One area covered" in packet_pdf.page_texts(path)[6]


def test_a_long_caption_is_cut_in_the_index_and_whole_at_its_photo(tmp_path):
    caption = "Seen from the left. " + "It says much more than fits beside a photo. " * 12 + "The end of it."
    exhibit = an_exhibit(tmp_path, "A", "a.jpg", a_jpeg("x"), caption=caption)
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(exhibit,), strongest=()), A4, path)
    texts = packet_pdf.page_texts(path)
    assert "…" in texts[1]
    assert "The end of it." not in texts[1]
    assert "The end of it." in texts[6]


def test_a_photo_without_a_capture_time_says_so_and_one_without_a_zone_claims_none(tmp_path):
    naive = datetime(2026, 2, 28, 18, 4)
    exhibits = (
        an_exhibit(tmp_path, "A", "a.jpg", a_jpeg("x")),
        an_exhibit(tmp_path, "B", "b.jpg", a_jpeg("y"), captured_at=naive),
    )
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=exhibits, strongest=()), A4, path)
    said = packet_pdf.page_texts(path)[6]
    assert "Taken The file does not say" in said
    assert "Taken Sat 28 Feb 2026, 18:04:00 File" in said


def test_many_exhibits_get_double_letters_and_every_one_its_page(tmp_path):
    data = a_jpeg("same")
    exhibits = tuple(
        replace(
            an_exhibit(tmp_path, "A", f"{n}.jpg", data),
            letter=letter,
            evidence=f"e{n}",
            caption=f"Caption {n}.",
        )
        for n, letter in enumerate(lettering.letters(30))
    )
    path = tmp_path / "packet.pdf"
    built = build.build(watch_case(tmp_path, exhibits=exhibits, strongest=()), A4, path)
    texts = packet_pdf.page_texts(path)
    assert built.exhibits[29].letter == "AD"
    for number, exhibit in enumerate(built.exhibits):
        assert f"Caption {number}." in texts[exhibit.first_page - 1]


def test_a_lone_photo_stands_once_on_the_cover(tmp_path):
    exhibit = an_exhibit(tmp_path, "A", "a.jpg", a_jpeg("x"), caption="The fault", short_caption="Fault")
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(exhibit,), strongest=()), A4, path)
    with pikepdf.open(path) as pdf:
        assert pdf.pages[0].Contents.read_bytes().count(b" Do ") == 1


def test_messages_and_tracking_can_be_exhibits_of_their_own(tmp_path):
    base = watch_case(tmp_path)
    chat = replace(
        an_exhibit(tmp_path, "G", "chat.html", b"<p>chat</p>", "message", message=4), evidence="e7"
    )
    scans = replace(an_exhibit(tmp_path, "H", "scans.json", b"[]", "tracking"), evidence="e8", shipment=1)
    lost = replace(an_exhibit(tmp_path, "I", "lost.eml", b"x", "message", message=99), evidence="e9")
    path = tmp_path / "packet.pdf"
    built = build.build(replace(base, exhibits=(*base.exhibits, chat, scans, lost)), A4, path)
    assert [(each.letter, each.first_page) for each in built.exhibits[6:]] == [
        ("G", 6 + 1),
        ("H", 5 + 1),
        ("I", 0),
    ]
    assert [(each.evidence, each.reason) for each in built.omitted] == [
        ("e9", "lost.eml cannot be shown on paper; it is listed with its SHA-256 value")
    ]
    texts = packet_pdf.page_texts(path)
    assert "Seller G 4 Mar, 03:41 GMT" in texts[6]
    assert "Tracking LP00 6128 4471 3, Cainiao H" in texts[5]
    titles = [mark.title for mark in packet_pdf.bookmarks(path)]
    assert "G  What chat.html shows" in titles
    assert "H  What scans.json shows" in titles


def test_a_line_names_the_page_of_its_message_and_no_message_where_there_is_no_log(tmp_path):
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path), A4, path)
    texts = [text.replace("\xa0", " ") for text in packet_pdf.page_texts(path)]
    log = 1 + next(n for n, text in enumerate(texts) if "complete and unedited" in text)
    assert f"Message 1 p. {log}" in texts[2]
    build.build(watch_case(tmp_path), presets.load("carrier"), path)
    assert "Message 1" not in packet_pdf.page_texts(path)[1]


def test_a_packet_without_files_has_no_annex_that_vouches_for_some(tmp_path):
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(), other_files=(), strongest=()), A4, path)
    assert not any("SHA-256" in text or "hashed" in text for text in packet_pdf.page_texts(path))


def test_a_tall_screenshot_stands_whole_on_the_cover(tmp_path):
    drawn = Image.new("RGB", (540, 1200), "white")
    drawn.paste("red", (0, 0, 540, 150))
    drawn.paste("blue", (0, 1050, 540, 1200))
    held = io.BytesIO()
    drawn.save(held, "PNG")
    exhibit = an_exhibit(
        tmp_path, "A", "chat.png", held.getvalue(), media_type="image/png", pixels=(540, 1200), is_screen=True
    )
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(exhibit,), strongest=("A",)), A4, path)
    seen = packet_pdf.pixels(path, 1).convert("RGB").getcolors(1_000_000)
    assert sum(count for count, (r, g, b) in seen if r > 200 and max(g, b) < 60) > 500
    assert sum(count for count, (r, g, b) in seen if b > 200 and max(r, g) < 60) > 500
