"""The cordless planer on the bench and the dock on the desk."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from disputes_app.demo import textures
from disputes_app.demo.lettering import write
from disputes_app.demo.photos_watch import table
from disputes_app.demo.scene import (
    Camera,
    Face,
    Flat,
    Light,
    Matter,
    Place,
    Point,
    Thing,
    placed,
    render,
    turned,
)
from disputes_app.demo.shapes import Outline, cable, circle, curve, raised, rounded, turned_body

TEAL = Matter((20, 92, 98), shine=0.22, sharp=24, gleam=0.18)
GRIP = Matter((34, 34, 35), shine=0.08, sharp=8, gleam=0.16)
METAL = Matter((150, 152, 154), shine=0.5, sharp=22, gleam=0.2)


def _standing(
    outline: Outline, thick: float, matter: Matter, soft: float = 0.35, y: float = 0.0
) -> list[Face]:
    """A side view given thickness: the outline's y becomes height, the block runs in depth about y."""
    half = thick / 2
    profile = [
        (soft, -half),
        (soft * 0.3, -half + soft * 0.4),
        (0, -half + soft),
        (0, half - soft),
        (soft * 0.3, half - soft * 0.4),
        (soft, half),
    ]
    block = raised(outline, profile, matter)
    moved = placed([block], lambda p: (p[0], y - p[2], p[1]))[0]
    assert isinstance(moved, list)
    return moved


def _soft(points: list[tuple[float, float]], steps: int = 6) -> Outline:
    """A closed smooth outline through the points."""
    closed = [points[-1], *points, points[0], points[1]]
    line = curve([(x, y, 0.0) for x, y in closed], steps)
    return [(x, y) for x, y, _ in line[steps : -2 * steps]]


def planer() -> Image.Image:
    """The planer as it came, shavings jammed in its side."""
    sole = _standing([(-14.5, 0.0), (14.5, 0.0), (14.5, 0.9), (-14.5, 0.9)], 8.2, METAL, 0.1)
    body = _standing(
        _soft(
            [
                (14, 0.9),
                (14.2, 3.4),
                (11, 5.2),
                (6, 6.2),
                (0, 6.4),
                (-6, 6.6),
                (-11.5, 6.2),
                (-14, 4.4),
                (-14.2, 0.9),
                (0, 0.85),
            ]
        ),
        8.0,
        TEAL,
        0.9,
    )
    guard = _standing(
        _soft([(3.4, 1.0), (3.4, 4.3), (0.2, 5.0), (-4.0, 4.6), (-4.4, 1.0)]), 1.0, GRIP, 0.2, -4.1
    )
    handle = cable(
        curve(
            [
                (-12.6, 0, 5.6),
                (-13.4, 0, 9.0),
                (-11.4, 0, 12.0),
                (-6.0, 0, 12.7),
                (-1.6, 0, 11.4),
                (0.2, 0, 8.6),
                (0.4, 0, 6.2),
            ],
            12,
        ),
        1.55,
        GRIP,
        22,
    )
    back = _standing(
        _soft([(-15.6, 9.2), (-15.4, 5.6), (-12.6, 4.6), (-11.4, 6.8), (-11.8, 10.2), (-14, 10.8)]),
        6.4,
        GRIP,
        0.5,
    )
    knob = turned_body(
        [(2.0, 5.2), (2.1, 6.4), (1.6, 7.2), (1.9, 8.2), (2.7, 9.3), (2.8, 10.2), (2.2, 10.9), (0, 11.1)],
        GRIP,
        60,
    )
    port = placed(
        [turned_body([(1.9, 0), (1.9, 1.8), (1.7, 1.9), (1.5, 1.0), (0, 0.9)], GRIP, 50)],
        lambda p: (6.6 + p[0], -3.8 - p[2], 3.9 + p[1]),
    )
    badge = Image.new("RGBA", (560, 130), (0, 0, 0, 0))
    write(badge, (10, 12), "HALDEN 18 V", 84, (232, 238, 236), "bold")
    plate = Flat(badge, ((-12.6, -4.04, 4.2), (-5.6, -4.04, 4.2), (-5.6, -4.04, 2.6), (-12.6, -4.04, 2.6)))
    chips: list[Thing] = []
    for number in range(26):
        angle, reach = number * 2.399, 1.6 + 0.42 * number
        x, y = 6.5 + reach * math.cos(angle) * 1.2, -9.0 + reach * math.sin(angle) * 0.5
        spiral = [
            (x + 0.5 * math.cos(t * 1.1 + number), y + 0.16 * t, 0.35 + 0.4 * math.sin(t * 1.1 + number))
            for t in range(8)
        ]
        chips.append(cable(curve(spiral, 4), 0.14, Matter((206, 172, 122), 0.05), 6))
    for number in range(7):
        start = (6.6 + 0.5 * math.cos(number), -5.6, 3.9 + 0.6 * math.sin(number * 2))
        tip = (6.0 + number * 0.3, -6.8 - 0.2 * number, 2.8 - 0.3 * number)
        chips.append(cable(curve([start, tip], 6), 0.16, Matter((206, 172, 122), 0.05), 6))
    things: list[Thing] = [
        sole,
        body,
        handle,
        back,
        placed([knob], turned(0, (9.4, 0, 0)))[0],
        plate,
        guard,
        *port,
        *chips,
    ]
    camera = Camera((10, -46, 30), (-0.4, -3.0, 3.6), 2.75, roll=-1)
    light = Light((-0.5, -0.25, 0.9), 0.85, 0.36)
    bench = textures.wood((150, 120, 84), (182, 150, 112), (208, 180, 142), 45)
    return textures.photographed(
        render([table(bench, 260, 4)], placed(things, turned(14)), camera, light), 114, focus=(0.1, 0.95)
    )


