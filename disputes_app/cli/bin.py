"""Commands about the bin."""

from __future__ import annotations

import click

from disputes_app.actions import bin as bins
from disputes_app.cli.session import Session


@click.group("bin")
def bin_commands() -> None:
    """What was deleted: list it, bring it back, or empty the bin for good."""


@bin_commands.command("list")
@click.pass_obj
def list_bin(session: Session) -> None:
    """What is in the bin."""
    found = bins.in_bin(session.core().library)
    session.answer(
        {"bin": found},
        [f"{one['kind']:9} {one['id']:6} {one['name']}" for one in found] or ["The bin is empty."],
    )


@bin_commands.command("restore")
@click.argument("ref", metavar="ID")
@click.pass_obj
def restore_from_bin(session: Session, ref: str) -> None:
    """Bring one thing back, by its id as “bin list” shows it."""
    bins.restore(session.core("write"), ref)
    session.answer({"id": ref, "restored": True}, [f"{ref} is back."])


@bin_commands.command("empty")
@click.option("--yes", is_flag=True, help="Do not ask; this cannot be taken back.")
@click.pass_obj
def empty_bin(session: Session, yes: bool) -> None:
    """Remove what is in the bin for good, with files that nothing else uses. This cannot be taken back."""
    if not yes:
        click.confirm("Everything in the bin is removed for good. Go on?", abort=True, err=True)
    core = session.core("write")
    removed = bins.empty_bin(core).value
    lines = [", ".join(f"{count} {name}" for name, count in removed.items()) + " removed."]
    kept = bins.kept_in_bin(core.library)
    lines += [
        f"{one['name']} stays: case {kept[one['id']]} shows something of it."
        for one in bins.in_bin(core.library)
    ]
    session.answer(removed, lines)


COMMANDS = (bin_commands,)
