"""The smartwatch: switched on with a broken screen, close up, on its charger, and with all that was in the box."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from disputes_app.demo import textures
from disputes_app.demo.lettering import write
from disputes_app.demo.scene import (
    Camera,
    Face,
    Flat,
    Light,
    Matter,
    Point,
    Thing,
    placed,
    render,
    turned,
)
from disputes_app.demo.shapes import box, cable, circle, cloth, curve, raised, rounded, sheet, turned_body
from disputes_app.demo.watch_faces import face, face_empty, reflection

BODY = Matter((30, 31, 34), shine=0.22, sharp=26, gleam=0.30)
GLASS = Matter((9, 9, 11), shine=0.35, sharp=200, gleam=0.45)
STRAP = Matter((33, 36, 44), shine=0.05, sharp=8, gleam=0.10)
HOLE = Matter((8, 8, 9), shine=0.0)
WHITE = Matter((226, 226, 224), shine=0.12, sharp=20, gleam=0.06)


def _strap(length: float, keeper: bool) -> list[Thing]:
    """Half a strap running along +y from the body, sagging onto the table."""

    def where(u: float, v: float) -> Point:
        angle = math.pi * (1 - u)
        c, s = math.cos(angle), math.sin(angle)
        wide = 1.14 - 0.10 * min(1.0, v * 1.5)
        across = math.copysign(abs(c) ** 0.30, c) * wide
        y = 1.9 + v * length
        sag = 0.46 * math.exp(-((v * length / 1.9) ** 2)) + 0.10 + 0.05 * math.sin(v * 5.0)
        end = 1.0 - max(0.0, (v - 0.965) / 0.035) ** 3 * (0.0 if keeper else 1.0)
        return across * end, y, sag + 0.25 * abs(s) ** 0.35

    pieces: list[Thing] = [list(cloth(where, 20, 60, lambda *_: STRAP))]
    if keeper:
        loop = raised(rounded(2.75, 0.62, 0.16, 6), [(0.04, 0.02), (0, 0.1), (0, 0.42), (0.1, 0.52)], BODY)
        pieces += placed([loop], turned(0, (0, 1.9 + length - 0.25, 0)))
    else:
        for hole in range(7):
            y = 1.9 + length * (0.52 + 0.06 * hole)
            v = (y - 1.9) / length
            z = 0.10 + 0.05 * math.sin(v * 5.0) + 0.252
            mark = raised(circle(0.13, 20), [(0, z), (0.02, z + 0.004)], HOLE)
            pieces += placed([mark], turned(0, (0, y, 0)))
    return pieces


def watch(screen: Image.Image, slant: float = 0.0) -> list[Thing]:
    """The watch on its back: strap along y, crown at +x."""
    bevel = [(0.50, 0.16), (0.22, 0.24), (0.08, 0.38), (0.0, 0.58), (0.0, 0.86)]
    bevel += [
        (0.16 * (1 - math.cos(t / 8 * math.pi / 2)), 0.86 + 0.30 * math.sin(t / 8 * math.pi / 2))
        for t in range(1, 9)
    ]
    body = raised(rounded(3.9, 4.55, 1.12, 16), bevel, BODY)
    rim = raised(rounded(3.58, 4.23, 0.98, 16), [(0, 1.16), (0.05, 1.22), (0.14, 1.25)], GLASS)
    knob = turned_body(
        [(0.0, 0.0), (0.34, 0.0), (0.38, 0.06), (0.38, 0.30), (0.32, 0.38), (0.0, 0.40)], BODY, 40
    )

    def sideways(p: Point) -> Point:
        return 1.9 + p[2], 0.75 + p[1], 0.72 + p[0]

    def sideways_low(p: Point) -> Point:
        return 1.9 + p[2] * 0.55, -0.85 + p[1] * 1.5, 0.72 + p[0] * 0.55

    x, y, z = 1.70, 2.01, 1.256
    glass = ((-x, y, z), (x, y, z), (x, -y, z), (-x, -y, z))
    upper = _strap(8.6, keeper=True)
    lower = placed(_strap(9.6, keeper=False), lambda p: (-p[0], -p[1], p[2]))
    return [
        *upper,
        *placed([knob], sideways),
        *placed([knob], sideways_low),
        *lower,
        body,
        rim,
        Flat(screen, glass, lit=False),
        Flat(reflection(slant), glass, lit=False),
    ]


def table(texture: Image.Image, size: float, turn: float = 0.0) -> Flat:
    """The surface under everything."""
    flat = placed([sheet(texture, size, size, 0.0)], turned(turn))[0]
    assert isinstance(flat, Flat)
    return flat


LAMP = Light((-0.62, 0.45, 0.72), strength=0.95, around=0.34)


def switched_on() -> Image.Image:
    """Exhibit A: the whole watch on the table, lines over the screen."""
    camera = Camera((2.0, -14.5, 18.0), (0.2, -0.2, 0.4), 2.3, roll=5)
    scene = placed(watch(face()), turned(24))
    return textures.photographed(
        render([table(textures.oak(), 46, 6)], scene, camera, LAMP), 101, focus=(0.18, 0.92), warmth=1.03
    )


def close_up() -> Image.Image:
    """Exhibit B: the screen from near."""
    camera = Camera((1.2, -4.9, 8.6), (0.1, -0.25, 0.9), 2.1, roll=-6)
    scene = placed(watch(face(), 0.6), turned(-24))
    return textures.photographed(
        render([table(textures.oak(), 46, 10)], scene, camera, LAMP),
        102,
        focus=(0.16, 0.9),
        blur=5,
        warmth=1.03,
    )


def advertised() -> Image.Image:
    """The seller's own picture of the watch, for the listing."""
    camera = Camera((1.4, -12.5, 15.0), (0.1, -0.1, 0.5), 2.5, size=(1400, 1400))
    scene = placed(watch(face(broken=False), 0.5), turned(18))
    ground = textures.plain((222, 223, 226), 52, 0.02)
    return textures.photographed(
        render([table(ground, 90)], scene, camera, LAMP, 0.4),
        117,
        (700, 700),
        focus=(0, 1),
        warmth=1.0,
        dim=0.95,
    )


