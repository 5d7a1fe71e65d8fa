"""What a user can do to orders: add, edit, delete and bring back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from disputes_app.actions.act import Act, Done, act
from disputes_app.actions.order_fields import FIELDS, read_fields
from disputes_app.core import Core
from disputes_app.domain import moments, money
from disputes_app.domain.anchors import FIELDS as DATE_FIELDS
from disputes_app.domain.cases import Deadline
from disputes_app.domain.ids import OrderId, PaymentId, SellerId
from disputes_app.domain.orders import PLATFORM_NAMES, Item, Order, OrderDate, Platform, number_key
from disputes_app.domain.payments import Payment
from disputes_app.domain.sellers import Seller
from disputes_app.domain.shipments import Shipment
from disputes_app.errors import UsageError, UserError


def add_order(core: Core, given: Mapping[str, str], source: str = "typed") -> Done[OrderId]:
    """Add an order from FIELD texts; ``platform`` and ``number`` are needed, all else may come later.

    Raises UsageError for a value that cannot be read, UserError when the order is already there.
    """
    values = read_fields(given)
    missing = [name for name in ("platform", "number") if not values.get(name)]
    if missing:
        raise UsageError(f"an order needs its {' and its '.join(missing)}")
    platform, number = Platform(str(values["platform"])), str(values["number"])
    with act(core, "orders.add", f"{PLATFORM_NAMES[platform]} order {number} added") as action:
        _refuse_twice(action, platform, number)
        order = OrderId(action.tx.insert(Order(platform=platform, number=number, added_at=core.now())))
        _apply(action, order, values, source)
    return action.done(order)


def edit_order(core: Core, order: OrderId, given: Mapping[str, str], source: str = "typed") -> Done[OrderId]:
    """Change FIELDs of an order; an empty date withdraws what was typed before.

    Raises UsageError for a value that cannot be read, UserError when the number is taken.
    """
    values = read_fields(given)
    if not values:
        raise UsageError("nothing to change; give at least one FIELD=VALUE")
    with act(core, "orders.edit", f"Order edited: {', '.join(values)}") as action:
        kept = action.tx.load(Order, order)
        number = str(values.get("number", kept.number))
        platform = Platform(str(values.get("platform", kept.platform)))
        if (platform, number) != (kept.platform, kept.number):
            _refuse_twice(action, platform, number)
        _apply(action, order, values, source)
    return action.done(order)


def delete_order(core: Core, order: OrderId) -> Done[OrderId]:
    """Put an order into the bin, from which it can be restored."""
    with act(core, "orders.delete", "Order moved to the bin") as action:
        if action.tx.load(Order, order).deleted_at is not None:
            raise UserError("this order is in the bin already; restore it with “orders restore”")
        action.tx.update(Order, order, deleted_at=core.now())
        action.touch(orders=[order, *beside(action, order)])
    return action.done(order)


def delete_orders(core: Core, orders: Sequence[OrderId]) -> Done[int]:
    """Put several orders into the bin as one action; returns how many. Those in the bin already stay there."""
    with act(core, "orders.delete", f"Orders moved to the bin: {len(orders)}") as action:
        living = [order for order in orders if action.tx.load(Order, order).deleted_at is None]
        for order in living:
            action.tx.update(Order, order, deleted_at=core.now())
        action.touch(orders=[*living, *(one for order in living for one in beside(action, order))])
    return action.done(len(living))


def restore_order(core: Core, order: OrderId) -> Done[OrderId]:
    """Bring an order back from the bin."""
    with act(core, "orders.restore", "Order restored from the bin") as action:
        if action.tx.load(Order, order).deleted_at is None:
            raise UserError("this order is not in the bin")
        action.tx.update(Order, order, deleted_at=None)
        action.touch(orders=[order, *beside(action, order)])
    return action.done(order)


def beside(action: Act, order: OrderId) -> list[OrderId]:
    """The other orders of an order's cases: they show the cases' dates while it lies in the bin."""
    sql = "SELECT order_id FROM case_orders WHERE case_id IN (SELECT case_id FROM case_orders WHERE order_id = ?)"
    return [OrderId(row["order_id"]) for row in action.tx.rows(sql, (order,))]


def seller_named(action: Act, name: str, platform: str) -> SellerId | None:
    """The seller of that name on that platform, made when it is new; None for an empty name."""
    if not name:
        return None
    found = action.tx.find(Seller, "name = ? AND platform = ? AND deleted_at IS NULL", (name, platform))
    if found:
        return found[0].id
    return SellerId(action.tx.insert(Seller(name=name, platform=platform, added_at=action.core.now())))


def set_date(
    action: Act, order: OrderId, kind: str, value: moments.Moment | None, source: str, detail: str = ""
) -> None:
    """Note a dated fact of an order; what the same source said before is withdrawn, never overwritten."""
    now = action.core.now()
    same = "order_id = ? AND kind = ? AND source = ? AND withdrawn_at IS NULL"
    before = action.tx.find(OrderDate, same, (order, kind, source))
    if any(kept.value == value for kept in before):
        return
    for kept in before:
        action.tx.update(OrderDate, kept.id, withdrawn_at=now)
    if value is not None:
        action.tx.insert(
            OrderDate(
                order_id=order,
                kind=kind,
                value=value,
                precision="instant" if moments.is_instant(value) else "day",
                source=source,
                source_detail=detail,
                noted_at=now,
            )
        )
    action.touch(orders=[order])


def _refuse_twice(action: Act, platform: Platform, number: str) -> None:
    same = action.tx.find(Order, "platform = ? AND number_key = ?", (platform, number_key(number)))
    if same:
        where = "in the bin; restore it" if same[0].deleted_at else "in the library; edit it instead"
        raise UserError(f"{PLATFORM_NAMES[platform]} order {number} is already {where}")


def _apply(action: Act, order: OrderId, values: Mapping[str, object], source: str) -> None:
    by_part: dict[str, dict[str, object]] = {}
    for name, value in values.items():
        by_part.setdefault(FIELDS[name].part, {})[name] = value
    if "order" in by_part:
        action.tx.update(Order, order, **by_part["order"])
    kept = action.tx.load(Order, order)
    if "seller" in by_part:
        seller = seller_named(action, str(by_part["seller"]["seller"]), kept.platform)
        action.tx.update(Order, order, seller_id=seller)
    if "amount" in by_part:
        _apply_amounts(action, kept, by_part["amount"])
    if "payment" in by_part or "amount" in by_part:
        _apply_payment(action, order, by_part.get("payment", {}))
    if "shipment" in by_part:
        shipments = action.tx.find(Shipment, "order_id = ? AND direction = 'to_buyer'", (order,))
        shipment = shipments[0].id if shipments else action.tx.insert(Shipment(order_id=order))
        action.tx.update(Shipment, shipment, **by_part["shipment"])
    for name, value in by_part.get("date", {}).items():
        set_date(action, order, DATE_FIELDS[name], value, source)  # type: ignore[arg-type]
    if "platform" in by_part:
        _apply_platform_date(action, order, str(by_part["platform"]["platform_date"]))
    if kept.title and not action.tx.find(Item, "order_id = ?", (order,)):
        action.tx.insert(Item(order_id=order, title=kept.title, price=action.tx.load(Order, order).total))
    action.touch(orders=[order])


def _apply_amounts(action: Act, kept: Order, given: Mapping[str, object]) -> None:
    changed: dict[str, object] = {}
    for amount_name, currency_name, before in (
        ("total", "currency", kept.total),
        ("home_total", "home_currency", kept.home_total),
    ):
        if amount_name not in given and currency_name not in given:
            continue
        if given.get(amount_name) == "":
            changed[amount_name] = None
            continue
        amount = str(given.get(amount_name, f"{before.amount:f}" if before else ""))
        currency = str(given.get(currency_name, before.currency if before else ""))
        if amount and not currency:
            raise UsageError(f"{amount_name}: an amount needs its currency; add {currency_name}, such as USD")
        if currency and not amount:
            raise UsageError(f"{currency_name}: a currency needs its amount; add {amount_name}")
        try:
            changed[amount_name] = money.parse(amount, currency) if amount else None
        except ValueError as fault:
            raise UsageError(f"{amount_name}: {fault}") from None
    action.tx.update(Order, kept.id, **changed)


def _apply_payment(action: Act, order: OrderId, given: Mapping[str, object]) -> None:
    """An order's only payment follows its total; of several, each keeps its own amount."""
    names = {
        "payment_method": "method",
        "card_network": "card_network",
        "funded_by": "funded_by",
        "payment_reference": "reference",
        "payment_state": "state",
    }
    payments = action.tx.find(Payment, "order_id = ?", (order,))
    payment = payments[0] if payments else Payment(order_id=order)
    if not payments:
        payment = replace(payment, id=PaymentId(action.tx.insert(payment)))
    kept = action.tx.load(Order, order)
    changed = {names[name]: value for name, value in given.items()}
    if len(payments) <= 1:
        changed |= {"amount": kept.total, "home_amount": kept.home_total}
    action.tx.update(Payment, payment.id, **changed)


def _apply_platform_date(action: Act, order: OrderId, given: str) -> None:
    """``2026-03-14`` is the order's last day; ``AE-03:2026-03-14`` the last day of one rule.

    Raises UsageError for a day that cannot be read, and for one of a rule that no programme in force has.
    """
    named, text = given.split(":", 1) if given[:1].isalpha() and ":" in given else ("", given)
    try:
        due = moments.parse(text) if text.strip() else None
    except ValueError as fault:
        raise UsageError(f"platform_date: {fault}") from None
    named = named.strip().upper()
    rule = next((one for one in action.core.programmes.owners if one.upper() == named), named)
    if due is not None and rule and rule not in action.core.programmes.owners:
        raise UsageError(
            f"platform_date: no rule is called {named}; “deadlines --order” names those of an order"
        )
    where = "order_id = ? AND set_by = 'platform' AND rule = ? AND done_at IS NULL"
    for kept in action.tx.find(Deadline, where, (order, rule)):
        action.tx.delete(Deadline, kept.id)
    if due is not None:
        action.tx.insert(
            Deadline(
                order_id=order,
                set_by="platform",
                rule=rule,
                action="Act before the date the platform shows",
                due=due,
                added_at=action.core.now(),
            )
        )
