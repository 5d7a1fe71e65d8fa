"""Surfaces for the sample photographs: noise, wood, cardboard, laminate, and what a lens does to them.

Every texture grows from a seed, so the same library is made each time.
"""

from __future__ import annotations

import math
import random
from functools import cache

from PIL import Image, ImageChops, ImageFilter, ImageOps

Colour = tuple[int, int, int]
Size = tuple[int, int]


def noise(size: Size, seed: int) -> Image.Image:
    """Even grey noise, the same for the same seed."""
    return Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))


def clouds(size: Size, cells: Size, seed: int) -> Image.Image:
    """Soft noise: few cells drawn large."""
    return ImageOps.autocontrast(noise(cells, seed).resize(size, Image.Resampling.BICUBIC))


def waved(picture: Image.Image, height: float, length: float, seed: int) -> Image.Image:
    """The picture pushed up and down in slow waves, as grain runs in a board."""
    width, tall = picture.size
    rng = random.Random(seed)
    phases = [rng.uniform(0, math.tau) for _ in range(3)]

    def shift(x: float, y: float) -> float:
        t = math.tau * x / length
        return height * (
            math.sin(t + phases[0] + y / tall * 2) + 0.5 * math.sin(2.3 * t + phases[1] + y / tall * 5)
        )

    cell = 40
    mesh = []
    for left in range(0, width, cell):
        for top in range(0, tall, cell * 2):
            right, bottom = min(width, left + cell), min(tall, top + cell * 2)
            corners = [(left, top), (left, bottom), (right, bottom), (right, top)]
            quad = tuple(
                value for x, y in corners for value in (x, min(tall - 1.0, max(0.0, y + shift(x, y))))
            )
            mesh.append(((left, top, right, bottom), quad))
    return picture.transform(picture.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)


