"""Photos, PDFs and unknown files: recognised by content, described, kept whatever they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.importers import einvoice, html_text, names, photo, registry, sniffing
from tests.imaging.pictures import exif, four_corners, saved
from tests.importers import hostile

SAMPLES = Path(__file__).parents[1] / "data" / "importers"
TAKEN = exif(
    {272: "Phone 3"},
    {36867: "2026:02:14 18:40:12", 36881: "+01:00"},
    {1: "N", 2: (52.5, 0.0, 0.0), 3: "E", 4: (13.4, 0.0, 0.0)},
)


@pytest.fixture
def read(tmp_path):
    def read(source, name):
        path = tmp_path / "source"
        path.write_bytes(source)
        return registry.read(path, name, tmp_path)

    return read


def test_a_photo_tells_when_where_and_with_what(read):
    found = read(saved(four_corners(), "JPEG", exif=TAKEN), "IMG_1.jpg")
    facts = found.facts
    assert (found.kind, found.media_type, found.importer) == ("photo", "image/jpeg", "photo")
    assert (facts.captured_at, facts.offset_known, facts.device) == (
        "2026-02-14T18:40:12+01:00",
        True,
        "Phone 3",
    )
    assert (facts.latitude, facts.longitude, facts.width, facts.height) == (52.5, 13.4, 64, 48)
    assert found.warnings == ()


def test_a_real_heic_is_a_photo(read):
    found = read((SAMPLES / "pillow-heif" / "L_exif_xmp_iptc.heic").read_bytes(), "L.heic")
    assert (found.kind, found.media_type) == ("photo", "image/heic")
    assert found.facts.captured_at == "2020-09-14T11:09:34.641-05:00"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("corrupted.heic", "photo"),
        ("empty.heic", "other"),
    ],
)
def test_a_broken_heic_is_kept_with_a_warning(read, name, kind):
    found = read((SAMPLES / "pillow-heif" / name).read_bytes(), name)
    assert found.kind == kind
    assert len(found.warnings) == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Screenshot_20260214-184012.jpg", "screenshot"),
        ("Bildschirmfoto 2026-02-14 um 18.40.12.jpg", "screenshot"),
        ("屏幕截图.jpg", "screenshot"),
        ("IMG_20260214_184012.jpg", "photo"),
    ],
)
def test_a_screenshot_is_known_by_its_name(read, name, kind):
    assert read(saved(four_corners(), "JPEG"), name).kind == kind


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("IMG_20260214_184012.jpg", "2026-02-14T18:40:12"),
        ("PXL_20260214_184012345.jpg", "2026-02-14T18:40:12"),
        ("Screenshot_20260214-184012.png", "2026-02-14T18:40:12"),
        ("Screenshot 2026-02-14 at 18.40.12.png", "2026-02-14T18:40:12"),
        ("00000042-PHOTO-2020-06-07-15-13-20.jpg", "2020-06-07T15:13:20"),
        ("IMG-20210428-WA0001.jpg", "2021-04-28"),
        ("8123456720210428.jpg", None),
        ("IMG_20261345_184012.jpg", None),
        ("broken lamp.jpg", None),
    ],
)
def test_the_time_in_a_file_name_is_read(read, name, moment):
    assert photo.time_in(name) == moment
    facts = read(saved(four_corners(), "JPEG"), name).facts
    assert (facts.captured_at, facts.offset_known) == (moment, False)
    assert facts.captured_from == ("file name" if moment else None)


def test_the_picture_itself_is_believed_before_its_name(read):
    found = read(saved(four_corners(), "JPEG", exif=TAKEN), "IMG_20200101_000000.jpg")
    assert found.facts.captured_at == "2026-02-14T18:40:12+01:00"


def test_a_cut_off_jpeg_is_noticed_in_spite_of_its_preview(read):
    assert "cut off" in read(hostile.cut_off_jpeg(), "a.jpg").warnings[0]
    whole = saved(four_corners(), "JPEG", exif=TAKEN)
    assert read(whole + b"trailing data of the phone", "a.jpg").warnings == ()
    assert "cut off" in read(saved(four_corners(), "PNG")[:-14], "a.png").warnings[0]


@pytest.mark.parametrize(
    ("name", "order_number", "seller"),
    [
        ("factur-x/invoice_EN16931.pdf", "PO201925478", "LE FOURNISSEUR"),
        ("invoice2data/coolblue1.pdf", "12572103", None),
        ("invoice2data/AzureInterior.pdf", None, "Azure Interior"),
    ],
)
def test_an_invoice_tells_its_order(read, name, order_number, seller):
    found = read((SAMPLES / name).read_bytes(), "invoice.pdf")
    assert (found.kind, found.media_type, found.facts.pages) == ("document", "application/pdf", 1)
    assert {h.value for h in found.hints if h.kind == "order_number"} == (
        {order_number} if order_number else set()
    )
    assert {h.value for h in found.hints if h.kind == "seller"} == ({seller} if seller else set())


def test_the_text_and_the_inner_files_of_a_pdf_are_found(read):
    found = read((SAMPLES / "factur-x" / "invoice_EN16931.pdf").read_bytes(), "invoice.pdf")
    assert found.facts.embedded == ("Bon_de_livraison.pdf", "factur-x.xml")
    assert "SELLER TRADE NAME" in found.text
    assert ("104.90", "EUR") in {(h.value, h.source) for h in found.hints if h.kind == "amount"}


def test_a_locked_pdf_is_kept_with_advice(read):
    found = read(hostile.locked_pdf(), "locked.pdf")
    assert found.facts.encrypted
    assert not found.unreadable
    assert "password" in found.warnings[0]


def test_an_invoice_with_entities_is_not_even_parsed():
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><Invoice><OrderReference><ID>&a;</ID></OrderReference></Invoice>'
    )
    assert list(einvoice.find(bomb)) == []
    assert [
        h.value for h in einvoice.find(b"<Invoice><OrderReference><ID> 4711 </ID></OrderReference></Invoice>")
    ] == ["4711"]
    assert list(einvoice.find(b"<Other><OrderReference><ID>4711</ID></OrderReference></Other>")) == []


@pytest.mark.parametrize(
    ("source", "name", "kind", "media_type"),
    [
        (b"", "photo.jpg", "other", "application/octet-stream"),
        (b"\0\1\2", "thing.xyz", "other", "application/octet-stream"),
        (b"PK\x03\x04", "export.zip", "other", "application/zip"),
        (
            b"PK\x03\x04",
            "list.xlsx",
            "document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (b"\0\0\0\x18ftypmp42", "clip.mp4", "video", "video/mp4"),
        (b"\0\0\0\x14ftypqt  ", "clip.MOV", "video", "video/quicktime"),
        ("Grüße\n".encode(), "note.txt", "document", "text/plain"),
        (b"Order ID,Total\n1,2\n", "orders.csv", "document", "text/csv"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>x", "page", "document", "text/html"),
        (
            b"From: <Saved by Blink>\nSnapshot-Content-Location: https://shop.example/\nSubject: x\n",
            "a.mhtml",
            "document",
            "multipart/related",
        ),
        (b"no picture at all", "photo.jpg", "document", "text/plain"),
    ],
)
def test_what_nobody_knows_is_kept_as_what_it_is(read, source, name, kind, media_type):
    found = read(source, name)
    assert (found.kind, found.media_type, found.importer) == (kind, media_type, "other")


def test_a_name_that_lies_is_pointed_out(read):
    assert "application/zip" in read(hostile.zip_called_jpg(), "photo.jpg").warnings[0]
    assert "text/plain" in read(b"hello", "invoice.pdf").warnings[0]
    assert read(b"hello", "note.txt").warnings == ()
    assert read(saved(four_corners(), "PNG"), "photo.jpg").warnings == ()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_files_are_searchable_whatever_their_encoding(read, codec):
    found = read("Beschädigte Lieferung, Bestellnummer: 8123456789012345".encode(codec), "note.txt")
    assert found.text.startswith("Beschädigte Lieferung")
    assert found.hints[0].value == "8123456789012345"


def test_a_saved_page_is_searchable_and_its_links_tell_the_order(read):
    page = b"<html><body><p>Lamp</p><a href='https://www.aliexpress.com/x?orderId=8123456789012345'>order</a></body></html>"
    found = read(page, "order.html")
    assert found.text == "Lamp\norder"
    assert [(h.value, h.source) for h in found.hints] == [("8123456789012345", "aliexpress")]


@pytest.mark.parametrize("name", ["mail.eml", "mail", "mail.txt", "photo.jpg"])
def test_a_mail_is_known_by_its_header_whatever_its_name(read, name):
    assert read(hostile.HEAD + b"\nhello\n", name).kind == "mail"


def test_html_becomes_the_text_a_person_sees():
    text, links = html_text.read(
        "<head><title>x</title><style>p{}</style></head><body><script>alert(1)</script><p>One&nbsp;two<br>three</p>"
        "<div style='display: none'>hidden</div><table><tr><td>a</td><td>b</td></tr></table>"
        "<a href='https://shop.example/?orderId=1'>link</a><img alt='Logo' src='http://tracker.example/x.gif'></body>"
    )
    assert text == "One two\nthree\n\na b\n\nlinkLogo"
    assert links == ["https://shop.example/?orderId=1"]


def test_endless_html_is_cut():
    assert "bottom" not in html_text.read("<div>" * 100_000 + "bottom")[0]
    assert len(html_text.read("<p>x</p>" * 400_000)[0]) < 400_000
    assert html_text.read("") == ("", [])
    assert html_text.read("<?xml version='1.0' encoding='utf-8'?><p>x</p>")[0] == "x"


@given(st.text(max_size=300))
def test_no_html_whatever_breaks_the_text(text):
    html_text.read(f"<p>{text}</p>")


@given(st.text(max_size=80))
def test_a_cleaned_name_is_always_a_safe_file_name(text):
    name = names.cleaned(text, "file")
    assert name
    assert not set(name) & set('/\\<>:"|?*\0\n\r\u202e')
    assert name not in (".", "..")
    assert len(name) <= 150
    name.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\con.txt", "_con.txt"),
        ("a" * 300 + ".jpeg", "a" * 138 + ".jpeg"),
        ("  .hidden. ", "hidden"),
        ("évidence 👍🏽.png", "évidence 👍🏽.png"),
        ("...", "file"),
    ],
)
def test_names_of_strangers_are_cleaned(name, wanted):
    assert names.cleaned(name, "file") == wanted


@given(st.text(max_size=200))
def test_a_shown_name_has_no_tricks(text):
    shown = names.shown(text)
    assert all(c.isprintable() or c in "\u200c\u200d" for c in shown)
    shown.encode("utf-8")


@given(st.binary(max_size=64), st.text(max_size=20))
def test_every_head_has_a_media_type(head, name):
    assert "/" in sniffing.media_type(head, name)
    assert registry.recognise(head, name).KIND in registry.KINDS
