"""The celadon tea set as unpacked, and one of its broken cups from near."""

from __future__ import annotations

import math
import random

from PIL import Image

from disputes_app.demo import textures
from disputes_app.demo.photos_watch import table
from disputes_app.demo.scene import Camera, Face, Flat, Light, Matter, Point, Thing, placed, render, turned
from disputes_app.demo.shapes import cable, curve, sheet, turned_body

GLAZE = Matter((156, 180, 164), shine=0.45, sharp=70, gleam=0.22)
DEEP = Matter((128, 156, 138), shine=0.35, sharp=60, gleam=0.15)
RIM = Matter((184, 200, 184), shine=0.5, sharp=60, gleam=0.2)
CLAY = Matter((206, 200, 188), shine=0.02, sharp=4)


def _cup() -> list[Face]:
    """A cup without a handle, 5.4 cm wide."""
    out = [
        (1.25, 0.0),
        (1.35, 0.25),
        (1.3, 0.4),
        (1.7, 0.7),
        (2.15, 1.3),
        (2.42, 2.1),
        (2.55, 2.9),
        (2.64, 3.5),
    ]
    body = turned_body([(1.25, 0), (1.35, 0.25), (1.3, 0.4)], CLAY, 60)
    body += turned_body([(1.3, 0.4), (1.5, 0.52), (1.7, 0.7)], DEEP, 80)
    body += turned_body(out[3:], GLAZE, 96)
    body += turned_body([(2.64, 3.5), (2.62, 3.58), (2.54, 3.6), (2.48, 3.52)], RIM, 96)
    body += turned_body([(2.48, 3.52), (2.38, 2.8), (2.22, 2.0), (1.9, 1.3)], GLAZE, 96)
    return body + turned_body([(1.9, 1.3), (1.4, 0.85), (0.7, 0.68), (0, 0.66)], DEEP, 72)


def _broken_cup() -> list[Face]:
    """The same cup with a third of its wall gone: the break shows the clay."""
    steps = 150
    rng = random.Random(23)
    jag = [rng.uniform(-0.16, 0.16) for _ in range(steps)]

    def height(step: int) -> float:
        angle = (step % steps) / steps * math.tau
        away = abs((angle - 4.9 + math.pi) % math.tau - math.pi)
        if away > 0.95:
            return 3.55
        return float(
            1.15 + 2.35 * (away / 0.95) ** 1.6 + jag[step % steps] * 0.8 + 0.25 * math.sin(angle * 13)
        )

    def outer(z: float) -> float:
        return float(1.3 + 1.34 * min(1.0, max(0.0, (z - 0.4) / 3.15)) ** 0.52)

    def inner(z: float) -> float:
        return max(0.0, outer(z) - 0.24 - 0.5 * max(0.0, 1 - z / 1.4))

    def point(step: int, radius: float, z: float) -> Point:
        angle = step / steps * math.tau
        return radius * math.cos(angle), radius * math.sin(angle), z

    faces = turned_body([(1.25, 0), (1.35, 0.25), (1.3, 0.4)], CLAY, 60)
    faces += turned_body([(1.5, 0.95), (0.8, 0.72), (0, 0.68)], DEEP, 72)
    for step in range(steps):
        first, second = height(step), height(step + 1)
        whole = first > 3.5 and second > 3.5
        for level in range(14):
            low, high = level / 14, (level + 1) / 14
            a, b = (0.4 + (top - 0.4) * low for top in (first, second))
            c, d = (0.4 + (top - 0.4) * high for top in (second, first))
            matter = DEEP if level < 2 else GLAZE
            faces.append(
                Face(
                    (
                        point(step, outer(a), a),
                        point(step + 1, outer(b), b),
                        point(step + 1, outer(c), c),
                        point(step, outer(d), d),
                    ),
                    matter,
                )
            )
            a, b, c, d = (max(0.9, value) for value in (a, b, c, d))
            faces.append(
                Face(
                    (
                        point(step, inner(d), d),
                        point(step + 1, inner(c), c),
                        point(step + 1, inner(b), b),
                        point(step, inner(a), a),
                    ),
                    matter,
                )
            )
        faces.append(
            Face(
                (
                    point(step, outer(first), first),
                    point(step + 1, outer(second), second),
                    point(step + 1, inner(second), second),
                    point(step, inner(first), first),
                ),
                RIM if whole else CLAY,
            )
        )
    return faces


