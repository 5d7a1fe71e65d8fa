"""What an action touched, so that whoever shows it can ask again."""

from __future__ import annotations

from dataclasses import dataclass

from disputes_app.domain.ids import CaseId, OrderId


@dataclass(frozen=True, slots=True)
class Changes:
    """The orders and cases an action changed; ``everything`` stands for too many to name."""

    orders: frozenset[OrderId] = frozenset()
    cases: frozenset[CaseId] = frozenset()
    everything: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.orders | other.orders, self.cases | other.cases, self.everything or other.everything
        )

    def touches_order(self, order: OrderId) -> bool:
        """Whether a screen showing this order has to ask again."""
        return self.everything or order in self.orders

    def touches_case(self, case: CaseId) -> bool:
        """Whether a screen showing this case has to ask again."""
        return self.everything or case in self.cases
