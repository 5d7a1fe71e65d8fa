"""When a picture was taken, as its own data says: the time, whether its zone is known, and which tag it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

# Exif 2.32: time tag, the offset tag that belongs to it, its fraction of a second.
_TIMES = (
    ("DateTimeOriginal", 36867, 36881, 37521),
    ("DateTimeDigitized", 36868, 36882, 37522),
    ("DateTime", 306, 36880, 37520),
)
_WRITTEN = re.compile(
    r"\s*(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,](\d{1,9}))?"
    r"\s*(?:GMT|UTC)?\s*(Z|[+-]\d{1,2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\s*(?:(Z)|([+-])(\d{1,2}):?(\d{2})?)\s*\Z", re.IGNORECASE)
_XMP = re.compile(
    r"(exif:DateTimeOriginal|photoshop:DateCreated|xmp:CreateDate)\s*(?:=\s*[\"']|>)\s*([^\"'<]{8,40})"
)
# The satellites' time and the camera's are read moments apart; a fix older than this says nothing.
_GPS_SLACK = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Taken:
    """A capture time: aware when the zone is known, naive (the camera's wall clock) when it is not."""

    at: datetime
    source: str

    @property
    def offset_known(self) -> bool:
        """Whether the time stands for one instant."""
        return self.at.tzinfo is not None

    def text(self) -> str:
        """ISO 8601, with an offset only when it is known."""
        return self.at.isoformat(timespec="milliseconds" if self.at.microsecond else "seconds")


def from_exif(tags: Mapping[int, object], gps: Mapping[int, object]) -> Taken | None:
    """The capture time from Exif tags (main and Exif folder together) and the GPS folder.

    The time's own offset tag is used first, then the offset of another tag with the same wall time,
    then the difference to the satellites' UTC; else the time stays without a zone.
    """
    satellites = _gps_instant(gps)
    for name, time_tag, _, fraction_tag in _TIMES:
        at = read(_text(tags.get(time_tag)), _text(tags.get(fraction_tag)))
        if at is None:
            continue
        if at.tzinfo is not None:
            return Taken(at, name)
        for other, other_time, offset_tag, _ in _TIMES:
            zone = _offset(_text(tags.get(offset_tag)))
            if zone and (other == name or _text(tags.get(other_time)) == _text(tags.get(time_tag))):
                return Taken(at.replace(tzinfo=zone), name)
        zone = _zone_from(at, satellites)
        return Taken(at.replace(tzinfo=zone), f"{name}, zone from GPS") if zone else Taken(at, name)
    return Taken(satellites, "GPS") if satellites else None


def from_xmp(packet: str) -> Taken | None:
    """The capture time from an XMP packet (screenshots and edited copies often have nothing else)."""
    for name, text in _XMP.findall(packet[:1_000_000]):
        at = read(text)
        if at:
            return Taken(at, f"XMP {name}")
    return None


def read(text: str, fraction: str = "") -> datetime | None:
    """A time as cameras and programs write it, aware only if the text names an offset; None if unusable."""
    match = _WRITTEN.match(text)
    if match is None:
        return _mail_style(text)
    year, month, day, hour, minute, second, decimals, offset = match.groups()
    digits = decimals or (fraction.strip() if fraction.strip().isdecimal() else "")
    try:
        # Without a zone unless the text names one: the camera's wall clock.
        at = datetime(
            int(year),
            int(month),
            int(day),
            int(hour),
            int(minute),
            min(int(second or 0), 59),
            int(digits[:6].ljust(6, "0")) if digits else 0,
            tzinfo=_offset(offset or ""),
        )
    except ValueError:
        return None
    return at if at.year >= 1900 else None


def _mail_style(text: str) -> datetime | None:
    # PNG recommends RFC 1123 dates for its "Creation Time" text.
    try:
        return parsedate_to_datetime(text[:60])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _offset(text: str) -> timezone | None:
    match = _OFFSET.match(text)
    if match is None:
        return None
    if match[1]:
        return UTC
    minutes = int(match[3]) * 60 + int(match[4] or 0)
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if match[2] == "-" else minutes))


def _zone_from(local: datetime, satellites: datetime | None) -> timezone | None:
    if satellites is None:
        return None
    difference = local - satellites.replace(tzinfo=None)
    # Every zone in use is a multiple of a quarter of an hour.
    quarters = round(difference / timedelta(minutes=15))
    if abs(difference - quarters * timedelta(minutes=15)) > _GPS_SLACK or not -48 <= quarters <= 56:
        return None
    return timezone(quarters * timedelta(minutes=15))


def _gps_instant(gps: Mapping[int, object]) -> datetime | None:
    day, time = _text(gps.get(29)), gps.get(7)
    if not isinstance(time, tuple) or len(time) != 3:
        return None
    try:
        hour, minute, second = (float(part) for part in time)
        start = datetime.strptime(day.strip().replace("-", ":")[:10], "%Y:%m:%d").replace(tzinfo=UTC)
        if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 61) or start.year < 1980:
            return None
        return start + timedelta(hours=hour, minutes=minute, seconds=int(second))
    except (ValueError, TypeError, ZeroDivisionError, OverflowError):
        return None


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return value.replace("\0", " ").strip() if isinstance(value, str) else ""
