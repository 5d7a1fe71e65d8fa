"""Does what the story says, step by step, with the same actions a user has, so that the journal is true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from disputes_app.actions import cases, evidence, exhibits, imports, messages, orders
from disputes_app.actions.act import act
from disputes_app.core import Core
from disputes_app.demo import steps
from disputes_app.domain import moments, money
from disputes_app.domain.cases import Deadline, Want
from disputes_app.domain.claims import ClaimType, Outcome, Stage
from disputes_app.domain.ids import CaseId, EvidenceId, OrderId
from disputes_app.domain.messages import MessageDirection
from disputes_app.domain.money import Money
from disputes_app.domain.orders import Item, Order, OrderAttribute
from disputes_app.domain.policies import Incident, Policy
from disputes_app.domain.sellers import Seller, SellerCheck
from disputes_app.domain.shipments import Shipment, ShipmentEvent


@dataclass(slots=True)
class Told:
    """The library so far: where the files lie, and the ids behind the story's short names."""

    core: Core
    files: Path
    reader: imports.Reader
    orders: dict[str, OrderId] = field(default_factory=dict)
    cases: dict[str, CaseId] = field(default_factory=dict)
    evidence: dict[str, EvidenceId] = field(default_factory=dict)


def tell(told: Told, step: steps.Step) -> None:
    """Do one step of the story."""
    _DOERS[type(step)](told, step)


def _money(text: str) -> Money | None:
    if not text:
        return None
    currency, amount = text.split()
    return money.parse(amount, currency)


def _ordered(told: Told, step: steps.Ordered) -> None:
    told.orders[step.order] = orders.add_order(told.core, step.fields).value


def _learned(told: Told, step: steps.Learned) -> None:
    orders.edit_order(told.core, told.orders[step.order], step.fields, step.source)


def _marked(told: Told, step: steps.Marked) -> None:
    order = told.orders[step.order]
    with act(told.core, "orders.mark", f"Order marked: {step.name}") as action:
        action.tx.insert(OrderAttribute(order_id=order, name=step.name, value=step.value))
        action.touch(orders=[order])


def _described(told: Told, step: steps.Described) -> None:
    order = told.orders[step.order]
    with act(told.core, "items.edit", "Item described") as action:
        item = action.tx.find(Item, "order_id = ?", (order,))[0]
        action.tx.update(
            Item,
            item.id,
            title=step.title,
            variant=step.variant,
            quantity=step.quantity,
            promised=step.promised,
            received=step.received,
        )
        action.touch(orders=[order])


def _tracked(told: Told, step: steps.Tracked) -> None:
    order = told.orders[step.order]
    with act(told.core, "shipments.track", f"Tracking events added: {len(step.scans)}") as action:
        shipment = action.tx.find(Shipment, "order_id = ?", (order,))[0]
        action.tx.insert_many(
            [
                ShipmentEvent(
                    shipment_id=shipment.id,
                    at=moments.parse_instant(scan.at),
                    description=scan.words,
                    place=scan.place,
                    zone=scan.zone,
                    status=scan.status,
                )
                for scan in step.scans
            ]
        )
        action.touch(orders=[order])


def _said(told: Told, step: steps.Said) -> None:
    messages.add_message(
        told.core,
        told.orders[step.order],
        step.who,
        moments.parse_instant(step.at),
        step.words,
        direction=MessageDirection.SENT if step.mine else MessageDirection.RECEIVED,
        channel=step.channel,
        translation=step.translation,
        zone=step.zone,
    )


def _kept(told: Told, step: steps.Kept) -> None:
    paths = [told.files / file.name for file in step.files]
    order = told.orders[step.order] if step.order else None
    report = imports.import_paths(told.core, paths, order=order, reader=told.reader)
    for item in report.items:
        if item.evidence is not None:
            told.evidence[Path(item.path).name] = item.evidence
    for file in step.files:
        if file.caption or file.proves:
            evidence.describe_evidence(
                told.core, told.evidence[file.name], caption=file.caption, proves=file.proves
            )


def _claimed(told: Told, step: steps.Claimed) -> None:
    programme = step.programme if step.programme in told.core.programmes.by_id else ""
    case = cases.open_case(
        told.core,
        [told.orders[step.order]],
        ClaimType(step.claim),
        amount=_money(step.amount),
        want=Want(step.want),
        programme=programme,
        title=step.title,
    ).value
    told.cases[step.order] = case
    more: dict[str, object] = {}
    if step.home_amount:
        more["home_amount"] = _money(step.home_amount)
    if step.platform_number:
        more["platform_number"] = step.platform_number
    if more:
        cases.describe_case(told.core, case, **more)


