"""A small library with one order on its way and one that came and is faulty, and the screen on top of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from disputes_app.actions import messages, orders
from disputes_app.actions.act import act
from disputes_app.actions.settings import change_settings
from disputes_app.domain.messages import MessageDirection
from disputes_app.domain.shipments import Shipment, ShipmentEvent
from disputes_app.gui.screens.order.screen import OrderScreen
from tests.helpers.gui import a_context

FACTS = {
    "platform": "aliexpress",
    "total": "64.80",
    "currency": "USD",
    "home_total": "51.10",
    "home_currency": "GBP",
    "buyer_country": "GB",
    "payment_method": "paypal",
    "card_network": "visa",
    "funded_by": "Visa ··4417",
}


@pytest.fixture
def core(core):
    """The library of all tests, whose owner has a name."""
    change_settings(core, buyer_name="Mira Hale")
    return core


@pytest.fixture
def awaited(core):
    """An order that was shipped and of which nobody has said whether it came."""
    return orders.add_order(
        core,
        FACTS
        | {
            "number": "8200 1",
            "title": "Bike saddle",
            "seller": "Saddle Store",
            "ordered_at": "2026-02-20",
            "paid_at": "2026-02-20",
            "shipped_at": "2026-02-24",
        },
    ).value


@pytest.fixture
def watch(core):
    """A smartwatch that came on 27 February, with tracking, and a seller who writes Chinese."""
    order = orders.add_order(
        core,
        FACTS
        | {
            "number": "8193 0457 7216 4402",
            "title": "Smartwatch",
            "seller": "Vetra Wearables Store",
            "carrier": "Cainiao",
            "tracking_number": "LP00612844713",
            "ordered_at": "2026-02-06T20:14+00:00",
            "paid_at": "2026-02-06T20:14+00:00",
            "shipped_at": "2026-02-10",
            "delivered_at": "2026-02-27T11:42+00:00",
            "confirmed_at": "2026-02-27T11:42+00:00",
        },
    ).value
    with act(core, "test", "Tracking") as action:
        shipment = action.tx.first(Shipment, "order_id = ?", (order,)).id
        for day, words in ((13, "Left country"), (19, "Arrived"), (24, "Customs cleared")):
            at = datetime(2026, 2, day, 6, 0, tzinfo=UTC)
            action.tx.insert(ShipmentEvent(shipment_id=shipment, at=at, description=words))
        at = datetime(2026, 2, 27, 11, 42, tzinfo=UTC)
        delivered = ShipmentEvent(
            shipment_id=shipment, at=at, description="Delivered", place="Leeds", status="delivered"
        )
        action.tx.insert(delivered)
        action.touch(orders=[order])
    messages.add_message(
        core,
        order,
        "Mira Hale",
        datetime(2026, 2, 28, 18, 32, tzinfo=UTC),
        "Green lines across the screen.",
        direction=MessageDirection.SENT,
        channel="AliExpress chat",
    )
    messages.add_message(
        core,
        order,
        "Vetra Wearables",
        datetime(2026, 3, 9, 2, 58, tzinfo=UTC),
        "我们需要和工厂确认，请您耐心等待几天。",
        direction=MessageDirection.RECEIVED,
        channel="AliExpress chat",
        zone="Asia/Shanghai",
    )
    return order


@pytest.fixture
def context(core, theme):
    """What the screen is given; its work runs at once."""
    return a_context(core)


@pytest.fixture
def show(qtbot, context):
    """Opens the screen on an order, at the usual size."""

    def shown(order, width=1228, height=820):
        screen = OrderScreen(context)
        qtbot.addWidget(screen)
        screen.resize(width, height)
        # As in the window: it is seen first, and its answer comes later.
        with qtbot.waitExposed(screen):
            screen.show()
        screen.open(order)
        screen.freshen()
        return screen

    return shown
