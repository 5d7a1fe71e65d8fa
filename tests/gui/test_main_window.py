"""The window: where one goes, what the keys do, what arrives from outside, what is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from disputes_app.gui.delegates.sidebar_rows import SidebarModel
from disputes_app.gui.main_window import SMALLEST, MainWindow
from disputes_app.gui.navigation import PLACES, Place
from disputes_app.gui.screen import Screen
from disputes_app.gui.sidebar import OpenCase
from disputes_app.gui.trail import Visit
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.command_palette import Found
from disputes_app.gui.widgets.panels import column


class Page(Screen):
    """A screen that keeps what happens to it."""

    def __init__(self, context):
        super().__init__(context)
        self.opened, self.refreshes, self.found, self.narrow = [], 0, 0, None
        self.field, self.other = QLineEdit(), QLineEdit()
        column(self.field, self.other, parent=self)

    def open(self, argument):
        self.opened.append(argument)

    def refresh(self):
        self.refreshes += 1
        self.status_changed.emit(f"refreshed {self.refreshes} times")

    def find(self):
        self.found += 1

    def performs(self):
        return {"find": self.find}

    def panes(self):
        return [self.field, self.other]

    def set_narrow(self, narrow):
        self.narrow = narrow


TEST_PLACES = (
    Place("today", "Today", "sun", Page, "Ctrl+1", 0),
    Place("orders", "Orders", "package", Page, "Ctrl+2", 0),
    Place("sellers", "Sellers", "store", Page, "Ctrl+5", 1),
    Place("case", "Case", "scale", Page, belongs_to="orders"),
)
CASES = [OpenCase("c1", "Ring light kit", Level.MISSED, "2 d ago", "Ring light kit, missed 2 days ago")]


@pytest.fixture
def window(context, qtbot):
    made = MainWindow(context, TEST_PLACES)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.go_to("today")
    made.show()
    qtbot.waitExposed(made)
    return made


def screen(window, name):
    return window._screens[name]


def test_a_screen_is_made_at_its_first_visit_and_asks_its_query_when_shown(window):
    assert set(window._screens) == {"today"}
    assert screen(window, "today").refreshes == 1
    window.go_to("orders")
    assert set(window._screens) == {"today", "orders"}


def test_back_and_forward_return_to_what_was_shown(window):
    window.go_to("orders")
    window.go_to("case", "c1")
    window.go_back()
    assert window.here == Visit("orders")
    window.go_back()
    assert window.here == Visit("today")
    window.go_back()
    assert window.here == Visit("today")
    window.go_forward()
    window.go_forward()
    assert window.here == Visit("case", "c1")
    assert screen(window, "case").opened == ["c1", "c1"]
    window.go_back()
    window.go_to("sellers")
    window.go_forward()
    assert window.here == Visit("sellers")


def test_a_hidden_screen_becomes_stale_and_asks_again_when_it_is_seen(window):
    window.go_to("orders")
    today, orders = screen(window, "today"), screen(window, "orders")
    window.context.changes.announce(object())
    assert (orders.refreshes, today.refreshes, today.stale) == (2, 1, True)
    window.go_to("today")
    assert (today.refreshes, today.stale) == (2, False)


def test_keys_go_to_places_and_back(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.here == Visit("orders")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.here == Visit("today")


def test_a_command_goes_to_the_screen_first_and_is_off_where_nobody_performs_it(window, qtbot):
    asked = []
    window.handle("new_order", lambda: asked.append("new order"))
    actions = window.actions_.by_id
    actions["find"].trigger()
    actions["new_order"].trigger()
    assert (screen(window, "today").found, asked) == (1, ["new order"])
    assert not actions["make_packet"].isEnabled()
    assert actions["new_order"].isEnabled()


def test_the_slash_searches_unless_a_field_has_the_focus(window, qtbot):
    today = screen(window, "today")
    window.sidebar.view.setFocus()
    qtbot.keyClick(window.sidebar.view, Qt.Key.Key_Slash)
    assert today.found == 1
    today.field.setFocus()
    qtbot.keyClick(today.field, Qt.Key.Key_Slash)
    assert (today.found, today.field.text()) == (1, "/")


def test_every_command_is_in_a_menu_of_the_menu_bar(window):
    shown = {action for top in window.menuBar().actions() for action in top.menu().actions()}
    assert set(window.actions_.by_id.values()) <= shown


def test_f6_goes_round_the_panes(window, qtbot):
    today = screen(window, "today")
    window.sidebar.view.setFocus()
    forward, back = window.actions_.by_id["next_pane"], window.actions_.by_id["previous_pane"]
    seen = []
    for action in (forward, forward, forward, back):
        action.trigger()
        seen.append(QWidget.window(window).focusWidget())
    assert seen == [today.field, today.other, window.sidebar.view, today.other]


def test_below_1180_the_sidebar_shows_icons_and_screens_are_told(window, qtbot):
    assert not window.sidebar.is_narrow
    window.resize(*SMALLEST)
    qtbot.waitUntil(lambda: window.sidebar.is_narrow)
    assert window.sidebar.width() == 52
    assert screen(window, "today").narrow is True
    window.resize(1300, 800)
    qtbot.waitUntil(lambda: not window.sidebar.is_narrow)
    assert screen(window, "today").narrow is False


def test_the_window_fits_the_smallest_size(window):
    assert window.minimumSizeHint().width() <= SMALLEST[0]
    assert window.minimumSizeHint().height() <= SMALLEST[1]


def test_a_closed_window_asks_for_nothing_any_more(window):
    window.show()
    timers = window.findChildren(QTimer)
    assert any(timer.isActive() for timer in timers)
    window.close()
    assert not any(timer.isActive() for timer in timers)


def test_undo_is_offered_in_the_status_bar_and_by_key_and_only_once(window):
    taken_back = []
    undo = window.actions_.by_id["undo"]
    assert not undo.isEnabled()
    window.context.notices.offer_undo("3 orders deleted", lambda: taken_back.append(3))
    assert undo.isEnabled()
    undo.trigger()
    assert taken_back == [3]
    assert not undo.isEnabled()


def test_an_undo_that_was_not_taken_ends_and_the_counts_come_back(window):
    window.status.set_counts("27 orders")
    window.context.notices.offer_undo("1 order deleted", lambda: None)
    assert window.status._words.text() == "1 order deleted ·"
    window.status._timer.timeout.emit()
    assert not window.status.has_undo
    assert window.status._words.text() == "27 orders"


def test_a_screen_that_is_gone_back_to_says_again_what_it_counts(window):
    window.visited.connect(lambda *_: window.status.set_counts("27 orders"))
    window.go_to("orders")
    window.status.set_counts("27 orders")
    window.go_back()
    assert window.status._words.text() == "refreshed 1 times"


def test_what_can_be_read_elsewhere_gives_way_to_what_the_screen_counts(window):
    window.resize(1024, 640)
    window.status.set_zone("Leeds, GMT (UTC+0) · 10:42")
    window.status.set_rules("Rules checked 4 Mar 2026")
    window.status.set_counts("27 orders")
    assert window.status._rules.isVisible()
    window.status.set_counts("27 orders and all that is said of them, " * 4)
    assert not window.status._rules.isVisible()
    window.status.set_counts("27 orders")
    assert window.status._rules.isVisible()


def test_the_status_of_the_visible_screen_is_shown(window):
    assert window.status._words.text() == "refreshed 1 times"


def test_a_failure_nobody_took_is_said(window):
    window.context.tasks.failed_unseen.emit(None, RuntimeError("torn page"))
    assert "RuntimeError: torn page" in window.context.notices.errors[0]


def test_the_palette_finds_places_commands_and_what_the_provider_gives(window, qtbot):
    lamps = Found("scale", "LED panel lamps, 160 short", "case, 4 days", ("case", "c7"))
    window.set_palette_provider(lambda text: [lamps] if text in "lumio lamps" else [])
    window.actions_.by_id["palette"].trigger()
    palette = window.palette_
    assert palette.model.rowCount() == 3
    palette.field.setText("lamps")
    assert palette.list.currentIndex().data() == lamps.words
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    assert window.here == Visit("case", "c7")
    assert not palette.isVisible()
    window.actions_.by_id["palette"].trigger()
    palette.field.setText("back")
    assert [palette.model.index(n).data() for n in range(palette.model.rowCount())] == ["Back"]
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    assert window.here == Visit("today")


def test_a_click_in_the_sidebar_goes_there_and_a_case_opens(window, qtbot):
    window.sidebar.set_cases(CASES)
    view, model = window.sidebar.view, window.sidebar.model
    rows = {model.index(n).data(): model.index(n) for n in range(model.rowCount())}
    for words, wanted in (("Orders", Visit("orders")), ("Ring light kit", Visit("case", "c1"))):
        place = view.visualRect(rows[words]).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        assert window.here == wanted


def test_the_sidebar_speaks_its_rows(window):
    window.sidebar.set_counts({"today": 4})
    window.sidebar.set_cases(CASES)
    model = window.sidebar.model
    spoken = [model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount())]
    assert "Today 4" in spoken
    assert "Ring light kit, missed 2 days ago" in spoken


def test_the_sidebars_model_keeps_the_rules_of_models(window):
    QAbstractItemModelTester(window.sidebar.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model = SidebarModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.sidebar.set_counts({"orders": 2})
    window.sidebar.set_cases(CASES)
    window.sidebar.set_cases([])


def test_the_window_comes_back_where_it_was(window, context, qtbot):
    window.resize(1250, 700)
    window.close()
    again = MainWindow(context, TEST_PLACES)
    qtbot.addWidget(again)
    # The offscreen screen is narrower than the window may be, so only the height can come back here.
    assert again.height() == 700


def test_light_or_dark_is_remembered(window):
    window.actions_.by_id["theme_dark"].trigger()
    assert window.context.settings.get("theme") == "dark"
    assert window.context.theme.theme.is_dark


@pytest.mark.parametrize("pin", ["light", "dark"])
@pytest.mark.parametrize("size", [SMALLEST, (1440, 900)])
def test_the_window_is_drawn_in_both_themes_and_sizes(window, pin, size, qtbot):
    window.context.theme.set_pin(pin)
    window.resize(*size)
    window.sidebar.set_cases(CASES)
    picture = window.grab().toImage()
    assert picture.pixelColor(2, size[1] // 2) == window.context.theme.theme.sidebar


def test_every_real_place_has_words_and_what_is_reached_from_others_belongs_somewhere():
    assert all(place.words and place.icon for place in PLACES)
    assert all(place.belongs_to for place in PLACES if place.group is None)
    assert len({place.id for place in PLACES}) == len(PLACES)


def test_a_notice_is_readable_in_the_smallest_window(window, qtbot):
    window.status.set_zone("Leeds, GMT (UTC+0) · 10:42")
    window.status.set_rules("Rules checked 4 Mar 2026")
    window.status.set_saved("Saved here · backup today 08:10")
    window.resize(*SMALLEST)
    words = (
        "Evidence of LED panel lamps, 160 short, moved to the bin with its four photographs and nine messages"
    )
    window.context.notices.offer_undo(words, lambda: None)
    shown = window.status._words
    qtbot.waitUntil(lambda: shown.width() >= shown.fontMetrics().horizontalAdvance(shown.text()))
    assert not window.status._rules.isVisible()
    window.status._timer.timeout.emit()
    assert window.status._rules.isVisible()


def test_a_screen_that_is_there_already_asks_again_for_another_argument(window):
    window.go_to("case", "c1")
    page = screen(window, "case")
    assert page.refreshes == 1
    page.stale = True
    window.go_to("case", "c2")
    assert (page.opened, page.refreshes) == (["c1", "c2"], 2)


def test_alt_alone_opens_the_menu_bar_and_alt_with_a_key_does_not(window, qtbot):
    bar = window.menuBar()
    assert not bar.isVisible()
    qtbot.keyPress(window, Qt.Key.Key_Alt)
    qtbot.keyPress(window, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    qtbot.keyRelease(window, Qt.Key.Key_Alt)
    assert not bar.isVisible()
    # A list that keeps Alt+Down to itself tells nobody of it.
    inside = QListWidget(window)
    inside.keyPressEvent = lambda _event: None
    inside.show()
    qtbot.keyPress(inside, Qt.Key.Key_Alt)
    qtbot.keyPress(inside, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyRelease(inside, Qt.Key.Key_Alt)
    assert not bar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Alt)
    assert bar.isVisible()
    window.actions_.by_id["menu_bar"].trigger()
    assert not bar.isVisible()
