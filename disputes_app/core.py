"""An open library, the rules in force and the clock: what every action and query is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from disputes_app.clock import Clock
from disputes_app.domain.programmes import Programmes
from disputes_app.domain.readiness import Requirements
from disputes_app.store.library import Library


@dataclass(frozen=True, slots=True)
class Core:
    """Passed on whole; nothing in it is replaced while the library is open."""

    library: Library
    programmes: Programmes
    requirements: Requirements
    clock: Clock

    def now(self) -> datetime:
        """The instant taken as now, with its offset."""
        return self.clock()
