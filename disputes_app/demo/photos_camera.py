"""The film camera: as it arrived, and its lens from near with fungus behind the front glass."""

from __future__ import annotations

import math
import random
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

from disputes_app.demo import textures
from disputes_app.demo.lettering import font
from disputes_app.demo.photos_watch import table
from disputes_app.demo.scene import Camera, Flat, Light, Matter, Place, Point, Thing, placed, render
from disputes_app.demo.shapes import circle, raised, rounded, turned_body

SILVER = Matter((168, 168, 164), shine=0.55, sharp=18, gleam=0.25)
BLACK = Matter((28, 28, 29), shine=0.25, sharp=30, gleam=0.28)
LEATHER = Matter((30, 29, 28), shine=0.06, sharp=6, gleam=0.10)


def _leather(width: int, height: int) -> Image.Image:
    """Grained covering: small bright nubs on black."""
    grain = textures.noise((width // 3, height // 3), 401).resize((width, height), Image.Resampling.BICUBIC)
    grain = grain.point([min(255, 18 + value // 5) for value in range(256)])
    return Image.merge("RGB", (grain, grain, grain.point([max(0, value - 2) for value in range(256)])))


@cache
def _front_glass(fungus: bool) -> Image.Image:
    """The front element: coating colours, the aperture deep inside, and perhaps threads of fungus."""
    size = 1200
    glass = Image.new("RGB", (size, size), (8, 8, 12))
    depth = Image.radial_gradient("L").resize((size, size)).point(lambda value: max(0, 255 - value * 2))
    glass.paste((30, 24, 52), (0, 0), depth.point(lambda value: value // 2))
    draw = ImageDraw.Draw(glass)
    for radius, colour in (
        (470, (16, 14, 24)),
        (430, (26, 22, 40)),
        (330, (14, 12, 22)),
        (235, (34, 28, 54)),
        (225, (6, 6, 10)),
        (120, (18, 20, 34)),
    ):
        draw.ellipse((600 - radius, 600 - radius, 600 + radius, 600 + radius), fill=colour)
    glass = glass.filter(ImageFilter.GaussianBlur(9))
    for (x, y, wide, tall), colour, strength in (
        ((250, 180, 330, 230), (196, 150, 255), 120),
        ((330, 250, 170, 110), (235, 235, 255), 190),
        ((700, 780, 230, 150), (255, 176, 96), 105),
        ((640, 700, 90, 60), (120, 220, 190), 120),
    ):
        spot = Image.new("L", glass.size, 0)
        ImageDraw.Draw(spot).ellipse((x, y, x + wide, y + tall), fill=strength)
        glass.paste(colour, (0, 0), spot.filter(ImageFilter.GaussianBlur(26)))
    if fungus:
        glass.paste((206, 212, 208), (0, 0), _threads(size))
    mask = Image.new("L", glass.size, 0)
    ImageDraw.Draw(mask).ellipse((4, 4, size - 5, size - 5), fill=255)
    glass.putalpha(mask)
    return glass


def _threads(size: int) -> Image.Image:
    """Branching threads growing inwards from the edge, with a haze around them."""
    rng = random.Random(17)
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)

    def grow(x: float, y: float, angle: float, length: int, weight: float) -> None:
        for _ in range(length):
            angle += rng.gauss(0, 0.22)
            after = (x + 9 * math.cos(angle), y + 9 * math.sin(angle))
            draw.line((x, y, *after), fill=int(90 + 110 * weight), width=max(1, round(3.2 * weight)))
            x, y = after
            if weight > 0.25 and rng.random() < 0.17:
                grow(
                    x,
                    y,
                    angle + rng.choice((-1, 1)) * rng.uniform(0.4, 1.0),
                    int(length * 0.55),
                    weight * 0.7,
                )

    for base in (0.5, 0.75, 1.1, 1.3, 3.9, 4.15, 5.6):
        for _ in range(5):
            start = base + rng.uniform(-0.12, 0.12)
            grow(
                600 + 560 * math.cos(start),
                600 + 560 * math.sin(start),
                start + math.pi + rng.uniform(-0.5, 0.5),
                rng.randint(14, 30),
                1.0,
            )
    haze = mask.filter(ImageFilter.GaussianBlur(22)).point(lambda value: min(110, value * 2))
    specks = ImageDraw.Draw(haze)
    for _ in range(60):
        x, y, radius = rng.gauss(600, 240), rng.gauss(600, 240), rng.uniform(1, 3.4)
        specks.ellipse((x - radius, y - radius, x + radius, y + radius), fill=150)
    soft = mask.filter(ImageFilter.GaussianBlur(1.6))
    return Image.composite(soft, haze, soft.point(lambda value: min(255, value * 2)))


@cache
def _ring_words() -> Image.Image:
    """The words around the lens."""
    size = 1400
    ring = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    words = "HALDEN AUTO-S   1:1.8   f = 50 mm   No 1 204 417"
    chosen = font("regular", 62)
    angle = -128.0
    for letter in words:
        wide = chosen.getlength(letter)
        tile = Image.new("RGBA", (110, 110), (222, 222, 216, 0))
        ImageDraw.Draw(tile).text((55, 55), letter, (222, 222, 216), chosen, anchor="mm")
        turn = math.radians(angle)
        spot = (int(size / 2 + 640 * math.sin(turn)) - 55, int(size / 2 - 640 * math.cos(turn)) - 55)
        ring.alpha_composite(tile.rotate(-angle, Image.Resampling.BICUBIC), spot)
        angle += math.degrees((wide + 9) / 640)
    return ring


def _lens(fungus: bool) -> list[Thing]:
    """The lens standing on its mount at the origin, its front upwards."""
    body = turned_body([(3.0, 0), (3.1, 0.1), (3.1, 0.9), (2.9, 1.0), (2.9, 1.3)], SILVER, 90)
    body += turned_body([(2.9, 1.3), (3.12, 1.4), (3.12, 1.75), (3.0, 1.85)], BLACK, 90)
    ribs = [
        (
            (3.2 if step % 4 < 2 else 3.06) * math.cos(step / 288 * math.tau),
            (3.2 if step % 4 < 2 else 3.06) * math.sin(step / 288 * math.tau),
        )
        for step in range(288)
    ]
    grip = raised(ribs, [(0.1, 1.85), (0, 1.95), (0, 3.2), (0.1, 3.3)], BLACK)
    front = turned_body([(3.0, 3.3), (3.0, 3.75), (2.9, 3.9), (2.78, 3.92), (2.7, 3.8)], BLACK, 120)
    ring = turned_body([(2.7, 3.8), (2.05, 3.45)], BLACK, 120)
    bowl = turned_body([(2.05, 3.45), (2.0, 3.40), (1.86, 3.36)], SILVER, 120)

    def plate(radius: float, z: float) -> tuple[Point, Point, Point, Point]:
        return (-radius, radius, z), (radius, radius, z), (radius, -radius, z), (-radius, -radius, z)

    return [
        body,
        grip,
        front,
        ring,
        Flat(_ring_words(), plate(2.72, 3.62), lit=False),
        bowl,
        Flat(_front_glass(fungus), plate(1.98, 3.4), lit=False),
    ]


def _facing(where: Point) -> Place:
    """Turns a thing that looks up so that it looks at the viewer."""
    return lambda p: (where[0] + p[0], where[1] - p[2], where[2] + p[1])


def _camera_body() -> list[Thing]:
    outline = rounded(13.6, 3.5, 1.2, 10)
    low = raised(outline, [(0.15, 0), (0, 0.12), (0, 1.1)], SILVER)
    middle = raised(outline, [(0.02, 1.1), (0.02, 5.5)], LEATHER)
    top = raised(outline, [(0, 5.5), (0, 6.6), (0.06, 6.75), (0.2, 6.82)], SILVER)
    skin = _leather(900, 400)
    front = Flat(skin, ((-5.6, -1.76, 5.45), (5.6, -1.76, 5.45), (5.6, -1.76, 1.15), (-5.6, -1.76, 1.15)))
    hump = raised(
        [(1.9, 1.5), (-1.9, 1.5), (-2.3, -1.9), (2.3, -1.9)],
        [(0, 6.4), (0.12, 7.3), (0.9, 8.6), (1.0, 8.7)],
        SILVER,
    )
    badge = Image.new("RGBA", (420, 120), (0, 0, 0, 0))
    ImageDraw.Draw(badge).text((210, 60), "HALDEN", (30, 30, 30), font("bold", 84), anchor="mm")
    name = Image.new("RGBA", (300, 120), (0, 0, 0, 0))
    ImageDraw.Draw(name).text((150, 60), "OM-1n", (30, 30, 30), font("bold", 70), anchor="mm")
    dial = turned_body([(1.0, 0), (1.0, 0.7), (0.9, 0.8), (0, 0.82)], SILVER, 60)
    lever = turned_body([(1.25, 0), (1.25, 0.3), (1.1, 0.4), (0.4, 0.45), (0.4, 0.7), (0, 0.72)], BLACK, 60)
    button = turned_body([(0.45, 0), (0.45, 0.4), (0.35, 0.5), (0, 0.5)], SILVER, 40)

    def at(x: float, y: float, z: float) -> Place:
        return lambda p: (p[0] + x, p[1] + y, p[2] + z)

    return [
        low,
        middle,
        top,
        front,
        *placed([lever], at(4.9, 0.1, 6.82)),
        *placed([dial], at(-4.9, 0.1, 6.82)),
        *placed([button], at(3.2, -0.6, 6.82)),
        hump,
        Flat(
            badge,
            ((-1.35, -1.27, 8.2), (1.35, -1.27, 8.2), (1.35, -1.72, 7.48), (-1.35, -1.72, 7.48)),
            lit=False,
        ),
        Flat(name, ((4.0, -1.76, 6.5), (5.9, -1.76, 6.5), (5.9, -1.76, 5.75), (4.0, -1.76, 5.75)), lit=False),
    ]


def film_camera() -> Image.Image:
    """The camera as it came out of the parcel."""
    mount = raised(circle(3.3, 72), [(0, 0), (0.0, 0.35), (0.15, 0.45)], SILVER)
    things = [
        *_camera_body(),
        *placed([mount], _facing((0, -1.75, 3.4))),
        *placed(_lens(False), _facing((0, -2.1, 3.4))),
    ]

    def turn(p: Point) -> Point:
        c, s = math.cos(math.radians(-19)), math.sin(math.radians(-19))
        return p[0] * c - p[1] * s, p[0] * s + p[1] * c, p[2]

    cloth = textures.linen((1400, 1400), 411, (176, 168, 154))
    camera = Camera((-2.0, -24, 13.5), (0.2, -1.2, 3.4), 2.5, roll=-1)
    return textures.photographed(
        render([table(cloth, 260, 14)], placed(things, turn), camera, Light((-0.5, -0.45, 0.85), 0.85, 0.34)),
        109,
        focus=(0.1, 0.95),
        blur=5,
    )


def lens_fault() -> Image.Image:
    """The front glass from near, held to the light: threads of fungus."""
    cloth = textures.linen((1400, 1400), 413, (88, 92, 98))
    camera = Camera((1.2, -5.2, 13.0), (0.0, -0.12, 3.2), 2.25, roll=-14)
    light = Light((-0.4, 0.4, 0.9), 0.9, 0.36, (1.0, 1.0, 1.0))
    return textures.photographed(
        render([table(cloth, 40, 20)], _lens(True), camera, light),
        110,
        focus=(0.12, 0.9),
        blur=6,
        warmth=0.99,
    )
