"""The frame of every action: one transaction, one journal entry, and everything derived brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from disputes_app.actions.refresh import refresh_orders
from disputes_app.core import Core
from disputes_app.domain.changes import Changes
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.moved import Moved
from disputes_app.store.library import Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an action gave, what it touched, its number in the journal, by which it can be undone, and the
    last days it moved.
    """

    value: T
    changes: Changes
    journal: int
    moved: tuple[Moved, ...] = ()


@dataclass(slots=True)
class Act:
    """An action under way: its transaction, and which orders and cases it touches."""

    core: Core
    tx: Transaction
    orders: set[OrderId] = field(default_factory=set)
    cases: set[CaseId] = field(default_factory=set)
    moved: list[Moved] = field(default_factory=list)

    def touch(self, orders: Iterable[OrderId] = (), cases: Iterable[CaseId] = ()) -> None:
        """Say what the action changes: an order's windows and its place in lists follow."""
        self.orders.update(orders)
        self.cases.update(cases)

    def done(self, value: T) -> Done[T]:
        """The action's result; call it after the block, when everything is stored."""
        changes = Changes(frozenset(self.orders), frozenset(self.cases))
        return Done(value, changes, self.tx.seq, tuple(self.moved))


@contextmanager
def act(core: Core, name: str, summary: str) -> Iterator[Act]:
    """One action: everything inside is stored together, or nothing is."""
    with core.library.action(name, summary) as tx:
        under_way = Act(core, tx)
        yield under_way
        under_way.moved += refresh_orders(tx, core, under_way.orders)
