"""A small library with one case of three photos, and the screen on top of it."""

from __future__ import annotations

import pytest
from PIL import Image

from disputes_app.actions import cases, exhibits, orders
from disputes_app.actions.settings import change_settings
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.evidence import EvidenceKind
from disputes_app.gui.screens.case.screen import CaseScreen
from tests.helpers.builders import take_in
from tests.helpers.gui import a_context

CAPTIONS = ("Watch switched on", "Lines across the screen", "Battery at 0%")


@pytest.fixture
def core(core):
    """The library of all tests, whose owner has a name."""
    change_settings(core, buyer_name="Mira Hale")
    return core


@pytest.fixture
def photo(tmp_path):
    """Draws a picture file of one colour."""

    def drawn(name, colour):
        path = tmp_path / name
        Image.new("RGB", (640, 480), colour).save(path, quality=80)
        return path

    return drawn


@pytest.fixture
def case(core, photo):
    """A faulty smartwatch pursued with AliExpress, its three photos lettered A to C."""
    order = orders.add_order(
        core,
        {
            "platform": "aliexpress",
            "number": "8193 0457 7216 4402",
            "title": "Smartwatch",
            "seller": "Vetra Wearables Store",
            "total": "64.80",
            "currency": "USD",
            "buyer_country": "GB",
            "payment_method": "paypal",
            "ordered_at": "2026-02-06T20:14+00:00",
            "paid_at": "2026-02-06T20:14+00:00",
            "shipped_at": "2026-02-10",
            "delivered_at": "2026-02-27T11:42+00:00",
            "confirmed_at": "2026-02-27T11:42+00:00",
        },
    ).value
    made = cases.open_case(
        core, [order], ClaimType.DEFECTIVE, programme="aliexpress", title="Smartwatch, faulty"
    ).value
    for number, caption in enumerate(CAPTIONS):
        path = photo(f"photo{number}.jpg", (200, 40 * number, 60))
        report = take_in(core, [path], order=order, kind=EvidenceKind.PHOTO, caption=caption)
        exhibits.add_exhibits(core, made, [("evidence", report.items[0].evidence)])
    return made


@pytest.fixture
def context(core, theme):
    """What the screen is given; its work runs at once."""
    return a_context(core)


@pytest.fixture
def show(qtbot, context):
    """Opens the screen on a case, at the usual size."""

    def shown(case, width=1228, height=820):
        screen = CaseScreen(context)
        qtbot.addWidget(screen)
        screen.resize(width, height)
        screen.open(case)
        screen.show()
        qtbot.waitExposed(screen)
        return screen

    return shown


def captions(screen):
    """Letter and caption of every exhibit, as listed."""
    return [f"{one.row.letter} {one.row.title}" for one in screen.exhibits.model.rows]


def choose(screen, place):
    """Makes the exhibit at a place of the list the current one."""
    screen.exhibits.view.setCurrentIndex(screen.exhibits.model.index(place))
