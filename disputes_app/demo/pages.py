"""Screenshots in the sample library: listings, chats and a carrier's page, drawn as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from disputes_app.demo import textures
from disputes_app.demo.lettering import wrapped, write
from disputes_app.demo.photos_camera import film_camera
from disputes_app.demo.photos_tools import ring_light
from disputes_app.demo.photos_watch import advertised, table
from disputes_app.demo.scene import Camera, Light, Matter, Point, Thing, placed, render, turned
from disputes_app.demo.shapes import cloth, raised, rounded

INK, GREY, PALE, LINE = (28, 30, 34), (104, 108, 116), (246, 246, 247), (222, 223, 226)


@dataclass(frozen=True)
class Said:
    """One bubble of a chat: a time above it when given, words, from the buyer or the seller."""

    words: str
    mine: bool = False
    time: str = ""


def _chinese(text: str) -> bool:
    return any("\u3000" <= letter <= "\uffef" for letter in text)


def chat(
    title: str, bubbles: Sequence[Said], accent: tuple[int, int, int], clock: str, height: int = 1920
) -> Image.Image:
    """A phone's screenshot of a chat, 1080 pixels wide."""
    page = Image.new("RGB", (1080, height), (237, 237, 240))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 1080, 210), PALE)
    write(page, (60, 32), clock, 38, INK, "bold")
    draw.rounded_rectangle((950, 38, 1020, 70), 9, outline=INK, width=4)
    draw.rectangle((957, 45, 1000, 63), INK)
    draw.line([(74, 130), (52, 152), (74, 174)], INK, 6)
    write(page, (540, 152), title, 44, INK, "chinese" if _chinese(title) else "bold", "mm")
    draw.line((0, 210, 1080, 210), LINE, 2)
    y = 250
    for bubble in bubbles:
        if bubble.time:
            write(page, (540, y + 14), bubble.time, 30, (140, 143, 150), anchor="mm")
            y += 56
        family = "chinese" if _chinese(bubble.words) else "regular"
        lines = wrapped(bubble.words, family, 42, 640)
        tall = 44 + 60 * len(lines)
        wide = max(write(Image.new("RGB", (1, 1)), (0, 0), line, 42, family=family) for line in lines) + 64
        left = 1080 - 150 - wide if bubble.mine else 150
        draw.rounded_rectangle(
            (left, y, left + wide, y + tall), 18, fill=accent if bubble.mine else (255, 255, 255)
        )
        for row, line in enumerate(lines):
            write(page, (left + 32, y + 20 + row * 60), line, 42, INK, family)
        face_left = 1080 - 120 if bubble.mine else 40
        draw.rounded_rectangle(
            (face_left, y, face_left + 80, y + 80),
            12,
            fill=(92, 116, 150) if bubble.mine else (176, 140, 108),
        )
        write(
            page,
            (face_left + 40, y + 40),
            "M" if bubble.mine else title[0],
            40,
            (255, 255, 255),
            "chinese" if not bubble.mine and _chinese(title[0]) else "bold",
            "mm",
        )
        y += tall + 34
    draw.rectangle((0, height - 150, 1080, height), PALE)
    draw.rounded_rectangle((60, height - 118, 900, height - 36), 14, fill=(255, 255, 255))
    draw.ellipse((940, height - 112, 1010, height - 42), outline=GREY, width=5)
    return page


