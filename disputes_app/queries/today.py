"""What needs doing: the agenda of today, this week and later, and the three totals above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from disputes_app.core import Core
from disputes_app.domain.calendars import day_in
from disputes_app.domain.claims import ClaimType, Stage
from disputes_app.domain.explaining import explain
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.leading import is_last_day_of_buyer
from disputes_app.domain.money import Money
from disputes_app.domain.orders import Order
from disputes_app.domain.programmes import Family
from disputes_app.domain.settings import Settings
from disputes_app.domain.urgency import State, Urgency
from disputes_app.domain.windows import Window, soonest_first
from disputes_app.queries.cases import CaseDetail, case_detail, case_ids
from disputes_app.queries.deadlines import DueRow, WindowRow, dues
from disputes_app.queries.orders import OrderRow, order_rows
from disputes_app.queries.settings import settings
from disputes_app.queries.totals import Promise, Totals, promised, totals
from disputes_app.store.library import Reader
from disputes_app.store.records import instant_text

AXIS_BEFORE, AXIS_DAYS = 7, 60
"""The days of the past and in all that the agenda's axis shows."""

SOON_DAYS = 14
MOST_ORDERS = 100
"""How many orders without a case the agenda names; the rest are counted."""

_NAMED_WITH_SCHEME = frozenset({Family.MARKETPLACE, Family.PAYMENT_SERVICE, Family.CARD_NETWORK})


class Group(StrEnum):
    """The parts of the agenda."""

    NOW = "now"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to do.

    Either ``window`` (its deadline) or ``due`` (a date set by hand) is there. ``missed`` is the window that was
    missed, whose next step ``window`` is, or which stands alone when there is none. ``have`` of ``wanted``
    proofs are ready; ``wanted`` 0 stands for no case. ``stake`` is what is claimed, else what was paid; ``home``
    the same in the home currency, where that is known.
    """

    group: Group
    urgency: Urgency
    days_left: int
    opens_at: datetime | None
    closes_at: datetime
    zone: str
    action: str
    order: OrderId | None
    case: CaseId | None
    title: str
    name: str
    seller: str
    window: WindowRow | None
    due: DueRow | None
    missed: WindowRow | None
    routes: tuple[WindowRow, ...]
    have: int
    wanted: int
    claim: ClaimType | None
    stake: Money | None
    home: Money | None
    is_promised: bool

    @property
    def shown(self) -> WindowRow | None:
        """The window whose day the row names: the missed one before its next step."""
        return self.missed or self.window


@dataclass(frozen=True, slots=True)
class Today:
    """The agenda in the order it is shown, what lies beyond it, and the totals.

    ``beyond`` counts what is due after the axis ends, ``more_orders`` the orders without a case that are due
    within 14 days and not named.
    """

    items: tuple[Item, ...]
    beyond: int
    more_orders: int
    totals: Totals
    orders: int
    settings: Settings

    @property
    def now_count(self) -> int:
        """How many things are to be done now."""
        return sum(1 for item in self.items if item.group is Group.NOW)


def today(core: Core, reader: Reader) -> Today:
    """The agenda and the totals, as they stand now."""
    chosen = settings(reader)
    promises = promised(reader)
    found = [*_case_items(core, reader, promises)]
    shown_orders, more = _order_items(core, reader)
    found += shown_orders
    end = day_in(chosen.home_zone, core.now()) - AXIS_BEFORE + AXIS_DAYS
    named = [item for item in found if item.group is not Group.LATER or _day_home(item, chosen) < end]
    named.sort(key=_rank)
    return Today(
        tuple(named),
        len(found) - len(named),
        more,
        totals(core, reader, promises),
        int(reader.value("SELECT count(*) FROM orders WHERE deleted_at IS NULL")),
        chosen,
    )


def _day_home(item: Item, chosen: Settings) -> int:
    at = item.opens_at if item.urgency is Urgency.OPENS and item.opens_at else item.closes_at
    return day_in(chosen.home_zone, at)


_PRESSING = {Urgency.MISSED: 0, Urgency.TODAY: 1, Urgency.OPENS: 2}


def _rank(item: Item) -> tuple[object, ...]:
    """Group by group; missed first, then what ends today, what opens today, then by the day."""
    pressing = _PRESSING.get(item.urgency, 3) if item.group is Group.NOW else 3
    at = item.opens_at if item.urgency is Urgency.OPENS and item.opens_at else item.closes_at
    return list(Group).index(item.group), pressing, at, item.case or 0, item.order or 0


def _group(urgency: Urgency, days: int) -> Group:
    if urgency in (Urgency.MISSED, Urgency.TODAY, Urgency.CLOSE) or days <= 0:
        return Group.NOW
    return Group.WEEK if days <= 7 else Group.LATER


def _case_items(core: Core, reader: Reader, promises: dict[CaseId, Promise]) -> Iterable[Item]:
    by_case: dict[CaseId | None, list[DueRow]] = {}
    owner = {
        OrderId(row["order_id"]): CaseId(row["case_id"])
        for row in reader.rows(
            "SELECT l.order_id, l.case_id FROM case_orders l JOIN cases c ON c.id = l.case_id "
            "WHERE c.deleted_at IS NULL AND c.closed_at IS NULL"
        )
    }
    without_case: list[DueRow] = []
    for row in dues(reader, core.now()):
        case = row.deadline.case_id or (owner.get(row.deadline.order_id) if row.deadline.order_id else None)
        if case is None:
            without_case.append(row)
        else:
            by_case.setdefault(case, []).append(row)
    for case_id in case_ids(reader, open_only=True):
        detail = case_detail(core, reader, case_id)
        yield from _of_case(core, detail, by_case.get(case_id, []), case_id in promises)
    yield from _dues_of_orders(core, reader, without_case)


def _of_case(core: Core, detail: CaseDetail, own_dues: Sequence[DueRow], is_promised: bool) -> Iterable[Item]:
    lead = detail.lead
    missed = _missed(detail)
    if missed is lead:
        lead = _next_step(detail, core.now())
    shown = missed or lead
    blank = _case_blank(core, detail, shown, is_promised)
    # A date set by hand stands for its case while the computed one is still far away.
    stands_for_it = bool(own_dues) and missed is None and (lead is None or lead.urgency is Urgency.LATER)
    if blank is not None and not stands_for_it:
        action = lead.window.action if lead is not None else blank.action
        yield replace(blank, window=lead, missed=missed, action=action)
    for row in own_dues:
        order = detail.orders[0].row if detail.orders else None
        routes = other_routes(detail.windows, None, core.now())
        yield _due_item(row, order, detail, routes, is_promised)


def _missed(detail: CaseDetail) -> WindowRow | None:
    """The first step of the case's own programme, when its day passed and no other route was chosen since."""
    case, lead = detail.case, detail.lead
    if lead is not None and lead.state is State.CLOSED:
        return lead
    if not case.programme or case.stage != Stage.PREPARING:
        return None
    if lead is not None and lead.window.programme.id == case.programme:
        return None
    passed = [
        row
        for row in detail.windows
        if row.window.programme.id == case.programme
        and row.state is State.CLOSED
        and row.window.done_at is None
        and is_last_day_of_buyer(row.window)
    ]
    return max(passed, key=_soonest, default=None)


