"""What happened in an order, told in its order: for a packet and for a screen."""

from __future__ import annotations

from datetime import UTC, datetime

from disputes_app.actions.cases import advance_case
from disputes_app.actions.exhibits import add_exhibits
from disputes_app.actions.messages import add_message
from disputes_app.domain.claims import Stage
from disputes_app.domain.messages import MessageDirection
from disputes_app.queries.chronology import EventKind, events
from disputes_app.queries.orders import order_detail
from tests.helpers.builders import a_case, an_order
from tests.helpers.telling import AT, a_photo, content, scans


def test_the_chronology_merges_everything_in_the_order_it_happened(core, tmp_path):
    order = an_order(core, confirmed_at="")
    case = a_case(core, order)
    photos = [a_photo(core, tmp_path, order, minute) for minute in (10, 20, 30)]
    later = a_photo(core, tmp_path, order, 5, "2026:03:02 10")
    add_exhibits(core, case, [("evidence", one) for one in (*photos, later)])
    add_message(core, order, "me", AT, "It broke", direction=MessageDirection.SENT)
    advance_case(core, case, Stage.OPENED, datetime(2026, 3, 5, 9, tzinfo=UTC))
    scans(
        core, order,
        ("2026-02-10T09:00+08:00", "Accepted", ""), ("2026-02-20T09:00+00:00", "In transit", ""),
        ("2026-02-27T09:00+00:00", "Out for delivery", ""),
    )  # fmt: skip
    told = content(core, case).chronology
    days = [str(entry.at)[:10] for entry in told]
    assert days == sorted(days)
    texts = [entry.text for entry in told]
    assert sum("photograph" in text.lower() for text in texts) == 2
    series = next(entry for entry in told if "A" in entry.source.exhibits)
    assert series.source.exhibits == ("A", "B", "C")
    # The parcel was never scanned as delivered: what is known of the day stands by itself.
    assert sum(day == "2026-02-27" for day in days) == 2
    scans(core, order, ("2026-02-27T11:42+00:00", "Delivered", "delivered"))
    again = [entry for entry in content(core, case).chronology if str(entry.at)[:10] == "2026-02-27"]
    assert [entry.text for entry in again if "eliver" in entry.text] == ["Delivered"]


def test_a_screen_tells_the_same_story(core, tmp_path):
    order = an_order(core)
    case = a_case(core, order)
    photos = [a_photo(core, tmp_path, order, minute) for minute in (10, 20)]
    add_exhibits(core, case, [("evidence", photos[1])])
    add_message(core, order, "Vetra", AT, "x")
    scans(core, order, ("2026-02-27T11:42+00:00", "Delivered", "delivered"))
    found = events(core.library, order_detail(core, core.library, order))
    kinds = [event.kind for event in found]
    assert kinds.count(EventKind.PHOTOS) == 1
    assert next(event for event in found if event.kind is EventKind.PHOTOS).letters == {photos[1]: "A"}
    assert not any(event.kind is EventKind.DATE and event.title == "Delivered" for event in found)
    assert any(event.starts for event in found)
