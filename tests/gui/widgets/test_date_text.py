"""Days are read as people write them; what could be two days is asked, never guessed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.gui.widgets.date_text import read_day, read_time

TODAY = date(2026, 3, 12)  # a Thursday
MONTHS = "January February March April May June July August September October November December".split()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9 mar", date(2026, 3, 9)),
        ("9 Mar 2026", date(2026, 3, 9)),
        ("Mar 9, 2026", date(2026, 3, 9)),
        ("9th of March", date(2026, 3, 9)),
        ("Mon 9 March 2026", date(2026, 3, 9)),
        ("2026 March 9", date(2026, 3, 9)),
        ("9mar26", date(2026, 3, 9)),
        ("2026-03-09", date(2026, 3, 9)),
        ("2026/3/9", date(2026, 3, 9)),
        ("13/3/2026", date(2026, 3, 13)),
        ("3/13/2026", date(2026, 3, 13)),
        ("13.3.", date(2026, 3, 13)),
        ("5/5/26", date(2026, 5, 5)),
        ("today", TODAY),
        ("Yesterday", date(2026, 3, 11)),
        ("tomorrow", date(2026, 3, 13)),
        ("3 days ago", date(2026, 3, 9)),
        ("2 weeks ago", date(2026, 2, 26)),
        ("in 5 days", date(2026, 3, 17)),
        ("monday", date(2026, 3, 9)),
        ("thu", TODAY),
        ("last thu", date(2026, 3, 5)),
        ("next fri", date(2026, 3, 13)),
        ("next thursday", date(2026, 3, 19)),
        ("28 dec", date(2025, 12, 28)),
        ("2026年3月9日", date(2026, 3, 9)),
        ("3月9号", date(2026, 3, 9)),
    ],
)
def test_what_people_write_is_read(text, day):
    assert read_day(text, TODAY).day == day


def test_numbers_that_fit_both_ways_give_both():
    reading = read_day("9/3/2026", TODAY)
    assert reading.day is None
    assert reading.choices == (date(2026, 3, 9), date(2026, 9, 3))


@pytest.mark.parametrize(
    "text",
    [
        "32 mar",
        "31/4/2026",
        "soon",
        "2026-13-01",
        "9 m 2026",
        "99999 days ago",
        "0/0",
        "ma",
        "9 mar 0026",
        "1969-12-31",
        "31 dec 9999",
    ],
)
def test_what_is_no_day_is_unclear(text):
    reading = read_day(text, TODAY)
    assert (reading.day, reading.choices, reading.is_unclear) == (None, (), True)


def test_an_empty_field_is_not_an_error():
    assert read_day("  ", TODAY) == read_day("", TODAY)
    assert not read_day("", TODAY).is_unclear


def test_months_of_another_language_are_read():
    assert read_day("9 mai 2026", TODAY, {"mai": 5}).day == date(2026, 5, 9)


days = st.dates(date(1970, 1, 1), date(2199, 12, 31))


@given(days)
def test_every_day_written_out_is_read_back(day):
    month = MONTHS[day.month - 1]
    assert read_day(day.isoformat(), TODAY).day == day
    assert read_day(f"{day.day} {month} {day.year}", TODAY).day == day
    assert read_day(f"{month[:3]} {day.day}, {day.year}", TODAY).day == day


@given(days)
def test_numbers_are_never_guessed(day):
    reading = read_day(f"{day.day}/{day.month}/{day.year}", TODAY)
    if day.day <= 12 and day.day != day.month:
        assert reading.day is None
        assert day in reading.choices
    else:
        assert reading.day == day


@given(days, st.integers(-180, 180))
def test_a_day_without_a_year_is_the_nearest_one(today, step):
    day = today + timedelta(days=step)
    if (day.month, day.day) != (2, 29):
        assert read_day(f"{day.day} {MONTHS[day.month - 1]}", today).day == day


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    reading = read_day(text, TODAY)
    assert sum((reading.day is not None, bool(reading.choices), reading.is_unclear)) <= 1


@given(days, st.integers(0, 6))
def test_a_weekday_is_the_last_one_past(today, number):
    name = "monday tuesday wednesday thursday friday saturday sunday".split()[number]
    day = read_day(name, today).day
    assert day is not None
    assert day.weekday() == number
    assert timedelta(0) <= today - day < timedelta(days=7)


@given(st.times())
def test_a_time_is_read_as_it_is_written(moment):
    whole = moment.replace(second=0, microsecond=0)
    for form in ("%H:%M", "%H.%M", "%H%M", "%I:%M %p", "%I.%M%p"):
        assert read_time(whole.strftime(form)) == whole
    assert read_time(f"{moment:%H:%M:%S}") == moment.replace(microsecond=0)


@pytest.mark.parametrize(
    ("text", "at"), [("6 pm", time(18)), ("12 am", time(0)), ("12:30 p.m.", time(12, 30))]
)
def test_halves_of_the_day_are_read(text, at):
    assert read_time(text) == at


@pytest.mark.parametrize(
    "text", ["", "noon", "25:00", "11:75", "9", "1²30", "11:42 Uhr", "13:00 pm", "0:10 am", "11:42 to 12:10"]
)
def test_what_is_no_time_is_not_read_as_one(text):
    assert read_time(text) is None
