"""Commands about orders."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from disputes_app.actions import attributes
from disputes_app.actions import orders as actions
from disputes_app.actions.comparing import compare_item
from disputes_app.actions.inspection import inspect_order
from disputes_app.actions.order_fields import FIELDS, read_fields
from disputes_app.cli import shapes, window_shapes
from disputes_app.cli.arguments import pairs, read
from disputes_app.cli.session import Session
from disputes_app.core import Core
from disputes_app.domain import moments
from disputes_app.domain.calendars import zone_info
from disputes_app.domain.ids import OrderId, written
from disputes_app.domain.inspection import CHECKS, Check
from disputes_app.domain.messages import first_line
from disputes_app.domain.moments import as_json
from disputes_app.domain.moved import Moved
from disputes_app.domain.orders import OrderStatus, Platform
from disputes_app.queries import orders as queries
from disputes_app.queries import receipt, refs
from disputes_app.queries.routes import routes as route_map
from disputes_app.queries.settings import settings

_SHORT = {"ordered": "ordered_at", "shipped": "shipped_at", "delivered": "delivered_at", "paid": "paid_at",
          "promised": "promised_at"}  # fmt: skip
PAGE = click.IntRange(min=0, max=1_000_000_000)


@click.group()
def orders() -> None:
    """Orders: list, show, add, edit, delete."""


@orders.command("list")
@click.option(
    "--search", default="", metavar="TEXT", help="In items, sellers, numbers, messages, extracted text."
)
@click.option("--status", type=click.Choice([status.value for status in OrderStatus]), default=None)
@click.option("--platform", type=click.Choice([platform.value for platform in Platform]), default=None)
@click.option("--limit", type=PAGE, default=100, show_default=True)
@click.option("--offset", type=PAGE, default=0)
@click.pass_obj
def list_orders(
    session: Session, search: str, status: str | None, platform: str | None, limit: int, offset: int
) -> None:
    """The orders, the one with the next deadline first."""
    core = session.core()
    chosen = queries.OrderFilter(text=search, status=status or "", platform=platform or "")
    total = queries.order_count(core, core.library, chosen)
    found = queries.order_rows(
        core, core.library, queries.order_ids(core, core.library, chosen, limit=limit, offset=offset)
    )
    session.answer(
        {"total": total, "orders": [shapes.order_row(row) for row in found]},
        [*(shapes.order_line(row) for row in found), f"{total} orders."],
    )


@orders.command("show")
@click.argument("ref")
@click.pass_obj
def show_order(session: Session, ref: str) -> None:
    """Everything known of one order."""
    core = session.core()
    _answer(session, core, refs.order_id(core.library, ref))


def _answer(session: Session, core: Core, order: OrderId, moved: Sequence[Moved] = ()) -> None:
    detail = queries.order_detail(core, core.library, order)
    home_zone = settings(core.library).home_zone
    numbers = {order: detail.order.number}
    data = shapes.order(detail)
    data["facts"] = {one.name: one.value for one in detail.attributes}
    data["windows"] = [window_shapes.window(row, home_zone, numbers) for row in detail.row.windows]
    data["routes"] = [
        {"programme": route.programme.id, "name": route.programme.name, "applies": route.applies.value, "why": route.why}
        for route in route_map(core, core.library, order)
    ] if detail.order.deleted_at is None else []  # fmt: skip
    data["moved"] = [window_shapes.moved(one) for one in moved]
    session.answer(data, [*_lines(detail), *(one.sentence for one in moved)])


def _lines(detail: queries.OrderDetail) -> list[str]:
    lines = [shapes.order_line(detail.row)]
    if detail.first_with_seller:
        lines.append("  first order with this seller")
    if detail.row.expected:
        lines.append(f"  expected by {detail.row.expected.day}: {detail.row.expected.why}")
    lines += [f"  paid      {one.amount or ''} {one.method}, {one.state}" for one in detail.payments]
    lines += [f"  {date.kind:16} {as_json(date.value)}  ({date.source})" for date in detail.dates]
    lines += [f"  item      {item.quantity} x {item.title}" for item in detail.items]
    lines += [
        f"  parcel    {one.carrier} {one.tracking_number}, {len(events)} events"
        for one, events in detail.shipments
    ]
    lines += [
        f"  message   {as_json(one.at)} {one.sender}: {first_line(one.text)[:70] or one.subject}"
        for one in detail.messages
    ]
    lines += [f"  evidence  e{one.id} {one.name}" for one in detail.evidence]
    for row in detail.row.windows:
        close = row.window.shown_close
        lines.append(
            f"  {row.state.value:12} {row.window.action}" + (f", to {as_json(close)}" if close else "")
        )
    return lines


def _field_options(command: Any) -> Any:
    for field in reversed(list(FIELDS.values())):
        names = [f"--{field.name.replace('_', '-')}"]
        names += [f"--{short}" for short, long in _SHORT.items() if long == field.name]
        command = click.option(*names, field.name, default=None, help=field.label)(command)
    return command


@orders.command("add")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]…")
@_field_options
@click.pass_obj
def add_order(session: Session, /, fields: tuple[str, ...], **given: str | None) -> None:
    """Add an order; --platform and --number are needed, everything else may follow later."""
    values = {name: value for name, value in given.items() if value is not None} | pairs(
        fields, "FIELD=VALUE", FIELDS
    )
    core = session.core("write")
    _answer(session, core, actions.add_order(core, values).value)


@orders.command("edit")
@click.argument("ref")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@click.pass_obj
def edit_order(session: Session, ref: str, fields: tuple[str, ...]) -> None:
    """Change fields of an order; FIELD= takes a value away."""
    given = pairs(fields, "FIELD=VALUE", FIELDS)
    core = session.core("write")
    order = refs.kept_order_id(core.library, ref)
    confirmed = read_fields(given).get("confirmed_at")
    if isinstance(confirmed, date):
        _warn(session, receipt.before_confirming(core, core.library, order, confirmed))
    done = actions.edit_order(core, order, given)
    _answer(session, core, order, done.moved)


def _warn(session: Session, sentences: Sequence[str]) -> None:
    """Say what to know before receipt is confirmed; a person at the keyboard is asked whether to go on."""
    for sentence in sentences:
        click.echo(sentence, err=True)
    if sentences and not session.as_json and sys.stdin.isatty():
        click.confirm("Note that receipt is confirmed all the same?", abort=True, err=True)


@orders.command("fact")
@click.argument("ref")
@click.argument("facts", nargs=-1, required=True, metavar="NAME=VALUE…")
@click.pass_obj
def set_facts(session: Session, ref: str, facts: tuple[str, ...]) -> None:
    """Answer what rules ask about an order, such as free_returns=yes; NAME= takes an answer away."""
    given = pairs(facts, "NAME=VALUE", ["a fact that “routes” asks for, such as free_returns=yes"])
    core = session.core("write")
    order = refs.kept_order_id(core.library, ref)
    attributes.set_attributes(core, order, given)
    _answer(session, core, order)


@orders.command("compare")
@click.argument("ref")
@click.option("--promised", required=True, metavar="TEXT", help="What the listing said, in its own words.")
@click.option("--received", required=True, metavar="TEXT", help="What came instead.")
@click.option("--line", type=click.IntRange(min=1), default=1, help="The line of the order, from 1.")
@click.pass_obj
def compare(session: Session, ref: str, promised: str, received: str, line: int) -> None:
    """Say what was promised and what came: a line of the packet's table."""
    core = session.core("write")
    order = refs.kept_order_id(core.library, ref)
    compare_item(core, order, promised, received, line)
    _answer(session, core, order)


