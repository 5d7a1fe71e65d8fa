"""What a user can decide of words that may be private: hide them in every packet of a case, or show them."""

from __future__ import annotations

from collections.abc import Mapping

from disputes_app.actions.act import Done, act
from disputes_app.actions.cases import case_orders
from disputes_app.core import Core
from disputes_app.domain.cases import Case, PrivateWords
from disputes_app.domain.ids import CaseId
from disputes_app.domain.private_words import LEAST, Decision, PrivateKind, found, key
from disputes_app.errors import UsageError


def decide(core: Core, case: CaseId, decisions: Mapping[str, Decision]) -> Done[CaseId]:
    """Hide or show words in the packets of a case; ``proposed`` forgets what was decided.

    Raises UsageError for words so short that they would be found in the middle of others.
    """
    short = next((text for text in decisions if len(text.strip()) < LEAST), None)
    if short is not None:
        raise UsageError(f"“{short}” is too short to be hidden; write at least {LEAST} characters")
    with act(core, "private_words.decide", f"Private words decided: {len(decisions)}") as action:
        action.tx.load(Case, case)
        kept = {key(one.text): one for one in action.tx.find(PrivateWords, "case_id = ?", (case,))}
        for text, decision in decisions.items():
            old = kept.get(key(text))
            if decision is Decision.PROPOSED:
                if old is not None:
                    action.tx.delete(PrivateWords, old.id)
            elif old is not None:
                action.tx.update(PrivateWords, old.id, decision=decision, decided_at=core.now())
            else:
                action.tx.insert(
                    PrivateWords(
                        case_id=case,
                        kind=_kind(text),
                        text=text.strip(),
                        decision=decision,
                        decided_at=core.now(),
                    )
                )
        action.touch(case_orders(action, case), [case])
    return action.done(case)


def _kind(text: str) -> PrivateKind:
    """What words look like on their own."""
    kinds = [one.kind for one in found(text) if key(one.text) == key(text)]
    return kinds[0] if kinds else PrivateKind.OWN
