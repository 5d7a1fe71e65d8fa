"""Open deadlines as an iCalendar file: stable names, so that importing it again updates instead of doubling."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disputes_app.core import Core
from disputes_app.domain.explaining import explain
from disputes_app.domain.leading import is_last_day_of_buyer
from disputes_app.errors import UserError
from disputes_app.queries import deadlines
from disputes_app.queries.settings import settings

if TYPE_CHECKING:
    from icalendar import Alarm, Event

ALARMS = (timedelta(days=7), timedelta(days=3), timedelta(days=1), timedelta(hours=3))
"""How long before its last instant a deadline rings; those that have passed already are left out."""
REMINDERS = (7, 3, 1)
"""How many days before its last instant a deadline is announced by an event of its own."""

_BEGIN = b"BEGIN:VCALENDAR"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline as a calendar shows it; ``uid`` stays the same however its date moves, and when a case is opened."""

    uid: str
    title: str
    closes_at: datetime
    text: str


def entries(core: Core) -> Iterator[Entry]:
    """The open deadlines of the buyer, known ones only, and the dates set by hand."""
    reader = core.library
    library = reader.value("SELECT value FROM meta WHERE key = 'library'") or ""
    home_zone = settings(reader).home_zone
    titles = deadlines.order_titles(reader)
    rows = deadlines.deadlines(core, reader)
    for row, name in zip(rows, deadlines.stable_names(rows), strict=True):
        window = row.window
        if window.closes_at is None or not is_last_day_of_buyer(window):
            continue
        yield Entry(
            _uid(library, name),
            f"{window.action}: {titles[row.order]}",
            window.closes_at,
            " ".join(explain(window, home_zone)),
        )
    for due in deadlines.dues(reader, core.now()):
        kept = due.deadline
        title = f"{kept.action}: {titles[kept.order_id]}".rstrip(": ")
        yield Entry(_uid(library, f"set/{kept.id}"), title, due.closes_at, kept.reason)


def _uid(library: str, name: str) -> str:
    return f"{hashlib.sha256(f'{library}/{name}'.encode()).hexdigest()[:32]}@disputes"


class Written(NamedTuple):
    """How many deadlines a calendar file has, and how many events of their own remind of them."""

    deadlines: int
    reminders: int


def write_calendar(core: Core, path: Path, *, reminders: bool = False) -> Written:
    """Write the open deadlines into an iCalendar file, over an older one.

    Deadlines ring by alarms; with ``reminders`` each is also announced by events of their own, for calendars
    that drop alarms. Raises UserError when the file cannot be written, or is there and no calendar; it is
    then as it was.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Disputes//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", settings(core.library).library_name or "Disputes")
    found = sorted(entries(core), key=lambda one: (one.closes_at, one.uid))
    announced = [(entry, days) for entry in found for days in REMINDERS] if reminders else []
    for entry in found:
        calendar.add_component(_deadline(entry, core.now()))
    for entry, days in announced:
        calendar.add_component(_reminder(entry, days, core.now()))
    _write(path, calendar.to_ical())
    return Written(len(found), len(announced))


def _deadline(entry: Entry, now: datetime) -> Event:
    # The last hour in time: an entry of the whole day would hide where the day ends.
    event = _event(
        entry.uid, entry.title, entry.text, entry.closes_at - timedelta(hours=1), entry.closes_at, now
    )
    for before in ALARMS:
        if entry.closes_at - before > now:
            event.add_component(_alarm(entry.title, before))
    return event


def _reminder(entry: Entry, days: int, now: datetime) -> Event:
    """Also where it has passed already: importing it moves the one that an earlier file brought."""
    name, _, domain = entry.uid.partition("@")
    left = "1 day left" if days == 1 else f"{days} days left"
    begins = entry.closes_at - timedelta(days=days)
    event = _event(
        f"{name}-{days}@{domain}",
        f"{left}: {entry.title}",
        entry.text,
        begins,
        begins + timedelta(minutes=30),
        now,
    )
    event.add("transp", "TRANSPARENT")
    return event


def _event(uid: str, title: str, text: str, begins: datetime, ends: datetime, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    # Counted up from one file to the next, so that a calendar takes the later one.
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("summary", title)
    event.add("description", text)
    event.add("dtstart", begins.astimezone(UTC))
    event.add("dtend", ends.astimezone(UTC))
    return event


def _alarm(title: str, before: timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -before, parameters={"related": "END"})
    return alarm


def _is_other(path: Path) -> bool:
    """Whether a file holds anything but a calendar: what is replaced is never looked at by a person here."""
    with path.open("rb") as file:
        return file.read(len(_BEGIN)).upper() not in (_BEGIN, b"")


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        if path.is_file() and _is_other(path):
            raise UserError(f"{path} is there already and no calendar; choose another name")
        unfinished.write_bytes(data)
        os.replace(unfinished, path)  # noqa: PTH105 - over an older one, in one step, on every system
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        raise UserError(f"{path} cannot be written ({fault.strerror}); choose another place") from fault
