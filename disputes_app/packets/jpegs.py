"""What a packet has to know of JPEG: how many colours one has, and how to take its metadata out untouched."""

from __future__ import annotations

from collections.abc import Iterator

_START_OF_SCAN = 0xDA
# Application data that decides how pixels look: colour profile (APP2) and Adobe's colour transform (APP14).
_NEEDED = frozenset({0xE2, 0xEE})
_COMMENT = 0xFE


def _segments(jpeg: bytes) -> Iterator[tuple[int, int, int]]:
    """The header's segments as marker, start and end; ends before the picture data."""
    position = 2
    while position + 4 <= len(jpeg) and jpeg[position] == 0xFF:
        marker = jpeg[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == _START_OF_SCAN:
            return
        is_bare = marker == 0x01 or 0xD0 <= marker <= 0xD9
        length = 0 if is_bare else int.from_bytes(jpeg[position + 2 : position + 4], "big")
        yield marker, position, position + 2 + length
        position += 2 + length


def components(jpeg: bytes) -> int:
    """How many colour components a JPEG has: 1 grey, 3 colour, 4 print colours. Raises ValueError for no JPEG."""
    for marker, start, _ in _segments(jpeg):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and start + 9 < len(jpeg):
            return jpeg[start + 9]
    raise ValueError("not a JPEG")


def without_metadata(jpeg: bytes) -> bytes:
    """The same picture, its data untouched, without Exif, XMP, comments and thumbnails."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept = [jpeg[:2]]
    position = 2
    for marker, start, end in _segments(jpeg):
        if (0xE1 <= marker <= 0xEF and marker not in _NEEDED) or marker == _COMMENT:
            kept.append(jpeg[position:start])
            position = end
    return b"".join([*kept, jpeg[position:]])
