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


@pytest.mark.parametrize("progressive", [False, True])
def test_what_follows_the_picture_and_hides_between_its_scans_goes(progressive):
    data = made("RGB", progressive=progressive)
    scan = data.rindex(b"\xff\xda")
    hidden = b"\xff\xe1\x00\x10secret secret!"
    plain = jpegs.without_metadata(data[:scan] + hidden + data[scan:] + b"ftypmp4 a film with its place")
    assert plain == data


def test_a_header_with_a_thumbnail_goes():
    data = made("RGB")
    extension = b"\xff\xe0\x00\x11JFXX\x00\x10thumbnail"
    assert jpegs.without_metadata(data[:20] + extension + data[20:]) == data


@pytest.mark.parametrize(
    ("data", "is_common"),
    [(made("RGB"), True), (made("RGB", progressive=True), True), (made("L"), False), (made("CMYK"), False),
     (made("RGB").replace(b"\xff\xc0", b"\xff\xc9"), False), (b"GIF89a", False)],
)  # fmt: skip
def test_only_colour_pictures_every_reader_knows_are_common(data, is_common):
    assert jpegs.is_common(data) == is_common


def test_a_colour_profile_stays():
    data = made("RGB", icc_profile=b"profile" * 20)
    assert jpegs.without_metadata(data) == data


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd(data):
    jpegs.without_metadata(b"\xff\xd8" + data)
    assert jpegs.is_common(b"\xff\xd8" + data) in (True, False)
