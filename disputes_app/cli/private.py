"""Commands about words that may be private: what is proposed, what is hidden, what is shown."""

from __future__ import annotations

import click

from disputes_app.actions import private_words as actions
from disputes_app.cli.session import Session
from disputes_app.core import Core
from disputes_app.domain.ids import CaseId
from disputes_app.domain.private_words import Decision
from disputes_app.errors import UsageError
from disputes_app.queries import refs
from disputes_app.queries.private_words import private_words


@click.group()
def private() -> None:
    """Private words of a case: list, hide, show."""


@private.command("list")
@click.argument("ref")
@click.pass_obj
def list_private(session: Session, ref: str) -> None:
    """Words that may be private (card and account numbers, addresses, phones), and what was decided of them."""
    core = session.core()
    _answer_private(session, core, refs.case_id(core.library, ref))


@private.command("hide")
@click.argument("ref")
@click.argument("texts", nargs=-1, metavar="TEXT…")
@click.option("--proposed", is_flag=True, help="Everything that is proposed.")
@click.pass_obj
def hide_words(session: Session, ref: str, texts: tuple[str, ...], proposed: bool) -> None:
    """Take words out of every packet of a case: its texts, names and received documents."""
    if not texts and not proposed:
        raise UsageError(
            "nothing to hide; write the words, or --proposed for all that “private list” proposes"
        )
    core = session.core("write")
    case = refs.case_id(core.library, ref)
    wanted = list(texts)
    if proposed:
        rows = private_words(core, core.library, case)
        wanted += [row.text for row in rows if row.decision is Decision.PROPOSED]
    actions.decide(core, case, dict.fromkeys(wanted, Decision.HIDDEN))
    _answer_private(session, core, case)


@private.command("show")
@click.argument("ref")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT…")
@click.pass_obj
def show_words(session: Session, ref: str, texts: tuple[str, ...]) -> None:
    """Let words stand in the packets of a case; they are proposed no more."""
    core = session.core("write")
    case = refs.case_id(core.library, ref)
    actions.decide(core, case, dict.fromkeys(texts, Decision.SHOWN))
    _answer_private(session, core, case)


def _answer_private(session: Session, core: Core, case: CaseId) -> None:
    rows = private_words(core, core.library, case)
    data = [
        {"text": row.text, "kind": row.kind.value, "state": row.decision.value, "where": list(row.where)}
        for row in rows
    ]
    lines = [
        f"{row.decision.value:9} {row.kind.value:8} {row.text}  ({', '.join(row.where)})" for row in rows
    ]
    lines.append("Pictures are not searched for words: cover areas of them with “exhibits redact”.")
    session.answer({"private": data}, lines)


COMMANDS = (private,)
