"""What a user can do to cases: open, describe, move on through the stages, close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from disputes_app.actions.act import Act, Done, act
from disputes_app.core import Core
from disputes_app.domain import moments
from disputes_app.domain.cases import (
    Callout,
    Case,
    CaseOrder,
    CaseStage,
    ChronologyLine,
    Deadline,
    Exhibit,
    Filing,
    PrivateWords,
    Redaction,
    Want,
)
from disputes_app.domain.claims import ClaimType, Outcome, Stage, words
from disputes_app.domain.exhibits import lettered
from disputes_app.domain.ids import CaseId, ExhibitId, OrderId
from disputes_app.domain.money import Money
from disputes_app.domain.orders import Order
from disputes_app.errors import UsageError, UserError

DESCRIBED = (
    "title",
    "summary",
    "statement",
    "note",
    "platform_number",
    "amount",
    "home_amount",
    "want",
    "programme",
)

_ANSWERS = frozenset({Stage.SELLER_ANSWERED, Stage.EVIDENCE_ASKED, Stage.DECIDED, Stage.CLOSED})
"""The stages by which an answer has come, or nobody waits for one any more."""


def open_case(
    core: Core,
    orders: Sequence[OrderId],
    claim: ClaimType,
    *,
    amount: Money | None = None,
    want: Want = Want.REFUND,
    programme: str = "",
    title: str = "",
) -> Done[CaseId]:
    """Open a case on one order, or on several of one seller; without an amount the orders' total is claimed.

    Raises UsageError without an order, UserError when the orders have different sellers, one is in the bin, or
    there is no such programme.
    """
    if not orders:
        raise UsageError("a case needs at least one order")
    _check_programme(core, programme)
    _check_amount(amount)
    with act(core, "cases.open", f"Case opened: {words(claim)}") as action:
        kept = [action.tx.load(Order, order) for order in dict.fromkeys(orders)]
        binned = [order.number for order in kept if order.deleted_at is not None]
        if binned:
            raise UserError(f"order {binned[0]} is in the bin; restore it before opening a case on it")
        if len({(order.seller_id, order.platform) for order in kept}) > 1:
            raise UserError("a case takes orders of one seller only; open one case for each seller")
        now = core.now()
        case = CaseId(
            action.tx.insert(
                Case(
                    number=next_number(action, now.year),
                    title=title or kept[0].title or f"Order {kept[0].number}",
                    claim=claim,
                    want=want,
                    amount=amount or _total([order.total for order in kept]),
                    home_amount=None if amount else _total([order.home_total for order in kept]),
                    programme=programme,
                    stage=Stage.PREPARING,
                    opened_at=now,
                )
            )
        )
        for order in kept:
            action.tx.insert(CaseOrder(case_id=case, order_id=order.id))
        action.tx.insert(CaseStage(case_id=case, stage=Stage.PREPARING, at=now))
        action.touch([order.id for order in kept], [case])
    return action.done(case)


def _check_programme(core: Core, programme: str) -> None:
    if programme and programme not in core.programmes.by_id:
        raise UserError(f"there is no programme {programme}; “programmes list” shows those in force")


def _check_amount(amount: Money | None) -> None:
    if amount is not None and amount.minor < 0:
        raise UsageError(f"{amount} is below zero; write an amount such as 129.90")


def describe_case(core: Core, case: CaseId, **changed: object) -> Done[CaseId]:
    """Change what a case says of itself: any of ``DESCRIBED``.

    Raises UsageError for another field or an amount below zero, UserError when there is no such programme.
    """
    unknown = changed.keys() - set(DESCRIBED)
    if unknown:
        raise UsageError(f"a case has no field {', '.join(sorted(unknown))}; it has {', '.join(DESCRIBED)}")
    _check_programme(core, str(changed.get("programme", "")))
    if isinstance(amount := changed.get("amount"), Money):
        _check_amount(amount)
    with act(core, "cases.describe", f"Case edited: {', '.join(changed)}") as action:
        action.tx.update(Case, case, **changed)
        _touch(action, case)
    return action.done(case)


def next_route(core: Core, case: CaseId, programme: str) -> Done[CaseId]:
    """Go on with another programme: a new case with the same orders, claim, exhibits, letters and covered areas.

    What was filed before stays as it was sent; the new case has no statement yet and its own stages.
    Raises UserError when the programme is the one pursued already, or there is no such programme.
    """
    if not programme:
        raise UsageError("name the programme to go on with; “programmes list” shows those in force")
    _check_programme(core, programme)
    with act(core, "cases.next_route", "Case taken to the next route") as action:
        kept = action.tx.load(Case, case)
        if kept.programme == programme:
            raise UserError(f"case {kept.number} is pursued with this programme already; choose another")
        now = core.now()
        following = CaseId(
            action.tx.insert(
                replace(
                    kept,
                    id=CaseId(0),
                    number=next_number(action, now.year),
                    programme=programme,
                    stage=Stage.PREPARING,
                    outcome="",
                    recovered=None,
                    platform_number="",
                    statement="",
                    opened_at=now,
                    closed_at=None,
                )
            )
        )
        for order in case_orders(action, case):
            action.tx.insert(CaseOrder(case_id=following, order_id=order))
        action.tx.insert(
            CaseStage(case_id=following, stage=Stage.PREPARING, at=now, note=f"after {kept.number}")
        )
        for exhibit in action.tx.find(Exhibit, "case_id = ?", (case,), order="position"):
            copied = action.tx.insert(replace(exhibit, id=ExhibitId(0), case_id=following))
            for box in action.tx.find(Redaction, "exhibit_id = ?", (exhibit.id,)):
                action.tx.insert(replace(box, id=0, exhibit_id=ExhibitId(copied)))
            for mark in action.tx.find(Callout, "exhibit_id = ?", (exhibit.id,)):
                action.tx.insert(replace(mark, id=0, exhibit_id=ExhibitId(copied)))
        for words in action.tx.find(PrivateWords, "case_id = ?", (case,)):
            action.tx.insert(replace(words, id=0, case_id=following))
        for line in action.tx.find(ChronologyLine, "case_id = ?", (case,)):
            action.tx.insert(replace(line, id=0, case_id=following))
        _touch(action, following)
    return action.done(following)


def advance_case(
    core: Core, case: CaseId, stage: Stage, at: moments.Moment | None = None, note: str = ""
) -> Done[CaseId]:
    """Note that a case reached a stage; from ``opened`` on the exhibits' letters are frozen. With an answer, or the end,
    the date that reminded of it is done.

    Raises UserError when the case is closed, or the stage is ``closed``, which needs an outcome.
    """
    with act(core, "cases.advance", f"Case: {words(stage)}") as action:
        reach_stage(action, case, stage, at or core.now(), note)
    return action.done(case)


def reach_stage(action: Act, case: CaseId, stage: Stage, at: moments.Moment, note: str) -> int:
    """As ``advance_case``, within an action; the id of the step in the case's history."""
    if stage is Stage.CLOSED:
        raise UserError("a case is closed with its outcome; use “cases close”")
    kept = action.tx.load(Case, case)
    if kept.closed_at is not None:
        raise UserError(f"case {kept.number} is closed")
    step = _reach(action, case, stage, at, note)
    action.tx.update(Case, case, stage=stage)
    if stage is not Stage.PREPARING:
        freeze_letters(action, case)
    _touch(action, case)
    return step


