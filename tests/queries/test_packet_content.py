"""What a packet holds is what the library keeps: amounts, dates, names, messages and files."""

from __future__ import annotations

from datetime import UTC, datetime

import pikepdf
import pytest

from disputes_app.actions.cases import open_case
from disputes_app.actions.evidence import describe_evidence, file_evidence
from disputes_app.actions.exhibits import add_exhibits, caption_exhibit, redact_exhibit, remove_exhibit
from disputes_app.actions.messages import add_message
from disputes_app.actions.packets import build_packet
from disputes_app.actions.settings import change_settings
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.messages import MessageDirection
from disputes_app.domain.money import Money
from disputes_app.domain.orders import Order
from disputes_app.domain.shipments import Shipment
from disputes_app.errors import UserError
from tests.helpers.builders import a_case, a_file, an_order, take_in
from tests.helpers.telling import AT, a_photo, content, scans, values


def test_a_parcel_as_exhibit_stands_with_its_own_events_also_where_it_came_with_another_order(core):
    order, other = an_order(core, tracking_number="LP 1"), an_order(core, "2", tracking_number="LP 2")
    scans(core, other, ("2026-02-10T09:00:00+00:00", "Taken in", ""))
    case = a_case(core, order)
    foreign = core.library.first(Shipment, "order_id = ?", (other,)).id
    add_exhibits(core, case, [("shipment", foreign)])
    made = content(core, case)
    (exhibit,) = made.exhibits
    assert [one.tracking_number for one in made.shipments] == ["LP 1", "LP 2"]
    assert exhibit.shipment == 2
    assert made.shipments[1].events[0].text == "Taken in"


def test_what_is_printed_is_what_is_kept(core, tmp_path):
    change_settings(core, buyer_name="Inès 井上", buyer_place="Leeds")
    order = an_order(core, tracking_number="LP00 12", carrier="cainiao", payment_reference="9GH-1")
    case = a_case(core, order)
    photo = a_photo(core, tmp_path, order)
    message = add_message(
        core,
        order,
        "Vetra",
        AT,
        "亲",
        translation="dear",
        direction=MessageDirection.RECEIVED,
        channel="chat",
    ).value
    (exhibit, _) = add_exhibits(core, case, [("evidence", photo), ("message", message)]).value
    caption_exhibit(core, exhibit, "The screen stays dark")
    redact_exhibit(core, exhibit, (0.1, 0.2, 0.3, 0.4))
    loose = a_file(core, tmp_path)
    file_evidence(core, loose, order)
    made = content(core, case)

    kept = core.library.load(Order, order)
    assert (made.order_number, made.seller.name, made.platform) == (
        kept.number,
        "Vetra Wearables",
        "AliExpress",
    )
    assert (made.buyer.name, made.buyer.place) == ("Inès 井上", "Leeds")
    assert (made.amount, made.home_amount) == (Money(6480, "USD"), Money(5110, "GBP"))
    assert {kept.number, "Smartwatch"} <= values(made.order_facts)
    assert "9GH-1" in values(made.payment_facts)
    assert [(one.carrier, one.tracking_number) for one in made.shipments] == [("cainiao", "LP00 12")]
    item = core.library.load(Evidence, photo)
    shown = made.exhibits[0]
    assert (shown.sha256, shown.size, shown.name, shown.letter) == (item.sha256, item.size, item.name, "A")
    assert shown.path.read_bytes() == (tmp_path / item.name).read_bytes()
    assert shown.captured_at == datetime(2026, 2, 28, 9, 10, tzinfo=UTC)
    assert shown.boxes == {1: ((0.1, 0.2, 0.3, 0.4),)}
    assert shown.caption == "The screen stays dark"
    assert (made.exhibits[1].kind, made.exhibits[1].message) == ("message", 1)
    (said,) = made.messages
    assert (said.original, said.translation, said.translated_by, said.exhibits) == (
        "亲",
        "dear",
        "the buyer",
        ("B",),
    )
    assert [one.sha256 for one in made.other_files] == [core.library.load(Evidence, loose).sha256]
    assert made.strongest == ("A",)
    assert made.deadline.programme == "AliExpress"
    assert made.statement


