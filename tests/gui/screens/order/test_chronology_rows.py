"""Events as rows: joined, folded, counted, ringed, and what a screen reader says of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.messages import Message, MessageDirection, lacks_translation
from disputes_app.gui.screens.order import chronology_story
from disputes_app.gui.screens.order.chronology_layout import lay
from disputes_app.gui.screens.order.chronology_model import ChronologyModel
from disputes_app.gui.screens.order.chronology_rows import Look, Row, made_of
from disputes_app.gui.screens.order.chronology_story import EARLIER, Show
from disputes_app.gui.screens.order.loading import load
from disputes_app.gui.urgency import Level
from tests.helpers.gui import SAMPLE_NOW


@pytest.fixture
def view(core, watch):
    return load(core, core.library, watch)


def rows(view, what=Show.ALL, **given):
    return chronology_story.rows(view, made_of(view), what, **given)


def counts(view):
    return chronology_story.counts(made_of(view))


def test_what_was_settled_before_the_parcel_came_is_one_folded_row(view):
    first = rows(view)[0]
    assert first.look is Look.FOLD
    assert first.title == "6 to 24 Feb: paid, shipped, 3 tracking events"
    assert first.note == str(len(first.hidden)) == "5"


def test_an_opened_fold_shows_every_event_it_stands_for(view):
    folded = rows(view)
    opened = rows(view, unfolded=frozenset({folded[0].key}))
    assert len(opened) == len(folded) + len(folded[0].hidden)
    assert [row.key for row in opened[1:6]] == [row.key for row in folded[0].hidden]


def test_two_dates_of_one_instant_are_one_row(view):
    ordered = rows(view)[0].hidden[0]
    assert ordered.title == "Ordered, paid"


def test_the_event_that_starts_windows_is_ringed_in_the_colour_of_the_next_one_to_close(view):
    delivered = next(row for row in rows(view) if row.anchor is AnchorKind.DELIVERED)
    assert delivered.level is Level.CLOSE
    assert delivered.note == "receipt confirmed"
    assert delivered.detail.startswith("Starts ")


def test_the_last_row_is_today_and_says_how_long_nobody_wrote(view):
    last = rows(view)[-1]
    assert (last.look, last.note) == (Look.TODAY, "silent for 3 days")


def test_a_choice_of_events_shows_as_many_as_its_count(view):
    for what in (Show.MESSAGES, Show.SHIPPING, Show.PHOTOS):
        assert len(rows(view, what)) == counts(view)[what]
    assert counts(view)[Show.MESSAGES] == 2


def test_of_a_long_story_the_newest_rows_are_shown_and_the_earlier_ones_counted(view):
    everything = rows(view)
    assert everything[0].look is Look.FOLD
    short = rows(view, most=2)
    assert [row.key for row in short] == [EARLIER, *(row.key for row in everything[-2:])]
    assert short[0].title.endswith(f": {len(everything) - 2} earlier events")


def test_a_date_stands_once_for_all_events_of_its_day(view):
    shown = [row.day for row in rows(view, unfolded=frozenset({rows(view)[0].key})) if row.shows_day]
    assert len(shown) == len(set(shown))


def test_a_message_without_translation_is_said_so(view):
    message = rows(view, Show.MESSAGES)[-1]
    assert message.lacks_translation
    assert message.time == "02:58 · 10:58 Shanghai"
    assert message.spoken.endswith("No translation yet")


@pytest.mark.parametrize(
    ("text", "language", "lacks"),
    [("Guten Tag", "de", True), ("Hello", "en-GB", False), ("Здравствуйте", "", True), ("Hello", "", False)],
)
def test_the_language_decides_whether_a_translation_is_missing_else_the_script(text, language, lacks):
    message = Message(
        at=SAMPLE_NOW, text=text, language=language, direction=MessageDirection.RECEIVED, added_at=SAMPLE_NOW
    )
    assert lacks_translation(message, "en") is lacks


def test_the_model_keeps_the_rules_of_models_through_folds_and_choices(view, qtmodeltester):
    model = ChronologyModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_view(view, made_of(view))
    model.toggle_fold(rows(view)[0].key)
    model.set_what(Show.MESSAGES)
    model.show_whole(rows(view, Show.MESSAGES)[0].key)
    model.set_what(Show.ALL)
    assert model.rowCount() == len(model.shown_rows)
    assert tester.model() is model


@given(
    text=st.text(min_size=1, max_size=400),
    translation=st.text(max_size=200),
    width=st.integers(280, 900),
    whole=st.booleans(),
)
def test_every_part_of_a_message_lies_inside_its_row(qapp, theme, text, translation, width, whole):
    message = Message(at=SAMPLE_NOW, text=text, translation=translation, added_at=SAMPLE_NOW)
    row = Row(
        key="message:1",
        look=Look.MESSAGE,
        day=SAMPLE_NOW.date(),
        icon="message-square",
        title="Vetra",
        time="02:58",
        message=message,
        lacks_translation=not translation,
    )
    laid = lay(row, width, whole=whole)
    for box, _ in laid.bubbles:
        assert 0 <= box.left() < box.right() <= width
        assert 0 <= box.top() < box.bottom() <= laid.height
    for words in laid.words:
        assert words.box.bottom() <= laid.height + 1
    for paragraph in laid.paragraphs:
        line = paragraph.layout.lineAt(paragraph.lines - 1)
        assert paragraph.corner.y() + line.y() + line.height() <= laid.height + 1
