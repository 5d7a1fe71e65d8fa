"""Where a picture stands: as many to a page as asked for, and no text too fine to read while the page has room."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.packets import build, fitting, images, places, presets
from disputes_app.packets.content import Callout, Exhibit
from disputes_app.packets.decoders import FromImaging
from tests.helpers import packet_pdf
from tests.helpers.exhibits import a_jpeg, an_exhibit, gmt
from tests.helpers.packet_content import watch_case

A4 = presets.load("print_a4")
pixels = st.tuples(st.integers(16, 6000), st.integers(16, 6000))
a_page = st.sampled_from(presets.PHOTOS_PER_PAGE)
papers = st.sampled_from(sorted(presets.PAPERS))


def a_picture(size: tuple[int, int], *, is_screen: bool = False, kind: str = "photo") -> Exhibit:
    return Exhibit("e1", "A", kind, "", "a.png", "", "0" * 64, 1, pixels=size, is_screen=is_screen)


@given(pixels, a_page, papers, st.booleans())
def test_a_picture_fits_its_place_and_keeps_its_shape(size, number, paper, is_screen):
    preset = replace(A4, photos_per_page=number, paper=paper)
    place = places.of(preset, a_picture(size, is_screen=is_screen))
    wide, high = place.fit(*size)
    assert wide <= place.width + 0.01
    assert high <= place.height + 0.01
    assert abs(wide * size[1] - high * size[0]) <= 1e-6 * size[0] * size[1]


@given(pixels, a_page)
def test_a_screen_is_legible_or_as_large_as_any_place_shows_it(size, number):
    preset = replace(A4, photos_per_page=number)
    place = places.of(preset, a_picture(size, is_screen=True))
    largest = max(each.fit(*size)[0] for each in places.places(preset))
    assert places.is_legible(place, *size) or place.fit(*size)[0] == pytest.approx(largest)


@pytest.mark.parametrize(
    ("number", "size", "is_screen", "expected"),
    [
        (2, (4032, 3024), False, "half"),
        (2, (2160, 3840), False, "column"),
        (4, (3024, 4032), False, "quarter"),
        (1, (4032, 3024), False, "whole"),
        (1, (1080, 2400), False, "tall"),
        (2, (1080, 2400), True, "column"),
        (4, (1080, 2400), True, "column"),
        (4, (400, 300), True, "quarter"),
        (2, (1920, 1080), True, "whole"),
    ],
)
def test_what_stands_where(number, size, is_screen, expected):
    preset = replace(A4, photos_per_page=number)
    assert places.of(preset, a_picture(size, is_screen=is_screen)) == getattr(places.places(preset), expected)


@pytest.mark.parametrize("size", [(1440, 1000), (1080, 2400), (1920, 1080), (1080, 9000)])
def test_a_byte_limit_never_takes_the_letters_of_a_screen(tmp_path, size):
    """At the coarsest step a pixel is left for each of the points in which a screen's letters are measured."""
    data = a_jpeg("letters", size)
    screen = an_exhibit(tmp_path, "A", "a.jpg", data, pixels=size, is_screen=True)
    making = images.Making(FromImaging(), None, {}, A4, *fitting.detail(fitting.COARSEST))
    ((_, width, _), _), *_ = making.photo(screen, screen.path)
    place = places.of(A4, screen)
    most = place.fit(*size)[0] / 72 * A4.dpi
    assert width >= min(places.screen_points(*size), most) - 1


def five_photos(folder):
    return tuple(
        an_exhibit(
            folder, letter, f"{letter}.jpg", a_jpeg(letter), caption=f"Seen as number {letter}", pixels=(800, 600),
            captured_at=gmt(2, 28, 18, 4, 12), clock="phone clock UTC+0", device="Northlight Phone 3, main lens",
        )
        for letter in "ABCDE"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "pages"), [(1, [7, 8, 9, 10, 11]), (2, [7, 7, 8, 8, 9]), (4, [7, 7, 7, 7, 8])]
)
def test_as_many_to_a_page_as_asked_with_all_that_is_known_of_each(tmp_path, number, pages):
    case = watch_case(tmp_path, exhibits=five_photos(tmp_path), strongest=())
    path = tmp_path / "packet.pdf"
    built = build.build(case, replace(A4, photos_per_page=number), path)
    assert [each.first_page for each in built.exhibits] == pages
    texts = packet_pdf.page_texts(path)
    for exhibit, page in zip(case.exhibits, pages, strict=True):
        for words in (exhibit.caption, f"{exhibit.letter}.jpg", exhibit.sha256[:16]):
            assert words in texts[page - 1]
        assert texts[page - 1].count("Northlight Phone 3, main lens") == pages.count(page)
        assert texts[page - 1].count("Sat 28 Feb 2026, 18:04:12, phone clock UTC+0") == pages.count(page)


