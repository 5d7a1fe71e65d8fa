"""What a packet has to know of JPEG and JPEG 2000: their colours, and how to take metadata out of them untouched."""

from __future__ import annotations

import re
from collections.abc import Iterator

# In the picture's data a marker's first byte is followed by a zero, or by a number that only marks a place in it.
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
_END = 0xD9
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Baseline, extended and progressive: the others no reader of PDF has to know.
_COMMON = frozenset({0xC0, 0xC1, 0xC2})
_COMMENT = 0xFE
_PRIVATE_BOXES = (b"xml ", b"uuid", b"uinf", b"jp2i")


def _segments(jpeg: bytes) -> Iterator[tuple[int, int, int]]:
    """The file's segments as marker, start and end, up to the end of the picture."""
    position = 2
    while match := _MARKER.search(jpeg, position):
        marker, start = match[1][0], match.start()
        is_bare = marker in (0x01, 0xD8, _END)
        position = match.end() + (
            0 if is_bare else int.from_bytes(jpeg[match.end() : match.end() + 2], "big")
        )
        yield marker, start, position
        if marker == _END:
            return


def _frame(jpeg: bytes) -> tuple[int, int]:
    """How the picture is coded, as the marker says, and its number of colour components. Raises ValueError."""
    if jpeg.startswith(b"\xff\xd8"):
        for marker, start, end in _segments(jpeg):
            if marker in _FRAMES and end <= len(jpeg) and end - start >= 10:
                return marker, jpeg[start + 9]
    raise ValueError("not a JPEG")


def components(jpeg: bytes) -> int:
    """How many colour components a JPEG has: 1 grey, 3 colour, 4 print colours. Raises ValueError for no JPEG."""
    return _frame(jpeg)[1]


def is_common(jpeg: bytes) -> bool:
    """Whether it is a JPEG of three colours that every reader of PDF shows."""
    try:
        marker, colours = _frame(jpeg)
    except ValueError:
        return False
    return marker in _COMMON and colours == 3


def without_metadata(jpeg: bytes) -> bytes:
    """The same picture, its data untouched, without Exif, XMP, comments, thumbnails and whatever follows its end."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept = [jpeg[:2]]
    position = 2
    for marker, start, end in _segments(jpeg):
        if marker == _END:
            return b"".join([*kept, jpeg[position:end]])
        if not _is_needed(marker, jpeg[start:end]):
            kept.append(jpeg[position:start])
            position = end
    return b"".join([*kept, jpeg[position:]])


def without_boxes(picture: bytes) -> bytes:
    """The same JPEG 2000 picture, its data untouched, without XMP, Exif and what programs keep in it for themselves."""
    kept, position = [], 0
    while position < len(picture):
        length = int.from_bytes(picture[position : position + 4], "big")
        if length == 1:
            length = int.from_bytes(picture[position + 8 : position + 16], "big")
        end = position + length if length else len(picture)
        if not position + 8 <= end <= len(picture):
            return picture  # The picture alone, not in boxes, or one nobody can read.
        if picture[position + 4 : position + 8] not in _PRIVATE_BOXES:
            kept.append(picture[position:end])
        position = end
    return b"".join(kept)


def _is_needed(marker: int, segment: bytes) -> bool:
    """Whether a segment decides how pixels look: of application data a colour profile and Adobe's transform."""
    if marker == 0xE0:
        # The plain header alone: behind it there may be a thumbnail.
        return segment[4:9] == b"JFIF\0" and len(segment) == 18
    if marker == 0xE2:
        return segment[4:16] == b"ICC_PROFILE\0"
    return marker == 0xEE or not (0xE1 <= marker <= 0xEF or marker == _COMMENT)
