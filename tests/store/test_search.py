from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disputes_app.domain.messages import Message
from disputes_app.domain.orders import Item, Order
from disputes_app.domain.payments import Payment
from disputes_app.domain.sellers import Seller
from disputes_app.domain.shipments import Shipment, ShipmentEvent
from disputes_app.store import extracts, journal, search, search_index
from disputes_app.store import library as libraries
from tests.store.builders import NOW, a_message, a_seller, add, an_evidence_item, an_item, an_order, at_now

HEADPHONES, LAMP = 1, 2


def fill(library):
    """Two orders with something of everything that can be found."""
    with library.action("fill", "Filled") as tx:
        seller = tx.insert(a_seller("深圳市华强电子有限公司"))
        tx.insert(an_order("8193002144557788", title="Wireless Headphones", seller_id=seller))
        tx.insert(
            an_order("12-09876-54321", title="Lampe grün", note="für Oma", added_at=NOW - timedelta(days=9))
        )
        tx.insert(an_item(HEADPHONES, "Left earbud", variant="black"))
        tx.insert(Payment(order_id=HEADPHONES, reference="9XK 44721 PP"))
        shipment = tx.insert(
            Shipment(order_id=HEADPHONES, carrier="Cainiao", tracking_number="LP 0055 1234 567 CN")
        )
        tx.insert(
            ShipmentEvent(shipment_id=shipment, at=NOW, description="Arrived at facility", place="Leipzig")
        )
        tx.insert(a_message("商品破损了，请退款", order_id=LAMP))
        tx.insert(a_message("your parcel RM 123 456 785 GB left", order_id=LAMP, at=NOW - timedelta(days=30)))
        tx.insert(a_message("שָׁלוֹם العَرَبِيّة สินค้าเสียหาย हिन्दी 배송이 늦어요 ждём Ελλάδα", order_id=HEADPHONES))
        stored = library.evidence.put(b"receipt")
        tx.insert(an_evidence_item(stored, "IMG_20260301.jpg", order_id=LAMP, caption="Cracked glass"))
        extracts.put_extract(tx, stored.sha256, extracts.Extract("Quittung Bürobedarf", [], "pdf 1"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    with libraries.create(tmp_path_factory.mktemp("search") / "library", at_now) as opened:
        fill(opened)
        yield opened


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("8193002144557788", {HEADPHONES}),
        ("8193 0021 4455 7788", {HEADPHONES}),
        ("8193-0021", {HEADPHONES}),
        ("0021 4455", {HEADPHONES}),
        ("7788", {HEADPHONES}),
        ("12-09876-54321", {LAMP}),
        ("120987654321", {LAMP}),
        ("09876", {LAMP}),
        ("876-543", {LAMP}),
        ("lp00551234567cn", {HEADPHONES}),
        ("LP 0055 1234", {HEADPHONES}),
        ("1234567", {HEADPHONES, LAMP}),
        ("RM123456785GB", {LAMP}),
        ("rm 123 456 785 gb", {LAMP}),
        ("9xk44721pp", {HEADPHONES}),
        ("44721", {HEADPHONES}),
        ("headphones", {HEADPHONES}),
        ("HEADPH", {HEADPHONES}),
        ("headphones 8193", {HEADPHONES}),
        ("earbud black", {HEADPHONES}),
        ("black earbud", {HEADPHONES}),
        ("earbud green", set()),
        ("grun oma", {LAMP}),
        ("GRÜN", {LAMP}),
        ("burobedarf", {LAMP}),
        ("cracked", {LAMP}),
        ("leipzig", {HEADPHONES}),
        ("破损", {LAMP}),
        ("退款", {LAMP}),
        ("款退", set()),
        ("华强", {HEADPHONES}),
        ("退款 商品", {LAMP}),
        ("שלום", {HEADPHONES}),
        ("العربية", {HEADPHONES}),
        ("เสียหาย", {HEADPHONES}),
        ("हिन्दी", {HEADPHONES}),
        ("배송", {HEADPHONES}),
        ("ждём", {HEADPHONES}),
        ("ελλαδα", {HEADPHONES}),
        ("ｈｅａｄｐｈｏｎｅｓ", {HEADPHONES}),
        ("headphones OR lampe", set()),
        ("NOT lampe", set()),
        ('"', set()),
        ('lampe"', {LAMP}),
        ("words:lampe", set()),
    ],
)
def test_orders_are_found_by(filled, typed, found):
    assert set(search.orders_matching(filled, typed)) == found


@given(st.text(max_size=30))
@example("R:- \x001N2-")
def test_whatever_is_typed_is_a_question_and_no_error(filled, text):
    search.orders_matching(filled, text)
    search.hits(filled, text)


def test_the_newest_find_comes_first_and_pages_follow(library):
    with library.action("fill", "Filled") as tx:
        tx.insert_many(
            [
                an_order(str(number), title="lamp", added_at=NOW - timedelta(days=number * 7 % 11))
                for number in range(11)
            ]
        )
    dates = {order.id: order.added_at for order in library.find(Order)}
    found = search.orders_matching(library, "lamp")
    assert [dates[order] for order in found] == sorted(dates.values(), reverse=True)
    assert search.orders_matching(library, "lamp", limit=3, offset=4) == found[4:7]
    assert search.orders_matching(library, "lamp", limit=None) == found


def test_a_hit_says_what_it_is_and_shows_the_words_around(filled):
    (hit,) = search.hits(filled, "破损")
    assert (hit.kind, hit.row_id, hit.order_id, hit.snippet) == ("message", 1, LAMP, "商品破损了,请退款")
    assert {hit.kind for hit in search.hits(filled, "华强")} == {"seller", "order"}
    assert len(search.hits(filled, "1234567", limit=1)) == 1