def close_case(
    core: Core,
    case: CaseId,
    outcome: Outcome,
    *,
    recovered: Money | None = None,
    at: moments.Moment | None = None,
) -> Done[CaseId]:
    """Close a case with its outcome and what was recovered.

    Raises UserError when it is closed already.
    """
    _check_amount(recovered)
    with act(core, "cases.close", f"Case closed: {words(outcome)}") as action:
        kept = action.tx.load(Case, case)
        if kept.closed_at is not None:
            raise UserError(f"case {kept.number} is closed already")
        _reach(action, case, Stage.CLOSED, at or core.now(), "")
        action.tx.update(
            Case, case, stage=Stage.CLOSED, outcome=outcome, recovered=recovered, closed_at=core.now()
        )
        freeze_letters(action, case)
        _touch(action, case)
    return action.done(case)


def case_orders(action: Act, case: CaseId) -> list[OrderId]:
    """The orders of a case."""
    return [link.order_id for link in action.tx.find(CaseOrder, "case_id = ?", (case,))]


def _touch(action: Act, case: CaseId) -> None:
    action.touch(case_orders(action, case), [case])


def _reach(action: Act, case: CaseId, stage: Stage, at: moments.Moment, note: str) -> int:
    if stage in _ANSWERS:
        _answer_came(action, case)
    return action.tx.insert(CaseStage(case_id=case, stage=stage, at=at, note=note))


def _answer_came(action: Act, case: CaseId) -> None:
    """The dates that remind of promised answers are done."""
    awaited = {(one.awaited, one.answer_due) for one in action.tx.find(Filing, "case_id = ?", (case,))}
    for date in action.tx.find(Deadline, "case_id = ? AND set_by = 'hand' AND done_at IS NULL", (case,)):
        if (date.action, date.due) in awaited:
            action.tx.update(Deadline, date.id, done_at=action.core.now())


def freeze_letters(action: Act, case: CaseId) -> None:
    """What was filed keeps its letter for good; an exhibit added later takes the next free one."""
    exhibits = action.tx.find(Exhibit, "case_id = ?", (case,), order="position")
    for exhibit, letter in lettered(exhibits, {one: one.letter for one in exhibits if one.letter}).items():
        if exhibit.letter != letter:
            action.tx.update(Exhibit, exhibit.id, letter=letter)


def next_number(action: Act, year: int) -> str:
    """The number of the next case opened in a year, such as 2026-007."""
    taken = [case.number for case in action.tx.find(Case, "number LIKE ?", (f"{year}-%",))]
    counted = (number.partition("-")[2] for number in taken)
    last = max((int(count) for count in counted if count.isdecimal()), default=0)
    return f"{year}-{last + 1:03d}"


def _total(amounts: Sequence[Money | None]) -> Money | None:
    known = [amount for amount in amounts if amount is not None]
    if len(known) != len(amounts) or len({amount.currency for amount in known}) != 1:
        return None
    return Money(sum(amount.minor for amount in known), known[0].currency)
