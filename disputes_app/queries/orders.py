"""Orders as lists show them, and one order with everything known of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from disputes_app.core import Core
from disputes_app.domain.cases import Case
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.expecting import Expected
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.leading import lead
from disputes_app.domain.messages import Message, by_buyer
from disputes_app.domain.money import Money
from disputes_app.domain.orders import Item, Order, OrderAttribute, OrderDate, OrderStatus, Platform
from disputes_app.domain.payments import Payment
from disputes_app.domain.sellers import Seller
from disputes_app.domain.shipments import Shipment, ShipmentEvent
from disputes_app.queries.arrivals import arrivals
from disputes_app.queries.deadlines import DueRow, WindowRow, dues_of_orders, windows_of_orders
from disputes_app.queries.sellers import is_first_from
from disputes_app.queries.settings import settings
from disputes_app.store import search
from disputes_app.store.library import Reader
from disputes_app.store.records import records

MOST = 5000
"""How many orders are read with one statement: SQLite takes no more values than some ten thousand."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in a list. ``lead`` is its next deadline, ``windows`` all its windows, soonest first; ``expected``
    says by when it should come, while it is on its way.
    """

    id: OrderId
    number: str
    platform: Platform
    title: str
    seller: str
    ordered_on: date | None
    total: Money | None
    home_total: Money | None
    status: OrderStatus
    case: CaseId | None
    case_title: str
    recovered: Money | None
    lead: WindowRow | None
    windows: tuple[WindowRow, ...]
    dues: tuple[DueRow, ...]
    expected: Expected | None = None

    @property
    def due_first(self) -> DueRow | None:
        """The date set by hand that comes before the leading window, if one does."""
        if not self.dues:
            return None
        close = self.lead.window.shown_close if self.lead else None
        return self.dues[0] if close is None or self.dues[0].closes_at <= close else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """Which orders a list shows; everything empty means all that are not in the bin."""

    text: str = ""
    status: str = ""
    platform: str = ""
    seller: str = ""
    group: str = ""


GROUPS = {
    "": "1",
    "open_case": "s.status = 'in_case'",
    "closing": "s.next_deadline_at IS NOT NULL AND julianday(s.next_deadline_at) - julianday(:now) <= 14",
    "on_the_way": "s.status IN ('ordered', 'on_the_way')",
    "ended": "s.next_deadline_at IS NULL AND s.status <> 'in_case'",
}
"""The chips above the orders list, as conditions."""

SORTS = {
    # Missed and soonest first; orders without any deadline last, the newest of them first.
    "next_deadline": "s.next_deadline_at IS NULL, s.next_deadline_at, s.status <> 'refunded', s.ordered_at DESC, o.id DESC",
    "next_deadline_last": "s.next_deadline_at IS NULL, s.next_deadline_at DESC, s.status <> 'refunded', s.ordered_at DESC, o.id DESC",
    "ordered": "s.ordered_at DESC, o.id DESC",
    "ordered_last": "s.ordered_at, o.id",
    "title": "o.title COLLATE NOCASE, o.id",
    "title_last": "o.title COLLATE NOCASE DESC, o.id DESC",
    "seller": "v.name COLLATE NOCASE, o.id",
    "seller_last": "v.name COLLATE NOCASE DESC, o.id DESC",
    "platform": "o.platform, s.ordered_at DESC, o.id",
    "platform_last": "o.platform DESC, s.ordered_at DESC, o.id",
    # What the statement showed comes before what the order page said; amounts of other currencies stand as they are.
    "total": "coalesce(o.home_total_minor, o.total_minor) DESC, o.id",
    "total_last": "coalesce(o.home_total_minor, o.total_minor), o.id",
}
"""What the list can be sorted by; ``_last`` is the other way round."""

_ON_THE_WAY = frozenset({OrderStatus.ORDERED, OrderStatus.ON_THE_WAY})

_FROM = (
    "FROM orders o LEFT JOIN order_state s ON s.order_id = o.id LEFT JOIN sellers v ON v.id = o.seller_id "
    "WHERE o.deleted_at IS NULL"
)


def order_ids(
    core: Core,
    reader: Reader,
    chosen: OrderFilter = OrderFilter(),
    sort: str = "next_deadline",
    *,
    limit: int = -1,
    offset: int = 0,
) -> list[OrderId]:
    """The ids of the orders a filter leaves, in order; ``text`` is searched in everything known of them."""
    where, values = _conditions(core, chosen, _found(reader, chosen))
    rows = reader.rows(
        f"SELECT o.id {_FROM}{where} ORDER BY {SORTS[sort]} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [OrderId(row["id"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Listing:
    """The ids a filter leaves, in order, how many each group of GROUPS has under the same filter, and how many
    orders there are in all.
    """

    ids: tuple[OrderId, ...]
    counts: Mapping[str, int]
    all: int


def listing(
    core: Core, reader: Reader, chosen: OrderFilter = OrderFilter(), sort: str = "next_deadline"
) -> Listing:
    """What a list of orders shows at once: its rows' ids and the counts of its chips."""
    found = _found(reader, chosen)
    where, values = _conditions(core, replace(chosen, group=""), found)
    sums = ", ".join(f"sum(coalesce({condition}, 0))" for condition in GROUPS.values())
    nows = [core.now().isoformat()] * sums.count(":now")
    counted = reader.rows(f"SELECT {sums.replace(':now', '?')} {_FROM}{where}", (*nows, *values))[0]
    where, values = _conditions(core, chosen, found)
    ids = reader.rows(f"SELECT o.id {_FROM}{where} ORDER BY {SORTS[sort]}", values)
    return Listing(
        tuple(OrderId(row["id"]) for row in ids),
        {group: counted[place] or 0 for place, group in enumerate(GROUPS)},
        int(reader.value("SELECT count(*) FROM orders WHERE deleted_at IS NULL")),
    )


