"""The blanket in the wrong colour."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw

from disputes_app.demo import textures
from disputes_app.demo.lettering import write
from disputes_app.demo.photos_watch import table
from disputes_app.demo.scene import Camera, Light, Matter, Point, Thing, placed, render, turned
from disputes_app.demo.shapes import cable, cloth, curve, sheet


def blanket() -> Image.Image:
    """The blanket as it came: rust, although the slip on it says moss."""
    weave = textures.linen((560, 420), 431, (146, 84, 60))
    rng = random.Random(5)
    lumps = [
        (rng.uniform(0, 1), rng.uniform(0, 1), rng.uniform(0.04, 0.12), rng.uniform(-0.5, 0.7))
        for _ in range(15)
    ]

    def edge(t: float) -> float:
        near = min(t, 1 - t) / 0.07
        return math.sqrt(max(0.0, 1 - (1 - min(1.0, near)) ** 2))

    def where(u: float, v: float) -> Point:
        rise = edge(u) * edge(v) if 0 < u < 1 and 0 < v < 1 else 0.0
        height = 9.5
        for x, y, reach, lift in lumps:
            height += lift * math.exp(-(((u - x) / reach) ** 2) - ((v - y) / (reach * 1.8)) ** 2)
        across, along = (u - 0.5) * 50 + 0.5 * math.sin(v * 9), (v - 0.5) * 36 + 0.5 * math.sin(u * 7)
        return across, along, max(0.0, height * rise)

    def matter(u: float, v: float) -> Matter:
        red, green, blue = weave.getpixel((min(559, int(u * 560)), min(419, int(v * 420))))  # type: ignore[misc]
        stripe = 0.78 < u < 0.80 or 0.82 < u < 0.87 or 0.89 < u < 0.91
        if stripe:
            red, green, blue = int(red * 0.5 + 104), int(green * 0.6 + 96), int(blue * 0.6 + 92)
        if v < 0.07 and (height := where(u, v)[2]) < 8.6:
            layer = abs((height / 2.2) % 1 - 0.5) * 2
            dark = 0.66 + 0.34 * min(1.0, layer * 2.2)
            red, green, blue = int(red * dark), int(green * dark), int(blue * dark)
        return Matter((red, green, blue), shine=0.0)

    slip = textures.plain((244, 243, 238), 432, 0.02, (560, 380)).copy()
    write(slip, (40, 36), "Fjordull Veveri", 46, (40, 60, 52), "bold")
    write(slip, (40, 100), "Voss, Norway · order F-20418", 28, (80, 84, 84))
    ImageDraw.Draw(slip).rectangle((40, 150, 520, 152), (120, 124, 122))
    write(slip, (40, 178), "1 × Merino blanket 150×200", 34, (30, 32, 34))
    write(slip, (40, 228), "Colour: MOSS", 46, (30, 32, 34), "bold")
    write(slip, (40, 306), "Woven by hand. Wash cool.", 28, (80, 84, 84))
    note = placed([sheet(slip, 14.4, 9.8, 10.3)], turned(9, (-4, 0.5, 0)))
    fringe: list[Thing] = []
    for strand in range(46):
        y = -16.4 + strand * 0.72
        for layer in range(3):
            z = 1.4 + layer * 2.6
            path = [
                (25.0, y, z),
                (26.4, y + rng.uniform(-0.3, 0.3), z - 0.5),
                (27.6 + rng.uniform(0, 1.0), y + rng.uniform(-0.6, 0.6), max(0.2, z - 2.2)),
            ]
            fringe.append(cable(curve(path, 4), 0.15, Matter((170, 92, 62), 0.0), 5))
    sheet_cloth = textures.linen((1400, 1400), 433, (206, 204, 198))
    camera = Camera((12, -62, 58), (1.5, -2.5, 3.0), 2.0, roll=1)
    things: list[Thing] = [
        [face for thing in fringe if isinstance(thing, list) for face in thing],
        cloth(where, 130, 100, matter),
        *note,
    ]
    light = Light((-0.5, 0.5, 0.8), 0.80, 0.40, (1.0, 1.0, 0.98))
    return textures.photographed(
        render([table(sheet_cloth, 260, 8)], placed(things, turned(-10)), camera, light), 113
    )
