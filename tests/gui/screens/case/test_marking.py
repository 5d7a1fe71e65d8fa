"""What covers and marks a picture never leaves it, however it is moved, and is taken hold of where it is seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.gui.screens.case import marking
from disputes_app.gui.screens.case.marking import CORNER, TIP, WHOLE, Cover, Mark

part = st.floats(0, 1)
step = st.floats(-3, 3)
corners = st.sampled_from([WHOLE, CORNER, *(name for name, _ in Cover(1, 0, 0, 1, 1).grips())])


@st.composite
def covers(draw):
    width, height = draw(st.floats(marking.LEAST, 1)), draw(st.floats(marking.LEAST, 1))
    return Cover(1, draw(st.floats(0, 1 - width)), draw(st.floats(0, 1 - height)), width, height)


marks = st.builds(Mark, st.just(1), part, part, part, part)


@given(covers(), corners, step, step)
def test_an_area_stays_inside_and_never_vanishes(area, grip, dx, dy):
    moved = area.moved(grip, dx, dy)
    assert moved.x >= 0
    assert moved.y >= 0
    assert moved.x + moved.width <= 1 + 1e-9
    assert moved.y + moved.height <= 1 + 1e-9
    assert min(moved.width, moved.height) >= marking.LEAST - 1e-9
    if grip == WHOLE:
        assert (moved.width, moved.height) == (area.width, area.height)


@given(marks, st.sampled_from([WHOLE, TIP]), step, step)
def test_a_mark_stays_inside_and_keeps_its_words_and_shape(mark, grip, dx, dy):
    moved = mark.moved(grip, dx, dy)
    assert all(-1e-9 <= at <= 1 + 1e-9 for at in (moved.x, moved.y, moved.to_x, moved.to_y))
    if grip == WHOLE:
        assert moved.to_x - moved.x == pytest.approx(mark.to_x - mark.x)
    else:
        assert (moved.x, moved.y) == (mark.x, mark.y)


def test_the_last_thing_put_there_is_taken_first_and_only_on_its_page():
    below, above, elsewhere = Cover(1, 0.1, 0.1, 0.5, 0.5), Mark(1, 0.3, 0.3, 0.4, 0.4), Cover(2, 0, 0, 1, 1)
    items = [below, above, elsewhere]
    assert marking.taken(items, 1, (0.301, 0.299), (0.01, 0.01)) == (1, WHOLE)
    assert marking.taken(items, 1, (0.4, 0.4), (0.01, 0.01)) == (1, TIP)
    assert marking.taken(items, 1, (0.2, 0.2), (0.01, 0.01)) == (0, WHOLE)
    assert marking.taken(items, 1, (0.6, 0.6), (0.01, 0.01)) == (0, "right bottom")
    assert marking.taken(items, 1, (0.9, 0.9), (0.01, 0.01)) is None


def test_marks_are_counted_over_all_pages():
    items = [Mark(1, 0, 0, 0, 0), Cover(1, 0, 0, 1, 1), Mark(2, 0, 0, 0, 0)]
    assert marking.numbers(items) == [1, 0, 2]


@given(part, part, part, part)
def test_an_area_drawn_backwards_is_the_same_area(left, top, right, bottom):
    drawn = marking.cover(1, (left, top), (right, bottom))
    assert drawn == marking.cover(1, (right, bottom), (left, top))
    assert (drawn is None) == (min(abs(right - left), abs(bottom - top)) < marking.LEAST)


@pytest.mark.parametrize(
    "written", ["", "10,20,30", "90, 0, 20, 10", "a, b, c, d", "10, 10, 0, 5", "nan,1,1,1"]
)
def test_what_is_no_area_inside_the_picture_is_none(written):
    assert marking.typed(1, written) is None


def test_an_area_is_typed_in_per_cent():
    assert marking.typed(3, "10, 20; 30% 8") == Cover(3, 0.1, 0.2, 0.3, 0.08)


@given(part, part, part, part)
def test_all_but_an_area_leaves_just_that_area(left, top, right, bottom):
    around = marking.all_but(1, (left, top), (right, bottom))
    kept = marking.cover(1, (left, top), (right, bottom))
    if kept is None:
        assert around == []
        return
    covered = sum(area.width * area.height for area in around)
    # What is thinner than an area can be is left.
    assert 1 - kept.width * kept.height - covered <= 4 * marking.LEAST
    assert not any(area.holds((kept.x + kept.width / 2, kept.y + kept.height / 2)) for area in around)
    assert covered + kept.width * kept.height <= 1 + 1e-9