def _next_step(detail: CaseDetail, now: datetime) -> WindowRow | None:
    """What is still open after a missed step: the soonest other route."""
    return next(iter(other_routes(detail.windows, None, now)), None)


def _soonest(row: WindowRow) -> tuple[datetime, str]:
    return soonest_first(row.window)


def other_routes(
    windows: Iterable[WindowRow], lead: WindowRow | None, now: datetime
) -> tuple[WindowRow, ...]:
    """The buyer's other routes that are still open beside the leading one: the soonest of each programme."""
    found: dict[str, WindowRow] = {}
    for row in sorted(windows, key=_soonest):
        window = row.window
        close = window.shown_close
        open_still = is_last_day_of_buyer(window) and row.state is not State.CLOSED and window.done_at is None
        if not open_still or close is None or close < now or (lead and _same(window, lead.window)):
            continue
        found.setdefault(window.programme.id, row)
    return tuple(found.values())


def _same(one: Window, other: Window) -> bool:
    return one.programme.id == other.programme.id


def _case_blank(core: Core, detail: CaseDetail, shown: WindowRow | None, is_promised: bool) -> Item | None:
    if shown is None or shown.window.shown_close is None:
        return None
    case = detail.case
    order = detail.orders[0].row if detail.orders else None
    urgency = Urgency.MISSED if shown.state is State.CLOSED else shown.urgency
    days = _days(shown, core.now())
    return Item(
        group=_group(urgency, days),
        urgency=urgency,
        days_left=shown.days_left or 0,
        opens_at=shown.window.opens_at,
        closes_at=shown.window.shown_close,
        zone=shown.window.zone,
        action=shown.window.action,
        order=order.id if order else None,
        case=case.id,
        title=order.title if order else case.title,
        name=case.title or (order.title if order else case.number),
        seller=order.seller if order else "",
        window=shown,
        due=None,
        missed=None,
        routes=other_routes(detail.windows, shown, core.now()),
        have=len(detail.readiness.have),
        wanted=detail.readiness.wanted,
        claim=ClaimType(case.claim),
        stake=case.amount,
        home=case.home_amount,
        is_promised=is_promised,
    )


def _days(row: WindowRow, now: datetime) -> int:
    """Days until something can or must be done: to the opening while it lies ahead, else to the last day."""
    window = row.window
    if row.urgency is Urgency.OPENS and window.opens_at is not None:
        return max(0, day_in(window.zone, window.opens_at) - day_in(window.zone, now))
    return row.days_left or 0


