"""The exhibits of a case, lettered, each with the one thing it was made of."""

from __future__ import annotations

from dataclasses import dataclass

from disputes_app.domain.cases import Callout, Exhibit, Redaction
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.exhibits import lettered
from disputes_app.domain.ids import CaseId
from disputes_app.domain.messages import Message, first_line
from disputes_app.domain.shipments import Shipment
from disputes_app.store.library import Reader


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """One exhibit with its letter and the one thing it was made of."""

    exhibit: Exhibit
    letter: str
    evidence: Evidence | None
    message: Message | None
    shipment: Shipment | None
    boxes: tuple[Redaction, ...]
    callouts: tuple[Callout, ...]

    @property
    def caption(self) -> str:
        """What was said of it; empty when nothing was."""
        return self.exhibit.caption or (self.evidence.caption if self.evidence else "")

    @property
    def title(self) -> str:
        """What to call it: its caption, else what it has in place of one."""
        if self.caption:
            return self.caption
        if self.evidence is not None:
            return self.evidence.name
        if self.message is not None:
            return self.message.subject or first_line(self.message.text)[:80] or self.message.sender
        assert self.shipment is not None
        return f"{self.shipment.carrier} {self.shipment.tracking_number}".strip()


def exhibit_rows(reader: Reader, case: CaseId) -> tuple[ExhibitRow, ...]:
    """The exhibits of a case in their order, lettered."""
    exhibits = reader.find(Exhibit, "case_id = ?", (case,), order="position, id")
    letters = lettered(exhibits, {one: one.letter for one in exhibits if one.letter})
    return tuple(
        ExhibitRow(
            exhibit,
            letters[exhibit],
            reader.get(Evidence, exhibit.evidence_id) if exhibit.evidence_id else None,
            reader.get(Message, exhibit.message_id) if exhibit.message_id else None,
            reader.get(Shipment, exhibit.shipment_id) if exhibit.shipment_id else None,
            tuple(reader.find(Redaction, "exhibit_id = ?", (exhibit.id,), order="page, id")),
            tuple(reader.find(Callout, "exhibit_id = ?", (exhibit.id,), order="id")),
        )
        for exhibit in exhibits
    )