def test_what_is_changed_is_found_by_its_new_words_only(library):
    fill(library)
    with library.action("edit", "Edited") as tx:
        tx.update(Order, HEADPHONES, title="Toaster")
        tx.delete(Item, 1)
    assert search.orders_matching(library, "toaster") == [HEADPHONES]
    assert search.orders_matching(library, "earbud") == []


def test_what_is_in_the_bin_is_not_found_until_it_comes_back(library):
    fill(library)
    for gone_at, found in ((NOW, []), (None, [LAMP])):
        with library.action("bin", "Binned or restored") as tx:
            tx.update(Order, LAMP, deleted_at=gone_at)
        for typed in ("lampe", "破损", "cracked"):
            assert search.orders_matching(library, typed) == found
    with library.action("bin", "Message binned") as tx:
        tx.update(Message, 1, deleted_at=NOW)
    assert search.hits(library, "破损") == []


def test_a_message_moved_to_another_order_is_found_there_alone(library):
    fill(library)
    for order, found in ((HEADPHONES, [HEADPHONES]), (None, []), (LAMP, [LAMP])):
        with library.action("link", "Message linked") as tx:
            tx.update(Message, 1, order_id=order)
        assert search.orders_matching(library, "破损") == found
    assert list(search_index.differences(library)) == []


def test_a_renamed_seller_is_found_with_the_orders(library):
    fill(library)
    with library.action("rename", "Seller renamed") as tx:
        tx.update(Seller, 1, name="Nightingale Trading")
    assert search.orders_matching(library, "nightingale") == [HEADPHONES]
    assert search.orders_matching(library, "华强") == []


def test_a_read_text_is_kept_with_its_warnings(library):
    fill(library)
    sha256 = library.value("SELECT sha256 FROM evidence")
    assert extracts.extract(library, sha256) == extracts.Extract("Quittung Bürobedarf", [], "pdf 1")
    with library.action("read", "Read again") as tx:
        extracts.put_extract(tx, sha256, extracts.Extract("Rechnung", ["page 2 is empty"], "pdf 2"))
    assert extracts.extract(library, sha256).warnings == ["page 2 is empty"]
    assert search.orders_matching(library, "rechnung") == [LAMP]
    assert search.orders_matching(library, "quittung") == []
    assert extracts.extract(library, "ab" * 32) is None


def test_an_index_made_anew_holds_what_the_kept_one_held(library):
    fill(library)

    def held():
        return [tuple(row)[1:] for row in library.rows("SELECT * FROM search_docs ORDER BY kind, row_id")]

    before = held()
    with library.action("rebuild", "Search index made anew") as tx:
        search_index.rebuild(tx)
    assert tx.seq == 0
    assert held() == before
    assert list(search_index.differences(library)) == []
    assert search.orders_matching(library, "破损") == [LAMP]
    library.connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")


def test_what_is_added_on_one_day_by_several_actions_finds_its_place(library):
    for number in range(3):
        add(library, an_order(str(number), title="lamp"))
    assert search.orders_matching(library, "lamp") == [3, 2, 1]


CHANGES = [
    "UPDATE orders SET title = title || ' more' WHERE id = {id}",
    "UPDATE orders SET deleted_at = '2026-01-01T00:00:00+00:00' WHERE id = {id}",
    "UPDATE orders SET deleted_at = NULL",
    "UPDATE orders SET seller_id = 1 WHERE id = {id}",
    "DELETE FROM orders WHERE id = {id}",
    "UPDATE items SET title = 'kettle' WHERE id = {id}",
    "UPDATE items SET order_id = (SELECT min(id) FROM orders) WHERE id = {id} AND EXISTS (SELECT 1 FROM orders)",
    "DELETE FROM items WHERE id = {id}",
    "UPDATE payments SET reference = '77-88-99' WHERE id = {id}",
    "UPDATE messages SET order_id = NULL WHERE id = {id}",
    "UPDATE messages SET order_id = (SELECT max(id) FROM orders) WHERE id = {id}",
    "UPDATE messages SET deleted_at = '2026-01-01T00:00:00+00:00', text = 'x' WHERE id = {id}",
    "UPDATE shipments SET tracking_number = 'XX {id} 000 111' WHERE id = {id}",
    "DELETE FROM shipments WHERE id = {id}",
    "UPDATE shipment_events SET place = 'Liège', at = '2026-02-01T00:00:00+00:00'",
    "UPDATE evidence SET caption = 'caption {id}' WHERE id = {id}",
    "DELETE FROM evidence WHERE id = {id}",
    "UPDATE sellers SET name = 'Nightingale {id}'",
    "UPDATE sellers SET deleted_at = '2026-01-01T00:00:00+00:00'",
    "INSERT INTO seller_checks (seller_id, kind, finding) SELECT id, 'age', 'since 2011' FROM sellers",
]


@settings(max_examples=20)
@given(steps=st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(1, 3)) | st.none(), max_size=8))
def test_whatever_an_action_changes_the_index_follows(steps, tmp_path_factory):
    with libraries.create(tmp_path_factory.mktemp("any") / "library", at_now) as library:
        fill(library)
        for step in steps:
            with library.action("change", "Changed") as tx:
                if step is None:
                    journal.undo(tx, journal.head(tx).seq)
                else:
                    tx.execute(step[0].format(id=step[1]))
            assert list(search_index.differences(library)) == []
        library.connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
