"""What the smartwatch shows: the advertised face, the broken one, the empty battery, and a window in its glass."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw, ImageFilter

from disputes_app.demo.lettering import write


def _masked(screen: Image.Image) -> Image.Image:
    mask = Image.new("L", screen.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((2, 2, screen.width - 3, screen.height - 3), 210, fill=255)
    screen.putalpha(mask)
    return screen


@cache
def face(broken: bool = True) -> Image.Image:
    """The watch face at 18:04: as advertised, or with lines down the screen and the lower third dark."""
    width, height = 880, 1040
    screen = Image.new("RGB", (width, height), (12, 15, 20))
    draw = ImageDraw.Draw(screen)
    draw.ellipse((650, -160, 1040, 210), fill=(50, 28, 84))
    ring = (90, 170, 790, 870)
    draw.arc(ring, 120, 262, fill=(44, 78, 112), width=34)
    draw.arc(ring, 268, 450, fill=(186, 240, 205), width=34)
    inner = (150, 230, 730, 810)
    draw.arc(inner, 130, 262, fill=(38, 62, 92), width=30)
    draw.arc(inner, 276, 440, fill=(250, 196, 166), width=30)
    write(screen, (452, 345), "6 214", 58, (220, 224, 230), anchor="mm")
    write(screen, (440, 480), "18:04", 212, (250, 251, 255), "bold", "mm")
    write(screen, (440, 622), "Sat 28 Feb", 66, (226, 229, 235), anchor="mm")
    write(screen, (250, 800), "72", 70, (70, 74, 80), anchor="mm")
    write(screen, (630, 800), "8°C", 70, (70, 74, 80), anchor="mm")
    glow = screen.filter(ImageFilter.GaussianBlur(16))
    screen = Image.blend(screen, Image.composite(glow, screen, Image.new("L", screen.size, 120)), 0.45)
    if not broken:
        return _masked(screen)
    draw = ImageDraw.Draw(screen)
    break_at = 688
    veil = Image.new("L", screen.size, 0)
    ImageDraw.Draw(veil).rectangle((0, break_at, width, height), fill=232)
    screen.paste((6, 6, 8), (0, 0), veil)
    lines = [
        (96, 3, (120, 235, 140)),
        (212, 5, (245, 248, 245)),
        (226, 3, (118, 240, 150)),
        (238, 10, (250, 252, 250)),
        (256, 3, (196, 120, 220)),
        (330, 3, (235, 240, 236)),
        (338, 13, (252, 253, 252)),
        (356, 5, (130, 245, 160)),
        (366, 8, (246, 250, 247)),
        (404, 2, (120, 220, 240)),
        (470, 3, (120, 240, 150)),
        (548, 4, (250, 176, 150)),
        (640, 2, (150, 200, 255)),
        (744, 4, (244, 170, 140)),
        (808, 3, (120, 240, 150)),
    ]
    for x, thick, colour in lines:
        draw.rectangle((x, 0, x + thick, break_at), fill=colour)
        dim = tuple(part // 9 for part in colour)
        draw.rectangle((x, break_at, x + max(1, thick // 3), height), fill=dim)
    draw.rectangle((0, break_at - 7, width, break_at), fill=(236, 255, 240))
    draw.rectangle((0, break_at + 5, width, break_at + 8), fill=(104, 214, 130))
    return _masked(screen)


@cache
def face_empty() -> Image.Image:
    """The watch face with an empty battery."""
    screen = Image.new("RGB", (880, 1040), (7, 8, 10))
    draw = ImageDraw.Draw(screen)
    draw.rounded_rectangle((270, 300, 590, 460), 34, outline=(228, 230, 233), width=14)
    draw.rounded_rectangle((604, 350, 626, 410), 9, fill=(228, 230, 233))
    draw.rounded_rectangle((294, 324, 352, 436), 14, fill=(240, 92, 84))
    write(screen, (440, 620), "0%", 200, (250, 250, 250), "bold", "mm")
    glow = screen.filter(ImageFilter.GaussianBlur(14))
    return _masked(Image.blend(screen, glow, 0.3))


def reflection(slant: float = 0.0) -> Image.Image:
    """A window seen faintly in the glass."""
    sky = Image.linear_gradient("L").rotate(180).resize((880, 1040)).point(lambda value: int(value * 0.20))
    cut = Image.new("L", sky.size, 0)
    ImageDraw.Draw(cut).polygon([(0, 0), (880, 0), (880, 300 + 200 * slant), (0, 640)], fill=255)
    cut = cut.filter(ImageFilter.GaussianBlur(5))
    shape = Image.new("L", sky.size, 0)
    ImageDraw.Draw(shape).rounded_rectangle((2, 2, 877, 1037), 210, fill=255)
    alpha = Image.composite(sky, Image.new("L", sky.size, 6), cut)
    picture = Image.new("RGBA", sky.size, (214, 224, 238, 0))
    picture.putalpha(Image.composite(alpha, Image.new("L", sky.size, 0), shape))
    return picture