def _shard(seed: int, size: float) -> list[Thing]:
    """A curved piece with sharp edges, its inside upwards."""
    rng = random.Random(seed)
    count = rng.randint(5, 7)
    reach = [rng.uniform(0.55, 1.0) * size for _ in range(count)]
    outline: list[tuple[float, float]] = []
    for index in range(count):
        a0, a1 = index / count * math.tau, (index + 1) / count * math.tau
        r0, r1 = reach[index], reach[(index + 1) % count]
        for part in range(6):
            t = part / 6
            x = r0 * math.cos(a0) * (1 - t) + r1 * math.cos(a1) * t
            y = r0 * math.sin(a0) * (1 - t) + r1 * math.sin(a1) * t
            outline.append((x * rng.uniform(0.97, 1.03), y * rng.uniform(0.97, 1.03)))

    def lifted(x: float, y: float, extra: float) -> Point:
        return x, y, 0.06 + 0.16 * (x * x) + 0.04 * y * y + extra

    top: list[Face] = []
    for (x0, y0), (x1, y1) in zip(outline, [*outline[1:], outline[0]], strict=True):
        for ring in range(8):
            low, high = ring / 8, (ring + 1) / 8
            corners = (
                lifted(x0 * low, y0 * low, 0.24),
                lifted(x0 * high, y0 * high, 0.24),
                lifted(x1 * high, y1 * high, 0.24),
                lifted(x1 * low, y1 * low, 0.24),
            )
            top.append(Face(corners, GLAZE))
        top.append(
            Face((lifted(x0, y0, 0), lifted(x1, y1, 0), lifted(x1, y1, 0.24), lifted(x0, y0, 0.24)), CLAY)
        )
    return [top]


def _teapot() -> list[Thing]:
    profile = [
        (2.6, 0.3),
        (3.6, 0.9),
        (4.5, 2.2),
        (4.85, 3.6),
        (4.6, 5.0),
        (3.8, 6.1),
        (2.7, 6.8),
        (2.2, 7.0),
    ]
    body = turned_body([(2.4, 0), (2.55, 0.3)], CLAY, 60) + turned_body(_smooth(profile), GLAZE, 96)
    lid = turned_body(
        _smooth(
            [
                (2.45, 7.0),
                (2.4, 7.2),
                (1.8, 7.65),
                (0.9, 7.95),
                (0.45, 8.05),
                (0.5, 8.3),
                (0.8, 8.7),
                (0.6, 9.1),
                (0.0, 9.2),
            ]
        ),
        GLAZE,
        72,
    )
    spout: list[Face] = []
    path = curve([(-3.8, 0, 2.4), (-5.6, 0, 3.6), (-6.6, 0, 5.6), (-7.9, 0, 6.9)], 10)
    for index in range(len(path) - 2):
        spout += cable(path[index : index + 3], 1.05 - 0.55 * index / len(path), GLAZE, 24)
    handle = cable(
        curve([(4.3, 0, 5.4), (6.4, 0, 6.2), (7.4, 0, 4.4), (6.6, 0, 2.6), (4.6, 0, 2.2)], 12),
        0.42,
        GLAZE,
        16,
    )
    return [spout, handle, body, lid]


def _smooth(profile: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(x, z) for x, _, z in curve([(radius, 0.0, height) for radius, height in profile], 5)]


LIGHT = Light((-0.6, 0.25, 0.8), 0.82, 0.40, (1.0, 1.0, 0.99))


def tea_set() -> Image.Image:
    """All seven pieces as unpacked: the pot, four whole cups and two broken ones."""
    mat = textures.linen((1200, 700), 421, (198, 188, 168))
    under = placed([sheet(mat, 46, 27, 0.0)], turned(4))
    things: list[Thing] = []
    things += placed(_teapot(), turned(18, (-7.0, 5.6, 0)))
    for x, y in ((4.5, 7.6), (10.8, 7.0), (7.6, 2.6), (14.0, 1.8)):
        things += placed([_cup()], turned(x * 20, (x, y, 0)))
    things += placed([_broken_cup()], turned(20, (-4.6, -4.4, 0)))
    things += placed([_broken_cup()], turned(-40, (4.4, -4.2, 0)))
    for seed, spot in (
        (3, (-0.2, -6.6)),
        (4, (1.0, -3.4)),
        (5, (8.6, -6.4)),
        (6, (-7.8, -7.6)),
        (8, (9.6, -3.4)),
    ):
        things += placed(_shard(seed, 1.2), turned(seed * 55, (*spot, 0)))
    camera = Camera((3.0, -29, 27), (2.4, 0.2, 1.6), 1.95, roll=1)
    return textures.photographed(
        render(
            [table(textures.walnut(), 110, 5), *(flat for flat in under if isinstance(flat, Flat))],
            things,
            camera,
            LIGHT,
        ),
        111,
        focus=(0.08, 0.96),
    )


def broken_cup() -> Image.Image:
    """One broken cup from near, with its pieces."""
    things: list[Thing] = []
    for seed, spot, size in ((12, (4.6, 1.6), 1.2), (9, (-4.6, 0.4), 1.1)):
        things += placed(_shard(seed, size), turned(seed * 41, (*spot, 0)))
    things += placed([_broken_cup()], turned(8, (-0.4, 1.2, 0)))
    for seed, spot, size in (
        (3, (-1.9, -3.0), 1.4),
        (4, (1.6, -2.8), 1.1),
        (5, (4.0, -1.7), 0.8),
        (6, (-4.3, -2.2), 0.7),
        (7, (0.2, -4.0), 0.5),
    ):
        things += placed(_shard(seed, size), turned(seed * 55, (*spot, 0)))
    mat = textures.linen((1400, 1400), 422, (198, 188, 168))
    camera = Camera((1.0, -12.5, 10.5), (0.0, -0.4, 1.0), 2.05, roll=-2)
    return textures.photographed(
        render([table(mat, 60, 12)], things, camera, LIGHT), 112, focus=(0.2, 0.95), blur=5
    )
