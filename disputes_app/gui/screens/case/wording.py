"""The words of the case screen: stages, days, sizes, what proves something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from disputes_app.domain import ids
from disputes_app.domain.cases import Want
from disputes_app.domain.claims import Stage
from disputes_app.domain.date_words import city
from disputes_app.domain.moments import Moment
from disputes_app.domain.programmes import Actor, RuleStage
from disputes_app.domain.window import Window, last_day, soonest_first
from disputes_app.gui import phrases
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.widgets.stepper import Step
from disputes_app.gui.words import QT_TRANSLATE_NOOP, counted
from disputes_app.queries.exhibits import ExhibitRow

_C = "Case"
_NEAR_DAYS = 4
_STEP_OF = {
    Stage.PREPARING: 1,
    Stage.OPENED: 3,
    Stage.SELLER_ANSWERED: 4,
    Stage.ESCALATED: 4,
    Stage.EVIDENCE_ASKED: 4,
    Stage.DECIDED: 5,
    Stage.APPEALED: 5,
    Stage.CLOSED: 7,
}


def tr(words: str) -> str:
    """The words in the user's language."""
    return QCoreApplication.translate(_C, words)


def want_words(want: Want) -> str:
    """What the buyer asks for, in words."""
    return tr(
        {
            Want.REFUND: QT_TRANSLATE_NOOP(_C, "All the money back"),
            Want.PARTIAL: QT_TRANSLATE_NOOP(_C, "Part of the money back"),
            Want.REPLACEMENT: QT_TRANSLATE_NOOP(_C, "A replacement"),
            Want.RETURN: QT_TRANSLATE_NOOP(_C, "Send it back for a refund"),
        }[want]
    )


def steps(view: CaseView) -> tuple[list[Step], int]:
    """The stages from collecting to closing, and the one the case is in."""
    readiness, case = view.detail.readiness, view.detail.case
    reached = {
        one.stage: phrases.short_day(home_day(one.at, view.home), view.today) for one in view.detail.stages
    }
    filed = reached.get(Stage.OPENED, "")
    answered = reached.get(Stage.SELLER_ANSWERED, "")
    decided = reached.get(Stage.DECIDED, "")
    ready = tr("{have} of {all} ready").format(have=len(readiness.have), all=readiness.wanted)
    begun = phrases.short_day(case.opened_at.astimezone(view.home).date(), view.today)
    file_by = ""
    if view.lead is not None and view.stage is Stage.PREPARING:
        last = view.lead.closes_at.astimezone(ZoneInfo(view.lead.zone)).date()
        file_by = tr("by {day}").format(day=phrases.weekday(last, view.today))
    decides = tr("{programme} decides").format(programme=view.programme) if view.programme else tr("Decision")
    clock = their_clock(view)
    by = {clock.actor: _by(clock, view)} if clock else {}
    found = [
        Step(tr("Collect"), tr("since {day}").format(day=begun)),
        Step(tr("Prepare"), ready if view.stage is Stage.PREPARING else ""),
        Step(tr("File"), tr("on {day}").format(day=filed) if filed else file_by),
        Step(tr("Seller answers"), answered or by.get(Actor.SELLER, "")),
        Step(decides, decided or by.get(Actor.PLATFORM, "")),
    ]
    if Stage.APPEALED in reached:
        found.append(Step(tr("Appeal"), reached[Stage.APPEALED]))
    found.append(Step(tr("Close"), reached.get(Stage.CLOSED, "")))
    return found, min(_STEP_OF[view.stage], len(found))


def their_clock(view: CaseView) -> Window | None:
    """The window in which the seller, or after their answer the programme, has to act; None when none is known."""
    case = view.detail.case
    if view.is_closed:
        return None
    answers = _STEP_OF[view.stage] <= _STEP_OF[Stage.OPENED]
    actor = Actor.SELLER if answers else Actor.PLATFORM
    stages = (RuleStage.RESPOND,) if answers else (RuleStage.ESCALATE, RuleStage.DECIDE)
    waiting = [
        row.window
        for row in view.detail.windows
        if (row.case, row.window.programme.id) == (case.id, case.programme)
        and row.window.actor is actor
        and row.window.stage in stages
        and row.window.done_at is None
        and row.window.closes_at is not None
    ]
    return min(waiting, key=soonest_first, default=None)


def _by(clock: Window, view: CaseView) -> str:
    """``by 16 Mar``, or that it was due by then."""
    day = last_day(clock)
    assert day is not None
    assert clock.closes_at is not None
    words = tr("due by {day}") if clock.closes_at < view.now else tr("by {day}")
    return words.format(day=phrases.short_day(day, view.today))


