"""The cases list: by deadline, chips that say how many, and Enter that opens one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from disputes_app.actions.cases import close_case
from disputes_app.domain.claims import Outcome
from disputes_app.domain.money import Money
from disputes_app.gui.screens.cases import screen as screens
from disputes_app.gui.screens.cases.screen import CasesScreen
from disputes_app.queries.orders import order_rows
from tests.helpers.builders import NOW, a_case, a_library, an_order
from tests.helpers.gui import a_context


@pytest.fixture
def core(tmp_path):
    made = a_library(tmp_path)
    yield made
    made.library.close()


def shown(core, qtbot):
    screen = CasesScreen(a_context(core, NOW))
    qtbot.addWidget(screen)
    screen.resize(1100, 600)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def test_the_case_that_closes_first_stands_first(core, qtbot):
    later = a_case(
        core, an_order(core, "2", confirmed_at="2026-03-05T10:00+00:00", delivered_at="2026-03-05")
    )
    sooner = a_case(core, an_order(core, "1"))
    screen = shown(core, qtbot)
    QAbstractItemModelTester(screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [row.id for row in screen.model.rows] == [sooner, later]
    assert screen.model.rows[0].number == "2"
    assert "2 days" in screen.model.data(screen.model.index(0), Qt.ItemDataRole.AccessibleTextRole)


def test_enter_opens_a_case_and_a_double_click_too(core, qtbot):
    case = a_case(core, an_order(core))
    screen = shown(core, qtbot)
    with qtbot.waitSignal(screen.go) as gone:
        qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    assert gone.args == ["case", case]
    middle = screen.list.visualRect(screen.model.index(0)).center()
    with qtbot.waitSignal(screen.go):
        qtbot.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        qtbot.mouseDClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_a_closed_case_is_found_under_its_chip_with_what_came_back(core, qtbot):
    case = a_case(core, an_order(core))
    close_case(core, case, Outcome.REFUNDED, recovered=Money(5110, "GBP"))
    screen = shown(core, qtbot)
    assert screen.model.rows == []
    assert screen.stack.currentWidget() is screen.nothing
    screen.chips.choose(["closed"])
    screen.refresh()
    assert [(row.id, row.number, row.unit) for row in screen.model.rows] == [(case, "£51.10", "back")]


def test_a_case_opened_elsewhere_appears(core, qtbot):
    screen = shown(core, qtbot)
    order = an_order(core)
    case = a_case(core, order)
    screen.context.changes.announce(object())
    assert [row.id for row in screen.model.rows] == [case]


def test_the_chosen_case_stays_chosen_when_another_comes_before_it(core, qtbot):
    later = a_case(
        core, an_order(core, "2", confirmed_at="2026-03-05T10:00+00:00", delivered_at="2026-03-05")
    )
    screen = shown(core, qtbot)
    assert screen.model.rows[screen.list.currentIndex().row()].id == later
    a_case(core, an_order(core, "1"))
    screen.refresh()
    assert screen.model.rows[screen.list.currentIndex().row()].id == later


def test_many_cases_ask_for_their_orders_at_once(core, qtbot, monkeypatch):
    for number in range(12):
        a_case(core, an_order(core, str(number)))
    asked = []
    monkeypatch.setattr(screens, "order_rows", lambda *given: asked.append(given) or order_rows(*given))
    screen = shown(core, qtbot)
    assert len(screen.model.rows) == 12
    assert len(asked) == 1


def test_the_list_has_the_keyboard(core, qtbot):
    a_case(core, an_order(core))
    screen = shown(core, qtbot)
    screen.open(None)
    assert screen.focusWidget() is screen.list
