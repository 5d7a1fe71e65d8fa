"""What earlier orders say of a seller."""

from __future__ import annotations

from disputes_app.domain.ids import OrderId, SellerId
from disputes_app.store.library import Reader


def is_first_from(reader: Reader, seller: SellerId, order: OrderId) -> bool:
    """Whether no other order from the seller came before this one: by its day, else in the order of entering."""
    return not reader.value(
        """SELECT EXISTS (SELECT 1 FROM orders o JOIN order_state s ON s.order_id = o.id
           JOIN order_state own ON own.order_id = ?1
           WHERE o.seller_id = ?2 AND o.id <> ?1 AND o.deleted_at IS NULL
           AND CASE WHEN s.ordered_at = own.ordered_at THEN o.id < ?1
               ELSE coalesce(s.ordered_at < own.ordered_at, o.id < ?1) END)""",
        (order, seller),
    )


def orders_from(reader: Reader, platform: str, seller: str) -> int:
    """How many orders there are from a seller of that name on a platform."""
    return int(
        reader.value(
            "SELECT count(*) FROM orders o JOIN sellers v ON v.id = o.seller_id "
            "WHERE v.name = ? AND o.platform = ? AND o.deleted_at IS NULL",
            (seller, platform),
        )
    )
