"""What a bar looks like, pixel by pixel, where the design says something."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from disputes_app.gui.paint.axis import Axis, paint_axis_header, paint_ground, paint_today_line
from disputes_app.gui.paint.marks import paint_proof
from disputes_app.gui.paint.urgency import paint_urgency
from disputes_app.gui.paint.window_bar import Span, paint_window_bar
from disputes_app.gui.theme import DARK, LIGHT
from disputes_app.gui.urgency import Level

TODAY = date(2026, 3, 12)
AXIS = Axis.around(TODAY, UTC)
RECT = QRectF(0, 0, 300, 54)
TODAY_X = 35


def drawn(*calls):
    image = QImage(300, 54, QImage.Format.Format_RGB32)
    image.fill(LIGHT.surface)
    painter = QPainter(image)
    for call in calls:
        call(painter)
    painter.end()
    return image


def bar(primary, routes=(), theme=LIGHT):
    return lambda painter: paint_window_bar(painter, RECT, AXIS, primary, routes, theme)


def colours_of_row(image, y):
    return [image.pixelColor(x, y) for x in range(image.width())]


def test_the_used_part_is_pale_the_rest_is_full_and_the_last_day_ends_in_a_cap():
    image = drawn(bar(Span(date(2026, 3, 8), date(2026, 3, 16), Level.SOON)))
    soon = LIGHT.urgency[Level.SOON]
    line = colours_of_row(image, 27)
    assert line[TODAY_X - 8] == soon.pale
    assert line[TODAY_X + 8] == soon.bar
    end = TODAY_X + 5 * 5
    assert line[end - 1] == soon.text
    assert line[end + 2] == LIGHT.surface
    assert image.pixelColor(end - 1, 27 - 7) == soon.text


@pytest.mark.parametrize("level", [Level.TODAY, Level.CLOSE])
def test_a_last_day_stays_visible_on_a_long_axis(level):
    axis = Axis.around(TODAY, UTC, before=300, days=600)
    span = Span(date(2026, 1, 1), TODAY, level)
    image = drawn(lambda painter: paint_window_bar(painter, RECT, axis, span, (), LIGHT))
    seen = {colour.name() for colour in colours_of_row(image, 27)}
    assert LIGHT.urgency[level].bar.name() in seen
    assert LIGHT.urgency[level].text.name() in seen


def test_what_goes_on_beyond_the_axis_ends_in_an_arrow_head():
    later = LIGHT.urgency[Level.LATER]
    open_end = drawn(bar(Span(TODAY, None, Level.LATER)))
    far = drawn(bar(Span(TODAY, TODAY + timedelta(days=300), Level.LATER)))
    assert open_end == far
    assert open_end.pixelColor(295, 27) == later.text


def test_expected_dates_are_an_outline_without_fill():
    image = drawn(bar(Span(date(2026, 3, 20), date(2026, 4, 10), Level.SOON, is_expected=True)))
    seen = {colour.name() for colour in colours_of_row(image, 27)}
    assert LIGHT.urgency[Level.SOON].bar.name() not in seen
    assert image.pixelColor(120, 27) == LIGHT.surface


def test_a_missed_window_is_hatched():
    image = drawn(bar(Span(date(2026, 2, 1), date(2026, 3, 10), Level.MISSED)))
    line = [colour.name() for colour in colours_of_row(image, 27)[:20]]
    assert len(set(line)) > 3


def test_more_than_two_other_routes_become_a_number():
    route = Span(TODAY, date(2026, 4, 1), Level.LATER)
    primary = Span(TODAY, date(2026, 3, 20), Level.SOON)
    two, four = drawn(bar(primary, [route] * 2)), drawn(bar(primary, [route] * 4))
    assert two != four
    ground = LIGHT.surface
    right_of_caps = [four.pixelColor(x, y) for x in range(142, 165) for y in range(28, 54)]
    assert any(colour != ground for colour in right_of_caps)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_today_line_runs_from_top_to_bottom(theme):
    image = drawn(
        lambda painter: paint_ground(painter, RECT, AXIS, theme),
        lambda painter: paint_today_line(painter, RECT, AXIS, theme),
    )
    assert all(image.pixelColor(TODAY_X, y) == theme.accent for y in range(1, 53))


def test_nothing_is_drawn_outside_the_row(theme):
    image = QImage(300, 100, QImage.Format.Format_RGB32)
    image.fill(LIGHT.surface)
    painter = QPainter(image)
    middle = QRectF(0, 40, 300, 20)
    many = [Span(TODAY, None, Level.LATER)] * 5
    paint_window_bar(painter, middle, AXIS, Span(date(2020, 1, 1), None, Level.OPENS), many, LIGHT)
    painter.end()
    for y in (*range(40), *range(60, 100)):
        assert all(image.pixelColor(x, y) == LIGHT.surface for x in range(300))


@pytest.mark.parametrize("ticks", ["weeks", "months"])
def test_the_header_names_months_and_marks_today(theme, ticks):
    image = drawn(lambda painter: paint_axis_header(painter, RECT, AXIS, LIGHT, ticks))
    assert image.pixelColor(TODAY_X + 2, 8) == LIGHT.accent
    dark = [image.pixelColor(x, y).lightness() < 140 for x in range(100, 300) for y in range(54)]
    assert any(dark)


def test_each_level_has_its_own_glyph_in_its_own_colour(theme):
    pictures = []
    for level in Level:
        image = QImage(28, 28, QImage.Format.Format_RGB32)
        image.fill(LIGHT.surface)
        painter = QPainter(image)
        paint_urgency(painter, QRectF(0, 0, 28, 28), level, LIGHT)
        painter.end()
        pictures.append(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits().tobytes())
        names = {image.pixelColor(x, y).name() for x in range(28) for y in range(28)}
        assert LIGHT.urgency[level].text.name() in names
    assert len(set(pictures)) == len(Level)


def test_proofs_are_filled_when_ready_and_outlined_when_missing(theme):
    image = drawn(lambda painter: paint_proof(painter, QRectF(0, 0, 100, 54), 2, 3, LIGHT))
    ready, missing = LIGHT.urgency[Level.DONE].bar, LIGHT.surface
    centres = [image.pixelColor(x, 27) for x in (3, 11, 19)]
    assert centres == [ready, ready, missing]
    assert image.pixelColor(16, 27) != QColor(LIGHT.surface)
