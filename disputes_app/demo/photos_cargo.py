"""The reseller's goods: the lamp cartons on their pallet, one layer short, and one carton opened."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw, ImageFilter

from disputes_app.demo import textures
from disputes_app.demo.lettering import write
from disputes_app.demo.photos_watch import table
from disputes_app.demo.scene import Camera, Flat, Light, Thing, placed, render, turned
from disputes_app.demo.shapes import box


def _carton(seed: int, tall: int, width: int, marks: bool) -> Image.Image:
    side = textures.cardboard((width, tall), seed, (170, 136, 98)).copy()
    if marks:
        write(side, (width * 0.08, tall * 0.14), "LUMIO", int(tall * 0.17), (66, 48, 34), "bold")
        for row, text in enumerate(
            ("LED PANEL 600×600 40W", "QTY 8 PCS   G.W. 21.6 KG", f"C/NO. {seed % 130 + 1}-150")
        ):
            write(side, (width * 0.08, tall * (0.42 + 0.14 * row)), text, int(tall * 0.085), (72, 54, 40))
        draw = ImageDraw.Draw(side)
        for column in range(3):
            left = width * (0.70 + 0.09 * column)
            draw.rectangle(
                (left, tall * 0.60, left + width * 0.07, tall * 0.80), outline=(72, 54, 40), width=3
            )
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
        plank = box(
            12,
            depth,
            2.2,
            timber.crop((0, 300, 700, 330)),
            timber.rotate(90).crop((60 * place, 0, 60 * place + 90, 800)),
        )
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
                carton = box(
                    60.5, 48.5, 27.6, _carton(seed, 300, 620, True), top, _carton(seed + 50, 300, 500, False)
                )
                jog = (rng.uniform(-0.8, 0.8), rng.uniform(-0.8, 0.8))
                things += placed(
                    carton,
                    turned(
                        rng.uniform(-0.9, 0.9),
                        ((column - 0.5) * 61.5 + jog[0], (row - 0.5) * 49.5 + jog[1], 11.3 + layer * 28),
                    ),
                )
    single = box(
        60,
        48,
        27.6,
        _carton(251, 300, 620, True),
        textures.cardboard((600, 480), 301, (176, 146, 110)),
        _carton(252, 300, 500, False),
    )
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
    return textures.photographed(
        render([table(ground, 1000), back], things, camera, light, 0.7),
        106,
        focus=(0.12, 1.0),
        warmth=1.0,
        dim=0.72,
    )


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
        Flat(
            textures.cardboard((600, 480), 313, (92, 68, 46)),
            ((-x, y, 1), (x, y, 1), (x, -y, 1), (-x, -y, 1)),
        ),
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
        Flat(
            flap,
            ((-x - 14, y + 2, height - 7), (-x - 15, -y - 2, height - 8), (-x, -y, height), (-x, y, height)),
        ),
        Flat(
            flap, ((x, y, height), (x, -y, height), (x + 15, -y - 1, height - 6), (x + 14, y + 1, height - 9))
        ),
        Flat(flap, ((-x, y + 12, height + 11), (x, y + 13, height + 10), (x, y, height), (-x, y, height))),
        Flat(_carton(331, 300, 620, True), ((-x, -y, height), (x, -y, height), (x, -y, 0), (-x, -y, 0))),
        Flat(
            board.resize((800, 300)),
            ((-x, -y, height), (x, -y, height), (x - 1, -y - 15, height - 10), (-x + 1, -y - 14, height - 8)),
        ),
    ]
    camera = Camera((30, -100, 112), (2, -8, 12), 2.05, roll=-3)
    light = Light((-0.5, -0.12, 0.9), 0.76, 0.38, (1.0, 1.0, 1.0))
    return textures.photographed(
        render([table(textures.concrete(), 620, 12)], placed(things, turned(7)), camera, light, 0.7),
        107,
        focus=(0.08, 0.96),
        warmth=1.0,
        dim=0.78,
    )
