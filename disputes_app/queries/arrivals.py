"""By when orders that are still on their way should come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from disputes_app.domain.anchors import Anchor, AnchorKind
from disputes_app.domain.expecting import AGREED, KINDS, Expected, expected_by
from disputes_app.domain.ids import OrderId
from disputes_app.domain.orders import OrderDate
from disputes_app.domain.selection import in_force_of
from disputes_app.queries.deadlines import WindowRow
from disputes_app.queries.facts import anchor_of
from disputes_app.store.library import Reader


def arrivals(reader: Reader, windows: Mapping[OrderId, Sequence[WindowRow]]) -> dict[OrderId, Expected]:
    """The day by which each of these orders should come, from its dates and its windows; some have none."""
    orders = list(windows)
    if not orders:
        return {}
    marks = ",".join("?" * len(orders))
    kinds = ",".join("?" * len(KINDS))
    anchors: dict[int, list[Anchor]] = defaultdict(list)
    where = f"withdrawn_at IS NULL AND kind IN ({kinds}) AND order_id IN ({marks})"
    for kept in reader.find(OrderDate, where, [*KINDS, *orders]):
        anchors[kept.order_id].append(anchor_of(kept))
    facts: dict[int, dict[str, str]] = defaultdict(dict)
    names = ",".join("?" * len(AGREED))
    for row in reader.rows(
        f"SELECT order_id, name, value FROM order_attributes WHERE name IN ({names}) AND order_id IN ({marks})",
        (*AGREED, *orders),
    ):
        facts[row["order_id"]][row["name"]] = row["value"]
    found = {}
    for order, rows in windows.items():
        known: dict[AnchorKind, Anchor] = in_force_of(tuple(anchors[order]), of_case=False)
        expected = expected_by(known, facts[order], (row.window for row in rows))
        if expected is not None:
            found[order] = expected
    return found
