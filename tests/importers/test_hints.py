"""What in a text points to an order, and what only looks as if it did."""

from __future__ import annotations

import json
import random
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app import resources
from disputes_app.importers import amounts, hints, tracking

FORMATS = [
    (form["name"], number, valid)
    for file in sorted(resources.path("carriers").glob("*.json"))
    for form in json.loads(file.read_text("utf-8"))["tracking_numbers"]
    for valid in (True, False)
    for number in form["test_numbers"]["valid" if valid else "invalid"]
]


def found(text, kind, **options):
    return [
        (hint.value, hint.confidence, hint.source)
        for hint in hints.find(text, **options)
        if hint.kind == kind
    ]


@pytest.mark.parametrize(("name", "number", "valid"), FORMATS)
def test_every_carriers_own_examples_agree(name, number, valid):
    assert (name in {carrier.format for carrier in tracking.carriers_of(number)}) == valid


def test_the_examples_are_all_there():
    assert len(FORMATS) == 280


@given(st.text(alphabet=string.ascii_uppercase + string.digits + " -\n", max_size=90))
def test_no_text_breaks_the_carriers_formats(text):
    assert all(carrier.name for carrier in tracking.carriers_of(text))


@pytest.mark.parametrize(
    ("text", "value", "confidence", "source"),
    [
        ("Your order 205-2169302-5352337 is on its way", "205-2169302-5352337", "certain", "amazon"),
        ("D01-1234567-8901234", "D01-1234567-8901234", "certain", "amazon"),
        ("Order number: 12-34567-89012", "12-34567-89012", "likely", "ebay"),
        ("(Order ID: #PO-211-12345678901234567)", "PO-211-12345678901234567", "certain", "temu"),
        ("Order 8123456789012345: order shipped", "8123456789012345", "certain", None),
        ("Bestellnummer: 8123456789012345", "8123456789012345", "certain", None),
        ("Bestelnummer: C0001A2B3C", "C0001A2B3C", "certain", None),
        ("订单号：8123456789012345", "8123456789012345", "certain", None),
        ("Номер заказа: 8123456789012345", "8123456789012345", "certain", None),
        ("N° de commande : 40512345678", "40512345678", "certain", None),
        ("Número de pedido: 8123456789012345", "8123456789012345", "certain", None),
        ("Order #1001 confirmed", "1001", "likely", None),
    ],
)
def test_order_numbers_are_found_by_form_or_label(text, value, confidence, source):
    assert found(text, "order_number") == [(value, confidence, source)]


@pytest.mark.parametrize(
    "text",
    [
        "Order date: 2026-02-14",
        "order 20260214",
        "in order to receive 12345",
        "Bestellung vom 14.02.2026",
        "order now: ABCDEFGH",
    ],
)
def test_dates_and_words_are_no_order_numbers(text):
    assert found(text, "order_number") == []


def test_the_senders_platform_owns_the_numbers_of_its_mail():
    text = "Order 8123456789012345: order shipped"
    assert found(text, "order_number", sender_domain="notice.aliexpress.com") == [
        ("8123456789012345", "certain", "aliexpress")
    ]


@pytest.mark.parametrize(
    ("text", "value", "confidence", "source"),
    [
        ("Tracking number: RB123456785GB", "RB123456785GB", "certain", "Royal Mail Group plc"),
        ("TRACKING NUMBER : LP00123456789012.", "LP00123456789012", "likely", None),
        ("sent as LP00123456789012 by Cainiao", "LP00123456789012", "likely", "Cainiao"),
        ("1Z5R89390357567127", "1Z5R89390357567127", "likely", "UPS"),
        ("Your parcel: 1500 0000 000 000 with DPD", "15000000000000", "certain", "DPD"),
        ("Sendungsnummer 00340434161094042557 (DHL)", "00340434161094042557", "certain", "DHL"),
        ("运单号：YT2229521272164446", "YT2229521272164446", "certain", None),
        ("FedEx tracking number 986578788855", "986578788855", "certain", "FedEx"),
        ("Tracking number: 1Z5R89390357567128", "1Z5R89390357567128", "likely", None),
    ],
)
def test_tracking_numbers_are_found_by_label_or_safe_form(text, value, confidence, source):
    ((seen, sure, carrier),) = found(text, "tracking_number")
    assert (seen, sure) == (value, confidence)
    assert source is None or carrier == source


@pytest.mark.parametrize(
    "text",
    [
        "call 030 12345678",
        "item 325212345678",
        "RB123456786GB",
        "1Z5R89390357567128",
        "ref 12345678901234",
        "order 8123456789012345",
    ],
)
def test_digits_alone_are_no_tracking_number(text):
    assert found(text, "tracking_number") == []


