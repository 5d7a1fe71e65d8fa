"""What the last change of rules moved, with the orders' own names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from disputes_app.domain.moved import Moved
from disputes_app.store import rules_moved
from disputes_app.store.library import Reader


@dataclass(frozen=True, slots=True)
class Told:
    """What moved at ``at``: how many last days in all, and the soonest of them, each with its order's number and title."""

    at: datetime
    count: int
    moves: tuple[tuple[str, str, Moved], ...]


def moved_by_rules(reader: Reader) -> Told | None:
    """The last days that the rules now in force moved; None when there are none."""
    kept = rules_moved.load(reader)
    if kept is None:
        return None
    orders = sorted({one.order for one in kept.moves})
    marks = ",".join("?" * len(orders))
    rows = reader.rows(f"SELECT id, number, title FROM orders WHERE id IN ({marks})", orders)
    names = {row["id"]: (row["number"], row["title"]) for row in rows}
    moves = tuple((*names[one.order], one) for one in kept.moves if one.order in names)
    return Told(kept.at, kept.count, moves)
