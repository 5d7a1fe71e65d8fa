"""The letters in the sample pictures, from the fonts the program ships."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw, ImageFont

from disputes_app import resources

_FILES = {"regular": "Inter-Regular.ttf", "bold": "Inter-SemiBold.ttf", "chinese": "NotoSansSC-Regular.ttf"}


@cache
def font(family: str, size: int) -> ImageFont.FreeTypeFont:
    """A font (regular, bold or chinese) at a size in pixels."""
    return ImageFont.truetype(resources.path("fonts", "packet", _FILES[family]), size)


def write(
    picture: Image.Image,
    at: tuple[float, float],
    text: str,
    size: int,
    colour: tuple[int, ...] = (24, 26, 30),
    family: str = "regular",
    anchor: str = "la",
) -> float:
    """Write one line; returns its width in pixels."""
    chosen = font(family, size)
    ImageDraw.Draw(picture).text(at, text, colour, chosen, anchor=anchor)
    return chosen.getlength(text)


def wrapped(text: str, family: str, size: int, width: float) -> list[str]:
    """The text in lines no wider than the width; Chinese breaks at any character."""
    chosen = font(family, size)
    lines, line = [], ""
    for part in text if family == "chinese" else [word + " " for word in text.split()]:
        if line and chosen.getlength((line + part).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += part
    return [*lines, line.rstrip()] if line else lines
