"""How fine a packet's pictures may be for a byte limit: found by measuring, with few encodes."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from disputes_app.packets.images import Pictures

# Pixels per inch and JPEG quality, from the least that keeps text in a screenshot readable to the best.
_RUNGS = ((120, 35), (150, 40), (200, 40), (250, 45), (300, 55), (300, 70), (300, 85))
FINEST = float(len(_RUNGS) - 1)
COARSEST = 0.0
_AIM = 0.96
_ENOUGH = 0.92
_TRIES = 7
# Steps closer than this give the same pictures.
_SAME = 0.02


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


def best(measure: Callable[[float], Fill], estimate: Callable[[float], float], first: Fill) -> float | None:
    """The finest step found at which the packet fits, using most of the limit; None when it never fits.

    ``measure`` makes the whole packet at a step, ``estimate`` the bytes of some of its pictures; ``first`` is
    a guess of the packet at FINEST. What was measured last is what is returned.
    """
    known: dict[int, float] = {}

    def some(step: float) -> float:
        """The estimate, between two rungs interpolated."""
        low = int(step)
        for rung in (low, math.ceil(step)):
            if rung not in known:
                known[rung] = math.log(max(1.0, estimate(float(rung))))
        return math.exp(known[low] + (step - low) * (known[math.ceil(step)] - known[low]))

    fits: float | None = None
    over: float | None = None
    seen, at, measured = first, FINEST, FINEST
    step = FINEST if first.all <= 1 else _reaching(first, FINEST, some, COARSEST, FINEST)
    for _ in range(_TRIES):
        seen, at, measured = measure(step), step, step
        if seen.all <= 1:
            fits = step
            if step == FINEST or seen.all >= _ENOUGH:
                return step
        elif step == COARSEST:
            return None
        else:
            over = step
        low, high = fits if fits is not None else COARSEST, over if over is not None else FINEST
        if fits is not None and high - low < _SAME:
            break
        step = _reaching(seen, at, some, low, high)
        if step in (fits, over):
            step = COARSEST if fits is None and over is not None and over < 2 * _SAME else (low + high) / 2
    if fits is None:
        fits = COARSEST if measure(COARSEST).all <= 1 else None
    elif measured != fits:
        measure(fits)
    return fits


def _reaching(seen: Fill, at: float, some: Callable[[float], float], low: float, high: float) -> float:
    """Where, between two steps, the packet would take what is aimed at, judged by one that was seen."""
    fixed = seen.all - seen.pictures
    there = some(at)

    def expected(step: float) -> float:
        return fixed + seen.pictures * some(step) / there

    if expected(high) <= _AIM:
        return high
    if expected(low) >= _AIM:
        return low
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if expected(middle) <= _AIM else (low, middle)
    return low


class Remembering:
    """Pictures as they were made before, as many as ``most`` bytes of memory hold."""

    def __init__(self, images: Pictures, most: int = 24 << 20) -> None:
        self._images = images
        self._most = most
        self._made: dict[Hashable, Any] = {}
        self._size = 0

    def picture(self, path: Path, **how: Any) -> Any:
        return self._once("picture", path, how, lambda jpeg: len(jpeg[0]))

    def strips(self, path: Path, **how: Any) -> Any:
        return self._once("strips", path, how, lambda parts: sum(len(jpeg[0]) for jpeg, _ in parts))

    def frames(self, path: Path, **how: Any) -> Any:
        return self._once("frames", path, how, lambda frames: sum(len(jpeg[0]) for _, jpeg in frames))

    def page(self, path: Path, **how: Any) -> Any:
        return self._once("page", path, how, lambda jpeg: len(jpeg[0]))

    def _once(self, kind: str, path: Path, how: dict[str, Any], size: Callable[[Any], int]) -> Any:
        key = (kind, path, *((name, _frozen(value)) for name, value in sorted(how.items())))
        if key in self._made:
            return self._made[key]
        made = partial(getattr(self._images, kind), path)(**how)
        if self._size + size(made) <= self._most:
            self._size += size(made)
            self._made[key] = made
        return made


def _frozen(value: Any) -> Hashable:
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value
