"""Which last days an action moved: from what, to what, and because of which fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from disputes_app.domain.anchors import MEANINGS, AnchorKind
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.moments import Moment, day_of
from disputes_app.domain.windows import Window

Key = tuple[OrderId, CaseId | None, str]
"""What a window is known by through a change: its order, its case, its rule."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One last day that moved; None where there was none before, or is none any more."""

    order: OrderId
    case: CaseId | None
    programme: str
    rule: str
    action: str
    before: datetime | None
    after: datetime | None
    why: str

    @property
    def sentence(self) -> str:
        """The move in a sentence."""
        if self.before is None:
            return f"{self.action}: now until {_day(self.after)}; {self.why}"
        if self.after is None:
            return f"{self.action}: no longer until {_day(self.before)}; {self.why}"
        return f"{self.action}: {_day(self.before)} becomes {_day(self.after)}; {self.why}"


def moved(before: Mapping[Key, Window], after: Mapping[Key, Window]) -> Iterator[Moved]:
    """The last days that differ, in the order of ``after`` and then of what is gone.

    An order whose case was opened or closed is seen through other windows than before: nothing moved there.
    """
    sides = {key[:2] for key in before} & {key[:2] for key in after}
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        old, new = was.shown_close if was else None, now.shown_close if now else None
        shown = now or was
        if shown is not None and old != new and key[:2] in sides:
            yield Moved(
                key[0], key[1], shown.programme.id, shown.rule.id, shown.action, old, new, _why(was, now)
            )


def _why(was: Window | None, now: Window | None) -> str:
    if was is None or now is None:
        return "the order's facts say so" if now is None else "a fact that was missing is known"
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
    return "the rule or what it is counted from changed"


def _values(window: Window) -> dict[AnchorKind, Moment]:
    return {anchor.kind: anchor.value for anchor in window.used}


def _day(moment: Moment | None) -> str:
    if moment is None:
        return ""
    day = day_of(moment)
    return f"{day.day} {day:%b %Y}"


def by_key(windows: Iterable[tuple[OrderId, CaseId | None, Window]]) -> dict[Key, Window]:
    """Windows by what they are known by."""
    return {(order, case, window.rule.id): window for order, case, window in windows}
