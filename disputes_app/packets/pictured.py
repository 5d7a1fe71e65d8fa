"""What layout knows of pictures and received documents: their names and sizes, not their bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be drawn: its name in the pages' resources and its size in pixels or points.

    One that is too tall for a page is cut: ``more`` are its further parts, and ``rows`` says from where to
    where a part goes, as fractions of the whole; it begins with rows that end the part before. A video's is
    its first frame; ``frames`` are all that are shown, with the seconds at which it shows them. ``thumb``
    names a small copy for where the exhibit is only mentioned, when it stands in another volume or nowhere.
    """

    key: str
    width: float
    height: float
    is_pixels: bool = True
    rows: tuple[float, float] = (0.0, 1.0)
    more: tuple[Picture, ...] = ()
    thumb: str = ""
    frames: tuple[tuple[float, Picture], ...] = ()

    @property
    def parts(self) -> tuple[Picture, ...]:
        return (self, *self.more)


@dataclass(frozen=True, slots=True)
class Joined:
    """What layout needs of a received document.

    Upright page sizes; its own bookmarks as (level, title, page index); its own links as (page, area from
    the upper left, page led to); and the pages that are drawn as pictures.
    """

    sizes: tuple[tuple[float, float], ...]
    bookmarks: tuple[tuple[int, str, int], ...] = ()
    links: tuple[tuple[int, tuple[float, float, float, float], int], ...] = ()
    pictures: Mapping[int, Picture] = field(default_factory=dict)
