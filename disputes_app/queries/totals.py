"""What is at stake, protected and recovered, added up without ever mixing currencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from disputes_app.core import Core
from disputes_app.domain import moments
from disputes_app.domain.calendars import day_in, start_of_day
from disputes_app.domain.cases import Case
from disputes_app.domain.claims import ClaimType, Right
from disputes_app.domain.ids import CaseId
from disputes_app.domain.money import Money
from disputes_app.domain.programmes import Actor, Family, Kind, Rule
from disputes_app.queries.settings import settings
from disputes_app.store.library import Reader
from disputes_app.store.records import instant_text

PROTECTING = frozenset({Family.MARKETPLACE, Family.PAYMENT_SERVICE, Family.CARD_NETWORK})
"""Whose open windows protect what was paid: programmes and cards, not the law or a carrier."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts added up, one for each currency, the home currency first; ``count`` is of how many things.

    ``unknown`` of them have no amount that is known.
    """

    amounts: tuple[Money, ...]
    count: int
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Promise:
    """A refund that was promised and has not arrived yet."""

    case: CaseId
    at: moments.Moment


@dataclass(frozen=True, slots=True)
class Totals:
    """At stake: claimed in open cases. Protected: paid on orders with a programme's or card's window still open.
    Recovered: refunds since 1 January, those on their way included, which ``on_its_way`` counts apart.
    """

    at_stake: Sum
    protected: Sum
    recovered: Sum
    on_its_way: Sum


def added(amounts: Iterable[tuple[Money | None, Money | None]], home_currency: str) -> Sum:
    """The sum of (original, home) amounts: the home amount counts where it is known, else the original in its
    own currency.
    """
    sums: Counter[str] = Counter()
    count = unknown = 0
    for original, home in amounts:
        count += 1
        counted = home or original
        if counted is None:
            unknown += 1
        else:
            sums[counted.currency] += counted.minor
    first = sorted(sums, key=lambda currency: (currency != home_currency, currency))
    return Sum(tuple(Money(sums[currency], currency) for currency in first), count, unknown)


def promised(reader: Reader) -> dict[CaseId, Promise]:
    """The open cases whose refund was promised after they were opened and has not arrived.

    A case about a refund that was not paid is about that promise: it stays at stake.
    """
    rows = reader.rows(
        """SELECT c.id, d.value, d.value_offset FROM cases c JOIN case_orders l ON l.case_id = c.id
           JOIN order_dates d ON d.order_id = l.order_id
           WHERE c.deleted_at IS NULL AND c.closed_at IS NULL AND c.claim <> ? AND d.kind = 'refund_promised'
           AND d.withdrawn_at IS NULL AND (d.case_id IS NULL OR d.case_id = c.id)
           AND d.value >= substr(c.opened_at, 1, 10)
           AND NOT EXISTS (SELECT 1 FROM order_dates r WHERE r.order_id = d.order_id AND r.kind = 'refunded'
                           AND r.withdrawn_at IS NULL AND r.value >= d.value)
           ORDER BY d.value""",
        (ClaimType.REFUND_NOT_PAID,),
    )
    return {
        CaseId(row["id"]): Promise(CaseId(row["id"]), moments.from_stored(row["value"], row["value_offset"]))
        for row in rows
    }


def totals(core: Core, reader: Reader, promises: dict[CaseId, Promise]) -> Totals:
    """The three totals as they stand now."""
    currency = settings(reader).home_currency
    open_cases = reader.find(Case, "deleted_at IS NULL AND closed_at IS NULL", ())
    coming = [(case.amount, case.home_amount) for case in open_cases if case.id in promises]
    return Totals(
        added(((case.amount, case.home_amount) for case in open_cases if case.id not in promises), currency),
        _protected(core, reader, currency),
        added([*_refunds(core, reader), *coming], currency),
        added(coming, currency),
    )


def _protected(core: Core, reader: Reader, currency: str) -> Sum:
    rules = [
        rule.id
        for programme in core.programmes
        if programme.family in PROTECTING
        for rule in programme.rules
        if _protects(rule)
    ]
    rows = reader.rows(
        f"""SELECT coalesce(o.home_total_currency, o.total_currency) AS currency, count(*) AS orders,
                   sum(CASE WHEN o.home_total_minor IS NULL THEN o.total_minor ELSE o.home_total_minor END) AS minor
            FROM orders o JOIN order_state s ON s.order_id = o.id
            WHERE o.deleted_at IS NULL AND s.status <> 'refunded' AND o.id IN (
                SELECT order_id FROM windows WHERE closes_at >= ? AND rule IN ({",".join("?" * len(rules))}))
            GROUP BY 1 ORDER BY 1""",
        (instant_text(core.now()), *rules),
    )
    known = [
        Money(row["minor"], row["currency"]) for row in rows if row["currency"] and row["minor"] is not None
    ]
    known.sort(key=lambda money: (money.currency != currency, money.currency))
    count = sum(row["orders"] for row in rows)
    return Sum(tuple(known), count, sum(row["orders"] for row in rows if not row["currency"]))


def _protects(rule: Rule) -> bool:
    """Whether a rule gives the buyer a last day to claim; returning what one does not want is no protection."""
    is_right = all(isinstance(ground, Right) for ground in rule.claims)
    return rule.kind is Kind.LATEST and Actor.BUYER in rule.actors and not is_right


def _refunds(core: Core, reader: Reader) -> list[tuple[Money | None, Money | None]]:
    """What came back since 1 January at home: from cases, and from orders refunded without one."""
    since = new_year(core.now(), settings(reader).home_zone)
    arrived = (
        "(SELECT max(d.value) FROM order_dates d WHERE d.kind = 'refunded' AND d.withdrawn_at IS NULL "
        "AND d.order_id IN ({orders}))"
    )
    of_case = arrived.format(orders="SELECT l.order_id FROM case_orders l WHERE l.case_id = c.id")
    found: list[tuple[Money | None, Money | None]] = []
    for row in reader.rows(
        f"""SELECT c.id, coalesce({of_case}, c.closed_at) AS at FROM cases c
            WHERE c.deleted_at IS NULL AND c.recovered_minor > 0""",
    ):
        if row["at"] is not None and row["at"] >= since:
            case = reader.load(Case, CaseId(row["id"]))
            # The whole claim came back: its home amount is known, and counts.
            found.append((case.recovered, case.home_amount if case.recovered == case.amount else None))
    of_order = arrived.format(orders="o.id")
    rows = reader.rows(
        f"""SELECT o.total_minor, o.total_currency, o.home_total_minor, o.home_total_currency, {of_order} AS at
            FROM orders o JOIN order_state s ON s.order_id = o.id
            WHERE o.deleted_at IS NULL AND s.status = 'refunded'
            AND o.id NOT IN (SELECT l.order_id FROM case_orders l JOIN cases c ON c.id = l.case_id
                             WHERE c.deleted_at IS NULL)""",
    )
    since_then = [row for row in rows if row["at"] is not None and row["at"] >= since]
    return found + [(_money(row, "total"), _money(row, "home_total")) for row in since_then]


def _money(row: Any, name: str) -> Money | None:
    minor, currency = row[f"{name}_minor"], row[f"{name}_currency"]
    return None if minor is None or not currency else Money(minor, currency)


def new_year(now: datetime, home_zone: str) -> str:
    """The first instant of this year at home, as the store writes instants."""
    year = date.fromordinal(day_in(home_zone, now)).year
    return instant_text(start_of_day(home_zone, date(year, 1, 1).toordinal()))
