"""What the window's frame shows: open cases by deadline, the zone and clock, what a few typed letters find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from disputes_app.core import Core
from disputes_app.domain.cases import Case
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.queries.cases import case_ids
from disputes_app.queries.orders import leading, order_rows
from disputes_app.queries.settings import settings
from disputes_app.queries.standing import Standing, of_due, of_window
from disputes_app.store import search
from disputes_app.store.library import Reader


@dataclass(frozen=True, slots=True)
class CaseHead:
    """An open case in one line, with its next last day, None while it has none."""

    id: CaseId
    title: str
    lead: Standing | None


def case_heads(core: Core, reader: Reader) -> list[CaseHead]:
    """The open cases, the soonest deadline first, those without one last."""
    found: list[CaseHead] = []
    for case_id in case_ids(reader, open_only=True):
        case = reader.load(Case, case_id)
        orders = [
            OrderId(row["order_id"])
            for row in reader.rows("SELECT order_id FROM case_orders WHERE case_id = ?", (case_id,))
        ]
        leads: list[Standing] = []
        for row in order_rows(core, reader, orders):
            own = leading(core, row.windows, case)
            lead = of_window(own) if own else None
            leads += [lead] if lead else []
            leads += [of_due(due) for due in row.dues[:1]]
        found.append(CaseHead(case.id, case.title, min(leads, key=lambda one: one.closes_at, default=None)))
    far = datetime.max.replace(tzinfo=UTC)
    return sorted(found, key=lambda head: (head.lead.closes_at if head.lead else far, head.id))


def clock_words(core: Core, reader: Reader) -> str:
    """The home zone's city, its offset and the time there, such as ``London, UTC+0 · 10:42``."""
    zone = settings(reader).home_zone
    here = core.now().astimezone(ZoneInfo(zone))
    offset = here.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes >= 0 else "−"
    written = f"{sign}{hours}" + (f":{rest:02d}" if rest else "")
    return f"{zone.rpartition('/')[2].replace('_', ' ')}, UTC{written} · {here:%H:%M}"


def rules_seen(core: Core) -> date:
    """The day the newest of the rules in force was seen."""
    return max(programme.as_of for programme in core.programmes)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found by its words, and the order it belongs to."""

    kind: str
    words: str
    note: str
    order: OrderId


def palette_hits(reader: Reader, text: str, limit: int = 8) -> list[Hit]:
    """The newest things found by a few letters, one for each order and kind."""
    found: dict[tuple[str, int], Hit] = {}
    for hit in search.hits(reader, text, limit=40):
        if hit.order_id is None:
            continue
        row = reader.rows("SELECT title, number FROM orders WHERE id = ?", (hit.order_id,))[0]
        title = row["title"] or row["number"]
        words = title if hit.kind == "order" else " · ".join(hit.snippet.split("\n"))
        note = row["number"] if hit.kind == "order" else title
        found.setdefault((hit.kind, hit.order_id), Hit(hit.kind, words, note, OrderId(hit.order_id)))
    return list(found.values())[:limit]
