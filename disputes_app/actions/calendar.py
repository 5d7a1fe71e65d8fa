"""Open deadlines as an iCalendar file: stable names, so that importing it again updates instead of doubling."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from disputes_app.core import Core
from disputes_app.domain.explaining import explain
from disputes_app.domain.ids import OrderId
from disputes_app.domain.leading import is_last_day_of_buyer
from disputes_app.errors import UserError
from disputes_app.queries import deadlines
from disputes_app.queries.settings import settings

ALARMS = (timedelta(days=7), timedelta(days=3), timedelta(days=1), timedelta(hours=3))
"""How long before its last instant a deadline rings; those that have passed already are left out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline as a calendar shows it; ``uid`` stays the same however its date moves."""

    uid: str
    title: str
    closes_at: datetime
    text: str


def entries(core: Core) -> Iterator[Entry]:
    """The open deadlines of the buyer, known ones only, and the dates set by hand."""
    reader = core.library
    library = reader.value("SELECT value FROM meta WHERE key = 'library'") or ""
    home_zone = settings(reader).home_zone
    names = {
        OrderId(row["id"]): row["title"] or row["number"]
        for row in reader.rows("SELECT id, title, number FROM orders")
    }
    for row in deadlines.deadlines(core, reader):
        window = row.window
        if window.closes_at is None or not is_last_day_of_buyer(window):
            continue
        yield Entry(
            _uid(library, f"{row.order}/{row.case}/{window.rule.id}"),
            f"{window.action}: {names.get(row.order, '')}",
            window.closes_at,
            " ".join(explain(window, home_zone)),
        )
    for due in deadlines.dues(reader, core.now()):
        kept = due.deadline
        name = names.get(kept.order_id, "") if kept.order_id else ""
        yield Entry(
            _uid(library, f"set/{kept.id}"), f"{kept.action}: {name}".rstrip(": "), due.closes_at, kept.reason
        )


def _uid(library: str, name: str) -> str:
    return f"{hashlib.sha256(f'{library}/{name}'.encode()).hexdigest()[:32]}@disputes"


def write_calendar(core: Core, path: Path) -> int:
    """Write the open deadlines into an iCalendar file, over an older one; returns how many.

    Raises UserError when the file cannot be written; an older one is then as it was.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Disputes//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", settings(core.library).library_name or "Disputes")
    count = 0
    for entry in sorted(entries(core), key=lambda one: (one.closes_at, one.uid)):
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", core.now().astimezone(UTC))
        event.add("summary", entry.title)
        event.add("description", entry.text)
        # The last hour in time: an entry of the whole day would hide where the day ends.
        event.add("dtstart", (entry.closes_at - timedelta(hours=1)).astimezone(UTC))
        event.add("dtend", entry.closes_at.astimezone(UTC))
        for before in ALARMS:
            if entry.closes_at - before > core.now():
                alarm = Alarm()
                alarm.add("action", "DISPLAY")
                alarm.add("description", entry.title)
                alarm.add("trigger", -before, parameters={"related": "END"})
                event.add_component(alarm)
        calendar.add_component(event)
        count += 1
    _write(path, calendar.to_ical())
    return count


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, path)  # noqa: PTH105 - over an older one, in one step, on every system
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        raise UserError(f"{path} cannot be written ({fault.strerror}); choose another place") from fault