def their_words(view: CaseView) -> str:
    """``The seller has until Thu 12 Mar``; empty when nobody else's clock runs."""
    clock = their_clock(view)
    day = last_day(clock) if clock else None
    if clock is None or day is None or clock.closes_at is None:
        return ""
    who = tr("The seller") if clock.actor is Actor.SELLER else clock.programme.name
    words = tr("{who} had until {day}") if clock.closes_at < view.now else tr("{who} has until {day}")
    return words.format(who=who, day=phrases.weekday(day, view.today))


def home_day(moment: Moment, home: tzinfo) -> date:
    """The day of a moment on the buyer's calendar."""
    return moment.astimezone(home).date() if isinstance(moment, datetime) else moment


def left_words(view: CaseView) -> str:
    """``2 days to file``, ``4 days left``; empty when no last day leads."""
    if view.lead is None:
        return ""
    lead = view.lead
    if lead.days_left > 0 and phrases.left(lead, view.now, view.home).number == str(lead.days_left):
        if view.stage is Stage.PREPARING:
            return counted(_C, "%n day to file", "%n days to file", lead.days_left)
        return counted(_C, "%n day left", "%n days left", lead.days_left)
    return phrases.left(lead, view.now, view.home).whole


def last_day_words(view: CaseView) -> str:
    """``Sat 14 Mar, 23:59 Los Angeles · Sun 15 Mar, 06:59 here``."""
    if view.lead is None:
        return ""
    closes, zone = view.lead.closes_at, view.lead.zone
    there, here = closes.astimezone(ZoneInfo(zone)), closes.astimezone(view.home)
    said = f"{phrases.weekday(there.date(), view.today)}, {there:%H:%M}"
    if view.lead.supposed:
        said = tr("{day} or later").format(day=phrases.weekday(there.date(), view.today))
    elif there.utcoffset() != here.utcoffset():
        said += f" {city(zone)}"
        if there.date() != here.date() or view.lead.days_left < _NEAR_DAYS:
            told = tr("{day}, {time} here").format(
                day=phrases.weekday(here.date(), view.today), time=f"{here:%H:%M}"
            )
            said += f" · {told}"
    return said


def exhibit_day(row: ExhibitRow, view: CaseView) -> str:
    """When an exhibit was taken or written, as its device's clock showed it."""
    at: Moment | None = None
    if row.evidence is not None:
        at = row.evidence.captured_at
        if at is None and row.evidence.captured_local:
            return row.evidence.captured_local.replace("T", " ")[:16]
    elif row.message is not None:
        at = row.message.at
    if at is None:
        return ""
    if row.evidence is not None and isinstance(at, datetime):
        return f"{phrases.weekday(at.date(), view.today)}, {at:%H:%M}"
    return when_words(at, view)


def when_words(at: Moment, view: CaseView) -> str:
    """``Fri 27 Feb, 18:21`` on the clock at home; the day alone where no hour is known."""
    if not isinstance(at, datetime):
        return phrases.weekday(at, view.today)
    local = at.astimezone(view.home)
    return f"{phrases.weekday(local.date(), view.today)}, {local:%H:%M}"


def moment_of(row: ExhibitRow) -> str:
    """By what exhibits are put in the order of their dates; those without one come last."""
    at: Moment | None = row.message.at if row.message is not None else None
    if row.evidence is not None:
        at = row.evidence.captured_at or None
        if at is None and row.evidence.captured_local:
            return row.evidence.captured_local
    return at.isoformat() if at is not None else "9999"


def proof_words(refs: Sequence[str]) -> tuple[list[str], str]:
    """What proves something: exhibit letters, and the rest in a few words."""
    letters = [ref for ref in refs if ref.isupper()]
    others = {found[0] for ref in refs if not ref.isupper() and (found := ids.parse(ref)) is not None}
    if letters:
        return letters, counted(_C, "%n exhibit", "%n exhibits", len(letters))
    named = {
        "message": tr("in the message log"),
        "shipment": tr("in the tracking history"),
        "item": tr("from the order’s items"),
        "order": tr("from the order’s dates"),
        "evidence": tr("a file of the order"),
    }
    said = [words for kind, words in named.items() if kind in others]
    return [], ", ".join(said) or tr("the packet makes it")


def size_words(size: int) -> str:
    """``6.8 MB``, ``412 KB``: in thousands, as receivers count."""
    locale = QLocale()
    if size < 1_000_000:
        return f"{locale.toString(max(1, round(size / 1000)))} KB"
    digits = locale.toString(size / 1_000_000, "f", 1)
    zero = f"{locale.decimalPoint()}0"
    return f"{digits.removesuffix(zero)} MB"
