"""The files of the sample: photographs as a phone stores them, screenshots, papers and mails that can be read."""

from __future__ import annotations

import email
import email.policy
from functools import partial
from io import BytesIO
from time import sleep

import pypdfium2
import pytest
from PIL import Image, ImageOps

from disputes_app.demo import pictures
from disputes_app.demo.pictures import LEEDS, Photo, jpeg
from disputes_app.demo.textures import noise, photographed

PHOTO = Photo("IMG_1.jpg", lambda: Image.new("RGB", (8, 6)), "2026-02-27T17:31:50+01:00", LEEDS)


def _stored(photo: Photo, picture: Image.Image) -> Image.Image:
    return Image.open(BytesIO(jpeg(photo, picture)))


def test_a_photograph_says_when_with_which_clock_and_with_what_it_was_taken():
    exif = _stored(PHOTO, Image.new("RGB", (80, 60))).getexif()
    inner = exif.get_ifd(0x8769)
    assert (exif[0x010F], exif[0x0110]) == ("Northlight", "Northlight Phone 3")
    assert (inner[0x9003], inner[0x9011]) == ("2026:02:27 17:31:50", "+01:00")


def test_a_photograph_says_where_it_was_taken_only_when_it_has_a_place():
    place = _stored(PHOTO, Image.new("RGB", (80, 60))).getexif().get_ifd(0x8825)
    degrees, minutes, seconds = (float(part) for part in place[2])
    assert place[1] == "N"
    assert place[3] == "W"
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(53.7997, abs=1e-5)
    assert (
        not _stored(Photo("a.jpg", PHOTO.draw, PHOTO.taken), Image.new("RGB", (80, 60)))
        .getexif()
        .get_ifd(0x8825)
    )


def test_a_photograph_held_sideways_comes_upright_by_its_orientation():
    picture = Image.new("RGB", (80, 60), "white")
    picture.paste("black", (0, 0, 20, 15))
    kept = _stored(Photo("a.jpg", PHOTO.draw, PHOTO.taken, sideways=True), picture)
    assert kept.size == (60, 80)
    upright = ImageOps.exif_transpose(kept).convert("L")
    assert upright.size == (80, 60)
    assert upright.getpixel((8, 6)) < 60 < upright.getpixel((60, 50))


def test_a_photograph_without_a_clock_says_nothing_of_its_maker():
    assert not dict(_stored(Photo("a.jpg", PHOTO.draw, None), Image.new("RGB", (80, 60))).getexif())


@pytest.mark.parametrize(
    "name", ["IMG_2290.jpg", "chat-qinghe.png", "LP00612844713.pdf", "ring-light-dispatch.eml"]
)
def test_each_kind_of_file_is_the_same_whenever_it_is_made(name):
    made = pictures.makers()[name]
    assert made() == made()


def test_photographs_are_of_photo_size_and_not_flat():
    picture = Image.open(BytesIO(pictures.makers()["IMG_2290.jpg"]()))
    assert picture.size == (1600, 1200)
    dark, light = picture.convert("L").getextrema()
    assert dark < 20
    assert light > 200


def test_the_papers_hold_text_that_can_be_read_out():
    document = pypdfium2.PdfDocument(pictures.makers()["trade-assurance-2261.pdf"]())
    text = document[0].get_textpage().get_text_range()
    assert "2261 9087 5500 1021" in text
    assert "中山市卢米欧照明有限公司" in text


def test_papers_are_made_one_after_the_other_for_they_share_their_fonts_reading_position(
    tmp_path, monkeypatch
):
    under_way, most = [], []

    def slow(name):
        under_way.append(name)
        most.append(len(under_way))
        sleep(0.05)
        under_way.remove(name)
        return name.encode()

    monkeypatch.setattr(pictures, "PHOTOS", ())
    monkeypatch.setattr(pictures, "SCREENSHOTS", ())
    monkeypatch.setattr(
        pictures, "WRITTEN", tuple((name, partial(slow, name)) for name in ("a.pdf", "b.pdf"))
    )
    assert [path.read_bytes() for path in pictures.make(tmp_path)] == [b"a.pdf", b"b.pdf"]
    assert most == [1, 1]


def test_the_mails_are_mails_with_dates_and_the_dispatch_note_carries_its_paper():
    made = pictures.makers()
    for name in [name for name in made if name.endswith(".eml")]:
        mail = email.message_from_bytes(made[name](), policy=email.policy.default)
        assert mail["Date"].datetime.utcoffset() is not None
        assert mail.get_body().get_content().strip()
    mail = email.message_from_bytes(made["ring-light-dispatch.eml"](), policy=email.policy.default)
    (paper,) = mail.iter_attachments()
    assert paper.get_filename() == "proof-of-posting.pdf"
    assert paper.get_content().startswith(b"%PDF")


def test_noise_is_the_same_for_the_same_seed_and_another_for_another():
    assert noise((20, 20), 4).tobytes() == noise((20, 20), 4).tobytes() != noise((20, 20), 5).tobytes()


def test_a_lens_leaves_the_corners_darker_than_the_middle():
    grey = photographed(Image.new("RGB", (320, 240), (150, 150, 150)), 1, (320, 240)).convert("L")
    assert (
        grey.crop((290, 210, 320, 240)).resize((1, 1)).getpixel((0, 0))
        < grey.crop((100, 60, 140, 100)).resize((1, 1)).getpixel((0, 0)) - 10
    )
