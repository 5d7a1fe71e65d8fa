"""How originals become pictures: what a packet asks of decoders, the program's own, and what they made before."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from disputes_app.packets import jpegs
from disputes_app.packets.content import Box

Jpeg = tuple[bytes, int, int]
"""A JPEG's bytes, its width and height in pixels."""

Rows = tuple[float, float]
"""From where to where a part of a picture goes, as fractions of its height."""


class Pictures(Protocol):
    """How originals become pictures for a packet: upright pixels, no metadata, covered areas gone.

    ``turn`` is by how many degrees an upright picture is turned to the right. Boxes are fractions of it then.
    All may be called from two threads at once.
    """

    def picture(
        self, path: Path, *, max_size: tuple[int, int], boxes: Sequence[Box], quality: int, turn: int = 0
    ) -> Jpeg:
        """A photo scaled down to fit ``max_size``."""
        ...

    def sizes(
        self,
        path: Path,
        *,
        wanted: Sequence[tuple[tuple[int, int], int]],
        boxes: Sequence[Box],
        turn: int = 0,
    ) -> list[int]:
        """About the bytes of ``picture`` for several of ``max_size`` and ``quality``, the largest last."""
        ...

    def strips(
        self, path: Path, *, max_size: tuple[int, int], boxes: Sequence[Box], quality: int, turn: int = 0
    ) -> list[tuple[Jpeg, Rows]]:
        """A screen scaled to the width of ``max_size`` and cut to its height, with the rows of each part."""
        ...

    def frames(
        self, path: Path, *, count: int, max_size: tuple[int, int], boxes: Sequence[Box], quality: int
    ) -> list[tuple[float, Jpeg]]:
        """Frames of a video from its first to its last, with the seconds at which it shows them."""
        ...

    def page(self, path: Path, *, page: int, dpi: int, boxes: Sequence[Box]) -> Jpeg:
        """A page of a PDF (counted from 1) as a picture."""
        ...


class FromImaging:
    """The program's own decoders."""

    def picture(
        self, path: Path, *, max_size: tuple[int, int], boxes: Sequence[Box], quality: int, turn: int = 0
    ) -> Jpeg:
        from disputes_app.imaging import derive

        made = derive.packet_picture(path, max_size, boxes, quality, turn)
        size = made.width, made.height
        data = made.data
        is_whole = not boxes and not turn and made.width < max_size[0] and made.height < max_size[1]
        if is_whole and derive.plain_size(path) == size:
            # Nothing is scaled: the photo's own data, without the loss of coding it again, unless it is longer.
            own = jpegs.without_metadata(path.read_bytes())
            data = own if jpegs.is_common(own) and len(own) <= len(data) else data
        return data, *size

    def sizes(
        self,
        path: Path,
        *,
        wanted: Sequence[tuple[tuple[int, int], int]],
        boxes: Sequence[Box],
        turn: int = 0,
    ) -> list[int]:
        from disputes_app.imaging import derive

        return derive.packet_sizes(path, wanted, boxes, turn)

    def strips(
        self, path: Path, *, max_size: tuple[int, int], boxes: Sequence[Box], quality: int, turn: int = 0
    ) -> list[tuple[Jpeg, Rows]]:
        from disputes_app.imaging import strips

        made = strips.packet_strips(path, max_size, boxes=boxes, quality=quality, turn=turn)
        rows = made[-1][1].bottom
        return [
            ((picture.data, picture.width, picture.height), (strip.top / rows, strip.bottom / rows))
            for picture, strip in made
        ]

    def frames(
        self, path: Path, *, count: int, max_size: tuple[int, int], boxes: Sequence[Box], quality: int
    ) -> list[tuple[float, Jpeg]]:
        from disputes_app.imaging.apart import Apart

        with Apart() as apart:
            made = apart.video_frames(path, count, max_size, boxes, quality)
        return [(one.at, (one.picture.data, one.picture.width, one.picture.height)) for one in made]

    def page(self, path: Path, *, page: int, dpi: int, boxes: Sequence[Box]) -> Jpeg:
        from disputes_app.imaging import pdf_pages

        made = pdf_pages.page_jpeg(path, page, dpi, boxes)
        return made.data, made.width, made.height


class Remembering:
    """Pictures as they were made before, as many as ``most`` bytes of memory hold."""

    def __init__(self, images: Pictures, most: int = 24 << 20) -> None:
        self._images = images
        self._most = most
        self._made: dict[Hashable, Any] = {}
        self._size = 0

    def picture(self, path: Path, **how: Any) -> Any:
        return self._once("picture", path, how, lambda jpeg: len(jpeg[0]))

    def strips(self, path: Path, **how: Any) -> Any:
        return self._once("strips", path, how, lambda parts: sum(len(jpeg[0]) for jpeg, _ in parts))

    def frames(self, path: Path, **how: Any) -> Any:
        return self._once("frames", path, how, lambda frames: sum(len(jpeg[0]) for _, jpeg in frames))

    def sizes(self, path: Path, **how: Any) -> Any:
        return self._once("sizes", path, how, len)

    def page(self, path: Path, **how: Any) -> Any:
        return self._once("page", path, how, lambda jpeg: len(jpeg[0]))

    def _once(self, kind: str, path: Path, how: dict[str, Any], size: Callable[[Any], int]) -> Any:
        key = (kind, path, *((name, _frozen(value)) for name, value in sorted(how.items())))
        if key in self._made:
            return self._made[key]
        made = partial(getattr(self._images, kind), path)(**how)
        if self._size + size(made) <= self._most:
            self._size += size(made)
            self._made[key] = made
        return made


def _frozen(value: Any) -> Hashable:
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value