@cache
def wood(dark: Colour, middle: Colour, light: Colour, seed: int, size: int = 2000) -> Image.Image:
    """A board with grain running from left to right."""
    square = (size, size)
    fine = noise((26, size), seed).resize(square, Image.Resampling.BICUBIC)
    streak = noise((9, size // 7), seed + 1).resize(square, Image.Resampling.BICUBIC)
    broad = noise((4, size // 60), seed + 2).resize(square, Image.Resampling.BICUBIC)
    grain = Image.blend(Image.blend(fine, streak, 0.5), broad, 0.42)
    grain = ImageOps.autocontrast(grain, cutoff=0.5)
    grain = waved(grain, size / 130, size / 0.9, seed + 3)
    pores = noise((120, size), seed + 4).resize(square, Image.Resampling.BICUBIC)
    pores = pores.point(lambda value: 255 if value < 200 else 255 - (value - 200) * 2)
    return ImageChops.multiply(
        ImageOps.colorize(grain, dark, light, middle), ImageOps.colorize(pores, middle, (255,) * 3)
    )


@cache
def oak(seed: int = 11) -> Image.Image:
    """A light oiled table."""
    return wood((132, 104, 80), (160, 131, 103), (183, 156, 129), seed)


@cache
def ash(seed: int = 23) -> Image.Image:
    """A grey hall floor."""
    return wood((108, 98, 88), (138, 127, 116), (164, 154, 142), seed)


@cache
def walnut(seed: int = 37) -> Image.Image:
    """A dark desk."""
    return wood((52, 36, 26), (84, 58, 42), (118, 86, 62), seed)


@cache
def plain(colour: Colour, seed: int, strength: float = 0.12, size: Size = (1200, 1200)) -> Image.Image:
    """A painted or laminated surface: one colour with slow unevenness and a fine tooth."""
    slow = clouds(size, (7, 6), seed)
    tooth = noise(size, seed + 1).filter(ImageFilter.GaussianBlur(0.8))
    mixed = Image.blend(slow, tooth, 0.35)
    low = tuple(max(0, int(part * (1 - strength))) for part in colour)
    high = tuple(min(255, int(part * (1 + strength))) for part in colour)
    return ImageOps.colorize(mixed, low, high)


@cache
def concrete(seed: int = 41) -> Image.Image:
    """A warehouse floor."""
    size = (1600, 1600)
    mixed = Image.blend(clouds(size, (14, 14), seed), clouds(size, (170, 170), seed + 1), 0.55)
    mixed = Image.blend(mixed, noise(size, seed + 2), 0.22)
    return ImageOps.colorize(mixed, (122, 121, 118), (158, 157, 152))


@cache
def cardboard(size: Size, seed: int, colour: Colour = (176, 144, 108)) -> Image.Image:
    """Corrugated board: faint lines along the flutes, specks, slow unevenness."""
    flutes = noise((1, max(2, size[1] // 9)), seed).resize(size, Image.Resampling.BICUBIC)
    fibre = noise((size[0] // 6, size[1]), seed + 1).resize(size, Image.Resampling.BICUBIC)
    mixed = Image.blend(Image.blend(clouds(size, (5, 4), seed + 2), flutes, 0.3), fibre, 0.3)
    low = tuple(int(part * 0.87) for part in colour)
    high = tuple(min(255, int(part * 1.08)) for part in colour)
    return ImageOps.colorize(mixed, low, high)


@cache
def linen(size: Size, seed: int, colour: Colour) -> Image.Image:
    """Woven cloth seen from near."""
    warp = noise((size[0] // 2, 110), seed).resize(size, Image.Resampling.BICUBIC)
    weft = noise((110, size[1] // 2), seed + 1).resize(size, Image.Resampling.BICUBIC)
    mixed = Image.blend(warp, weft, 0.5)
    low = tuple(int(part * 0.86) for part in colour)
    high = tuple(min(255, int(part * 1.08)) for part in colour)
    return ImageOps.colorize(ImageOps.autocontrast(mixed, cutoff=0.1), low, high)


def lit_from(picture: Image.Image, corner: tuple[float, float], near: float, far: float) -> Image.Image:
    """The picture brighter towards one point (given in parts of its size), as by a window."""
    width, height = picture.width // 4, picture.height // 4
    reach = int(max(width, height) * 2.4)
    pool = Image.radial_gradient("L").resize((reach, reach), Image.Resampling.BILINEAR)
    left, top = int(reach / 2 - corner[0] * width), int(reach / 2 - corner[1] * height)
    pool = pool.crop((left, top, left + width, top + height)).resize(picture.size, Image.Resampling.BILINEAR)
    gain = pool.point(
        [max(0, min(255, int(127 * (near + (far - near) * value / 255)))) for value in range(256)]
    )
    doubled = ImageChops.multiply(picture, Image.merge("RGB", (gain,) * 3))
    return doubled.point([min(255, value * 2) for value in range(256)] * 3)


def photographed(
    picture: Image.Image,
    seed: int,
    size: Size = (1600, 1200),
    focus: tuple[float, float] = (0.25, 1.0),
    blur: float = 3.0,
    warmth: float = 1.0,
    dim: float = 0.82,
) -> Image.Image:
    """What a phone makes of a scene: sharp within a band of its height, darker corners, sensor grain."""
    small = picture.resize(size, Image.Resampling.HAMMING) if picture.size != size else picture
    width, height = size
    mask = Image.new("L", (1, height))
    top, bottom = focus
    mask.putdata(
        [
            int(255 * min(1.0, max(0.0, (top - y / height) * 3.2, (y / height - bottom) * 3.2)))
            for y in range(height)
        ]
    )
    small.paste(small.filter(ImageFilter.GaussianBlur(blur)), (0, 0), mask.resize(size))
    small = lit_from(small, (0.36, 0.22), 1.10, dim * 0.82)
    red = [min(255, int(value * (0.5 + 0.5 * warmth))) for value in range(256)]
    blue = [min(255, int(value / (0.5 + 0.5 * warmth))) for value in range(256)]
    small = small.point([*red, *range(256), *blue])
    grain = noise((width // 2, height // 2), seed).resize(size, Image.Resampling.BILINEAR)
    grain = grain.point([124 + value // 32 for value in range(256)])
    toned = ImageChops.add(small, Image.merge("RGB", (grain,) * 3), 1.0, -128)
    return toned.filter(ImageFilter.UnsharpMask(1.4, 40, 2))
