"""Cases through their life: what a case may be about, how far it goes, and what freezes on the way."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from disputes_app.actions.cases import advance_case, close_case, describe_case, open_case
from disputes_app.actions.evidence import delete_evidence
from disputes_app.actions.exhibits import (
    add_exhibits,
    callout_exhibit,
    caption_exhibit,
    clear_callouts,
    order_exhibits,
    redact_exhibit,
    remove_exhibit,
    uncover_exhibit,
)
from disputes_app.actions.messages import add_message, delete_message
from disputes_app.actions.orders import delete_order
from disputes_app.domain.cases import Callout, Case, Exhibit, Redaction
from disputes_app.domain.claims import ClaimType, Outcome, Stage
from disputes_app.domain.money import Money
from disputes_app.domain.orders import OrderStatus
from disputes_app.domain.shipments import Shipment
from disputes_app.errors import UsageError, UserError
from disputes_app.queries.cases import case_detail, case_rows
from disputes_app.queries.exhibits import exhibit_rows
from disputes_app.queries.orders import order_detail
from tests.helpers.builders import Ticking, a_case, a_document, a_file, a_library, an_order, take_in

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def letters(core, case):
    return [row.letter for row in exhibit_rows(core.library, case)]


@pytest.fixture
def case(core):
    """A case on one order."""
    return a_case(core, an_order(core))


@pytest.fixture
def exhibits(core, case, tmp_path):
    """Three files as exhibits of the case; the first is a document of three pages."""
    files = [
        a_document(core, tmp_path),
        *(a_file(core, tmp_path, f"{name}.txt", name) for name in ("two", "three")),
    ]
    return add_exhibits(core, case, [("evidence", one) for one in files]).value


def test_a_case_takes_orders_of_one_seller_only(core):
    first, second = an_order(core), an_order(core, "2")
    other = an_order(core, "3", seller="Somebody else")
    case = open_case(core, [first, second, first], ClaimType.LATE).value
    assert len(case_detail(core, core.library, case).orders) == 2
    assert core.library.load(Case, case).amount == Money(12960, "USD")
    with pytest.raises(UserError, match="one seller"):
        open_case(core, [first, other], ClaimType.LATE)
    with pytest.raises(UsageError):
        open_case(core, [], ClaimType.LATE)


def test_orders_in_two_currencies_have_no_common_total(core):
    orders = [an_order(core), an_order(core, "2", currency="EUR")]
    assert core.library.load(Case, open_case(core, orders, ClaimType.LATE).value).amount is None


def test_nothing_is_claimed_for_an_order_in_the_bin(core):
    order = an_order(core)
    delete_order(core, order)
    with pytest.raises(UserError, match="in the bin"):
        open_case(core, [order], ClaimType.LATE)


def test_a_programme_that_is_not_there_is_refused(core, case):
    with pytest.raises(UserError, match="no programme nosuch"):
        open_case(core, [an_order(core, "2")], ClaimType.LATE, programme="nosuch")
    with pytest.raises(UserError, match="no programme nosuch"):
        describe_case(core, case, programme="nosuch")
    describe_case(core, case, programme="")


def test_amounts_below_zero_are_refused(core, case):
    with pytest.raises(UsageError, match="below zero"):
        open_case(core, [an_order(core, "2")], ClaimType.LATE, amount=Money(-1, "USD"))
    with pytest.raises(UsageError, match="below zero"):
        close_case(core, case, Outcome.REFUNDED, recovered=Money(-1, "USD"))


def test_numbers_count_on_within_a_year_past_a_number_of_another_kind(core, clock):
    order = an_order(core)
    first = a_case(core, order)
    with core.library.action("test", "") as tx:
        tx.update(Case, first, number="2026-own")
    assert core.library.load(Case, a_case(core, order)).number == "2026-001"
    assert core.library.load(Case, a_case(core, order)).number == "2026-002"
    clock.move(days=365)
    assert core.library.load(Case, a_case(core, order)).number == "2027-001"


def test_a_closed_case_goes_no_further_and_is_closed_only_once(core, case):
    with pytest.raises(UserError, match="closed with its outcome"):
        advance_case(core, case, Stage.CLOSED)
    close_case(core, case, Outcome.DENIED)
    for step in (
        lambda: advance_case(core, case, Stage.APPEALED),
        lambda: close_case(core, case, Outcome.REFUNDED),
    ):
        with pytest.raises(UserError, match="closed"):
            step()
    assert core.library.load(Case, case).outcome == Outcome.DENIED


def test_a_case_has_only_the_fields_it_has(core, case):
    with pytest.raises(UsageError, match="colour"):
        describe_case(core, case, colour="red")


def test_filing_freezes_the_letters_and_a_late_exhibit_takes_the_next(core, case, exhibits, tmp_path):
    order_exhibits(core, case, [exhibits[2]])
    assert [row.exhibit.id for row in exhibit_rows(core.library, case)] == [exhibits[i] for i in (2, 0, 1)]
    advance_case(core, case, Stage.OPENED, AT)
    with pytest.raises(UserError, match="frozen"):
        order_exhibits(core, case, [exhibits[0]])
    with pytest.raises(UserError, match="was filed"):
        remove_exhibit(core, exhibits[0])
    late = add_exhibits(core, case, [("evidence", a_file(core, tmp_path, "late.txt", "late"))]).value
    assert letters(core, case) == ["A", "B", "C", "D"]
    assert core.library.load(Exhibit, late[0]).letter == "D"
    caption_exhibit(core, late[0], "  said in time  ")
    assert core.library.load(Exhibit, late[0]).caption == "said in time"


def test_before_filing_letters_follow_the_order(core, case, exhibits):
    remove_exhibit(core, exhibits[1])
    assert letters(core, case) == ["A", "B"]
    with pytest.raises(UsageError, match="not in this case"):
        order_exhibits(core, case, [exhibits[1]])


def test_messages_and_parcels_are_exhibits_and_the_same_only_once(core):
    order = an_order(core, tracking_number="LP00", carrier="cainiao")
    case = a_case(core, order)
    message = add_message(core, order, "Vetra", AT, "\n\n  亲，您好！\nmore").value
    parcel = core.library.first(Shipment, "order_id = ?", (order,)).id
    sources = [("message", message), ("shipment", parcel)]
    first = add_exhibits(core, case, sources).value
    assert add_exhibits(core, case, sources).value == first
    assert [row.title for row in exhibit_rows(core.library, case)] == ["亲，您好！", "cainiao LP00"]
    with pytest.raises(UserError, match="neither"):
        redact_exhibit(core, first[0], (0, 0, 1, 1))


def test_a_message_without_words_has_a_title_all_the_same(core):
    order = an_order(core)
    case = a_case(core, order)
    message = add_message(core, order, "Vetra", AT, "x").value
    with core.library.action("test", "") as tx:
        tx.execute("UPDATE messages SET text = '' WHERE id = ?", (message,))
    add_exhibits(core, case, [("message", message)])
    assert exhibit_rows(core.library, case)[0].title == "Vetra"


@pytest.mark.parametrize(
    "box",
    [
        (-0.1, 0, 0.5, 0.5), (0, 0, 0, 0.5), (0.6, 0, 0.5, 0.5), (0, 0.6, 0.5, 0.5), (0, 0, 1.5, 1),
        (float("nan"), 0, 1, 1), (0, 0, float("nan"), 1), (0, 0, float("inf"), 1),
    ],
)  # fmt: skip
def test_a_box_lies_inside_the_picture(core, exhibits, box):
    with pytest.raises(UsageError, match="fractions"):
        redact_exhibit(core, exhibits[0], box)
    assert core.library.value("SELECT count(*) FROM redactions") == 0


def test_covered_areas_can_be_uncovered(core, exhibits):
    redact_exhibit(core, exhibits[0], (0, 0, 1, 1), 1)
    redact_exhibit(core, exhibits[0], (0.1, 0.1, 0.2, 0.2), 3)
    with pytest.raises(UsageError):
        redact_exhibit(core, exhibits[0], (0, 0, 1, 1), 0)
    assert [box.page for box in core.library.find(Redaction, "exhibit_id = ?", (exhibits[0],))] == [1, 3]
    uncover_exhibit(core, exhibits[0])
    assert core.library.find(Redaction, "1", ()) == []


@pytest.mark.parametrize("point", [(-0.1, 0.5), (0.5, 1.1), (float("nan"), 0.5)])
def test_a_mark_stands_and_points_inside_the_picture(core, exhibits, point):
    for at, to in ((point, None), ((0.5, 0.5), point)):
        with pytest.raises(UsageError, match="fractions"):
            callout_exhibit(core, exhibits[0], at, to)
    assert core.library.find(Callout) == []


def test_a_video_is_not_marked(core, case, tmp_path):
    path = tmp_path / "v.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 99)
    item = take_in(core, [path]).items[0].evidence
    (exhibit,) = add_exhibits(core, case, [("evidence", item)]).value
    with pytest.raises(UserError, match="a video cannot be marked"):
        callout_exhibit(core, exhibit, (0.5, 0.5))


def test_only_what_a_packet_shows_as_a_picture_or_page_is_covered_or_marked(core, exhibits):
    with pytest.raises(UsageError, match="there is no page 4; this exhibit has 3"):
        redact_exhibit(core, exhibits[0], (0, 0, 1, 1), 4)
    for exhibit in exhibits[1:]:
        with pytest.raises(UserError, match="only pictures and documents"):
            redact_exhibit(core, exhibit, (0, 0, 1, 1))
        with pytest.raises(UserError, match="only pictures and documents"):
            callout_exhibit(core, exhibit, (0.5, 0.5))


def test_what_lies_in_the_bin_is_no_new_exhibit(core, case, tmp_path):
    item = a_file(core, tmp_path)
    message = add_message(core, an_order(core, "2"), "Vetra", AT, "x").value
    delete_evidence(core, item)
    delete_message(core, message)
    for source in (("evidence", item), ("message", message)):
        with pytest.raises(UserError, match="is in the bin; restore it"):
            add_exhibits(core, case, [source])
    assert letters(core, case) == []


def test_marks_go_with_their_exhibit(core, exhibits):
    callout_exhibit(core, exhibits[0], (0.2, 0.3), (0.5, 0.5), " Crack ")
    callout_exhibit(core, exhibits[0], (0.2, 0.3), page=3)
    kept = core.library.find(Callout)
    assert [(mark.page, mark.to_x, mark.text) for mark in kept] == [(1, 0.5, "Crack"), (3, 0.2, "")]
    clear_callouts(core, exhibits[0])
    callout_exhibit(core, exhibits[0], (0.2, 0.3))
    remove_exhibit(core, exhibits[0])
    assert core.library.find(Callout) == []


def test_cases_are_listed_on_a_leap_day_too(tmp_path):
    core = a_library(tmp_path / "leap", Ticking(datetime(2028, 2, 29, 9, 0, tzinfo=UTC)))
    case = a_case(core, an_order(core))
    assert [row.case.id for row in case_rows(core, core.library, [case])] == [case]
    core.library.close()


def test_a_case_whose_order_went_into_the_bin_can_still_be_shown(core, case):
    delete_order(core, case_detail(core, core.library, case).orders[0].order.id)
    detail = case_detail(core, core.library, case)
    assert detail.lead is None
    assert case_rows(core, core.library, [case])


def test_what_a_case_shows_is_not_deleted_under_it(core, case, exhibits):
    shown = [core.library.load(Exhibit, one).evidence_id for one in exhibits]
    with pytest.raises(UserError, match="take it out of the case first"):
        delete_evidence(core, shown[0])
    remove_exhibit(core, exhibits[0])
    delete_evidence(core, shown[0])
    advance_case(core, case, Stage.OPENED, AT)
    with pytest.raises(UserError, match="filed as exhibit B of case 2026-001"):
        delete_evidence(core, shown[2])
    order = case_detail(core, core.library, case).orders[0].order.id
    message = add_message(core, order, "Vetra", AT, "x").value
    add_exhibits(core, case, [("message", message)])
    with pytest.raises(UserError, match="exhibit C"):
        delete_message(core, message)


@pytest.mark.parametrize(
    ("claimed", "outcome", "status"),
    [
        (None, Outcome.REFUNDED, OrderStatus.REFUNDED),
        (Money(6480, "USD"), Outcome.REFUNDED, OrderStatus.REFUNDED),
        (Money(5110, "GBP"), Outcome.REFUNDED, OrderStatus.REFUNDED),
        (Money(1000, "USD"), Outcome.REFUNDED, OrderStatus.CONFIRMED),
        (None, Outcome.PARTLY_REFUNDED, OrderStatus.CONFIRMED),
        (None, Outcome.DENIED, OrderStatus.CONFIRMED),
    ],
)
def test_an_order_that_was_paid_back_raises_no_deadline(core, claimed, outcome, status):
    order = an_order(core)
    case = open_case(core, [order], ClaimType.DEFECTIVE, amount=claimed).value
    close_case(core, case, outcome)
    row = order_detail(core, core.library, order).row
    assert row.status is status
    assert (row.windows == ()) is (status is OrderStatus.REFUNDED)
    open_case(core, [order], ClaimType.LATE)
    assert order_detail(core, core.library, order).row.status is OrderStatus.IN_CASE
