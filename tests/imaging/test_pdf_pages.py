"""Pages of received PDFs: counted, read, drawn, redacted; bad ones end in a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from disputes_app.imaging import derive, pdf_pages, thumbnails
from disputes_app.imaging.copies import PictureError
from tests.imaging.pictures import near

SAMPLES = Path(__file__).parents[1] / "data" / "importers"
INVOICE = SAMPLES / "factur-x" / "invoice_EN16931.pdf"
TWO_PAGES = SAMPLES / "invoice2data" / "QualityHosting.pdf"


def a_pdf(
    *contents: bytes, rotate: int = 0, size: tuple[float, float] = (200, 100), password: str = ""
) -> bytes:
    """A PDF with one page for each content stream."""
    pdf = pikepdf.new()
    for content in contents:
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page, MediaBox=[0, 0, *size], Rotate=rotate, Contents=pdf.make_stream(content)
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else None)
    return out.getvalue()


RED_LEFT_HALF = b"1 0 0 rg 0 0 100 100 re f"


def colour_at(picture, x, y):
    with Image.open(io.BytesIO(picture.data)) as image:
        return image.getpixel((int(x * image.width), int(y * image.height)))


def test_pages_and_embedded_files_are_counted():
    assert pdf_pages.look(INVOICE) == pdf_pages.PdfFacts(1, False, ("Bon_de_livraison.pdf", "factur-x.xml"))
    assert pdf_pages.look(TWO_PAGES).pages == 2
    assert len(pdf_pages.page_sizes(TWO_PAGES)) == 2


def test_the_text_of_each_page_is_read():
    texts = pdf_pages.page_texts(TWO_PAGES)
    assert len(texts) == 2
    assert "QualityHosting" in texts[0]
    assert sum(map(len, pdf_pages.page_texts(TWO_PAGES, max_characters=100))) == 100


def test_an_embedded_file_is_handed_out_unless_it_is_too_large():
    xml = pdf_pages.embedded_file(INVOICE, "factur-x.xml")
    assert xml is not None
    assert b"CrossIndustryInvoice" in xml
    assert pdf_pages.embedded_file(INVOICE, "factur-x.xml", max_bytes=10) is None
    assert pdf_pages.embedded_file(INVOICE, "no-such.xml") is None


def test_a_page_is_drawn_at_the_resolution_asked_for():
    picture = pdf_pages.page_jpeg(a_pdf(RED_LEFT_HALF), 1, dpi=144)
    assert (picture.width, picture.height) == (400, 200)
    assert near(colour_at(picture, 0.25, 0.5), (254, 0, 0))
    assert near(colour_at(picture, 0.75, 0.5), (255, 255, 255))


def test_a_turned_page_is_drawn_upright_and_redacted_where_it_is_seen():
    picture = pdf_pages.page_jpeg(a_pdf(RED_LEFT_HALF, rotate=90), 1, dpi=72, boxes=[(0, 0, 1, 0.25)])
    assert (picture.width, picture.height) == (100, 200)
    assert near(colour_at(picture, 0.5, 0.1), (0, 0, 0), 6)
    assert near(colour_at(picture, 0.5, 0.4), (254, 0, 0))
    assert near(colour_at(picture, 0.5, 0.8), (255, 255, 255))


def test_a_page_fits_the_room_a_packet_gives_it():
    picture = derive.packet_jpeg(a_pdf(b"", RED_LEFT_HALF), (600, 600), page=2)
    assert (picture.width, picture.height) == (600, 300)
    assert near(colour_at(picture, 0.25, 0.5), (254, 0, 0))


def test_the_thumbnail_of_a_pdf_is_its_first_page():
    picture = thumbnails.thumbnail(a_pdf(RED_LEFT_HALF, b""), 128)
    assert (picture.width, picture.height) == (128, 64)
    assert near(colour_at(picture, 0.25, 0.5), (254, 0, 0))


def test_a_page_of_a_wall_chart_stays_within_memory():
    picture = pdf_pages.page_jpeg(a_pdf(b"", size=(14_400, 14_400)), 1, dpi=600)
    assert picture.width * picture.height <= 40_100_000


@pytest.mark.parametrize("page", [0, -1, 3])
def test_a_page_that_is_not_there_is_said_so(page):
    with pytest.raises(PictureError, match="no page"):
        pdf_pages.page_jpeg(TWO_PAGES, page)


def test_a_pdf_without_pages_is_damaged_even_after_a_locked_one():
    with pytest.raises(PictureError, match="password"):
        pdf_pages.page_jpeg(a_pdf(RED_LEFT_HALF, password="secret"), 1)
    out = io.BytesIO()
    with pikepdf.new() as empty:
        empty.save(out)
    with pytest.raises(PictureError, match="damaged"):
        pdf_pages.look(out.getvalue())


def test_a_locked_pdf_is_recognised_and_not_drawn():
    locked = a_pdf(RED_LEFT_HALF, password="secret")
    assert pdf_pages.look(locked) == pdf_pages.PdfFacts(0, True, ())
    with pytest.raises(PictureError, match="password"):
        pdf_pages.page_jpeg(locked, 1)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\nnothing of a PDF\n%%EOF", INVOICE.read_bytes()[:900]]
)
def test_a_damaged_pdf_is_refused_with_a_sentence(data):
    with pytest.raises(PictureError, match="damaged"):
        pdf_pages.look(data)
