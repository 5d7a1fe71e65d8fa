"""The recourse map's rows: what is open by last day, what is asked, what is closed and why."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from disputes_app.actions import orders
from disputes_app.domain import moments
from disputes_app.domain.claims import ClaimType
from disputes_app.gui.screens.order.loading import load
from disputes_app.gui.screens.order.map_axis import Reach, axis_of, marks_of
from disputes_app.gui.screens.order.map_best import best_order, best_reasons
from disputes_app.gui.screens.order.map_model import MapModel
from disputes_app.gui.screens.order.map_rows import Sort, map_rows
from disputes_app.gui.screens.order.reason_card import sentences
from disputes_app.gui.screens.order.reason_sum import plates
from disputes_app.gui.urgency import Level


@pytest.fixture
def view(core, watch):
    return load(core, core.library, watch, ClaimType.DEFECTIVE)


def _windows(view):
    return [row for row in map_rows(view) if row.sort is Sort.WINDOW]


def test_open_windows_stand_by_their_last_day(view):
    closes = [row.window.window.shown_close for row in _windows(view)]
    assert closes == sorted(closes)
    first = _windows(view)[0]
    assert (first.name, first.left, first.until, first.level) == (
        "AliExpress",
        "2 days",
        "Sat 14 Mar",
        Level.CLOSE,
    )


def test_a_row_says_the_sentence_a_person_would_say(view):
    spoken = _windows(view)[0].spoken
    assert spoken.startswith("2 days, until Sat 14 Mar, 23:59 Los Angeles. Open a dispute on AliExpress.")
    assert "Counted from Friday 27 February 2026" in spoken


def test_the_reason_adds_start_and_period_to_the_last_day_in_both_zones(view):
    row = _windows(view)[0]
    start, period, result = plates(view, row.window.window, row.level)
    assert start.upper == "Receipt confirmed Fri 27 Feb"
    assert start.lower.endswith("03:42 Los Angeles")
    assert period.upper == "15 days"
    assert (result.upper, result.lower) == ("Sat 14 Mar, 23:59 Los Angeles", "Sun 15 Mar, 06:59 your time")
    assert "AliExpress counts in Los Angeles time, 7 h behind yours." in sentences(view, row.window.window)[0]


def test_a_day_that_the_platform_shows_stands_beside_the_one_worked_out(core, watch):
    orders.edit_order(core, watch, {"platform_date": "AE-03:2026-03-20"})
    view = load(core, core.library, watch, ClaimType.DEFECTIVE)
    row = next(row for row in _windows(view) if row.key == "window:AE-03")
    boxes = plates(view, row.window.window, row.level)
    assert [box.sign for box in boxes] == ["", "+", "=", "→"]
    assert boxes[2].upper.startswith("Sat 14 Mar")
    assert boxes[3].upper.startswith("Fri 20 Mar")


def test_a_missing_date_is_a_question_with_the_earliest_last_day_it_can_mean(core, awaited):
    view = load(core, core.library, awaited, ClaimType.NOT_AS_DESCRIBED)
    asked = [row for row in map_rows(view) if row.question and row.question.fact == "delivered"]
    assert asked
    assert all(row.rule == "When was it delivered?" for row in asked)
    assert all(row.until.startswith("earliest ") for row in asked if row.until)
    assert all(row.span.is_expected for row in asked if row.span)


def test_what_is_not_open_has_one_reason_each_and_other_shops_stay_folded(view):
    rows = map_rows(view)
    closed = [row for row in rows if row.sort is Sort.CLOSED]
    assert closed
    assert all(row.rule for row in closed)
    names = {row.name for row in closed}
    assert "Section 75" in names
    assert "eBay" not in names
    everything = [row for row in map_rows(view, all_closed=True) if row.sort is Sort.CLOSED]
    assert "eBay" in {row.name for row in everything}
    assert len({row.key for row in everything}) == len(everything)


def test_a_window_whose_day_has_passed_stands_below_the_open_ones(core, watch):
    orders.edit_order(core, watch, {"confirmed_at": "2026-02-10", "delivered_at": "2026-02-10"})
    rows = map_rows(load(core, core.library, watch, ClaimType.DEFECTIVE))
    below = rows[next(n for n, row in enumerate(rows) if row.key == "group:past") :]
    missed = [row for row in below if row.sort is Sort.WINDOW]
    assert "AE-03" in {row.window.window.id for row in missed}
    assert all(row.level is Level.MISSED for row in missed)


def test_the_best_order_numbers_the_routes_from_one(view):
    steps = [words for _, words in best_order(view)]
    assert steps[0] == "1 AliExpress, now"
    assert [words.split()[0] for words in steps] == [str(n + 1) for n in range(len(steps))]
    assert len(set(best_reasons(view))) == len(best_reasons(view))


@pytest.mark.parametrize("reach", list(Reach))
def test_the_axis_shows_every_event_and_today(view, reach):
    axis = axis_of(view, reach)
    assert axis.start < axis.today < axis.end
    for mark in marks_of(view):
        assert 0 <= axis.offset(mark.at) < axis.days
    if reach is Reach.ALL:
        for row in _windows(view):
            assert axis.offset(row.window.window.shown_close) <= axis.days


def test_the_model_keeps_the_rules_of_models_while_the_card_moves(view):
    model = MapModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(map_rows(view))
    keys = [row.key for row in model.rows if row.explains]
    for key in (*keys, keys[0], ""):
        model.open_card(key)
        assert model.number_of("card") == (model.number_of(key) + 1 if key else -1)
    assert model.columnCount() == 3
    assert tester.model() is model


def test_a_last_day_eighty_centuries_ahead_is_no_longer_axis_than_can_be_drawn(core, watch, monkeypatch):
    monkeypatch.setattr(moments, "LAST_YEAR", 9999)
    orders.edit_order(core, watch, {"platform_date": "9999-06-01"})
    axis = axis_of(load(core, core.library, watch), Reach.ALL)
    assert sum(1 for _ in axis.month_starts()) < 1000