def _across(where: Point) -> Place:
    return lambda p: (p[0] + where[0], p[1] + where[1], p[2] + where[2])


def dock() -> Image.Image:
    """The dock that does not charge, on a dark desk beside a keyboard."""
    shell = Matter((128, 131, 136), shine=0.45, sharp=16, gleam=0.22)
    outline = rounded(12.4, 4.6, 0.7, 10)
    body = raised(
        outline, [(0.3, 0.12), (0.08, 0.25), (0, 0.45), (0, 1.15), (0.08, 1.32), (0.25, 1.42)], shell
    )
    face = Image.new("RGBA", (1240, 150), (0, 0, 0, 0))
    draw = ImageDraw.Draw(face)
    for left, wide in ((70, 150), (270, 150), (500, 210), (760, 90), (900, 90), (1040, 130)):
        draw.rounded_rectangle((left, 45, left + wide, 105), 20 if wide < 100 else 8, fill=(16, 17, 19))
        draw.rounded_rectangle(
            (left, 45, left + wide, 105), 20 if wide < 100 else 8, outline=(96, 98, 102), width=4
        )
        if wide == 150:
            draw.rectangle((left + 14, 74, left + wide - 14, 92), (44, 92, 190))
    front = Flat(
        face, ((-6.2, -2.31, 1.5), (6.2, -2.31, 1.5), (6.2, -2.31, 0.0), (-6.2, -2.31, 0.0)), lit=False
    )
    mark = Image.new("RGBA", (700, 120), (0, 0, 0, 0))
    write(mark, (350, 60), "USB-C DOCK 8-in-1", 54, (70, 73, 78), "bold", "mm")
    label = Flat(mark, ((-3.5, 0.6, 1.43), (3.5, 0.6, 1.43), (3.5, -0.6, 1.43), (-3.5, -0.6, 1.43)))
    dark = Matter((34, 35, 38), shine=0.1, sharp=10, gleam=0.15)
    lead = cable(
        curve(
            [
                (6.1, 0, 0.75),
                (8.4, 0.4, 0.6),
                (10.8, 3.2, 0.35),
                (9.6, 7.4, 0.35),
                (4.0, 8.6, 0.35),
                (-3.5, 7.0, 0.35),
                (-8.2, 5.6, 0.35),
            ],
            14,
        ),
        0.3,
        dark,
    )
    plug = placed(
        [
            raised(rounded(1.9, 1.1, 0.3, 6), [(0.1, 0.1), (0, 0.2), (0, 0.62), (0.1, 0.72)], dark),
            raised(rounded(0.8, 0.82, 0.2, 6), [(0.02, 0.25), (0, 0.3), (0, 0.5), (0.04, 0.55)], METAL),
        ],
        turned(196, (-9.0, 5.4, 0)),
    )
    plug[1] = placed([plug[1]], _across((-1.3, -0.36, 0)))[0]
    keyboard: list[Thing] = [
        *placed(
            [
                raised(
                    rounded(36, 13, 0.8, 8),
                    [(0.1, 0.0), (0, 0.2), (0, 0.8), (0.2, 1.0)],
                    Matter((52, 54, 58), 0.1, 10, 0.12),
                )
            ],
            turned(0, (-10, 18.5, 0)),
        )
    ]
    for row in range(5):
        keys: list[Face] = []
        for column in range(18):
            block = raised(
                rounded(1.62, 1.62, 0.25, 4),
                [(0, 1.0), (0.04, 1.25), (0.14, 1.34)],
                Matter((28, 29, 32), 0.12, 12, 0.15),
            )
            moved = placed([block], turned(0, (-26.6 + column * 1.94 + row * 0.4, 22.8 - row * 2.1, 0)))[0]
            keys += moved if isinstance(moved, list) else []
        keyboard.append(keys)
    light_spot = turned_body([(0.12, 1.42), (0.1, 1.45), (0, 1.45)], Matter((240, 90, 60), 0.0), 16)
    things = [
        *placed(keyboard, turned(-4)),
        lead,
        *plug,
        body,
        front,
        label,
        placed([light_spot], turned(0, (5.4, -1.4, 0)))[0],
    ]
    camera = Camera((1.6, -19, 17), (-0.2, 2.6, 0.4), 1.95, roll=-2)
    light = Light((-0.5, 0.1, 0.85), 0.85, 0.36, (1.0, 1.0, 1.0))
    return textures.photographed(
        render(
            [table(textures.plain((92, 96, 100), 461, 0.07), 140)], placed(things, turned(7)), camera, light
        ),
        115,
        focus=(0.34, 1.0),
        blur=4.5,
    )


