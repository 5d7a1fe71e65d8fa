"""Numbered marks on a picture: a disc with its number, and an arrow to what it names."""

from __future__ import annotations

import math

from disputes_app.packets.content import Callout
from disputes_app.packets.page import Page
from disputes_app.packets.text import INK, Style

_WHITE = (1.0, 1.0, 1.0)
_DISC = 7.0


def draw(
    page: Page,
    callout: Callout,
    frame: tuple[float, float, float, float],
    rows: tuple[float, float] = (0.0, 1.0),
) -> None:
    """A numbered disc and an arrow with a white casing, so that it reads on any photo and any printer.

    ``frame`` is where those ``rows`` of the picture lie; a disc that stands above or below them stays at the
    edge.
    """
    x, y, width, height = frame

    def down(at: float) -> float:
        return y + min(1.0, max(0.0, (at - rows[0]) / (rows[1] - rows[0]))) * height

    start = (x + callout.x * width, down(callout.y))
    end = (x + callout.to_x * width, down(callout.to_y))
    if math.dist(start, end) > _DISC:
        _arrow(page, start, end)
    with page.drawing():
        page.disc(*start, _DISC + 0.8, fill=_WHITE, thickness=1.0, colour=_WHITE)
        page.disc(*start, _DISC, fill=_WHITE, thickness=1.0)
    page.write(str(callout.number), Style(8.4, 10, 600), start[0], start[1] + 3.0, align="centre")


def _arrow(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    head = [
        (end[0] - 9.5 * math.cos(angle + turn), end[1] - 9.5 * math.sin(angle + turn)) for turn in (0.5, -0.5)
    ]
    with page.drawing():
        for thickness, colour in ((4.4, _WHITE), (1.9, INK)):
            page.stroke([start, end], thickness, colour)
            page.stroke([head[0], end, head[1]], thickness, colour)
