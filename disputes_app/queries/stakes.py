"""What is at stake, protected and recovered: the sums above the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from disputes_app.core import Core
from disputes_app.domain.cases import Case
from disputes_app.domain.money import Money
from disputes_app.domain.programmes import Family
from disputes_app.queries.totals import added
from disputes_app.store.library import Reader
from disputes_app.store.records import instant_text

_PAID_BACK_BY = frozenset(
    {Family.MARKETPLACE, Family.PAYMENT_SERVICE, Family.CARD_NETWORK, Family.CARD_PROCESSOR}
)


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts of so many cases or orders, one for each currency, the home currency first."""

    amounts: tuple[Money, ...]
    count: int


def claimed(cases: Sequence[Case], home: str) -> Sums:
    """What these cases ask for."""
    return _sums([case.home_amount or case.amount for case in cases], home)


def protected(core: Core, reader: Reader, home: str) -> Sums:
    """What was paid on orders for which a way in of a programme or card is still open."""
    programmes = [one.id for one in core.programmes if one.family in _PAID_BACK_BY]
    marks = ",".join("?" * len(programmes))
    rows = reader.rows(
        f"""SELECT coalesce(o.home_total_minor, o.total_minor) AS minor,
                   coalesce(o.home_total_currency, o.total_currency) AS currency
            FROM orders o WHERE o.deleted_at IS NULL AND EXISTS (
                SELECT 1 FROM windows w WHERE w.order_id = o.id AND w.stage = 'open' AND w.actor = 'buyer'
                AND w.closes_at >= ? AND w.programme IN ({marks}))""",
        (instant_text(core.now()), *programmes),
    )
    paid = [Money(row["minor"], row["currency"]) if row["currency"] else None for row in rows]
    return _sums(paid, home)


def recovered(reader: Reader, today: date, zone: ZoneInfo, waiting: Sequence[Case], home: str) -> Sums:
    """Refunds since 1 January, with those that are on their way."""
    since = datetime(today.year, 1, 1, tzinfo=zone)
    closed = reader.find(
        Case, "deleted_at IS NULL AND recovered_minor > 0 AND closed_at >= ?", (instant_text(since),)
    )
    back = [case.recovered for case in closed]
    return _sums([*back, *(case.home_amount or case.amount for case in waiting)], home)


def _sums(amounts: Sequence[Money | None], home: str) -> Sums:
    return Sums(added((one for one in amounts if one is not None), home), len(amounts))
