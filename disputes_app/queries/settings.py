"""The settings of a library, with defaults where nothing was chosen."""

from __future__ import annotations

import json
import os
from dataclasses import fields, replace
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from disputes_app.domain.settings import Settings
from disputes_app.store.library import Reader


def settings(reader: Reader) -> Settings:
    """The settings in force; the home zone is always a real one."""
    defaults = Settings()
    kept = {
        field.name: reader.setting(field.name, getattr(defaults, field.name)) for field in fields(Settings)
    }
    chosen = Settings(**kept)
    return chosen if chosen.home_zone else replace(chosen, home_zone=machine_zone())


def remembered(reader: Reader) -> dict[str, Any]:
    """What the window remembers of itself: sizes, splitters, the last choices."""
    rows = reader.rows("SELECT key, value FROM ui_state WHERE key NOT IN ('rules', 'rules_moved')")
    return {row["key"]: json.loads(row["value"]) for row in rows}


@cache
def machine_zone() -> str:
    """The IANA name of the machine's own zone; ``UTC`` where it cannot be told."""
    import tzlocal

    try:
        name = os.environ.get("TZ", "").lstrip(":") or tzlocal.get_localzone_name()
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return "UTC"
    return name
