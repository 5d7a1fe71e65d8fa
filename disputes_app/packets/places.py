"""Where pictures stand on a page: how many to a page, how large, and which would be too fine to be read there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from disputes_app.packets.content import Exhibit
from disputes_app.packets.presets import MM, PAPERS, Preset

FRAMES = 12
"""How many frames stand on the page of a video."""
FRAME_WIDTH = 170.0
"""No frame is wider than this, in points."""

GAP = 24.3
SIDE_GAP = 14.0
# The heading above the pictures, with the space below it.
_HEADING = 49.0
# What is said of a picture when it stands below it, at the least.
_SAID = 96.0
# Two pictures higher than this times their width stand side by side on a page, not above each other.
_TALL = 1.6
# Letters of a screen are some 13 of its points high: at 130 points an inch they are 7 points high on paper.
_FINEST = 130.0
_EASE = 1.15
# A phone shows some 400 of its points from side to side, whatever number of pixels it makes of them.
_PHONE_ACROSS = 400.0
_PHONE_PIXELS = 1300
# No picture is shown narrower than this because it has few pixels.
_LEAST = 180.0


@dataclass(frozen=True, slots=True)
class Place:
    """The room a picture has, in points; what is said of it stands beside it, or below it in columns.

    With ``is_cut`` the picture fills it more than once: each part of it gets such a place.
    """

    a_page: int
    width: float
    height: float
    columns: int = 0
    is_cut: bool = False

    def fit(self, width: float, height: float, *, is_pixels: bool = True) -> tuple[float, float]:
        """How large a picture of this size is shown; a small one is not blown up beyond one pixel a point."""
        scale = min(self.width / width, self.height / height)
        if is_pixels:
            scale = min(scale, max(1.0, _LEAST / width))
        return width * scale, height * scale


def photo_width(paper: str) -> float:
    """The width of a photo with its facts beside it."""
    return (130.0 if paper == "a4" else 126.0) * MM


def _room(preset: Preset) -> tuple[float, float]:
    """Width and height of a page between margins, below the heading."""
    width, height = PAPERS[preset.paper]
    top, right, bottom, left = (value * MM for value in preset.margins)
    return width - left - right, height - top - bottom - _HEADING


class Places(NamedTuple):
    """Every place a page can give, from the smallest."""

    quarter: Place
    half: Place
    column: Place
    tall: Place
    whole: Place


def places(preset: Preset) -> Places:
    """The places of a preset's page: four of them, two above or beside each other, its height, or all of it."""
    body, high = _room(preset)
    wide = photo_width(preset.paper)
    narrow = (body - SIDE_GAP) / 2
    return Places(
        Place(4, narrow, narrow * 0.75, columns=1),
        Place(2, wide, wide * 0.75),
        Place(2, narrow, high - _SAID, columns=1),
        Place(1, wide, high),
        Place(1, body, high - _SAID, columns=2),
    )


def of(preset: Preset, exhibit: Exhibit, pixels: tuple[float, float] = (4, 3)) -> Place:
    """The place of an exhibit: the one the preset asks for; ``pixels`` where its own are not known.

    A screen or saved page gets a larger one where its letters would be too fine to read.
    """
    width, height = exhibit.pixels or pixels
    page = places(preset)
    largest = max(page.tall, page.whole, key=lambda each: each.fit(width, height)[0])
    wanted = {1: largest, 2: page.column if height > _TALL * width else page.half, 4: page.quarter}
    first = wanted[preset.photos_per_page]
    if not exhibit.is_screen and exhibit.kind != "page":
        return first
    larger = [each for each in page if each.a_page <= first.a_page and each.a_page > 1]
    if legible := next((each for each in (first, *larger) if is_legible(each, width, height)), None):
        return legible
    in_parts = _in_parts(page, screen_points(width, height))
    is_too_tall = in_parts.fit(width, height, is_pixels=False)[0] < in_parts.width - 0.01
    is_cut = exhibit.is_screen and is_too_tall and not is_legible(largest, width, height)
    return in_parts if is_cut else largest


def _in_parts(page: Places, across: float) -> Place:
    """The place of each part of a screen that is too tall for one page: wide enough to be read with ease."""
    width = across * 72 / _FINEST * _EASE
    if width <= page.tall.width:
        return replace(page.tall, width=width, is_cut=True)
    return replace(page.whole, is_cut=True)


def is_legible(where: Place, width: float, height: float) -> bool:
    """Whether the letters of a screen of this size can be read in a place."""
    return where.fit(width, height)[0] >= screen_points(width, height) * 72 / _FINEST


def screen_points(width: float, height: float) -> float:
    """How many points, in which letters are measured, a screen shows from side to side."""
    is_phone = height > width and width <= _PHONE_PIXELS
    return min(width, _PHONE_ACROSS) if is_phone else width


def least_dpi(where: Place, width: float, height: float) -> float:
    """The pixels per inch at which a screen's letters can be read in a place: one for each of its points."""
    return screen_points(width, height) / where.fit(width, height)[0] * 72
