"""The small widgets: what they choose, what they show, and that everything has a name."""

from __future__ import annotations

from datetime import UTC, date
from operator import attrgetter

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPixmap, QTextDocument
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QSplitter, QWidget

from disputes_app.gui.paint import text
from disputes_app.gui.paint.axis import Axis
from disputes_app.gui.paint.window_bar import Span
from disputes_app.gui.remember import RememberedSplitter
from disputes_app.gui.row_list import ROW, RowList
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.bars import CrumbBar, PaneHeader, SectionHeader, TopBar
from disputes_app.gui.widgets.buttons import Button, IconButton, MenuButton, split_button
from disputes_app.gui.widgets.chips import Chip, Chips
from disputes_app.gui.widgets.command_palette import Found
from disputes_app.gui.widgets.drop_area import DropArea
from disputes_app.gui.widgets.facts import Facts
from disputes_app.gui.widgets.focus_ring import FocusRing, _Ring
from disputes_app.gui.widgets.labels import (
    Badge,
    ElidedLabel,
    LetterLabel,
    ProofMeter,
    Thumbnail,
    UrgencyLabel,
    label,
)
from disputes_app.gui.widgets.panels import column, row
from disputes_app.gui.widgets.segments import Segments
from disputes_app.gui.widgets.states import EmptyState, ErrorPanel, LoadingLine
from disputes_app.gui.widgets.stepper import Step, Stepper
from disputes_app.gui.widgets.totals import Total, Totals
from disputes_app.gui.widgets.window_bar import AxisLabels, WindowBar
from disputes_app.gui.words import breakable, counted, for_menu, for_tip, size
from tests.helpers.gui import ImmediateTasks, MemorySettings

CHIPS = [Chip("all", "All", 27), Chip("open", "Open case", 9), Chip("soon", "Closing", 7, Level.SOON)]


@pytest.fixture
def shown(qtbot):
    def show(widget, width=400, height=60):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


def buttons(widget):
    QApplication.processEvents()  # what was added to a layout shows itself a moment later
    return [made for made in widget.findChildren(QAbstractButton) if made.isVisibleTo(widget)]


def test_one_chip_is_on_and_choosing_another_tells_it(shown, qtbot):
    chips, told = shown(Chips(CHIPS)), []
    chips.chosen.connect(told.append)
    assert chips.chosen_ids == ["all"]
    qtbot.mouseClick(buttons(chips)[1], Qt.MouseButton.LeftButton)
    assert (chips.chosen_ids, told) == (["open"], ["open"])
    qtbot.mouseClick(buttons(chips)[1], Qt.MouseButton.LeftButton)
    assert chips.chosen_ids == ["open"]


def test_counts_change_in_place_and_the_choice_stays(shown):
    chips = shown(Chips(CHIPS))
    chips.choose(["open"])
    before = buttons(chips)
    chips.set_chips([Chip("all", "All", 1200), *CHIPS[1:]])
    assert buttons(chips) == before
    assert before[0].text() == "All 1,200"
    assert chips.chosen_ids == ["open"]


def test_several_chips_may_be_on_where_many_are_allowed(shown, qtbot):
    chips = shown(Chips(CHIPS, many=True))
    for made in buttons(chips)[:2]:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert chips.chosen_ids == ["all", "open"]


def test_chips_wrap_when_there_is_no_room(shown, qtbot):
    chips = shown(Chips(CHIPS), width=400)
    one_line = chips.heightForWidth(400)
    assert chips.heightForWidth(150) > one_line
    chips.resize(150, chips.heightForWidth(150))
    qtbot.waitUntil(lambda: len({made.y() for made in buttons(chips)}) > 1)


