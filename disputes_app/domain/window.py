"""The record of a window: a rule as it applies to one order, with the last instant at which it is in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from disputes_app.domain.anchors import Anchor
from disputes_app.domain.calendars import day_in
from disputes_app.domain.claims import Ground, Right
from disputes_app.domain.conditions import Question
from disputes_app.domain.moments import Moment
from disputes_app.domain.order_facts import PlatformDate
from disputes_app.domain.programmes import (
    Actor,
    Confidence,
    Flag,
    Kind,
    Length,
    Programme,
    Rule,
    RuleStage,
    Source,
)

_NO_LENGTH = Length()


class Needs(NamedTuple):
    """A fact that is missing: its name (an anchor kind, an attribute or ``platform_date``), the question to
    ask, and the earliest instant that any permitted answer could give (None when nothing bounds it).
    """

    fact: str
    question: str
    earliest: datetime | None


@dataclass(frozen=True, slots=True)
class Window:
    """One rule as it applies to one order.

    ``opens_at`` and ``closes_at`` are instants in UTC; ``closes_at`` is the last one that is in time (for rules
    in days 23:59:59 of the last day in ``zone``), None when it is not known or there is no last day.
    ``gated`` says that an own rule sets the opening; otherwise it is the anchor. ``in_hand`` says that the rule
    names no zone, so that one day less than it gives is shown.
    """

    programme: Programme
    rule: Rule
    zone: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    gated: bool = False
    in_hand: bool = False
    used: tuple[Anchor, ...] = ()
    needs: Needs | None = None
    opens_needs: Needs | None = None
    platform_date: PlatformDate | None = None
    computed_close: datetime | None = None
    expected: bool = False
    awaiting: str = ""
    link_closes_at: datetime | None = None
    done_at: datetime | None = None
    counted: Length = _NO_LENGTH
    capped: bool = False
    paused: bool = False
    rolled_from: date | None = None
    doubts: tuple[Question, ...] = ()

    @property
    def id(self) -> str:
        """The rule's id, which names the window within its order."""
        return self.rule.id

    @property
    def claims(self) -> tuple[Ground, ...]:
        """What the window is for."""
        return self.rule.claims

    @property
    def stage(self) -> RuleStage:
        """The step of a claim."""
        return self.rule.stage

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who acts."""
        return self.rule.actors

    @property
    def actor(self) -> Actor:
        """Who acts; where several may, the buyer before the others."""
        return Actor.BUYER if Actor.BUYER in self.rule.actors else self.rule.actors[0]

    @property
    def action(self) -> str:
        """What to do, as an imperative."""
        return self.rule.action

    @property
    def kind(self) -> Kind:
        """Whether it is a last day, a first day, or somebody else's clock."""
        return self.rule.kind

    @property
    def anchor(self) -> str:
        """The anchor kind it is counted from, or the one that is missing; empty without one."""
        if self.used:
            return self.used[-1].kind.value
        return self.awaiting or (self.needs.fact if self.needs else "")

    @property
    def anchor_at(self) -> Moment | None:
        """The date it is counted from."""
        return self.used[-1].value if self.used else None

    @property
    def is_right(self) -> bool:
        """Whether it is a right that needs no fault (change of mind, cancellation) and no claim."""
        return all(isinstance(ground, Right) for ground in self.rule.claims)

    @property
    def soft(self) -> bool:
        """Whether a later act is still taken."""
        return self.rule.soft

    @property
    def source(self) -> tuple[Source, ...]:
        """Where the rule was read."""
        return self.rule.sources

    @property
    def as_of(self) -> date:
        """The day the rule was last seen."""
        return self.rule.as_of or self.programme.as_of

    @property
    def confidence(self) -> Confidence:
        """How sure the rule is."""
        return self.rule.confidence

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What is doubtful about its source."""
        return self.rule.flags

    @property
    def lapse_effect(self) -> str:
        """What happens by itself when the last day passes."""
        return self.rule.lapse_effect

    @property
    def shown_close(self) -> datetime | None:
        """The close to show: the known one, else the earliest that can be meant."""
        return self.closes_at or (self.needs.earliest if self.needs else None)


_FAR = datetime.max.replace(tzinfo=UTC)


def soonest_first(window: Window) -> tuple[datetime, str]:
    """The order in which windows are shown: by the close shown, those without one last."""
    return window.shown_close or _FAR, window.rule.id


def last_day(window: Window) -> date | None:
    """The last day of a window in its own zone."""
    close = window.shown_close
    return None if close is None else date.fromordinal(day_in(window.zone, close))
