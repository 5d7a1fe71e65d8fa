"""When, where and with what a picture was taken, read from each format, and never guessed."""

from __future__ import annotations

import contextlib
import random
import struct
from pathlib import Path

import pytest
from PIL import PngImagePlugin

from disputes_app.imaging import capture
from disputes_app.imaging.copies import PictureError
from tests.imaging.pictures import exif, four_corners, png_chunk, saved

SAMPLES = Path(__file__).parents[1] / "data" / "importers"
TAKEN = {36867: "2026:02:14 18:40:12"}


def of(form="JPEG", main=None, details=None, gps=None, **options):
    return capture.read(saved(four_corners(), form, exif=exif(main, details, gps), **options))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_capture_time_carries_its_own_offset(form):
    found = of(form, details={**TAKEN, 36881: "+01:00", 37521: "25"})
    assert (found.captured_at, found.offset_known) == ("2026-02-14T18:40:12.250+01:00", True)
    assert found.captured_from == "DateTimeOriginal"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_without_an_offset_the_time_stays_local(form):
    found = of(form, details=TAKEN)
    assert (found.captured_at, found.offset_known) == ("2026-02-14T18:40:12", False)


def test_the_satellites_time_gives_the_zone():
    found = of(details=TAKEN, gps={29: "2026:02:14", 7: (13.0, 10.0, 30.0)})
    assert found.captured_at == "2026-02-14T18:40:12+05:30"
    assert found.captured_from == "DateTimeOriginal, zone from GPS"


def test_a_satellite_fix_of_another_hour_gives_no_zone():
    found = of(details=TAKEN, gps={29: "2026:02:14", 7: (13.0, 3.0, 30.0)})
    assert (found.captured_at, found.offset_known) == ("2026-02-14T18:40:12", False)


def test_the_offset_of_the_same_moment_under_another_tag_is_used():
    same = of(main={306: "2026:02:14 18:40:12"}, details={**TAKEN, 36880: "-08:00"})
    assert same.captured_at == "2026-02-14T18:40:12-08:00"
    edited = of(main={306: "2026:02:20 09:00:00"}, details={**TAKEN, 36880: "-08:00"})
    assert (edited.captured_at, edited.offset_known) == ("2026-02-14T18:40:12", False)


def test_a_zone_inside_the_time_itself_is_read():
    found = of(main={306: "2024-04-22T14:38:09GMT+2"})
    assert found.captured_at == "2024-04-22T14:38:09+02:00"


@pytest.mark.parametrize(
    "text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2026:13:40 25:61:00", "yesterday", ""]
)
def test_a_time_that_is_none_is_left_out(text):
    found = of(details={36867: text})
    assert (found.captured_at, found.captured_from) == (None, None)


def test_the_place_is_read_with_its_sides():
    found = of(gps={1: "S", 2: (33.0, 51.0, 24.0), 3: "W", 4: (151.0, 12.0, 36.0)})
    assert (found.latitude, found.longitude) == (-33.8566667, -151.21)


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (95.0, 0.0, 0.0), 3: "E", 4: (10.0, 0.0, 0.0)},
        {1: "N", 2: (52.0, 0.0, 0.0)},
    ],
)
def test_a_place_that_is_none_is_left_out(gps):
    found = of(gps=gps)
    assert (found.latitude, found.longitude) == (None, None)


def test_the_device_is_named_once():
    assert of(main={271: "samsung", 272: "SM-S931B"}).device == "samsung SM-S931B"
    assert of(main={271: "Acme Corp", 272: "Acme Phone 3"}).device == "Acme Phone 3"
    assert of(main={272: "Phone\0\x1b[31m\u202e 3"}).device.startswith("Phone")
    assert of().device is None


def test_control_characters_never_leave_a_picture():
    assert of(main={272: "Pho\x1b\x07ne\u202e3"}).device.isprintable()


def test_serial_numbers_are_noticed():
    assert of(details={42033: "0123"}).has_serials
    assert not of(details=TAKEN).has_serials


def test_the_size_is_that_of_the_upright_picture():
    found = of(main={274: 6})
    assert (found.orientation, found.width, found.height) == (6, 48, 64)
    assert of(main={274: 99}).orientation == 1


