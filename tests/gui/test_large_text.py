"""Text at 100, 150 and 200 % in the usual and the smallest window: nothing covers another thing, nothing is cut."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget

from disputes_app.actions.exhibits import add_exhibits
from disputes_app.actions.messages import add_message
from disputes_app.domain.messages import MessageDirection
from disputes_app.gui import phrases, pictures
from disputes_app.gui import theme as themes
from disputes_app.gui.delegates.sidebar_rows import icon_and_badge, icons_width
from disputes_app.gui.paint import marks, rows, text
from disputes_app.gui.paint.axis import Axis, paint_axis_header
from disputes_app.gui.screens.case.exhibits_delegate import places
from disputes_app.gui.screens.inbox.chooser import OrderChooser
from disputes_app.gui.screens.order_form.dialog import OrderDialog
from disputes_app.gui.screens.settings.dialog import SettingsDialog
from disputes_app.gui.widgets.sheet import Sheet
from disputes_app.gui.widgets.stepper import Step, Stepper
from disputes_app.queries.cases import case_ids
from tests.helpers.builders import NOW, a_case, a_file, a_library, an_order
from tests.helpers.gui import theme_source
from tests.helpers.layout import faults, text_at
from tests.helpers.opened import a_session, settle

SIZES = [(1440, 900), (1024, 640)]
STAGES = ["Collect", "Prepare", "File", "Seller answers", "AliExpress decides", "Close"]


@pytest.fixture(params=[100, 150, 200])
def percent(request):
    """The text size in force."""
    theme_source("light")
    with text_at(request.param):
        yield request.param


@pytest.fixture
def session(percent, monkeypatch, tmp_path):
    """The window on an order with a long name, its case, and a file that waits."""
    core = a_library(tmp_path)
    title = "Smartwatch GT4 Pro, 46 mm, black, with a second strap"
    order = an_order(core, "8193 0457 7216 4402", title=title, seller="Shenzhen Vetra Wearables Store")
    case = a_case(core, order)
    a_file(core, tmp_path, "a-letter-of-the-bank-about-the-payment.txt")
    add_exhibits(core, case, [("evidence", a_file(core, tmp_path, "letter.txt", "The strap broke again."))])
    words = "亲，感谢您的订单，我们会尽快发货，请您耐心等待几天。"
    add_message(core, order, "Vetra", NOW, words, direction=MessageDirection.RECEIVED)
    core.library.close()
    with a_session(monkeypatch, core.library.folder, lambda: NOW) as made:
        made.window.show()
        made.wiring.start()
        yield made


def lasting_faults(qtbot, root) -> list[str]:
    """What is still wrong when the layouts inside layouts have had their turn."""
    qtbot.wait(60)
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not faults(root), timeout=3000)
    return faults(root)


def test_no_screen_covers_or_cuts_anything(session, qtbot):
    found = []
    for size, (name, place, argument) in product(SIZES, pictures._places(session.context)):
        session.window.resize(*size)
        session.window.go_to(place, argument)
        settle(qtbot, session)
        tabs = getattr(session.window.screen_here, "tabs", None)
        for tab in list(tabs._buttons) if tabs is not None and tabs.isVisible() else [name]:
            if tab != name:
                tabs._buttons[tab].click()
            found += [f"{size}, {name}, {tab}: {fault}" for fault in lasting_faults(qtbot, session.window)]
    assert found == []


def test_dialogs_stay_inside_the_smallest_window_and_cut_nothing(session, qtbot):
    context, window = session.context, session.window
    window.resize(1024, 640)
    order = pictures._an_order(context)
    makers = [
        partial(OrderDialog, context, order),
        partial(SettingsDialog, context),
        partial(OrderChooser, context, "Which order does it belong to?", "File it here"),
    ]
    for make in makers:
        dialog = make(parent=window)
        dialog.open()
        settle(qtbot, session)
        assert lasting_faults(qtbot, dialog) == []
        assert window.rect().contains(QRect(QPoint(), dialog.size()))
        dialog.reject()


def dialogs_of(screen, makers):
    """Each dialog that a screen opens, by name."""
    for make in makers:
        make()
        QApplication.processEvents()
        sheet = next(one for one in screen.findChildren(Sheet) if one.isVisible())
        yield make, sheet
        sheet.reject()
        sheet.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_dialogs_of_a_case_and_an_order_show_their_buttons_and_cut_nothing(session, qtbot):
    core, window = session.context.core, session.window
    window.resize(1024, 640)
    order = pictures._an_order(session.context)
    case = case_ids(core.library)[0]
    window.go_to("case", case)
    settle(qtbot, session)
    screen = window.screen_here
    deeds, exhibits = screen.deeds, screen.exhibit_deeds
    shown = screen.exhibits.model.rows[0]
    of_case = [
        deeds.edit_case, deeds.mark_filed, deeds.advance_stage, deeds.close_case, deeds.next_route,
        deeds.make_locked, deeds.choose_layout, partial(deeds._on_private, ()), partial(exhibits.cover, shown),
        partial(exhibits.say_what_it_shows, shown), partial(exhibits.add, "message"),
    ]  # fmt: skip
    found = [
        f"{make}: {fault}"
        for make, sheet in dialogs_of(screen, of_case)
        for fault in sheet_faults(qtbot, window, sheet)
    ]
    window.go_to("order", order)
    settle(qtbot, session)
    screen = window.screen_here
    acts = screen.acts
    of_order = [
        acts.inspect, acts.add_message, acts.add_date, acts.confirm_receipt, acts.add_reminder,
        partial(acts.translate, acts.view.detail.messages[0]),
    ]  # fmt: skip
    found += [
        f"{make}: {fault}"
        for make, sheet in dialogs_of(screen, of_order)
        for fault in sheet_faults(qtbot, window, sheet)
    ]
    assert found == []


def sheet_faults(qtbot, window, sheet) -> list[str]:
    """What is wrong with a dialog: its buttons out of sight, too large for the window, things cut or covered."""
    sheet._say("Something is still wrong with what stands in here: look at it once more, then go on.")
    found = lasting_faults(qtbot, sheet)
    if sheet.focusWidget() is None or not sheet._fields.isAncestorOf(sheet.focusWidget()):
        found.append("the keyboard does not begin in a field")
    for one in sheet.findChildren(QWidget):
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            said = QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
            if not said:
                found.append(f"{one} has no name for a screen reader")
    if not window.rect().contains(QRect(QPoint(), sheet.size())):
        found.append(f"{sheet.size()} is too large")
    for part in (sheet.yes, sheet.fault):
        if part.visibleRegion().boundingRect() != part.rect():
            found.append(f"{part} is not whole")
    for one in sheet._fields.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if one.wordWrap() and one.isVisible() and one.height() > one.heightForWidth(one.width()) + 2:
            found.append(f"“{one.text()}” has empty lines beside it")
    lists = [one for one in sheet.findChildren(QListWidget) if one.isVisible() and one.count()]
    for one in lists:
        taller = one.fontMetrics().boundingRect(QRect(0, 0, 2000, 2000), 0, one.item(0).text()).height()
        if one.visualItemRect(one.item(0)).height() <= taller:
            found.append("the second line of an item is left out")
    return found


def test_the_inbox_shows_list_or_file_where_there_is_no_room_for_both(session, percent, qtbot):
    session.window.resize(1024, 640)
    session.window.go_to("inbox")
    settle(qtbot, session)
    inbox = session.window.screen_here
    assert (inbox.list.isVisible(), inbox.preview.isVisible()) == (True, percent == 100)
    assert inbox.list.columnWidth(0) > themes.scaled(150)
    if percent != 100:
        inbox.tabs._buttons["file"].click()
        assert (inbox.list.isVisible(), inbox.preview.isVisible()) == (False, True)


def test_every_row_of_today_has_its_bar_beside_its_words_or_below_them(session, percent, qtbot):
    session.window.resize(1024, 640)
    session.window.go_to("today")
    settle(qtbot, session)
    view = session.window.screen_here.list
    row = view.visualRect(view.currentIndex())
    image = view.viewport().grab(QRect(0, row.top(), view.viewport().width(), row.height())).toImage()
    bar = themes.active().urgency[phrases.level(view.row().next)].bar
    painted = [
        y for y in range(image.height()) if any(image.pixelColor(x, y) == bar for x in range(image.width()))
    ]
    assert view.painter_.is_axis_below == (percent != 100)
    assert len(painted) >= 8
    assert (min(painted) >= rows.agenda_height()) == (percent != 100)
    header = view.axis_header.viewport().grab().toImage()
    flag = [
        x for x in range(header.width())
        if header.pixelColor(x, themes.scaled(10)) == themes.active().accent
    ]  # fmt: skip
    assert flag


def test_the_list_of_orders_gives_way_to_the_chosen_one_where_there_is_no_room_for_both(
    session, percent, qtbot
):
    session.window.resize(1024, 640)
    session.window.go_to("orders")
    settle(qtbot, session)
    screen = session.window.screen_here
    screen.performs()["inspector"]()
    settle(qtbot, session)
    assert screen.inspector.isVisible()
    assert screen.pages.isVisible() == (percent == 100)
    assert lasting_faults(qtbot, screen) == []
    if percent != 100:
        assert screen.inspector.width() == screen.width()
        focused = QApplication.focusWidget()
        assert screen.inspector.isAncestorOf(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Escape)
        assert screen.inspector.isHidden()
        assert screen.table.hasFocus()


@pytest.mark.parametrize("count", [1, 23, 140])
def test_a_number_hides_no_more_than_a_corner_of_its_icon(percent, count):
    cell = QRectF(0, 0, icons_width(), themes.height("sidebar") + themes.scaled(5))
    icon, badge = icon_and_badge(cell.adjusted(8, 0, -8, 0), count)
    hidden = icon.intersected(badge)
    assert cell.contains(icon)
    assert cell.contains(badge)
    assert hidden.width() * hidden.height() < icon.width() * icon.height() * (0.3 if count < 100 else 0.6)


def test_letter_picture_and_words_of_an_exhibit_stand_side_by_side(percent):
    row = QRectF(0, 0, 600, themes.height("exhibit"))
    letter, picture, words = places(row)
    assert letter.left() + marks.letter_size("AA").width() < picture.left()
    assert picture.right() < words
    assert row.contains(picture)


def test_a_row_with_a_number_of_days_is_as_tall_as_its_two_lines(percent):
    lines = text.line_height(themes.font("big")) + text.line_height(themes.font("dense"))
    assert rows.agenda_height() > lines


@pytest.mark.parametrize("wide", [300, 600, 1300])
def test_stages_are_all_named_or_only_the_present_one_is(percent, wide, qtbot):
    stepper = Stepper()
    qtbot.addWidget(stepper)
    stepper.set_steps([Step(name) for name in STAGES], 4)
    stepper.resize(max(wide, stepper.minimumSizeHint().width()), stepper.sizeHint().height())
    stepper.show()
    assert stepper.names_all == (stepper.toolTip() == "")
    assert all(name in stepper.toolTip() for name in STAGES) or stepper.names_all
    ring = 2 * themes.scaled(9)
    assert stepper._pitch() > ring
    assert stepper._left(len(STAGES) - 1) + ring <= stepper.width()
    assert text.line_height(themes.font("small")) <= ring + 4


def test_the_flag_of_today_is_as_tall_as_its_words(percent):
    tall = themes.height("axis_header")
    image = QImage(400, tall, QImage.Format.Format_RGB32)
    theme = themes.active()
    image.fill(theme.chrome)
    axis = Axis.around(date(2026, 3, 12), ZoneInfo("Europe/London"))
    painter = QPainter(image)
    paint_axis_header(painter, QRectF(image.rect()), axis, theme)
    painter.end()
    x = round(axis.x(QRectF(image.rect()), axis.today)) + 3
    flag = [y for y in range(tall) if image.pixelColor(x, y) == theme.accent]
    assert flag[-1] - flag[0] + 2 >= text.line_height(themes.font("small"))
    assert flag[-1] < tall
