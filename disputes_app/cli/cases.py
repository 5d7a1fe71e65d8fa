"""Commands about cases."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from disputes_app.actions import cases as actions
from disputes_app.actions.filing import Sent, file_case
from disputes_app.cli import case_shapes
from disputes_app.cli.arguments import read
from disputes_app.cli.protection import CLAIMS
from disputes_app.cli.session import Session
from disputes_app.core import Core
from disputes_app.domain import moments, money
from disputes_app.domain.cases import Want
from disputes_app.domain.claims import ClaimType, Outcome, Stage
from disputes_app.domain.conditions import Applies
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.money import Money
from disputes_app.domain.programmes import Family
from disputes_app.errors import UsageError
from disputes_app.queries import cases as queries
from disputes_app.queries import refs
from disputes_app.queries.routes import between, routes


@click.group()
def cases() -> None:
    """Cases: open, list, show, describe, advance, close."""


@cases.command("open")
@click.argument("order_refs", nargs=-1, required=True, metavar="REF…")
@click.option("--claim", type=CLAIMS, required=True, help="What went wrong.")
@click.option("--amount", help="What is claimed; without it, the whole order.")
@click.option("--currency")
@click.option(
    "--want", type=click.Choice([want.value for want in Want]), default=Want.REFUND.value, show_default=True
)
@click.option("--programme", default="", metavar="ID", help="The route to use; else the marketplace's own.")
@click.pass_obj
def open_case(
    session: Session,
    order_refs: tuple[str, ...],
    claim: str,
    amount: str | None,
    currency: str | None,
    want: str,
    programme: str,
) -> None:
    """Open a case on one order, or on several of one seller."""
    core = session.core("write")
    orders = [refs.order_id(core.library, ref) for ref in order_refs]
    done = actions.open_case(
        core,
        orders,
        ClaimType(claim),
        amount=_money(amount, currency, "--amount"),
        want=Want(want),
        programme=programme or _own_programme(core, orders[0], ClaimType(claim)),
    )
    answer_case(session, core, done.value)


def _own_programme(core: Core, order: OrderId, claim: ClaimType) -> str:
    """The programme of the place where it was bought, when it covers the claim."""
    found = (
        one.programme.id
        for one in routes(core, core.library, order, claim)
        if one.programme.family is Family.MARKETPLACE and one.applies is Applies.YES
    )
    return next(found, "")


def _money(amount: str | None, currency: str | None, option: str) -> Money | None:
    if amount is None and currency is None:
        return None
    if amount is None or currency is None:
        raise UsageError(f"{option} and --currency belong together")
    return read(option, money.parse, amount, currency)


def answer_case(session: Session, core: Core, case: CaseId) -> None:
    """Say how a case stands: its exhibits, how ready it is, and what is missing."""
    detail = queries.case_detail(core, core.library, case)
    lines = [case_shapes.case_line(detail.case)]
    lines += [f"  {row.letter:3} {row.title}" for row in detail.exhibits]
    lines.append(f"  ready {detail.readiness.score} %")
    lines += [f"  missing: {one.what}. {one.how}" for one in detail.readiness.missing]
    session.answer(case_shapes.case(detail), lines)


@cases.command("list")
@click.option("--open", "open_only", is_flag=True, help="Only those still open.")
@click.pass_obj
def list_cases(session: Session, open_only: bool) -> None:
    """The cases, by their next deadline."""
    core = session.core()
    found = queries.case_details(core, core.library, queries.case_ids(core.library, open_only=open_only))
    session.answer(
        {"cases": [case_shapes.case(detail) for detail in found]},
        [case_shapes.case_line(detail.case) for detail in found],
    )


@cases.command("show")
@click.argument("ref")
@click.pass_obj
def show_case(session: Session, ref: str) -> None:
    """One case with its history, readiness and exhibits."""
    core = session.core()
    answer_case(session, core, refs.case_id(core.library, ref))


@cases.command("describe")
@click.argument("ref")
@click.option("--title", default=None, help="The case in a few words, the packet's title.")
@click.option("--summary", default=None, help="What happened, in one or two sentences.")
@click.option("--statement", default=None, help="The statement, paragraphs separated by an empty line.")
@click.option("--want", type=click.Choice([want.value for want in Want]), default=None)
@click.option("--amount", default=None, help="What is claimed.")
@click.option("--currency", default=None)
@click.option("--programme", default=None, metavar="ID", help="The route pursued.")
@click.option("--platform-number", default=None, help="The case number the platform gave.")
@click.option("--note", default=None)
@click.pass_obj
def describe_case(
    session: Session,
    /,
    ref: str,
    want: str | None,
    amount: str | None,
    currency: str | None,
    **given: str | None,
) -> None:
    """Change what a case says of itself."""
    changed: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    if want is not None:
        changed["want"] = Want(want)
    claimed = _money(amount, currency, "--amount")
    if claimed is not None:
        changed["amount"] = claimed
    if not changed:
        raise UsageError("nothing to change; give at least one option")
    core = session.core("write")
    case = refs.case_id(core.library, ref)
    actions.describe_case(core, case, **changed)
    answer_case(session, core, case)


@cases.command("advance")
@click.argument("ref")
@click.option("--to", "stage", type=click.Choice([stage.value for stage in Stage]), required=True)
@click.option("--at", default=None, metavar="INSTANT", help="When; else now.")
@click.option("--note", default="")
@click.option(
    "--packet",
    "packets",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A file that was sent; its bytes are kept. May be given several times.",
)
@click.option(
    "--text-file", type=click.File(encoding="utf-8"), help="The words that were pasted; - reads them here."
)
@click.option("--sent-to", default="", metavar="WHO")
@click.option("--platform-number", default="", help="The case number the platform gave.")
@click.option("--answer-due", default=None, metavar="DATE", help="Until when an answer is due.")
@click.pass_obj
def advance_case(
    session: Session,
    ref: str,
    stage: str,
    at: str | None,
    note: str,
    packets: tuple[Path, ...],
    text_file: TextIO | None,
    sent_to: str,
    platform_number: str,
    answer_due: str | None,
) -> None:
    """Note that a case reached a stage, and keep what was sent for it as it was."""
    when, due = _moment("--at", at), _moment("--answer-due", answer_due)
    try:
        text = text_file.read() if text_file else ""
    except UnicodeDecodeError:
        raise UsageError("--text-file: this is no text in UTF-8; save it as plain text") from None
    sent = Sent(files=packets, sent_to=sent_to, platform_number=platform_number, text=text, answer_due=due)
    core = session.core("write")
    case = refs.case_id(core.library, ref)
    if sent == Sent():
        actions.advance_case(core, case, Stage(stage), when, note)
    else:
        file_case(core, case, Stage(stage), sent, when, note, session.progress)
    answer_case(session, core, case)


def _moment(option: str, text: str | None) -> moments.Moment | None:
    return read(option, moments.parse, text) if text else None


@cases.command("next")
@click.argument("ref")
@click.option("--programme", required=True, metavar="ID", help="The route to go on with.")
@click.pass_obj
def next_route(session: Session, ref: str, programme: str) -> None:
    """Go on with another programme: the same exhibits, letters and facts, a claim of its own."""
    core = session.core("write")
    case = refs.case_id(core.library, ref)
    before = queries.case_detail(core, core.library, case)
    following = actions.next_route(core, case, programme).value
    found = routes(core, core.library, before.orders[0].order.id, ClaimType(before.case.claim))
    for sentence in between(found, before.case.programme, programme):
        click.echo(f"disputes-app: {sentence}", err=True)
    answer_case(session, core, following)


@cases.command("close")
@click.argument("ref")
@click.option("--outcome", type=click.Choice([outcome.value for outcome in Outcome]), required=True)
@click.option("--recovered", default=None, help="What came back.")
@click.option("--currency", default=None)
@click.pass_obj
def close_case(session: Session, ref: str, outcome: str, recovered: str | None, currency: str | None) -> None:
    """Close a case with its outcome."""
    core = session.core("write")
    case = refs.case_id(core.library, ref)
    actions.close_case(core, case, Outcome(outcome), recovered=_money(recovered, currency, "--recovered"))
    answer_case(session, core, case)


COMMANDS = (cases,)