def platforms(reader: Reader) -> list[Platform]:
    """The platforms that orders came from, the most used first."""
    rows = reader.rows(
        "SELECT platform FROM orders WHERE deleted_at IS NULL GROUP BY platform ORDER BY count(*) DESC, platform"
    )
    return [Platform(row["platform"]) for row in rows]


def sellers(reader: Reader, limit: int) -> list[str]:
    """The names of the sellers with the most orders, by name."""
    rows = reader.rows(
        "SELECT v.name FROM orders o JOIN sellers v ON v.id = o.seller_id WHERE o.deleted_at IS NULL "
        "GROUP BY v.name ORDER BY count(*) DESC, v.name LIMIT ?",
        (limit,),
    )
    return sorted((row["name"] for row in rows), key=str.casefold)


def order_count(core: Core, reader: Reader, chosen: OrderFilter = OrderFilter()) -> int:
    """How many orders a filter leaves."""
    where, values = _conditions(core, chosen, _found(reader, chosen))
    return int(reader.value(f"SELECT count(*) {_FROM}{where}", values))


def _found(reader: Reader, chosen: OrderFilter) -> list[OrderId] | None:
    """All orders that have the words searched for; None when nothing is searched for."""
    return search.orders_matching(reader, chosen.text, limit=None) if chosen.text.strip() else None