def _due_item(
    row: DueRow,
    order: OrderRow | None,
    detail: CaseDetail | None,
    routes: tuple[WindowRow, ...],
    is_promised: bool = False,
) -> Item:
    case = detail.case if detail else None
    title = order.title if order else (case.title if case else "")
    return Item(
        group=_group(row.urgency, row.days_left),
        urgency=row.urgency,
        days_left=row.days_left,
        opens_at=None,
        closes_at=row.closes_at,
        zone=row.zone,
        action=row.deadline.action,
        order=order.id if order else None,
        case=case.id if case else None,
        title=title,
        name=(case.title if case else "") or title,
        seller=order.seller if order else "",
        window=None,
        due=row,
        missed=None,
        routes=routes,
        have=len(detail.readiness.have) if detail else 0,
        wanted=detail.readiness.wanted if detail and case and case.programme else 0,
        claim=ClaimType(case.claim) if case else None,
        stake=case.amount if case else (order.total if order else None),
        home=case.home_amount if case else (order.home_total if order else None),
        is_promised=is_promised,
    )


def _dues_of_orders(core: Core, reader: Reader, found: Sequence[DueRow]) -> Iterable[Item]:
    """Dates set by hand of orders without an open case; what lies in the bin or was a closed case's is left out."""
    wanted = [row for row in found if row.deadline.order_id and not row.deadline.case_id]
    ids = list(dict.fromkeys(row.deadline.order_id for row in wanted if row.deadline.order_id))
    alive = {order.id for order in reader.find(Order, f"id IN ({','.join('?' * len(ids))})", ids)
             if order.deleted_at is None}  # fmt: skip
    orders = {row.id: row for row in order_rows(core, reader, [one for one in ids if one in alive])}
    for row in wanted:
        order = orders.get(row.deadline.order_id) if row.deadline.order_id else None
        if order is not None:
            yield _due_item(row, order, None, other_routes(order.windows, None, core.now()))


def _order_items(core: Core, reader: Reader) -> tuple[list[Item], int]:
    """Orders without a case whose last day is known and at most 14 days away, and how many are not named."""
    until = core.now() + timedelta(days=SOON_DAYS + 1)
    where = (
        "FROM order_state s JOIN orders o ON o.id = s.order_id "
        "WHERE s.status <> 'in_case' AND s.next_deadline_at <= ? AND o.deleted_at IS NULL"
    )
    ids = [
        OrderId(row["order_id"])
        for row in reader.rows(
            f"SELECT s.order_id {where} ORDER BY s.next_deadline_at LIMIT ?",
            (instant_text(until), MOST_ORDERS),
        )
    ]
    more = 0
    if len(ids) == MOST_ORDERS:
        more = int(reader.value(f"SELECT count(*) {where}", (instant_text(until),))) - MOST_ORDERS
    items = []
    for order in order_rows(core, reader, ids):
        lead = order.lead
        if lead is None or lead.window.closes_at is None or lead.window.expected:
            continue
        days = _days(lead, core.now())
        if lead.state is State.CLOSED or days > SOON_DAYS:
            continue
        items.append(
            Item(
                group=_group(lead.urgency, days),
                urgency=lead.urgency,
                days_left=lead.days_left or 0,
                opens_at=lead.window.opens_at,
                closes_at=lead.window.closes_at,
                zone=lead.window.zone,
                action=lead.window.action,
                order=order.id,
                case=None,
                title=order.title or order.number,
                name=order.title or order.number,
                seller=order.seller,
                window=lead,
                due=None,
                missed=None,
                routes=other_routes(order.windows, lead, core.now()),
                have=0,
                wanted=0,
                claim=None,
                stake=order.total,
                home=order.home_total,
                is_promised=False,
            )
        )
    return items, more


def rule_name(window: Window) -> str:
    """What a rule is called: the scheme with its programme (“eBay Money Back Guarantee”), or the law or carrier."""
    programme = window.programme
    if programme.family in _NAMED_WITH_SCHEME and not programme.name.endswith(programme.scheme):
        return f"{programme.name} {programme.scheme}"
    return programme.name


def why(item: Item, chosen: Settings) -> tuple[str, ...]:
    """The sentences that explain an item's date; what was missed comes before its next step."""
    sentences: list[str] = []
    if item.due is not None:
        deadline = item.due.deadline
        sentences.append(deadline.reason or "You set this date yourself.")
    for row in (item.missed, item.window):
        if row is not None:
            sentences += explain(row.window, chosen.home_zone)
    return tuple(dict.fromkeys(sentences))


def today_at_home(core: Core, chosen: Settings) -> date:
    """The day it is at home."""
    return date.fromordinal(day_in(chosen.home_zone, core.now()))
