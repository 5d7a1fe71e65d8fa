"""Words that several screens share."""

from __future__ import annotations

from datetime import UTC, datetime

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
