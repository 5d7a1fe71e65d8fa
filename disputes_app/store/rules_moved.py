"""What the last change of rules moved, kept until the next one so that it can be told once and read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from disputes_app.domain.moved import Moved
from disputes_app.store.library import Reader, Transaction

MOST = 1000
"""How many moved days are kept one by one; of more there is only the count."""
_KEY = "rules_moved"


@dataclass(frozen=True, slots=True)
class RulesMoved:
    """The last days that other rules moved when they were first applied; ``moves`` holds the soonest."""

    at: datetime
    count: int
    moves: tuple[Moved, ...]


def keep(tx: Transaction, moves: Sequence[Moved]) -> None:
    """Keep what a change of rules moved, instead of what the one before did."""
    tx.execute("DELETE FROM ui_state WHERE key = ?", (_KEY,))
    if moves:
        soonest = sorted(moves, key=lambda one: (one.after or one.before or tx.now, one.order, one.rule))
        kept = RulesMoved(tx.now, len(moves), tuple(soonest[:MOST]))
        tx.execute("INSERT INTO ui_state VALUES (?, ?)", (_KEY, msgspec.json.encode(kept).decode()))


def load(reader: Reader) -> RulesMoved | None:
    """What the last change of rules moved; None when that was nothing."""
    text = reader.value("SELECT value FROM ui_state WHERE key = ?", (_KEY,))
    return None if text is None else msgspec.json.decode(text, type=RulesMoved)
