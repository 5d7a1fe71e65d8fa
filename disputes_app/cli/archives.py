"""Commands that carry a case from one library to another."""

from __future__ import annotations

from pathlib import Path

import click

from disputes_app.actions import case_archive as actions
from disputes_app.cli import case_shapes
from disputes_app.cli.session import Session
from disputes_app.queries import refs
from disputes_app.queries.cases import case_detail


@click.group("case-archive")
def case_archive() -> None:
    """A case with its evidence in one file: write it, take it in."""


@case_archive.command("export")
@click.argument("case_ref", metavar="CASE")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@click.pass_obj
def export_case(session: Session, case_ref: str, output: Path) -> None:
    """Write a case with its orders, messages and evidence files into one ZIP (a BagIt bag)."""
    core = session.core()
    done = actions.export_case(core, refs.case_id(core.library, case_ref), output)
    session.answer(
        {"path": str(done.path), "orders": done.orders, "evidence": done.evidence},
        [f"{done.orders} orders and {done.evidence} evidence items are in {done.path}."],
    )


@case_archive.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def import_case(session: Session, path: Path) -> None:
    """Take a case out of such a file into this library."""
    core = session.core("write")
    case = actions.import_case(core, path).value
    detail = case_detail(core, core.library, case)
    session.answer(case_shapes.case(detail), [f"Case {detail.case.number} is taken in: {detail.case.title}."])


COMMANDS = (case_archive,)
