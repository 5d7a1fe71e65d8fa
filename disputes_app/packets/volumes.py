"""Which exhibits go into which file of a packet, and which stay out when they are too many or too large; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disputes_app.packets.content import Exhibit

# What a further volume has of its own: its title page, fonts and manifest.
_OWN = 60_000


def starts(
    order: Sequence[Exhibit], weights: Mapping[str, int], front: int, room: int, most: int
) -> list[str]:
    """The letters of the exhibits each volume but the first begins with, as evenly filled as they can be.

    ``weights`` are bytes by evidence id, ``front`` those of everything else, which stands in the first
    volume. An exhibit that is larger than a volume has one alone. Gives more than ``most`` volumes where they
    are needed.
    """
    fewest = _filled(order, weights, front, room)
    low, high = 0, room
    while high - low > room // 100 + 1:
        middle = (low + high) // 2
        if len(_filled(order, weights, front, middle)) == len(fewest):
            high = middle
        else:
            low = middle
    return _filled(order, weights, front, high) if len(fewest) < most else fewest


def _filled(order: Sequence[Exhibit], weights: Mapping[str, int], front: int, room: int) -> list[str]:
    found: list[str] = []
    taken = front
    for exhibit in order:
        weight = weights.get(exhibit.evidence, 0)
        if taken + weight > room and taken > (_OWN if found else 0):
            found.append(exhibit.letter)
            taken = _OWN
        taken += weight
    return found


def left_out(
    order: Sequence[Exhibit], strongest: Sequence[str], weights: Mapping[str, float], excess: float
) -> list[Exhibit]:
    """Exhibits to leave out so that at least ``excess`` of what they weigh goes: few, late and not the strongest."""
    candidates = sorted(
        (each for each in order if weights.get(each.evidence, 0) > 0),
        key=lambda each: (each.letter in strongest, -order.index(each)),
    )
    found: list[Exhibit] = []
    while excess > 0 and candidates:
        weak = [each for each in candidates if each.letter not in strongest] or candidates
        enough = [each for each in weak if weights[each.evidence] >= excess]
        if enough:
            chosen = min(enough, key=lambda each: weights[each.evidence])
        else:
            chosen = max(weak, key=lambda each: weights[each.evidence])
        found.append(chosen)
        candidates.remove(chosen)
        excess -= weights[chosen.evidence]
    return found
