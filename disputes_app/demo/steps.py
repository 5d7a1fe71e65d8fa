"""The shapes of what the sample library tells: each step is something Mira did in the program at an instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something Mira did in the program at an instant; ``order`` is the short name of the order it is about."""

    at: str
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered(Step):
    """She entered an order."""

    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned(Step):
    """A fact of an order became known; ``source`` says how."""

    fields: Mapping[str, str]
    source: str = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked(Step):
    """A fact that rules ask about and that has no field of its own."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Described(Step):
    """What the listing promised and what came, on the order's item."""

    title: str = ""
    variant: str = ""
    quantity: int = 1
    promised: str = ""
    received: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One report of a carrier."""

    at: str
    words: str
    place: str = ""
    zone: str = "Europe/London"
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked(Step):
    """She noted what the carrier reported."""

    scans: tuple[Scan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Step):
    """A message, at the instant it was sent; from the seller unless ``mine``."""

    who: str
    words: str
    mine: bool = False
    translation: str = ""
    channel: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the sample, what it shows, and which exhibit codes it proves."""

    name: str
    caption: str = ""
    proves: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Step):
    """She took files in; without an order they lie in the inbox."""

    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed(Step):
    """She opened a case. Amounts are "currency amount"; without one the whole order is claimed."""

    claim: str
    programme: str = ""
    want: str = "refund"
    title: str = ""
    amount: str = ""
    home_amount: str = ""
    platform_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Step):
    """She wrote, in the order's case, what happened: a summary for the cover and the paragraphs of her statement."""

    summary: str
    statement: tuple[str, ...]


Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Step):
    """She made files exhibits of the order's case, in this order; boxes are covered in every packet.

    ``marked`` are where a number stands, what it points to, and what it names.
    """

    files: tuple[str, ...]
    covered: Mapping[str, tuple[Box, ...]] = field(default_factory=dict)
    marked: Mapping[str, tuple[tuple[Point, Point, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached(Step):
    """The case reached a stage."""

    stage: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Step):
    """The case was closed with its outcome; the money came back."""

    outcome: str
    recovered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded(Step):
    """She noted a last day: her own (``hand``) or one the platform shows.

    A platform's date stands over the rule named ``rule``. Her own date is left out where a rule of the name
    ``unless`` gives the same day by itself.
    """

    action: str
    due: str
    reason: str
    by: str = "hand"
    zone: str = ""
    rule: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Step):
    """What she found out about the order's seller: facts of the seller, and checks as (kind, finding, day)."""

    facts: Mapping[str, str]
    checks: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Insured(Step):
    """She noted a policy."""

    policy: Mapping[str, str]
    limit: str = ""
    excess: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Step):
    """Something to be told to an insurer, under the policy of that number."""

    policy: str
    words: str
    happened: str
    known: str
