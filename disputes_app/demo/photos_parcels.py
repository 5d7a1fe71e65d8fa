"""Parcels and pallets: the crushed watch parcel with its label, the lamp cartons, an open carton, a postal receipt."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from disputes_app.demo import textures
from disputes_app.demo.lettering import write
from disputes_app.demo.photos_watch import table
from disputes_app.demo.scene import Camera, Face, Flat, Light, Matter, Point, Thing, placed, render, turned
from disputes_app.demo.shapes import box, cloth, raised, rounded, sheet, turned_body

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
    for row, text in enumerate(("Shenzhen Vetra Wearables Store", "Bldg 7, Longhua District",
                                "Shenzhen, Guangdong 518109, CN")):
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
    for row, text in enumerate(("Order ref. 8193 0457 7216 4402", "Smart watch × 1", "Weight 0.214 kg",
                                "Declared USD 64.80")):
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
    camera = Camera((3.0, -22.5, 27.5), (0.0, -0.3, 5.4), 1.95, roll=4)
    light = Light((-0.5, 0.35, 0.9), 0.86, 0.36)
    turned_scene = placed(scene, turned(-9))
    return textures.photographed(render([table(textures.ash(), 150, 8)], turned_scene, camera, light, 0.75), 105,
                                 focus=(0.05, 0.97), warmth=1.02)


def _carton(seed: int, tall: int, width: int, marks: bool) -> Image.Image:
    side = textures.cardboard((width, tall), seed, (170, 136, 98)).copy()
    if marks:
        write(side, (width * 0.08, tall * 0.14), "LUMIO", int(tall * 0.17), (66, 48, 34), "bold")
        for row, text in enumerate(("LED PANEL 600×600 40W", "QTY 8 PCS   G.W. 21.6 KG", f"C/NO. {seed % 130 + 1}-150")):
            write(side, (width * 0.08, tall * (0.42 + 0.14 * row)), text, int(tall * 0.085), (72, 54, 40))
        draw = ImageDraw.Draw(side)
        for column in range(3):
            left = width * (0.70 + 0.09 * column)
            draw.rectangle((left, tall * 0.60, left + width * 0.07, tall * 0.80), outline=(72, 54, 40), width=3)
    draw = ImageDraw.Draw(side)
    tape = Image.new("L", side.size, 0)
    ImageDraw.Draw(tape).rectangle((width * 0.44, 0, width * 0.56, tall * 0.16), fill=80)
    side.paste((214, 196, 160), (0, 0), tape)
    edge = Image.new("L", side.size, 0)
    ImageDraw.Draw(edge).rectangle((0, 0, width - 1, tall - 1), outline=255, width=8)
    side.paste((70, 48, 30), (0, 0), edge.filter(ImageFilter.GaussianBlur(6)).point(lambda value: value // 2))
    draw.line((0, 1, width, 1), (210, 172, 128), 2)
    return side


def _pallet(width: float, depth: float) -> list[Thing]:
    timber = textures.wood((140, 112, 78), (176, 146, 106), (204, 178, 138), 91, 800)
    things: list[Thing] = []
    for place in (-1, 0, 1):
        block = box(width, 9, 9, timber.crop((0, 100, 800, 160)), timber)
        things += placed(block, turned(0, (0, -place * (depth / 2 - 5), 0)))
    for place in range(5):
        plank = box(12, depth, 2.2, timber.crop((0, 300, 700, 330)), timber.rotate(90).crop((60 * place, 0, 60 * place + 90, 800)))
        things += placed(plank, turned(0, ((place - 2) * (width - 12) / 4, 0, 9)))
    return things


def lamp_pallet() -> Image.Image:
    """The lamp cartons as they stood on arrival: one stack is short of a layer."""
    things = _pallet(124, 100)
    rng = random.Random(7)
    for layer in range(5):
        for row in (1, 0):
            for column in range(2):
                if layer == 4 and (row, column) in {(0, 1), (1, 1)}:
                    continue
                seed = 200 + layer * 10 + row * 4 + column
                top = textures.cardboard((600, 480), 300 + seed % 3, (176, 146, 110)).copy()
                ImageDraw.Draw(top).rectangle((0, 215, 600, 265), (198, 174, 132))
                carton = box(60.5, 48.5, 27.6, _carton(seed, 300, 620, True), top, _carton(seed + 50, 300, 500, False))
                jog = (rng.uniform(-0.8, 0.8), rng.uniform(-0.8, 0.8))
                things += placed(carton, turned(rng.uniform(-0.9, 0.9), (
                    (column - 0.5) * 61.5 + jog[0], (row - 0.5) * 49.5 + jog[1], 11.3 + layer * 28)))
    single = box(60, 48, 27.6, _carton(251, 300, 620, True), textures.cardboard((600, 480), 301, (176, 146, 110)),
                 _carton(252, 300, 500, False))
    things += placed(single, turned(-16, (104, -52, 0)))
    wall = textures.plain((170, 172, 172), 95, 0.07, (1600, 700)).copy()
    draw = ImageDraw.Draw(wall)
    for x in range(0, 1600, 40):
        draw.rectangle((x, 0, x + 2, 700), (138, 140, 141))
        draw.rectangle((x + 3, 0, x + 8, 700), (186, 188, 188))
    back = Flat(wall, ((-420, 170, 330), (420, 170, 330), (420, 170, 0), (-420, 170, 0)))
    camera = Camera((96, -300, 150), (20, -6, 62), 2.0)
    light = Light((-0.55, -0.45, 0.9), 0.72, 0.42, (1.0, 1.0, 1.0))
    ground = textures.concrete()
    return textures.photographed(render([table(ground, 1000), back], things, camera, light, 0.7), 106, focus=(0.12, 1.0),
                                 warmth=1.0, dim=0.72)


def open_carton() -> Image.Image:
    """One carton opened: lamps in foam sleeves, with two places empty."""
    board = textures.cardboard((800, 640), 311, (180, 140, 98))
    inner = textures.cardboard((800, 400), 312, (142, 106, 70))
    width, depth, height = 62.0, 50.0, 27.0
    x, y = width / 2, depth / 2
    things: list[Thing] = [
        Flat(inner, ((-x, y, height), (x, y, height), (x, y, 0.5), (-x, y, 0.5))),
        Flat(inner, ((-x, -y, height), (-x, y, height), (-x, y, 0.5), (-x, -y, 0.5))),
        Flat(inner, ((x, y, height), (x, -y, height), (x, -y, 0.5), (x, y, 0.5))),
        Flat(textures.cardboard((600, 480), 313, (92, 68, 46)), ((-x, y, 1), (x, y, 1), (x, -y, 1), (-x, -y, 1))),
    ]
    foam = textures.plain((222, 224, 226), 96, 0.06, (700, 260))
    foil = foam.copy()
    write(foil, (350, 120), "LUMIO  600×600  4000 K", 40, (120, 124, 130), "bold", "mm")
    for place in range(8):
        if place in (3, 6):
            continue
        sleeve = box(width - 4, 4.6, 24, foil, foam.resize((700, 70)), foam.resize((60, 260)))
        things += placed(sleeve, turned(0.6 * math.sin(place * 2.4), (0, y - 4.4 - place * 5.9, 1)))
    flap = textures.cardboard((800, 300), 314, (178, 148, 112))
    things += [
        Flat(flap, ((-x - 14, y + 2, height - 7), (-x - 15, -y - 2, height - 8), (-x, -y, height), (-x, y, height))),
        Flat(flap, ((x, y, height), (x, -y, height), (x + 15, -y - 1, height - 6), (x + 14, y + 1, height - 9))),
        Flat(flap, ((-x, y + 12, height + 11), (x, y + 13, height + 10), (x, y, height), (-x, y, height))),
        Flat(_carton(331, 300, 620, True), ((-x, -y, height), (x, -y, height), (x, -y, 0), (-x, -y, 0))),
        Flat(board.resize((800, 300)), ((-x, -y, height), (x, -y, height), (x - 1, -y - 15, height - 10),
                                        (-x + 1, -y - 14, height - 8))),
    ]
    camera = Camera((30, -100, 112), (2, -8, 12), 2.05, roll=-3)
    light = Light((-0.5, -0.12, 0.9), 0.76, 0.38, (1.0, 1.0, 1.0))
    return textures.photographed(render([table(textures.concrete(), 620, 12)], placed(things, turned(7)), camera, light, 0.7),
                                 107, focus=(0.08, 0.96), warmth=1.0, dim=0.78)


def postal_receipt() -> Image.Image:
    """A till receipt for a parcel sent back, on a dark desk."""
    paper = textures.plain((238, 237, 232), 97, 0.03, (640, 1300)).copy()
    write(paper, (320, 60), "MERRION POST & PARCELS", 38, INK, "bold", "mm")
    lines = [("14 Example Street, Leeds", ""), ("", ""), ("Tue 24 Feb 2026", "16:52"), ("Till 2", "No 004417"), ("", ""),
             ("Tracked parcel to NO", "£14.85"), ("Weight", "1.180 kg"), ("To", "NO-5700 Voss"),
             ("Tracking", "RX 4417 2096 0 GB"), ("", ""), ("Total", "£14.85"), ("Card ··4417", "£14.85"), ("", ""),
             ("Keep this receipt. It is", ""), ("your proof of posting.", "")]
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
        return 0.12 + 0.5 * math.exp(-(v / 0.16) ** 2) + 0.9 * max(0.0, (v - 0.72) / 0.28) ** 2

    for strip in range(strips):
        low, high = strip / strips, (strip + 1) / strips
        part = paper.crop((0, int(low * 1300), 640, int(high * 1300) + 2))
        scene.append(Flat(part, (
            (-3.9, 8 - 16 * low, bend(low)), (3.9, 8 - 16 * low, bend(low)), (3.9, 8 - 16 * high, bend(high)),
            (-3.9, 8 - 16 * high, bend(high)))))
    mug = turned_body([(3.6, 0), (4.0, 0.5), (4.2, 8.6), (4.1, 9.0), (3.8, 9.0), (3.75, 7.6)],
                      Matter((196, 202, 200), 0.3, 40, 0.2), 90)
    tea: list[Face] = raised([(3.8 * math.cos(t / 20 * math.pi), 3.8 * math.sin(t / 20 * math.pi)) for t in range(40)],
                             [(0, 7.2), (0.02, 7.22)], Matter((52, 28, 14), 0.3, 90, 0.2))
    pen = placed([raised(rounded(0.9, 13.5, 0.42, 8), [(0.2, 0.05), (0, 0.4), (0.1, 0.7), (0.3, 0.85)],
                         Matter((28, 44, 84), 0.5, 50, 0.2))], turned(28, (9.5, -3, 0)))
    things = [*placed([mug, tea], turned(0, (-9.8, 8.6, 0))), *placed(scene, turned(-7)), *pen]
    camera = Camera((0.5, -17, 25), (0.2, -0.3, 0), 1.75, roll=2)
    return textures.photographed(render([table(textures.walnut(), 60, 4)], things, camera,
                                        Light((-0.6, 0.4, 0.8), 0.95, 0.36)), 108, warmth=1.02)
