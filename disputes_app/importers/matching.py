"""Decides which order a found thing belongs to. Pure; a weak sign is shown to the user, never acted upon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from disputes_app.importers.base import Confidence, Hint
from disputes_app.importers.hints import normalised

__all__ = ["Candidate", "Decision", "Match", "decide", "lookup_numbers", "normalised"]

_RANK: dict[Confidence, int] = {"certain": 0, "likely": 1, "weak": 2}
# Shorter numbers (#1001) stand in many texts without meaning the order.
_MIN_TELLING = 8
# A message or photo may come a little before the purchase (questions to the seller) and long after it.
_BEFORE, _AFTER = timedelta(days=30), timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of an order, as far as it helps to recognise it. ``order`` is the caller's own id."""

    order: int
    number: str
    platform: str | None = None
    seller: str | None = None
    tracking_numbers: tuple[str, ...] = ()
    ordered_on: date | None = None
    payment_references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One order it may belong to, and why, as the end of a sentence."""

    order: int
    reason: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Decision:
    """``chosen`` only when one order alone is certain; else the user picks from ``options``, best first."""

    chosen: Match | None
    options: tuple[Match, ...]


def lookup_numbers(hints: Iterable[Hint]) -> frozenset[str]:
    """The normalised numbers to ask a library's orders and shipments for, so that few become candidates."""
    numbers = (normalised(hint.value) for hint in hints if hint.kind not in ("seller", "amount"))
    return frozenset(number for number in numbers if number)


def decide(
    hints: Iterable[Hint],
    candidates: Iterable[Candidate],
    moment: date | None = None,
    platform: str | None = None,
) -> Decision:
    """The order that the hints name: by its number, else by a parcel's or payment's number, else by seller and time.

    ``moment`` is the day of the message or photo, ``platform`` where it came from when that is known.
    """
    hints = tuple(hints)
    found = [match for candidate in candidates for match in _matches(candidate, hints, moment, platform)]
    best: dict[int, Match] = {}
    for match in sorted(found, key=lambda match: _RANK[match.confidence]):
        best.setdefault(match.order, match)
    options = tuple(best.values())
    certain = [match for match in options if match.confidence == "certain"]
    return Decision(certain[0] if len(certain) == 1 else None, options)


def _matches(
    candidate: Candidate, hints: tuple[Hint, ...], moment: date | None, platform: str | None
) -> Iterator[Match]:
    number = normalised(candidate.number)
    parcels = {normalised(tracking): tracking for tracking in candidate.tracking_numbers}
    payments = {normalised(reference): reference for reference in candidate.payment_references}
    by_seller = _seller(candidate, hints, moment)
    for hint in hints:
        value = normalised(hint.value)
        if not value or hint.kind in ("seller", "amount"):
            continue
        if value == number:
            yield _by_number(candidate, hint, platform, by_seller is not None)
        elif value in parcels and hint.kind in ("tracking_number", "number"):
            sure: Confidence = "certain" if _is_telling(value) else "likely"
            yield Match(candidate.order, f"it names the order's parcel {parcels[value]}", sure)
        elif value in payments and hint.kind in ("payment_reference", "number") and _is_telling(value):
            yield Match(candidate.order, f"it names the order's payment {payments[value]}", "certain")
    if by_seller:
        yield by_seller


def _by_number(candidate: Candidate, hint: Hint, platform: str | None, same_seller: bool) -> Match:
    platforms = {hint.source, platform} if hint.kind == "order_number" else {platform}
    foreign = any(other not in (None, candidate.platform) for other in platforms) and candidate.platform
    if foreign:
        return Match(
            candidate.order,
            f"it names the number {candidate.number}, but comes from another platform",
            "weak",
        )
    reason = f"it names the order number {candidate.number}"
    if _is_telling(normalised(hint.value)) or same_seller:
        return Match(candidate.order, reason, "certain")
    return Match(candidate.order, reason, "likely" if hint.kind == "order_number" else "weak")


def _is_telling(number: str) -> bool:
    return len(number) >= _MIN_TELLING and sum(c.isdigit() for c in number) >= 5


def _seller(candidate: Candidate, hints: tuple[Hint, ...], moment: date | None) -> Match | None:
    if not candidate.seller or candidate.ordered_on is None or moment is None:
        return None
    if not candidate.ordered_on - _BEFORE <= moment <= candidate.ordered_on + _AFTER:
        return None
    name = _name(candidate.seller)
    if not name or not any(hint.kind == "seller" and _name(hint.value) == name for hint in hints):
        return None
    return Match(candidate.order, f"it names the seller {candidate.seller} at the time of the order", "weak")


def _name(seller: str) -> str:
    return "".join(c for c in seller.casefold() if c.isalnum())
