"""An orders screen over a real library with a handful of orders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from disputes_app.actions.orders import edit_order
from disputes_app.core import Core
from disputes_app.gui.screens.orders.screen import OrdersScreen
from tests.helpers.builders import a_case, a_library, an_order
from tests.helpers.gui import a_context


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    """A watch with a case, a lamp on its way, a kettle paid back and a fan long past."""
    made = a_library(tmp_path)
    watch = an_order(made)
    a_case(made, watch)
    an_order(
        made, "F-20418", title="Lamp", seller="Glow & Co", total="20.00", currency="GBP",
        home_total="20.00", ordered_at="2026-03-02", paid_at="2026-03-02", shipped_at="2026-03-03",
        delivered_at="", confirmed_at="",
    )  # fmt: skip
    kettle = an_order(
        made, "K-1", title="Kettle", platform="own_shop", seller="Tea House", total="61.30", currency="GBP",
        home_total="61.30", ordered_at="2025-12-01", paid_at="2025-12-01", shipped_at="", delivered_at="",
        confirmed_at="",
    )  # fmt: skip
    edit_order(made, kettle, {"payment_state": "refunded"})
    an_order(
        made, "E-1", title="Desk fan", platform="ebay", seller="Breeze", total="41.99", currency="GBP",
        home_total="41.99", ordered_at="2023-01-19", paid_at="2023-01-19", shipped_at="2023-01-20",
        delivered_at="2023-01-22", confirmed_at="", payment_method="bank_transfer", buyer_country="",
        seller_country="",
    )  # fmt: skip
    yield made
    made.library.close()


@pytest.fixture
def screen(core, qtbot) -> OrdersScreen:
    """The screen, shown, with everything it waits for arrived."""
    made = OrdersScreen(a_context(core))
    qtbot.addWidget(made)
    made.resize(1228, 860)
    made.set_narrow(False)
    made.show()
    qtbot.waitExposed(made)
    made.inspector.show()
    settle(made, qtbot)
    return made


def settle(screen: OrdersScreen, qtbot) -> None:
    """Let the timers of search and inspector run out."""
    qtbot.wait(60)