def ring_light() -> Image.Image:
    """The seller's own picture of the ring light, for the listing; the light itself never came."""
    glow = Matter((255, 250, 240), shine=0.0, gleam=0.5)
    ring = cable(
        [(9 * math.cos(t / 60 * math.tau), 0.0, 30 + 9 * math.sin(t / 60 * math.tau)) for t in range(61)],
        1.5,
        glow,
        20,
    )
    steel = Matter((40, 41, 44), shine=0.3, sharp=20, gleam=0.2)
    pole = cable([(0, 0.6, z) for z in range(2, 22, 2)], 0.55, steel, 16)
    legs: list[Thing] = [
        cable([(0, 0.6, 8), (9 * math.cos(a), 0.6 + 9 * math.sin(a), 0.5)], 0.45, steel, 12)
        for a in (0.6, 2.6, 4.6)
    ]
    collar = placed(
        [raised(circle(1.1, 40), [(0, 0), (0, 1.2), (0.2, 1.4)], steel)], turned(0, (0, 0.6, 20.2))
    )
    camera = Camera((6, -70, 26), (0, 0, 19.5), 2.5, size=(1600, 1600))
    paper = textures.plain((214, 215, 218), 471, 0.02)
    wall = Flat(paper, ((-400, 60, 400), (400, 60, 400), (400, 60, 0), (-400, 60, 0)), lit=False)
    picture = render(
        [table(paper, 1200), wall], [*legs, pole, *collar, ring], camera, Light(around=0.6, strength=0.6), 0.3
    )
    return textures.photographed(picture, 116, (800, 800), focus=(0, 1))