def _conditions(core: Core, chosen: OrderFilter, found: Sequence[OrderId] | None) -> tuple[str, list[object]]:
    where = [GROUPS[chosen.group].replace(":now", "?")]
    values: list[object] = []
    if "?" in where[0]:
        values.append(core.now().isoformat())
    for column, value in (
        ("s.status", chosen.status),
        ("o.platform", chosen.platform),
        ("v.name", chosen.seller),
    ):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if found is not None:
        # One value however many are found: statements take no more than some ten thousand.
        where.append("o.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(found))
    return "".join(f" AND {condition}" for condition in where), values


def order_rows(core: Core, reader: Reader, orders: Sequence[OrderId]) -> list[OrderRow]:
    """The rows of these orders, in this order."""
    if not orders:
        return []
    if len(orders) > MOST:
        parts = (orders[start : start + MOST] for start in range(0, len(orders), MOST))
        return [row for part in parts for row in order_rows(core, reader, part)]
    marks = ",".join("?" * len(orders))
    rows = reader.rows(
        f"""SELECT o.*, v.name AS seller_name, s.status, s.ordered_at FROM orders o
            LEFT JOIN order_state s ON s.order_id = o.id LEFT JOIN sellers v ON v.id = o.seller_id
            WHERE o.id IN ({marks})""",
        orders,
    )
    cases = _cases(reader, marks, orders)
    windows = windows_of_orders(core, reader, orders)
    dues = dues_of_orders(reader, orders, core.now())
    on_the_way = [OrderId(row["id"]) for row in rows if row["status"] in _ON_THE_WAY]
    expected = arrivals(reader, {order: windows[order] for order in on_the_way})
    found = {}
    for row, order in zip(rows, records(Order, rows), strict=True):
        case = cases.get(order.id)
        is_open = case is not None and case.closed_at is None
        found[order.id] = OrderRow(
            order.id,
            order.number,
            order.platform,
            order.title,
            row["seller_name"] or "",
            date.fromisoformat(row["ordered_at"]) if row["ordered_at"] else None,
            order.total,
            order.home_total,
            OrderStatus(row["status"] or OrderStatus.ORDERED),
            case.id if case else None,
            case.title if case else "",
            case.recovered if case else None,
            leading(core, windows[order.id], case if is_open else None),
            tuple(windows[order.id]),
            tuple(dues[order.id]),
            expected.get(order.id),
        )
    return [found[order] for order in orders if order in found]


def leading(core: Core, windows: Sequence[WindowRow], case: Case | None = None) -> WindowRow | None:
    """The window that leads among an order's, for its case when it has one."""
    own = [row for row in windows if case is None or row.case == case.id]
    first = lead(
        [row.window for row in own], core.now(), case.programme if case else "", case.stage if case else ""
    )
    return next((row for row in own if row.window is first), None)


def _cases(reader: Reader, marks: str, orders: Sequence[OrderId]) -> dict[int, Case]:
    """One case for each order: an open one before a closed one, the newest."""
    rows = reader.rows(
        f"""SELECT c.*, l.order_id AS of_order FROM cases c JOIN case_orders l ON l.case_id = c.id
            WHERE l.order_id IN ({marks}) AND c.deleted_at IS NULL ORDER BY c.closed_at IS NULL, c.id""",
        orders,
    )
    return {row["of_order"]: case for row, case in zip(rows, records(Case, rows), strict=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDetail:
    """Everything known of one order. ``first_with_seller``: no other order from its seller came before it."""

    order: Order
    row: OrderRow
    seller: Seller | None
    items: tuple[Item, ...]
    payments: tuple[Payment, ...]
    shipments: tuple[tuple[Shipment, tuple[ShipmentEvent, ...]], ...]
    messages: tuple[Message, ...]
    evidence: tuple[Evidence, ...]
    dates: tuple[OrderDate, ...]
    attributes: tuple[OrderAttribute, ...]
    cases: tuple[Case, ...]
    first_with_seller: bool = False


def order_detail(core: Core, reader: Reader, order: OrderId) -> OrderDetail:
    """Everything known of one order, oldest first; LookupError when there is none."""
    kept = reader.load(Order, order)
    own = "order_id = ?"
    buyer = settings(reader).buyer_name
    return OrderDetail(
        order=kept,
        row=order_rows(core, reader, [order])[0],
        seller=reader.get(Seller, kept.seller_id) if kept.seller_id else None,
        items=tuple(reader.find(Item, own, (order,), order="position, id")),
        payments=tuple(reader.find(Payment, own, (order,))),
        shipments=tuple(
            (shipment, tuple(reader.find(ShipmentEvent, "shipment_id = ?", (shipment.id,), order="at, id")))
            for shipment in reader.find(Shipment, own, (order,))
        ),
        messages=tuple(
            by_buyer(message, buyer)
            for message in reader.find(Message, f"{own} AND deleted_at IS NULL", (order,), order="at, id")
        ),
        evidence=tuple(reader.find(Evidence, f"{own} AND deleted_at IS NULL", (order,), order="id")),
        dates=tuple(reader.find(OrderDate, f"{own} AND withdrawn_at IS NULL", (order,), order="value, id")),
        attributes=tuple(reader.find(OrderAttribute, own, (order,), order="name")),
        cases=tuple(
            reader.find(
                Case,
                "deleted_at IS NULL AND id IN (SELECT case_id FROM case_orders WHERE order_id = ?)",
                (order,),
            )
        ),
        first_with_seller=kept.seller_id is not None and is_first_from(reader, kept.seller_id, order),
    )