def test_a_png_without_camera_is_a_screenshot():
    assert of("PNG").is_screenshot
    assert not of("PNG", main={272: "Phone 3"}).is_screenshot
    assert of(details={37510: b"ASCII\0\0\0Screenshot"}).is_screenshot


def test_a_pngs_own_dates_are_used_last():
    base = saved(four_corners(), "PNG")
    stamped = base[:33] + png_chunk(b"tIME", struct.pack(">HBBBBB", 2026, 2, 14, 17, 40, 12)) + base[33:]
    found = capture.read(stamped)
    assert (found.captured_at, found.captured_from) == ("2026-02-14T17:40:12+00:00", "PNG tIME")
    text = PngImagePlugin.PngInfo()
    text.add_text("Creation Time", "Sat, 14 Feb 2026 18:40:12 +0100")
    found = capture.read(saved(four_corners(), "PNG", pnginfo=text))
    assert (found.captured_at, found.captured_from) == ("2026-02-14T18:40:12+01:00", "PNG Creation Time")


def test_exif_behind_a_pngs_pixels_is_found():
    base = saved(four_corners(), "PNG")
    block = exif(details={**TAKEN, 36881: "+01:00"}).removeprefix(b"Exif\0\0")
    found = capture.read(base[:-12] + png_chunk(b"eXIf", block) + base[-12:])
    assert found.captured_at == "2026-02-14T18:40:12+01:00"


def test_xmp_is_asked_when_exif_says_nothing():
    packet = b'<x:xmpmeta><rdf:Description exif:DateTimeOriginal="2026-02-14T18:40:12+01:00"/></x:xmpmeta>'
    found = capture.read(saved(four_corners(), "JPEG", xmp=packet))
    assert (found.captured_at, found.captured_from) == (
        "2026-02-14T18:40:12+01:00",
        "XMP exif:DateTimeOriginal",
    )


def test_a_real_heic_tells_its_time_and_camera():
    found = capture.read(SAMPLES / "pillow-heif" / "L_exif_xmp_iptc.heic")
    assert found.media_type == "image/heic"
    assert found.captured_at == "2020-09-14T11:09:34.641-05:00"
    assert found.device == "SONY ILCE-7SM3"


@pytest.mark.parametrize("name", ["corrupted.heic", "empty.heic"])
def test_a_broken_heic_is_refused_with_a_sentence(name):
    with pytest.raises(PictureError, match="not a picture"):
        capture.read(SAMPLES / "pillow-heif" / name)


@pytest.mark.filterwarnings("ignore::UserWarning")  # as the program itself does while it runs
def test_damaged_exif_costs_the_exif_and_not_the_picture():
    whole = saved(
        four_corners(),
        "JPEG",
        exif=exif({271: "Acme"}, {**TAKEN, 36881: "+01:00"}, {1: "N", 2: (5.0, 1.0, 1.0)}),
    )
    start, end = whole.index(b"Exif"), whole.index(b"\xff\xdb")
    chance = random.Random(7)
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(start + 6, end)] = chance.randrange(256)
        found = capture.read(bytes(damaged))
        assert {found.width, found.height} == {64, 48}


def test_an_animation_counts_more_than_one_frame():
    frames = [four_corners(), four_corners(64, 48).rotate(90)]
    assert capture.read(saved(frames[0], "GIF", save_all=True, append_images=frames[1:])).frames > 1
    assert capture.read(saved(frames[0], "GIF")).frames == 1


@pytest.mark.filterwarnings("ignore::UserWarning")  # as the program itself does while it runs
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"])
def test_a_picture_with_damaged_bytes_is_described_or_refused(form):
    frames = [four_corners(), four_corners().rotate(90)]
    many = {"save_all": True, "append_images": frames[1:]} if form in ("GIF", "TIFF", "WEBP") else {}
    whole = saved(frames[0], form, **many)
    chance = random.Random(5)
    for _ in range(400):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 3, 10, 40))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(PictureError):
            assert capture.read(bytes(damaged)).width > 0
