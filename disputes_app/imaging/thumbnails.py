"""Small previews of pictures and PDFs: the camera's own at once, a sharp one when there is time."""

from __future__ import annotations

import struct

from PIL import ExifTags

from disputes_app.imaging import capture, derive, opening
from disputes_app.imaging.copies import Picture, PictureError
from disputes_app.imaging.opening import DAMAGE, Source


def embedded(source: Source) -> Picture | None:
    """The preview the camera stored in the file, upright; None when there is none or it is unusable.

    Costs about a millisecond, for it is some 160 pixels wide. Raises PictureError when the file itself
    is not a picture.
    """
    with opening.opened(source) as picture:
        exif, raw = capture.exif_of(picture)
        turn = capture.orientation_of(picture, exif)
        try:
            folder = exif.get_ifd(ExifTags.IFD.IFD1)
            start, length = int(folder[513]), int(folder[514])
        except DAMAGE:
            return None
    preview = raw[start : start + length]
    if not preview.startswith(b"\xff\xd8"):
        return None
    try:
        return derive.packet_jpeg(_turned(preview, turn), 512, quality=80)
    except PictureError:
        return None


def thumbnail(source: Source, size: int = 512, quality: int = 80) -> Picture:
    """A sharp preview of at most ``size`` pixels a side; of a PDF its first page. Raises PictureError."""
    return derive.packet_jpeg(source, size, quality=quality)


def _turned(jpeg: bytes, turn: int) -> bytes:
    # The small preview carries no orientation of its own: give it its parent's.
    if turn == 1:
        return jpeg
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHHI", 274, 3, 1, turn, 0, 0)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]