def _charger(to: Point) -> list[Face]:
    puck = turned_body(
        [(1.42, 0.0), (1.5, 0.06), (1.5, 0.42), (1.42, 0.52), (1.2, 0.55), (0.0, 0.56)], WHITE, 72
    )
    moved = placed([puck], turned(0, to))[0]
    assert isinstance(moved, list)
    return moved


def on_charger() -> Image.Image:
    """Exhibit C: after six hours on its charger, 0 %; a phone lies beside it."""
    return _charging(Camera((1.0, -15.0, 18.5), (0.4, 0.2, 0.4), 2.2, roll=-2), 103)


def on_charger_from_the_side() -> Image.Image:
    """The same from lower and nearer; she has not filed it yet."""
    return _charging(Camera((-6.5, -12.0, 9.5), (0.4, 0.0, 0.6), 2.2, roll=2), 119)


def _charging(camera: Camera, seed: int) -> Image.Image:
    lead = cable(
        curve(
            [
                (1.9, 0.6, 0.5),
                (4.0, 1.0, 0.25),
                (6.0, 3.4, 0.2),
                (9.5, 2.8, 0.2),
                (11.5, -1.0, 0.2),
                (15, -3.0, 0.2),
            ]
        ),
        0.2,
        WHITE,
    )
    phone = raised(
        rounded(7.2, 14.8, 0.95, 12),
        [(0.1, 0.02), (0, 0.12), (0, 0.68), (0.08, 0.78)],
        Matter((24, 28, 38), 0.3, 60, 0.35),
    )
    scene = [
        *placed([phone], turned(4, (-11.8, 5.4, 0))),
        *placed([_charger((0, 0, -0.35))], turned(0)),
        lead,
        *placed(watch(face_empty(), 0.3), turned(-21)),
    ]
    light = Light((-0.4, 0.75, 0.75), 0.80, 0.40, (1.0, 1.0, 1.0))
    ground = textures.plain((178, 178, 179), 51, 0.05)
    return textures.photographed(render([table(ground, 60)], scene, camera, light), seed, warmth=1.0, dim=0.8)


def in_the_box() -> Image.Image:
    """Exhibit F: everything that was in the box."""
    camera = Camera((0.5, -19.0, 27.0), (0.1, -0.6, 0.0), 1.85, roll=1)
    card = textures.plain((236, 236, 233), 61, 0.03, (500, 900))
    lid = card.copy()
    art = textures.plain((52, 55, 62), 62, 0.10, (430, 830))
    lid.paste(art, (35, 35))
    write(lid, (250, 760), "GT4 Pro", 44, (196, 199, 204), anchor="mm")
    carton = placed(
        box(8.6, 14.6, 2.6, card.resize((900, 280)), lid, card.resize((900, 280))),
        turned(-6, (-9.9, -0.2, 0)),
    )
    coil = cable(
        curve(
            [
                (8.6 + 1.5 * math.cos(t / 3), 5.2 + 1.25 * math.sin(t / 3), 0.2 + 0.012 * t)
                for t in range(2, 36)
            ],
            4,
        )
        + curve([(9.9, 5.9, 0.5), (10.4, 6.6, 0.3), (10.9, 6.9, 0.25)], 6)[1:],
        0.17,
        WHITE,
    )
    paper = textures.plain((240, 240, 238), 63, 0.02, (600, 800)).copy()
    write(paper, (70, 90), "Quick start", 46, (70, 72, 76), "bold")
    for row in range(14):
        ImageDraw.Draw(paper).rectangle(
            (70, 190 + row * 36, 520 - (row * 53) % 130, 196 + row * 36), (178, 180, 183)
        )
    booklet: list[Thing] = [
        *placed([sheet(paper, 5.6, 7.6, 0.03)], turned(38, (9.9, -3.6, 0))),
        *placed([sheet(paper, 5.6, 7.6, 0.16)], turned(31, (9.5, -3.4, 0))),
    ]
    scene = [
        *carton,
        coil,
        _charger((11.9, 6.8, 0)),
        *booklet,
        *placed(watch(face_empty()), turned(-14, (1.5, 0.4, 0), 0.92)),
    ]
    return textures.photographed(
        render([table(textures.oak(), 64, 3)], scene, camera, LAMP), 104, focus=(0.06, 0.96), warmth=1.03
    )
