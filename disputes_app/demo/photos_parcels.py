"""Post: the crushed watch parcel with its label, and the receipt for a parcel sent back."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from disputes_app.demo import textures
from disputes_app.demo.lettering import write
from disputes_app.demo.photos_watch import table
from disputes_app.demo.scene import Camera, Face, Flat, Light, Matter, Point, Thing, placed, render, turned
from disputes_app.demo.shapes import cloth, raised, rounded, sheet, turned_body

INK = (22, 22, 24)


def bars(picture: Image.Image, area: tuple[int, int, int, int], seed: int) -> None:
    """A barcode filling an area."""
    draw = ImageDraw.Draw(picture)
    rng = random.Random(seed)
    x, top, right, bottom = area
    unit = max(2, (right - x) // 150)
    while x < right - 4 * unit:
        dark, gap = rng.choice((1, 1, 2, 3)) * unit, rng.choice((1, 1, 2, 3)) * unit
        draw.rectangle((x, top, x + dark - 1, bottom), INK)
        x += dark + gap


def squares(picture: Image.Image, corner: tuple[int, int], cell: int, seed: int) -> None:
    """A square code of 29 by 29 cells with its three corner marks; it says nothing."""
    draw = ImageDraw.Draw(picture)
    rng = random.Random(seed)
    left, top = corner
    for row in range(29):
        for column in range(29):
            if rng.random() < 0.48:
                x, y = left + column * cell, top + row * cell
                draw.rectangle((x, y, x + cell - 1, y + cell - 1), INK)
    for column, row in ((0, 0), (22, 0), (0, 22)):
        x, y = left + column * cell, top + row * cell
        draw.rectangle((x - cell, y - cell, x + 8 * cell - 1, y + 8 * cell - 1), (246, 246, 244))
        draw.rectangle((x, y, x + 7 * cell - 1, y + 7 * cell - 1), INK)
        draw.rectangle((x + cell, y + cell, x + 6 * cell - 1, y + 6 * cell - 1), (246, 246, 244))
        draw.rectangle((x + 2 * cell, y + 2 * cell, x + 5 * cell - 1, y + 5 * cell - 1), INK)


def parcel_label() -> Image.Image:
    """The carrier's label of the watch parcel, with the made-up buyer's name and address."""
    label = textures.plain((240, 240, 238), 71, 0.02, (900, 1260)).copy()
    draw = ImageDraw.Draw(label)
    write(label, (50, 42), "CAINIAO", 74, INK, "bold")
    write(label, (850, 48), "STANDARD", 50, INK, "bold", "ra")
    write(label, (850, 110), "GB-LBA / 04", 32, (70, 70, 72), anchor="ra")
    draw.rectangle((50, 160, 850, 163), INK)
    write(label, (50, 176), "FROM", 24, (80, 80, 82))
    for row, text in enumerate(
        ("Shenzhen Vetra Wearables Store", "Bldg 7, Longhua District", "Shenzhen, Guangdong 518109, CN")
    ):
        write(label, (50, 206 + row * 38), text, 31, (50, 50, 52))
    draw.rectangle((50, 330, 850, 332), INK)
    write(label, (50, 344), "TO", 24, (80, 80, 82))
    for row, text in enumerate(("Mira Hale", "14 Example Terrace", "Leeds LS0 0AA, GB")):
        write(label, (50, 374 + row * 52), text, 44, INK, "bold" if row == 0 else "regular")
    write(label, (50, 536), "Tel 0113 496 0000", 38, INK)
    draw.rectangle((50, 592, 850, 594), INK)
    bars(label, (60, 610, 850, 760), 5)
    write(label, (455, 774), "LP00 6128 4471 3", 58, INK, "bold", "ma")
    draw.rectangle((50, 850, 850, 852), INK)
    squares(label, (66, 880), 9, 6)
    for row, text in enumerate(
        ("Order ref. 8193 0457 7216 4402", "Smart watch × 1", "Weight 0.214 kg", "Declared USD 64.80")
    ):
        write(label, (370, 874 + row * 46), text, 32, (50, 50, 52))
    write(label, (370, 1066), "2026-02-10", 46, INK, "bold")
    return label


def _crushed(points: Sequence[Point], width: float, depth: float, height: float) -> list[Point]:
    """Points of the lid and walls pushed down and in near the right corner in front, in folds."""
    moved = []
    for x, y, z in points:
        away = math.hypot((width / 2 - x) * 0.8, (depth / 2 + y) * 1.0)
        press = max(0.0, 1 - away / 6.6)
        crease = abs((x * 0.31 + y * 0.17) % 1.0 - 0.5) + abs((x * 0.12 - y * 0.27 + 0.2) % 1.0 - 0.5)
        crease += 0.35 * abs((x * 0.55 - y * 0.6) % 1.0 - 0.5)
        fold = 1.25 * (crease - 0.5) * press**0.5 * (z / height)
        moved.append((x - 2.4 * press**1.5, y + 2.2 * press**1.3, z - 4.6 * press**1.2 * (z / height) + fold))
    return moved


def _board(colour: tuple[int, int, int]) -> Matter:
    return Matter(colour, shine=0.02, sharp=6)


def crushed_parcel() -> Image.Image:
    """Exhibit D: the parcel as delivered, label up, one corner crushed."""
    width, depth, height = 22.0, 17.0, 8.5
    board = textures.cardboard((640, 500), 81)
    pixels = board.filter(ImageFilter.GaussianBlur(0.6))

    def sample(u: float, v: float) -> Matter:
        red, green, blue = pixels.getpixel((min(639, int(u * 640)), min(499, int((1 - v) * 500))))  # type: ignore[misc]
        taped = 0.50 < v < 0.76
        if taped:
            red, green, blue = int(red * 0.93 + 14), int(green * 0.97 + 14), int(blue * 1.04 + 16)
        return Matter((red, green, blue), shine=0.10 if taped else 0.02, sharp=14 if taped else 6)

    def towards(u: float, v: float) -> tuple[float, float]:
        """The faces are smaller towards the crushed corner."""
        return 1 - (1 - u) ** 1.8, v**1.8

    def lid(u: float, v: float) -> Point:
        u, v = towards(u, v)
        return _crushed([((u - 0.5) * width, (v - 0.5) * depth, height)], width, depth, height)[0]

    def right(u: float, v: float) -> Point:
        return _crushed([(width / 2, (u - 0.5) * depth, v * height)], width, depth, height)[0]

    def front(u: float, v: float) -> Point:
        return _crushed([((u - 0.5) * width, -depth / 2, v * height)], width, depth, height)[0]

    label = placed([sheet(parcel_label(), 9.4, 13.2, height + 0.03)], turned(-3, (-4.0, -0.9, 0)))
    scene: list[Thing] = [
        cloth(right, 70, 40, lambda u, v: sample(u * 0.9, 0.04 + v * 0.4)),
        cloth(front, 120, 46, lambda u, v: sample(u * 0.9 + 0.05, 0.04 + v * 0.4)),
        cloth(lid, 130, 104, lambda u, v: sample(*towards(u, v))),
        *label,
    ]
    camera = Camera((3.0, -22.5, 27.5), (0.4, -0.3, 5.4), 1.9, roll=3)
    light = Light((-0.5, 0.35, 0.9), 0.86, 0.36)
    turned_scene = placed(scene, turned(3))
    return textures.photographed(
        render([table(textures.ash(), 150, 8)], turned_scene, camera, light, 0.75),
        105,
        focus=(0.05, 0.97),
        warmth=1.02,
    )


def postal_receipt() -> Image.Image:
    """A till receipt for a parcel sent back, on a dark desk."""
    paper = textures.plain((238, 237, 232), 97, 0.03, (640, 1300)).copy()
    write(paper, (320, 60), "MERRION POST & PARCELS", 38, INK, "bold", "mm")
    lines = [
        ("14 Example Street, Leeds", ""),
        ("", ""),
        ("Tue 24 Feb 2026", "16:52"),
        ("Till 2", "No 004417"),
        ("", ""),
        ("Tracked parcel to NO", "£14.85"),
        ("Weight", "1.180 kg"),
        ("To", "NO-5700 Voss"),
        ("Tracking", "RX 4417 2096 0 GB"),
        ("", ""),
        ("Total", "£14.85"),
        ("Card ··4417", "£14.85"),
        ("", ""),
        ("Keep this receipt. It is", ""),
        ("your proof of posting.", ""),
    ]
    for row, (left, right) in enumerate(lines):
        family = "bold" if left == "Total" else "regular"
        write(paper, (56, 130 + row * 54), left, 36, (52, 52, 58), family)
        write(paper, (584, 130 + row * 54), right, 36, (52, 52, 58), family, "ra")
    bars(paper, (80, 1010, 560, 1130), 9)
    write(paper, (320, 1160), "RX44172096 0GB", 32, (60, 60, 64), anchor="mm")
    fade = Image.new("RGB", (1, 1300))
    fade.putdata([(int(255 - 16 * abs(math.sin(row / 190))),) * 3 for row in range(1300)])
    paper = ImageChops.multiply(paper, fade.resize(paper.size))

    strips = 26
    scene: list[Thing] = []

    def bend(v: float) -> float:
        return 0.12 + 0.5 * math.exp(-((v / 0.16) ** 2)) + 0.9 * max(0.0, (v - 0.72) / 0.28) ** 2

    for strip in range(strips):
        low, high = strip / strips, (strip + 1) / strips
        part = paper.crop((0, int(low * 1300), 640, int(high * 1300) + 2))
        scene.append(
            Flat(
                part,
                (
                    (-3.9, 8 - 16 * low, bend(low)),
                    (3.9, 8 - 16 * low, bend(low)),
                    (3.9, 8 - 16 * high, bend(high)),
                    (-3.9, 8 - 16 * high, bend(high)),
                ),
            )
        )
    mug = turned_body(
        [(3.6, 0), (4.0, 0.5), (4.2, 8.6), (4.1, 9.0), (3.8, 9.0), (3.75, 7.6)],
        Matter((196, 202, 200), 0.3, 40, 0.2),
        90,
    )
    tea: list[Face] = raised(
        [(3.8 * math.cos(t / 20 * math.pi), 3.8 * math.sin(t / 20 * math.pi)) for t in range(40)],
        [(0, 7.2), (0.02, 7.22)],
        Matter((52, 28, 14), 0.3, 90, 0.2),
    )
    pen = placed(
        [
            raised(
                rounded(0.9, 13.5, 0.42, 8),
                [(0.2, 0.05), (0, 0.4), (0.1, 0.7), (0.3, 0.85)],
                Matter((28, 44, 84), 0.5, 50, 0.2),
            )
        ],
        turned(28, (9.5, -3, 0)),
    )
    things = [*placed([mug, tea], turned(0, (-9.8, 8.6, 0))), *placed(scene, turned(-7)), *pen]
    camera = Camera((0.5, -17, 25), (0.2, -0.3, 0), 1.75, roll=2)
    return textures.photographed(
        render([table(textures.walnut(), 60, 4)], things, camera, Light((-0.6, 0.4, 0.8), 0.95, 0.36)),
        108,
        warmth=1.02,
    )
