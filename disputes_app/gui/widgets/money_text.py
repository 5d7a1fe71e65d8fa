"""Reads an amount as people write it; no Qt here."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")


def read_amount(text: str, decimals: int = 2) -> Decimal | None:
    """An amount from text such as ``1,234.50``, ``1.234,50``, ``£39.90`` or ``39,9``; None when it is none.

    ``decimals`` is how many the currency has. A single separator with exactly three digits after it parts
    thousands, unless the currency itself has three decimals.
    """
    kept = re.sub(r"[\s'’\u00a0\u202f]", "", text)
    kept = re.sub(r"^(-?)[^\d.,-]+|[^\d.,-]+$", r"\1", kept)
    plain = _with_point(kept, decimals)
    if plain is None or not _PLAIN.fullmatch(plain):
        return None
    value = Decimal(plain)
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and -exponent <= decimals else None


def _with_point(text: str, decimals: int) -> str | None:
    """The same number with a point before its decimals and nothing between its thousands."""
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return text
    last = marks[-1]
    whole, after = text.rsplit(last, 1)
    parts_thousands = len(after) == 3 and decimals != 3
    if (len(set(marks)) == 1 and (len(marks) > 1 or parts_thousands)) or decimals == 0:
        return _joined(text, last)
    joined = _joined(whole, "," if last == "." else ".")
    return None if joined is None else f"{joined or '0'}.{after}"


def _joined(text: str, mark: str) -> str | None:
    """Without its thousands marks, when every group after the first has three digits."""
    first, *groups = text.split(mark)
    if any(len(group) != 3 or not group.isdigit() for group in groups) or (groups and not first.strip("-")):
        return None
    return first + "".join(groups)