@orders.command("inspect")
@click.argument("ref")
@click.argument("answers", nargs=-1, metavar="[QUESTION=ANSWER]…")
@click.option("--on", metavar="DATE", help="The day of the inspection; else today.")
@click.pass_obj
def inspect(session: Session, ref: str, answers: tuple[str, ...], on: str | None) -> None:
    """Note what an inspection of the goods found; without answers, show what to look at."""
    given = pairs(answers, "QUESTION=ANSWER", Check)
    core = session.core("write" if answers else "read")
    order = (refs.kept_order_id if answers else refs.order_id)(core.library, ref)
    if answers:
        day = read("--on", moments.parse, on) if on else _today(core)
        inspect_order(core, order, given, day)
    detail = queries.order_detail(core, core.library, order)
    found = receipt.inspection(core, detail)
    session.answer(
        {"id": shapes.order_row(detail.row)["id"], "inspection": shapes.inspection(found)},
        [*_checklist(found), *_proposal(ref, found)],
    )


def _today(core: Core) -> date:
    return core.now().astimezone(zone_info(settings(core.library).home_zone)).date()


def _checklist(found: receipt.Inspection) -> list[str]:
    lines = []
    for check, asked in CHECKS.items():
        answer = found.answers.get(check)
        known = asked.answers[answer].words if answer else " | ".join(asked.answers)
        lines.append(f"{check:9} {asked.question:32} {known}")
    return lines


def _proposal(ref: str, found: receipt.Inspection) -> list[str]:
    lines = [f"Photograph: {one.what}. {one.how}." for one in found.photos]
    if found.until and found.until.window.closes_at:
        last = found.until.window.closes_at.isoformat()
        lines.append(f"A fault can be claimed until {last} ({found.until.window.action}).")
    if found.claims:
        lines.append(f"Proposed: disputes-app cases open “{ref}” --claim {found.claims[0]}")
    return lines


@orders.command("delete")
@click.argument("ref")
@click.pass_obj
def delete_order(session: Session, ref: str) -> None:
    """Put an order into the bin."""
    core = session.core("write")
    order = refs.order_id(core.library, ref)
    actions.delete_order(core, order)
    session.answer(
        {"id": written("order", order), "deleted": True},
        [f"Order {ref} is in the bin; “orders restore {ref}” brings it back."],
    )


@orders.command("restore")
@click.argument("ref")
@click.pass_obj
def restore_order(session: Session, ref: str) -> None:
    """Bring an order back from the bin."""
    core = session.core("write")
    order = refs.order_id(core.library, ref)
    actions.restore_order(core, order)
    _answer(session, core, order)


COMMANDS = (orders,)
