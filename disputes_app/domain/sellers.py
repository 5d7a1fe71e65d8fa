"""Sellers and what was found out about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from disputes_app.domain.ids import EvidenceId, SellerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """The party sold from: a shop, a supplier, a manufacturer."""

    id: SellerId = SellerId(0)
    name: str
    platform: str = ""
    country: str = ""
    zone: str = ""
    website: str = ""
    contact: str = ""
    note: str = ""
    added_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerCheck:
    """One due-diligence fact: what was looked at, what was found, when, and the proof of it."""

    id: int = 0
    seller_id: SellerId
    kind: str
    finding: str
    checked_on: date | None = None
    evidence_id: EvidenceId | None = None
    note: str = ""