def test_segments_are_chosen_by_click_and_by_arrow_key(shown, qtbot):
    made, told = shown(Segments([("60", "60 days"), ("180", "6 months"), ("all", "All")], "Stretch")), []
    made.chosen.connect(told.append)
    assert made.chosen_id == "60"
    qtbot.mouseClick(buttons(made)[2], Qt.MouseButton.LeftButton)
    qtbot.keyClick(made, Qt.Key.Key_Right)
    assert told == ["all", "60"]
    made.set_choices([("60", "60 days"), ("180", "Half a year"), ("all", "All")])
    assert made.chosen_id == "60"


def test_totals_lead_to_their_lists(shown, qtbot):
    totals, told = shown(Totals()), []
    totals.set_totals(
        [Total("stake", "£1,630.36", "at stake in 8 cases"), Total("back", "£311.75", "recovered", "good")]
    )
    totals.chosen.connect(told.append)
    qtbot.mouseClick(buttons(totals)[1], Qt.MouseButton.LeftButton)
    assert told == ["back"]
    totals.grab()


def test_an_empty_state_has_one_way_on(shown, qtbot):
    made, taken = shown(EmptyState("No order matches “tripod”", "Ended orders are hidden.", "Show them")), []
    made.acted.connect(lambda: taken.append(True))
    qtbot.mouseClick(buttons(made)[0], Qt.MouseButton.LeftButton)
    assert taken == [True]
    made.set_words("Nothing here yet")
    assert buttons(made) == []


def test_an_error_panel_offers_its_ways_by_id(shown, qtbot):
    made, told = shown(ErrorPanel()), []
    made.acted.connect(told.append)
    made.show_error(
        "The PDF was not written", "No room left on drive D. Your case is safe.", {"again": "Try again"}
    )
    qtbot.mouseClick(buttons(made)[0], Qt.MouseButton.LeftButton)
    assert told == ["again"]
    made.show_error("The PDF was not written", "Still no room.", {"other": "Choose another folder…"})
    qtbot.waitUntil(lambda: len(buttons(made)) == 1)
    assert made.isVisible()


def test_short_work_shows_no_loading_line_and_long_work_can_be_stopped(shown, qtbot):
    class HeldTasks(ImmediateTasks):
        def _hand_over(self, task, *, pool):
            self.held = task

    tasks = HeldTasks()
    parent = shown(QWidget())
    line = LoadingLine(tasks, parent)
    tasks.run(int, label="Reading", quiet=True)
    assert not line._wait.isActive()
    tasks.run(int, label="Counting")
    assert line.isHidden()
    tasks._perform(tasks.held)
    assert not line._wait.isActive()
    task = tasks.run(int, label="Making packet")
    tasks._on_began(task)
    tasks._on_moved(task, 6, 10, "page 6 of 10")
    line._wait.timeout.emit()
    assert line.isVisible()
    assert line._words.text() == "Making packet: page 6 of 10"
    assert line._line._part == pytest.approx(0.6)
    qtbot.mouseClick(buttons(line)[0], Qt.MouseButton.LeftButton)
    assert task.stops_asked
    tasks._perform(task)
    assert line.isHidden()


def test_a_stepper_says_where_the_case_is(shown):
    stepper = shown(Stepper(), 700, 60)
    stepper.set_steps([Step("Collect", "since 28 Feb"), Step("Prepare", "7 of 9 ready"), Step("File")], 1)
    assert stepper.accessibleName() == "Stage 2 of 3: Prepare 7 of 9 ready"
    before = stepper.grab().toImage()
    stepper.set_steps([Step("Collect"), Step("Prepare"), Step("File")], 3)
    assert stepper.grab().toImage() != before


def test_files_dropped_on_the_area_are_told_and_links_are_not(shown, qtbot, tmp_path):
    area = shown(DropArea("Drop files here", "order e-mails, photos", "Choose…"), 480, 94)
    files, links = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    links.setUrls([QUrl("https://shop.example")])
    told = []
    area.files_dropped.connect(told.append)
    for mime in (links, files):
        event = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        area.dropEvent(event)
    assert told == [[tmp_path]]
    with qtbot.waitSignal(area.choosing):
        qtbot.mouseClick(buttons(area)[0], Qt.MouseButton.LeftButton)
    shown(DropArea("Drop files here, or paste")).grab()


