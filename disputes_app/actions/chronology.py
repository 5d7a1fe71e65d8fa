"""What a user can do to the chronology of a case's packets: leave lines out, say them otherwise, add some."""

from __future__ import annotations

from collections.abc import Sequence

from disputes_app.actions.act import Done, act
from disputes_app.actions.cases import case_orders
from disputes_app.core import Core
from disputes_app.domain.cases import Case, ChronologyLine
from disputes_app.domain.ids import CaseId
from disputes_app.errors import UsageError
from disputes_app.queries.chronology_lines import LineRow


def edit_chronology(core: Core, case: CaseId, wanted: Sequence[LineRow]) -> Done[CaseId]:
    """Let the chronology have these lines; one that says what is proposed follows its fact as before.

    The facts themselves, and the messages in the log, stay as they are. Raises UsageError for a line of one's
    own without words.
    """
    if any(not line.key and not line.text.strip() for line in wanted):
        raise UsageError("a line of your own needs words; write what happened")
    with act(core, "chronology.edit", "Chronology edited") as action:
        action.tx.load(Case, case)
        for old in action.tx.find(ChronologyLine, "case_id = ?", (case,)):
            action.tx.delete(ChronologyLine, old.id)
        for line in wanted:
            text = " ".join(line.text.split())
            if line.is_own and text:
                action.tx.insert(ChronologyLine(case_id=case, at=line.at, text=text))
            elif not line.is_own and text != " ".join(line.proposed.split()):
                action.tx.insert(ChronologyLine(case_id=case, key=line.key, text=text))
        action.touch(case_orders(action, case), [case])
    return action.done(case)
