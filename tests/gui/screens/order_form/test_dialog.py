"""The order form: adding by keyboard alone and by mouse, correcting, editing, and what stands beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from disputes_app import bootstrap
from disputes_app.actions.orders import add_order
from disputes_app.actions.settings import change_settings
from disputes_app.domain.orders import Order
from disputes_app.domain.rule_words import Family
from disputes_app.gui.screens.order_form.dialog import OrderDialog
from disputes_app.gui.screens.order_form.protections import Protections
from disputes_app.gui.widgets.buttons import Button
from disputes_app.queries.orders import order_detail
from disputes_app.queries.preview import Protection
from tests.helpers.gui import a_context

NOW = datetime(2026, 3, 12, 10, 42, tzinfo=UTC)
KNOWN = {
    "platform": "aliexpress",
    "number": "8193 0457 7216 4402",
    "title": "Smartwatch",
    "seller": "Vetra",
    "total": "64.80",
    "currency": "USD",
    "home_total": "51.10",
    "home_currency": "GBP",
    "payment_method": "paypal",
    "funded_by": "Visa ··4417",
    "ordered_at": "2026-02-06T08:15:30+00:00",
    "paid_at": "2026-02-07",
    "shipped_at": "2026-02-09",
    "delivered_at": "2026-02-27T17:31:50+00:00",
    "carrier": "Cainiao",
    "tracking_number": "LP00619022875",
    "site": "aliexpress.com",
    "note": "for the trip",
}


@pytest.fixture
def context(tmp_path):
    core = bootstrap.create_library(tmp_path / "library", lambda: NOW)
    change_settings(core, home_zone="Europe/London", home_currency="GBP", buyer_country="GB")
    yield a_context(core, NOW)
    core.library.close()


def opened(context, qtbot, order=None, parent=None) -> OrderDialog:
    made = OrderDialog(context, order, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    if parent is None:
        qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def dialog(context, qtbot):
    return opened(context, qtbot)


def typed(qtbot, field, words: str) -> None:
    field.editor.clear()
    qtbot.keyClicks(field.editor, words)
    field.editor.editingFinished.emit()


def orders(context) -> list[Order]:
    return context.core.library.find(Order)


def test_an_order_is_added_with_the_keyboard_alone(dialog, context, qtbot):
    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def write(words):
        qtbot.keyClicks(QApplication.focusWidget(), words)

    def tab_to(widget):
        for _ in range(40):
            if QApplication.focusWidget() is widget:
                return
            press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never comes to {widget.accessibleName()}")

    qtbot.waitUntil(dialog.entries.title.hasFocus)
    write("Noise-cancelling earbuds")
    tab_to(dialog.entries.platform)
    write("eBay")
    tab_to(dialog.entries.number)
    write("14-11902-77150")
    tab_to(dialog.entries.seller)
    write("earlink")
    tab_to(dialog.entries.total.editor)
    write("39.90")
    tab_to(dialog.entries.method)
    press(Qt.Key.Key_Down)
    tab_to(dialog.entries.ordered.editor)
    write("24 feb")
    tab_to(dialog.entries.delivered.editor)
    write("9 mar")
    tab_to(dialog.entries.delivered_time)
    write("11:42")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (order,) = orders(context)
    detail = order_detail(context.core, context.core.library, order.id)
    assert (order.title, order.platform, order.number) == (
        "Noise-cancelling earbuds",
        "ebay",
        "14-11902-77150",
    )
    assert detail.seller.name == "earlink"
    assert detail.payments[0].method == "paypal"
    dates = {one.kind: one.value for one in detail.dates}
    assert dates["ordered"] == date(2026, 2, 24)
    assert dates["delivered"] == datetime(2026, 3, 9, 11, 42, tzinfo=UTC)
    assert not dialog.isVisible()


def test_an_order_is_added_with_the_mouse_and_undone(dialog, context, qtbot):
    qtbot.keyClicks(dialog.entries.title, "Lamp")
    typed(qtbot, dialog.entries.total, "12")
    typed(qtbot, dialog.entries.ordered, "today")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert [order.title for order in orders(context)] == ["Lamp"]
    context.notices.undos[-1][1]()
    assert orders(context) == []


def test_what_is_missing_is_said_under_its_field_and_the_first_has_the_focus(dialog, context, qtbot):
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert orders(context) == []
    assert "needed" in dialog.entries.total.editor.accessibleDescription()
    assert "needed" in dialog.entries.ordered.editor.accessibleDescription()
    qtbot.waitUntil(dialog.entries.title.hasFocus)


def test_save_is_off_while_a_date_contradicts_another_and_the_link_corrects_it(dialog, qtbot):
    typed(qtbot, dialog.entries.ordered, "24 Feb 2026")
    typed(qtbot, dialog.entries.shipped, "26 Feb 2026")
    typed(qtbot, dialog.entries.delivered, "9 Feb 2026")
    assert not dialog.save.isEnabled()
    assert dialog.trouble.text() == "1 date to correct"
    assert dialog.entries.delivered.has_error
    link = next(one for one in dialog.entries.delivered.findChildren(Button) if one.text() == "9 Mar 2026")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert dialog.entries.delivered.day == date(2026, 3, 9)
    assert dialog.save.isEnabled()
    assert dialog.trouble.text() == ""


def test_save_is_off_while_a_value_cannot_be_read(dialog, qtbot):
    typed(qtbot, dialog.entries.total, "a lot")
    assert not dialog.save.isEnabled()
    typed(qtbot, dialog.entries.total, "12.50")
    assert dialog.save.isEnabled()
    dialog.entries.delivered_time.setText("25:99")
    assert not dialog.save.isEnabled()
    assert "11:42" in dialog.entries.delivered_time.accessibleDescription()
    dialog.entries.delivered_time.setText("11:42")
    assert dialog.save.isEnabled()


def test_the_protections_follow_every_keystroke(dialog, qtbot):
    assert dialog.protections.in_short == "No protection yet"
    dialog.entries.method.setCurrentIndex(dialog.entries.method.findData("paypal"))
    typed(qtbot, dialog.entries.ordered, "24 Feb 2026")
    running = {one.name: one.days_left for one in dialog.protections.shown if not one.closed}
    assert running["PayPal"] == 163
    typed(qtbot, dialog.entries.ordered, "25 Feb 2026")
    moved = {one.name: one.days_left for one in dialog.protections.shown if not one.closed}
    assert moved["PayPal"] == 164
    dialog.entries.business.setChecked(True)
    names = {one.name for one in dialog.protections.shown if not one.closed}
    assert "Consumer Rights Act" not in names


def test_while_a_day_is_wrong_the_protections_are_those_of_the_day_meant(dialog, qtbot):
    typed(qtbot, dialog.entries.ordered, "24 Feb 2026")
    typed(qtbot, dialog.entries.shipped, "26 Feb 2026")
    typed(qtbot, dialog.entries.delivered, "9 Feb 2026")
    wrong = dialog.protections.shown
    typed(qtbot, dialog.entries.delivered, "9 Mar 2026")
    assert dialog.protections.shown == wrong


def test_opening_and_saving_an_order_changes_nothing(context, qtbot):
    order = add_order(context.core, KNOWN).value
    entries = context.core.library.value("SELECT count(*) FROM journal")
    dialog = opened(context, qtbot, order)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert context.core.library.value("SELECT count(*) FROM journal") == entries


def test_an_order_that_came_without_an_amount_can_be_corrected_without_one(context, qtbot):
    order = add_order(context.core, {"number": "7", "title": "Lamp", "platform": "ebay"}).value
    dialog = opened(context, qtbot, order)
    dialog.entries.title.setText("Desk lamp")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    known = order_detail(context.core, context.core.library, order).order
    assert (known.title, known.total) == ("Desk lamp", None)
    assert not dialog.isVisible()


def test_an_edit_keeps_what_was_not_touched(context, qtbot):
    order = add_order(context.core, KNOWN).value
    before = order_detail(context.core, context.core.library, order)
    dialog = opened(context, qtbot, order)
    dialog.entries.title.setText("Smartwatch GT4 Pro")
    typed(qtbot, dialog.entries.shipped, "10 Feb 2026")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    after = order_detail(context.core, context.core.library, order)
    assert after.order.title == "Smartwatch GT4 Pro"
    old = {one.kind: one.value for one in before.dates}
    new = {one.kind: one.value for one in after.dates}
    assert new == old | {"shipped": date(2026, 2, 10)}
    assert (after.order.total, after.order.home_total) == (before.order.total, before.order.home_total)
    assert (after.order.note, after.order.site) == ("for the trip", "aliexpress.com")
    assert after.payments == before.payments
    assert after.shipments[0][0].tracking_number == "LP00619022875"


def test_another_order_starts_with_an_empty_form_on_the_same_platform(dialog, context, qtbot):
    dialog.another.setChecked(True)
    dialog.entries.platform.setCurrentIndex(dialog.entries.platform.findData("ebay"))
    for number, name in enumerate(("Lamp", "Mat")):
        qtbot.keyClicks(dialog.entries.title, name)
        qtbot.keyClicks(dialog.entries.number, f"14-11902-7715{number}")
        typed(qtbot, dialog.entries.total, "12")
        typed(qtbot, dialog.entries.ordered, "1 Mar 2026")
        dialog.entries.wrong.choose(["defective"])
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
        assert dialog.entries.title.text() == ""
        assert dialog.entries.wrong.chosen_ids == [""]
    assert [(order.title, order.platform) for order in orders(context)] == [("Lamp", "ebay"), ("Mat", "ebay")]
    assert dialog.isVisible()


def test_a_number_that_is_taken_is_told_and_the_form_stays(context, qtbot):
    add_order(context.core, KNOWN)
    dialog = opened(context, qtbot)
    dialog.entries.title.setText("The same again")
    dialog.entries.number.setText(KNOWN["number"])
    typed(qtbot, dialog.entries.total, "1")
    typed(qtbot, dialog.entries.ordered, "1 Mar 2026")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert "already in the library" in context.notices.errors[0]
    assert dialog.isVisible()
    assert dialog.save.isEnabled()


@pytest.mark.parametrize(("size", "beside"), [((1440, 900), True), ((1024, 640), False)])
def test_in_a_small_window_the_protections_become_one_line(context, qtbot, size, beside):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    dialog = opened(context, qtbot, parent=window)
    assert dialog.protections.isVisible() is beside
    assert dialog.in_short.isVisible() is not beside
    assert dialog.height() <= size[1]


def test_escape_leaves_without_a_question_but_says_first_what_would_be_lost(dialog, context, qtbot):
    qtbot.keyClicks(dialog.entries.title, "Lamp")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert orders(context) == []
    assert context.notices.questions == []


def test_every_field_has_a_name_for_a_screen_reader(dialog):
    fields = (
        dialog.entries.title, dialog.entries.platform, dialog.entries.number, dialog.entries.seller, dialog.entries.currency, dialog.entries.total.editor,
        dialog.entries.home_total.editor, dialog.entries.method, dialog.entries.network, dialog.entries.funded_by, dialog.entries.reference,
        dialog.entries.carrier, dialog.entries.tracking, dialog.entries.delivered_time, *(one.editor for one in dialog.entries.dates().values()),
    )  # fmt: skip
    assert all(field.accessibleName() for field in fields)
    assert len({field.accessibleName() for field in fields}) == len(fields)


def test_a_seller_bought_from_for_the_first_time_is_marked_while_typing(dialog, context, qtbot):
    add_order(context.core, KNOWN)
    qtbot.keyClicks(dialog.entries.seller, "Vetra")
    assert dialog.entries.seller_field.hint.text() == ""
    qtbot.keyClicks(dialog.entries.seller, " Two")
    assert "first order with this seller" in dialog.entries.seller_field.hint.text()


def test_where_the_money_is_can_be_said_and_corrected(context, qtbot):
    order = add_order(context.core, KNOWN | {"payment_state": "held"}).value
    dialog = opened(context, qtbot, order)
    assert dialog.entries.money.currentData() == "held"
    dialog.entries.money.setCurrentIndex(dialog.entries.money.findData("released"))
    dialog._on_save()
    (payment,) = order_detail(context.core, context.core.library, order).payments
    assert payment.state == "released"


def test_a_last_day_that_has_passed_is_no_running_protection(qtbot):
    shown = Protections()
    qtbot.addWidget(shown)
    passed = Protection("PayPal", Family.PAYMENT_SERVICE, "180 days", date(2026, 3, 9), -3)
    ahead = Protection("Visa", Family.CARD_NETWORK, "120 days", date(2026, 3, 29), 17)
    shown.show_protections([passed, ahead])
    assert shown.in_short == "1 protection, first ends in 17 days"
    assert "%n" not in shown.accessibleDescription()
    assert shown._days(passed) == "3 days ago"


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        ("11 mar 2026", "Wednesday, 1 day ago"),
        ("13 mar 2026", "Friday, 1 day from now"),
        ("12 mar 2026", "Thursday, today"),
    ],
)
def test_beside_a_date_stands_how_far_away_it_is(context, qtbot, typed, beside):
    form = opened(context, qtbot)
    qtbot.keyClicks(form.entries.promised.editor, typed)
    assert form.entries.promised.hint.text() == beside


def test_an_order_can_be_in_the_currency_at_home_whichever_that_is(context, qtbot):
    change_settings(context.core, home_currency="ISK")
    form = opened(context, qtbot)
    assert {form.entries.currency.itemText(n) for n in range(form.entries.currency.count())} >= {
        "ISK",
        "CZK",
        "USD",
    }


def test_what_was_entered_takes_two_times_to_drop(context, qtbot):
    form = opened(context, qtbot)
    qtbot.keyClicks(form.entries.title, "Lamp")
    form.reject()
    assert form.isVisible()
    assert "Not saved yet" in form.trouble.text()
    qtbot.keyClicks(form.entries.title, "s")
    form.reject()
    assert form.isVisible()
    form.reject()
    assert not form.isVisible()


def test_a_form_in_which_nothing_changed_closes_at_once(context, qtbot):
    form = opened(context, qtbot, add_order(context.core, KNOWN).value)
    form.reject()
    assert not form.isVisible()
