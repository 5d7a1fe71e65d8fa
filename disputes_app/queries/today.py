"""What has to be done, and by when: the rows of the agenda, and the three sums above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from disputes_app.core import Core
from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.claims import Stage
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.leading import is_last_day_of_buyer
from disputes_app.domain.money import Money
from disputes_app.domain.orders import OrderStatus
from disputes_app.domain.urgency import SOON_DAYS, State, Urgency
from disputes_app.domain.windows import soonest_first
from disputes_app.queries import stakes
from disputes_app.queries.cases import CaseDetail, case_detail, case_ids
from disputes_app.queries.deadlines import WindowRow
from disputes_app.queries.orders import OrderRow, order_rows
from disputes_app.queries.receipt import inspect_by
from disputes_app.queries.settings import settings
from disputes_app.queries.stakes import Sums
from disputes_app.queries.standing import Standing, of_due, of_window, other_routes
from disputes_app.store.library import Reader
from disputes_app.store.records import instant_text

DAYS_AHEAD = 53
"""How far the agenda looks: with the week before today, sixty days."""
WEEK_DAYS = 7
MOST_ORDERS = 100
"""How many orders without a case the agenda names; the others are only counted."""
INSPECT_DAYS = 14
"""How long after delivery the agenda asks to look at the goods."""
INSPECT = "Inspect the goods"
_PRESSING = frozenset({Urgency.MISSED, Urgency.TODAY, Urgency.CLOSE})


class Group(StrEnum):
    """How soon something has to be done."""

    NOW = "now"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRow:
    """One thing to do. ``have`` and ``total`` count proofs, both 0 where no programme was chosen yet.

    ``move_on`` is the next open route of a case whose own window was missed.
    """

    group: Group
    next: Standing
    order: OrderId
    case: CaseId | None
    claim: str
    item: str
    seller: str
    stake: Money | None
    have: int
    total: int
    refund_promised: bool
    routes: tuple[WindowRow, ...]
    move_on: WindowRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Everything the agenda shows; ``beyond`` counts what comes after ``until``."""

    today: date
    until: date
    home_zone: str
    home_currency: str
    rows: tuple[AgendaRow, ...]
    beyond: int
    orders: int
    at_stake: Sums
    protected: Sums
    recovered: Sums
    on_its_way: Sums


def agenda(core: Core, reader: Reader) -> Agenda:
    """The agenda as it stands now."""
    mine = settings(reader)
    zone = ZoneInfo(mine.home_zone)
    now = core.now()
    today = now.astimezone(zone).date()
    details = [case_detail(core, reader, case) for case in case_ids(reader, open_only=True)]
    promised = _promised_orders(reader)
    rows = [row for detail in details for row in _of_case(detail, now, zone, promised)]
    in_cases = {order.order.id for detail in details for order in detail.orders}
    named, more = _of_orders(core, reader, in_cases, now, zone)
    rows += named
    rows.sort(key=_rank)
    until = today + timedelta(days=DAYS_AHEAD)
    shown = [row for row in rows if row.group is Group.NOW or _day(row.next.closes_at, zone) <= until]
    waiting = [detail.case for detail in details if _is_promised(detail, promised)]
    return Agenda(
        today=today,
        until=until,
        home_zone=mine.home_zone,
        home_currency=mine.home_currency,
        rows=tuple(shown),
        beyond=len(rows) - len(shown) + more,
        orders=int(reader.value("SELECT count(*) FROM orders WHERE deleted_at IS NULL")),
        at_stake=stakes.claimed([one.case for one in details if one.case not in waiting], mine.home_currency),
        protected=stakes.protected(core, reader, mine.home_currency),
        recovered=stakes.recovered(reader, today, zone, waiting, mine.home_currency),
        on_its_way=stakes.claimed(waiting, mine.home_currency),
    )


def _day(instant: datetime, zone: ZoneInfo) -> date:
    return instant.astimezone(zone).date()


def group_of(next_: Standing, now: datetime, zone: ZoneInfo) -> Group:
    """How soon a last day asks for something; before its window opens, by the day that it opens."""
    if next_.urgency in _PRESSING:
        return Group.NOW
    left = next_.days_left
    if next_.urgency is Urgency.OPENS and next_.opens_at is not None:
        if _day(next_.opens_at, zone) <= _day(now, zone):
            return Group.NOW
        left = (_day(next_.opens_at, zone) - _day(now, zone)).days
    return Group.WEEK if left <= WEEK_DAYS else Group.LATER


_FIRST = {Urgency.MISSED: 0, Urgency.TODAY: 1, Urgency.OPENS: 2}


def _rank(row: AgendaRow) -> tuple[object, ...]:
    """Group by group; among what presses the missed first, then what ends or opens today; then by the day."""
    next_ = row.next
    pressing = _FIRST.get(next_.urgency, 3) if row.group is Group.NOW else 3
    at = next_.opens_at if next_.urgency is Urgency.OPENS and next_.opens_at else next_.closes_at
    return list(Group).index(row.group), pressing, at, row.order, next_.action


