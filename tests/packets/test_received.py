"""Received PDFs join whole, upright and stamped, and nothing active or hidden travels with them."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from disputes_app.packets import build, presets
from disputes_app.packets.content import Callout
from tests.helpers import packet_pdf
from tests.helpers.exhibits import a_pdf, an_exhibit
from tests.helpers.packet_content import watch_case

A4 = presets.load("print_a4")


def joined(tmp_path, data: bytes, name="paper.pdf", **more):
    """A packet with one received PDF, its path and the number of the document's first page in it."""
    exhibit = an_exhibit(tmp_path, "A", name, data, "pdf", **more)
    path = tmp_path / "packet.pdf"
    built = build.build(watch_case(tmp_path, exhibits=(exhibit,), strongest=()), A4, path)
    return path, built.exhibits[0].first_page, built


def changed(data: bytes, change) -> bytes:
    held = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(held)
    return held.getvalue()


def ink(picture, box) -> int:
    """How many dark pixels a part of a page has."""
    return sum(1 for value in picture.crop(box).convert("L").get_flattened_data() if value < 128)


@pytest.mark.parametrize(
    ("size", "rotate"),
    [
        ((595, 842), 0),
        ((842, 595), 0),
        ((842, 1191), 0),
        ((227, 600), 0),
        ((595, 842), 90),
        ((595, 842), 180),
        ((595, 842), 270),
    ],
)
def test_pages_of_any_shape_stay_upright_and_get_a_stamp_of_one_size_below_them(tmp_path, size, rotate):
    path, first, _ = joined(tmp_path, a_pdf(["Received words"], size, rotate=rotate))
    seen = size if rotate in (0, 180) else size[::-1]
    with pikepdf.open(path) as pdf:
        page = pdf.pages[first - 1]
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        assert "/Rotate" not in page.obj
    paper = (595.276, 841.89) if seen[0] < seen[1] else (841.89, 595.276)
    if seen[0] > paper[0] + 2 or seen[1] > paper[1] + 2:
        assert (width, height) == pytest.approx((seen[0], seen[1] + 34))
    else:
        # What would be printed on the paper at its size is, with its strip.
        scale = min(1, (paper[1] - 34) / seen[1])
        assert (width, height) == pytest.approx((max(seen[0] * scale, 300), seen[1] * scale + 34))
        assert height <= paper[1] + 0.01
    said = packet_pdf.page_texts(path)[first - 1]
    assert "Received words" in said
    assert "paper.pdf, page 1 of 1" in said
    assert f"Page {first} of" in said
    strip = packet_pdf.pixels(path, first).crop((0, int(height) - 34, int(width), int(height)))
    assert 150 < ink(strip, (0, 2, 200, 34)) < 1600


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_looks_as_it_did(tmp_path, rotate):
    data = a_pdf(["Received words"], (500, 560), rotate=rotate)
    (tmp_path / "source.pdf").write_bytes(data)
    path, first, _ = joined(tmp_path, data)
    before = packet_pdf.pixels(tmp_path / "source.pdf", 1)
    after = packet_pdf.pixels(path, first).crop((0, 0, *before.size))
    difference = sum(
        abs(a - b) for a, b in zip(before.convert("L").tobytes(), after.convert("L").tobytes(), strict=True)
    )
    assert difference / before.width / before.height < 0.6


def test_what_was_cropped_away_stays_out_of_sight(tmp_path):
    data = a_pdf(["Hidden line"], crop=[0, 0, 595, 700])
    path, first, _ = joined(tmp_path, data)
    with pikepdf.open(path) as pdf:
        assert float(pdf.pages[first - 1].mediabox[3]) == pytest.approx(734)
    assert ink(packet_pdf.pixels(path, first), (0, 0, 595, 690)) == 0


def test_a_page_in_larger_units_keeps_its_true_size(tmp_path):
    data = changed(a_pdf(["Big"], (300, 400)), lambda pdf: pdf.pages[0].obj.__setitem__("/UserUnit", 2))
    path, first, _ = joined(tmp_path, data)
    with pikepdf.open(path) as pdf:
        assert [float(value) for value in pdf.pages[first - 1].mediabox] == [0, 0, 600, 834]


