"""Cuts a picture too tall for a page into strips, between what it shows: a chat between its bubbles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import Image

from disputes_app.imaging import derive, encoding
from disputes_app.imaging.copies import Box, Picture
from disputes_app.imaging.opening import Source, careful

# A row is blank when its pixels differ by no more than the noise of a JPEG. A scroll bar at the side is no content.
_NOISE = 12
_EDGE = 0.02
# The rows that stand on both pages, as parts of a page: a thin strip where nothing was cut through, else more
# than the height of a line of text, so that a line that was cut stands whole on one of the two.
_THIN, _THICK = 40, 10


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows from ``top`` up to ``bottom`` of a picture; those before ``fresh`` stand in the strip before, too."""

    top: int
    fresh: int
    bottom: int


def cut(rows: int, most: int, is_blank: Callable[[int], bool]) -> list[Strip]:
    """Strips of at most ``most`` rows (3 or more) that show all rows of a picture.

    Each ends in the middle of the widest blank in the last third of its room; without one, where its room ends.
    """
    strips, top, fresh = [], 0, 0
    while rows - top > most:
        first = top + most - most // 3
        blank = _widest(first, top + most, is_blank)
        bottom = blank if blank is not None else top + most
        strips.append(Strip(top, fresh, bottom))
        top, fresh = bottom - max(1, most // (_THICK if blank is None else _THIN)), bottom
    return [*strips, Strip(top, fresh, rows)]


def _widest(first: int, last: int, is_blank: Callable[[int], bool]) -> int | None:
    """The middle of the widest run of blank rows; of equal ones the lowest."""
    runs = [list(run) for blank, run in groupby(range(first, last), is_blank) if blank]
    if not runs:
        return None
    widest = max(reversed(runs), key=len)
    return widest[len(widest) // 2]


def packet_strips(
    source: Source,
    max_size: tuple[int, int],
    boxes: Sequence[Box] = (),
    quality: int = 85,
    turn: int = 0,
) -> list[tuple[Picture, Strip]]:
    """A picture in parts fit for a packet, each at most ``max_size`` and in no taller shape than that; see ``cut``.

    Unlike with ``derive.packet_picture`` it is scaled to the width alone. What lies under ``boxes`` is
    replaced before anything else is done. The strips count the rows of the picture itself. Raises
    PictureError.
    """
    image, exact = derive.upright(source, degrees=turn), derive.is_exact(source)

    def work() -> list[tuple[Picture, Strip]]:
        encoding.burn(image, boxes)
        width = min(image.width, max_size[0])
        most = max(3, max_size[1] * image.width // max_size[0])
        strips = cut(image.height, most, lambda row: _is_blank(image, row))
        return [
            (
                encoding.encoded(
                    image.crop((0, strip.top, image.width, strip.bottom)),
                    (width, max_size[1]),
                    (),
                    quality,
                    exact=exact,
                ),
                strip,
            )
            for strip in strips
        ]

    return careful(work)


def _is_blank(image: Image.Image, row: int) -> bool:
    edge = int(image.width * _EDGE)
    lowest_and_highest = image.crop((edge, row, image.width - edge, row + 1)).getextrema()
    return all(high - low <= _NOISE for low, high in lowest_and_highest)  # type: ignore[misc]
