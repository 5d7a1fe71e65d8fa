"""What a user can do to dates they set themselves: set one, and mark one as done."""

from __future__ import annotations

from disputes_app.actions.act import Done, act
from disputes_app.core import Core
from disputes_app.domain.calendars import zone_info
from disputes_app.domain.cases import Case, CaseOrder, Deadline
from disputes_app.domain.ids import CaseId, DeadlineId, OrderId
from disputes_app.domain.moments import Moment
from disputes_app.domain.orders import Order
from disputes_app.errors import UserError


def set_deadline(
    core: Core,
    order: OrderId,
    action: str,
    due: Moment,
    *,
    case: CaseId | None = None,
    reason: str = "",
    zone: str = "",
) -> Done[DeadlineId]:
    """Set a date of one's own for an order, and its case if any: what to do (``action``), until when, and why.

    ``zone`` is the one in which a whole day ends; empty means at home. Raises UserError without words, for a
    zone there is not, and for a case of another order.
    """
    if not action.strip():
        raise UserError("a date needs words; say what is to be done by then")
    if zone:
        _check_zone(zone)
    with act(core, "deadlines.set", f"Date set: {action.strip()}") as acting:
        acting.tx.load(Order, order)
        if case is not None:
            acting.tx.load(Case, case)
            if not acting.tx.find(CaseOrder, "case_id = ? AND order_id = ?", (case, order)):
                raise UserError(
                    "this case does not belong to this order; set the date for an order of the case"
                )
        kept = Deadline(
            order_id=order,
            case_id=case,
            set_by="hand",
            action=action.strip(),
            reason=reason.strip(),
            due=due,
            zone=zone,
            added_at=core.now(),
        )
        number = DeadlineId(acting.tx.insert(kept))
        acting.touch(orders=[order], cases=[case] if case else [])
    return acting.done(number)


def finish_deadline(core: Core, deadline: DeadlineId) -> Done[DeadlineId]:
    """Mark a date set by hand as done; it leaves the lists and stays in the journal.

    Raises UserError when it is done already, or was set by a platform.
    """
    with act(core, "deadlines.finish", "Date marked as done") as acting:
        kept = acting.tx.load(Deadline, deadline)
        if kept.set_by != "hand":
            raise UserError(
                f"“{kept.action}” is a date the platform shows; it ends with its step, not by hand"
            )
        if kept.done_at is not None:
            raise UserError(f"“{kept.action}” is marked as done already")
        acting.tx.update(Deadline, deadline, done_at=core.now())
        acting.touch(
            orders=[kept.order_id] if kept.order_id else [], cases=[kept.case_id] if kept.case_id else []
        )
    return acting.done(deadline)


def _check_zone(zone: str) -> None:
    try:
        zone_info(zone)
    except ValueError as fault:
        raise UserError(str(fault)) from None