def test_a_huge_page_is_joined_no_larger_than_a3_so_that_its_stamp_can_be_read(tmp_path):
    path, first, _ = joined(tmp_path, a_pdf(["Poster"], (9000, 12000)))
    with pikepdf.open(path) as pdf:
        assert [round(float(value)) for value in pdf.pages[first - 1].mediabox] == [0, 0, 842, 1157]
    receipt, first, _ = joined(tmp_path, a_pdf(["Receipt"], (227, 3000)))
    with pikepdf.open(receipt) as pdf:
        assert round(float(pdf.pages[first - 1].mediabox[3])) == 3034


def test_pages_of_one_document_follow_each_other_with_their_source_page(tmp_path):
    path, first, built = joined(tmp_path, a_pdf(["one", "two", "three"]))
    assert built.exhibits[0].pages == 3
    texts = packet_pdf.page_texts(path)
    for number, words in enumerate(["one", "two", "three"], 1):
        assert words in texts[first + number - 2]
        assert f"paper.pdf, page {number} of 3" in texts[first + number - 2]


def test_a_long_name_leaves_room_for_the_source_page(tmp_path):
    path, first, _ = joined(tmp_path, a_pdf(["one", "two"]), name="a long name of a paper " * 9 + ".pdf")
    assert "…, page 2 of 2" in packet_pdf.page_texts(path)[first]


def with_active_content(pdf: pikepdf.Pdf) -> None:
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)")))
    pdf.Root["/OpenAction"] = script
    pdf.Root["/AA"] = Dictionary(WC=script)
    pdf.Root["/Names"] = Dictionary(JavaScript=Dictionary(Names=Array([pikepdf.String("x"), script])))
    pdf.attachments["evil.exe"] = pikepdf.AttachedFileSpec(pdf, b"evil bytes", filename="evil.exe")
    page = pdf.pages[0].obj
    page["/AA"] = Dictionary(O=script)

    def annotation(action: Dictionary) -> pikepdf.Object:
        return pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 50, 50]), A=action)
        )

    page["/Annots"] = Array([
        annotation(Dictionary(S=Name.Launch, F=pikepdf.String("calc.exe"))),
        annotation(Dictionary(S=Name.URI, URI=pikepdf.String("http://tracker.invalid/x"))),
        annotation(Dictionary(S=Name.GoToR, F=pikepdf.String("other.pdf"))),
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([1, 1, 9, 9]))),
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([1, 1, 9, 9]))),
    ])  # fmt: skip
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([]), XFA=pikepdf.String("<xdp/>"))
    pdf.docinfo["/Author"] = "Secret Author"
    page["/Resources"]["/XObject"] = Dictionary(Im0=_picture_with_metadata(pdf))
    font = page["/Resources"]["/Font"]["/F1"]
    font["/Metadata"] = pdf.make_stream(b"made with Secret Author's font")
    font["/Way"] = page


def _picture_with_metadata(pdf: pikepdf.Pdf) -> pikepdf.Object:
    picture = pdf.make_stream(b"\x00\x00\x00")
    picture["/Type"], picture["/Subtype"] = Name.XObject, Name.Image
    picture["/Width"] = picture["/Height"] = 1
    picture["/ColorSpace"], picture["/BitsPerComponent"] = Name.DeviceRGB, 8
    picture["/Metadata"] = pdf.make_stream(b"<x:xmpmeta>GPS 53.7997</x:xmpmeta>")
    return picture


def test_nothing_active_and_no_hidden_passenger_travels_into_a_packet(tmp_path):
    path, first, _ = joined(tmp_path, changed(a_pdf(["Received words"]), with_active_content))
    names = packet_pdf.names_in(path)
    unwanted = {"/JavaScript", "/JS", "/Launch", "/URI", "/GoToR", "/OpenAction", "/AA", "/XFA", "/RichMedia", "/FileAttachment",
                "/AcroForm", "/SubmitForm", "/ImportData", "/Metadata"}  # fmt: skip
    assert not names & unwanted
    inside = packet_pdf.everything(path)
    for secret in (b"evil", b"tracker.invalid", b"calc.exe", b"app.alert", b"GPS 53.7997", b"Secret Author"):
        assert secret not in inside
    assert "Received words" in packet_pdf.page_texts(path)[first - 1]


