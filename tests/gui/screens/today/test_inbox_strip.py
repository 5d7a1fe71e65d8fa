"""The strip of Today: files that belong to no order yet, and the orders they are suggested for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt

from disputes_app.domain.evidence import Evidence
from disputes_app.gui.screens.today.inbox_strip import date_words
from disputes_app.queries.suggestions import Place, Sign, Suggestion
from tests.helpers.builders import a_file, an_order


def test_unfiled_files_stand_in_the_strip_and_lead_to_the_inbox(core, shown, tmp_path, qtbot):
    an_order(core)
    item = a_file(core, tmp_path)
    screen = shown()
    assert screen.strip.isVisible()
    at = screen.strip.view.visualRect(screen.strip.items.index(0)).center()
    qtbot.mouseClick(screen.strip.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert screen.asked[-1] == ("inbox", item)


def test_a_match_is_suggested_accepted_and_taken_back(core, shown, tmp_path, qtbot):
    order = an_order(core)
    item = a_file(core, tmp_path, words="About your order 8193045772164402: the strap broke.")
    screen = shown()
    assert screen.strip.accept.text() == "Accept 1 match"
    spoken = screen.strip.items.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "note.txt, → Smartwatch, order number in the text"
    qtbot.mouseClick(screen.strip.accept, Qt.MouseButton.LeftButton)
    assert core.library.load(Evidence, item).order_id == order
    assert not screen.strip.isVisible()
    _, undo = screen.context.notices.undos[-1]
    undo()
    assert screen.strip.isVisible()


def test_a_match_that_wants_to_be_looked_at_is_not_accepted_with_the_others(core, shown, tmp_path):
    order = an_order(core)
    item = a_file(core, tmp_path)
    strip = shown().strip
    beside = Suggestion(order, "Smartwatch", Sign.NEIGHBOUR, Place.NAME, "IMG_1.jpg")
    strip.set_suggestions({item: beside})
    assert not strip.accept.isVisible()
    strip.set_suggestions({item: replace(beside, sign=Sign.NUMBER)})
    assert strip.accept.isVisible()


def test_without_a_match_there_is_nothing_to_accept(core, shown, tmp_path):
    an_order(core)
    a_file(core, tmp_path)
    assert not shown().strip.accept.isVisible()


def test_without_unfiled_files_there_is_no_strip(core, shown):
    an_order(core)
    assert not shown().strip.isVisible()


def test_the_day_of_a_photo_is_the_one_at_home(core, tmp_path):
    item = core.library.load(Evidence, a_file(core, tmp_path))
    tokyo, today = ZoneInfo("Asia/Tokyo"), date(2026, 3, 12)
    late = datetime(2026, 3, 10, 20, tzinfo=UTC)
    assert date_words(replace(item, captured_at=late), UTC, today) == "taken 10 Mar"
    assert date_words(replace(item, captured_at=late), tokyo, today) == "taken 11 Mar"
    assert (
        date_words(replace(item, captured_local="2025-12-31T23:10:00"), tokyo, today) == "taken 31 Dec 2025"
    )
    plain = replace(item, captured_at=None, captured_local="", added_at=late)
    assert date_words(plain, tokyo, today) == "added 11 Mar"