def test_facts_are_replaced_not_added(shown):
    facts = shown(Facts())
    facts.set_facts([("Paid", "£51.10"), ("Delivered", Badge("day 3 of 7", Level.SOON))])
    facts.set_facts([("Paid", "£7,394.10")])
    assert facts._grid.itemAtPosition(0, 1).widget().text() == "£7,394.10"
    assert facts._grid.itemAtPosition(1, 0) is None


def test_an_elided_label_is_whole_in_its_tooltip(shown):
    made = shown(ElidedLabel("Zhongshan Lumio Lighting Company Limited"), 60, 20)
    made.grab()
    assert made.toolTip() == "Zhongshan Lumio Lighting Company Limited"
    made.resize(600, 20)
    made.grab()
    assert made.toolTip() == ""


def test_what_is_only_painted_still_has_words():
    assert LetterLabel("A").accessibleName() == "Exhibit A"
    assert ProofMeter(7, 9).accessibleDescription() == "7 of 9 proofs ready"
    assert UrgencyLabel(Level.CLOSE, "2 days").accessibleName() == "2 days"
    picture = Thumbnail(QPixmap(10, 10).size())
    picture.set_picture(QPixmap(10, 10), "Parcel as delivered")
    assert picture.accessibleName() == "Parcel as delivered"


def test_a_window_bar_and_its_axis_draw_what_they_are_given(shown):
    axis = Axis.around(date(2026, 3, 12), UTC)
    bar = shown(WindowBar(), 300, 36)
    empty = bar.grab().toImage()
    bar.set_bar(axis, Span(date(2026, 3, 1), date(2026, 3, 14), Level.CLOSE), words="2 days left")
    assert bar.grab().toImage() != empty
    assert bar.accessibleDescription() == "2 days left"
    shown(AxisLabels(axis, "Today"), 300, 34).grab()


def test_icon_buttons_have_a_name_a_tip_and_room_to_hit():
    made = IconButton("panel-right", "Inspector", "Ctrl+I")
    assert made.accessibleName() == "Inspector"
    assert made.toolTip().startswith("Inspector (")
    assert min(made.width(), made.height()) >= 24


