"""What a user can do to evidence items: add files to an order, file one with an order, caption, delete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disputes_app.actions.act import Act, Done, act
from disputes_app.core import Core
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import EvidenceId, OrderId
from disputes_app.errors import UserError


def file_evidence(core: Core, evidence: EvidenceId, order: OrderId | None) -> Done[EvidenceId]:
    """Say which order an item belongs to, or none; its messages and attachments go with it."""
    with act(
        core, "evidence.file", "Evidence filed with an order" if order else "Evidence taken off its order"
    ) as action:
        kept = action.tx.load(Evidence, evidence)
        refile(action, kept, order)
    return action.done(evidence)


def file_several(core: Core, wanted: Mapping[EvidenceId, OrderId]) -> Done[int]:
    """Give several items to their orders, to be taken back at once; how many there were. What lies in the bin stays."""
    with act(core, "evidence.file", f"Evidence filed with orders: {len(wanted)}") as action:
        found = [
            (item, order) for number, order in wanted.items() if (item := action.tx.get(Evidence, number))
        ]
        waiting = [(item, order) for item, order in found if item.deleted_at is None]
        for item, order in waiting:
            refile(action, item, order)
    return action.done(len(waiting))


def refile(action: Act, kept: Evidence, order: OrderId | None) -> None:
    """Give an item to an order, with the messages read from it and the attachments that were filed with it."""
    for one in list(_with_attachments(action, kept)):
        action.tx.update(Evidence, one.id, order_id=order)
        action.tx.execute("UPDATE messages SET order_id = ? WHERE evidence_id = ?", (order, one.id))
    action.touch(orders=[one for one in (kept.order_id, order) if one])


def _with_attachments(action: Act, item: Evidence) -> Iterator[Evidence]:
    """An item and what is attached to it in the same order, to whatever depth mails are attached to mails."""
    yield item
    for child in action.tx.find(Evidence, "parent_id = ? AND order_id IS ?", (item.id, item.order_id)):
        yield from _with_attachments(action, child)


def refuse_exhibit(action: Act, column: str, number: int) -> None:
    """What a case shows is not deleted under it.

    Raises UserError that names the case.
    """
    shown = action.tx.rows(
        f"""SELECT c.number, x.letter FROM exhibits x JOIN cases c ON c.id = x.case_id
            WHERE x.{column} = ? AND c.deleted_at IS NULL ORDER BY x.letter = ''""",  # noqa: S608
        (number,),
    )
    if shown and shown[0]["letter"]:
        raise UserError(
            f"it was filed as exhibit {shown[0]['letter']} of case {shown[0]['number']} and stays"
        )
    if shown:
        raise UserError(f"it is an exhibit of case {shown[0]['number']}; take it out of the case first")


def describe_evidence(
    core: Core,
    evidence: EvidenceId,
    *,
    caption: str | None = None,
    proves: str | None = None,
    order: OrderId | None = None,
) -> Done[EvidenceId]:
    """Set what an item shows (``caption``), which exhibit codes it proves (``proves``, such as ``X09 X14``), and the
    order it goes to; what is None stays as it is.
    """
    given = {"caption": caption, "proves": proves}
    changed = {name: value.strip() for name, value in given.items() if value is not None}
    with act(core, "evidence.describe", "Evidence described") as action:
        kept = action.tx.load(Evidence, evidence)
        if order is not None:
            refile(action, kept, order)
        action.tx.update(Evidence, evidence, **changed)
        action.touch(orders=[kept.order_id] if kept.order_id else [])
    return action.done(evidence)


def delete_evidence(core: Core, evidence: EvidenceId) -> Done[EvidenceId]:
    """Put an item into the bin; its bytes stay in the evidence store.

    Raises UserError while it is an exhibit of a case.
    """
    with act(core, "evidence.delete", "Evidence moved to the bin") as action:
        _delete(action, evidence)
    return action.done(evidence)


def delete_several(core: Core, items: Sequence[EvidenceId]) -> Done[int]:
    """Put several items into the bin, to be taken back at once; how many there were.

    Raises UserError, and moves none, while one is an exhibit of a case.
    """
    with act(core, "evidence.delete", f"Evidence moved to the bin: {len(items)}") as action:
        for item in items:
            _delete(action, item)
    return action.done(len(items))


def _delete(action: Act, evidence: EvidenceId) -> None:
    kept = action.tx.load(Evidence, evidence)
    refuse_exhibit(action, "evidence_id", evidence)
    action.tx.update(Evidence, evidence, deleted_at=action.core.now())
    action.touch(orders=[kept.order_id] if kept.order_id else [])
