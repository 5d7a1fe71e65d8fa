"""Copies for packets are upright, redacted for good, bare of metadata and no larger than asked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from disputes_app.imaging import derive
from disputes_app.imaging.copies import PictureError
from tests.imaging.pictures import (
    BLUE,
    CORNERS,
    GREEN,
    RED,
    exif,
    four_corners,
    near,
    png_claiming,
    quarters,
    saved,
    swapped_profile,
)

SAMPLES = Path(__file__).parents[1] / "data" / "importers"

# How a camera stores an upright picture under each Exif orientation.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_each_of_the_eight_orientations_comes_out_upright(turn, form):
    way = STORED[turn]
    stored = four_corners() if way is None else four_corners().transpose(way)
    picture = derive.packet_jpeg(saved(stored, form, exif=exif({274: turn}), quality=95), 500)
    assert (picture.width, picture.height) == (64, 48)
    assert all(near(seen, wanted, 30) for seen, wanted in zip(quarters(picture.data), CORNERS, strict=True))


def test_a_small_copy_of_a_turned_photo_keeps_its_shape():
    stored = four_corners(1600, 1200).transpose(Image.Transpose.ROTATE_90)
    picture = derive.packet_jpeg(saved(stored, "JPEG", exif=exif({274: 6})), (400, 150))
    assert (picture.width, picture.height) == (200, 150)
    assert all(near(seen, wanted) for seen, wanted in zip(quarters(picture.data), CORNERS, strict=True))


def test_nothing_of_the_originals_metadata_is_in_the_copy():
    secret = "Serial-4711-Secret"
    block = exif(
        {271: secret, 305: secret},
        {42033: secret},
        {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 0.0)},
    )
    original = saved(four_corners(), "JPEG", exif=block, comment=secret, xmp=secret.encode(), dpi=(301, 301))
    assert original.count(secret.encode()) >= 4
    copy = derive.packet_jpeg(original, 500).data
    assert secret.encode() not in copy
    with Image.open(io.BytesIO(copy)) as image:
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_box_is_black_and_what_was_under_it_is_gone():
    original = saved(four_corners(800, 600), "PNG")
    picture = derive.packet_jpeg(original, 400, boxes=[(0.0, 0.0, 0.5, 0.5)], quality=95)
    first, *others = quarters(picture.data)
    assert near(first, (0, 0, 0), 3)
    assert all(near(seen, wanted) for seen, wanted in zip(others, CORNERS[1:], strict=True))
    with Image.open(io.BytesIO(picture.data)) as image:
        colours = {image.getpixel((x, y)) for x in range(0, 196, 4) for y in range(0, 146, 4)}
    assert all(max(colour) < 12 for colour in colours)


def test_a_box_is_laid_on_the_upright_picture():
    stored = four_corners(800, 600).transpose(STORED[6])
    original = saved(stored, "JPEG", exif=exif({274: 6}))
    first, *others = quarters(derive.packet_jpeg(original, 2000, boxes=[(0, 0, 0.5, 0.5)]).data)
    assert near(first, (0, 0, 0), 3)
    assert not any(near(other, (0, 0, 0), 60) for other in others)


@pytest.mark.parametrize(("degrees", "order"), [(90, (2, 0, 3, 1)), (180, (3, 2, 1, 0)), (270, (1, 3, 0, 2))])
def test_a_picture_turned_by_hand_is_turned_from_upright_and_a_box_is_laid_on_it_then(degrees, order):
    stored = four_corners(1600, 1200).transpose(STORED[6])
    original = saved(stored, "JPEG", exif=exif({274: 6}), quality=95)
    wide = derive.packet_picture(original, (400, 400), [], 95, degrees)
    assert (wide.width, wide.height) == ((400, 300) if degrees == 180 else (300, 400))
    wanted = [CORNERS[number] for number in order]
    assert all(near(seen, one, 30) for seen, one in zip(quarters(wide.data), wanted, strict=True))
    covered = derive.packet_picture(original, (400, 400), [(0, 0, 0.5, 0.5)], 95, degrees)
    first, *others = quarters(covered.data)
    assert near(first, (0, 0, 0), 3)
    assert all(near(seen, one, 30) for seen, one in zip(others, wanted[1:], strict=True))


def test_a_box_covers_every_pixel_it_touches():
    white = Image.new("RGB", (100, 100), "white")
    picture = derive.packet_jpeg(saved(white, "PNG"), 100, boxes=[(0.105, 0.105, 0.101, 0.101)], quality=100)
    with Image.open(io.BytesIO(picture.data)) as image:
        assert all(max(image.getpixel((x, y))) < 40 for x in range(10, 21) for y in range(10, 21))
        assert min(image.getpixel((30, 30))) > 240


@pytest.mark.parametrize("box", [(float("nan"), 0, 1, 1), (0, 0, -0.5, 1), (0, 0, float("inf"), 1)])
def test_a_box_that_is_none_is_refused_rather_than_left_out(box):
    with pytest.raises(PictureError, match="redaction box"):
        derive.packet_jpeg(saved(four_corners(), "PNG"), 100, boxes=[box])


def test_a_box_reaching_beyond_the_picture_covers_what_is_there():
    data = derive.packet_jpeg(saved(four_corners(), "PNG"), 100, boxes=[(-1, -1, 3, 3)]).data
    assert all(near(colour, (0, 0, 0), 3) for colour in quarters(data))


def test_a_picture_is_never_enlarged():
    picture = derive.packet_jpeg(saved(four_corners(64, 48), "PNG"), 4000)
    assert (picture.width, picture.height) == (64, 48)


def test_the_same_input_gives_the_same_bytes():
    original = saved(four_corners(900, 700), "JPEG", exif=exif({274: 8}))
    boxes = [(0.2, 0.2, 0.1, 0.1)]
    assert derive.packet_jpeg(original, 300, boxes).data == derive.packet_jpeg(original, 300, boxes).data


def test_what_was_transparent_is_white():
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    palette = clear.convert("P")
    for original in (
        saved(clear, "PNG"),
        saved(clear, "WEBP", lossless=True),
        saved(palette, "PNG", transparency=0),
    ):
        assert near(quarters(derive.packet_jpeg(original, 40).data)[0], (255, 255, 255), 2)


@pytest.mark.parametrize(
    ("mode", "colour", "form", "wanted"),
    [
        ("L", 128, "PNG", (128, 128, 128)),
        ("1", 1, "TIFF", (255, 255, 255)),
        ("I;16", 0x8000, "PNG", (128, 128, 128)),
        ("CMYK", (0, 255, 255, 0), "JPEG", (254, 0, 0)),
        ("CMYK", (0, 255, 255, 0), "TIFF", (255, 0, 0)),
        ("LA", (90, 255), "PNG", (90, 90, 90)),
        ("P", 0, "GIF", (0, 0, 0)),
        ("RGB", RED, "BMP", RED),
    ],
)
def test_every_kind_of_pixel_becomes_three_plain_colours(mode, colour, form, wanted):
    picture = derive.packet_jpeg(saved(Image.new(mode, (30, 30), colour), form), 30)
    assert near(quarters(picture.data)[0], wanted, 4)
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.mode == "RGB"


def test_colours_are_converted_from_their_profile():
    picture = derive.packet_jpeg(
        saved(four_corners(), "JPEG", quality=95, icc_profile=swapped_profile()), 64, quality=95
    )
    first, second, third, _ = quarters(picture.data)
    assert near(first, (RED[1], RED[0], RED[2]), 40)
    assert near(second, (GREEN[1], GREEN[0], GREEN[2]), 40)
    assert near(third, BLUE, 40)


def test_colours_of_an_unusable_profile_stay_as_they_are():
    picture = derive.packet_jpeg(
        saved(four_corners(), "PNG", icc_profile=b"no profile at all"), 64, quality=95
    )
    assert near(quarters(picture.data)[0], RED, 20)


def test_of_a_moving_picture_the_first_frame_is_taken():
    frames = [Image.new("RGB", (20, 20), colour) for colour in CORNERS]
    for form in ("GIF", "PNG", "WEBP"):
        moving = saved(frames[0], form, save_all=True, append_images=frames[1:])
        assert near(quarters(derive.packet_jpeg(moving, 20).data)[0], CORNERS[0], 12)


def test_a_heic_from_a_phone_becomes_a_jpeg():
    picture = derive.packet_jpeg(SAMPLES / "pillow-heif" / "L_exif_xmp_iptc.heic", 500)
    assert (picture.width, picture.height) == (64, 64)
    assert picture.data.startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("width", "height"), [(30_001, 10), (10, 30_001), (20_000, 20_000), (2**31 - 1, 2**31 - 1)]
)
def test_a_picture_that_would_fill_the_memory_is_not_decoded(width, height):
    with pytest.raises(PictureError):
        derive.packet_jpeg(png_claiming(width, height), 100)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"])
def test_a_cut_off_picture_is_said_to_be_damaged(form):
    noise = Image.effect_noise((300, 300), 80).convert("RGB")
    whole = saved(noise, form)
    with pytest.raises(PictureError, match="damaged"):
        derive.packet_jpeg(whole[: len(whole) // 2], 4000)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 an archive called photo.jpg",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        (SAMPLES / "pillow-heif" / "corrupted.heic").read_bytes(),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data):
    with pytest.raises(PictureError) as refusal:
        derive.packet_jpeg(data, 100)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_said_to_be_unreadable(tmp_path):
    with pytest.raises(PictureError, match="cannot be read"):
        derive.packet_jpeg(tmp_path / "gone.jpg", 100)
