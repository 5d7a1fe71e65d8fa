"""What the order screen shows, asked in one go: the order, its events, its routes for one claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from disputes_app.core import Core
from disputes_app.domain.anchors import Anchor, AnchorKind
from disputes_app.domain.calendars import zone_info
from disputes_app.domain.cases import Case
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.conditions import Applies
from disputes_app.domain.ids import EvidenceId, OrderId
from disputes_app.domain.routes import Route
from disputes_app.domain.settings import Settings
from disputes_app.domain.urgency import days_left, state, urgency
from disputes_app.domain.window import Window, soonest_first
from disputes_app.gui.screens.order.wording import today_in
from disputes_app.queries.cases import case_detail
from disputes_app.queries.chronology import Event, anchors_in_force, events
from disputes_app.queries.deadlines import WindowRow
from disputes_app.queries.orders import OrderDetail, order_detail
from disputes_app.queries.receipt import Inspection, inspection
from disputes_app.queries.routes import routes
from disputes_app.queries.settings import settings


@dataclass(frozen=True, kw_only=True)
class OrderView:
    """One order as it stands at ``now``. ``missing`` counts the proofs its open case still lacks."""

    detail: OrderDetail
    events: tuple[Event, ...]
    anchors: Mapping[AnchorKind, Anchor]
    claim: ClaimType
    routes: tuple[Route, ...]
    case: Case | None
    captions: Mapping[EvidenceId, str]
    missing: int | None
    inspection: Inspection
    settings: Settings
    now: datetime

    @property
    def order(self) -> OrderId:
        """The order's id."""
        return self.detail.order.id

    @property
    def home(self) -> ZoneInfo:
        """The zone of the buyer's clock."""
        return zone_info(self.settings.home_zone)

    @property
    def today(self) -> date:
        """The day it is at home."""
        return today_in(self.now, self.home)

    @cached_property
    def windows(self) -> tuple[WindowRow, ...]:
        """The windows of the routes that apply, soonest last day first."""
        found = [w for route in self.routes if route.applies is Applies.YES for w in route.windows]
        return tuple(sorted((self.standing(one) for one in found), key=lambda row: soonest_first(row.window)))

    def standing(self, window: Window) -> WindowRow:
        """How a window of a route stands now."""
        return WindowRow(
            self.order,
            None,
            window,
            state(window, self.now),
            urgency(window, self.now),
            days_left(window, self.now),
        )


def load(core: Core, reader: Any, order: OrderId, claim: ClaimType | None = None) -> OrderView:
    """Everything of one order; without a claim its open case's, else the one that its inspection or
    its dates suggest.

    Raises LookupError when there is no such order.
    """
    detail = order_detail(core, reader, order)
    case = next((case for case in detail.cases if case.closed_at is None), None)
    anchors = anchors_in_force(detail)
    found = inspection(core, detail)
    chosen = claim or _likely_claim(case, anchors, found)
    details = [case_detail(core, reader, one.id) for one in detail.cases]
    own = next((one for one in details if case is not None and one.case.id == case.id), None)
    return OrderView(
        detail=detail,
        events=tuple(events(reader, detail)),
        anchors=anchors,
        claim=chosen,
        routes=routes(core, reader, order, chosen),
        case=case,
        captions={
            row.evidence.id: row.exhibit.caption
            for one in details
            for row in one.exhibits
            if row.evidence is not None and row.exhibit.caption
        },
        missing=len(own.readiness.missing) if own else None,
        inspection=found,
        settings=settings(reader),
        now=core.now(),
    )


def _likely_claim(case: Case | None, anchors: Mapping[AnchorKind, Anchor], found: Inspection) -> ClaimType:
    if case is not None:
        return ClaimType(case.claim)
    if found.claims:
        return found.claims[0]
    arrived = AnchorKind.DELIVERED in anchors or AnchorKind.CONFIRMED in anchors
    return ClaimType.NOT_AS_DESCRIBED if arrived else ClaimType.NOT_RECEIVED
