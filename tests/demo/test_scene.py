"""The little camera of the sample photographs: where points fall, what is hidden, what is dark."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PIL import Image

from disputes_app.demo.scene import Camera, Face, Flat, Light, Matter, coefficients, normal, render
from disputes_app.demo.shapes import circle, inset, raised, rounded, sheet

numbers = st.floats(-50, 50)
RED = Matter((200, 30, 30), shine=0.0)


@given(numbers, numbers, st.floats(1, 60), numbers, numbers)
def test_what_the_camera_looks_at_is_in_the_middle_of_the_picture(x, y, height, tx, ty):
    assume(abs(x - tx) + abs(y - ty) > 0.5)
    camera = Camera((x, y, height), (tx, ty, 0.0), size=(400, 300))
    assert camera.project()((tx, ty, 0.0)) == pytest.approx((200, 150), abs=1e-6)


def test_what_is_right_and_further_away_falls_right_and_higher():
    at = Camera((0, -20, 15), (0, 0, 0), size=(400, 300)).project()
    assert at((3, 0, 0))[0] > 200 > at((-3, 0, 0))[0]
    assert at((0, 5, 0))[1] < 150 < at((0, -5, 0))[1]
    assert at((0, 0, 2))[1] < 150


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=4, max_size=4))
def test_the_corners_of_a_picture_land_exactly_where_they_are_laid(nudges):
    source = [(0.0, 0.0), (100.0, 0.0), (100.0, 80.0), (0.0, 80.0)]
    target = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(source, nudges, strict=True)]
    a, b, c, d, e, f, g, h = coefficients(target, source)
    for (x, y), (u, v) in zip(target, source, strict=True):
        below = g * x + h * y + 1
        assert ((a * x + b * y + c) / below, (d * x + e * y + f) / below) == pytest.approx((u, v), abs=1e-6)


def test_a_face_looks_the_way_its_corners_run_even_when_its_outline_is_bent():
    square = ((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0))
    assert normal(square) == pytest.approx((0, 0, 1))
    assert normal(tuple(reversed(square))) == pytest.approx((0, 0, -1))
    bent = ((0, 0, 0), (0, 0, 0), (2, 0, 0), (2, 2, 0), (1, 0.5, 0), (0, 2, 0))
    assert normal(bent) == pytest.approx((0, 0, 1))


def _seen(faces: list[Face], light: Light | None = None, size: tuple[int, int] = (200, 150)) -> Image.Image:
    ground = sheet(Image.new("RGB", (50, 50), (200, 200, 200)), 60, 60, 0.0)
    camera = Camera((0, -1, 30), (0, 0, 0), size=size)
    return render([ground], [faces], camera, light or Light())


def test_a_face_turned_away_is_not_drawn():
    corners = ((-3, -3, 1), (3, -3, 1), (3, 3, 1), (-3, 3, 1))
    seen, hidden = _seen([Face(corners, RED)]), _seen([Face(tuple(reversed(corners)), RED)])
    red, green, _ = seen.getpixel((100, 75))
    assert red > green + 60
    red, green, _ = hidden.getpixel((100, 75))
    assert red < green + 30


def test_a_block_throws_its_shadow_away_from_the_light():
    block = raised(rounded(4, 4, 0.5), [(0, 0), (0, 5)], RED)
    picture = _seen(block, Light(towards=(-1, 0, 1), around=0.3), (1200, 900)).convert("L")
    lit, shaded = picture.getpixel((460, 450)), picture.getpixel((740, 450))
    assert shaded < lit - 20


@given(st.floats(2, 20), st.floats(0.1, 0.9))
def test_an_inset_outline_lies_the_given_distance_inside(radius, by):
    for x, y in inset(circle(radius), by):
        assert (x * x + y * y) ** 0.5 == pytest.approx(radius - by, rel=0.01)


def test_a_picture_laid_without_light_keeps_its_colour():
    screen = Flat(
        Image.new("RGB", (40, 40), (12, 200, 90)), ((-4, 4, 1), (4, 4, 1), (4, -4, 1), (-4, -4, 1)), lit=False
    )
    camera = Camera((0, -1, 30), (0, 0, 0), size=(200, 150))
    assert render([], [screen], camera, Light()).getpixel((100, 75)) == (12, 200, 90)
