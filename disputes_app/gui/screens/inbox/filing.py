"""Filing several items at once, to be taken back at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from disputes_app.actions.evidence import file_evidence
from disputes_app.domain.changes import Changes
from disputes_app.domain.ids import EvidenceId, OrderId


@dataclass
class Filed:
    """What was filed: its changes and its numbers in the journal."""

    changes: Changes = field(default_factory=Changes)
    journal: list[int] = field(default_factory=list)


def file_all(core: Any, wanted: Mapping[EvidenceId, OrderId]) -> Filed:
    """File each item with its order."""
    filed = Filed()
    for item, order in wanted.items():
        done = file_evidence(core, item, order)
        filed.changes |= done.changes
        filed.journal.append(done.journal)
    return filed
