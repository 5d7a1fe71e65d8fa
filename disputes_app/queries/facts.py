"""What the protection engine is told of orders: kept facts in the shape rules ask about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from disputes_app.domain import moments
from disputes_app.domain.anchors import Anchor, AnchorKind, Known, Precision
from disputes_app.domain.cases import Case, CaseStage, Deadline
from disputes_app.domain.claims import ClaimType, Outcome, Stage
from disputes_app.domain.ids import OrderId
from disputes_app.domain.money import Money
from disputes_app.domain.order_facts import CaseFacts, OrderFacts, PlatformDate
from disputes_app.domain.orders import Order, OrderDate
from disputes_app.domain.payments import Payment
from disputes_app.store.library import Reader
from disputes_app.store.records import records

STAGE_ANCHORS: dict[str, tuple[AnchorKind, ...]] = {
    Stage.OPENED: (AnchorKind.CASE_OPENED,),
    Stage.SELLER_ANSWERED: (AnchorKind.SELLER_REPLIED,),
    Stage.ESCALATED: (AnchorKind.ESCALATED,),
    Stage.EVIDENCE_ASKED: (AnchorKind.EVIDENCE_ASKED,),
    # A programme closes its case with its decision: rules count appeals from either.
    Stage.DECIDED: (AnchorKind.DECIDED, AnchorKind.CASE_CLOSED),
    Stage.APPEALED: (AnchorKind.APPEALED,),
    Stage.CLOSED: (AnchorKind.CASE_CLOSED,),
}
"""The dated events that the stages of a case stand for."""


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """An order with its facts, and with the facts as each of its open cases sees them; ``paid_back`` when a
    closed case got the whole of it back.
    """

    order: Order
    facts: OrderFacts
    payments: tuple[Payment, ...]
    cases: tuple[tuple[Case, OrderFacts], ...]
    paid_back: bool = False


def known_orders(reader: Reader, orders: Sequence[OrderId], home_zone: str) -> list[KnownOrder]:
    """The facts of these orders, read with a few statements for all of them."""
    if not orders:
        return []
    marks = ",".join("?" * len(orders))

    def rows(sql: str) -> list[Any]:
        return reader.rows(sql.replace("ORDERS", marks), orders)

    dates: dict[int, list[tuple[int | None, Anchor]]] = defaultdict(list)
    for row in rows(
        "SELECT order_id, case_id, kind, value, value_offset, zone, precision, source, source_detail, noted_at "
        "FROM order_dates WHERE withdrawn_at IS NULL AND order_id IN (ORDERS) ORDER BY id"
    ):
        dates[row[0]].append((row[1], _anchor(*row[2:])))
    payments = _by_order(
        records(Payment, rows("SELECT * FROM payments WHERE order_id IN (ORDERS) ORDER BY id"))
    )
    carriers = {
        row[0]: row[1]
        for row in rows(
            "SELECT order_id, carrier FROM shipments "
            "WHERE direction = 'to_buyer' AND carrier <> '' AND order_id IN (ORDERS) ORDER BY id DESC"
        )
    }
    shown = _by_order(
        records(
            Deadline,
            rows(
                "SELECT * FROM deadlines WHERE set_by = 'platform' AND done_at IS NULL AND order_id IN (ORDERS) ORDER BY id"
            ),
        )
    )
    attributes: dict[int, dict[str, str]] = defaultdict(dict)
    for row in rows("SELECT order_id, name, value FROM order_attributes WHERE order_id IN (ORDERS)"):
        attributes[row["order_id"]][row["name"]] = row["value"]
    cases = _cases(
        reader,
        rows(
            "SELECT c.*, o.order_id AS of_order FROM cases c JOIN case_orders o ON o.case_id = c.id "
            "WHERE c.deleted_at IS NULL AND o.order_id IN (ORDERS) ORDER BY c.id"
        ),
    )
    found = []
    for order in records(Order, rows("SELECT * FROM orders WHERE id IN (ORDERS)")):
        paid = payments.get(order.id, [])
        facts = OrderFacts(
            platform=order.platform,
            site=order.site,
            payment_methods=tuple(dict.fromkeys(one.method.value for one in paid if one.method != "other")),
            card_network=next((one.card_network.value for one in paid if one.card_network), ""),
            buyer_country=order.buyer_country,
            seller_country=order.seller_country,
            buyer_kind=order.buyer_kind,
            category=order.category,
            total=order.total,
            charged=_charged(order, paid),
            carrier=carriers.get(order.id, ""),
            attributes=attributes.get(order.id, {}),
            anchors=tuple(one for case_id, one in dates.get(order.id, ()) if case_id is None),
            platform_dates=tuple(
                PlatformDate(one.due, one.rule, one.zone or None, one.added_at)
                for one in shown.get(order.id, ())
                if one.case_id is None
            ),
            home_zone=home_zone,
        )
        own = tuple(
            (case, _as_case_sees(facts, case, stages, dates.get(order.id, ()), shown.get(order.id, ())))
            for case, stages in cases.get(order.id, ())
            if case.closed_at is None
        )
        paid_back = any(_covers(case, order) for case, _ in cases.get(order.id, ()))
        found.append(KnownOrder(order, facts, tuple(paid), own, paid_back))
    return found


def _charged(order: Order, payments: Sequence[Payment]) -> tuple[Money, ...]:
    """What the order cost beside its own total: on the buyer's statement, else what all its payments come to."""
    amounts = [order.home_total] if order.home_total else []
    for parts in ([one.amount for one in payments], [one.home_amount for one in payments]):
        currencies = {part.currency if part else "" for part in parts}
        if len(currencies) == 1 and (currency := currencies.pop()):
            amounts.append(Money(sum(part.minor for part in parts if part), currency))
    return tuple(amounts)


