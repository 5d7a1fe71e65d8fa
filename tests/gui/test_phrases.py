"""Words that several screens share."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QFontMetricsF

from disputes_app.domain.urgency import State, Urgency
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.queries.standing import Standing


def test_a_day_that_is_only_supposed_fits_the_column_of_days(qapp):
    """A hundred and four pixels, of which the sign of urgency takes twenty-two."""
    now, close = datetime(2026, 3, 12, 10, 42, tzinfo=UTC), datetime(2026, 4, 16, 23, 59, tzinfo=UTC)
    standing = Standing("", None, close, "UTC", Urgency.LATER, State.OPEN, 35, supposed=True)
    below = phrases.left(standing, now, UTC).below
    assert below == "16 Apr or later"
    assert QFontMetricsF(themes.font("dense")).horizontalAdvance(below) <= 82


def test_what_opened_this_morning_counts_its_days_and_what_opens_tonight_its_hour(qapp):
    opens, close = datetime(2026, 3, 12, 9, tzinfo=UTC), datetime(2026, 3, 27, 23, 59, tzinfo=UTC)
    standing = Standing("", opens, close, "UTC", Urgency.OPENS, State.OPEN, 15)
    assert phrases.left(standing, datetime(2026, 3, 12, 8, tzinfo=UTC), UTC).whole == "09:00"
    assert phrases.left(standing, datetime(2026, 3, 12, 10, tzinfo=UTC), UTC).whole == "15 days"


@pytest.mark.parametrize(
    ("urgency", "state", "opens", "left", "words"),
    [
        (Urgency.CLOSE, State.CLOSING, None, 2, "2 d"),
        (Urgency.TODAY, State.CLOSING, None, 0, "today"),
        (Urgency.MISSED, State.CLOSED, None, -3, "3 d ago"),
        (Urgency.OPENS, State.NOT_STARTED, datetime(2026, 3, 12, 14, 20, tzinfo=UTC), 28, "14:20"),
        (Urgency.OPENS, State.OPEN, datetime(2026, 3, 12, 9, 20, tzinfo=UTC), 28, "28 d"),
        (Urgency.OPENS, State.NOT_STARTED, datetime(2026, 3, 19, tzinfo=UTC), 28, "from 19 Mar"),
    ],
)
def test_in_one_word_it_says_when_a_window_opens_that_is_not_open_yet(
    qapp, urgency, state, opens, left, words
):
    now, close = datetime(2026, 3, 12, 10, 42, tzinfo=UTC), datetime(2026, 4, 9, 23, 59, tzinfo=UTC)
    standing = Standing("", opens, close, "UTC", urgency, state, left)
    assert phrases.short_left(standing, now, UTC) == words
