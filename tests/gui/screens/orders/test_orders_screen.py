"""The orders screen, by keyboard and mouse: search, groups, sorting, opening, deleting, the chosen order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from disputes_app.actions.messages import add_message
from disputes_app.actions.orders import edit_order
from disputes_app.domain.ids import OrderId
from disputes_app.domain.messages import MessageDirection
from disputes_app.gui import theme as themes
from disputes_app.gui.screens.order.case_dialog import CaseDialog
from disputes_app.gui.screens.order_form.dialog import OrderDialog
from disputes_app.gui.screens.orders.page_model import Column
from disputes_app.gui.screens.orders.screen import _numbered
from disputes_app.gui.urgency import Level
from disputes_app.queries.cases import case_detail
from disputes_app.queries.orders import OrderFilter, order_count
from tests.helpers.builders import NOW, an_order
from tests.helpers.gui import theme_source


def titles(screen):
    return [screen.model.index(place, Column.ITEM).data() for place in range(screen.model.rowCount())]


def chip_counts(screen):
    return {one.chip.id: one.chip.count for one in screen.filters.chips._buttons.values()}


def went(screen):
    """Where the screen asks to go from now on."""
    asked = []
    screen.go.connect(lambda place, argument: asked.append((place, argument)))
    return asked


def row_point(screen, place):
    return screen.table.visualRect(screen.model.index(place, Column.ITEM)).center()


def test_what_is_due_first_comes_first_then_what_came_back_then_what_ended(screen):
    assert titles(screen)[0] == "Smartwatch"
    assert titles(screen)[-2:] == ["Kettle", "Desk fan"]
    last, before = (screen.model.index(place, Column.DEADLINE).data() for place in (3, 2))
    assert before == "£61.30 back"
    assert last == "ended"


def test_chips_count_what_the_search_and_the_menus_leave(screen, qtbot):
    assert chip_counts(screen) == {"": 4, "open_case": 1, "closing": 1, "on_the_way": 1, "ended": 2}
    qtbot.keyClicks(screen.search, "lamp")
    qtbot.waitUntil(lambda: titles(screen) == ["Lamp"])
    assert chip_counts(screen) == {"": 1, "open_case": 0, "closing": 0, "on_the_way": 1, "ended": 0}


def test_the_list_filters_while_one_types_and_esc_brings_all_back_then_leaves(screen, qtbot):
    screen.performs()["find"]()
    assert screen.search.hasFocus()
    qtbot.keyClicks(screen.search, "F-20418")
    qtbot.waitUntil(lambda: titles(screen) == ["Lamp"])
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    assert len(titles(screen)) == 4
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    assert screen.table.hasFocus()


def test_a_chip_shows_its_group_only(screen, qtbot):
    button = screen.filters.chips._buttons["open_case"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert titles(screen) == ["Smartwatch"]
    assert screen.filters.chips.chosen_ids == ["open_case"]


def test_menus_filter_by_marketplace_and_seller(screen):
    screen.filters.platforms.fill()
    words = [action.text() for action in screen.filters.platforms.actions() if not action.isSeparator()]
    assert words[0] == "All"
    assert {"eBay", "own shop", "AliExpress"} <= set(words)
    next(action for action in screen.filters.platforms.actions() if action.text() == "eBay").trigger()
    assert titles(screen) == ["Desk fan"]
    assert screen.filters.platform_button.text() == "eBay"
    screen.filters.platforms.fill()
    screen.filters.platforms.actions()[0].trigger()
    screen.filters.sellers.fill()
    next(action for action in screen.filters.sellers.actions() if action.text() == "Glow && Co").trigger()
    assert titles(screen) == ["Lamp"]


def test_an_empty_list_names_the_filter_that_hides_things_and_lifts_it(screen, qtbot):
    qtbot.mouseClick(screen.filters.chips._buttons["open_case"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(screen.search, "kettle")
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.empty)
    assert "kettle" in screen.empty._sentence.text()
    assert "Open case" in screen.empty._why.text()
    screen.empty.acted.emit()
    assert titles(screen) == ["Kettle"]


def test_without_any_order_the_way_in_is_offered(screen, core):
    asked = went(screen)
    screen.table.selectAll()
    screen.performs()["delete"]()
    assert screen.pages.currentWidget() is screen.empty
    screen.empty.acted.emit()
    assert asked == [("command", "new_order")]


@pytest.mark.parametrize(
    ("column", "once", "twice"),
    [
        (Column.ITEM, ["Desk fan", "Kettle", "Lamp", "Smartwatch"], ["Smartwatch", "Lamp", "Kettle", "Desk fan"]),
        (Column.PAID, ["Kettle", "Smartwatch", "Desk fan", "Lamp"], ["Lamp", "Desk fan", "Smartwatch", "Kettle"]),
        (Column.ORDERED, ["Lamp", "Smartwatch", "Kettle", "Desk fan"], ["Desk fan", "Kettle", "Smartwatch", "Lamp"]),
    ],
)  # fmt: skip
def test_a_click_on_a_heading_sorts_and_a_second_one_turns_it_round(screen, qtbot, column, once, twice):
    heading = screen.table.heading
    at = QPoint(heading.sectionViewportPosition(column) + 20, heading.height() // 2)
    qtbot.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert titles(screen) == once
    assert heading.sortIndicatorSection() == column
    qtbot.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert titles(screen) == twice
    assert heading.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_the_heading_of_the_bars_sorts_nothing(screen, qtbot):
    heading = screen.table.heading
    at = QPoint(heading.sectionViewportPosition(Column.AXIS) + 20, heading.height() // 2)
    before = titles(screen)
    qtbot.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert titles(screen) == before
    assert heading.sortIndicatorSection() == Column.DEADLINE


def test_enter_and_a_double_click_open_the_order(screen, qtbot):
    asked = went(screen)
    screen.table.choose(0)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    qtbot.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=row_point(screen, 1))
    qtbot.mouseDClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=row_point(screen, 1))
    assert asked == [("order", screen.model.id_at(0)), ("order", screen.model.id_at(1))]


def test_j_and_k_move_as_the_arrows_do(screen, qtbot):
    screen.table.choose(0)
    qtbot.keyClick(screen.table, Qt.Key.Key_J)
    assert screen.table.currentIndex().row() == 1
    qtbot.keyClick(screen.table, Qt.Key.Key_K)
    assert screen.table.currentIndex().row() == 0
    qtbot.keyClick(screen.table, Qt.Key.Key_End)
    assert screen.table.currentIndex().row() == 3


def test_deleting_moves_on_to_the_next_row_and_undo_brings_the_order_back(screen, core):
    screen.table.choose(1)
    gone = titles(screen)[1]
    following = screen.model.id_at(2)
    screen.performs()["delete"]()
    assert gone not in titles(screen)
    assert screen.table.current_id() == following
    words, undo = screen.context.notices.undos[-1]
    assert words == "1 order deleted"
    undo()
    assert gone in titles(screen)
    assert order_count(core, core.library) == 4


def test_several_orders_are_deleted_and_come_back_as_one(screen, core):
    screen.table.selectAll()
    screen.performs()["delete"]()
    assert order_count(core, core.library) == 0
    words, undo = screen.context.notices.undos[-1]
    assert words == "4 orders deleted"
    undo()
    assert len(titles(screen)) == 4


def test_the_status_bar_sums_the_chosen_ones_without_mixing_currencies(screen, core, qtbot):
    an_order(core, "D-9", title="Dock", home_total="", home_currency="", total="48.46")
    screen.refresh()
    said = []
    screen.status_changed.connect(said.append)
    screen.table.selectAll()
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1] == "5 orders, 5 selected · paid £174.39 + US $48.46 · at stake £51.10"


def test_the_inspector_shows_the_chosen_order_and_opens_its_case(screen, core, qtbot):
    asked = went(screen)
    screen.table.choose(0)
    qtbot.waitUntil(lambda: screen.inspector._title.text() == "Smartwatch")
    inspector = screen.inspector
    assert inspector._number.text() == "8193 0457 7216 4402"
    assert "2 days" in inspector._deadline.accessibleName()
    assert "Open a dispute on AliExpress" in inspector._deadline.accessibleName()
    assert inspector._protections.count() > 0
    assert inspector._open_case.isVisible()
    qtbot.mouseClick(inspector._open_case, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(inspector._open_order, Qt.MouseButton.LeftButton)
    assert asked == [("case", 1), ("order", screen.model.id_at(0))]


def test_a_long_title_and_a_long_address_leave_the_inspector_readable(screen, core, qtbot):
    order = screen.model.id_at(0)
    edit_order(core, order, {"title": "Original 2026 Smart Watch for Men with Bluetooth Calls " * 3})
    add_message(
        core, order, "Vetra", NOW, f"https://example.com/{'a' * 400}", direction=MessageDirection.RECEIVED
    )
    screen.refresh()
    screen.table.choose(0)
    inspector = screen.inspector
    qtbot.waitUntil(lambda: inspector._title.text().endswith("…"))
    qtbot.wait(20)
    for shown in (inspector._title, inspector._seller):
        assert shown.height() >= shown.heightForWidth(shown.width())
    assert inspector._area.widget().width() <= inspector._area.viewport().width()


def test_a_screen_that_is_hidden_looks_into_nothing_and_does_when_it_is_seen_again(screen, qtbot):
    qtbot.wait(60)
    screen.table.choose(0)
    screen.hide()
    assert not screen._look.isActive()
    screen.show()
    qtbot.waitUntil(lambda: screen.inspector._title.text() == "Smartwatch")


def test_what_came_back_stands_in_the_inspector(screen, qtbot):
    screen.table.choose(2)
    qtbot.waitUntil(lambda: screen.inspector._title.text() == "Kettle")
    assert "£61.30 back" in screen.inspector._deadline.accessibleName()
    assert not screen.inspector._open_case.isVisible()


def test_the_menu_offers_what_an_order_can_be_used_for(screen):
    menu = QMenu()
    screen.table.choose(0)
    screen.doing.fill(menu)
    assert [action.text() for action in menu.actions()] == [
        "Open case", "Open order", "Edit…", "", "Move to the bin",
    ]  # fmt: skip
    menu.clear()
    screen.table.choose(1)
    screen.doing.fill(menu)
    assert [action.text() for action in menu.actions()] == [
        "Open order", "Edit…", "New case…", "", "Move to the bin",
    ]  # fmt: skip
    menu.clear()
    screen.table.selectAll()
    screen.doing.fill(menu)
    assert [action.text() for action in menu.actions()] == ["Move 4 orders to the bin"]


def test_edit_opens_the_form_of_the_chosen_order(screen):
    screen.table.choose(1)
    screen.performs()["edit"]()
    form = screen.window().findChild(OrderDialog)
    assert form.order == screen.model.id_at(1)
    form.reject()


def test_a_case_is_begun_from_the_list_and_gone_to(screen, core):
    asked = went(screen)
    screen.table.choose(1)
    screen.performs()["new_case"]()
    sheet = screen.window().findChild(CaseDialog)
    sheet.take()
    assert len(asked) == 1
    assert asked[0][0] == "case"
    assert case_detail(core, core.library, asked[0][1]).orders[0].order.id == screen.model.id_at(1)
    screen.table.choose(0)
    screen.performs()["new_case"]()
    assert asked[1][0] == "case"


def test_the_inspector_closes_when_the_window_is_narrow_and_opens_by_command(screen):
    assert screen.inspector.isVisible()
    screen.set_narrow(True)
    assert screen.inspector.isHidden()
    screen.performs()["inspector"]()
    assert screen.inspector.isVisible()
    screen.performs()["inspector"]()
    screen.set_narrow(False)
    assert screen.inspector.isVisible()


def test_columns_leave_in_their_order_when_there_is_no_room(screen, qtbot):
    gone = []
    for width in (1228, 1100, 1040, 960):
        screen.resize(width, 800)
        qtbot.wait(1)
        gone.append([column for column in Column if screen.table.isColumnHidden(column)])
    assert gone == [
        [],
        [Column.ORDERED],
        [Column.PLATFORM, Column.ORDERED],
        [Column.SELLER, Column.PLATFORM, Column.ORDERED],
    ]


def test_with_very_large_text_the_bars_go_and_no_column_is_cut(screen, monkeypatch, qtbot):
    monkeypatch.setattr("disputes_app.gui.theme.scaled", lambda pixels: round(pixels * 2))
    for width in (1700, 1300, 1140):
        screen.resize(width, 800)
        qtbot.wait(1)
        heading, shown = screen.table.heading, screen.table.viewport().width()
        assert sum(heading.sectionSize(n) for n in Column if not screen.table.isColumnHidden(n)) <= shown
    assert screen.table.isColumnHidden(Column.AXIS)
    assert not screen.table.isColumnHidden(Column.ITEM)


def test_a_column_that_was_put_away_stays_away(screen):
    next(action for action in screen.filters.columns.actions() if action.text() == "Seller").setChecked(False)
    assert screen.table.isColumnHidden(Column.SELLER)
    screen.resize(1300, 800)
    assert screen.table.isColumnHidden(Column.SELLER)


def test_other_screens_open_it_at_a_group_a_filter_or_an_order(screen, core):
    screen.open("on_the_way")
    screen.freshen()
    assert titles(screen) == ["Lamp"]
    assert screen.filters.chips.chosen_ids == ["on_the_way"]
    screen.open("refunded")
    screen.freshen()
    assert titles(screen) == ["Kettle"]
    assert screen.filters.chips.chosen_ids == []
    screen.open(OrderFilter(seller="Breeze"))
    screen.freshen()
    assert titles(screen) == ["Desk fan"]
    lamp = OrderId(2)
    screen.open(lamp)
    screen.freshen()
    assert len(titles(screen)) == 4
    assert screen.table.current_id() == lamp


def test_an_older_answer_never_replaces_a_newer_one(screen, core):
    old = _numbered(core, core.library, screen._asked - 1, OrderFilter(group="ended"), "title")
    before = titles(screen)
    screen._on_listed(old)
    assert titles(screen) == before


def test_the_chosen_rows_stay_chosen_when_something_changes(screen, core):
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    screen.table.choose(0)
    screen.table.selectionModel().select(screen.model.index(2, 0), flags)
    chosen = screen.table.chosen_ids()
    an_order(core, "N-1", title="Newer")
    screen.refresh()
    assert len(titles(screen)) == 5
    assert sorted(screen.table.chosen_ids()) == sorted(chosen)


def test_the_pointer_lights_the_whole_row_and_leaves_it(screen, qtbot):
    screen.table.choose(0)
    at = row_point(screen, 1)
    qtbot.mouseMove(screen.table.viewport(), at)
    qtbot.waitUntil(lambda: screen.table.delegate.hovered == 1)
    picture = screen.table.viewport().grab().toImage()
    hover = themes.active().hover.rgb()
    row = screen.table.visualRect(screen.model.index(1, 0))
    assert all(
        picture.pixelColor(screen.table.columnViewportPosition(column) + 3, row.top() + 3).rgb() == hover
        for column in (Column.DEADLINE, Column.ITEM, Column.PAID)
    )
    QApplication.sendEvent(screen.table, QEvent(QEvent.Type.Leave))
    assert screen.table.delegate.hovered == -1


def test_a_row_is_said_as_a_person_would_say_it(screen):
    said = screen.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "2 days left, until Saturday 14 March 23:59 Los Angeles. Open a dispute on AliExpress. Smartwatch. "
        "Vetra Wearables, AliExpress. £51.10 paid."
    )


@pytest.mark.parametrize("pin", ["light", "dark"])
def test_the_words_of_a_row_have_the_colour_of_its_level_in_both_themes(screen, pin):
    theme_source(pin)
    wanted = themes.active().urgency[Level.CLOSE].text.rgb()
    screen.table.choose(1)
    picture = (
        screen.table.viewport()
        .grab(screen.table.visualRect(screen.model.index(0, Column.DEADLINE)))
        .toImage()
    )
    drawn = {picture.pixelColor(x, y).rgb() for x in range(picture.width()) for y in range(picture.height())}
    assert wanted in drawn


def test_a_row_is_chosen_while_ctrl_is_still_held(screen):
    handle = screen.window().windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    screen.table.choose(1)
    assert len(screen.table.chosen_ids()) == 1
    screen.table.choose(1)
    QTest.keyRelease(handle, Qt.Key.Key_Control)
    assert screen.table.chosen_ids() == [screen.table.current_id()]
