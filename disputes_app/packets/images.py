"""Pictures on their way into a packet: made once at the size of their place, kept in a file, never in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from disputes_app.packets.content import Box
from disputes_app.packets.page import number


class Pictures(Protocol):
    """How originals become pictures for a packet: upright pixels, no metadata, covered areas gone.

    Both give the JPEG's bytes and its width and height in pixels; boxes are fractions of the upright picture.
    """

    def picture(
        self, path: Path, *, max_size: tuple[int, int], boxes: Sequence[Box], quality: int
    ) -> tuple[bytes, int, int]:
        """A photo scaled down to fit ``max_size``."""
        ...

    def page(self, path: Path, *, page: int, dpi: int, boxes: Sequence[Box]) -> tuple[bytes, int, int]:
        """A page of a PDF (counted from 1) as a picture."""
        ...


class FromImaging:
    """The program's own decoders."""

    def picture(
        self, path: Path, *, max_size: tuple[int, int], boxes: Sequence[Box], quality: int
    ) -> tuple[bytes, int, int]:
        from disputes_app.imaging import derive

        made = derive.packet_jpeg(path, max_size, boxes=boxes, quality=quality)
        return made.data, made.width, made.height

    def page(self, path: Path, *, page: int, dpi: int, boxes: Sequence[Box]) -> tuple[bytes, int, int]:
        from disputes_app.imaging import pdf_pages

        made = pdf_pages.page_jpeg(path, page, dpi, boxes)
        return made.data, made.width, made.height


class PictureFile:
    """A small PDF that holds nothing but JPEGs as image objects, written as they come.

    A PDF library copies objects from a file that is open, at the moment it saves; so a packet's memory does
    not grow with the number of its photos.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bytes = 0
        self._file = path.open("wb")
        self._offsets: list[int] = []
        self._file.write(b"%PDF-1.7\n")
        self._object(b"<</Type/Catalog/Pages 2 0 R>>")
        self._object(b"<</Type/Pages/Kids[]/Count 0>>")

    def _object(self, body: bytes) -> int:
        self._offsets.append(self._file.tell())
        order = len(self._offsets)
        self._file.write(b"%d 0 obj\n" % order + body + b"\nendobj\n")
        return order

    def add(self, jpeg: bytes, width: int, height: int) -> int:
        """Keep a JPEG as it is; gives its object number."""
        self.bytes += len(jpeg)
        space = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]"}[
            components(jpeg)
        ]
        head = (
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter/DCTDecode/ColorSpace"
            % (width, height)
            + space
            + b"/Length "
            + number(len(jpeg))
            + b">>"
        )
        return self._object(head + b"\nstream\n" + jpeg + b"\nendstream")

    def close(self) -> None:
        """Finish the file, so that it can be opened."""
        start = self._file.tell()
        count = len(self._offsets) + 1
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        self._file.write(b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets))
        self._file.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start))
        self._file.close()


def components(jpeg: bytes) -> int:
    """How many colour components a JPEG has: 1 grey, 3 colour, 4 print colours."""
    position = 2
    while position + 9 < len(jpeg):
        if jpeg[position] != 0xFF:
            position += 1
            continue
        marker = jpeg[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return jpeg[position + 9]
        if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD9:
            position += 1 if marker == 0xFF else 2
            continue
        position += 2 + int.from_bytes(jpeg[position + 2 : position + 4], "big")
    raise ValueError("not a JPEG")
