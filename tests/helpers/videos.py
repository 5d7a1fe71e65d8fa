"""Makes small videos whose every frame shows its own number, as twelve black or white bars."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

_BARS = 12


def a_video(path: Path, codec: str, count: int, rate: float, size: tuple[int, int] = (192, 144)) -> Path:
    """A video of ``count`` frames at ``rate`` a second, in the container the path's ending asks for."""
    import cv2
    import numpy as np

    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*codec), rate, size)
    assert writer.isOpened()
    for number in range(count):
        picture = Image.new("RGB", size, "white")
        draw = ImageDraw.Draw(picture)
        for bar in range(_BARS):
            if number >> bar & 1:
                draw.rectangle(
                    (bar * size[0] // _BARS, 0, (bar + 1) * size[0] // _BARS - 1, size[1]), fill="black"
                )
        writer.write(np.asarray(picture)[:, :, ::-1].copy())
    writer.release()
    return path


def number_on(picture: Image.Image) -> int:
    """The number a frame shows."""
    grey = picture.convert("L")
    wide, high = grey.size
    bars = (grey.getpixel((int((bar + 0.5) * wide / _BARS), high // 2)) for bar in range(_BARS))
    return sum(1 << bar for bar, light in enumerate(bars) if light < 128)  # type: ignore[operator]


def _boxes(data: bytes, start: int, end: int):
    """The boxes of an MP4 between two places: name, where it begins, where its contents begin, where it ends."""
    while start < end:
        size = int.from_bytes(data[start : start + 4])
        yield data[start + 4 : start + 8], start, start + 8, start + size
        start += size


def _found(data: bytes, *path: bytes) -> list[tuple[int, int, int]]:
    """The boxes on the way to one inside others."""
    start, end, found = 0, len(data), []
    for name in path:
        at, start, end = next(box[1:] for box in _boxes(data, start, end) if box[0] == name)
        found.append((at, start, end))
    return found


def _put(data: bytearray, at: int, value: int) -> None:
    data[at : at + 4] = value.to_bytes(4)


_TRACK = (b"moov", b"trak")
_TABLES = (*_TRACK, b"mdia", b"minf", b"stbl")


def of_changing_rate(mp4: bytes, *, slower: int = 3) -> bytes:
    """The same frames, of which those of the second half are shown ``slower`` times as long."""
    data = bytearray(mp4)
    for path, place in (
        ((b"moov", b"mvhd"), 16), ((*_TRACK, b"tkhd"), 20), ((*_TRACK, b"mdia", b"mdhd"), 16),
        ((*_TRACK, b"edts", b"elst"), 8),
    ):  # fmt: skip
        at = _found(data, *path)[-1][1] + place
        _put(data, at, int.from_bytes(data[at : at + 4]) * (1 + slower) // 2)
    way = _found(data, *_TABLES, b"stts")
    at = way[-1][1]
    count, delta = (int.from_bytes(data[at + place : at + place + 4]) for place in (8, 12))
    first = count // 2
    _put(data, at + 4, 2)
    _put(data, at + 8, first)
    data[at + 16 : at + 16] = (count - first).to_bytes(4) + (delta * slower).to_bytes(4)
    for start, _, end in way:
        _put(data, start, end - start + 8)
    return bytes(data)


def turned(mp4: bytes) -> bytes:
    """The same frames, which the file asks to be shown turned to the right, as a phone held upright does."""
    data = bytearray(mp4)
    at = _found(data, *_TRACK, b"tkhd")[-1][1] + 40
    for place, value in enumerate((0, 1, 0, -1, 0, 0)):
        data[at + 4 * place : at + 4 * place + 4] = (value * 65536).to_bytes(4, signed=True)
    return bytes(data)
