"""Bringing what is worked out up to date: windows, the order's place in lists, its search text."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice

from disputes_app.core import Core
from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.leading import lead
from disputes_app.domain.moments import day_of
from disputes_app.domain.moved import Moved, moved, without_rule
from disputes_app.domain.orders import OrderStatus
from disputes_app.domain.payments import PaymentState
from disputes_app.domain.windows import Window, windows_for
from disputes_app.queries.deadlines import dues_of_orders
from disputes_app.queries.facts import KnownOrder, known_orders
from disputes_app.queries.settings import settings
from disputes_app.store import rules_moved, windows
from disputes_app.store.library import Reader, Transaction
from disputes_app.store.records import instant_text
from disputes_app.store.windows import Differing, KeptWindow, Values, key_of

CHUNK = 200


_KEEP_STATE = """
    INSERT INTO order_state (order_id, ordered_at, next_deadline_at, next_deadline_rule, status)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT (order_id) DO UPDATE SET
    (ordered_at, next_deadline_at, next_deadline_rule, status)
    = (excluded.ordered_at, excluded.next_deadline_at, excluded.next_deadline_rule, excluded.status)
    WHERE (ordered_at, next_deadline_at, next_deadline_rule, status)
    IS NOT (excluded.ordered_at, excluded.next_deadline_at, excluded.next_deadline_rule, excluded.status)"""


def refresh_orders(
    tx: Transaction, core: Core, orders: Iterable[OrderId], *, by_rules: bool = False
) -> list[Moved]:
    """Work out anew everything that depends on these orders' facts, or with ``by_rules`` on other rules; returns
    the last days that moved.

    Of an order that had no windows yet nothing has moved.
    """
    home_zone = settings(tx).home_zone
    remaining = iter(sorted(set(orders)))
    found: list[Moved] = []
    with _without_collecting():
        while chunk := list(islice(remaining, CHUNK)):
            found += _refresh(tx, core, chunk, home_zone, by_rules=by_rules)
    return found


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Windows and facts hold no cycles: looking for some among so many new objects takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def refresh_all(tx: Transaction, core: Core) -> list[Moved]:
    """Work out the windows of every order anew, as after a change of rules."""
    every = [OrderId(row["id"]) for row in tx.rows("SELECT id FROM orders")]
    return refresh_orders(tx, core, every, by_rules=True)


def refresh_passed(core: Core) -> int:
    """Move on the orders whose next deadline has passed since it was worked out; returns how many."""
    passed = core.library.rows(
        "SELECT order_id FROM order_state WHERE next_deadline_at < ? AND next_deadline_at >= ?",
        (instant_text(core.now()), ""),
    )
    if passed:
        with core.library.action("refresh", "Deadlines moved on") as tx:
            refresh_orders(tx, core, [OrderId(row["order_id"]) for row in passed])
    return len(passed)


def follows_rules(core: Core, rules: str) -> bool:
    """Whether the kept windows were worked out by these rules (their fingerprint)."""
    return bool(core.library.value("SELECT value FROM ui_state WHERE key = 'rules'") == rules)


def follow_rules(core: Core, rules: str) -> list[Moved]:
    """Work out every order anew when the rules differ from those of the last time; returns what moved of the days that
    are not past.

    ``rules`` is the fingerprint of the rules in force and of the program that applies them.
    """
    if follows_rules(core, rules):
        return []
    with core.library.action("refresh", "Rules in force applied") as tx:
        found = refresh_all(tx, core)
        tx.execute(
            "INSERT INTO ui_state VALUES ('rules', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (rules,),
        )
        now = core.now()
        found = [one for one in found if any(day and day >= now for day in (one.before, one.after))]
        rules_moved.keep(tx, found)
    return found


def wrong_windows(core: Core, reader: Reader) -> Iterator[OrderId]:
    """The orders whose kept windows or status are not what their facts give; for checking a library."""
    home_zone = settings(reader).home_zone
    ids = iter([OrderId(row["id"]) for row in reader.rows("SELECT id FROM orders ORDER BY id")])
    while chunk := list(islice(ids, CHUNK)):
        kept: dict[int, list[Values]] = {order: [] for order in chunk}
        for row in windows.kept_rows(reader, chunk):
            kept[row["order_id"]].append(tuple(row)[1:])
        for known in known_orders(reader, chunk, home_zone):
            found, _ = _windows(known, core, core.now())
            status = reader.value("SELECT status FROM order_state WHERE order_id = ?", (known.order.id,))
            wanted = sorted(windows.as_rows(found), key=repr)
            if sorted(kept[known.order.id], key=repr) != wanted or status != status_of(known):
                yield known.order.id


def _refresh(
    tx: Transaction, core: Core, chunk: Sequence[OrderId], home_zone: str, *, by_rules: bool
) -> list[Moved]:
    now = core.now()
    kept: list[KeptWindow] = []
    states = []
    dues = dues_of_orders(tx, chunk, now)
    for known in known_orders(tx, chunk, home_zone):
        found, leading = _windows(known, core, now)
        kept += found
        ordered = next((day_of(a.value) for a in known.facts.anchors if a.kind is AnchorKind.ORDERED), None)
        closes = [leading.shown_close] if leading and leading.shown_close else []
        closes += [row.closes_at for row in dues[known.order.id]]
        close = min(closes, default=None)
        states.append(
            (
                known.order.id,
                ordered.isoformat() if ordered else None,
                instant_text(close) if close else None,
                leading.rule.id if leading else "",
                status_of(known),
            )
        )
    before = windows.kept_rows(tx, chunk)
    differing = windows.replace(tx, before, kept)
    tx.executemany(_KEEP_STATE, states)
    removed = set(chunk) - {state[0] for state in states}
    tx.executemany("DELETE FROM order_state WHERE order_id = ?", ((order,) for order in removed))
    # An order whose case was opened or closed is seen through other windows than before: nothing moved there.
    sides = {key_of(row)[:2] for row in before} & {one.key[:2] for one in kept}
    return [
        move for one in differing if one.key[:2] in sides and (move := _moved(one, core, by_rules=by_rules))
    ]


def _moved(one: Differing, core: Core, *, by_rules: bool) -> Moved | None:
    """How a window's last day moved, if it did."""
    if one.was is None:
        return moved(one.key, None, one.now, by_rules=by_rules)
    was = windows.loaded([one.was], core.programmes)
    if was:
        return moved(one.key, was[0].window, one.now, by_rules=by_rules)
    return without_rule(one.key, one.was["programme"], one.was["closes_at"], windows.zone_of(one.was))


