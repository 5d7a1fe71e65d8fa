"""Reads a day, and a time of day, as people write them; no Qt here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from disputes_app.domain.moments import FIRST_YEAR, LAST_YEAR

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NEAR = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
_AGO = re.compile(r"(\d{1,4}) ?(d|day|days|w|week|weeks) ago")
_IN = re.compile(r"in (\d{1,4}) ?(d|day|days|w|week|weeks)")
_NUMBERS = re.compile(r"(\d{1,4})[-./ ](\d{1,2})(?:[-./ ](\d{1,4}))?[./]?")
_HAN = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_NUMBER = re.compile(r"\d+")
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2})(?:[:.](\d{2}))?)? ?([ap]\.?m\.?)?")


@dataclass(frozen=True)
class Reading:
    """What a text means: one day, or several it could be, or neither (an empty text has no day at all)."""

    day: date | None = None
    choices: tuple[date, ...] = ()
    is_unclear: bool = False


_UNCLEAR = Reading(is_unclear=True)


def read_day(text: str, today: date, months: Mapping[str, int] | None = None) -> Reading:
    """A day from text such as ``9 mar``, ``9/3/2026``, ``2026-03-09``, ``yesterday``, ``last tue``.

    A day without a year is the one nearest to today; a weekday is the last one past, ``next`` and ``last``
    move it. Numbers that fit as day and month both ways give both as ``choices``, day first. ``months`` adds
    month names of other languages, in lower case.
    """
    words = " ".join(text.strip().lower().replace(",", " ").split())
    if not words:
        return Reading()
    for reader in (_relative, _weekday, _numbers, _han):
        found = reader(words, today)
        if found is not None:
            return found
    return _named(words, today, dict(months or {})) or _UNCLEAR


def _relative(words: str, today: date) -> Reading | None:
    if words in _NEAR:
        return _moved(today, _NEAR[words])
    for pattern, sign in ((_AGO, -1), (_IN, 1)):
        if match := pattern.fullmatch(words):
            return _moved(today, sign * int(match[1]) * (7 if match[2].startswith("w") else 1))
    return None


def _moved(today: date, days: int) -> Reading:
    try:
        return Reading(today + timedelta(days=days))
    except OverflowError:
        return _UNCLEAR


def _weekday(words: str, today: date) -> Reading | None:
    *before, name = words.split()
    if len(name) < 3 or before not in ([], ["last"], ["next"], ["this"]):
        return None
    number = next((n for n, day in enumerate(_DAYS) if day.startswith(name)), None)
    if number is None:
        return None
    back = (today.weekday() - number) % 7
    if before == ["next"]:
        return _moved(today, 7 - back)
    if before == ["this"]:
        return _moved(today, number - today.weekday())
    return _moved(today, -(back or 7) if before == ["last"] else -back)


def _numbers(words: str, today: date) -> Reading | None:
    match = _NUMBERS.fullmatch(words)
    if not match:
        return None
    first, second, third = match[1], match[2], match[3]
    if len(first) > 2:
        found = _day(int(first), int(second), int(third)) if third and len(first) == 4 else None
        return Reading(found) if found else _UNCLEAR
    one, two = int(first), int(second)
    found_days = [_dated(day, month, third, today) for day, month in ((one, two), (two, one))]
    days = tuple(dict.fromkeys(day for day in found_days if day is not None))
    if len(days) == 1:
        return Reading(days[0])
    return Reading(choices=days) if days else _UNCLEAR


def _han(words: str, today: date) -> Reading | None:
    match = _HAN.fullmatch(words.replace(" ", ""))
    if not match:
        return None
    found = _dated(int(match[3]), int(match[2]), match[1], today)
    return Reading(found) if found else _UNCLEAR


def _named(words: str, today: date, months: dict[str, int]) -> Reading | None:
    """A month by name with a day and perhaps a year, in any order; a weekday beside it is passed over."""
    names = [name for name in _WORD.findall(words) if name not in {"st", "nd", "rd", "th", "of", "the"}]
    names = [name for name in names if not (len(name) > 2 and any(day.startswith(name) for day in _DAYS))]
    numbers = _NUMBER.findall(words)
    if len(names) != 1 or not 1 <= len(numbers) <= 2:
        return None
    month = _month(names[0], months)
    if month is None:
        return None
    if len(numbers) == 2 and len(numbers[0]) == 4:
        numbers.reverse()
    year = numbers[1] if len(numbers) == 2 else None
    found = _dated(int(numbers[0]), month, year, today)
    return Reading(found) if found else None


def _month(name: str, months: dict[str, int]) -> int | None:
    if name in months:
        return months[name]
    if len(name) < 3:
        return None
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), None)


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    """The day in a year of two or four digits, or without a year the one nearest to today."""
    if year is not None:
        if len(year) not in {2, 4}:
            return None
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    near = [_day(today.year + step, month, day) for step in (-1, 0, 1)]
    known = [found for found in near if found is not None]
    return min(known, key=lambda found: (abs((found - today).days), found), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """A time of day from ``11:42``, ``11.42``, ``1142``, ``11:42:09`` or ``6:30 pm``; None for any other text."""
    match = _TIME.fullmatch(text.strip().lower())
    if match is None or not (match[2] or match[4]):
        return None
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4].startswith("p") else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None
