"""Where points and areas of a picture go when it is turned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.turning import QUARTERS, turned_box, turned_point

parts = st.floats(0, 1)


@st.composite
def boxes(draw):
    x, y = draw(st.floats(0, 0.9)), draw(st.floats(0, 0.9))
    return x, y, draw(st.floats(0.01, 1 - x)), draw(st.floats(0.01, 1 - y))


def test_what_is_up_comes_to_the_right():
    assert turned_point((0.5, 0.0), 90) == (1.0, 0.5)
    assert turned_point((0.5, 0.0), 180) == (0.5, 1.0)
    assert turned_point((0.5, 0.0), 270) == (0.0, 0.5)
    assert turned_box((0.0, 0.0, 0.5, 0.25), 90) == (0.75, 0.0, 0.25, 0.5)


@given(parts, parts, st.sampled_from(QUARTERS), st.sampled_from(QUARTERS))
def test_two_turns_are_their_sum(x, y, first, second):
    one_by_one = turned_point(turned_point((x, y), first), second)
    assert one_by_one == pytest.approx(turned_point((x, y), first + second))
    assert turned_point((x, y), 360) == (x, y)


@given(boxes(), st.sampled_from(QUARTERS))
def test_the_corners_of_an_area_are_turned_like_points_and_it_stays_inside(box, degrees):
    x, y, width, height = box
    corners = [turned_point(one, degrees) for one in ((x, y), (x + width, y + height))]
    left, top, wide, tall = turned_box(box, degrees)
    assert (left, top) == pytest.approx(tuple(map(min, *corners)))
    assert (left + wide, top + tall) == pytest.approx(tuple(map(max, *corners)))
    assert left >= 0
    assert top >= 0
