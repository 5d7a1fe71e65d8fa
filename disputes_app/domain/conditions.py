"""Whether an order's facts select a programme or rule: yes, no with one reason, or unknown with a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from disputes_app.domain.money import Money
from disputes_app.domain.programmes import Condition

EU = frozenset("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split())
GROUPS = {"EU": EU, "EEA": EU | {"IS", "LI", "NO"}}
"""Names that stand for several countries in rule files."""

QUESTIONS = {
    "platform": "Where did you buy it?",
    "site": "On which country site did you buy it?",
    "payment_method": "How did you pay?",
    "card_network": "Which network is on the card (Visa, Mastercard, Amex, Discover)?",
    "buyer_country": "Which country do you live in?",
    "seller_country": "Which country does the seller ship from?",
    "buyer_kind": "Did you buy as a consumer or as a business?",
    "category": "What sort of goods is it?",
    "carrier": "Which carrier brings it?",
    "total": "What did the order cost?",
}
"""What to ask for a fact of the order that is not known."""


class Applies(StrEnum):
    """Whether something applies to an order."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Question(NamedTuple):
    """A fact that is not known, and the words to ask for it."""

    fact: str
    text: str


class Verdict(NamedTuple):
    """The answer of all conditions together: the first one that fails decides, then the open questions."""

    applies: Applies
    failed: Condition | None = None
    questions: tuple[Question, ...] = ()


YES = Verdict(Applies.YES)


def weigh(
    conditions: Iterable[Condition], values: Mapping[str, frozenset[str]], amounts: Sequence[Money]
) -> Verdict:
    """Hold the conditions against an order's facts (``OrderFacts.values``) and what it cost, in each currency known."""
    questions: list[Question] = []
    for condition in conditions:
        answer = _holds(condition, values, amounts)
        if answer is None:
            text = condition.question or QUESTIONS.get(condition.fact, f"What is its {condition.fact}?")
            questions.append(Question(condition.fact, text))
        elif not answer:
            return Verdict(Applies.NO, condition)
    return Verdict(Applies.UNKNOWN, None, tuple(questions)) if questions else YES


def _holds(
    condition: Condition, values: Mapping[str, frozenset[str]], amounts: Sequence[Money]
) -> bool | None:
    if condition.over is not None or condition.up_to is not None:
        return in_band(condition, values, amounts)
    known = values.get(condition.fact)
    if known is None:
        if not condition.assume:
            return None
        known = frozenset({condition.assume})
    if condition.any_of and not known & condition.any_of:
        return False
    return not known & condition.none_of


def in_band(
    condition: Condition, values: Mapping[str, frozenset[str]], amounts: Sequence[Money]
) -> bool | None:
    """Whether the first amount in the band's currency lies in it; of amounts in others that is not known."""
    answered = values.get(condition.fact)
    if answered:
        return "yes" in answered
    over, up_to = condition.over, condition.up_to
    bound = over or up_to
    paid = next((one for one in amounts if bound and one.currency == bound.currency), None)
    if paid is None:
        return None
    return (over is None or paid.minor > over.minor) and (up_to is None or paid.minor <= up_to.minor)
