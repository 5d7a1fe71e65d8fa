"""How fine a packet's pictures may be for a byte limit: planned from a few that are tried, steered while all are made."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import NamedTuple

# Pixels per inch and JPEG quality, from the least that keeps text in a screenshot readable to the best.
_RUNGS = ((120, 35), (150, 40), (200, 40), (250, 45), (300, 55), (300, 75), (300, 85))
FINEST = float(len(_RUNGS) - 1)
COARSEST = 0.0
TRIED = (COARSEST, 2.0, 4.0, FINEST)
"""The steps at which a few pictures are tried: between two of these, bytes grow by even factors."""
AIM = 0.955
"""How much of a limit is aimed at: what comes out is a few hundredths more or less."""
_ENOUGH = 0.9
_TRIES = 7
# Steps closer than this give the same pictures.
_SAME = 0.02
# Pictures of one packet are no further than this from what was planned for all of them: equally fine to the eye.
_FREE = 0.7


class Fill(NamedTuple):
    """How much of the limit a packet takes, and its pictures alone: 1 is all of it."""

    all: float
    pictures: float


def detail(step: float) -> tuple[int, int]:
    """Pixels per inch and JPEG quality of a step from COARSEST to FINEST, which may lie between two rungs."""
    low = min(int(step), len(_RUNGS) - 2)
    (dpi, quality), (more_dpi, more_quality) = _RUNGS[low : low + 2]
    part = step - low
    return round(dpi + part * (more_dpi - dpi)), round(quality + part * (more_quality - quality))


class Curve:
    """The bytes of a picture at every step, from those at some of them, COARSEST and FINEST among these."""

    def __init__(self, known: Mapping[float, float]) -> None:
        self._known = [(step, math.log(max(1.0, size))) for step, size in sorted(known.items())]

    def bytes(self, step: float) -> float:
        for (low, less), (high, more) in pairwise(self._known):
            if step <= high:
                return math.exp(less + (step - low) / (high - low) * (more - less))
        raise ValueError(step)

    def step(self, most: float, low: float = COARSEST, high: float = FINEST) -> float:
        """The finest step between two at which it takes no more than ``most`` bytes, else the coarser of them."""
        if self.bytes(high) <= most:
            return high
        for _ in range(12):
            middle = (low + high) / 2
            low, high = (middle, high) if self.bytes(middle) <= most else (low, middle)
        return low


class Steering:
    """The step of each next picture, so that ``count`` of them take ``room`` bytes together.

    ``curve`` is that of the mean of ``tried`` pictures; what those that are made took corrects what is expected
    of the rest.
    """

    def __init__(self, curve: Curve, tried: int, count: int, room: float) -> None:
        self._curve, self._tried, self._ahead, self._room = curve, tried, count, room
        self._waiting: deque[float] = deque()
        self._expected = self._taken = 0.0
        self.planned = curve.step(room / max(1, count))

    def spend(self, size: int) -> None:
        """Other pictures, which are made before these, took so many bytes of the room."""
        self._room -= size
        self.planned = self._curve.step(self._room / max(1, self._ahead))

    def next(self) -> float:
        """The step of the picture that is made next."""
        known = self._tried * self._curve.bytes(self.planned)
        as_expected = (known + self._taken) / (known + self._expected)
        left = (self._room - self._taken) / as_expected - sum(self._waiting)
        low, high = max(COARSEST, self.planned - _FREE), min(FINEST, self.planned + _FREE)
        step = round(self._curve.step(left / self._ahead, low, high), 2)
        self._ahead -= 1
        self._waiting.append(self._curve.bytes(step))
        return step

    def took(self, size: int) -> None:
        """The next of the pictures that were begun, in their order, is made and has this size."""
        self._expected += self._waiting.popleft()
        self._taken += size

    def mean(self, count: int) -> float:
        """The step at which all would have taken as much together."""
        return round(self._curve.step(self._expected / count), 2) if count else self.planned


def is_enough(seen: Fill, step: float) -> bool:
    """Whether a packet fits and could hardly be finer."""
    return seen.all <= 1 and (seen.all >= _ENOUGH or step > FINEST - _SAME)


def best(measure: Callable[[float], Fill], curve: Curve, seen: Fill, at: float) -> float | None:
    """The finest step found at which the packet fits, using most of the limit; None when it never fits.

    ``measure`` makes the whole packet at a step; ``seen`` is what it was or will be ``at`` one. What was
    measured last is what is returned.
    """
    fits: float | None = None
    over: float | None = None
    measured: float | None = None
    low, high = COARSEST, FINEST
    for _ in range(_TRIES):
        room = (AIM - seen.all + seen.pictures) / seen.pictures if seen.pictures else 1.0
        step = curve.step(room * curve.bytes(at), low, high)
        if step in (fits, over):
            step = COARSEST if fits is None and over is not None and over < 2 * _SAME else (low + high) / 2
        seen, at, measured = measure(step), step, step
        if seen.all <= 1:
            fits = low = step
            if is_enough(seen, step):
                return step
        elif step == COARSEST:
            return None
        else:
            over = high = step
        if fits is not None and high - low < _SAME:
            break
    if fits is None:
        fits = COARSEST if measure(COARSEST).all <= 1 else None
    elif measured != fits:
        measure(fits)
    return fits
