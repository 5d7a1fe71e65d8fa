"""Days lie where they should on the axis, in the zone of the list."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from disputes_app.gui import theme as themes
from disputes_app.gui.paint import axis as axis_painting
from disputes_app.gui.paint import text
from disputes_app.gui.paint.axis import Axis

TODAY = date(2026, 3, 12)
RECT = QRectF(100, 0, 300, 54)


def test_a_list_shows_a_week_of_the_past_and_the_rest_of_sixty_days():
    axis = Axis.around(TODAY, UTC)
    assert (axis.start, axis.end) == (date(2026, 3, 5), date(2026, 5, 4))
    assert axis.x(RECT, TODAY) == 100 + 7 * 5


def test_a_last_day_ends_at_its_end():
    axis = Axis.around(TODAY, UTC)
    assert axis.x(RECT, TODAY, last=True) - axis.x(RECT, TODAY) == 5


def test_an_instant_lies_at_its_local_hour():
    axis = Axis.around(TODAY, ZoneInfo("Asia/Shanghai"))
    noon = datetime(2026, 3, 12, 4, tzinfo=UTC)
    assert axis.offset(noon) == 7.5


def test_ticks_are_mondays_and_firsts():
    axis = Axis.around(TODAY, UTC)
    assert [day.day for day in axis.mondays()] == [9, 16, 23, 30, 6, 13, 20, 27]
    assert list(axis.month_starts()) == [date(2026, 4, 1), date(2026, 5, 1)]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 400), st.integers(0, 399))
def test_later_days_lie_further_right_and_ticks_stay_on_the_axis(start, days, step):
    axis = Axis(start, days, start, UTC)
    day = start + timedelta(days=step % days)
    assert axis.x(RECT, day) < axis.x(RECT, day, last=True) <= RECT.right() + 1e-6
    ticks = [*axis.mondays(), *axis.month_starts()]
    assert all(axis.start <= tick < axis.end for tick in ticks)
    assert all(tick.weekday() == 0 for tick in axis.mondays())
    assert all(tick.day == 1 for tick in axis.month_starts())


@given(st.integers(40, 400), st.sampled_from(["weeks", "months"]))
def test_no_label_of_the_axis_touches_another_however_narrow_it_is(qapp, wide, ticks):
    drawn = []

    def label(_header, left, row, words, font, _colour):
        drawn.append((row, left, left + text.width(font, words)))

    picture = QPixmap(wide, 54)
    painter = QPainter(picture)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(axis_painting._Header, "label", label)
        axis = Axis.around(TODAY, UTC)
        axis_painting.paint_axis_header(painter, QRectF(0, 0, wide, 54), axis, themes.active(), ticks)
    painter.end()
    for row in (0, 1):
        ends = sorted((left, right) for on, left, right in drawn if on == row)
        assert all(right < left for (_, right), (left, _) in itertools.pairwise(ends))
