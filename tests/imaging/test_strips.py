"""A tall screenshot is cut between what it shows, and nothing of it is lost."""

from __future__ import annotations

import random
from io import BytesIO
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from disputes_app.imaging import strips
from tests.imaging.pictures import saved

blanks = st.lists(st.booleans(), min_size=1, max_size=400)


@given(blanks, st.integers(3, 120))
def test_the_strips_joined_are_the_picture(rows, most):
    found = strips.cut(len(rows), most, rows.__getitem__)
    joined = [row for strip in found for row in range(strip.fresh, strip.bottom)]
    assert joined == list(range(len(rows)))
    assert all(strip.top <= strip.fresh < strip.bottom for strip in found)
    assert all(strip.bottom - strip.top <= most for strip in found)
    assert all(strip.top < strip.fresh for strip in found[1:])


@given(blanks, st.integers(3, 120))
def test_a_cut_lands_on_a_blank_row_where_the_last_third_has_one(rows, most):
    found = strips.cut(len(rows), most, rows.__getitem__)
    for strip, after in pairwise(found):
        last_third = range(strip.top + most - most // 3, strip.top + most)
        if any(rows[row] for row in last_third):
            assert rows[strip.bottom]
            assert strip.bottom in last_third
        else:
            assert strip.bottom == strip.top + most
            assert after.fresh - after.top == max(1, most // 10)


def a_chat(bubbles: int, seed: int = 3) -> tuple[Image.Image, list[tuple[int, int]]]:
    """A chat of 540 pixels across, and from which row to which each bubble goes."""
    chance = random.Random(seed)
    heights = [chance.randint(40, 160) for _ in range(bubbles)]
    image = Image.new("RGB", (540, sum(heights) + 24 * (bubbles + 1)), "#ededee")
    draw = ImageDraw.Draw(image)
    boxes, y = [], 24
    for order, height in enumerate(heights):
        left = 20 if order % 2 else 160
        draw.rounded_rectangle(
            (left, y, left + 360, y + height - 1), 16, fill="white" if order % 2 else "#b8e0a0"
        )
        for line in range(y + 14, y + height - 20, 24):
            draw.text(
                (left + 16, line), f"Message {order}, written by a made-up person", fill="black", font_size=16
            )
        boxes.append((y, y + height))
        y += height + 24
    return image, boxes


def test_no_bubble_of_a_chat_is_cut_and_every_row_comes_back():
    image, bubbles = a_chat(60)
    made = strips.packet_strips(saved(image, "PNG"), (540, 1200), quality=95)
    assert len(made) > 3
    cuts = [strip.bottom for _, strip in made[:-1]]
    assert not [(top, bottom, row) for row in cuts for top, bottom in bubbles if top < row < bottom]
    joined = Image.new("RGB", image.size)
    for picture, strip in made:
        with Image.open(BytesIO(picture.data)) as part:
            assert part.size == (540, strip.bottom - strip.top)
            joined.paste(part, (0, strip.top))
    difference = ImageChops.difference(joined, image).convert("L")
    assert sum(difference.histogram()[40:]) < 0.001 * image.width * image.height


def test_a_picture_narrower_than_its_place_is_cut_by_the_shape_of_the_place():
    made = strips.packet_strips(saved(Image.new("RGB", (400, 4000), "white"), "PNG"), (800, 2000))
    assert len(made) >= 4
    assert all(picture.width == 400 and picture.height <= 1000 for picture, _ in made)


def test_a_large_picture_is_scaled_to_the_width_and_what_is_covered_is_gone_from_every_strip():
    image = Image.new("RGB", (800, 6000), "white")
    made = strips.packet_strips(saved(image, "PNG"), (400, 600), boxes=[(0.0, 0.15, 1.0, 0.3)])
    for picture, strip in made:
        with Image.open(BytesIO(picture.data)) as part:
            assert part.width == 400
            assert part.height <= 600
            for row in range(0, part.height, 7):
                whole = strip.top + row * 2
                if 900 <= whole < 2690:
                    assert part.getpixel((200, row)) == (0, 0, 0)
