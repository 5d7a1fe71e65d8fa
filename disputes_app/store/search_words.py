"""What is indexed for a text and what is asked of the index for a query, in any script and for parts of numbers.

The index knows words between blanks. Scripts written without blanks are therefore taken apart into single
characters, and a query in them becomes a phrase. A number is indexed with every ending of four characters and
more, so that asking for a beginning finds any part of it, typed with or without blanks and dashes.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from disputes_app.domain.orders import number_key

SHORTEST_PART = 4
_LONGEST_NUMBER = 64
_MOST_NUMBERS_OF_A_TEXT = 200
_SHORTEST_PREFIX = 3

# Thai, Lao, Myanmar, Khmer, kana, Han, Hangul (which joins endings to words), and the rarer Han planes.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_APART = re.compile(f"([{_UNSPACED}])")
_TOGETHER = re.compile(f" ([{_UNSPACED}]) ")
# Vowel points and joining strokes of Hebrew and Arabic, which are written in one place and left out in another.
_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
# The index folds the accents of Latin letters by itself, of no others.
_ACCENTED = re.compile("[\u0370-\u04ff\u1f00-\u1fff]")
_ACCENTS = re.compile("([\u0370-\u04ff])[\u0300-\u036f]+")
_GAP = "[ \u00a0\\-\u2010-\u2015./\u00b7]?"
_NUMBER_IN_TEXT = re.compile(rf"[A-Za-z]{{0,4}}{_GAP}\d(?:{_GAP}\d){{4,}}(?:{_GAP}[A-Za-z]{{1,4}}\b)?")
_ALL_DIGITS = re.compile(r"[\d\-\u2010-\u2015./]*\d[\d\-\u2010-\u2015./]*")


def indexed_words(text: str) -> str:
    """A text as it goes into the index."""
    if text.isascii():
        return text
    return _APART.sub(r" \1 ", _folded(text))


def _folded(text: str) -> str:
    """A text without what people write in one place and leave out in another."""
    text = _POINTS.sub("", unicodedata.normalize("NFKC", text))
    if _ACCENTED.search(text):
        text = unicodedata.normalize("NFC", _ACCENTS.sub(r"\1", unicodedata.normalize("NFD", text)))
    return text


def readable(indexed: str) -> str:
    """A piece of what ``indexed_words`` gave, as a person writes it."""
    return indexed if indexed.isascii() else _TOGETHER.sub(r"\1", f" {indexed} ").strip()


def indexed_numbers(*numbers: str) -> str:
    """All endings of the numbers of an order, parcel or payment."""
    return " ".join(ending for number in numbers for ending in _endings(number_key(number)))


def numbers_in(text: str, known: str = "") -> str:
    """The indexed numbers already known and all endings of what looks like a number in a text."""
    found = dict.fromkeys(known.split())
    for match in islice(_NUMBER_IN_TEXT.finditer(text), _MOST_NUMBERS_OF_A_TEXT):
        found.update(dict.fromkeys(_endings(number_key(match[0]))))
    return " ".join(found)


def _endings(key: str) -> list[str]:
    key = key[:_LONGEST_NUMBER]
    return [key[start:] for start in range(max(1, len(key) - SHORTEST_PART + 1))] if key else []


def query(text: str) -> str | None:
    """The question to the index for what a person typed, or None when nothing can be asked for.

    All words must be there; each may be the beginning of a longer one, but of digits with blanks between them
    only the last, because half of all numbers begin alike. Such digits are also asked for as one number.
    """
    # SQLite takes a text to end at a zero.
    text = _folded(text.replace("\0", " "))
    words = [word for word in text.split() if any(character.isalnum() for character in word)]
    if not words:
        return None
    asked = " AND ".join(f"({_group(group)})" for group in _groups(words))
    whole = number_key(text)
    if len(words) > 1 and _may_be_number(whole) and all(_may_be_part(word) for word in words):
        return f"({asked}) OR {_number(whole)}"
    return asked


def _groups(words: list[str]) -> list[list[str]]:
    """Neighbouring words of nothing but digits stand together, every other word alone."""
    groups: list[list[str]] = []
    was_digits = False
    for word in words:
        is_digits = _ALL_DIGITS.fullmatch(word) is not None
        if is_digits and was_digits:
            groups[-1].append(word)
        else:
            groups.append([word])
        was_digits = is_digits
    return groups


def _group(words: list[str]) -> str:
    *whole, last = words
    asked = " AND ".join([*(_word(word) for word in whole), _word(last, is_beginning=True)])
    key = number_key("".join(words))
    return f"({asked}) OR {_number(key)}" if _may_be_number(key) else asked


def _word(word: str, *, is_beginning: bool = False) -> str:
    phrase = _APART.sub(r" \1 ", word).replace('"', " ").strip()
    may_go_on = len(phrase) >= _SHORTEST_PREFIX and phrase[-1].isalnum() and not _APART.search(phrase[-1])
    return f'words : "{phrase}"{" *" if is_beginning and may_go_on else ""}'


def _number(key: str) -> str:
    return f'numbers : "{key}" *'


def _may_be_number(key: str) -> bool:
    return len(key) >= SHORTEST_PART and any(character.isdigit() for character in key)


def _may_be_part(word: str) -> bool:
    return any(character.isdigit() for character in word) or len(word) <= 4
