"""The story of the sample library holds together before any of it is told."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from disputes_app.demo import pictures, steps, story

STEPS = story.steps()


def _of(kind: type) -> list:
    return [step for step in STEPS if type(step) is kind]


def test_twenty_seven_orders_cost_as_much_as_the_design_says():
    ordered = _of(steps.Ordered)
    assert len({step.order for step in ordered}) == len(ordered) == 27
    assert sum(Decimal(step.fields["home_total"]) for step in ordered) == Decimal("10128.00")


def test_nine_cases_are_open_and_what_is_at_stake_in_all_but_the_won_one_adds_up():
    pounds = {step.order: step.fields["home_total"] for step in _of(steps.Ordered)}
    ended = {step.order for step in _of(steps.Ended)}
    claims = {
        step.order: step.home_amount.removeprefix("GBP ") or pounds[step.order] for step in _of(steps.Claimed)
    }
    still_open = {order: Decimal(amount) for order, amount in claims.items() if order not in ended}
    assert len(still_open) == 9
    assert sum(still_open.values()) - still_open["dock"] == Decimal("1630.36")
    won = sum(Decimal(step.recovered.removeprefix("GBP ")) for step in _of(steps.Ended))
    assert won + still_open["dock"] == Decimal("311.75")


def test_nothing_is_told_of_an_order_before_it_is_there_nor_after_today():
    known: set[str] = set()
    for step in STEPS:
        assert datetime.fromisoformat(step.at) <= datetime.fromisoformat(story.TODAY)
        if isinstance(step, steps.Ordered):
            known.add(step.order)
        assert not step.order or step.order in known, step


def test_every_file_is_made_and_kept_once_and_shown_only_after_it_was_kept():
    kept: list[str] = []
    for step in STEPS:
        if isinstance(step, steps.Kept):
            kept += [file.name for file in step.files]
        if isinstance(step, steps.Shown):
            assert set(step.files) <= set(kept), step
            assert set(step.covered) <= set(step.files)
    assert sorted(kept) == sorted(pictures.makers())


def test_a_file_is_kept_after_it_was_made():
    taken = {photo.name: photo.taken for photo in pictures.PHOTOS if photo.taken}
    for step in _of(steps.Kept):
        for file in step.files:
            if file.name in taken:
                assert datetime.fromisoformat(taken[file.name]) < datetime.fromisoformat(step.at).astimezone(
                    UTC
                )


def test_a_case_is_opened_before_anything_is_done_to_it():
    claimed: set[str] = set()
    for step in STEPS:
        if isinstance(step, steps.Claimed):
            claimed.add(step.order)
        if isinstance(step, steps.Written | steps.Shown | steps.Reached | steps.Ended):
            assert step.order in claimed, step