def test_a_case_about_nothing_but_a_number_can_be_printed(core, tmp_path):
    order = an_order(
        core, "7", seller="", title="", total="", currency="", home_total="", home_currency="", payment_method="",
        ordered_at="", paid_at="", shipped_at="", delivered_at="", confirmed_at="", platform="other",
    )  # fmt: skip
    case = open_case(core, [order], ClaimType.NOT_RECEIVED).value
    made = content(core, case)
    assert (made.order_number, made.items, made.amount, made.deadline) == ("7", "", None, None)
    assert made.summary == "Order 7 was bought from the seller. The order has not arrived."
    assert made.statement[0] == "I ordered from the seller (order 7)."
    built = build_packet(core, case, tmp_path / "bare.pdf").value
    assert built.files[0].pages


def test_orders_of_one_case_are_all_told(core):
    orders = [an_order(core, number, title=title) for number, title in (("1", "Kettle"), ("2", "Fan"))]
    for order in orders:
        add_message(core, order, "Vetra", AT, f"about {order}")
    case = open_case(core, orders, ClaimType.DEFECTIVE).value
    made = content(core, case)
    assert made.order_number == "1, 2"
    assert made.items == "Kettle; Fan"
    assert made.amount == Money(12960, "USD")
    assert {"1", "2"} <= values(made.order_facts)
    assert [one.original for one in made.messages] == ["about 1", "about 2"]


def test_a_message_exhibit_of_another_order_is_in_the_log(core):
    first, second = an_order(core), an_order(core, "2")
    own = add_message(core, first, "Vetra", AT, "mine").value
    other = add_message(core, second, "Vetra", AT.replace(hour=8), "from the other order").value
    case = a_case(core, first)
    add_exhibits(core, case, [("message", own), ("message", other)])
    made = content(core, case)
    assert [(one.original, one.exhibits) for one in made.messages] == [
        ("from the other order", ("B",)),
        ("mine", ("A",)),
    ]
    assert [one.message for one in made.exhibits] == [2, 1]


def test_exhibits_stand_where_they_prove_a_fact_and_the_strongest_come_first(core, tmp_path):
    order = an_order(core, tracking_number="LP1", carrier="cainiao")
    case = a_case(core, order, ClaimType.NOT_AS_DESCRIBED)
    scans(core, order, ("2026-02-27T11:42+00:00", "Delivered", "delivered"))
    whole, defect, listing, paper = (a_photo(core, tmp_path, order, minute) for minute in (1, 2, 3, 4))
    for one, proves in ((whole, ""), (defect, "X09"), (listing, "X01 X02 X03"), (paper, "X05")):
        describe_evidence(core, one, proves=proves)
    add_exhibits(core, case, [("evidence", one) for one in (whole, defect, listing, paper)])
    made = content(core, case)
    assert made.strongest == ("B", "C", "A")
    shown = {entry.text: entry.source.exhibits for entry in made.chronology}
    assert shown["Order placed"] == shown["Paid US\u00a0$64.80"] == ("C",)
    assert shown["Delivered"] == ("D",)
    facts = {fact.label: fact.source.exhibits for fact in (*made.order_facts, *made.payment_facts)}
    assert (facts["Order number"], facts["Paid"], facts["Delivered"]) == (("C",), ("C",), ("D",))
    # Both have the same instant: nobody confirms what has not come.
    texts = [entry.text for entry in made.chronology]
    assert texts.index("Delivered") < texts.index("Receipt confirmed")


def test_a_paper_that_cannot_be_opened_stops_the_packet_by_name_until_it_is_left_out(core, tmp_path):
    order = an_order(core)
    case = a_case(core, order)
    locked = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="x", user="y"))
    paper = take_in(core, [locked], order=order).items[0].evidence
    (exhibit,) = add_exhibits(core, case, [("evidence", paper)]).value
    with pytest.raises(UserError, match=r"locked\.pdf \(exhibit A\) is locked with a password"):
        build_packet(core, case, tmp_path / "packet.pdf")
    assert not (tmp_path / "packet.pdf").exists()
    remove_exhibit(core, exhibit)
    assert build_packet(core, case, tmp_path / "packet.pdf").value.files
