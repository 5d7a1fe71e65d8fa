"""What chosen orders come to: paid and at stake, added up without ever mixing currencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from disputes_app.domain.ids import OrderId
from disputes_app.domain.money import Money
from disputes_app.queries.settings import settings
from disputes_app.store.library import Reader

CHUNK = 10_000
_NOT_PROMISED = """NOT EXISTS (
    SELECT 1 FROM order_dates p JOIN case_orders o ON o.order_id = p.order_id
    WHERE o.case_id = c.id AND p.kind = 'refund_promised' AND p.withdrawn_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM order_dates r WHERE r.order_id = p.order_id AND r.kind = 'refunded'
                    AND r.withdrawn_at IS NULL))"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Sums of chosen orders, one for each currency, the home currency first.

    ``paid`` is what was paid, ``at_stake`` what is claimed in their open cases; a case of several orders counts
    once, one whose refund was promised not at all.
    """

    count: int
    paid: tuple[Money, ...]
    at_stake: tuple[Money, ...]


def chosen_orders(reader: Reader, orders: Sequence[OrderId]) -> Chosen:
    """What these orders come to."""
    home = settings(reader).home_currency
    paid: list[Money] = []
    claims: dict[int, Money] = {}
    for start in range(0, len(orders), CHUNK):
        ids = orders[start : start + CHUNK]
        marks = ",".join("?" * len(ids))
        for row in reader.rows(
            "SELECT total_minor, total_currency, home_total_minor, home_total_currency FROM orders "
            f"WHERE id IN ({marks})",
            ids,
        ):
            paid += _counted(row, "home_total", "total")
        for row in reader.rows(
            "SELECT c.id, c.amount_minor, c.amount_currency, c.home_amount_minor, c.home_amount_currency "
            "FROM cases c JOIN case_orders l ON l.case_id = c.id "
            f"WHERE c.deleted_at IS NULL AND c.closed_at IS NULL AND l.order_id IN ({marks}) AND {_NOT_PROMISED}",
            ids,
        ):
            claims.update((row["id"], money) for money in _counted(row, "home_amount", "amount"))
    return Chosen(len(orders), added(paid, home), added(claims.values(), home))


def added(amounts: Iterable[Money], home_currency: str) -> tuple[Money, ...]:
    """The sums of amounts, one for each currency, the home currency first."""
    sums: Counter[str] = Counter()
    for money in amounts:
        sums[money.currency] += money.minor
    first = sorted(sums, key=lambda currency: (currency != home_currency, currency))
    return tuple(Money(sums[currency], currency) for currency in first)


def _counted(row: Any, *names: str) -> list[Money]:
    """The first of these amounts that is known: the home amount before the original."""
    for name in names:
        minor, currency = row[f"{name}_minor"], row[f"{name}_currency"]
        if minor is not None and currency:
            return [Money(minor, currency)]
    return []
