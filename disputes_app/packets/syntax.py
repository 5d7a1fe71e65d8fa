"""Pieces of PDF syntax: numbers, text strings, runs of glyphs, lines and rounded rectangles.

Here y grows upwards, as it does in a PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from disputes_app.packets import fonts
from disputes_app.packets.text import Style

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

# How far the corner's control points lie from the corner, for an arc that looks round.
_CORNER = 0.4477


# A layout has few places and sizes, again and again.
@lru_cache(maxsize=10000)
def number(value: float) -> bytes:
    """A number as PDF writes it: at most three decimals, no exponent."""
    if value % 1:
        return f"{value:.3f}".rstrip("0").rstrip(".").encode()
    return str(int(value)).encode()


def numbers(*values: float) -> bytes:
    """Numbers with blanks between them."""
    return b" ".join(map(number, values))


def utf16(value: str) -> bytes:
    """A text string as PDF writes it in hexadecimal."""
    return b"<" + (b"\xfe\xff" + value.encode("utf-16-be", "replace")).hex().upper().encode() + b">"


def line(points: Sequence[tuple[float, float]], thickness: float, colour: Colour) -> bytes:
    """A line with round ends through points."""
    steps = [numbers(*point) + (b" l" if order else b" m") for order, point in enumerate(points)]
    return b" ".join([b"q", number(thickness), b"w 1 J 1 j", numbers(*colour), b"RG", *steps, b"S Q"])


# Boxes of exhibit letters stand at the same place on many pages.
@lru_cache(maxsize=1000)
def rectangle(
    place: tuple[float, float, float, float],
    radius: float,
    thickness: float,
    fill: Colour | None,
    colour: Colour,
) -> bytes:
    """A rectangle (x, y, width, height) with its corners rounded by ``radius``, filled where a fill is given."""
    x, y, w, h = place
    r, k = radius, radius * _CORNER
    right, top = x + w, y + h
    path = [
        numbers(x + r, y) + b" m",
        numbers(right - r, y) + b" l",
        numbers(right - k, y, right, y + k, right, y + r) + b" c",
        numbers(right, top - r) + b" l",
        numbers(right, top - k, right - k, top, right - r, top) + b" c",
        numbers(x + r, top) + b" l",
        numbers(x + k, top, x, top - k, x, top - r) + b" c",
        numbers(x, y + r) + b" l",
        numbers(x, y + k, x + k, y, x + r, y) + b" c",
    ]
    paint = [numbers(*fill), b"rg"] if fill else []
    end = b"b Q" if fill else b"s Q"
    return b" ".join([b"q", number(thickness), b"w", *paint, numbers(*colour), b"RG", *path, end])


def glyphs(font: str, style: Style, run: Sequence[fonts.Glyph], colour: Colour, x: float) -> bytes:
    """A run of glyphs on the baseline, ``x`` to the right of the origin, each where shaping put it."""
    face = fonts.face(font)
    size = style.size
    is_thick = fonts.is_thickened(font, style.weight)
    parts = [b"BT /" + font.encode(), number(size), b"Tf", numbers(*colour), b"rg"]
    if is_thick:
        parts += [b"2 Tr", number(size * 0.02), b"w", numbers(*colour), b"RG"]
    if x:
        parts.append(_moved(x, 0))
    shown: list[bytes] = []
    pen = x
    for glyph in run:
        code = f"<{glyph.index:04X}>".encode()
        is_moved = abs(glyph.x) > 0.01 or abs(glyph.y) > 0.01
        if is_moved:
            parts += _shown(shown)
            parts += [_moved(pen + glyph.x * size / 1000, glyph.y * size / 1000), code, b"Tj"]
        else:
            shown.append(code)
        pen += glyph.advance * size / 1000
        change = face.width(glyph.index) - glyph.advance
        if is_moved:
            parts.append(_moved(pen, 0))
        elif abs(change) > 0.05:
            shown.append(number(round(change, 2)))
    parts += _shown(shown)
    return b" ".join([*parts, b"0 Tr ET" if is_thick else b"ET"])


def _moved(x: float, y: float) -> bytes:
    return b"1 0 0 1 " + numbers(x, y) + b" Tm"


def _shown(waiting: list[bytes]) -> list[bytes]:
    """What waits to be shown, as one instruction; nothing waits afterwards."""
    if not waiting:
        return []
    array = b"[" + b"".join(waiting).replace(b"><", b"") + b"]"
    waiting.clear()
    return [array, b"TJ"]
