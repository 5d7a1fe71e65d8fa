"""How exhibits are lettered: A to Z, then AA, AB …; letters of a filed packet are frozen."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import count
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

_LETTER = re.compile(r"[A-Z]+")


def letter(position: int) -> str:
    """The letter of the exhibit at a position counted from 0: A … Z, AA, AB …, ZZ, AAA.

    Raises ValueError for a negative position.
    """
    if position < 0:
        raise ValueError("positions count from 0")
    text = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def position(text: str) -> int:
    """The position of a letter, counted from 0: the inverse of ``letter``.

    Raises ValueError with a sentence when the text is not an exhibit letter.
    """
    if not _LETTER.fullmatch(text):
        raise ValueError(f"“{text}” is not an exhibit letter; they run A to Z, then AA, AB and so on")
    number = 0
    for character in text:
        number = number * 26 + ord(character) - ord("A") + 1
    return number - 1


def is_next(one: str, other: str) -> bool:
    """Whether the letter ``other`` comes right after ``one``; no for marks such as 10A."""
    return bool(_LETTER.fullmatch(one) and _LETTER.fullmatch(other)) and position(other) == position(one) + 1


def letters(number: int) -> list[str]:
    """The first ``number`` letters."""
    return [letter(index) for index in range(number)]


def lettered(order: Sequence[T], frozen: Mapping[T, str]) -> dict[T, str]:
    """The letter of every exhibit, in their order.

    ``frozen`` holds the letters under which exhibits were filed: they keep them wherever they stand now, and
    letters once filed are not given to others. All others are lettered by position while nothing is frozen,
    else with the letters after the last frozen one.
    """
    first = max((position(each) for each in frozen.values()), default=-1) + 1
    free = (letter(index) for index in count(first))
    return {each: frozen[each] if each in frozen else next(free) for each in order}


def next_letter(used: Iterable[str]) -> str:
    """The letter after the last one used, A when there is none: a late exhibit never takes an old letter."""
    return letter(max((position(each) for each in used), default=-1) + 1)
