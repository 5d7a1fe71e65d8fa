"""Commands about deadlines, routes and the rules behind them."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import Any

import click

from disputes_app.actions.calendar import write_calendar
from disputes_app.actions.reminders import due_reminders, show_on_desktop
from disputes_app.cli import shapes, window_shapes
from disputes_app.cli.session import Session
from disputes_app.core import Core
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.ids import OrderId
from disputes_app.domain.programmes import Programme
from disputes_app.domain.urgency import State
from disputes_app.errors import UserError
from disputes_app.programmes import checking, reading
from disputes_app.queries import deadlines as queries
from disputes_app.queries import refs
from disputes_app.queries.deadlines import standing
from disputes_app.queries.moved import moved_by_rules
from disputes_app.queries.routes import routes as route_map
from disputes_app.queries.settings import settings
from disputes_app.store.windows import KeptWindow

CLAIMS = click.Choice([claim.value for claim in ClaimType])


@click.command()
@click.option(
    "--within",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Only those that close within so many days, and questions whose earliest day passed no longer ago.",
)
@click.option("--order", "order_ref", metavar="REF", help="Only those of one order.")
@click.option("--claim", type=CLAIMS, help="Only those for one claim type.")
@click.option("--all", "closed_too", is_flag=True, help="Closed ones as well.")
@click.pass_obj
def deadlines(
    session: Session, within: int | None, order_ref: str | None, claim: str | None, closed_too: bool
) -> None:
    """Every deadline, the soonest first."""
    core = session.core()
    order = refs.order_id(core.library, order_ref) if order_ref else None
    rows = queries.deadlines(
        core,
        core.library,
        within=within,
        order=order,
        claim=ClaimType(claim) if claim else None,
        closed_too=closed_too,
        questions=True,
    )
    numbers = _numbers(core, {row.order for row in rows})
    home_zone = settings(core.library).home_zone
    found = [window_shapes.window(row, home_zone, numbers) for row in rows]
    found += _set_by_hand(core, order, within, home_zone, closed_too) if claim is None else []
    now = shapes.instant(core.now().astimezone(UTC)) or ""
    found.sort(key=lambda one: _place(one, now))
    session.answer({"deadlines": found}, [_line(one) for one in found] or ["No deadline is open."])


def _place(one: dict[str, Any], now: str) -> tuple[bool, str]:
    """Soonest first; a question whose earliest possible day has passed, or that has none, comes last."""
    earliest = one["earliest_close"] or ""
    return (False, one["closes_at"]) if one["closes_at"] else (earliest < now, earliest)


def _numbers(core: Core, orders: set[OrderId]) -> dict[OrderId, str]:
    ids = sorted(orders)
    found: dict[OrderId, str] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = ",".join("?" * len(part))
        rows = core.library.rows(f"SELECT id, number FROM orders WHERE id IN ({marks})", part)  # noqa: S608
        found |= {OrderId(row["id"]): row["number"] for row in rows}
    return found


def _line(one: dict[str, Any]) -> str:
    left = one["days_left"]
    if one["closes_at"] is None and (left is None or left < 0):
        when = "needs a date"
    else:
        when = f"{left:>5} days" if left >= 0 else f"{-left:>5} days ago"
    close = one["closes_at"] or (f"{one['earliest_close']} at the earliest" if one["earliest_close"] else "")
    return f"{when:14} {one['order']:22} {one['action']} ({one['rule'] or 'set by you'}) {close}\n{'':14} {one['explanation']}"


def _set_by_hand(
    core: Core, order: OrderId | None, within: int | None, home_zone: str, closed_too: bool
) -> list[dict[str, Any]]:
    """The dates people set themselves, in the same form as windows."""
    rows = [
        row
        for row in queries.dues(core.library, core.now(), order)
        if (within is None or row.days_left <= within) and (closed_too or row.state is not State.CLOSED)
    ]
    numbers = _numbers(core, {row.deadline.order_id for row in rows if row.deadline.order_id})
    return [window_shapes.due(row, home_zone, numbers) for row in rows]


@click.command()
@click.argument("ref")
@click.option("--claim", type=CLAIMS, help="For one claim type only.")
@click.pass_obj
def routes(session: Session, ref: str, claim: str | None) -> None:
    """The recourse map of an order: every route to the money, and why or why not."""
    core = session.core()
    order = refs.order_id(core.library, ref)
    home_zone = settings(core.library).home_zone
    numbers = _numbers(core, {order})
    found = []
    for one in route_map(core, core.library, order, ClaimType(claim) if claim else None):
        rows = [standing(KeptWindow(order, None, window), core.now()) for window in one.windows]
        found.append(
            window_shapes.route(one, [window_shapes.window(row, home_zone, numbers) for row in rows])
        )
    session.answer({"routes": found}, [_route_line(one) for one in found])


def _route_line(one: dict[str, Any]) -> str:
    place = f"{one['recommended_order']}." if one["recommended_order"] else "  "
    lines = [f"{place:3} {one['name']:34} {one['applies']:8} {one['why']}"]
    for window in one["windows"]:
        if close := window["closes_at"] or window["earliest_close"]:
            until = "to" if window["closes_at"] else "at the earliest to"
            lines.append(f"{'':5}{window['state']:12} {window['action']}, {until} {close}")
    if one["recommended_order"]:
        lines.append(f"{'':5}why here     {one['reason']}")
    if one["applies"] != "no":
        lines += [f"{'':5}{cover['title']}: {cover['note']}" for cover in one["covers"]]
        told = dict.fromkeys(f"{each['name']}: {each['text']}" for each in one["conflicts"])
        lines += [f"{'':5}beside {text}" for text in told]
    return "\n".join(lines)


@click.group()
def programmes() -> None:
    """The protection programmes and their rules."""


@programmes.command("list")
@click.pass_obj
def list_programmes(session: Session) -> None:
    """The programmes in force."""
    found = [
        {
            "id": one.id, "name": one.name, "family": one.family.value, "zone": one.zone or None,
            "rules": len(one.rules), "as_of": one.as_of.isoformat(),
        }
        for one in _programmes(session)
    ]  # fmt: skip
    session.answer(
        {"programmes": found},
        [f"{one['id']:24} {one['name']:40} {one['rules']:3} rules, as of {one['as_of']}" for one in found],
    )


@programmes.command("show")
@click.argument("identifier", metavar="ID")
@click.pass_obj
def show_programme(session: Session, identifier: str) -> None:
    """One programme with its rules and their sources."""
    known = {one.id: one for one in _programmes(session)}
    if identifier not in known:
        raise UserError(f"there is no programme {identifier}; there are {', '.join(sorted(known))}")
    one = known[identifier]
    rules = [_rule(rule) for rule in one.rules]
    session.answer(
        {
            "id": one.id, "name": one.name, "family": one.family.value, "zone": one.zone or None,
            "as_of": one.as_of.isoformat(), "note": one.note, "rules": rules,
        },
        [f"{one.name} ({one.id}), as of {one.as_of}"]
        + [f"  {rule['id']:7} {rule['kind']:9} {rule['title']} [{rule['confidence']}]" for rule in rules],
    )  # fmt: skip


def _rule(rule: Any) -> dict[str, Any]:
    return {
        "id": rule.id, "title": rule.title, "action": rule.action, "kind": rule.kind.value,
        "actors": [actor.value for actor in rule.actors], "stage": rule.stage.value,
        "claim_types": [claim.value for claim in rule.claims],
        "length": rule.length.n, "unit": rule.length.unit.value,
        "lapse_effect": rule.lapse_effect, "confidence": rule.confidence.value,
        "flags": [flag.value for flag in rule.flags],
        "sources": [{"ref": one.ref, "address": one.address, "dated": one.dated} for one in rule.sources],
        "as_of": rule.as_of.isoformat() if rule.as_of else None,
    }  # fmt: skip


def _programmes(session: Session) -> list[Programme]:
    """The rules in force in the library, or those shipped where there is none."""
    if (session.folder / "library.db").exists():
        return list(session.core().programmes)
    return list(reading.load())


@programmes.command("moved")
@click.pass_obj
def moved(session: Session) -> None:
    """Which last days the rules now in force moved when they were first applied, and why."""
    told = moved_by_rules(session.core().library)
    moves = told.moves if told else ()
    found = [window_shapes.moved(one) | {"number": number, "title": title} for number, title, one in moves]
    session.answer(
        {"at": shapes.instant(told.at if told else None), "count": told.count if told else 0, "moved": found},
        [f"{number}: {one.sentence}" for number, _, one in moves]
        or ["The rules in force moved no last day."],
    )


@programmes.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def check_programmes(context: click.Context, paths: tuple[Path, ...]) -> None:
    """Check rule files, their worked examples too; each fault is named with file, line, field and remedy."""
    faults = checking.check(paths)
    data = [
        {"file": str(one.file), "line": one.line, "field": one.field, "what": one.what, "remedy": one.remedy}
        for one in faults
    ]
    session: Session = context.obj
    session.answer(
        {"ok": not faults, "faults": data},
        [str(one) for one in faults] or ["No fault found."],
    )
    if faults:
        context.exit(1)


@click.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@click.option(
    "--reminders", is_flag=True, help="Events 7, 3 and 1 days before as well, for calendars that drop alarms."
)
@click.pass_obj
def calendar(session: Session, output: Path, reminders: bool) -> None:
    """Write the open deadlines into an iCalendar file; importing it again updates what was there."""
    written = write_calendar(session.core(), output, reminders=reminders)
    said = f" and {written.reminders} reminders" if reminders else ""
    session.answer(
        {"events": sum(written), "deadlines": written.deadlines, "path": str(output)},
        [f"{written.deadlines} deadlines{said} are in {output}."],
    )


@click.command()
@click.option("--within", type=click.IntRange(min=0), default=14, show_default=True, metavar="DAYS")
@click.pass_obj
def remind(session: Session, within: int) -> None:
    """What is due, once for each deadline and level; as desktop notifications where there is a desktop."""
    found = due_reminders(session.core(), within)
    show_on_desktop(found)
    session.answer(
        {
            "reminders": [
                {
                    "level": one.level.value, "action": one.action, "order": one.order,
                    "closes_at": one.closes_at.isoformat(), "days_left": one.days_left,
                }
                for one in found
            ]
        },
        [f"{one.days_left:>3} days  {one.action}: {one.order}" for one in found],
    )  # fmt: skip


COMMANDS = (deadlines, routes, programmes, calendar, remind)