def _windows(known: KnownOrder, core: Core, now: datetime) -> tuple[list[KeptWindow], Window | None]:
    """The windows of an order: as its open cases see them, else for every claim; and the one that leads."""
    if known.order.deleted_at is not None or status_of(known) is OrderStatus.REFUNDED:
        return [], None
    sides: list[tuple[CaseId | None, str, str, tuple[Window, ...]]] = [
        (case.id, case.programme, case.stage, windows_for(facts, core.programmes))
        for case, facts in known.cases
    ]
    if not sides:
        sides = [(None, "", "", windows_for(known.facts, core.programmes))]
    kept = [KeptWindow(known.order.id, case, window) for case, _, _, found in sides for window in found]
    leads = [one for _, programme, stage, found in sides if (one := lead(found, now, programme, stage))]
    return kept, min(
        leads, key=lambda window: window.shown_close or now + timedelta(days=36500), default=None
    )


def status_of(known: KnownOrder) -> OrderStatus:
    """How far an order has come, from its payments, cases and dates."""
    kinds = {anchor.kind for anchor in known.facts.anchors}
    if known.cases:
        return OrderStatus.IN_CASE
    if known.paid_back:
        return OrderStatus.REFUNDED
    if known.payments and all(payment.state is PaymentState.REFUNDED for payment in known.payments):
        return OrderStatus.REFUNDED
    if AnchorKind.CONFIRMED in kinds:
        return OrderStatus.CONFIRMED
    if AnchorKind.DELIVERED in kinds:
        return OrderStatus.DELIVERED
    return OrderStatus.ON_THE_WAY if AnchorKind.SHIPPED in kinds else OrderStatus.ORDERED
