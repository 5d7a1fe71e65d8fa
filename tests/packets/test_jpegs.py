"""JPEG files are understood as far as a packet needs, and lose their metadata without losing a pixel."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from disputes_app.packets import jpegs


def made(mode: str, **more) -> bytes:
    held = BytesIO()
    Image.new(mode, (20, 10), 128 if mode == "L" else (10, 20, 30, 40)[: len(mode)]).save(
        held, "JPEG", **more
    )
    return held.getvalue()


@pytest.mark.parametrize(("mode", "count"), [("L", 1), ("RGB", 3), ("CMYK", 4)])
@pytest.mark.parametrize("progressive", [False, True])
def test_colours_are_counted(mode, count, progressive):
    assert jpegs.components(made(mode, progressive=progressive)) == count


def test_what_is_no_jpeg_is_refused():
    with pytest.raises(ValueError, match="not a JPEG"):
        jpegs.components(b"\x89PNG\r\n" + bytes(100))


def test_metadata_goes_and_pixels_stay():
    exif = Image.Exif()
    exif[0x0110] = "Camera"
    data = made("RGB", exif=exif.tobytes(), comment=b"a word", xmp=b"<x:xmpmeta/>")
    plain = jpegs.without_metadata(data)
    assert not any(word in plain for word in (b"Camera", b"a word", b"xmpmeta", b"Exif"))
    assert Image.open(BytesIO(plain)).tobytes() == Image.open(BytesIO(data)).tobytes()


def test_a_colour_profile_stays():
    data = made("RGB", icc_profile=b"profile" * 20)
    assert jpegs.without_metadata(data) == data


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd(data):
    jpegs.without_metadata(b"\xff\xd8" + data)
