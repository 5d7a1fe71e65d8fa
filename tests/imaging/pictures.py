"""Makes pictures for tests: small, exact, and odd where asked."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

RED, GREEN, BLUE, YELLOW = (220, 20, 20), (20, 200, 20), (20, 20, 220), (230, 220, 20)
CORNERS = (RED, GREEN, BLUE, YELLOW)
"""Top left, top right, bottom left, bottom right."""


def four_corners(width: int = 64, height: int = 48) -> Image.Image:
    """A picture whose quarters tell which way up it is."""
    image = Image.new("RGB", (width, height))
    for place, colour in enumerate(CORNERS):
        box = (place % 2 * width // 2, place // 2 * height // 2)
        image.paste(colour, (*box, box[0] + width // 2, box[1] + height // 2))
    return image


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    """The picture as a file of the given format."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def exif(
    main: dict[int, object] | None = None,
    details: dict[int, object] | None = None,
    gps: dict[int, object] | None = None,
) -> bytes:
    """Exif data from the tags of its three folders."""
    block = Image.Exif()
    for tag, value in (main or {}).items():
        block[tag] = value
    for folder, tags in ((0x8769, details), (0x8825, gps)):
        for tag, value in (tags or {}).items():
            block.get_ifd(folder)[tag] = value
    return block.tobytes()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """One PNG chunk with its length and check sum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has width × height pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)
    return start + png_chunk(b"IDAT", zlib.compress(b"\0" * 100)) + png_chunk(b"IEND", b"")


def quarters(jpeg: bytes) -> tuple[tuple[int, int, int], ...]:
    """The colours in the middle of the four quarters of a picture."""
    with Image.open(io.BytesIO(jpeg)) as image:
        width, height = image.size
        places = [(x * width // 4, y * height // 4) for y in (1, 3) for x in (1, 3)]
        return tuple(image.convert("RGB").getpixel(place) for place in places)


def near(colour: tuple[int, ...], wanted: tuple[int, ...], by: int = 12) -> bool:
    """Whether two colours differ no more than JPEG makes them."""
    return all(abs(one - other) <= by for one, other in zip(colour, wanted, strict=True))


def swapped_profile() -> bytes:
    """An ICC profile in which red means green and green means red: who honours it sees it."""
    red, green, blue = (0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)

    def place(xyz: tuple[float, float, float]) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in xyz)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    name = b"swapped\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * 78
    entries = {
        b"desc": description + b"\0" * (-len(description) % 4),
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
        b"wtpt": place((0.9642, 1.0, 0.8249)),
        b"rXYZ": place(green),
        b"gXYZ": place(red),
        b"bXYZ": place(blue),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = 132 + 12 * len(entries)
    table, body = b"", b""
    for kind, entry in entries.items():
        table += kind + struct.pack(">II", start + len(body), len(entry))
        body += entry
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    header += struct.pack(">3i", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + struct.pack(">I", len(entries)) + table + body
