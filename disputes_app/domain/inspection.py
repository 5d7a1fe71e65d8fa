"""Looking at what came: four questions, the claim that each answer points to, and the photos worth taking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from disputes_app.domain.claims import ClaimType
from disputes_app.domain.readiness import Exhibit, Requirements, wanted_for


class Check(StrEnum):
    """One question of an inspection."""

    PACKING = "packing"
    COUNT = "count"
    MATCH = "match"
    FUNCTION = "function"


class Finding(NamedTuple):
    """An answer in words, and the claim it points to; None when nothing is wrong."""

    words: str
    claim: ClaimType | None = None


class Asked(NamedTuple):
    """The words of a question, and its answers by the word that is kept for them."""

    question: str
    answers: Mapping[str, Finding]


CHECKS: Mapping[Check, Asked] = {
    Check.PACKING: Asked(
        "Did it arrive undamaged?",
        {
            "intact": Finding("Yes, nothing is damaged"),
            "damaged": Finding("No, the goods are damaged", ClaimType.DAMAGED),
        },
    ),
    Check.COUNT: Asked(
        "Is everything there?",
        {
            "complete": Finding("Yes, all of it"),
            "short": Finding("No, something is missing", ClaimType.SHORT_QUANTITY),
        },
    ),
    Check.MATCH: Asked(
        "Is it what the listing says?",
        {
            "as_listed": Finding("Yes, line by line"),
            "differs": Finding("No, it differs", ClaimType.NOT_AS_DESCRIBED),
            "other_item": Finding("No, it is another item", ClaimType.WRONG_ITEM),
            "fake": Finding("No, it is a fake", ClaimType.COUNTERFEIT),
        },
    ),
    Check.FUNCTION: Asked(
        "Does it work?",
        {
            "works": Finding("Yes, tried"),
            "faulty": Finding("No, or not as it should", ClaimType.DEFECTIVE),
            "nothing_to_try": Finding("There is nothing to try"),
        },
    ),
}

# What stands further up explains what stands below it: a fake also differs from the listing, what broke on the
# way also fails.
_WEIGHT = (
    ClaimType.COUNTERFEIT,
    ClaimType.WRONG_ITEM,
    ClaimType.DAMAGED,
    ClaimType.SHORT_QUANTITY,
    ClaimType.NOT_AS_DESCRIBED,
    ClaimType.DEFECTIVE,
)
GOODS = frozenset(_WEIGHT)
"""The claims that looking at the goods can lead to."""

_NAME = "inspection_"


def attribute(check: Check) -> str:
    """The name under which an answer is kept among an order's facts."""
    return f"{_NAME}{check}"


def answers_in(facts: Mapping[str, str]) -> dict[Check, str]:
    """The answers among an order's facts; a word that is no answer any more is left out."""
    found = {check: facts.get(attribute(check), "") for check in Check}
    return {check: word for check, word in found.items() if word in CHECKS[check].answers}


def proposed(answers: Mapping[Check, str]) -> tuple[ClaimType, ...]:
    """The claims that the answers point to, the one that says most first; empty when nothing is wrong."""
    found = {CHECKS[check].answers[word].claim for check, word in answers.items()}
    return tuple(claim for claim in _WEIGHT if claim in found)


def photos(requirements: Requirements, claims: Iterable[ClaimType]) -> tuple[Exhibit, ...]:
    """The pictures that these claims want, what is required first.

    Without a claim those of damage: how it arrived cannot be photographed later.
    """
    wanted = [
        one for claim in tuple(claims) or (ClaimType.DAMAGED,) for one in wanted_for(requirements, claim, "")
    ]
    wanted.sort(key=lambda one: not one.required)
    codes = dict.fromkeys(code for one in wanted for code in one.codes)
    return tuple(kind for code in codes if (kind := requirements.exhibits[code]).photo)
