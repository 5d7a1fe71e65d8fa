"""Windows read back from the library are those the engine worked out, to the last field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.actions.cases import advance_case
from disputes_app.actions.order_fields import FIELDS
from disputes_app.actions.orders import edit_order
from disputes_app.core import Core
from disputes_app.domain.claims import Stage
from disputes_app.domain.ids import OrderId
from disputes_app.domain.windows import Window, windows_for
from disputes_app.queries.facts import known_orders
from disputes_app.store import windows
from tests.helpers.builders import a_case, a_library, an_order

DATES = [name for name, field in FIELDS.items() if field.part == "date"]


@dataclass(frozen=True)
class Kept:
    """A library and its one order; the library is left out of what a failing example prints."""

    core: Core = field(repr=False)
    order: OrderId


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A library with one order without a case."""
    core = a_library(tmp_path_factory.mktemp("kept"))
    order = an_order(core)
    yield Kept(core, order)
    core.library.close()


def worked_out(core, order):
    (known,) = known_orders(core.library, [order], "Europe/London")
    sides = [(case.id, facts) for case, facts in known.cases] or [(None, known.facts)]
    return {
        (case, window.rule.id): window
        for case, facts in sides
        for window in windows_for(facts, core.programmes)
    }


def read_back(core, order):
    rows = core.library.rows("SELECT * FROM windows WHERE order_id = ?", (order,))
    return {(one.case, one.window.rule.id): one.window for one in windows.loaded(rows, core.programmes)}


def differing(core, order):
    """The fields of windows that are not as they were: rule, field, before, after."""
    before, after = worked_out(core, order), read_back(core, order)
    assert before.keys() == after.keys()
    return [
        (key, name, getattr(window, name), getattr(after[key], name))
        for key, window in before.items()
        for name in Window.__dataclass_fields__
        if name not in {"programme", "rule"} and getattr(window, name) != getattr(after[key], name)
    ]


moments = st.one_of(
    st.just(""),
    st.dates(date(2025, 1, 1), date(2027, 1, 1)).map(date.isoformat),
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)).map(
        lambda at: at.isoformat(timespec="seconds") + "+08:00"
    ),
)


@given(
    st.dictionaries(st.sampled_from(DATES), moments, min_size=1, max_size=5),
    st.sampled_from(["aliexpress", "ebay", "amazon", "etsy", "other"]),
    st.sampled_from(["", "2026-03-14", "2026-03-14T10:00+00:00", "AE-03:2026-03-14"]),
    st.sampled_from(["credit_card", "paypal", "bank_transfer"]),
)
def test_any_order_reads_back_as_it_was_worked_out(kept, dates, platform, platform_date, method):
    core, order = kept.core, kept.order
    edit_order(
        core, order, dates | {"platform": platform, "platform_date": platform_date, "payment_method": method}
    )
    assert differing(core, order) == []


def test_each_case_of_an_order_keeps_its_own(core):
    order = an_order(core)
    first, second = a_case(core, order), a_case(core, order, programme="paypal")
    advance_case(core, first, Stage.OPENED)
    advance_case(core, second, Stage.ESCALATED)
    found = read_back(core, order)
    assert {case for case, _ in found} == {first, second}
    assert differing(core, order) == []
