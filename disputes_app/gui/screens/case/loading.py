"""What the case screen shows, asked for in one go, and the words of its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from disputes_app.core import Core
from disputes_app.domain.claims import Stage
from disputes_app.domain.ids import CaseId
from disputes_app.gui import phrases
from disputes_app.gui.widgets.stepper import Step
from disputes_app.queries.cases import CaseDetail, case_detail
from disputes_app.queries.orders import OrderRow
from disputes_app.queries.packet_preview import presets
from disputes_app.queries.settings import settings
from disputes_app.queries.standing import Standing, next_of, of_window

_C = "Case"
# Which presets stand as segments for a platform; the rest are in the menu beside them.
_USUAL = ("paypal", "print_a4", "print_letter")


def tr(words: str) -> str:
    """The words in the user's language."""
    return QCoreApplication.translate(_C, words)


@dataclass(frozen=True)
class CaseView:
    """One case with what depends on now: its next date, the name of its route, today at home."""

    case: CaseId
    detail: CaseDetail
    standing: Standing | None
    programme: str
    now: datetime
    home_zone: str

    @property
    def home(self) -> ZoneInfo:
        """The buyer's zone."""
        return ZoneInfo(self.home_zone)

    @property
    def today(self) -> date:
        """Today at home."""
        return self.now.astimezone(self.home).date()

    @property
    def is_filed(self) -> bool:
        """Whether the letters are frozen."""
        return self.detail.case.stage != Stage.PREPARING

    @property
    def is_closed(self) -> bool:
        """Whether the case has its outcome."""
        return self.detail.case.closed_at is not None


def load(core: Core, case: CaseId, now: datetime) -> CaseView:
    """The view of a case; LookupError when it is not there any more."""
    detail = case_detail(core, core.library, case)
    programme = core.programmes.by_id.get(detail.case.programme)
    rows = [order.row for order in detail.orders]
    standing = None if detail.case.closed_at else _standing(detail, rows)
    name = programme.name if programme else ""
    return CaseView(case, detail, standing, name, now, settings(core.library).home_zone)


def _standing(detail: CaseDetail, rows: Sequence[OrderRow]) -> Standing | None:
    found = [of_window(detail.lead)] if detail.lead else []
    found += [next_of(row) for row in rows if row.due_first is not None]
    return min((one for one in found if one), key=lambda one: one.closes_at, default=None)


def steps(view: CaseView) -> tuple[list[Step], int]:
    """The stages as the stepper shows them, and which one it is."""
    case = view.detail.case
    ready = view.detail.readiness
    since = phrases.short_day(case.opened_at.astimezone(view.home).date(), view.today)
    by = (
        phrases.weekday(view.standing.closes_at.astimezone(ZoneInfo(view.standing.zone)).date(), view.today)
        if (view.standing and not view.is_filed)
        else ""
    )
    decides = tr("{programme} decides").format(programme=view.programme) if view.programme else tr("Decision")
    found = [
        Step(tr("Collect"), tr("since {day}").format(day=since)),
        Step(tr("Prepare"), tr("{n} of {all} ready").format(n=len(ready.have), all=ready.wanted)),
        Step(tr("File"), tr("by {day}").format(day=by) if by else ""),
        Step(tr("Seller answers")),
        Step(decides),
    ]
    places = {
        Stage.PREPARING: 1 if view.detail.exhibits else 0,
        Stage.OPENED: 3,
        Stage.SELLER_ANSWERED: 4,
        Stage.ESCALATED: 4,
        Stage.EVIDENCE_ASKED: 4,
        Stage.DECIDED: 5,
        Stage.APPEALED: 5,
        Stage.CLOSED: 6,
    }
    at = places[Stage(case.stage)]
    if case.stage in (Stage.APPEALED, Stage.DECIDED) or any(
        one.stage == Stage.APPEALED for one in view.detail.stages
    ):
        found.append(Step(tr("Appeal")))
        at = 7 if view.is_closed else at
    found.append(Step(tr("Close")))
    return found, at


def preset_choices(view: CaseView) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The presets to choose from: those as segments, and the rest; the receiver's own first."""
    titles = {one.id: _short(one.title) for one in presets()}
    own = [
        name for name in (view.detail.case.programme, view.detail.orders[0].order.platform) if name in titles
    ]
    first = list(dict.fromkeys([*own, *(name for name in _USUAL if name in titles)]))[:4]
    return [(name, titles[name]) for name in first], [(n, t) for n, t in titles.items() if n not in first]


def _short(title: str) -> str:
    return title.replace(" dispute", "").replace("US Letter", "Letter").replace("Print, ", "Print ")


def size_words(count: int) -> str:
    """Bytes as a person reads them."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{max(1, round(count / 1000))} kB"
