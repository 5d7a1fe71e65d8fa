"""Parcels and what their carriers reported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from disputes_app.domain.ids import EvidenceId, OrderId, ShipmentId
from disputes_app.domain.moments import Moment


class Direction(StrEnum):
    """Which way a parcel travels."""

    TO_BUYER = "to_buyer"
    RETURN = "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """One parcel of an order."""

    id: ShipmentId = ShipmentId(0)
    order_id: OrderId
    carrier: str = ""
    tracking_number: str = ""
    direction: Direction = Direction.TO_BUYER
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentEvent:
    """One scan or report; ``zone`` is the IANA zone of the place, where it is known."""

    id: int = 0
    shipment_id: ShipmentId
    at: Moment
    description: str
    place: str = ""
    zone: str = ""
    status: str = ""
    evidence_id: EvidenceId | None = None
