"""Reminders of what is due: each deadline once for each level of urgency, for login items and timers."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from disputes_app.core import Core
from disputes_app.domain.leading import is_last_day_of_buyer
from disputes_app.domain.urgency import Urgency
from disputes_app.errors import LibraryError
from disputes_app.queries import deadlines

_PATIENCE = 10
"""Seconds a desktop has to take a notification."""
LEVELS = (Urgency.SOON, Urgency.CLOSE, Urgency.TODAY)
"""The levels a person is reminded at, each once."""

_ASK_DESKTOP: dict[str, Callable[[str, str], list[str]]] = {
    "notify-send": lambda title, text: ["notify-send", "--app-name=Disputes", "--", title, text],
    "osascript": lambda title, text: [
        "osascript", "-e", "on run argv", "-e", "display notification (item 2 of argv) with title (item 1 of argv)",
        "-e", "end run", title, text,
    ],
}  # fmt: skip
"""The desktops' own ways to show a notification, by the program that does it."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that is due: ``key`` names the deadline, ``level`` how pressing it is."""

    key: str
    level: Urgency
    action: str
    order: str
    closes_at: datetime
    days_left: int


def due_reminders(core: Core, within: int = 14) -> list[Reminder]:
    """What is due within so many days and was not reminded of at this level yet, soonest first.

    What was given is remembered in the library's cache, so that it works while the window is open.
    """
    memory = core.library.folder / "cache" / "reminded.json"
    told = _read(memory)
    found = [
        one for one in _due(core, within) if one.level in LEVELS and one.level not in told.get(one.key, ())
    ]
    for one in found:
        told.setdefault(one.key, []).append(one.level.value)
    if found:
        _write(memory, told)
    return found


def _due(core: Core, within: int) -> list[Reminder]:
    reader = core.library
    titles = deadlines.order_titles(reader)
    found = []
    rows = deadlines.deadlines(core, reader, within=within)
    for row, name in zip(rows, deadlines.stable_names(rows), strict=True):
        window = row.window
        if (
            window.closes_at is None
            or row.days_left is None
            or not is_last_day_of_buyer(window)
            or window.expected
        ):
            continue
        key = f"{name}/{window.closes_at.isoformat()}"
        found.append(
            Reminder(key, row.urgency, window.action, titles[row.order], window.closes_at, row.days_left)
        )
    for due in deadlines.dues(reader, core.now()):
        kept = due.deadline
        if due.days_left <= within:
            key = f"set/{kept.id}/{due.closes_at.isoformat()}"
            title = titles[kept.order_id]
            found.append(Reminder(key, due.urgency, kept.action, title, due.closes_at, due.days_left))
    return sorted(found, key=lambda one: (one.closes_at, one.key))


def _read(path: Path) -> dict[str, list[str]]:
    """What was told before; a file that cannot be read is as good as none, for then it is told once more."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _write(path: Path, told: dict[str, list[str]]) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(json.dumps(told), encoding="utf-8")
    except OSError as fault:
        raise LibraryError(
            f"{path} cannot be written ({fault.strerror}), and a reminder is given once only; make it writable"
        ) from fault


def show_on_desktop(reminders: Sequence[Reminder]) -> int:
    """Show reminders through the desktop's own notifications, where it has them; returns how many were shown.

    A desktop that does not answer is asked no further: a login item tells them in its answer all the same.
    """
    program = next((name for name in _ASK_DESKTOP if shutil.which(name)), None)
    shown = 0
    for one in reminders if program else ():
        title = one.action
        text = f"{one.order} · {one.closes_at:%Y-%m-%d %H:%M} UTC"
        try:
            done = subprocess.run(
                _ASK_DESKTOP[program or ""](title, text), capture_output=True, check=False, timeout=_PATIENCE
            )
        except (OSError, subprocess.TimeoutExpired):
            return shown
        shown += done.returncode == 0
    return shown
