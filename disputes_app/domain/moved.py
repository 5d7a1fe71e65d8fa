"""Which last days an action moved: from what, to what, and because of which fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from disputes_app.domain.anchors import MEANINGS, AnchorKind
from disputes_app.domain.calendars import day_in
from disputes_app.domain.date_words import city, length_words
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.moments import Moment, day_of
from disputes_app.domain.windows import Window

Key = tuple[OrderId, CaseId | None, str]
"""What a window is known by through a change: its order, its case, its rule."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One last day that moved; None where there was none before, or is none any more. Days are those of ``zone``."""

    order: OrderId
    case: CaseId | None
    programme: str
    rule: str
    action: str
    before: datetime | None
    after: datetime | None
    zone: str
    why: str

    @property
    def sentence(self) -> str:
        """The move in a sentence."""
        if self.before is None:
            return f"{self.action}: now until {_day(self.last_day)}; {self.why}"
        if self.after is None:
            return f"{self.action}: no longer until {_day(self.last_day_before)}; {self.why}"
        return f"{self.action}: {_day(self.last_day_before)} becomes {_day(self.last_day)}; {self.why}"

    @property
    def last_day(self) -> date | None:
        """The last day there is now."""
        return self._day_there(self.after)

    @property
    def last_day_before(self) -> date | None:
        """The last day there was."""
        return self._day_there(self.before)

    def _day_there(self, instant: datetime | None) -> date | None:
        return date.fromordinal(day_in(self.zone, instant)) if instant else None


def moved(key: Key, was: Window | None, now: Window | None, *, by_rules: bool) -> Moved | None:
    """How the last day of a window moved; None when it did not. ``by_rules``: the rules changed, not the facts."""
    shown = now or was
    old, new = was.shown_close if was else None, now.shown_close if now else None
    if shown is None or old == new:
        return None
    return Moved(
        key[0],
        key[1],
        shown.programme.id,
        shown.rule.id,
        shown.action,
        old,
        new,
        shown.zone,
        _why(was, now, by_rules),
    )


def without_rule(key: Key, programme: str, closed_at: str | None, zone: str) -> Moved | None:
    """That a last day went with its rule, whose words are not there any more; None when it had none."""
    if closed_at is None:
        return None
    before = datetime.fromisoformat(closed_at)
    action = f"{programme} {key[2]}"
    return Moved(
        key[0], key[1], programme, key[2], action, before, None, zone, "the rule is not there any more"
    )


def _why(was: Window | None, now: Window | None, by_rules: bool) -> str:
    if was is None:
        return "a rule that is new applies" if by_rules else "a fact that was missing is known"
    if now is None:
        return "the rule no longer applies" if by_rules else "the order's facts say so"
    if was.platform_date != now.platform_date:
        return (
            "the platform shows another date" if now.platform_date else "the platform's date was taken away"
        )
    old, new = _values(was), _values(now)
    for kind, value in new.items():
        if kind not in old:
            return f"{MEANINGS[kind].words} is known now"
        if old[kind] != value:
            return f"{MEANINGS[kind].words} is {_day(value)}, not {_day(old[kind])}"
    if was.counted != now.counted:
        return f"the rule gives {length_words(now.counted)}, not {length_words(was.counted)}"
    if was.zone != now.zone:
        return f"the rule counts in {city(now.zone)} time, not in {city(was.zone)} time"
    return "the rule or what it is counted from changed"


def _values(window: Window) -> dict[AnchorKind, Moment]:
    return {anchor.kind: anchor.value for anchor in window.used}


def _day(moment: Moment | None) -> str:
    if moment is None:
        return ""
    day = day_of(moment)
    return f"{day.day} {day:%b %Y}"
