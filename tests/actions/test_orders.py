"""Orders as they are added and changed: what was said comes back, what makes no sense is refused and stores nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.actions.order_fields import FIELDS, read_fields
from disputes_app.actions.orders import add_order, delete_order, edit_order, restore_order
from disputes_app.domain import moments
from disputes_app.domain.money import Money, digits
from disputes_app.domain.orders import Order, OrderDate, OrderStatus, number_key
from disputes_app.domain.payments import Payment
from disputes_app.domain.sellers import Seller
from disputes_app.errors import UsageError, UserError
from disputes_app.queries.orders import order_detail
from disputes_app.store.checking import check
from tests.helpers.builders import a_library, an_order

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufdd0"), max_size=40
)


def dates_of(core, order, kind):
    return [
        one.value
        for one in core.library.find(
            OrderDate, "order_id = ? AND kind = ? AND withdrawn_at IS NULL", (order, kind), order="id"
        )
    ]


@given(
    number=WORDS.filter(number_key),
    title=WORDS,
    seller=WORDS,
    note=WORDS,
    day=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    minor=st.integers(0, 10**12),
    currency=st.sampled_from(["USD", "JPY", "KWD", "EUR", "CLP", "TND"]),
)
def test_every_field_comes_back_as_it_was_said(
    tmp_path_factory, number, title, seller, note, day, minor, currency
):
    import unicodedata

    core = a_library(tmp_path_factory.mktemp("one"))
    total = Money(minor, currency)
    order = add_order(
        core,
        {
            "platform": "ebay", "number": number, "title": title, "seller": seller, "note": note,
            "ordered_at": day.isoformat(), "total": f"{total.amount:f}", "currency": currency.lower(),
        },
    ).value  # fmt: skip
    detail = order_detail(core, core.library, order)

    def kept(text):
        return unicodedata.normalize("NFC", text.strip())

    assert (detail.order.number, detail.order.title) == (kept(number), kept(title))
    assert detail.order.note == kept(note)
    assert (detail.seller.name if detail.seller else "") == kept(seller)
    assert dates_of(core, order, "ordered") == [day]
    assert detail.order.total == total
    assert detail.payments[0].amount == total
    core.library.close()


@given(st.integers(0, 10**14), st.sampled_from(["USD", "JPY", "KWD"]))
def test_an_amount_with_more_decimals_than_its_currency_has_is_refused(minor, currency):
    exact = f"{Money(minor, currency).amount:f}"
    too_fine = exact + "5" if "." in exact else exact + ".5"
    assert read_fields({"total": exact})["total"] == exact
    if digits(currency) == 3:
        with pytest.raises(UsageError):
            read_fields({"total": too_fine})


@pytest.mark.parametrize("amount", ["-1", "-0.01", "NaN", "Infinity", "12,50", "1 000", "£5", "1e400"])
def test_what_is_no_amount_is_refused(core, amount):
    with pytest.raises(UsageError, match="total"):
        add_order(core, {"platform": "ebay", "number": "1", "total": amount, "currency": "USD"})
    assert core.library.value("SELECT count(*) FROM orders") == 0


def test_nothing_paid_is_an_amount(core):
    order = add_order(core, {"platform": "ebay", "number": "1", "total": "0", "currency": "JPY"}).value
    assert core.library.load(Order, order).total == Money(0, "JPY")


@pytest.mark.parametrize("number", ["", "  ", "---", "·"])
def test_an_order_keeps_a_number_that_can_be_found(core, number):
    with pytest.raises(UsageError):
        add_order(core, {"platform": "ebay", "number": number})
    order = an_order(core)
    with pytest.raises(UsageError):
        edit_order(core, order, {"number": number})
    assert core.library.load(Order, order).number == "8193 0457 7216 4402"


def test_the_same_number_may_stand_on_two_platforms(core):
    first = add_order(core, {"platform": "ebay", "number": "14-1"}).value
    second = add_order(core, {"platform": "etsy", "number": "14 1"}).value
    assert first != second
    with pytest.raises(UserError, match="already in the library"):
        edit_order(core, second, {"platform": "ebay"})
    assert core.library.load(Order, second).platform == "etsy"


def test_a_number_in_the_bin_is_said_to_be_there(core):
    order = an_order(core)
    delete_order(core, order)
    with pytest.raises(UserError, match="in the bin"):
        an_order(core)
    with pytest.raises(UserError, match="bin already"):
        delete_order(core, order)
    restore_order(core, order)
    with pytest.raises(UserError, match="not in the bin"):
        restore_order(core, order)


def test_a_changed_currency_needs_an_amount_that_it_can_have(core):
    order = an_order(core)
    with pytest.raises(UsageError, match="JPY has 0 decimals"):
        edit_order(core, order, {"currency": "JPY"})
    edit_order(core, order, {"currency": "JPY", "total": "6480"})
    assert core.library.load(Order, order).total == Money(6480, "JPY")
    assert core.library.first(Payment, "order_id = ?", (order,)).amount == Money(6480, "JPY")


def test_a_total_taken_away_is_gone_from_the_payment_too(core):
    order = an_order(core)
    edit_order(core, order, {"total": ""})
    assert core.library.load(Order, order).total is None
    assert core.library.first(Payment, "order_id = ?", (order,)).amount is None
    with pytest.raises(UsageError, match="needs its currency"):
        edit_order(core, order, {"total": "3"})


def test_a_date_said_anew_withdraws_the_old_one_and_stays_readable(core):
    order = an_order(core)
    edit_order(core, order, {"delivered_at": "2026-03-01"})
    edit_order(core, order, {"delivered_at": ""})
    assert dates_of(core, order, "delivered") == []
    kept = core.library.find(OrderDate, "order_id = ? AND kind = 'delivered'", (order,), order="id")
    assert [one.value for one in kept] == [date(2026, 2, 27), date(2026, 3, 1)]
    assert all(one.withdrawn_at for one in kept)


def test_the_same_date_said_twice_changes_nothing(core):
    order = an_order(core)
    edit_order(core, order, {"delivered_at": "2026-02-27"})
    assert core.library.value("SELECT count(*) FROM order_dates WHERE kind = 'delivered'") == 1


@pytest.mark.parametrize("year", ["0001-01-01", "1000-06-01", "9999-12-31", "9999-12-31T09:59:59+00:00"])
def test_a_mistyped_year_that_an_older_program_took_stops_nothing(core, monkeypatch, year):
    monkeypatch.setattr(moments, "FIRST_YEAR", 1)
    monkeypatch.setattr(moments, "LAST_YEAR", 9999)
    order = an_order(core)
    for field in (name for name, one in FIELDS.items() if one.part == "date"):
        edit_order(core, order, {field: year})
    edit_order(core, order, {"platform_date": year})
    order_detail(core, core.library, order)
    edit_order(core, order, {"platform_date": ""})


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59-12:00", "0202-02-27", "1969-12-31", "2201-01-01"])
def test_a_year_that_nobody_can_mean_is_refused(core, text):
    with pytest.raises(UsageError, match=f"“{text}” lies beyond the calendar.*check its year"):
        an_order(core, delivered_at=text)
    with pytest.raises(UsageError, match=r"platform_date: .* check its year"):
        edit_order(core, an_order(core), {"platform_date": text})


def test_an_order_moves_to_another_seller_and_the_old_one_stays(core):
    first = an_order(core)
    second = an_order(core, "2")
    edit_order(core, first, {"seller": "Другой магазин"})
    names = [
        core.library.load(Seller, core.library.load(Order, one).seller_id).name for one in (first, second)
    ]
    assert names == ["Другой магазин", "Vetra Wearables"]
    edit_order(core, first, {"seller": ""})
    assert core.library.load(Order, first).seller_id is None


def test_an_order_that_changes_platform_is_protected_by_the_other(core):
    order = an_order(core)
    edit_order(core, order, {"platform": "ebay"})
    programmes = {row.window.programme.id for row in order_detail(core, core.library, order).row.windows}
    assert "ebay" in programmes
    assert "aliexpress" not in programmes


def test_refunded_orders_raise_no_deadline(core):
    order = an_order(core)
    edit_order(core, order, {"payment_state": "refunded"})
    row = order_detail(core, core.library, order).row
    assert (row.status, row.lead, row.windows) == (OrderStatus.REFUNDED, None, ())


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"shipped_at": "", "delivered_at": "", "confirmed_at": ""}, OrderStatus.ORDERED),
        ({"delivered_at": "", "confirmed_at": ""}, OrderStatus.ON_THE_WAY),
        ({"confirmed_at": ""}, OrderStatus.DELIVERED),
        ({}, OrderStatus.CONFIRMED),
    ],
)
def test_a_status_follows_the_dates(core, fields, status):
    assert order_detail(core, core.library, an_order(core, **fields)).row.status is status


def test_a_platform_date_counts_in_the_days_of_the_platform_and_can_be_taken_away(core):
    order = an_order(core, platform_date="2026-03-13")
    lead = order_detail(core, core.library, order).row.lead
    assert moments.day_of(lead.window.platform_date.value) == date(2026, 3, 13)
    edit_order(core, order, {"platform_date": ""})
    assert order_detail(core, core.library, order).row.lead.window.platform_date is None
    with pytest.raises(UsageError, match="platform_date"):
        edit_order(core, order, {"platform_date": "AE-03:tomorrow"})


def test_a_platform_date_of_a_rule_there_is_not_is_refused_and_not_kept_where_nobody_sees_it(core):
    order = an_order(core)
    with pytest.raises(UsageError, match="no rule is called ZZ-99"):
        edit_order(core, order, {"platform_date": "ZZ-99:2026-04-01"})
    edit_order(core, order, {"platform_date": "ae-03 : 2026-03-13"})
    assert order_detail(core, core.library, order).row.lead.window.platform_date is not None
    edit_order(core, order, {"platform_date": "AE-03:"})
    assert order_detail(core, core.library, order).row.lead.window.platform_date is None


@pytest.mark.parametrize(
    "title",
    ["", "شكوى ساعة", "שעון \u202eחכם", "👩‍👩‍👧‍👦" * 20, "a" * 10_000, "ﬁ e\u0301", "' OR 1=1 --", "\t"],
)
def test_any_title_leaves_a_library_that_checks_clean(core, title):
    order = an_order(core, title=title)
    assert order_detail(core, core.library, order).order.id == order
    assert check(core.library.folder, deep=True).problems == []