def _covers(case: Case, order: Order) -> bool:
    """Whether a case ended with a refund of no less than the order; amounts that cannot be compared count as such."""
    if case.closed_at is None or case.outcome != Outcome.REFUNDED:
        return False
    claimed, paid = case.amount, order.total
    return not (claimed and paid and claimed.currency == paid.currency and claimed.minor < paid.minor)


def _by_order(found: Sequence[object]) -> dict[int, list]:  # type: ignore[type-arg]
    grouped: dict[int, list[object]] = defaultdict(list)
    for one in found:
        grouped[one.order_id].append(one)  # type: ignore[attr-defined]
    return grouped


def _cases(reader: Reader, rows: Sequence[Any]) -> dict[int, list[tuple[Case, list[CaseStage]]]]:
    grouped: dict[int, list[tuple[Case, list[CaseStage]]]] = defaultdict(list)
    for row, case in zip(rows, records(Case, rows), strict=True):
        stages = reader.find(CaseStage, "case_id = ?", (case.id,), order="at, id")
        grouped[row["of_order"]].append((case, stages))
    return grouped


def _anchor(
    kind: str,
    value: str,
    offset: int | None,
    zone: str,
    precision: str,
    source: str,
    detail: str,
    noted_at: str,
) -> Anchor:
    """A row of dates as the engine's anchor."""
    return Anchor(
        AnchorKind(kind),
        moments.from_stored(value, offset),
        zone or None,
        Precision(precision),
        Known(source),
        detail,
        datetime.fromisoformat(noted_at),
    )


def anchor_of(date: OrderDate) -> Anchor:
    """A kept date as the engine's anchor."""
    return Anchor(
        AnchorKind(date.kind),
        date.value,
        date.zone or None,
        Precision(date.precision),
        Known(date.source),
        date.source_detail,
        date.noted_at,
    )


def _as_case_sees(
    facts: OrderFacts,
    case: Case,
    stages: Sequence[CaseStage],
    dates: Sequence[tuple[int | None, Anchor]],
    shown: Sequence[Deadline],
) -> OrderFacts:
    anchors = [one for case_id, one in dates if case_id == case.id]
    for stage in stages:
        precision = Precision.INSTANT if moments.is_instant(stage.at) else Precision.DAY
        anchors += [Anchor(kind, stage.at, None, precision) for kind in STAGE_ANCHORS.get(stage.stage, ())]
    filed = CaseFacts(
        tuple(anchors),
        tuple(
            PlatformDate(one.due, one.rule, one.zone or None, one.added_at)
            for one in shown
            if one.case_id == case.id
        ),
    )
    in_progress = case.programme and case.stage != Stage.PREPARING
    return replace(facts, claim=ClaimType(case.claim), filed={case.programme: filed} if in_progress else {})
