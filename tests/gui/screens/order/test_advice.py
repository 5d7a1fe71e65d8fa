"""What the order screen advises: wait until a day, inspect, confirm with open eyes, open the case it points to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from disputes_app.actions import orders
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.inspection import Check
from disputes_app.gui.screens.order.case_dialog import CaseDialog
from disputes_app.gui.screens.order.date_dialogs import DateDialog
from disputes_app.gui.screens.order.inspect_dialog import InspectDialog
from disputes_app.gui.widgets.buttons import Button
from tests.gui.screens.order.conftest import FACTS
from tests.helpers.gui import dialog_of


@pytest.fixture
def held(core):
    """A lamp that came on 5 March, whose payment AliExpress holds."""
    given = FACTS | {
        "number": "8194 1", "title": "Desk lamp", "seller": "Lumen (made up)", "ordered_at": "2026-02-20",
        "paid_at": "2026-02-20", "delivered_at": "2026-03-05T10:00+00:00", "payment_state": "held",
    }  # fmt: skip
    return orders.add_order(core, given).value


def _lines(screen):
    return [one.text() for one in screen.advice.findChildren(QLabel) if one.isVisible()]


def _press(qtbot, screen, act):
    button = next(one for one in screen.advice.findChildren(Button) if one.property("act") == act)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _answer(dialog, **answers):
    for check, word in answers.items():
        box = dialog.answers[Check(check)]
        box.setCurrentIndex(box.findData(word))


def test_an_order_that_came_asks_to_be_inspected_and_says_that_the_money_is_held(show, held):
    screen = show(held)
    (line,) = _lines(screen)
    assert line.startswith(
        "It came on 5 Mar and is not inspected yet. Faults can be claimed until Fri 20 Mar."
    )
    assert "held until you confirm receipt" in line
    assert screen.header.money.text().endswith(", PayPal from Visa ··4417, held")
    assert "(first order)" in screen.header.seller.text()


def test_a_fault_in_the_checklist_opens_its_case(qtbot, show, held):
    screen = show(held)
    _press(qtbot, screen, "inspect")
    dialog = dialog_of(screen, InspectDialog)
    _answer(dialog, packing="damaged", count="complete", match="as_listed", function="faulty")
    assert "Damaged, Defective" in dialog.proposal.text()
    assert "Photos of the unopened parcel" in dialog.pictures.text()
    dialog.take()
    qtbot.waitUntil(lambda: _lines(screen) == ["Your inspection found: damaged, defective."])
    _press(qtbot, screen, "case")
    assert dialog_of(screen, CaseDialog).claim.currentData() == ClaimType.DAMAGED


def test_an_inspection_without_fault_leaves_nothing_to_do_and_is_kept(qtbot, show, held, core):
    screen = show(held)
    _press(qtbot, screen, "inspect")
    dialog = dialog_of(screen, InspectDialog)
    _answer(dialog, packing="intact", count="complete", match="as_listed", function="works")
    dialog.take()
    assert not screen.advice.isVisible()
    screen.acts.inspect()
    again = dialog_of(screen, InspectDialog)
    assert again.answers[Check.MATCH].currentData() == "as_listed"


def test_an_inspection_of_tomorrow_is_refused_in_a_sentence(qtbot, show, held):
    screen = show(held)
    _press(qtbot, screen, "inspect")
    dialog = dialog_of(screen, InspectDialog)
    dialog.day.editor.setText("13 Mar 2026")
    dialog.take()
    assert dialog.fault.text() == "That day is still to come."


def test_before_receipt_is_confirmed_it_is_said_what_goes_and_what_ends(qtbot, show, held):
    screen = show(held)
    _press(qtbot, screen, "confirm")
    dialog = dialog_of(screen, DateDialog)
    assert "not inspected yet" in dialog.warning.text()
    assert "USD 64.80 is held for you" in dialog.warning.text()
    qtbot.keyClicks(dialog.day.editor, "10 Mar 2026")
    assert "“Open a dispute on AliExpress” then ends on Wed 25 Mar 2026." in dialog.warning.text()
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("inspected"))
    assert not dialog.warning.isVisible()


def test_a_confirmation_given_as_an_answer_is_warned_of_as_well(show, awaited):
    screen = show(awaited)
    screen.acts.answer("confirmed", "AE-03", "2026-03-10")
    dialog = dialog_of(screen, DateDialog)
    assert dialog.given == {"confirmed_at": "2026-03-10"}
    assert "not inspected yet" in dialog.warning.text()


def test_an_order_on_its_way_says_by_when_it_should_come(show, core, awaited):
    orders.edit_order(core, awaited, {"estimated_to": "2026-03-20"})
    assert _lines(show(awaited)) == ["Expected by Fri 20 Mar: the delivery estimate ends then."]
