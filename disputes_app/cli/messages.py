"""Commands about messages and evidence items."""

from __future__ import annotations

from pathlib import Path

import click

from disputes_app.actions import evidence as evidence_actions
from disputes_app.actions import imports
from disputes_app.actions import messages as actions
from disputes_app.cli import shapes
from disputes_app.cli.arguments import read
from disputes_app.cli.session import Session
from disputes_app.core import Core
from disputes_app.domain import moments
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import MessageId, written
from disputes_app.domain.messages import Message, MessageDirection
from disputes_app.domain.orders import Order
from disputes_app.domain.sellers import Seller
from disputes_app.errors import UsageError
from disputes_app.queries import refs
from disputes_app.queries.evidence import evidence_items
from disputes_app.queries.settings import settings

_OWN_NAMES = {"me", "buyer", "you", "i"}


@click.group()
def messages() -> None:
    """Messages: add one to an order, translate, delete."""


@messages.command("add")
@click.argument("ref")
@click.option(
    "--from", "sender", required=True, metavar="WHO", help="“me” for the buyer, else the sender's name."
)
@click.option("--at", required=True, metavar="INSTANT", help="When, with its offset.")
@click.option("--text", required=True, help="The original words.")
@click.option("--translation", default="")
@click.option("--channel", default="", help="Such as mail, chat or phone.")
@click.pass_obj
def add_message(
    session: Session, ref: str, sender: str, at: str, text: str, translation: str, channel: str
) -> None:
    """Add a message to an order."""
    when = read("--at", moments.parse_instant, at)
    core = session.core("write")
    order = core.library.load(Order, refs.kept_order_id(core.library, ref))
    buyer = settings(core.library).buyer_name
    own = sender.strip().lower() in _OWN_NAMES or (bool(buyer) and sender.strip().lower() == buyer.lower())
    if own:
        sender = buyer or "Buyer"
    elif sender.strip().lower() == "seller" and order.seller_id:
        sender = core.library.load(Seller, order.seller_id).name
    message = actions.add_message(
        core, order.id, sender, when, text,
        direction=MessageDirection.SENT if own else MessageDirection.RECEIVED,
        channel=channel, translation=translation,
    ).value  # fmt: skip
    _answer(session, core, message, f"Message m{message} added to order {order.number}.")


def _answer(session: Session, core: Core, message: MessageId, said: str) -> None:
    kept = core.library.load(Message, message)
    of_order = {"order": written("order", kept.order_id) if kept.order_id else None}
    session.answer(shapes.message(kept) | of_order, [said])


@messages.command("translate")
@click.argument("ref", metavar="ID")
@click.argument("translation")
@click.option("--by", default="buyer", show_default=True, help="Who translated it.")
@click.pass_obj
def translate_message(session: Session, ref: str, translation: str, by: str) -> None:
    """Set a message's translation; an empty one takes it away."""
    core = session.core("write")
    message = refs.message_id(core.library, ref)
    actions.translate_message(core, message, translation, by)
    said = "is translated" if translation else "has no translation any more"
    _answer(session, core, message, f"{written('message', message)} {said}.")


@messages.command("delete")
@click.argument("ref", metavar="ID")
@click.pass_obj
def delete_message(session: Session, ref: str) -> None:
    """Put a message into the bin."""
    core = session.core("write")
    message = refs.message_id(core.library, ref)
    actions.delete_message(core, message)
    name = written("message", message)
    session.answer({"id": name, "deleted": True}, [f"{name} is in the bin."])


@click.group()
def evidence() -> None:
    """Evidence items: add, list, show, describe, give back the original bytes."""


@evidence.command("add")
@click.argument("ref")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--caption", default="", help="What the files show.")
@click.pass_context
def add_evidence(context: click.Context, ref: str, paths: tuple[Path, ...], caption: str) -> None:
    """Add files to an order."""
    session: Session = context.obj
    core = session.core("write")
    order = refs.kept_order_id(core.library, ref)
    report = imports.import_paths(core, paths, order=order, caption=caption, progress=session.progress)
    stored = [
        shapes.evidence(core.library.load(Evidence, item.evidence)) for item in report.items if item.evidence
    ]
    rejected = [{"path": item.path, "reason": item.reason} for item in report.rejected]
    session.answer(
        {"evidence": stored, "rejected": rejected},
        [f"{one['id']:6} {one['sha256'][:12]}  {one['name']}" for one in stored],
    )
    for item in report.rejected:
        click.echo(f"disputes-app: not taken: {item.reason}", err=True)
    if rejected:
        context.exit(3 if stored else 1)


@evidence.command("list")
@click.argument("ref", required=False)
@click.pass_obj
def list_evidence(session: Session, ref: str | None) -> None:
    """The items of one order, or all."""
    core = session.core()
    found = evidence_items(core.library, refs.order_id(core.library, ref) if ref else None)
    session.answer(
        {"evidence": [shapes.evidence(one) for one in found]},
        [f"e{one.id:<5} {one.kind.value:10} {one.size:>10}  {one.name}" for one in found],
    )


@evidence.command("show")
@click.argument("ref", metavar="ID")
@click.pass_obj
def show_evidence(session: Session, ref: str) -> None:
    """One item with its facts."""
    core = session.core()
    one = shapes.evidence(core.library.load(Evidence, refs.evidence_id(core.library, ref)))
    session.answer(one, [f"{name:12} {value}" for name, value in one.items() if value not in (None, "", [])])


@evidence.command("describe")
@click.argument("ref", metavar="ID")
@click.option("--caption", default=None, help="What it shows.")
@click.option("--proves", default=None, help="Exhibit codes it proves, such as “X09 X13”.")
@click.option("--order", "order_ref", default=None, metavar="REF", help="The order it belongs to.")
@click.pass_obj
def describe_evidence(
    session: Session, ref: str, caption: str | None, proves: str | None, order_ref: str | None
) -> None:
    """Say what an item shows and which order it belongs to."""
    if caption is None and proves is None and order_ref is None:
        raise UsageError("nothing to change; give at least one option")
    core = session.core("write")
    item = refs.evidence_id(core.library, ref)
    order = refs.kept_order_id(core.library, order_ref) if order_ref is not None else None
    evidence_actions.describe_evidence(core, item, caption=caption, proves=proves, order=order)
    session.answer(
        shapes.evidence(core.library.load(Evidence, item)), [f"{written('evidence', item)} described."]
    )


@evidence.command("delete")
@click.argument("ref", metavar="ID")
@click.pass_obj
def delete_evidence(session: Session, ref: str) -> None:
    """Put an item into the bin; its bytes stay until the bin is emptied."""
    core = session.core("write")
    item = refs.evidence_id(core.library, ref)
    evidence_actions.delete_evidence(core, item)
    name = written("evidence", item)
    session.answer({"id": name, "deleted": True}, [f"{name} is in the bin."])


@evidence.command("extract")
@click.argument("ref", metavar="ID")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@click.pass_obj
def extract_evidence(session: Session, ref: str, output: Path) -> None:
    """Write the original bytes to a new file."""
    core = session.core()
    one = core.library.load(Evidence, refs.evidence_id(core.library, ref))
    core.library.evidence.extract(one.sha256, output)
    session.answer(
        shapes.evidence(one) | {"path": str(output)},
        [f"{one.name} is in {output}, byte for byte."],
    )


COMMANDS = (messages, evidence)
