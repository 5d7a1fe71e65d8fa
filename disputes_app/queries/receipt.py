"""What came: whether it was looked at, until when a fault in it can be claimed, and what confirming receipt does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from disputes_app.core import Core
from disputes_app.domain.anchors import AnchorKind, anchor
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.date_words import english
from disputes_app.domain.ids import OrderId
from disputes_app.domain.inspection import GOODS, Check, answers_in, photos, proposed
from disputes_app.domain.leading import is_last_day_of_buyer
from disputes_app.domain.moments import Moment, day_of
from disputes_app.domain.orders import OrderStatus
from disputes_app.domain.payments import PaymentState
from disputes_app.domain.programmes import RuleStage
from disputes_app.domain.readiness import Exhibit
from disputes_app.domain.urgency import State
from disputes_app.domain.window import Window, last_day
from disputes_app.domain.windows import windows_for
from disputes_app.queries.deadlines import WindowRow
from disputes_app.queries.facts import known_orders
from disputes_app.queries.orders import OrderDetail
from disputes_app.queries.settings import settings
from disputes_app.store.library import Reader


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was answered, the claims that points to, and the photos they want.

    ``until`` is the window that closes first for a fault in the goods while they still have to be looked at,
    None when there is nothing to do.
    """

    answers: Mapping[Check, str]
    claims: tuple[ClaimType, ...]
    photos: tuple[Exhibit, ...]
    until: WindowRow | None


def inspection(core: Core, detail: OrderDetail) -> Inspection:
    """How far the inspection of an order is."""
    answers = answers_in({one.name: one.value for one in detail.attributes})
    claims = proposed(answers)
    looked = any(date.kind == AnchorKind.INSPECTED for date in detail.dates)
    waits = not looked and detail.row.status is OrderStatus.DELIVERED
    until = inspect_by(detail.row.windows) if waits else None
    return Inspection(answers, claims, photos(core.requirements, claims), until)


def inspect_by(windows: Iterable[WindowRow]) -> WindowRow | None:
    """The open window that closes first for a fault that only looking at the goods shows."""
    found = [
        row
        for row in windows
        if row.state in (State.OPEN, State.CLOSING)
        and row.window.closes_at is not None
        and row.window.stage is RuleStage.OPEN
        and not row.window.expected
        and GOODS.intersection(row.window.claims)
        and is_last_day_of_buyer(row.window)
    ]
    return min(found, key=_close, default=None)


def _close(row: WindowRow) -> datetime:
    assert row.window.closes_at is not None
    return row.window.closes_at


def before_confirming(core: Core, reader: Reader, order: OrderId, at: Moment) -> tuple[str, ...]:
    """What to know before receipt is confirmed at ``at``, in sentences; none once that or an inspection is known.

    They name the money that goes to the seller and, from the rules, every last day counted from the
    confirmation.
    """
    known = known_orders(reader, [order], settings(reader).home_zone)[0]
    facts = known.facts
    if {AnchorKind.INSPECTED, AnchorKind.CONFIRMED} & {one.kind for one in facts.anchors}:
        return ()
    confirmed = replace(facts, anchors=(*facts.anchors, anchor(AnchorKind.CONFIRMED, at)))
    said = ["The goods are not inspected yet: look at packing, count, listing and function first."]
    for payment in known.payments:
        if payment.state is PaymentState.HELD:
            held = str(payment.amount) if payment.amount else "The payment"
            said.append(f"{held} is held for you; confirming normally releases it to the seller.")
    return (*said, *_counted_from(windows_for(confirmed, core.programmes), at))


def _counted_from(windows: Sequence[Window], at: Moment) -> Iterator[str]:
    """A sentence for every act of the buyer whose last day is counted from the confirmation."""
    told = set()
    for (
        window
    ) in windows:  # soonest first: where a programme has several last days for an act, that one is told
        day, act = last_day(window), (window.programme.id, window.action)
        from_it = any(one.kind is AnchorKind.CONFIRMED for one in window.used)
        if day is None or not from_it or not is_last_day_of_buyer(window) or act in told:
            continue
        told.add(act)
        if day <= day_of(at):
            yield f"{window.programme.name}: “{window.action}” is over once you confirm."
        else:
            yield f"{window.programme.name}: “{window.action}” then ends on {english(day)}."
