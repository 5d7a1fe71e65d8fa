"""Today on a real library: the agenda, its keys and menu, the sums, the strip, and an empty library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication

from disputes_app.actions.deadlines import set_deadline
from disputes_app.actions.refresh import follow_rules
from disputes_app.actions.settings import change_settings
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.programmes import Length, Programmes
from disputes_app.gui.screens.order.date_dialogs import ReminderDialog
from disputes_app.gui.screens.today.inbox_strip import date_words
from disputes_app.gui.screens.today.model import AXIS, LEFT, RULE, AgendaLine, AgendaModel, lines_of
from disputes_app.gui.screens.today.moved import MovedDialog
from disputes_app.gui.screens.today.screen import TodayScreen
from disputes_app.gui.screens.today.why import WhyPanel
from disputes_app.gui.widgets.buttons import Button
from disputes_app.queries.suggestions import Place, Sign, Suggestion
from disputes_app.queries.today import agenda
from tests.helpers.builders import a_case, a_file, an_order, take_in
from tests.helpers.gui import a_context, theme_source


@pytest.fixture
def shown(core, qtbot):
    """Shows the screen of the library as it is when called."""

    def show(width=1228, height=826):
        screen = TodayScreen(a_context(core))
        qtbot.addWidget(screen)
        screen.resize(width, height)
        screen.asked = []
        screen.go.connect(lambda place, argument: screen.asked.append((place, argument)))
        screen.show()
        return screen

    return show


def _rows(screen):
    return [line for line in screen.list.lines.lines if isinstance(line, AgendaLine)]


def test_the_sentence_names_the_first_thing_to_do_and_when_it_closes(core, shown):
    a_case(core, an_order(core))
    words = shown()._sentence.text()
    assert "One thing needs you now." in words
    assert "open a dispute on AliExpress for Smartwatch" in words
    assert "on Sun 15 Mar at 06:59" in words


def test_what_a_title_says_is_never_read_as_markup(core, shown):
    an_order(core, title="<b>bold</b> watch")
    assert "&lt;b&gt;bold&lt;/b&gt; watch" in shown()._sentence.text()


def test_a_row_says_aloud_how_long_until_when_what_and_what_is_missing(core, shown):
    a_case(core, an_order(core))
    screen = shown()
    spoken = screen.list.lines.index(1, LEFT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("2 days, until Saturday 14 March. Open a dispute on AliExpress. Smartwatch")
    assert "£51.10 at stake" in spoken
    assert "missing" in spoken


def test_the_hour_is_told_in_both_zones_when_it_is_near(core, shown):
    an_order(core)
    assert _rows(shown())[0].words.why == "23:59 Los Angeles = Sun 15 Mar, 06:59 here"


def test_enter_and_a_double_click_open_the_case_or_the_order(core, shown, qtbot):
    case = a_case(core, an_order(core))
    order = an_order(core, "2", confirmed_at="2026-03-01T12:00+00:00")
    screen = shown()
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    assert screen.asked[-1] == ("case", case)
    at = next(
        n
        for n, line in enumerate(screen.list.lines.lines)
        if isinstance(line, AgendaLine) and not line.row.case
    )
    middle = screen.list.visualRect(screen.list.lines.index(at, 1)).center()
    qtbot.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseDClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert screen.asked[-1] == ("order", order)


def test_headings_are_passed_over_by_the_keyboard(core, shown, qtbot):
    an_order(core)
    an_order(core, "2", confirmed_at="2026-03-10T12:00+00:00")
    screen = shown()
    assert screen.list.row() == _rows(screen)[0].row
    qtbot.keyClick(screen.list, Qt.Key.Key_J)
    assert screen.list.row() == _rows(screen)[1].row
    qtbot.keyClick(screen.list, Qt.Key.Key_K)
    assert screen.list.row() == _rows(screen)[0].row


def test_a_date_of_ones_own_is_marked_done_from_its_menu_and_taken_back(core, shown):
    order = an_order(core, confirmed_at="", delivered_at="")
    set_deadline(core, order, "Ask about the strap", date(2026, 3, 20))
    screen = shown()
    (line,) = [line for line in _rows(screen) if line.row.next.deadline]
    menu = screen.row_menu(line.row)
    {action.text(): action for action in menu.actions()}["Mark done"].trigger()
    assert not [line for line in _rows(screen) if line.row.next.deadline]
    words, undo = screen.context.notices.undos[-1]
    assert words == "Marked as done"
    undo()
    assert [line for line in _rows(screen) if line.row.next.deadline]


def test_a_computed_date_cannot_be_marked_done(core, shown):
    an_order(core)
    screen = shown()
    menu = screen.row_menu(_rows(screen)[0].row)
    assert [action.text() for action in menu.actions()] == ["Open order", "Why this date", "", "Remind me…"]


def test_a_reminder_is_set_from_the_menu_and_stands_in_the_list(core, shown, qtbot):
    an_order(core)
    screen = shown()
    screen._remind(_rows(screen)[0].row)
    sheet = screen.findChild(ReminderDialog)
    qtbot.keyClicks(sheet.words, "Ask about the strap")
    qtbot.keyClicks(sheet.day.editor, "20 mar")
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [line.words.what for line in _rows(screen)] == [
        "Open a dispute on AliExpress",
        "Ask about the strap",
    ]


def test_a_right_click_opens_the_menu_of_the_row_below_it(core, shown, qtbot):
    an_order(core)
    screen = shown()
    at = screen.list.visualRect(screen.list.lines.index(1, 1)).center()
    with qtbot.waitSignal(screen.list.menu_wanted) as told:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, screen.list.viewport().mapToGlobal(at))
        QApplication.sendEvent(screen.list.viewport(), event)
    assert told.args[0] == _rows(screen)[0].row
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_why_this_date_gives_the_engines_own_sentences(core, shown):
    an_order(core)
    screen = shown()
    screen._explain(_rows(screen)[0].row)
    panel = screen.list.findChild(WhyPanel)
    assert "Receipt confirmed: Fri 27 Feb 2026" in panel.accessibleDescription()
    assert "Los Angeles" in panel.accessibleDescription()
    panel.close()


def test_the_sums_are_links_to_the_orders_they_are_made_of(core, shown, qtbot):
    a_case(core, an_order(core))
    screen = shown()
    button = screen.totals.findChildren(type(screen.totals._row.itemAt(0).widget()))[0]
    assert button.accessibleName() == "£51.10 at stake in 1 case"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert screen.asked[-1] == ("orders", "open_case")


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


def test_an_empty_library_shows_the_ways_to_begin(core, shown, qtbot):
    screen = shown()
    assert screen.welcome.isVisible()
    qtbot.mouseClick(screen.welcome.new_order, Qt.MouseButton.LeftButton)
    assert screen.asked[-1] == ("command", "new_order")


def test_the_first_order_takes_the_welcome_away(core, shown):
    screen = shown()
    order = an_order(core)
    screen.context.changes.announce(object())
    assert not screen.welcome.isVisible()
    assert screen.list.row().order == order


def test_files_without_any_order_are_not_said_to_be_nothing_due(core, shown, tmp_path, qtbot):
    path = tmp_path / "note.txt"
    path.write_text("Bring the ladder back.")
    take_in(core, [path])
    screen = shown()
    assert "No order is known yet." in screen._sentence.text()
    qtbot.mouseClick(screen._empty.findChild(Button), Qt.MouseButton.LeftButton)
    assert screen.asked[-1] == ("command", "new_order")


def test_nothing_due_is_said_and_is_not_empty(core, shown):
    an_order(
        core,
        ordered_at="2020-01-01",
        paid_at="2020-01-01",
        shipped_at="2020-01-02",
        delivered_at="2020-01-05",
        confirmed_at="2020-01-05",
    )
    screen = shown()
    assert "Nothing is due." in screen._sentence.text()
    assert not screen.list.isVisible()


def test_where_it_is_narrow_the_rule_moves_into_the_second_line_and_the_axis_is_shorter(core, shown):
    an_order(core)
    wide, narrow = shown(), shown(972, 566)
    narrow.set_narrow(True)
    assert not wide.list.isColumnHidden(RULE)
    assert narrow.list.isColumnHidden(RULE)
    assert (wide.list.axis_header.axis.days, narrow.list.axis_header.axis.days) == (60, 42)
    assert narrow.totals._row.count() == 1


@pytest.mark.parametrize("pin", ["light", "dark"])
def test_every_column_is_drawn_in_both_themes(core, shown, pin):
    a_case(core, an_order(core))
    theme_source(pin)
    screen = shown()
    picture = screen.list.viewport().grab().toImage()
    for column in range(AXIS + 1):
        rect = screen.list.visualRect(screen.list.lines.index(1, column))
        colours = {
            picture.pixel(x, y)
            for x in range(rect.left() + 2, rect.right() - 2, 2)
            for y in range(rect.top() + 4, rect.bottom() - 4, 2)
        }
        assert len(colours) > 2, column


def test_a_new_day_moves_the_agenda_on(core, shown, clock):
    an_order(core)
    screen = shown()
    clock.move(days=1)
    screen.refresh()
    assert _rows(screen)[0].words.left.whole == "1 day"


def test_a_new_case_changes_the_sums_and_keeps_the_chosen_row(core, shown, qtbot):
    an_order(core)
    second = an_order(core, "2", confirmed_at="2026-03-01T12:00+00:00")
    screen = shown()
    qtbot.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.list.row().order == second
    a_case(core, second)
    screen.context.changes.announce(object())
    assert screen.list.row().order == second
    assert screen._shown_totals[0].amount == "£51.10"


def test_with_very_large_text_words_stay_and_bars_go(core, shown, monkeypatch):
    an_order(core)
    monkeypatch.setattr("disputes_app.gui.theme.scaled", lambda pixels: round(pixels * 2))
    screen = shown(972, 566)
    header = screen.list.header()
    assert screen.list.isColumnHidden(AXIS)
    assert sum(header.sectionSize(column) for column in range(AXIS)) <= screen.list.viewport().width()


def test_the_agendas_model_keeps_qts_rules(core):
    an_order(core)
    model = AgendaModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    found = agenda(core, core.library)
    model.set_lines(lines_of(found, core.now()))
    model.set_lines(())
    assert tester.model() is model


def test_the_search_field_opens_the_palette_by_mouse_and_by_key(core, shown, qtbot):
    an_order(core)
    screen = shown()
    field = screen.palette_field
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClick(field, Qt.Key.Key_S)
    assert screen.asked == [("command", "palette")] * 2


def _with_a_shorter_rule(core):
    """The same library under rules that give two days less."""
    programmes = [
        replace(
            one,
            rules=tuple(
                replace(rule, length=Length(n=13)) if rule.id == "AE-03" else rule for rule in one.rules
            ),
        )
        for one in core.programmes
    ]
    return replace(core, programmes=Programmes(tuple(programmes), core.programmes.working_days))


def test_days_that_the_rules_moved_are_told_until_they_were_read(core, shown, qtbot):
    order = an_order(core)
    follow_rules(_with_a_shorter_rule(core), "newer")
    screen = shown()
    assert screen.moved.words.text() == "The rules have changed: one last day moved."
    screen._show_moved()
    (dialog,) = screen.findChildren(MovedDialog)
    texts = [dialog.model.item(0, place).text() for place in range(5)]
    assert texts == [
        "Smartwatch",
        "Open a dispute on AliExpress",
        "Sat 14 Mar",
        "Thu 12 Mar",
        "the rule gives 13 days, not 15 days",
    ]
    dialog._on_chosen(dialog.model.index(0, 2))
    assert screen.asked == [("order", order)]
    assert not screen.moved.isVisible()
    screen.refresh()
    assert not screen.moved.isVisible()


def test_nothing_is_said_where_no_day_moved(core, shown):
    an_order(core)
    assert not shown().moved.isVisible()


def test_nothing_recovered_is_nothing_in_the_currency_at_home(core, shown):
    change_settings(core, home_currency="EUR")
    an_order(core)
    assert shown().totals.findChildren(QAbstractButton)[2].total.amount == "€0.00"


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


def test_the_menu_key_opens_the_menu_of_the_chosen_row_wherever_the_pointer_is(core, shown, qtbot):
    an_order(core)
    an_order(core, "2", title="Lamp", delivered_at="2026-03-01")
    screen = shown()
    chosen = _rows(screen)[-1].row
    screen.list.setCurrentIndex(screen.list.lines.index(len(screen.list.lines.lines) - 1, LEFT))
    at = screen.list.visualRect(screen.list.lines.index(1, 1)).center()
    told = []
    screen.list.menu_wanted.connect(lambda row, _at: told.append(row))
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(screen.list.viewport(), QContextMenuEvent(reason, at, QPoint(0, 0)))
    assert told == [screen.list.row()] == [chosen]
    QApplication.activePopupWidget().close()


def test_a_double_click_on_what_moved_goes_to_its_order_once(core, shown, qtbot):
    order = an_order(core)
    follow_rules(_with_a_shorter_rule(core), "newer")
    screen = shown()
    screen._show_moved()
    (dialog,) = screen.findChildren(MovedDialog)
    view = dialog.list
    at = view.visualRect(dialog.model.index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert screen.asked == [("order", order)]
