"""Insurance policies of a reseller, and what has to be notified under them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from disputes_app.domain.ids import CaseId, EvidenceId, IncidentId, OrderId, PolicyId
from disputes_app.domain.moments import Moment
from disputes_app.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One policy: what it covers, for how long, up to how much, and how soon it wants to be told."""

    id: PolicyId = PolicyId(0)
    kind: str
    insurer: str
    number: str
    period_from: date | None = None
    period_to: date | None = None
    limit: Money | None = None
    excess: Money | None = None
    territory: str = ""
    notice: str = ""
    note: str = ""
    evidence_id: EvidenceId | None = None
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something to notify under a policy."""

    id: IncidentId = IncidentId(0)
    policy_id: PolicyId
    order_id: OrderId | None = None
    case_id: CaseId | None = None
    description: str
    happened: Moment | None = None
    known: Moment | None = None
    notified: Moment | None = None