def _of_case(detail: CaseDetail, now: datetime, zone: ZoneInfo, promised: set[int]) -> Iterable[AgendaRow]:
    """The first of a case's dates, every other date set by hand, and its window while that is near."""
    case, order = detail.case, detail.orders[0]
    missed = _missed(detail)
    leading = missed or detail.lead
    lead = of_window(leading) if leading is not None else None
    dues = sorted(
        (of_due(due) for one in detail.orders for due in one.row.dues), key=lambda one: one.closes_at
    )
    dates = dues
    if lead is not None and (not dues or lead.closes_at <= dues[0].closes_at or lead.days_left <= SOON_DAYS):
        dates = [lead, *dues]
    started = bool(case.programme) or not dues
    have = len(detail.readiness.have) if started else 0
    missing = len(detail.readiness.missing) if started else 0
    for next_ in dates:
        routes = other_routes(detail.windows, next_)
        yield AgendaRow(
            group=group_of(next_, now, zone),
            next=next_,
            order=order.order.id,
            case=case.id,
            claim=case.claim,
            item=case.title or order.order.title,
            seller=order.row.seller,
            stake=case.home_amount or case.amount,
            have=have,
            total=have + missing,
            refund_promised=_is_promised(detail, promised),
            routes=routes,
            move_on=routes[0] if routes and next_.urgency is Urgency.MISSED else None,
        )


def _missed(detail: CaseDetail) -> WindowRow | None:
    """The way in of the case's own programme, when its day passed before the case was filed anywhere."""
    case, lead = detail.case, detail.lead
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
    return max(passed, key=lambda row: soonest_first(row.window), default=None)


def _of_orders(
    core: Core, reader: Reader, in_cases: set[OrderId], now: datetime, zone: ZoneInfo
) -> tuple[list[AgendaRow], int]:
    """Orders without a case that came lately or whose last day is known and near, the dates set by hand for them, and
    how many more there are.
    """
    near = reader.rows(
        """SELECT s.order_id AS id, s.next_deadline_at AS at FROM order_state s JOIN orders o ON o.id = s.order_id
           WHERE o.deleted_at IS NULL AND s.next_deadline_at >= ? AND s.next_deadline_at <= ?
           UNION SELECT d.order_id, min(d.due) FROM deadlines d JOIN orders o ON o.id = d.order_id
           WHERE o.deleted_at IS NULL AND d.set_by = 'hand' AND d.case_id IS NULL AND d.done_at IS NULL
           GROUP BY d.order_id ORDER BY at""",
        (instant_text(now), instant_text(now + timedelta(days=SOON_DAYS + 1))),
    )
    to_inspect = _to_inspect(reader, now)
    ids = [*(OrderId(row["id"]) for row in near), *to_inspect]
    wanted = [order for order in dict.fromkeys(ids) if order not in in_cases]
    found = []
    for row in order_rows(core, reader, wanted[:MOST_ORDERS]):
        dates = [of_due(due) for due in row.dues if due.deadline.case_id is None]
        inspect = inspect_by(row.windows) if row.id in to_inspect else None
        lead = of_window(row.lead) if row.lead else None
        if inspect is not None and (task := of_window(inspect)) is not None:
            dates.append(replace(task, action=INSPECT))
        elif lead is not None and not lead.supposed and lead.days_left <= SOON_DAYS:
            dates.append(lead)
        found += [_of_order(row, next_, now, zone) for next_ in dates]
    return found, max(0, len(wanted) - MOST_ORDERS)


def _to_inspect(reader: Reader, now: datetime) -> list[OrderId]:
    """Orders that came lately and were neither looked at nor confirmed, the soonest last day first; older ones come back with theirs."""
    dated = "SELECT 1 FROM order_dates d WHERE d.order_id = s.order_id AND d.withdrawn_at IS NULL AND d.kind"
    rows = reader.rows(
        f"""SELECT s.order_id FROM order_state s JOIN orders o ON o.id = s.order_id
            WHERE o.deleted_at IS NULL AND s.status = ? AND s.next_deadline_at >= ?
            AND EXISTS ({dated} = ? AND d.value >= ?) AND NOT EXISTS ({dated} = ?)
            ORDER BY s.next_deadline_at, s.order_id""",
        (
            OrderStatus.DELIVERED,
            instant_text(now),
            AnchorKind.DELIVERED,
            (now - timedelta(days=INSPECT_DAYS)).date().isoformat(),
            AnchorKind.INSPECTED,
        ),
    )
    return [OrderId(row["order_id"]) for row in rows]


def _of_order(row: OrderRow, next_: Standing, now: datetime, zone: ZoneInfo) -> AgendaRow:
    return AgendaRow(
        group=group_of(next_, now, zone),
        next=next_,
        order=row.id,
        case=None,
        claim="",
        item=row.title or row.number,
        seller=row.seller,
        stake=row.home_total or row.total,
        have=0,
        total=0,
        refund_promised=False,
        routes=other_routes(row.windows, next_),
        move_on=None,
    )


def _promised_orders(reader: Reader) -> set[int]:
    """Orders whose refund was promised and has not arrived."""
    rows = reader.rows(
        """SELECT DISTINCT order_id FROM order_dates WHERE kind = ? AND withdrawn_at IS NULL AND order_id NOT IN
           (SELECT order_id FROM order_dates WHERE kind = ? AND withdrawn_at IS NULL)""",
        (AnchorKind.REFUND_PROMISED, AnchorKind.REFUNDED),
    )
    return {row["order_id"] for row in rows}


def _is_promised(detail: CaseDetail, promised: set[int]) -> bool:
    return any(order.order.id in promised for order in detail.orders)
