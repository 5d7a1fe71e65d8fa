"""Commands about what is the user's own: settings of the library, and dates they set themselves."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

import click

from disputes_app.actions import deadlines as dates_actions
from disputes_app.actions import settings as settings_actions
from disputes_app.cli import shapes, window_shapes
from disputes_app.cli.arguments import pairs, read
from disputes_app.cli.session import Session
from disputes_app.core import Core
from disputes_app.domain import ids, moments
from disputes_app.domain.cases import Deadline
from disputes_app.domain.ids import DeadlineId
from disputes_app.domain.settings import Settings
from disputes_app.errors import UserError
from disputes_app.queries import deadlines as queries
from disputes_app.queries import refs
from disputes_app.queries.settings import settings as settings_in_force


@click.group()
def settings() -> None:
    """Settings of the library: your name, zone, currency, language."""


@settings.command("show")
@click.pass_obj
def show_settings(session: Session) -> None:
    """The settings in force."""
    _answer_settings(session, session.core())


@settings.command("set")
@click.argument("changes", nargs=-1, required=True, metavar="NAME=VALUE…")
@click.pass_obj
def change_settings(session: Session, changes: tuple[str, ...]) -> None:
    """Change settings, such as home_zone=Europe/London."""
    changed = pairs(changes, "NAME=VALUE", [field.name for field in fields(Settings)])
    core = session.core("write")
    settings_actions.change_settings(core, **{name: value.strip() for name, value in changed.items()})
    _answer_settings(session, core)


def _answer_settings(session: Session, core: Core) -> None:
    found = asdict(settings_in_force(core.library))
    session.answer(found, [f"{name:15} {value}" for name, value in found.items()])


@click.group()
def dates() -> None:
    """Dates of your own: set one, mark one as done. “deadlines” lists them."""


@dates.command("add")
@click.argument("ref")
@click.option("--due", required=True, metavar="DATE", help="The last day, or the instant with its offset.")
@click.option("--action", required=True, metavar="TEXT", help="What to do until then.")
@click.option("--reason", default="", help="Why.")
@click.option("--case", "case_ref", default=None, metavar="CASE", help="The case it belongs to.")
@click.option("--zone", default="", help="Where the day ends, such as Asia/Shanghai; else at home.")
@click.pass_obj
def add_date(
    session: Session, ref: str, due: str, action: str, reason: str, case_ref: str | None, zone: str
) -> None:
    """Set a date for something to do about an order."""
    until = read("--due", moments.parse, due)
    core = session.core("write")
    order = refs.kept_order_id(core.library, ref)
    case = refs.case_id(core.library, case_ref) if case_ref else None
    kept = dates_actions.set_deadline(core, order, action, until, case=case, reason=reason, zone=zone).value
    _answer_date(session, core, kept)


@dates.command("done")
@click.argument("ref", metavar="ID")
@click.pass_obj
def finish_date(session: Session, ref: str) -> None:
    """Mark a date of your own as done; it leaves every list."""
    core = session.core("write")
    kind, number = ids.parse(ref) or ("", 0)
    if kind != "deadline" or core.library.get(Deadline, number) is None:
        raise UserError(f"there is no date {ref}; “deadlines” lists those that are there")
    dates_actions.finish_deadline(core, DeadlineId(number))
    _answer_date(session, core, DeadlineId(number))


def _answer_date(session: Session, core: Core, number: DeadlineId) -> None:
    kept = core.library.load(Deadline, number)
    home_zone = settings_in_force(core.library).home_zone
    row = queries.due(kept, home_zone, core.now())
    numbers = {}
    if kept.order_id:
        sql = "SELECT number FROM orders WHERE id = ?"
        numbers = {kept.order_id: str(core.library.value(sql, (kept.order_id,)))}
    data: dict[str, Any] = window_shapes.due(row, home_zone, numbers) | {
        "done_at": shapes.instant(kept.done_at)
    }
    done = " (done)" if kept.done_at else ""
    session.answer(data, [f"{data['id']:5} {data['closes_local']} {kept.action}{done}"])


COMMANDS = (settings, dates)
