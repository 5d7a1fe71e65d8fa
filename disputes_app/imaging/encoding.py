"""The last step of every copy: redaction burnt into the pixels, then a JPEG without metadata."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from disputes_app.imaging import opening
from disputes_app.imaging.copies import Box, Picture, PictureError


def encoded(
    image: Image.Image, room: tuple[int, int], boxes: Sequence[Box], quality: int, *, exact: bool = False
) -> Picture:
    """A decoded upright RGB picture as a JPEG within ``room``, boxes burnt in.

    An ``exact`` one is a PNG, which loses nothing, where that is no longer.
    """

    def work() -> Picture:
        small = within(image, room, boxes)
        data = _saved(small, "JPEG", quality=quality, optimize=True)
        if exact:
            data = min(_saved(small, "PNG"), data, key=len)
        return Picture(data, small.width, small.height)

    return opening.careful(work)


def _saved(image: Image.Image, form: str, **how: Any) -> bytes:
    out = BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def within(image: Image.Image, room: tuple[int, int], boxes: Sequence[Box]) -> Image.Image:
    """A picture scaled down to fit ``room``, boxes burnt in."""
    small = image.copy() if boxes else image
    # Before scaling, so that no pixel outside a box is mixed with one inside; after it, for clean edges.
    burn(small, boxes)
    if small.width > room[0] or small.height > room[1]:
        scale = min(room[0] / small.width, room[1] / small.height)
        size = (max(1, round(small.width * scale)), max(1, round(small.height * scale)))
        small = small.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        burn(small, boxes)
    return small


def burn(image: Image.Image, boxes: Sequence[Box]) -> None:
    """Blacken areas of a picture, in place. Raises PictureError for one that is no area."""
    draw = ImageDraw.Draw(image)
    for left, top, width, height in boxes:
        if not all(math.isfinite(side) for side in (left, top, width, height)) or width < 0 or height < 0:
            raise PictureError("A redaction box needs left, top, width and height, as fractions from 0 to 1.")
        # Outwards to whole pixels: a pixel that is partly covered is covered.
        first = (max(0, math.floor(left * image.width)), max(0, math.floor(top * image.height)))
        last = (
            min(image.width, math.ceil((left + width) * image.width)) - 1,
            min(image.height, math.ceil((top + height) * image.height)) - 1,
        )
        if first[0] <= last[0] and first[1] <= last[1]:
            draw.rectangle((first, last), fill=(0, 0, 0))