def _written(told: Told, step: steps.Written) -> None:
    cases.describe_case(
        told.core, told.cases[step.order], summary=step.summary, statement="\n\n".join(step.statement)
    )


def _shown(told: Told, step: steps.Shown) -> None:
    sources = [("evidence", told.evidence[name]) for name in step.files]
    added = exhibits.add_exhibits(told.core, told.cases[step.order], sources).value
    for name, exhibit in zip(step.files, added, strict=True):
        for box in step.covered.get(name, ()):
            exhibits.redact_exhibit(told.core, exhibit, box)
        for at, to, named in step.marked.get(name, ()):
            exhibits.callout_exhibit(told.core, exhibit, at, to, named)


def _reached(told: Told, step: steps.Reached) -> None:
    cases.advance_case(
        told.core, told.cases[step.order], Stage(step.stage), moments.parse_instant(step.at), step.note
    )


def _ended(told: Told, step: steps.Ended) -> None:
    order = told.orders[step.order]
    orders.edit_order(told.core, order, {"refunded_at": step.at, "payment_state": "refunded"})
    cases.close_case(
        told.core,
        told.cases[step.order],
        Outcome(step.outcome),
        recovered=_money(step.recovered),
        at=moments.parse_instant(step.at),
    )


def _reminded(told: Told, step: steps.Reminded) -> None:
    if step.unless in told.core.programmes.owners:
        return
    order, case = told.orders[step.order], told.cases.get(step.order)
    with act(told.core, "deadlines.add", f"Last day noted: {step.action}") as action:
        action.tx.insert(
            Deadline(
                order_id=order,
                case_id=case,
                set_by=step.by,
                rule=step.rule,
                action=step.action,
                reason=step.reason,
                due=moments.parse(step.due),
                zone=step.zone,
                added_at=told.core.now(),
            )
        )
        action.touch(orders=[order], cases=[case] if case else [])


def _checked(told: Told, step: steps.Checked) -> None:
    with act(told.core, "sellers.edit", "Seller checked") as action:
        seller = action.tx.load(Order, told.orders[step.order]).seller_id
        if seller is None:
            raise ValueError(f"the order {step.order} has no seller")
        action.tx.update(Seller, seller, **step.facts)
        for kind, finding, day in step.checks:
            action.tx.insert(
                SellerCheck(seller_id=seller, kind=kind, finding=finding, checked_on=date.fromisoformat(day))
            )


def _insured(told: Told, step: steps.Insured) -> None:
    days = {name: date.fromisoformat(step.policy[name]) for name in ("period_from", "period_to")}
    facts: Mapping[str, Any] = {**step.policy, **days}
    with act(told.core, "policies.add", f"Policy {facts['number']} added") as action:
        action.tx.insert(Policy(**facts, limit=_money(step.limit), excess=_money(step.excess)))


def _happened(told: Told, step: steps.Happened) -> None:
    with act(told.core, "incidents.add", "Incident noted") as action:
        policy = action.tx.find(Policy, "number = ?", (step.policy,))[0]
        action.tx.insert(
            Incident(
                policy_id=policy.id,
                order_id=told.orders[step.order],
                description=step.words,
                happened=moments.parse(step.happened),
                known=moments.parse(step.known),
            )
        )


_DOERS: dict[type[steps.Step], Callable[[Told, Any], None]] = {
    steps.Ordered: _ordered,
    steps.Learned: _learned,
    steps.Marked: _marked,
    steps.Described: _described,
    steps.Tracked: _tracked,
    steps.Said: _said,
    steps.Kept: _kept,
    steps.Claimed: _claimed,
    steps.Written: _written,
    steps.Shown: _shown,
    steps.Reached: _reached,
    steps.Ended: _ended,
    steps.Reminded: _reminded,
    steps.Checked: _checked,
    steps.Insured: _insured,
    steps.Happened: _happened,
}


@dataclass(slots=True)
class StoryClock:
    """A clock that stands at the instant of the step being told."""

    now: datetime

    def __call__(self) -> datetime:
        """The instant taken as now."""
        return self.now
