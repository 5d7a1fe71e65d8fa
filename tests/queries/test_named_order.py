"""What waiting files say of an order that the library does not have."""

from __future__ import annotations

from datetime import date

import pytest

from disputes_app.domain.money import Money
from disputes_app.domain.orders import Platform
from disputes_app.queries.evidence import unfiled
from disputes_app.queries.named_order import named_order
from tests.helpers.builders import an_order, take_in

CONFIRMED = """\
From: AliExpress <transaction@notice.aliexpress.com>
To: Jonas Petersen <jonas@post.example>
Subject: Order 3031447756120089: order confirmed
Date: Mon, 19 Oct 2026 21:14:00 +0200
Message-ID: <1@notice.aliexpress.com>

Order number: 3031447756120089
Store: KeebForge Official Store

1 x KF87 keyboard, 87 keys, blue switches     US $46.20
Shipping: US $3.60
Total: US $49.80
Payment method: PayPal
"""
BESTELLT = """\
From: Fadenwerk <bestellung@fadenwerk.example>
To: Katrin Vogt <me@post.example>
Subject: Ihre Bestellung FW-2026-10482
Date: Mon, 5 Oct 2026 09:12:00 +0200
Message-ID: <2@fadenwerk.example>
Content-Type: text/plain; charset=utf-8

Bestellnummer: FW-2026-10482
Gesamtbetrag   501,90 €
"""
VERSANDT = """\
From: Fadenwerk <versand@fadenwerk.example>
To: Katrin Vogt <me@post.example>
Subject: Ihre Bestellung FW-2026-10482 wurde versandt
Date: Tue, 6 Oct 2026 16:40:00 +0200
Message-ID: <3@fadenwerk.example>

Mit DHL unterwegs. Sendungsnummer: 00340434161094042557
"""


@pytest.fixture
def drop(core, tmp_path):
    """Brings files in, by their names and words; gives what is then named."""

    def dropped(**words: str):
        paths = []
        for name, text in words.items():
            paths.append(tmp_path / name.replace("_", "."))
            paths[-1].write_text(text, encoding="utf-8")
        take_in(core, paths)
        return named_order(core, core.library)

    return dropped


def test_a_confirmation_fills_the_form(drop):
    named = drop(order_eml=CONFIRMED)
    assert (named.number, named.platform, named.seller) == (
        "3031447756120089", Platform.ALIEXPRESS, "KeebForge Official Store",
    )  # fmt: skip
    assert named.title == "KF87 keyboard, 87 keys, blue switches"
    assert (named.total, named.ordered, named.is_paypal) == (Money(4980, "USD"), date(2026, 10, 19), True)
    assert named.files == ("order.eml",)


def test_what_several_files_say_comes_together(drop):
    named = drop(b_eml=VERSANDT, a_eml=BESTELLT)
    assert (named.number, named.platform) == ("FW-2026-10482", Platform.OWN_SHOP)
    assert (named.total, named.ordered, named.is_paypal) == (Money(50190, "EUR"), date(2026, 10, 5), False)
    assert (named.carrier, named.tracking_number) == ("DHL", "00340434161094042557")
    assert named.files == ("a.eml", "b.eml")


def test_the_order_most_files_name_comes_first_and_a_chosen_file_before_it(core, drop):
    named = drop(a_eml=BESTELLT, b_eml=VERSANDT, c_eml=CONFIRMED)
    assert named.number == "FW-2026-10482"
    chosen = next(item.id for item in unfiled(core.library) if item.name == "c.eml")
    assert named_order(core, core.library, chosen).number == "3031447756120089"


def test_an_order_that_is_there_is_not_proposed_again(core, drop):
    an_order(core, "3031 4477 5612 0089")
    assert drop(order_eml=CONFIRMED) is None


@pytest.mark.parametrize("text", ["Bring the ladder back.", "3031447756120089", "Total: US $49.80"])
def test_a_file_that_names_no_order_proposes_none(drop, text):
    assert drop(note_txt=text) is None


def test_an_amount_its_currency_cannot_have_is_left_out(drop):
    assert drop(a_txt="Order number: 3031447756120089\nTotal: 12.50 JPY\n").total is None