def listing(
    shop: str, title: str, price: str, seller: str, points: Sequence[str], picture: Image.Image, saved: str
) -> Image.Image:
    """A browser's screenshot of an offer, 1440 × 1000."""
    page = Image.new("RGB", (1440, 1000), (255, 255, 255))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 1440, 64), (233, 234, 237))
    for index, colour in enumerate(((232, 106, 94), (240, 190, 80), (110, 192, 104))):
        draw.ellipse((24 + index * 34, 22, 44 + index * 34, 42), fill=colour)
    draw.rounded_rectangle((150, 14, 1180, 50), 10, fill=(255, 255, 255))
    write(page, (176, 20), shop, 21, GREY)
    write(page, (1410, 20), saved, 21, GREY, anchor="ra")
    page.paste(picture.resize((600, 600)), (60, 130))
    draw.rectangle((60, 130, 660, 730), outline=LINE, width=2)
    for index in range(4):
        page.paste(picture.resize((120, 120)), (60 + index * 140, 756))
        draw.rectangle((60 + index * 140, 756, 180 + index * 140, 876), outline=LINE, width=2)
    y = 130
    for line in wrapped(title, "bold", 36, 680):
        write(page, (710, y), line, 36, INK, "bold")
        y += 50
    write(page, (710, y + 8), seller, 24, (40, 90, 160))
    write(page, (710, y + 62), price, 46, INK, "bold")
    draw.line((710, y + 140, 1390, y + 140), LINE, 2)
    y += 166
    for point in points:
        draw.ellipse((714, y + 12, 724, y + 22), fill=GREY)
        for line in wrapped(point, "regular", 26, 640):
            write(page, (744, y), line, 26, (52, 55, 62))
            y += 40
        y += 10
    draw.rounded_rectangle((710, y + 24, 1010, y + 86), 31, fill=(214, 92, 40))
    write(page, (860, y + 55), "Buy now", 28, (255, 255, 255), "bold", "mm")
    draw.rounded_rectangle((1030, y + 24, 1330, y + 86), 31, outline=GREY, width=2)
    write(page, (1180, y + 55), "Add to basket", 28, INK, "bold", "mm")
    return page


def tracking(number: str, state: str, events: Sequence[tuple[str, str]], clock: str) -> Image.Image:
    """A phone's screenshot of a carrier's page, 1080 × 1920."""
    page = Image.new("RGB", (1080, 1920), (255, 255, 255))
    draw = ImageDraw.Draw(page)
    write(page, (60, 32), clock, 38, INK, "bold")
    draw.rectangle((0, 100, 1080, 250), (196, 30, 44))
    write(page, (60, 142), "Royal Mail", 58, (255, 255, 255), "bold")
    write(page, (1020, 154), "Track your item", 36, (255, 226, 226), anchor="ra")
    write(page, (60, 310), "Tracking number", 34, GREY)
    write(page, (60, 362), number, 60, INK, "bold")
    draw.rounded_rectangle((60, 480, 1020, 640), 16, fill=(252, 243, 228))
    for row, line in enumerate(wrapped(state, "bold", 42, 880)):
        write(page, (100, 506 + row * 54), line, 42, (122, 80, 10), "bold")
    y = 720
    for index, (when, what) in enumerate(events):
        colour = (196, 30, 44) if index == 0 else (190, 193, 199)
        if index + 1 < len(events):
            draw.line((82, y + 24, 82, y + 190), LINE, 6)
        draw.ellipse((66, y + 8, 98, y + 40), fill=colour)
        for row, line in enumerate(wrapped(what, "bold", 40, 860)):
            write(page, (140, y + row * 50), line, 40, INK, "bold")
        write(page, (140, y + 62), when, 34, GREY)
        y += 190
    return page


def label_printer() -> Image.Image:
    """The seller's own picture of the label printer, for the listing."""
    shell = Matter((176, 179, 182), shine=0.2, sharp=20, gleam=0.12)
    body = raised(
        rounded(13, 20, 1.6, 10), [(0.4, 0), (0, 0.6), (0, 6), (0.3, 9), (1.2, 11.4), (2.6, 12.2)], shell
    )
    slot = raised(rounded(10.6, 0.5, 0.2, 4), [(0, 12.1), (0, 12.24)], Matter((10, 10, 11), 0.0))
    tongue = placed([slot], turned(0, (0, -3.4, 0)))

    def paper(u: float, v: float) -> Point:
        return (u - 0.5) * 10, -3.4 - 0.6 * v - 1.6 * v * v, 12.2 + 6.4 * v - 2.2 * v * v

    def ink(u: float, v: float) -> Matter:
        dark = (0.12 < v < 0.34 and int(u * 41) % 3 == 0 and 0.1 < u < 0.9) or (
            0.5 < v < 0.54 and 0.1 < u < 0.7
        )
        return Matter((40, 40, 42) if dark else (240, 240, 238), 0.0)

    camera = Camera((14, -46, 28), (0.4, -1, 6.2), 2.9, size=(1400, 1400))
    things: list[Thing] = [body, *tongue, list(cloth(paper, 41, 40, ink))]
    picture = render(
        [table(textures.plain((226, 227, 229), 481, 0.02), 900)],
        placed(things, turned(-16)),
        camera,
        Light((-0.6, -0.4, 0.8)),
        0.4,
    )
    return textures.photographed(picture, 118, (700, 700), focus=(0, 1), dim=0.95)


