"""Commands about the exhibits of a case."""

from __future__ import annotations

import click

from disputes_app.actions import exhibits as actions
from disputes_app.cli.cases import answer_case
from disputes_app.cli.session import Session
from disputes_app.core import Core
from disputes_app.domain.ids import CaseId, ExhibitId
from disputes_app.errors import UsageError
from disputes_app.queries import refs


@click.group()
def exhibits() -> None:
    """Exhibits of a case: add, order, caption, redact, uncover, turn, callout, clear-callouts, remove."""


def _case(session: Session, case_ref: str) -> tuple[Core, CaseId]:
    core = session.core("write")
    return core, refs.case_id(core.library, case_ref)


def _exhibit(session: Session, case_ref: str, ref: str) -> tuple[Core, CaseId, ExhibitId]:
    core, case = _case(session, case_ref)
    return core, case, refs.exhibit_id(core.library, case, ref)


@exhibits.command("add")
@click.argument("case_ref", metavar="CASE")
@click.argument("sources", nargs=-1, required=True, metavar="ID…")
@click.pass_obj
def add_exhibits(session: Session, case_ref: str, sources: tuple[str, ...]) -> None:
    """Use evidence items (e1), messages (m1) or tracking histories (s1) as exhibits."""
    core, case = _case(session, case_ref)
    actions.add_exhibits(core, case, [refs.exhibit_source(core.library, ref) for ref in sources])
    answer_case(session, core, case)


@exhibits.command("order")
@click.argument("case_ref", metavar="CASE")
@click.argument("wanted", nargs=-1, required=True, metavar="ID…")
@click.pass_obj
def order_exhibits(session: Session, case_ref: str, wanted: tuple[str, ...]) -> None:
    """Put exhibits into this order; letters follow."""
    core, case = _case(session, case_ref)
    actions.order_exhibits(core, case, [refs.exhibit_id(core.library, case, ref) for ref in wanted])
    answer_case(session, core, case)


@exhibits.command("caption")
@click.argument("case_ref", metavar="CASE")
@click.argument("ref", metavar="ID")
@click.argument("text")
@click.pass_obj
def caption_exhibit(session: Session, case_ref: str, ref: str, text: str) -> None:
    """Say what an exhibit shows."""
    core, case, exhibit = _exhibit(session, case_ref, ref)
    actions.caption_exhibit(core, exhibit, text)
    answer_case(session, core, case)


@exhibits.command("redact")
@click.argument("case_ref", metavar="CASE")
@click.argument("ref", metavar="ID")
@click.option(
    "--box",
    required=True,
    metavar="X,Y,W,H",
    help="Fractions of the upright picture, such as 0.1,0.2,0.3,0.1.",
)
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True)
@click.pass_obj
def redact_exhibit(session: Session, case_ref: str, ref: str, box: str, page: int) -> None:
    """Cover an area of an exhibit in every packet: what lies there is removed, not painted over."""
    try:
        x, y, width, height = (float(part) for part in box.split(","))
    except ValueError:
        raise UsageError(f"“{box}” is not a box; write X,Y,W,H, such as 0.1,0.2,0.3,0.1") from None
    core, case, exhibit = _exhibit(session, case_ref, ref)
    actions.redact_exhibit(core, exhibit, (x, y, width, height), page)
    answer_case(session, core, case)


@exhibits.command("turn")
@click.argument("case_ref", metavar="CASE")
@click.argument("ref", metavar="ID")
@click.option(
    "--by", type=click.Choice(["90", "180", "270"]), default="90", show_default=True, help="Degrees."
)
@click.pass_obj
def turn_exhibit(session: Session, case_ref: str, ref: str, by: str) -> None:
    """Turn the picture of an exhibit to the right in every packet; the original stays as it is."""
    core, case, exhibit = _exhibit(session, case_ref, ref)
    actions.turn_exhibit(core, exhibit, int(by))
    answer_case(session, core, case)


@exhibits.command("uncover")
@click.argument("case_ref", metavar="CASE")
@click.argument("ref", metavar="ID")
@click.pass_obj
def uncover_exhibit(session: Session, case_ref: str, ref: str) -> None:
    """Take all covered areas off an exhibit."""
    core, case, exhibit = _exhibit(session, case_ref, ref)
    actions.uncover_exhibit(core, exhibit)
    answer_case(session, core, case)


@exhibits.command("callout")
@click.argument("case_ref", metavar="CASE")
@click.argument("ref", metavar="ID")
@click.argument("text", default="")
@click.option(
    "--at", required=True, metavar="X,Y", help="Where the number stands: fractions of the upright picture."
)
@click.option("--to", default=None, metavar="X,Y", help="What it points to; else it stands on it.")
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True)
@click.pass_obj
def callout_exhibit(
    session: Session, case_ref: str, ref: str, text: str, at: str, to: str | None, page: int
) -> None:
    """Put a numbered mark on an exhibit; TEXT says below the caption what it names."""
    start, end = _point("--at", at), _point("--to", to) if to else None
    core, case, exhibit = _exhibit(session, case_ref, ref)
    actions.callout_exhibit(core, exhibit, start, end, text, page)
    answer_case(session, core, case)


def _point(option: str, given: str) -> tuple[float, float]:
    try:
        x, y = (float(part) for part in given.split(","))
    except ValueError:
        raise UsageError(f"{option}: “{given}” is not a point; write X,Y, such as 0.4,0.25") from None
    return x, y


@exhibits.command("clear-callouts")
@click.argument("case_ref", metavar="CASE")
@click.argument("ref", metavar="ID")
@click.pass_obj
def clear_callouts(session: Session, case_ref: str, ref: str) -> None:
    """Take all numbered marks off an exhibit."""
    core, case, exhibit = _exhibit(session, case_ref, ref)
    actions.clear_callouts(core, exhibit)
    answer_case(session, core, case)


@exhibits.command("remove")
@click.argument("case_ref", metavar="CASE")
@click.argument("ref", metavar="ID")
@click.pass_obj
def remove_exhibit(session: Session, case_ref: str, ref: str) -> None:
    """Take an exhibit out of its case."""
    core, case, exhibit = _exhibit(session, case_ref, ref)
    actions.remove_exhibit(core, exhibit)
    answer_case(session, core, case)


COMMANDS = (exhibits,)
