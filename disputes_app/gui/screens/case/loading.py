"""What the case screen shows, asked in one go: the case, its next last day, the clock at home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from disputes_app.core import Core
from disputes_app.domain.calendars import zone_info
from disputes_app.domain.claims import Stage
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.messages import Message, lacks_translation
from disputes_app.domain.settings import Settings
from disputes_app.queries.cases import CaseDetail, case_detail
from disputes_app.queries.settings import settings
from disputes_app.queries.standing import Standing, of_window


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """One case as it stands at ``now``. ``programme`` is the name to show, ``lead`` the next last day."""

    detail: CaseDetail
    programme: str
    lead: Standing | None
    settings: Settings
    now: datetime

    @property
    def case(self) -> CaseId:
        """The case's id."""
        return self.detail.case.id

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return Stage(self.detail.case.stage)

    @property
    def is_closed(self) -> bool:
        """Whether it has ended."""
        return self.detail.case.closed_at is not None

    @property
    def is_filed(self) -> bool:
        """Whether letters are frozen."""
        return any(row.exhibit.letter for row in self.detail.exhibits) or self.stage is not Stage.PREPARING

    @property
    def orders(self) -> tuple[OrderId, ...]:
        """The orders it is about."""
        return tuple(one.order.id for one in self.detail.orders)

    @property
    def untranslated(self) -> tuple[Message, ...]:
        """The seller's messages that whoever judges cannot read yet, the latest first."""
        found = [
            message
            for order in self.detail.orders
            for message in order.messages
            if lacks_translation(message, self.settings.language)
        ]
        return tuple(reversed(found))

    @property
    def home(self) -> ZoneInfo:
        """The zone of the buyer's clock."""
        return zone_info(self.settings.home_zone)

    @property
    def today(self) -> date:
        """The day it is at home."""
        return self.now.astimezone(self.home).date()


def load(core: Core, case: CaseId) -> CaseView:
    """Everything of one case; LookupError when there is none."""
    detail = case_detail(core, core.library, case)
    programme = core.programmes.by_id.get(detail.case.programme)
    return CaseView(
        detail=detail,
        programme=programme.name if programme else "",
        lead=of_window(detail.lead) if detail.lead else None,
        settings=settings(core.library),
        now=core.now(),
    )
