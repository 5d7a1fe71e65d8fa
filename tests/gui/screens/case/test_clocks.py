"""Each stage of a case has its own clock: the seller's, then the programme's."""

from __future__ import annotations

from datetime import UTC, datetime

from disputes_app.actions.cases import advance_case
from disputes_app.domain.claims import Stage


def _at(day: int) -> datetime:
    return datetime(2026, 3, day, 9, 0, tzinfo=UTC)


def test_before_it_is_filed_nobody_else_has_a_clock(show, case):
    assert not show(case).header.theirs.isVisible()


def test_once_filed_the_seller_has_until_a_day(show, case, core):
    advance_case(core, case, Stage.OPENED, at=_at(9))
    assert show(case).header.theirs.text() == "The seller has until Sat 14 Mar"


def test_a_seller_who_let_the_day_pass_had_until_then(show, case, core):
    advance_case(core, case, Stage.OPENED, at=_at(2))
    assert show(case).header.theirs.text() == "The seller had until Sat 7 Mar"


def test_after_the_answer_the_programme_has_until_a_day(show, case, core):
    advance_case(core, case, Stage.OPENED, at=_at(9))
    advance_case(core, case, Stage.SELLER_ANSWERED, at=_at(11))
    header = show(case).header
    assert header.theirs.text() == "AliExpress has until Mon 16 Mar"
    assert "by 16 Mar" in header.stepper.accessibleName()
