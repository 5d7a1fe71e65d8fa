"""The camera's own preview at once, a sharp one when asked."""

from __future__ import annotations

import io

from PIL import Image

from disputes_app.imaging import thumbnails
from tests.imaging.pictures import CORNERS, exif, four_corners, near, quarters, saved


def with_preview(turn=1):
    """A JPEG with a small preview in its Exif data, both stored the way the orientation says."""
    way = {1: None, 6: Image.Transpose.ROTATE_90}[turn]
    large, small = four_corners(800, 600), four_corners(160, 120)
    if way is not None:
        large, small = large.transpose(way), small.transpose(way)
    preview = saved(small, "JPEG")
    # TIFF, big-endian: folder 0 with the orientation at 8, folder 1 with the preview's place at 26.
    block = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes([turn]) + b"\0\0" + b"\0\0\0\x1a"
    block += b"\0\x02" + b"\x02\x01\0\x04\0\0\0\x01\0\0\0\x38" + b"\x02\x02\0\x04\0\0\0\x01"
    block += len(preview).to_bytes(4, "big") + b"\0\0\0\0" + preview
    return saved(large, "JPEG", exif=b"Exif\0\0" + block)


def test_the_embedded_preview_comes_out_upright():
    for turn in (1, 6):
        picture = thumbnails.embedded(with_preview(turn))
        assert picture is not None
        assert (picture.width, picture.height) == (160, 120)
        assert all(
            near(seen, wanted, 40) for seen, wanted in zip(quarters(picture.data), CORNERS, strict=True)
        )


def test_without_a_preview_there_is_none():
    assert thumbnails.embedded(saved(four_corners(), "JPEG", exif=exif({271: "Acme"}))) is None
    assert thumbnails.embedded(saved(four_corners(), "PNG")) is None


def test_a_damaged_preview_is_none():
    whole = with_preview()
    place = whole.index(b"\xff\xd8", 2)
    assert thumbnails.embedded(whole[: place + 2] + b"\0" * 60 + whole[place + 62 :]) is None


def test_the_sharp_one_has_the_size_asked_for():
    picture = thumbnails.thumbnail(saved(four_corners(3000, 2000), "JPEG"), 512)
    assert (picture.width, picture.height) == (512, 341)
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (512, 341)
