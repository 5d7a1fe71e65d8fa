"""Pictures on their way into a packet: made once at the size of their place, kept in a file, never in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from disputes_app.errors import UserError
from disputes_app.packets import jpegs
from disputes_app.packets.content import Box, Exhibit, PacketContent
from disputes_app.packets.plan import Plan
from disputes_app.packets.presets import Preset
from disputes_app.packets.received import Received
from disputes_app.packets.sheet import MM, Joined, Picture
from disputes_app.packets.syntax import number
from disputes_app.progress import Progress

_THUMB_DPI = 40
_PAGE_DPI = 200
# A picture higher than this times its width (a long screenshot) gets a page of its own.
TALL = 1.6


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
            jpegs.components(jpeg)
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def finish(self) -> None:
        """Write the file's end, so that it can be opened."""
        start = self._file.tell()
        count = len(self._offsets) + 1
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        self._file.write(b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets))
        self._file.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start))
        self._file.close()


@dataclass(frozen=True, slots=True)
class Making:
    """How a packet's pictures are made, and where they go: ``objects`` gets each one's number in ``store``."""

    images: Pictures
    store: PictureFile
    objects: dict[str, int]
    preset: Preset
    dpi: int
    quality: int

    def keep(self, jpeg: tuple[bytes, int, int]) -> Picture:
        """Put a picture into the file under the next name."""
        key = f"P{len(self.objects)}"
        self.objects[key] = self.store.add(*jpeg)
        return Picture(key, jpeg[1], jpeg[2])

    def photo(self, exhibit: Exhibit, path: Path) -> tuple[bytes, int, int]:
        """A photo at the pixels its place on the page can show. Raises UserError naming it."""
        width = (130 if self.preset.paper == "a4" else 126) * MM
        is_tall = exhibit.pixels is not None and exhibit.pixels[1] > TALL * exhibit.pixels[0]
        height = 233 * MM if is_tall else width * 0.75
        size = (round(width / 72 * self.dpi), round(height / 72 * self.dpi))
        try:
            return self.images.picture(
                path, max_size=size, boxes=exhibit.boxes.get(1, ()), quality=self.quality
            )
        except (OSError, ValueError, UserError) as error:
            raise UserError(
                f"{exhibit.name} (exhibit {exhibit.letter}) cannot be shown as a picture; leave it out: {error}"
            ) from error

    def page(self, exhibit: Exhibit, path: Path, page: int, dpi: int) -> tuple[bytes, int, int]:
        """A page of a received PDF as a picture. Raises UserError naming it."""
        try:
            return self.images.page(path, page=page, dpi=dpi, boxes=exhibit.boxes.get(page, ()))
        except (OSError, ValueError, UserError) as error:
            raise UserError(
                f"page {page} of {exhibit.name} (exhibit {exhibit.letter}) cannot be drawn; leave it out: {error}"
            ) from error


def prepared(
    content: PacketContent, plan: Plan, received: Mapping[str, Received], making: Making, progress: Progress
) -> tuple[dict[str, Picture], dict[str, Joined]]:
    """Every picture of a packet, made once: those of photos and saved pages, and received documents to join."""
    pictures: dict[str, Picture] = {}
    joined: dict[str, Joined] = {}
    has_thumbs = plan.has("cover") or plan.has("index")
    for order, exhibit in enumerate(content.exhibits):
        progress(len(content.exhibits) + order, 2 * len(content.exhibits), exhibit.name)
        if exhibit.path is None:
            continue
        if exhibit.kind == "photo" and (exhibit in plan.shown or has_thumbs):
            pictures[exhibit.evidence] = making.keep(making.photo(exhibit, exhibit.path))
        document = received.get(exhibit.evidence)
        if document is None:
            continue
        is_used = exhibit in plan.shown or exhibit in plan.joined
        dpi = min(making.dpi, _PAGE_DPI)
        drawn = {
            page: making.keep(making.page(exhibit, exhibit.path, page, dpi))
            for page in sorted(document.as_pictures)
            if is_used
        }
        if exhibit in plan.shown:
            first = document.pages[0]
            pictures[exhibit.evidence] = drawn.get(1) or Picture(
                f"S{order}", first.width, first.height, is_pixels=False
            )
            continue
        if has_thumbs:
            thumb = drawn.get(1) or making.keep(making.page(exhibit, exhibit.path, 1, _THUMB_DPI))
            pictures[exhibit.evidence] = thumb
        sizes = tuple((page.width, page.height) for page in document.pages)
        joined[exhibit.evidence] = Joined(sizes, tuple(document.bookmarks), tuple(document.links), drawn)
    return pictures, joined