def test_two_phone_screens_stand_side_by_side_and_one_alone_is_larger(tmp_path):
    screens = tuple(
        an_exhibit(
            tmp_path, letter, f"{letter}.jpg", a_jpeg(letter, (540, 1200)), pixels=(540, 1200), is_screen=True
        )
        for letter in "ABC"
    )
    path = tmp_path / "packet.pdf"
    built = build.build(watch_case(tmp_path, exhibits=screens, strongest=()), A4, path)
    assert [each.first_page for each in built.exhibits] == [7, 7, 8]
    texts = packet_pdf.page_texts(path)
    assert "Screenshots A and B" in texts[6]
    assert "Screenshot C" in texts[7]


def test_a_tall_screen_goes_on_over_pages_that_lead_to_each_other(tmp_path):
    tall = an_exhibit(
        tmp_path, "A", "chat.jpg", a_jpeg("chat", (400, 4000)), pixels=(400, 4000), is_screen=True,
        callouts=(Callout(1, 0.5, 0.97, 0.4, 0.98),),
    )  # fmt: skip
    after = an_exhibit(tmp_path, "B", "b.jpg", a_jpeg("b"))
    path = tmp_path / "packet.pdf"
    built = build.build(watch_case(tmp_path, exhibits=(tall, after), strongest=()), A4, path)
    count = built.exhibits[0].pages
    assert [(each.first_page, each.pages) for each in built.exhibits] == [(7, count), (6 + count, 1)]
    assert count > 3
    texts = packet_pdf.page_texts(path)
    links = packet_pdf.links(path)
    for page in range(7, 7 + count):
        said = texts[page - 1]
        assert f"Part {page - 6} of {count}" in said
        assert (f"Continues on page {page + 1}" in said) == (page < 6 + count)
        assert (f"Continues from page {page - 1};" in said) == (page > 7)
        leads_to = {target for at, _, target in links if at == page}
        assert leads_to >= {each for each in (page - 1, page + 1) if 7 <= each < 7 + count}
    assert f"Cut into {count} parts to fit the pages, one numbered mark added" in texts[6]


def test_a_photo_turned_by_hand_stands_turned_and_says_so(tmp_path):
    photo = an_exhibit(tmp_path, "A", "a.jpg", a_jpeg("a", (640, 480)), pixels=(480, 640), turn=90)
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(photo,), strongest=()), A4, path)
    assert "Turned 90° to the right. The original is kept." in packet_pdf.page_texts(path)[6].replace(
        "\n", " "
    )
    with pikepdf.open(path) as pdf:
        (image,) = pdf.pages[6].get_images().values()
        assert image.Height > image.Width


def test_what_is_no_screen_and_what_fits_is_never_cut(tmp_path):
    for size, is_screen in (
        ((400, 4000), False),
        ((1080, 2400), True),
        ((1920, 1080), True),
        ((90, 300), True),
    ):
        assert not places.of(A4, a_picture(size, is_screen=is_screen)).is_cut


@pytest.mark.parametrize("number", presets.PHOTOS_PER_PAGE)
def test_however_much_is_said_of_a_picture_it_is_printed_whole_and_inside_the_margins(tmp_path, number):
    long = " ".join(f"word{order}" for order in range(1200))
    marks = tuple(
        Callout(n, 0.1, 0.1, 0.5, 0.5, f"Number {n} names " + "this and that " * 9) for n in range(1, 31)
    )
    exhibits = (
        an_exhibit(tmp_path, "A", "a" * 180 + ".jpg", a_jpeg("a"), caption=long, pixels=(800, 600)),
        an_exhibit(tmp_path, "B", "b.jpg", a_jpeg("b"), callouts=marks, caption="Short", pixels=(800, 600)),
        an_exhibit(tmp_path, "C", "c.jpg", a_jpeg("c", (600, 1300)), caption=long[:900], pixels=(600, 1300)),
        an_exhibit(tmp_path, "D", "d.jpg", a_jpeg("d"), caption="The last", pixels=(800, 600)),
    )
    path = tmp_path / "packet.pdf"
    build.build(
        watch_case(tmp_path, exhibits=exhibits, strongest=()), replace(A4, photos_per_page=number), path
    )
    said = " ".join(packet_pdf.page_texts(path)[6:-1])
    assert all(f"word{order} " in said for order in range(1199))
    assert all(f"Number {n} names this" in said for n in range(1, 31))
    foot = presets.PAPERS["a4"][1] - A4.margins[2] * presets.MM
    for page, (rectangles, baselines) in enumerate(packet_pdf.extents(path), 1):
        if page >= 7:
            assert all(low >= presets.PAPERS["a4"][1] - foot - 1 for low in rectangles), page
            inside = [low for low in baselines if low >= presets.PAPERS["a4"][1] - foot - 1]
            # Below the margin stands the foot alone: the parties, and the number of the page.
            assert len(baselines) - len(inside) <= 4, page
