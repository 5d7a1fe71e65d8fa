"""Copies made in a child process are the same copies, and a hostile file ends in a sentence."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from disputes_app.imaging import derive, pdf_pages
from disputes_app.imaging.apart import Apart
from disputes_app.imaging.copies import PictureError
from tests.imaging.pictures import exif, four_corners, saved
from tests.importers import hostile


@pytest.fixture(scope="module")
def apart():
    with Apart() as one:
        yield one


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(saved(four_corners(800, 600), "JPEG", exif=exif({274: 6})))
    return path


def test_the_copy_is_the_one_made_at_home(apart, photo):
    boxes = [(0.1, 0.1, 0.2, 0.2)]
    assert apart.packet_jpeg(photo, 300, boxes, 70) == derive.packet_jpeg(photo, 300, boxes, 70)
    assert apart.packet_jpeg(photo, (200, 100)) == derive.packet_jpeg(photo, (200, 100))


def test_a_page_is_the_one_drawn_at_home(apart):
    invoice = Path(__file__).parents[1] / "data" / "importers" / "factur-x" / "invoice_EN16931.pdf"
    boxes = [(0.1, 0.1, 0.2, 0.2)]
    assert apart.page_jpeg(invoice, 1, 60, boxes, 70) == pdf_pages.page_jpeg(invoice, 1, 60, boxes, 70)
    assert apart.packet_jpeg(invoice, 300, page=1) == derive.packet_jpeg(invoice, 300, page=1)
    with pytest.raises(PictureError, match="no page 2"):
        apart.page_jpeg(invoice, 2)


def test_the_sentence_is_the_one_heard_at_home(apart, tmp_path, photo):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    with pytest.raises(PictureError, match="not a picture this program knows"):
        apart.packet_jpeg(broken, 300)
    with pytest.raises(PictureError, match="redaction box"):
        apart.packet_jpeg(photo, 300, [(0, 0, float("nan"), 1)])
    assert apart.packet_jpeg(photo, 100).width > 0


def test_a_page_that_takes_for_ever_is_given_up(apart, tmp_path, photo):
    endless = tmp_path / "endless.pdf"
    endless.write_bytes(hostile.self_drawing_pdf(times=6))
    begun = time.monotonic()
    with pytest.raises(PictureError, match="more than 1 seconds"):
        apart.packet_jpeg(endless, 300, page=1, timeout=1)
    assert time.monotonic() - begun < 20
    assert apart.packet_jpeg(photo, 100).width > 0


def test_a_child_that_dies_is_replaced(apart, photo):
    assert apart.packet_jpeg(photo, 100).width > 0
    child = apart._children.get()
    child._process.kill()
    apart._children.put(child)
    assert apart.packet_jpeg(photo, 100).width > 0


def test_asking_for_copies_loads_no_decoder():
    program = "import sys, disputes_app.imaging.apart; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout.split()
    assert not {"PIL", "pi_heif", "pypdfium2"} & set(loaded)