def test_bars_hold_their_titles_and_what_is_added(shown, qtbot):
    top = shown(TopBar("Today", "Thursday 12 March 2026"), 900, 48)
    top.add_right(Button("Import…", "download"))
    top.set_note("Friday 13 March 2026")
    assert (top.height(), top.note.text()) == (48, "Friday 13 March 2026")
    crumbs = shown(CrumbBar("Orders", "Smartwatch GT4 Pro"), 900, 48)
    with qtbot.waitSignal(crumbs.back):
        qtbot.mouseClick(buttons(crumbs)[0], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(crumbs.upward):
        qtbot.mouseClick(buttons(crumbs)[1], Qt.MouseButton.LeftButton)
    assert shown(PaneHeader("Exhibits", "6"), 300, 40).height() == 40
    assert shown(SectionHeader("Ready"), 300, 28).height() == 28


def test_buttons_with_menus_open_them(shown):
    menu = QMenu()
    menu.addAction("Print A4")
    assert MenuButton("Marketplace", menu, "list-filter").menu() is menu
    assert split_button("Make packet…", menu, "file-output").menu() is menu
    shown(MenuButton("Seller", menu), 100, 28).grab()


def test_the_ring_shows_for_the_keyboard_and_not_for_a_click(shown, qtbot, qapp):
    if qapp.findChild(FocusRing) is None:
        FocusRing(qapp)
    one, two = Button("Edit"), Button("Save")
    box = QWidget()
    row(one, two, parent=box)
    shown(box)
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    assert box.findChildren(_Ring) == []
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    rings = [ring for ring in box.findChildren(_Ring) if ring.isVisible()]
    assert len(rings) == 1
    assert rings[0].around is QApplication.focusWidget()
    assert rings[0].geometry().contains(rings[0].around.geometry())
    rings[0].grab()


def test_a_list_of_rows_keeps_the_rules_of_models():
    model = RowList(attrgetter("words"), attrgetter("spoken"))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    today = Found("sun", "Today", "Ctrl 1", ("today", None))
    model.set_rows([today])
    index = model.index(0)
    assert index.data() == "Today"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Today, Ctrl 1"
    assert index.data(ROW) is today
    model.set_rows([])


def test_a_splitter_comes_back_where_it_was_left(shown):
    settings = MemorySettings()

    def a_splitter():
        splitter = QSplitter()
        for _ in range(2):
            splitter.addWidget(QWidget())
        shown(splitter, 600, 100)
        RememberedSplitter(splitter, settings, "orders")
        return splitter

    first = a_splitter()
    first.setSizes([400, 199])
    first.splitterMoved.emit(400, 1)
    assert a_splitter().sizes() == first.sizes()


@pytest.mark.parametrize(("number", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_words_follow_the_number(number, words):
    assert counted("Test", "%n day", "%n days", number) == words


def test_a_column_stretches_where_it_is_told(shown):
    box, top = QWidget(), Button("Top")
    column(top, None, parent=box)
    shown(box, 100, 300)
    assert top.height() < 60


def test_an_ampersand_in_a_name_is_to_be_seen(shown):
    button = shown(Button("Ben & Mira’s shop"))
    assert button.text() == "Ben && Mira’s shop"
    button.setText("A & B")
    assert button.shortcut().isEmpty()
    assert button.text() == "A && B"


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("A & B", "A && B"),
        ("two\n  lines", "two lines"),
        ("x" * 1_000_000, "x" * 59 + "…"),
        ("手" * 61, "手" * 59 + "…"),
    ],
)
def test_a_name_fits_a_menu(words, entry):
    assert for_menu(words) == entry


def test_arrow_keys_go_where_they_point_in_either_direction_of_writing(shown, qtbot):
    segments = shown(Segments([("a", "A"), ("b", "B"), ("c", "C")], "Letters"))
    segments.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(segments, Qt.Key.Key_Left)
    assert segments.chosen_id == "b"


def test_a_megabyte_is_measured_as_far_as_a_row_goes(shown):
    label = shown(ElidedLabel("wide " * 200_000))
    assert len(label.text()) <= 2000
    assert text.elided(label.font(), "a\nb\u2028c", 500) == "a b c"


def test_a_word_of_any_length_is_no_wider_than_a_line_and_short_ones_stay_as_they_are(shown):
    assert breakable("It is the wrong lamp.") == "It is the wrong lamp."
    assert breakable("a" * 20) == "a" * 20
    long = breakable("https://shop.example/" + "a" * 5000)
    assert long.replace("\u200b", "") == "https://shop.example/" + "a" * 5000
    wide = shown(label("WWWWWWWWWW WWWWWWWWWW WWWWWWWWWW", wrap=True)).minimumSizeHint().width()
    assert shown(label(long, wrap=True)).minimumSizeHint().width() <= 3 * wide


@pytest.mark.parametrize("words", ["Bolts & nuts", "M3 <= M4", "Lamp\nwhite"])
def test_a_tooltip_shows_plain_words_as_they_are(words):
    assert for_tip(words) == words


def test_a_tooltip_shows_the_tag_in_a_name(qtbot):
    shown = QTextDocument()
    shown.setHtml(for_tip("A & B <b>Trading</b>\nsecond line"))
    assert shown.toPlainText() == "A & B <b>Trading</b>\nsecond line"


def test_a_size_is_said_as_roughly_or_as_finely_as_there_is_room_for():
    assert (size(1_500_000_000), size(41_300_000, digits=0), size(0)) == ("1.5 GB", "41 MB", "0 bytes")
