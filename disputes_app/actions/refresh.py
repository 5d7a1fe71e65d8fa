"""Bringing what is worked out up to date: windows, the order's place in lists, its search text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from disputes_app.core import Core
from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.leading import lead
from disputes_app.domain.moments import day_of
from disputes_app.domain.moved import Key, Moved, by_key, moved
from disputes_app.domain.orders import OrderStatus
from disputes_app.domain.payments import PaymentState
from disputes_app.domain.windows import Window, windows_for
from disputes_app.queries.deadlines import dues_of_orders
from disputes_app.queries.facts import KnownOrder, known_orders
from disputes_app.queries.settings import settings
from disputes_app.store import windows
from disputes_app.store.library import Reader, Transaction
from disputes_app.store.records import instant_text
from disputes_app.store.windows import KeptWindow

CHUNK = 400


def refresh_orders(tx: Transaction, core: Core, orders: Iterable[OrderId]) -> list[Moved]:
    """Work out anew everything that depends on these orders' facts; returns the last days that moved.

    Of an order that had no windows yet nothing has moved.
    """
    home_zone = settings(tx).home_zone
    remaining = iter(sorted(set(orders)))
    found: list[Moved] = []
    while chunk := list(islice(remaining, CHUNK)):
        found += _refresh(tx, core, chunk, home_zone)
    return found


def refresh_all(tx: Transaction, core: Core) -> list[Moved]:
    """Work out the windows of every order anew, as after a change of rules."""
    return refresh_orders(tx, core, [OrderId(row["id"]) for row in tx.rows("SELECT id FROM orders")])


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


def follow_rules(core: Core, rules: str) -> list[Moved]:
    """Work out every order anew when the rules differ from those of the last time; returns what moved.

    ``rules`` is the fingerprint of the rules in force and of the program that applies them.
    """
    if core.library.value("SELECT value FROM ui_state WHERE key = 'rules'") == rules:
        return []
    with core.library.action("refresh", "Rules in force applied") as tx:
        found = refresh_all(tx, core)
        tx.execute(
            "INSERT INTO ui_state VALUES ('rules', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (rules,),
        )
    return found


def wrong_windows(core: Core, reader: Reader) -> Iterator[OrderId]:
    """The orders whose kept windows or status are not what their facts give; for checking a library."""
    home_zone = settings(reader).home_zone
    ids = iter([OrderId(row["id"]) for row in reader.rows("SELECT id FROM orders ORDER BY id")])
    while chunk := list(islice(ids, CHUNK)):
        for known in known_orders(reader, chunk, home_zone):
            found, _ = _windows(known, core, core.now())
            wanted = sorted(windows.as_row(kept) for kept in found)
            kept_rows = reader.rows(
                "SELECT order_id, case_id, programme, rule, actor, stage, claims, opens_at, closes_at, payload "
                "FROM windows WHERE order_id = ?",
                (known.order.id,),
            )
            status = reader.value("SELECT status FROM order_state WHERE order_id = ?", (known.order.id,))
            if sorted(tuple(row) for row in kept_rows) != wanted or status != status_of(known):
                yield known.order.id


def _refresh(tx: Transaction, core: Core, chunk: Sequence[OrderId], home_zone: str) -> list[Moved]:
    now = core.now()
    before = _kept(tx, core, chunk)
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
                json.dumps({}),
            )
        )
    windows.replace(tx, chunk, kept)
    tx.executemany("DELETE FROM order_state WHERE order_id = ?", ((order,) for order in chunk))
    tx.executemany("INSERT INTO order_state VALUES (?, ?, ?, ?, ?, ?)", states)
    had_windows = {order for order, _, _ in before}
    after = by_key((one.order, one.case, one.window) for one in kept if one.order in had_windows)
    return list(moved(before, after))


def _kept(tx: Transaction, core: Core, chunk: Sequence[OrderId]) -> dict[Key, Window]:
    marks = ",".join("?" * len(chunk))
    rows = tx.rows(f"SELECT * FROM windows WHERE order_id IN ({marks})", chunk)  # noqa: S608
    return by_key((one.order, one.case, one.window) for one in windows.loaded(rows, core.programmes))


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
