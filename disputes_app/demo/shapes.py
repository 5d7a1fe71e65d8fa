"""The shapes the sample photographs are built of: rounded blocks, turned bodies, cables and cloth."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence

from PIL import Image

from disputes_app.demo.scene import Face, Flat, Matter, Point, Thing, cross, minus, unit

Outline = list[tuple[float, float]]


def rounded(width: float, height: float, radius: float, steps: int = 12) -> Outline:
    """A rectangle about the origin with round corners, anticlockwise."""
    points: Outline = []
    for corner, (sx, sy) in enumerate([(1, 1), (-1, 1), (-1, -1), (1, -1)]):
        cx, cy = sx * (width / 2 - radius), sy * (height / 2 - radius)
        for step in range(steps + 1):
            angle = math.radians(90 * corner + 90 * step / steps)
            points.append((cx + radius * math.cos(angle), cy + radius * math.sin(angle)))
    return points


def circle(radius: float, steps: int = 72) -> Outline:
    """A circle about the origin, anticlockwise."""
    return [
        (radius * math.cos(math.tau * step / steps), radius * math.sin(math.tau * step / steps))
        for step in range(steps)
    ]


def inset(outline: Outline, by: float) -> Outline:
    """The outline drawn in by a distance (out, when negative)."""
    moved: Outline = []
    count = len(outline)
    for index, (x, y) in enumerate(outline):
        before, after = outline[index - 1], outline[(index + 1) % count]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        moved.append((x - dy / length * by, y + dx / length * by))
    return moved


def raised(outline: Outline, profile: Sequence[tuple[float, float]], matter: Matter) -> list[Face]:
    """A block over an outline: the profile gives (inset, height) from foot to top, then it is closed."""
    rings = [[(x, y, z) for x, y in inset(outline, by)] for by, z in profile]
    faces: list[Face] = []
    count = len(outline)
    for low, high in itertools.pairwise(rings):
        for index in range(count):
            after = (index + 1) % count
            faces.append(Face((low[index], low[after], high[after], high[index]), matter))
    faces.append(Face(tuple(rings[-1]), matter))
    return faces


def turned_body(profile: Sequence[tuple[float, float]], matter: Matter, steps: int = 72) -> list[Face]:
    """A body of revolution: the profile gives (radius, height) along its outside, then down its inside."""
    faces: list[Face] = []
    for (r0, z0), (r1, z1) in itertools.pairwise(profile):
        for step in range(steps):
            a, b = math.tau * step / steps, math.tau * (step + 1) / steps
            ca, sa, cb, sb = math.cos(a), math.sin(a), math.cos(b), math.sin(b)
            faces.append(
                Face(
                    (
                        (r0 * ca, r0 * sa, z0),
                        (r0 * cb, r0 * sb, z0),
                        (r1 * cb, r1 * sb, z1),
                        (r1 * ca, r1 * sa, z1),
                    ),
                    matter,
                )
            )
    return faces


def curve(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """A smooth line through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    line: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            x, y, z = (
                0.5
                * (
                    2 * b[i]
                    + (c[i] - a[i]) * t
                    + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t
                    + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t**3
                )
                for i in range(3)
            )
            line.append((x, y, z))
    return [*line, points[-1]]


def cable(path: Sequence[Point], radius: float, matter: Matter, sides: int = 12) -> list[Face]:
    """A round cable along a line."""
    rings: list[list[Point]] = []
    aside = (1.0, 0.0, 0.0)
    for index, (x, y, z) in enumerate(path):
        before, after = path[max(0, index - 1)], path[min(len(path) - 1, index + 1)]
        along = unit(minus(after, before))
        if index == 0:
            aside = cross(along, (0.0, 0.0, 1.0) if abs(along[2]) < 0.95 else (1.0, 0.0, 0.0))
        slip = aside[0] * along[0] + aside[1] * along[1] + aside[2] * along[2]
        aside = unit((aside[0] - along[0] * slip, aside[1] - along[1] * slip, aside[2] - along[2] * slip))
        above = cross(aside, along)
        ring: list[Point] = []
        for side in range(sides):
            c, s = math.cos(math.tau * side / sides) * radius, math.sin(math.tau * side / sides) * radius
            ring.append(
                (
                    x + aside[0] * c + above[0] * s,
                    y + aside[1] * c + above[1] * s,
                    z + aside[2] * c + above[2] * s,
                )
            )
        rings.append(ring)
    faces: list[Face] = []
    for low, high in itertools.pairwise(rings):
        for side in range(sides):
            after_side = (side + 1) % sides
            faces.append(Face((low[side], high[side], high[after_side], low[after_side]), matter))
    return faces


def cloth(
    where: Callable[[float, float], Point], across: int, along: int, matter: Callable[[float, float], Matter]
) -> list[Face]:
    """A sheet from a function over the unit square, coloured by a function over the same square."""
    grid = [[where(u / across, v / along) for u in range(across + 1)] for v in range(along + 1)]
    return [
        Face((grid[v][u], grid[v][u + 1], grid[v + 1][u + 1], grid[v + 1][u]), matter(u / across, v / along))
        for v in range(along)
        for u in range(across)
    ]


def box(
    width: float,
    depth: float,
    height: float,
    side: Image.Image,
    top: Image.Image,
    end: Image.Image | None = None,
) -> list[Thing]:
    """A box on the table about the origin, covered in pictures: its ends, front and top (the back is never seen)."""
    x, y, z = width / 2, depth / 2, height
    end = end or side
    floor = Face(((-x, -y, 0), (-x, y, 0), (x, y, 0), (x, -y, 0)), Matter((0, 0, 0)))
    return [
        [floor],
        Flat(end, ((x, -y, z), (x, y, z), (x, y, 0), (x, -y, 0))),
        Flat(end, ((-x, y, z), (-x, -y, z), (-x, -y, 0), (-x, y, 0))),
        Flat(side, ((-x, -y, z), (x, -y, z), (x, -y, 0), (-x, -y, 0))),
        Flat(top, ((-x, y, z), (x, y, z), (x, -y, z), (-x, -y, z))),
    ]


def sheet(picture: Image.Image, width: float, height: float, z: float = 0.02) -> Flat:
    """A picture lying flat about the origin."""
    x, y = width / 2, height / 2
    return Flat(picture, ((-x, y, z), (x, y, z), (x, -y, z), (-x, -y, z)))
