"""Cases: one problem pursued on one or more routes, through stages to an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from disputes_app.domain.ids import (
    CaseId,
    DeadlineId,
    EvidenceId,
    ExhibitId,
    FilingId,
    MessageId,
    OrderId,
    ShipmentId,
)
from disputes_app.domain.moments import Moment
from disputes_app.domain.money import Money
from disputes_app.domain.private_words import Decision, PrivateKind


class Want(StrEnum):
    """What the buyer asks for."""

    REFUND = "refund"
    PARTIAL = "partial"
    REPLACEMENT = "replacement"
    RETURN = "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. ``claim``, ``stage`` and ``outcome`` hold the words of ``domain.claims``.

    ``number`` is the user's own (such as ``2026-007``), ``platform_number`` the one the platform gave.
    """

    id: CaseId = CaseId(0)
    number: str
    title: str = ""
    claim: str
    want: Want = Want.REFUND
    amount: Money | None = None
    home_amount: Money | None = None
    programme: str = ""
    stage: str = "preparing"
    outcome: str = ""
    recovered: Money | None = None
    platform_number: str = ""
    summary: str = ""
    statement: str = ""
    note: str = ""
    opened_at: datetime
    closed_at: datetime | None = None
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOrder:
    """That an order belongs to a case."""

    id: int = 0
    case_id: CaseId
    order_id: OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStage:
    """One step of a case's history: it reached ``stage`` at ``at``."""

    id: int = 0
    case_id: CaseId
    stage: str
    at: Moment
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """An evidence item, message or tracking history used in a case: exactly one of the three is set.

    ``letter`` is empty while letters follow ``position`` and set once frozen by filing. ``turn`` is how far its
    picture is turned to the right in packets, in degrees: 0, 90, 180 or 270.
    """

    id: ExhibitId = ExhibitId(0)
    case_id: CaseId
    evidence_id: EvidenceId | None = None
    message_id: MessageId | None = None
    shipment_id: ShipmentId | None = None
    position: int
    letter: str = ""
    caption: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A box to be destroyed on every copy of an exhibit that leaves: fractions of the picture as it is turned."""

    id: int = 0
    exhibit_id: ExhibitId
    page: int = 1
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A numbered mark on a picture of an exhibit: it stands at (x, y) and points to (to_x, to_y).

    Both are fractions of the picture or page as it is turned. Marks are numbered in the order they were placed.
    """

    id: int = 0
    exhibit_id: ExhibitId
    page: int = 1
    x: float
    y: float
    to_x: float
    to_y: float
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date the user or the platform set. ``rule`` names the computed rule it overrides, if any."""

    id: DeadlineId = DeadlineId(0)
    order_id: OrderId | None = None
    case_id: CaseId | None = None
    set_by: str
    rule: str = ""
    action: str
    reason: str = ""
    due: Moment
    zone: str = ""
    done_at: datetime | None = None
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRecord:
    """One packet that was built: what it was, and the bytes' fingerprint."""

    id: int = 0
    case_id: CaseId
    name: str
    preset: str
    sha256: str
    size: int
    pages: int
    built_at: datetime
    filed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What was sent when a case came to a stage: to whom, under which number, the words pasted into its form.

    ``answer_due`` is until when an answer was promised. A filing is never changed once it is noted.
    """

    id: FilingId = FilingId(0)
    case_id: CaseId
    stage_id: int
    sent_to: str = ""
    platform_number: str = ""
    text: str = ""
    answer_due: Moment | None = None
    noted_at: datetime

    @property
    def awaited(self) -> str:
        """What is awaited until ``answer_due``, as lists of dates say it."""
        return f"Answer of {self.sent_to} due" if self.sent_to else "Answer due"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledFile:
    """One file that was sent. Its bytes lie beside the evidence under ``sha256`` and never change."""

    id: int = 0
    filing_id: FilingId
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateWords:
    """What was decided of words in a case: hidden in every packet, or shown."""

    id: int = 0
    case_id: CaseId
    kind: PrivateKind
    text: str
    decision: Decision
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyLine:
    """What was decided of the chronology in a case's packets.

    With a ``key`` it is about the line of that key: other ``text``, or none to leave it out. Without one it
    is a line of one's own, with ``at`` and ``text``.
    """

    id: int = 0
    case_id: CaseId
    key: str = ""
    at: Moment | None = None
    text: str = ""
