"""Frames of a video with the times at which it shows them, decoded by OpenCV where that is installed.

2026-11-22: OpenCV's FFmpeg is built without its GPL parts (it says "LGPL version 2.1 or later" of itself),
PyAV's wheels are not. With numpy it takes some 230 MB, so it is an extra, and nothing but this module may
load it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from disputes_app.imaging.copies import Box, Frame, PictureError
from disputes_app.imaging.encoding import encoded

_DAMAGED = "The video is damaged, or its format is not known here; get it again from where it came from."
_MISSING = "Videos need the extra “video” of this program to be shown; install it, or leave the frames out."
# Containers by their first bytes. Nothing else reaches FFmpeg, which would take a playlist for a video, too.
_MATROSKA = b"\x1a\x45\xdf\xa3"
_QUICKTIME = (b"ftyp", b"moov", b"mdat", b"wide", b"free")


def frames(
    path: str | os.PathLike[str],
    count: int,
    max_size: tuple[int, int],
    boxes: Sequence[Box] = (),
    quality: int = 80,
) -> list[Frame]:
    """At most ``count`` frames from the first to the last, evenly spaced, each with its own time.

    The time is the one its container gives the frame, counted from the first. Frames are upright, at most
    ``max_size`` pixels, with ``boxes`` blackened. Raises PictureError when there is no frame to show.
    """
    _check_container(Path(path))
    cv2 = _decoder()
    video = cv2.VideoCapture(os.fspath(path), cv2.CAP_FFMPEG)
    try:
        found: dict[float, Frame] = {}
        for at, pixels in _spread(cv2, video, count):
            if at not in found:
                image = Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
                found[at] = Frame(at, encoded(image, max_size, boxes, quality))
    except cv2.error as error:
        raise PictureError(_DAMAGED) from error
    finally:
        video.release()
    if not found:
        raise PictureError(_DAMAGED)
    return [found[at] for at in sorted(found)]


def _spread(cv2: Any, video: Any, count: int) -> Iterator[tuple[float, Any]]:
    """Frames spread over the video, with their times in seconds; those it cannot give are left out."""
    rate, length = video.get(cv2.CAP_PROP_FPS), video.get(cv2.CAP_PROP_FRAME_COUNT)
    last = max(0.0, (length - 1) / rate) if rate > 0 and length > 0 else 0.0
    for number in range(count):
        if number:
            video.set(cv2.CAP_PROP_POS_MSEC, 1000 * last * number / max(1, count - 1))
        is_there, pixels = video.read()
        if is_there:
            yield round(video.get(cv2.CAP_PROP_POS_MSEC) / 1000, 3), pixels


def _check_container(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError as error:
        raise PictureError(f"The video cannot be read ({error.strerror}); check the file.") from error
    is_avi = head[:4] == b"RIFF" and head[8:12] == b"AVI "
    if not is_avi and not head.startswith(_MATROSKA) and head[4:8] not in _QUICKTIME:
        raise PictureError(_DAMAGED)


def _decoder() -> Any:
    """OpenCV on one thread and without the network; its own messages do not reach the user."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = "protocol_whitelist;file"
    os.environ["OPENCV_FFMPEG_LOGLEVEL"] = "-8"
    try:
        import cv2
    except ImportError as error:
        raise PictureError(_MISSING) from error
    cv2.setNumThreads(1)
    return cv2
