"""A packet in which nothing is scaled weighs what its originals weigh, and little more."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms, ImageDraw

from disputes_app.packets import build, presets
from disputes_app.packets.decoders import FromImaging
from tests.helpers.exhibits import an_exhibit
from tests.helpers.packet_content import watch_case
from tests.packets.test_limits import a_busy_photo

A4 = presets.load("print_a4")
INVOICES = Path(__file__).parents[1] / "data" / "importers" / "invoice2data"
MOST = 1.15


def a_small_photo(seed, quality, **more):
    """A photo as a chat passes it on: few pixels, coded coarsely."""
    out = BytesIO()
    Image.open(BytesIO(a_busy_photo(seed))).save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


def a_weighed_case(folder, exhibits):
    return watch_case(folder, exhibits=tuple(exhibits), strongest=(), statement=(), chronology=())


@pytest.mark.parametrize("quality", [50, 75, 92])
def test_small_photos_weigh_no_more_than_they_did(tmp_path, quality):
    photos = [
        an_exhibit(
            tmp_path, f"P{n}", f"{n}.jpg", a_small_photo(n, quality), pixels=(1200, 900), evidence=f"p{n}"
        )
        for n in range(8)
    ]
    built = build.build(a_weighed_case(tmp_path, photos), A4, tmp_path / "p.pdf")
    assert built.files[0].bytes <= MOST * sum(photo.size for photo in photos)


def a_screen(number, size=(1080, 2000)):
    """A chat as a phone draws it: bubbles with lines of text, and no noise."""
    image = Image.new("RGB", size, "#f2f2f5")
    draw = ImageDraw.Draw(image)
    for row in range(40, size[1] - 160, 170):
        left = 40 if row // 170 % 2 else 300
        draw.rounded_rectangle(
            (left, row, left + 700, row + 140), 30, fill="#ffffff" if left == 40 else "#c8e6ff"
        )
        for line in range(3):
            words = f"message {number} {row} line {line}: the parcel came crushed and the watch stays dark"
            draw.text((left + 30, row + 18 + 38 * line), words, fill="#14161a", font_size=19)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("is_screen", [False, True])
def test_screenshots_weigh_no_more_than_they_did_and_stay_as_sharp(tmp_path, is_screen):
    screens = [
        an_exhibit(
            tmp_path,
            f"P{n}",
            f"{n}.png",
            a_screen(n),
            pixels=(1080, 2000),
            evidence=f"p{n}",
            is_screen=is_screen,
        )
        for n in range(6)
    ]
    path = tmp_path / "p.pdf"
    built = build.build(a_weighed_case(tmp_path, screens), replace(A4, photos_per_page=1), path)
    assert built.files[0].bytes <= MOST * sum(screen.size for screen in screens)
    with pikepdf.open(path) as pdf:
        first = pdf.pages[built.exhibits[0].first_page - 1]
        shown = pikepdf.PdfImage(next(iter(first.get_images().values()))).as_pil_image()
    original = Image.open(BytesIO(a_screen(0)))
    assert shown.size == original.size
    assert shown.convert("RGB").tobytes() == original.tobytes()


def test_received_papers_weigh_no_more_than_they_did(tmp_path):
    papers = []
    for number in range(8):
        with pikepdf.new() as bound:
            for name in ("QualityHosting", "AzureInterior", "coolblue1"):
                with pikepdf.open(INVOICES / f"{name}.pdf") as invoice:
                    bound.pages.extend(invoice.pages)
            bound.docinfo["/Title"] = f"Paper {number}"
            data = BytesIO()
            bound.save(data)
        name, letter = f"{number}.pdf", f"D{number}"
        papers.append(an_exhibit(tmp_path, letter, name, data.getvalue(), "pdf", evidence=f"d{number}"))
    built = build.build(a_weighed_case(tmp_path, papers), A4, tmp_path / "p.pdf")
    assert built.files[0].bytes <= MOST * sum(paper.size for paper in papers)


ROOM = {"max_size": (1500, 1500), "boxes": ()}


def test_a_small_photo_keeps_its_own_data_and_loses_its_place(tmp_path):
    exif = Image.Exif()
    exif[271] = "Maker-4711"
    exif.get_ifd(34853).update({1: "N", 2: (52.0, 31.0, 12.0)})
    colours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = a_small_photo(1, 50, exif=exif, comment=b"at home", icc_profile=colours)
    (tmp_path / "x.jpg").write_bytes(data + b"a film that a phone put behind it")
    made, *size = FromImaging().picture(tmp_path / "x.jpg", quality=85, **ROOM)
    assert size == [1200, 900]
    assert Image.open(BytesIO(made)).tobytes() == Image.open(BytesIO(data)).tobytes()
    assert made.endswith(data[-1000:])
    assert not any(word in made for word in (b"Exif", b"Maker-4711", b"at home", b"film"))


@pytest.mark.parametrize(
    ("more", "how"),
    [
        ({"exif": Image.Exif()}, {"quality": 30}),
        ({}, {"boxes": ((0.1, 0.1, 0.2, 0.2),)}),
        ({}, {"max_size": (1000, 1000)}),
        ({"icc_profile": b"some profile"}, {}),
    ],
)
def test_a_photo_that_is_hidden_scaled_coarser_or_of_other_colours_is_made_anew(tmp_path, more, how):
    data = a_small_photo(1, 50, **more)
    (tmp_path / "x.jpg").write_bytes(data)
    made, *_ = FromImaging().picture(tmp_path / "x.jpg", **{"quality": 85, **ROOM, **how})
    assert Image.open(BytesIO(made)).tobytes() != Image.open(BytesIO(data)).tobytes()


def test_a_turned_photo_is_made_anew_upright(tmp_path):
    exif = Image.Exif()
    exif[274] = 6
    (tmp_path / "x.jpg").write_bytes(a_small_photo(1, 50, exif=exif))
    made, *size = FromImaging().picture(tmp_path / "x.jpg", quality=85, **ROOM)
    assert size == [900, 1200] == list(Image.open(BytesIO(made)).size)
