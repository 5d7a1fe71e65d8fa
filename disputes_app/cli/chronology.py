"""Commands about the chronology of a case's packets: its lines, left out, in other words, or one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import click

from disputes_app.actions.chronology import edit_chronology
from disputes_app.cli.session import Session
from disputes_app.core import Core
from disputes_app.domain import moments
from disputes_app.domain.ids import CaseId
from disputes_app.errors import UsageError
from disputes_app.queries import refs
from disputes_app.queries.chronology_lines import LineRow, chronology_lines


@click.group("chronology")
def chronology() -> None:
    """The chronology of a case's packets: list, leave-out, reword, add, reset."""


@chronology.command("list")
@click.argument("ref", metavar="CASE")
@click.pass_obj
def list_lines(session: Session, ref: str) -> None:
    """Its lines: those the facts propose, as they were decided, and one's own."""
    core = session.core()
    _answer(session, core, refs.case_id(core.library, ref))


@chronology.command("leave-out")
@click.argument("ref", metavar="CASE")
@click.argument("keys", nargs=-1, required=True, metavar="KEY…")
@click.pass_obj
def leave_out(session: Session, ref: str, keys: tuple[str, ...]) -> None:
    """Leave lines out, one's own for good; the facts themselves and the message log stay as they are."""
    _change(session, ref, keys, lambda line: replace(line, text=""))


@chronology.command("reword")
@click.argument("ref", metavar="CASE")
@click.argument("key", metavar="KEY")
@click.argument("text", metavar="TEXT")
@click.pass_obj
def reword(session: Session, ref: str, key: str, text: str) -> None:
    """Say a line in other words."""
    _change(session, ref, (key,), lambda line: replace(line, text=text))


@chronology.command("reset")
@click.argument("ref", metavar="CASE")
@click.argument("keys", nargs=-1, required=True, metavar="KEY…")
@click.pass_obj
def reset(session: Session, ref: str, keys: tuple[str, ...]) -> None:
    """Let lines say again what the facts propose."""
    _change(session, ref, keys, lambda line: replace(line, text=line.proposed or line.text))


@chronology.command("add")
@click.argument("ref", metavar="CASE")
@click.argument("at", metavar="AT")
@click.argument("text", metavar="TEXT")
@click.pass_obj
def add(session: Session, ref: str, at: str, text: str) -> None:
    """Add a line of your own; AT is a day such as 2026-03-09, or an instant with its offset."""
    core = session.core("write")
    case = refs.case_id(core.library, ref)
    try:
        when = moments.parse(at)
    except ValueError as fault:
        raise UsageError(f"AT: {fault}") from None
    edit_chronology(core, case, [*chronology_lines(core, core.library, case), LineRow("", when, "", text)])
    _answer(session, core, case)


def _change(session: Session, ref: str, keys: tuple[str, ...], change: Callable[[LineRow], LineRow]) -> None:
    core = session.core("write")
    case = refs.case_id(core.library, ref)
    lines = chronology_lines(core, core.library, case)
    unknown = set(keys) - {line.key for line in lines}
    if unknown:
        raise UsageError(f"there is no line {min(unknown)}; “chronology list” shows the keys")
    edit_chronology(core, case, [change(line) if line.key in keys else line for line in lines])
    _answer(session, core, case)


def _answer(session: Session, core: Core, case: CaseId) -> None:
    lines = chronology_lines(core, core.library, case)
    data = [
        {"key": line.key, "at": moments.as_json(line.at), "proposed": line.proposed, "text": line.text}
        for line in lines
    ]
    said = [f"{line.key:44} {line.text or f'(left out) {line.proposed}'}" for line in lines]
    session.answer({"chronology": data}, said)


COMMANDS = (chronology,)
