"""Commands about orders and the bin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from disputes_app.actions import attributes
from disputes_app.actions import bin as bins
from disputes_app.actions import orders as actions
from disputes_app.actions.order_fields import FIELDS
from disputes_app.cli import shapes
from disputes_app.cli.session import Session
from disputes_app.core import Core
from disputes_app.domain.ids import OrderId
from disputes_app.domain.messages import first_line
from disputes_app.domain.moments import as_json
from disputes_app.domain.moved import Moved
from disputes_app.domain.orders import OrderStatus, Platform
from disputes_app.errors import UsageError
from disputes_app.queries import orders as queries
from disputes_app.queries import refs
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
    data["windows"] = [shapes.window(row, home_zone, numbers) for row in detail.row.windows]
    data["routes"] = [
        {"programme": route.programme.id, "name": route.programme.name, "applies": route.applies.value, "why": route.why}
        for route in route_map(core, core.library, order)
    ] if detail.order.deleted_at is None else []  # fmt: skip
    data["moved"] = [shapes.moved(one) for one in moved]
    session.answer(data, [*_lines(detail), *(one.sentence for one in moved)])


def _lines(detail: queries.OrderDetail) -> list[str]:
    lines = [shapes.order_line(detail.row)]
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
    values = {name: value for name, value in given.items() if value is not None} | _pairs(fields)
    core = session.core("write")
    _answer(session, core, actions.add_order(core, values).value)


@orders.command("edit")
@click.argument("ref")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@click.pass_obj
def edit_order(session: Session, ref: str, fields: tuple[str, ...]) -> None:
    """Change fields of an order; FIELD= takes a value away."""
    core = session.core("write")
    order = refs.order_id(core.library, ref)
    done = actions.edit_order(core, order, _pairs(fields))
    _answer(session, core, order, done.moved)


def _pairs(fields: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise UsageError(f"“{field}” is not FIELD=VALUE; the fields are {', '.join(FIELDS)}")
        pairs[name.strip()] = value
    return pairs


@orders.command("fact")
@click.argument("ref")
@click.argument("facts", nargs=-1, required=True, metavar="NAME=VALUE…")
@click.pass_obj
def set_facts(session: Session, ref: str, facts: tuple[str, ...]) -> None:
    """Answer what rules ask about an order, such as free_returns=yes; NAME= takes an answer away."""
    given = _pairs(facts)
    core = session.core("write")
    order = refs.order_id(core.library, ref)
    for name, value in given.items():
        attributes.set_attribute(core, order, name, value)
    _answer(session, core, order)


@orders.command("delete")
@click.argument("ref")
@click.pass_obj
def delete_order(session: Session, ref: str) -> None:
    """Put an order into the bin."""
    core = session.core("write")
    order = refs.order_id(core.library, ref)
    actions.delete_order(core, order)
    session.answer(
        {"id": f"o{order}", "deleted": True},
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
    removed = bins.empty_bin(session.core("write")).value
    session.answer(removed, [", ".join(f"{count} {name}" for name, count in removed.items()) + " removed."])


COMMANDS = (orders, bin_commands)
