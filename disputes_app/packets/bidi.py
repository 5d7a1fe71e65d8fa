"""The order in which mixed left-to-right and right-to-left text is shown (Unicode Annex 9).

Embedding and isolate controls are treated as invisible: text is ordered by its letters alone, so that a
control character smuggled into a file name or message cannot make it read differently from what it says.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise

_CONTROLS = frozenset("BN LRE RLE LRO RLO PDF LRI RLI FSI PDI".split())
_NEUTRAL = frozenset("B S WS ON".split())
_BRACKETS = dict(zip("([{⟨〈《「『【（［｛", ")]}⟩〉》」』】）］｝", strict=True))
_CLOSING = {close: open_ for open_, close in _BRACKETS.items()}


@lru_cache(maxsize=4096)
def _class(character: str) -> str:
    return unicodedata.bidirectional(character) or "L"


def base_level(text: str) -> int:
    """0 for a paragraph that reads from the left, 1 from the right: its first strong letter decides."""
    for character in text:
        kind = _class(character)
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
    return 0


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character of one paragraph: odd levels are shown from right to left."""
    kinds = [_class(character) for character in text]
    if base == 0 and not any(kind in ("R", "AL", "AN") for kind in kinds):
        return [0] * len(text)
    shown = [index for index, kind in enumerate(kinds) if kind not in _CONTROLS]
    types = [kinds[index] for index in shown]
    outer = "R" if base else "L"
    _resolve_weak(types, outer)
    _resolve_brackets(types, [text[index] for index in shown], outer)
    _resolve_neutral(types, outer)
    result = [base] * len(text)
    for index, kind in zip(shown, types, strict=True):
        if base == 0:
            result[index] = {"L": 0, "R": 1}.get(kind, 2)
        else:
            result[index] = 1 if kind == "R" else 2
    previous = base
    for index, kind in enumerate(kinds):
        if kind in _CONTROLS:
            result[index] = previous
        previous = result[index]
    return result


def _resolve_weak(types: list[str], outer: str) -> None:
    """Rules W1 to W7: marks and figures take their kind from what stands around them."""
    previous, strong = outer, outer
    for index, given in enumerate(types):
        kind = previous if given == "NSM" else given
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        types[index] = previous = kind
    types[:] = ["R" if kind == "AL" else kind for kind in types]
    _join_numbers(types)
    strong = outer
    for index, kind in enumerate(types):
        if kind in ("ES", "ET", "CS"):
            types[index] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[index] = "L"


def _join_numbers(types: list[str]) -> None:
    """Rules W4 and W5: signs inside and beside a number belong to it."""
    for index in range(1, len(types) - 1):
        before, kind, after = types[index - 1 : index + 2]
        is_sign = kind == "CS" or (kind == "ES" and before == "EN")
        if before == after and before in ("EN", "AN") and is_sign:
            types[index] = before
    last = len(types) - 1
    for here, there in [(i, i - 1) for i in range(1, last + 1)] + [(i - 1, i) for i in range(last, 0, -1)]:
        if types[here] == "ET" and types[there] == "EN":
            types[here] = "EN"


def _direction(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else kind


def _resolve_brackets(types: list[str], characters: list[str], outer: str) -> None:
    """Rule N0: a pair of brackets takes the direction of what it encloses or of what stands before it."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(characters):
        if types[index] != "ON":
            continue
        if character in _BRACKETS:
            stack.append(index)
        elif character in _CLOSING:
            for depth in range(len(stack) - 1, -1, -1):
                if characters[stack[depth]] == _CLOSING[character]:
                    pairs.append((stack[depth], index))
                    del stack[depth:]
                    break
    other = "L" if outer == "R" else "R"
    for start, end in sorted(pairs):
        inside = {_direction(kind) for kind in types[start + 1 : end]} & {"L", "R"}
        if outer in inside:
            chosen = outer
        elif other in inside:
            before = next((_direction(k) for k in reversed(types[:start]) if _direction(k) in "LR"), outer)
            chosen = other if before == other else outer
        else:
            continue
        types[start] = types[end] = chosen


def _resolve_neutral(types: list[str], outer: str) -> None:
    """Rules N1 and N2: neutral characters between two of one direction take it, else the paragraph's."""
    index = 0
    while index < len(types):
        if types[index] not in _NEUTRAL:
            index += 1
            continue
        end = index
        while end < len(types) and types[end] in _NEUTRAL:
            end += 1
        before = _direction(types[index - 1]) if index else outer
        after = _direction(types[end]) if end < len(types) else outer
        types[index:end] = [before if before == after else outer] * (end - index)
        index = end


def visual_order(run_levels: list[int]) -> list[int]:
    """Rule L2: the indexes of runs in the order they stand on the line, from the left."""
    order = list(range(len(run_levels)))
    odd = [level for level in run_levels if level % 2]
    if not odd:
        return order
    for level in range(max(run_levels), min(odd) - 1, -1):
        borders = [
            i
            for i in range(len(order) + 1)
            if i in (0, len(order)) or (run_levels[order[i - 1]] >= level) != (run_levels[order[i]] >= level)
        ]
        for start, end in pairwise(borders):
            if run_levels[order[start]] >= level:
                order[start:end] = reversed(order[start:end])
    return order
