"""What a change of rules costs beside the bare counting of dates that it contains, and the first look at deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import pytest

from disputes_app.actions.refresh import CHUNK, refresh_all
from disputes_app.core import Core
from disputes_app.domain.ids import OrderId
from disputes_app.domain.orders import OrderDate, Platform
from disputes_app.domain.payments import CardNetwork, Payment, PaymentMethod
from disputes_app.domain.programmes import Length, Programmes
from disputes_app.domain.shipments import Shipment
from disputes_app.domain.windows import windows_for
from disputes_app.programmes import evidence, reading
from disputes_app.queries.deadlines import deadlines
from disputes_app.queries.facts import known_orders
from disputes_app.queries.settings import settings
from disputes_app.store import library as libraries
from tests.store.builders import NOW, an_order, at_now

ORDERS = 100_000
_SHOPS = (Platform.ALIEXPRESS, Platform.EBAY, Platform.AMAZON, Platform.ALIBABA, Platform.OWN_SHOP)
_STEPS = {"ordered": 0, "paid": 0, "shipped": 3, "estimated_to": 24, "delivered": 17}


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    """A library of orders from five shops over ten years, with their windows."""
    with libraries.create(tmp_path_factory.mktemp("bench") / "library", at_now) as library:
        core = Core(library, reading.load([]), evidence.load_requirements(), at_now)
        with library.action("fill", "Filled") as tx:
            tx.set_setting("home_zone", "Europe/London")
            _fill(tx)
            refresh_all(tx, core)
        yield core


def _fill(tx):
    orders = [
        replace(
            an_order(f"8193{number:012}"),
            platform=_SHOPS[number % 5],
            buyer_country="GB",
            seller_country=("CN", "GB", "DE")[number % 3],
        )
        for number in range(ORDERS)
    ]
    ids = tx.insert_many(orders)
    tx.insert_many(
        [
            Payment(
                order_id=order,
                method=(PaymentMethod.PAYPAL, PaymentMethod.CREDIT_CARD)[order % 2],
                card_network=CardNetwork.VISA,
            )
            for order in ids
        ]
    )
    tx.insert_many([Shipment(order_id=order, carrier=("", "royal_mail")[order % 2]) for order in ids])
    tx.insert_many(
        [
            OrderDate(
                order_id=order, kind=kind, value=_day(order, days), precision="day", source="typed", noted_at=NOW
            )
            for order in ids
            for kind, days in _STEPS.items()
            if kind != "delivered" or order % 10
        ]
    )  # fmt: skip


def _day(order: int, days: int) -> date:
    return NOW.date() - timedelta(days=order % 3650) + timedelta(days=days)


def _with_other_rules(core: Core, days: int) -> Core:
    """The rules with one window that differs, as after a newer rule file."""
    programmes = [
        replace(one, rules=tuple(_longer(rule, days) for rule in one.rules)) for one in core.programmes
    ]
    return replace(core, programmes=Programmes(tuple(programmes), core.programmes.working_days))


def _longer(rule, days):
    return replace(rule, length=Length(n=days)) if rule.id == "AE-03" else rule


def test_a_rule_change_beside_its_bare_dates(benchmark, core):
    """The ratio stands in the table as the name; three is the most it may be."""
    changed = _with_other_rules(core, 16)

    def refresh():
        with core.library.action("refresh", "Rules in force applied") as tx:
            refresh_all(tx, changed)

    benchmark.pedantic(refresh)
    ratio = benchmark.stats.stats.min / _bare(core)
    benchmark.stats.name = f"{ORDERS:,} orders after a rule change: {ratio:.1f} times the bare dates"


def _bare(core: Core) -> float:
    """The seconds that only the counting of every window takes, the facts being there."""
    programmes = _with_other_rules(core, 15).programmes
    zone, seconds = settings(core.library).home_zone, 0.0
    for start in range(1, ORDERS + 1, CHUNK):
        chunk = [OrderId(order) for order in range(start, min(start + CHUNK, ORDERS + 1))]
        known = known_orders(core.library, chunk, zone)
        began = perf_counter()
        for one in known:
            windows_for(one.facts, programmes)
        seconds += perf_counter() - began
    return seconds


def test_what_closes_within_thirty_days(benchmark, core):
    """What “deadlines --within 30” asks; its answer has thousands of windows."""
    found = benchmark(deadlines, core, core.library, within=30, questions=True)
    assert found
