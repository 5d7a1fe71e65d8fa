"""Where a packet speaks of an exhibit: told from what it is planned to hold, whatever its language."""

from __future__ import annotations

from dataclasses import dataclass

from disputes_app.packets import wording
from disputes_app.packets.content import PacketContent, Source


@dataclass(frozen=True, slots=True)
class Uses:
    """Paragraphs of the statement and messages by number, lines of the chronology by count, facts by label.

    ``is_first`` for one that the cover shows among the strongest, ``differs`` for one that shows what was
    promised or received.
    """

    is_first: bool
    paragraphs: tuple[int, ...]
    chronology: int
    facts: tuple[str, ...]
    messages: tuple[int, ...]
    differs: bool


def uses(content: PacketContent, letter: str) -> Uses:
    """Where the content of a packet speaks of the exhibit with this letter."""
    words = wording.load(content.language)
    # "Exhibits A and C" is read as a whole, so all letters are known to it.
    letters = {letter, *(one.letter for one in content.exhibits)}

    def tells(text: str, source: Source | None = None) -> bool:
        return (source is not None and letter in source.exhibits) or letter in words.mentioned(text, letters)

    told = [number for number, text in enumerate(content.statement, 1) if tells(text)]
    facts = [
        one.label for one in (*content.order_facts, *content.payment_facts) if tells(one.value, one.source)
    ]
    return Uses(
        is_first=letter in content.strongest,
        paragraphs=tuple(told),
        chronology=sum(tells(line.text, line.source) for line in content.chronology),
        facts=tuple(dict.fromkeys(facts)),
        messages=tuple(n for n, one in enumerate(content.messages, 1) if letter in one.exhibits),
        differs=any(letter in one.source.exhibits for one in content.differences),
    )
