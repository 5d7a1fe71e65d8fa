"""Which order a file of the inbox probably belongs to, by each of the signs there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from disputes_app.actions.messages import add_message
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import EvidenceId
from disputes_app.domain.messages import MessageDirection
from disputes_app.queries.suggestions import LONGEST_TEXT, Place, Sign, suggestions, text_of
from tests.helpers.builders import a_file, a_library, an_order

TAKEN = datetime(2026, 2, 28, 18, 0, tzinfo=UTC)


@pytest.fixture
def core(tmp_path):
    made = a_library(tmp_path)
    yield made
    made.library.close()


def suggested(core, item):
    return suggestions(core, core.library).get(item)


@pytest.mark.parametrize(
    ("words", "fields", "sign"),
    [
        ("Order number 8193 0457 7216 4402 was sent.", {}, Sign.NUMBER),
        ("Tracking number: LP00619022875123", {"tracking_number": "LP00619022875123"}, Sign.PARCEL),
        ("Transaction ID: 8AB12345CD678901E", {"payment_reference": "8AB12345CD678901E"}, Sign.PAYMENT),
        ("Sold by: Vetra Wearables", {}, Sign.SELLER),
    ],
)
def test_what_is_written_in_a_file_names_its_order(core, tmp_path, words, fields, sign):
    item = a_file(core, tmp_path, words=words)
    order = an_order(core, **fields)
    found = suggested(core, item)
    assert (found.order, found.title, found.sign, found.place) == (order, "Smartwatch", sign, Place.TEXT)


def test_a_number_in_the_files_name_counts(core, tmp_path):
    item = a_file(core, tmp_path, name="invoice 203-1180447-6620915.txt")
    order = an_order(core, "203-1180447-6620915", platform="amazon")
    found = suggested(core, item)
    assert (found.order, found.place) == (order, Place.NAME)


def test_a_seller_of_two_orders_at_the_time_tells_nothing(core, tmp_path):
    item = a_file(core, tmp_path, words="Sold by: Vetra Wearables")
    an_order(core)
    an_order(core, "8193 0457 7216 9999")
    assert suggested(core, item) is None


def test_somebody_who_writes_in_one_order_only_tells_it(core, tmp_path):
    item = a_file(core, tmp_path, words="[2026-02-23 21:30] 陈丽: 亲，请等我查一下。")
    order = an_order(core)
    add_message(core, order, "陈丽", TAKEN, "您好", direction=MessageDirection.RECEIVED)
    found = suggested(core, item)
    assert (found.order, found.sign, found.found) == (order, Sign.PERSON, "陈丽")
    other = an_order(core, "8193 0457 7216 9999")
    add_message(core, other, "陈丽", TAKEN, "您好", direction=MessageDirection.RECEIVED)
    assert suggested(core, item) is None


def test_an_order_in_the_bin_is_not_suggested(core, tmp_path):
    item = a_file(core, tmp_path, words="Order number 8193 0457 7216 4402 was sent.")
    order = an_order(core)
    with core.library.action("test", "bin") as tx:
        tx.execute("UPDATE orders SET deleted_at = ? WHERE id = ?", (TAKEN.isoformat(), order))
    assert suggested(core, item) is None


def a_photo(core, tmp_path, name: str, taken: datetime, order: int | None) -> EvidenceId:
    item = a_file(core, tmp_path, name=name, words=f"stands for {name}")
    with core.library.action("test", "photo") as tx:
        tx.update(Evidence, item, kind="photo", captured_at=taken, order_id=order)
    return item


@pytest.mark.parametrize(("minutes", "is_near"), [(2, True), (-170, True), (190, False)])
def test_a_photo_of_the_same_occasion_tells_its_order(core, tmp_path, minutes, is_near):
    order = an_order(core)
    a_photo(core, tmp_path, "DSC_1.jpg", TAKEN, order)
    item = a_photo(core, tmp_path, "DSC_9.jpg", TAKEN + timedelta(minutes=minutes), None)
    found = suggested(core, item)
    assert (found is not None) is is_near
    if found is not None:
        assert (found.order, found.sign, found.found) == (order, Sign.OCCASION, "DSC_1.jpg")


def test_two_orders_photographed_at_the_same_time_tell_nothing(core, tmp_path):
    first, second = an_order(core), an_order(core, "8193 0457 7216 9999")
    a_photo(core, tmp_path, "DSC_1.jpg", TAKEN, first)
    a_photo(core, tmp_path, "DSC_2.jpg", TAKEN, second)
    item = a_photo(core, tmp_path, "DSC_9.jpg", TAKEN, None)
    assert suggested(core, item) is None


def test_only_so_much_of_a_long_text_is_shown(core, tmp_path):
    item = core.library.load(Evidence, a_file(core, tmp_path, words="ladder " * 30))
    assert text_of(core.library, item).startswith("ladder ladder")
    with core.library.action("test", "text") as tx:
        tx.execute("UPDATE extracts SET text = ?", ("x" * (LONGEST_TEXT + 9),))
    assert len(text_of(core.library, item)) == LONGEST_TEXT
