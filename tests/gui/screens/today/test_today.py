"""Today on a real library: the agenda, its keys and menu, the sums, and an empty library."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication

from disputes_app.actions.deadlines import set_deadline
from disputes_app.actions.settings import change_settings
from disputes_app.gui.screens.order.date_dialogs import ReminderDialog
from disputes_app.gui.screens.today.model import AXIS, LEFT, RULE, AgendaLine, AgendaModel, lines_of
from disputes_app.gui.screens.today.why import WhyPanel
from disputes_app.gui.widgets.buttons import Button
from disputes_app.queries.today import agenda
from tests.helpers.builders import a_case, an_order, take_in
from tests.helpers.gui import theme_source


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


def test_nothing_recovered_is_nothing_in_the_currency_at_home(core, shown):
    change_settings(core, home_currency="EUR")
    an_order(core)
    assert shown().totals.findChildren(QAbstractButton)[2].total.amount == "€0.00"


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