def test_a_filled_in_field_is_seen_on_the_page(tmp_path):
    def fill(pdf):
        look = pdf.make_stream(b"BT /F1 12 Tf 2 4 Td (Filled in) Tj ET")
        look["/Type"], look["/Subtype"], look["/BBox"] = Name.XObject, Name.Form, Array([0, 0, 100, 20])
        look["/Resources"] = pdf.pages[0].obj["/Resources"]
        field = pdf.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String("t"), V=pikepdf.String("Filled in"), F=4,
            Rect=Array([100, 100, 200, 120]), AP=Dictionary(N=look)))  # fmt: skip
        pdf.pages[0].obj["/Annots"] = Array([field])
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]))

    path, first, _ = joined(tmp_path, changed(a_pdf(["Form"]), fill))
    assert "Filled in" in packet_pdf.page_texts(path)[first - 1]


def with_bookmarks_and_links(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        chapter = pikepdf.OutlineItem("Terms", 1)
        chapter.children.append(pikepdf.OutlineItem("Delivery", 2))
        outline.root.append(chapter)
    pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Names=Array(
        [pikepdf.String("end"), Array([pdf.pages[2].obj, Name.Fit])])))  # fmt: skip
    pdf.pages[0].obj["/Annots"] = Array([
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 700, 140, 720]), Dest=Array([pdf.pages[1].obj, Name.Fit]))),
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 600, 140, 620]),
                                     A=Dictionary(S=Name.GoTo, D=pikepdf.String("end")))),
    ])  # fmt: skip


def test_bookmarks_and_links_of_a_document_survive_under_its_exhibit(tmp_path):
    path, first, _ = joined(tmp_path, changed(a_pdf(["a", "b", "c"]), with_bookmarks_and_links))
    marks = [(mark.level, mark.title, mark.page) for mark in packet_pdf.bookmarks(path)]
    at = next(i for i, mark in enumerate(marks) if mark[1].startswith("A  "))
    assert marks[at : at + 3] == [
        (1, "A  What paper.pdf shows", first),
        (2, "Terms", first + 1),
        (3, "Delivery", first + 2),
    ]
    inner = [(rect, target) for page, rect, target in packet_pdf.links(path) if page == first]
    scale = (
        841.89 - 34
    ) / 842  # The page is drawn that much smaller, so that its strip finds room on the paper.
    for low, target in ((700, first + 1), (600, first + 2)):
        area = tuple(value * scale + lift for value, lift in ((40, 0), (low, 34), (140, 0), (low + 20, 34)))
        assert [goal for rect, goal in inner if rect == pytest.approx(area, abs=0.02)] == [target]


def test_a_page_with_a_covered_part_becomes_a_picture_without_the_words(tmp_path):
    data = a_pdf(["Account 12345678", "Second page"])
    path, first, _ = joined(tmp_path, data, boxes={1: ((0.0, 0.0, 1.0, 0.2),)})
    assert b"12345678" not in packet_pdf.everything(path)
    texts = packet_pdf.page_texts(path)
    assert "Account" not in texts[first - 1]
    assert "Second page" in texts[first]


def test_a_document_with_hidden_layers_is_turned_into_pictures(tmp_path):
    def hide(pdf):
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("internal")))
        pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        page = pdf.pages[0].obj
        page["/Resources"]["/Properties"] = Dictionary(L1=layer)
        page["/Contents"] = pdf.make_stream(b"/OC /L1 BDC BT /F1 18 Tf 40 700 Td (Internal note) Tj ET EMC")

    path, first, built = joined(tmp_path, changed(a_pdf(["x"]), hide))
    assert b"Internal note" not in packet_pdf.everything(path)
    assert ink(packet_pdf.pixels(path, first), (0, 0, 571, 800)) == 0
    assert built.warnings == ("paper.pdf was turned into pictures of its pages.",)


def test_a_document_locked_only_against_changes_is_joined(tmp_path):
    held = BytesIO()
    with pikepdf.open(BytesIO(a_pdf(["Readable"]))) as pdf:
        pdf.save(held, encryption=pikepdf.Encryption(user="", owner="o"))
    path, first, _ = joined(tmp_path, held.getvalue())
    assert "Readable" in packet_pdf.page_texts(path)[first - 1]