def watch_listing() -> Image.Image:
    """What the seller promised of the watch, saved on the day of the order."""
    return listing(
        "aliexpress.com / item 8193-GT4",
        "Smartwatch GT4 Pro, 46 mm, black",
        "US $59.90",
        "Shenzhen Vetra Wearables Store",
        (
            "2.1 inch AMOLED display",
            "Seven days of battery life",
            "Water resistant to 50 m",
            "Ships within 4 days, postage US $4.90",
        ),
        advertised(),
        "6 Feb 2026",
    )


def camera_listing() -> Image.Image:
    """What the seller promised of the camera."""
    picture = film_camera().crop((230, 0, 1430, 1200))
    return listing(
        "ebay.co.uk / itm 14-11876",
        "OM-1n film camera with 50 mm f/1.8 lens, tested",
        "£205.00",
        "retro_optik_leipzig",
        (
            "Optics clear: no haze, no fungus, no scratches",
            "Shutter times checked, film tested",
            "Light seals replaced in 2025",
            "Postage from Germany £9.00",
        ),
        picture,
        "3 Feb 2026",
    )


def printer_listing() -> Image.Image:
    """The label printer as offered."""
    return listing(
        "amazon.co.uk / dp B0SAMPLE203",
        "Thermal label printer, 203 dpi, USB and Bluetooth",
        "£89.99",
        "Sold and sent by PrintHub Direct",
        ("Prints labels of 25 to 108 mm", "150 mm a second", "Delivery by Friday 20 February"),
        label_printer(),
        "9 Feb 2026",
    )


def ring_light_listing() -> Image.Image:
    """The ring light as offered."""
    return listing(
        "onbuy.com / p 46-18in",
        "Ring light kit, 18 in, with stand and bag",
        "£46.50",
        "StudioLite Ltd, Slough",
        ("18 inch ring, 55 W, 3000 to 6000 K", "Stand to 2 m", "Delivered by Wednesday 24 December"),
        ring_light(),
        "18 Dec 2025",
    )


def ring_light_tracking() -> Image.Image:
    """The carrier's page of the ring light, which stopped moving."""
    return tracking(
        "RK 2210 4471 8 GB",
        "We have not had the item since 22 December",
        [
            ("Mon 22 Dec 2025, 04:12", "Item at the mail centre, Chelmsford"),
            ("Sat 20 Dec 2025, 18:40", "Item despatched, Slough"),
            ("Sat 20 Dec 2025, 16:05", "Accepted at post office, Slough"),
        ],
        "09:31",
    )


def tea_chat() -> Image.Image:
    """The seller's promise to send two cups."""
    return chat(
        "景德镇青禾陶瓷",
        [
            Said("Two of the cups arrived broken, see the photos.", True, "4 Mar 2026 20:15"),
            Said("亲，非常抱歉！路上碰坏了。", False, "5 Mar 2026 09:20"),
            Said("补发两只杯子，20号前寄出。"),
            Said("Thank you. Will you send me the number?", True, "5 Mar 2026 19:50"),
            Said("好的，寄出后把单号发给您。", False, "6 Mar 2026 02:11"),
        ],
        (149, 216, 132),
        "19:58",
    )


def watch_chat() -> Image.Image:
    """The last messages with the seller of the watch."""
    return chat(
        "Vetra Wearables",
        [
            Said("Six hours charging, still 0%. Full refund, please.", True, "3 Mar 2026 19:20"),
            Said("非常抱歉，可以给您退款10美元，您看可以吗？", False, "4 Mar 2026 03:41"),
            Said("No. The watch cannot be used. I ask for the full US $64.80.", True, "5 Mar 2026 08:05"),
            Said("我们需要和工厂确认，请您耐心等待几天，先不要开纠纷哦。", False, "9 Mar 2026 02:58"),
        ],
        (203, 222, 250),
        "09:58",
    )
