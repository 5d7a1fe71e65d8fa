"""The lines of a case's chronology for whoever decides which stand in its packets, and in what words."""

from __future__ import annotations

from dataclasses import dataclass

from disputes_app.core import Core
from disputes_app.domain.cases import ChronologyLine
from disputes_app.domain.ids import CaseId
from disputes_app.domain.moments import Moment
from disputes_app.packets import wording
from disputes_app.queries.cases import case_detail
from disputes_app.queries.packet_chronology import proposed
from disputes_app.queries.packet_messages import in_order
from disputes_app.queries.settings import settings
from disputes_app.store.library import Reader


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line: ``proposed`` is what the facts say, ``text`` what stands in the packet, empty when it is left out.

    For a line of one's own nothing is proposed; a new one has no ``key`` yet.
    """

    key: str
    at: Moment
    proposed: str
    text: str

    @property
    def is_own(self) -> bool:
        """Whether it is a line of one's own: left out, it is gone."""
        return not self.proposed


def chronology_lines(
    core: Core, reader: Reader, case: CaseId, language: str | None = None
) -> tuple[LineRow, ...]:
    """Every line that is proposed, as it was decided, then those of one's own; LookupError without such a case."""
    detail, mine = case_detail(core, reader, case), settings(reader)
    decided = reader.find(ChronologyLine, "case_id = ?", (case,), order="id")
    lines = {line.key: line.text for line in decided if line.key}
    numbered = {one.id: index for index, one in enumerate(in_order(reader, detail, mine.buyer_name), 1)}
    entries = proposed(detail, numbered, wording.load(language or mine.language))
    rows = [LineRow(key, one.at, one.text, lines.get(key, one.text)) for key, one in entries]
    added = [(line.at, line.text) for line in decided if not line.key and line.at is not None]
    own = [LineRow(f"own:{number}", at, "", text) for number, (at, text) in enumerate(added, 1)]
    return (*rows, *own)