def test_a_document_with_a_mendable_fault_is_joined(tmp_path):
    data = a_pdf(["Mended"]).replace(b"startxref\n", b"startxref\n9")
    path, first, _ = joined(tmp_path, data)
    assert "Mended" in packet_pdf.page_texts(path)[first - 1]


def test_content_that_spoils_the_drawing_state_does_not_touch_the_stamp(tmp_path):
    def spoil(pdf):
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"Q Q q 3 0 0 3 0 0 cm 1 1 1 rg 1 1 1 RG")

    path, first, _ = joined(tmp_path, changed(a_pdf(["x"]), spoil))
    assert f"Page {first} of" in packet_pdf.page_texts(path)[first - 1]
    assert ink(packet_pdf.pixels(path, first), (0, 844, 595, 876)) > 150


def test_a_photo_inside_a_document_loses_its_place_and_camera_but_no_pixel(tmp_path):
    from PIL import Image

    picture = Image.new("RGB", (60, 40), "#336699")
    exif = Image.Exif()
    exif[0x0110] = "Secret Camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 47.0, 59.0)})
    held = BytesIO()
    picture.save(held, "JPEG", exif=exif.tobytes(), comment=b"Secret comment")
    jpeg = held.getvalue()

    def show(pdf):
        image = pdf.make_stream(jpeg)
        image["/Type"], image["/Subtype"], image["/Filter"] = Name.XObject, Name.Image, Name.DCTDecode
        image["/Width"], image["/Height"] = 60, 40
        image["/BitsPerComponent"], image["/ColorSpace"] = 8, Name.DeviceRGB
        page = pdf.pages[0].obj
        page["/Resources"]["/XObject"] = Dictionary(Im0=image)
        page["/Contents"] = pdf.make_stream(b"q 300 0 0 200 100 400 cm /Im0 Do Q")

    data = changed(a_pdf(["x"]), show)
    assert b"Secret Camera" in data
    path, first, _ = joined(tmp_path, data)
    inside = packet_pdf.everything(path)
    assert b"Secret Camera" not in inside
    assert b"Secret comment" not in inside
    assert packet_pdf.pixels(path, first).getpixel((200, 350)) == pytest.approx(
        picture.getpixel((5, 5)), abs=3
    )


def test_a_page_with_damaged_content_is_shown_as_far_as_it_can_be_drawn(tmp_path):
    import zlib

    words = zlib.compress(b"BT /F1 18 Tf 40 700 Td (Words) Tj ET")
    held = BytesIO()
    with pikepdf.open(BytesIO(a_pdf(["x", "Second page"]))) as pdf:
        stream = pdf.make_stream(b"\x00\x00" + words[2:])
        stream["/Filter"] = Name.FlateDecode
        pdf.pages[0].obj["/Contents"] = stream
        pdf.save(held, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    path, first, built = joined(tmp_path, held.getvalue())
    texts = packet_pdf.page_texts(path)
    assert built.exhibits[0].pages == 2
    assert "Second page" in texts[first]
    assert f"Page {first} of" in texts[first - 1]
    assert built.warnings == ("paper.pdf was turned into pictures of its pages.",)


def test_marks_on_a_page_are_numbered_there_and_named_below_it(tmp_path):
    marks = (
        Callout(1, 0.2, 0.2, 0.5, 0.3, "The promised day"),
        Callout(2, 0.4, 0.5, 0.4, 0.5, "The stamp", 2),
    )
    exhibit = an_exhibit(tmp_path, "A", "a.pdf", a_pdf(["one", "two", "three"]), "pdf", callouts=marks)
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(exhibit,), strongest=()), A4, path)
    first, second, third = packet_pdf.page_texts(path)[6:9]
    assert "1 The promised day" in first
    assert "2 The stamp" in second
    assert "stamp" not in third
    with pikepdf.open(path) as pdf:
        heights = [float(page.mediabox[3]) for page in pdf.pages[6:9]]
    assert heights[0] == heights[1] > heights[2] == pytest.approx(841.89)
