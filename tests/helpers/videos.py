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