def test_random_digits_in_running_text_are_never_tracking_numbers():
    chance = random.Random(11)
    for length in (10, 12, 14, 15, 16, 20, 22):
        for _ in range(200):
            digits = "".join(chance.choice(string.digits) for _ in range(length))
            assert found(f"about {digits} today", "tracking_number") == []


def test_a_labelled_number_whose_check_digit_fails_is_kept_and_marked():
    (hint,) = (h for h in hints.find("Tracking number: RB123456786GB") if h.kind == "tracking_number")
    assert hint.confidence == "likely"
    assert "check digit" in hint.why


def test_an_order_number_is_never_taken_for_a_parcel():
    text = "Order 8123456789012345 shipped. Tracking number 8123456789012345"
    assert found(text, "tracking_number") == []


def test_links_tell_orders_and_parcels():
    links = [
        "https://www.aliexpress.com/p/order/detail.html?orderId=8123456789012345&x=1",
        "https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111899223197428490",
        "http://[broken",
        "javascript:alert(1)",
    ]
    assert [(h.kind, h.value, h.confidence, h.source) for h in hints.find("", links)] == [
        ("order_number", "8123456789012345", "certain", "aliexpress"),
        ("tracking_number", "9400111899223197428490", "likely", None),
    ]


def test_a_file_name_may_name_the_order():
    assert found("", "order_number", file_name="invoice_205-2169302-5352337.pdf") == [
        ("205-2169302-5352337", "certain", "amazon")
    ]
    assert ("8123456789012345", "weak", None) in found(
        "", "number", file_name="IMG_8123456789012345_broken.jpg"
    )


@pytest.mark.parametrize(
    ("text", "seller"),
    [
        ("Sold by: Acme Store\n", "Acme Store"),
        ("Verkäufer: Müller & Söhne", "Müller & Söhne"),
        ("店铺：小米旗舰店", "小米旗舰店"),
    ],
)
def test_a_named_seller_is_found(text, seller):
    assert found(text, "seller") == [(seller, "likely", None)]


def test_a_paypal_transaction_is_found():
    assert found("Transaction ID: 1AB23456CD789012E", "payment_reference") == [
        ("1AB23456CD789012E", "certain", "paypal")
    ]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Total: 42.30 GBP", "42.30", "GBP"),
        ("Gesamtbetrag: 1.234,56 €", "1234.56", "EUR"),
        ("Total R$132,74", "132.74", "BRL"),
        ("Order total: US $1,234.50", "1234.50", "USD"),
        ("Totale: CHF 1’234.50", "1234.50", "CHF"),
        ("Total\u00a0: 1\u202f234,50\u00a0€", "1234.50", "EUR"),
        ("Total: ¥1,200,000", "1200000", None),
        ("Total: $21.90", "21.90", None),
    ],
)
def test_totals_are_read_in_every_way_of_writing(text, value, currency):
    assert [(h.value, h.source) for h in amounts.find(text)] == [(value, currency)]


@pytest.mark.parametrize(
    "text", ["Total: 1.234 €", "Total 5 items", "total weight 3.5 kg", "Total: 0.00 €", "Subtotal"]
)
def test_an_amount_that_can_mean_two_things_or_nothing_is_left_out(text):
    assert list(amounts.find(text)) == []


@pytest.mark.parametrize(
    ("domain", "platform"),
    [
        ("amazon.co.uk", "amazon"),
        ("mail.amazon.de", "amazon"),
        ("notice.aliexpress.com", "aliexpress"),
        ("transaction.temu.com", "temu"),
        ("EBAY.COM.", "ebay"),
        ("acme.myshopify.com", "own_shop"),
        ("evil-ebay.com", None),
        ("ebay.com.evil.example", None),
        ("amazon.evil.example", None),
        ("", None),
    ],
)
def test_a_platform_is_known_by_whole_labels_of_its_domain(domain, platform):
    assert hints.platform_of(domain) == platform


def test_identifiers_of_a_text_are_kept_for_exact_matches_only():
    seen = found("Ref AB-123456-X, 8123 4567 8901 2345, 2026-02-14 and 123", "number")
    assert ("AB123456X", "weak", None) in seen
    assert ("8123456789012345", "weak", None) in seen
    assert len(seen) == 2


@given(st.text(max_size=300))
def test_no_text_breaks_the_search_for_hints(text):
    assert len(hints.find(text, [text], text, text)) <= 300


def test_a_text_made_to_be_slow_is_searched_in_reasonable_time():
    begun = time.monotonic()
    for text in (
        "1 " * 200_000,
        "A-" * 200_000,
        "order " * 70_000,
        "total " * 70_000,
        "9" * 400_000,
        "tracking " * 50_000,
    ):
        hints.find(text)
    assert time.monotonic() - begun < 60
