"""What a user can set for a whole library."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any
from zoneinfo import ZoneInfo

from disputes_app.actions.act import Done, act
from disputes_app.actions.order_fields import country
from disputes_app.actions.refresh import refresh_all
from disputes_app.core import Core
from disputes_app.domain import money
from disputes_app.domain.changes import Changes
from disputes_app.domain.settings import Settings
from disputes_app.errors import UsageError

APPEARANCES = ("system", "light", "dark")


def remember(core: Core, key: str, value: Any) -> None:
    """Keep something the window remembers of itself; no fact of the user's, so it stands in no journal."""
    with core.library.action("window.remember", "") as tx:
        tx.execute(
            "INSERT INTO ui_state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value)),
        )


def change_settings(core: Core, **changed: str) -> Done[None]:
    """Change settings by name; a new home zone moves the windows that are counted in it.

    Raises UsageError for a name or value that is not one.
    """
    known = {field.name for field in fields(Settings)}
    if unknown := changed.keys() - known:
        raise UsageError(
            f"there is no setting {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}"
        )
    if zone := changed.get("home_zone"):
        try:
            ZoneInfo(zone)
        except (LookupError, ValueError, OSError):
            raise UsageError(f"“{zone}” is not a time zone; write one such as Europe/London") from None
    if currency := changed.get("home_currency"):
        try:
            changed["home_currency"] = money.parse("0", currency).currency
        except ValueError as fault:
            raise UsageError(f"home_currency: {fault}") from None
    from disputes_app.packets.wording import languages

    if changed.get("language", "en") not in languages():
        raise UsageError(
            f"language: there is none called “{changed['language']}”; choose one of {', '.join(languages())}"
        )
    if changed.get("appearance", "system") not in APPEARANCES:
        raise UsageError(f"appearance: choose one of {', '.join(APPEARANCES)}")
    if "buyer_country" in changed:
        try:
            changed["buyer_country"] = country(changed["buyer_country"])
        except ValueError as fault:
            raise UsageError(f"buyer_country: {fault}") from None
    with act(core, "settings.change", f"Settings changed: {', '.join(changed)}") as action:
        for name, value in changed.items():
            action.tx.set_setting(name, value)
        if changed.keys() & {"home_zone", "buyer_country"}:
            refresh_all(action.tx, core)
    return Done(None, Changes(everything=True), action.tx.seq)
