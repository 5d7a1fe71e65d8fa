"""Photos and screenshots: JPEG, PNG, WebP, HEIC, GIF, BMP and TIFF with their capture data."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from disputes_app.imaging import capture
from disputes_app.imaging.capture import Capture
from disputes_app.imaging.copies import PictureError
from disputes_app.imaging.opening import MEDIA_TYPES
from disputes_app.importers import base, hints, names, sniffing
from disputes_app.importers.base import Facts, Found

KIND = "photo"

# "screenshot" in the languages phones and desktops name their files in.
_SCREENSHOT = re.compile(
    r"screen[ _-]?shot|screen[ _-]?capture|bildschirmfoto|capture d.[ée]cran|captura de (pantalla|tela)"
    r"|schermafbeelding|schermata|snimok|снимок экрана|zrzut ekranu|截屏|截图|截圖|螢幕|スクリーンショット|스크린샷",
    re.IGNORECASE,
)
# IMG_20260214_184012, PXL_20260214_184012345, Screenshot_20260214-184012, 00000042-PHOTO-2020-06-07-15-13-20,
# "Screenshot 2026-02-14 at 18.40.12", IMG-20210428-WA0001 (the day only).
_TIME_IN_NAME = re.compile(
    r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)"
    r"(?:(?:[-_ T]|[-_ ]at[-_ ])([0-2]\d)[-_.:]?([0-5]\d)[-_.:]?([0-5]\d)(?:\d{3})?)?(?!\d)"
)


def recognises(head: bytes, name: str) -> int:
    """By its first bytes only: a name ending in .jpg does not make a photo."""
    del name
    return 90 if sniffing.by_content(head) in MEDIA_TYPES.values() else 0


def read(path: Path, name: str, into: Path) -> Found:
    """The picture's facts; a damaged one is kept with a warning."""
    del into
    data = path.read_bytes()
    media_type = sniffing.by_content(data[: base.HEAD_BYTES]) or "application/octet-stream"
    named_screenshot = _SCREENSHOT.search(name) is not None
    try:
        found = capture.read(data)
    except PictureError as error:
        return Found(
            kind="screenshot" if named_screenshot else "photo",
            media_type=media_type,
            name=names.shown(name),
            importer=KIND,
            facts=_facts(None, name),
            hints=hints.find("", file_name=name),
            warnings=(f"“{names.shown(name)}” is kept, but cannot be shown: {error}",),
            unreadable=True,
        )
    return Found(
        kind="screenshot" if named_screenshot or found.is_screenshot else "photo",
        media_type=found.media_type,
        name=names.shown(name),
        importer=KIND,
        facts=_facts(found, name),
        hints=hints.find("", file_name=name),
        warnings=_warnings(data, media_type, name),
    )


def _facts(found: Capture | None, name: str) -> Facts:
    in_name = time_in(name)
    if found is None:
        return Facts(captured_at=in_name, captured_from="file name" if in_name else None)
    # A PNG's tIME is when it was last saved; a name that gives the moment is nearer to the truth.
    named = in_name is not None and found.captured_from in (None, "PNG tIME")
    return Facts(
        captured_at=in_name if named else found.captured_at,
        offset_known=False if named else found.offset_known,
        captured_from="file name" if named else found.captured_from,
        device=found.device,
        software=found.software,
        orientation=found.orientation,
        latitude=found.latitude,
        longitude=found.longitude,
        has_serials=found.has_serials,
        width=found.width,
        height=found.height,
    )


def time_in(name: str) -> str | None:
    """The local time, or the day, that phones and messengers write into file names; None without one."""
    for year, month, day, hour, minute, second in _TIME_IN_NAME.findall(name):
        try:
            if not hour:
                return datetime.fromisoformat(f"{year}-{month}-{day}").date().isoformat()
            return datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second}").isoformat()
        except ValueError:
            continue
    return None


def _warnings(data: bytes, media_type: str, name: str) -> tuple[str, ...]:
    if not _is_whole(data, media_type):
        return (f"“{names.shown(name)}” seems to be cut off; it is kept, but get it again if you can.",)
    return ()


def _is_whole(data: bytes, media_type: str) -> bool:
    if media_type == "image/png":
        return b"IEND" in data[-(1 << 20) :]
    if media_type != "image/jpeg":
        return True
    # The end mark is looked for behind the header, whose small preview has one of its own.
    position = 2
    while data[position : position + 1] == b"\xff" and data[position + 1 : position + 2] != b"\xda":
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return data.rfind(b"\xff\xd9", position) >= 0
