"""What a picture says about itself: when, where and with what it was taken, and how large it is."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PIL import ExifTags, Image

from disputes_app.imaging import capture_times, opening
from disputes_app.imaging.capture_times import Taken
from disputes_app.imaging.opening import DAMAGE, MEDIA_TYPES, Source

_ORIENTATION, _MAKE, _MODEL, _SOFTWARE, _COMMENT = 274, 271, 272, 305, 37510
# Owner name, body, lens and camera serial numbers: what tells one device, or its owner, from another.
_SERIALS = (42032, 42033, 42037, 50735)
_MAX_CHUNK = 4 << 20


@dataclass(frozen=True, slots=True)
class Capture:
    """A picture's own facts. ``width`` and ``height`` are those of the upright picture.

    ``captured_at`` is ISO 8601 text, without an offset unless ``offset_known``: then it is the camera's
    local time in a zone the file does not name. ``captured_from`` names the tag it was read from.
    """

    media_type: str
    width: int
    height: int
    orientation: int = 1
    captured_at: str | None = None
    offset_known: bool = False
    captured_from: str | None = None
    device: str | None = None
    software: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    has_serials: bool = False
    is_screenshot: bool = False
    frames: int = 1


def read(source: Source) -> Capture:
    """The facts of a JPEG, PNG, WebP, HEIC, GIF, BMP or TIFF; its pixels are not decoded.

    Damaged metadata is left out. Raises PictureError when the file is not a usable picture.
    """
    data = source if isinstance(source, bytes) else opening.readable(source).getvalue()
    with opening.opened(data) as picture:
        chunks = dict(_png_chunks(data)) if picture.format == "PNG" else {}
        exif, _ = exif_of(picture, chunks.get(b"eXIf"))
        tags, gps = _folders(exif)
        orientation = orientation_of(picture, exif)
        width, height = picture.size if orientation < 5 else picture.size[::-1]
        taken = capture_times.from_exif(tags, gps) or _other_time(picture, chunks)
        device = _device(tags)
        latitude, longitude = _place(gps)
        return Capture(
            media_type=MEDIA_TYPES[picture.format or ""],
            width=width,
            height=height,
            orientation=orientation,
            captured_at=taken.text() if taken else None,
            offset_known=taken.offset_known if taken else False,
            captured_from=taken.source if taken else None,
            device=device,
            software=_words(tags.get(_SOFTWARE)),
            latitude=latitude,
            longitude=longitude,
            has_serials=any(_words(tags.get(tag)) for tag in _SERIALS),
            is_screenshot=_is_screenshot(picture, tags, device),
            frames=_frames(picture),
        )


def exif_of(picture: Image.Image, late_png_block: bytes | None = None) -> tuple[Image.Exif, bytes]:
    """The Exif data of an opened picture and its raw TIFF block; both empty when absent or damaged."""
    raw = picture.info.get("exif") or late_png_block or b""
    exif = Image.Exif()
    try:
        if raw:
            exif.load(raw)
        elif picture.format == "TIFF":
            exif = picture.getexif()
        exif.get(_ORIENTATION)
    except DAMAGE:
        return Image.Exif(), b""
    return exif, raw.removeprefix(b"Exif\0\0")


def orientation_of(picture: Image.Image, exif: Image.Exif) -> int:
    """The Exif orientation, 1 to 8. HEIC decoders turn the picture themselves, so there it is always 1."""
    value = exif.get(_ORIENTATION)
    return value if isinstance(value, int) and 1 <= value <= 8 and picture.format != "HEIF" else 1


def _folders(exif: Image.Exif) -> tuple[dict[int, Any], dict[int, Any]]:
    tags: dict[int, Any] = {}
    gps: dict[int, Any] = {}
    for store, folder in ((tags, None), (tags, ExifTags.IFD.Exif), (gps, ExifTags.IFD.GPSInfo)):
        try:
            store.update(exif if folder is None else exif.get_ifd(folder))
        except DAMAGE:
            continue  # one damaged folder does not spoil the others
    return tags, gps


def _other_time(picture: Image.Image, chunks: Mapping[bytes, bytes]) -> Taken | None:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or ""
    if isinstance(packet, bytes):
        packet = packet.decode("utf-8", "replace")
    taken = capture_times.from_xmp(packet)
    if taken:
        return taken
    written = picture.info.get("Creation Time")
    at = capture_times.read(written) if isinstance(written, str) else None
    if at:
        return Taken(at, "PNG Creation Time")
    if len(chunks.get(b"tIME", b"")) == 7:
        try:
            # PNG, 11.3.6: the time of the last change, in UTC.
            year, month, day, hour, minute, second = struct.unpack(">HBBBBB", chunks[b"tIME"])
            return Taken(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC), "PNG tIME")
        except ValueError:
            return None
    return None


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 8
    while position + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        if kind in (b"tIME", b"eXIf") and length <= _MAX_CHUNK:
            yield kind, data[position + 8 : position + 8 + length]
        position += 12 + length


def _device(tags: Mapping[int, object]) -> str | None:
    make, model = _words(tags.get(_MAKE)), _words(tags.get(_MODEL))
    if make and model and not model.casefold().startswith(make.split()[0].casefold()):
        return f"{make} {model}"
    return model or make


def _words(value: object) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    text = " ".join("".join(c if c.isprintable() else " " for c in value[:200]).split())
    return text[:100] or None


def _place(gps: Mapping[int, object]) -> tuple[float | None, float | None]:
    latitude, longitude = _degrees(gps.get(2), gps.get(1), 90), _degrees(gps.get(4), gps.get(3), 180)
    # Cameras without a fix write zeros for both.
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None
    return latitude, longitude


def _degrees(value: object, side: object, limit: int) -> float | None:
    if not isinstance(value, tuple) or len(value) != 3:
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in value)
    except (ValueError, TypeError, ZeroDivisionError):
        return None
    angle = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(angle) or not 0 <= angle <= limit:
        return None
    return round(-angle if _words(side) in ("S", "W") else angle, 7)


def _is_screenshot(picture: Image.Image, tags: Mapping[int, object], device: str | None) -> bool:
    comment = _words(tags.get(_COMMENT)) or ""
    return "Screenshot" in comment or (picture.format == "PNG" and device is None)


def _frames(picture: Image.Image) -> int:
    # Asking a GIF reads all of it; being animated is found by the second frame alone.
    try:
        return int(getattr(picture, "n_frames", 1)) if picture.format != "GIF" else 1 + _has_second(picture)
    except DAMAGE:
        return 1


def _has_second(picture: Image.Image) -> bool:
    return bool(getattr(picture, "is_animated", False))
