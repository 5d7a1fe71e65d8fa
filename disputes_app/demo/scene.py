"""A small camera and light: shapes in centimetres become a shaded picture, for the sample photographs.

The sample library must not contain anybody's photographs, so its pictures are drawn. Shapes are built of
many small flat faces, sorted from back to front and shaded one by one; flat pictures (labels, screens,
cardboard) are laid on them in true perspective. x runs right, y away from the viewer, z up; the table is z = 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float, float]
Colour = tuple[int, int, int]
Place = Callable[[Point], Point]

_LINEAR = [(value / 255) ** 2.2 for value in range(256)]
_SCREEN = [round(255 * (value / 4095) ** (1 / 2.2)) for value in range(4096)]


@dataclass(frozen=True, slots=True)
class Matter:
    """How a surface answers light: its colour, how strongly and how sharply it shines, its edge gleam."""

    colour: Colour
    shine: float = 0.15
    sharp: float = 30.0
    gleam: float = 0.0


@dataclass(frozen=True, slots=True)
class Face:
    """A flat piece of a shape; its corners run anticlockwise seen from outside."""

    corners: tuple[Point, ...]
    matter: Matter


@dataclass(frozen=True, slots=True)
class Flat:
    """A picture laid on four corners, in the order top left, top right, bottom right, bottom left."""

    picture: Image.Image
    corners: tuple[Point, Point, Point, Point]
    lit: bool = True


Thing = list[Face] | Flat


def unit(vector: Point) -> Point:
    """The vector at length one."""
    length = math.sqrt(vector[0] ** 2 + vector[1] ** 2 + vector[2] ** 2) or 1.0
    return vector[0] / length, vector[1] / length, vector[2] / length


def cross(a: Point, b: Point) -> Point:
    """The vector at right angles to both."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def minus(a: Point, b: Point) -> Point:
    """From b to a."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def normal(corners: Sequence[Point]) -> Point:
    """The direction a face looks (Newell's sum, safe for bent outlines and coinciding corners)."""
    x = y = z = 0.0
    before = corners[-1]
    for corner in corners:
        x += (before[1] - corner[1]) * (before[2] + corner[2])
        y += (before[2] - corner[2]) * (before[0] + corner[0])
        z += (before[0] - corner[0]) * (before[1] + corner[1])
        before = corner
    return unit((x, y, z))


@dataclass(frozen=True)
class Camera:
    """Where the picture is taken from, what it looks at, and how narrow the view is."""

    eye: Point
    target: Point
    focal: float = 1.5
    roll: float = 0.0
    size: tuple[int, int] = (2400, 1800)

    def axes(self) -> tuple[Point, Point, Point]:
        """Right, up and forward."""
        forward = unit(minus(self.target, self.eye))
        flat = unit(cross(forward, (0.0, 0.0, 1.0) if abs(forward[2]) < 0.999 else (0.0, 1.0, 0.0)))
        up = cross(flat, forward)
        turn = math.radians(self.roll)
        c, s = math.cos(turn), math.sin(turn)
        right = (flat[0] * c + up[0] * s, flat[1] * c + up[1] * s, flat[2] * c + up[2] * s)
        return right, cross(right, forward), forward

    def project(self) -> Callable[[Point], tuple[float, float]]:
        """A function from a point in the scene to pixels of the picture."""
        right, up, forward = self.axes()
        width, height = self.size
        scale = self.focal * width / 2
        ex, ey, ez = self.eye

        def at(point: Point) -> tuple[float, float]:
            x, y, z = point[0] - ex, point[1] - ey, point[2] - ez
            depth = max(0.05, x * forward[0] + y * forward[1] + z * forward[2])
            return (
                width / 2 + scale * (x * right[0] + y * right[1] + z * right[2]) / depth,
                height / 2 - scale * (x * up[0] + y * up[1] + z * up[2]) / depth,
            )

        return at


@dataclass(frozen=True)
class Light:
    """One window or lamp (direction towards it), its strength, and the light from everywhere."""

    towards: Point = (-0.5, 0.55, 0.9)
    strength: float = 0.95
    around: float = 0.42
    tint: tuple[float, float, float] = (1.03, 1.0, 0.95)

    def brightness(self, facing: Point) -> float:
        """What a matt surface facing that way sends back."""
        towards = unit(self.towards)
        direct = facing[0] * towards[0] + facing[1] * towards[1] + facing[2] * towards[2]
        return self.around * (0.7 + 0.3 * facing[2]) + self.strength * max(0.0, direct)


def shade(face: Face, facing: Point, light: Light, eye: Point) -> Colour:
    """The colour of a face, looking the way given, as the camera sees it."""
    towards = unit(light.towards)
    view = unit(minus(eye, face.corners[0]))
    half = unit((towards[0] + view[0], towards[1] + view[1], towards[2] + view[2]))
    matter = face.matter
    base = light.brightness(facing)
    glint = max(0.0, facing[0] * half[0] + facing[1] * half[1] + facing[2] * half[2]) ** matter.sharp
    edge = (1 - max(0.0, facing[0] * view[0] + facing[1] * view[1] + facing[2] * view[2])) ** 4
    extra = matter.shine * glint * light.strength + matter.gleam * edge * (0.4 + 0.6 * max(0.0, facing[2]))
    parts = (
        min(4095, int(4095 * (_LINEAR[channel] * base * tint + extra)))
        for channel, tint in zip(matter.colour, light.tint, strict=True)
    )
    red, green, blue = (_SCREEN[part] for part in parts)
    return red, green, blue


def draw_faces(canvas: Image.Image, faces: Iterable[Face], camera: Camera, light: Light) -> None:
    """Draw a shape: faces that look away are left out, the far ones come first."""
    at = camera.project()
    ex, ey, ez = camera.eye
    seen = []
    for face in faces:
        first = face.corners[0]
        facing = normal(face.corners)
        if (ex - first[0]) * facing[0] + (ey - first[1]) * facing[1] + (ez - first[2]) * facing[2] <= 0:
            continue
        count = len(face.corners)
        middle = [sum(corner[axis] for corner in face.corners) / count for axis in range(3)]
        seen.append((-((middle[0] - ex) ** 2 + (middle[1] - ey) ** 2 + (middle[2] - ez) ** 2), face, facing))
    seen.sort(key=lambda pair: pair[0])
    draw = ImageDraw.Draw(canvas)
    for _, face, facing in seen:
        colour = shade(face, facing, light, camera.eye)
        draw.polygon([at(corner) for corner in face.corners], fill=colour, outline=colour)


def coefficients(target: Sequence[tuple[float, float]], source: Sequence[tuple[float, float]]) -> list[float]:
    """The eight numbers by which Pillow finds the source point of each target point (Gauss elimination)."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        pivot = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(8):
            if row != column:
                factor = rows[row][column] / rows[column][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [rows[index][8] / rows[index][index] for index in range(8)]


def lay(canvas: Image.Image, flat: Flat, camera: Camera, light: Light) -> None:
    """Lay a flat picture into the scene, darkened or brightened by the way it faces."""
    at = camera.project()
    spots = [at(corner) for corner in flat.corners]
    left, top = (max(0, int(min(spot[axis] for spot in spots)) - 2) for axis in range(2))
    right, bottom = (min(canvas.size[axis], int(max(spot[axis] for spot in spots)) + 3) for axis in range(2))
    if right <= left or bottom <= top:
        return
    picture = flat.picture.convert("RGBA")
    if flat.lit:
        a, b, _, d = flat.corners
        bright = light.brightness(unit(cross(minus(d, a), minus(b, a))))
        picture = _brightened(picture, bright, light.tint)
    width, height = picture.size
    shifted = [(x - left, y - top) for x, y in spots]
    numbers = coefficients(shifted, [(0, 0), (width, 0), (width, height), (0, height)])
    area = (right - left, bottom - top)
    warped = picture.transform(area, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BILINEAR)
    canvas.paste(warped.convert("RGB"), (left, top), warped.getchannel("A"))


def _brightened(picture: Image.Image, bright: float, tint: tuple[float, float, float]) -> Image.Image:
    table: list[int] = []
    for part in tint:
        table += [_SCREEN[min(4095, int(4095 * _LINEAR[value] * bright * part))] for value in range(256)]
    return picture.point(table + list(range(256)))


def cast(canvas: Image.Image, things: Iterable[Thing], camera: Camera, light: Light, depth: float) -> None:
    """Darken the table where the things keep the light off: a soft shadow and a tight one at the foot."""
    at = camera.project()
    small = (canvas.width // 3, canvas.height // 3)
    lx, ly, lz = unit(light.towards)
    thrown = [(limit, Image.new("L", small, 0)) for limit in (1.0, 4.0, math.inf)]
    foot = Image.new("L", small, 0)
    pens = [(limit, ImageDraw.Draw(layer)) for limit, layer in thrown]
    foot_pen = ImageDraw.Draw(foot)
    for thing in things:
        for corners in [thing.corners] if isinstance(thing, Flat) else [face.corners for face in thing]:
            heights = [corner[2] for corner in corners]
            top = max(heights)
            pen = next(pen for limit, pen in pens if top <= limit)
            shadow = [at((x - lx / lz * z, y - ly / lz * z, 0.0)) for x, y, z in corners]
            pen.polygon([(x / 3, y / 3) for x, y in shadow], fill=255)
            if min(heights) < 12:
                foot_pen.polygon(
                    [(x / 3, y / 3) for x, y in [at((x, y, 0.0)) for x, y, _ in corners]], fill=255
                )
    dark = Image.new("L", small, 0)
    for (_, layer), radius in zip(thrown, (5, 11, 24), strict=True):
        dark = ImageChops.lighter(dark, layer.filter(ImageFilter.GaussianBlur(radius)))
    dark = ImageChops.lighter(dark, foot.filter(ImageFilter.GaussianBlur(9)).point(lambda v: int(v * 0.8)))
    dark = ImageChops.lighter(dark, foot.filter(ImageFilter.GaussianBlur(3)))
    mask = dark.point(lambda value: int(value * depth)).resize(canvas.size, Image.Resampling.BILINEAR)
    canvas.paste((14, 12, 14), (0, 0), mask)


def render(
    ground: Sequence[Flat], things: Sequence[Thing], camera: Camera, light: Light, shadow: float = 0.62
) -> Image.Image:
    """The whole picture at the camera's size: what lies flat, the shadows on it, then the things in the order given."""
    canvas = Image.new("RGB", camera.size, (40, 38, 36))
    for flat in ground:
        lay(canvas, flat, camera, light)
    cast(canvas, things, camera, light, shadow)
    for thing in things:
        if isinstance(thing, Flat):
            lay(canvas, thing, camera, light)
        else:
            draw_faces(canvas, thing, camera, light)
    return canvas


def placed(things: Iterable[Thing], place: Place) -> list[Thing]:
    """The same things moved, turned or bent by a function over points."""
    moved: list[Thing] = []
    for thing in things:
        if isinstance(thing, Flat):
            a, b, c, d = (place(corner) for corner in thing.corners)
            moved.append(replace(thing, corners=(a, b, c, d)))
        else:
            moved.append(
                [Face(tuple(place(corner) for corner in face.corners), face.matter) for face in thing]
            )
    return moved


def turned(degrees: float, to: Point = (0.0, 0.0, 0.0), size: float = 1.0) -> Place:
    """A turn about the upright axis, then a move."""
    c, s = math.cos(math.radians(degrees)) * size, math.sin(math.radians(degrees)) * size
    return lambda p: (p[0] * c - p[1] * s + to[0], p[0] * s + p[1] * c + to[1], p[2] * size + to[2])
