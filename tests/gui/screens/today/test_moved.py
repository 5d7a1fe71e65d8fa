"""Last days that newer rules moved: told once, with the way to each order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from disputes_app.actions.refresh import follow_rules
from disputes_app.domain.programmes import Length, Programmes
from disputes_app.gui.screens.today.moved import MovedDialog
from tests.helpers.builders import an_order


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
