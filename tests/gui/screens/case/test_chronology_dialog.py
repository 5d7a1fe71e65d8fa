"""The chronology of a packet in the hands of its owner: left out, said otherwise, added, and taken back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from disputes_app.gui.screens.case.chronology_dialog import ChronologyDialog
from tests.helpers.gui import dialog_of

CHECKED, OUT = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def opened(screen):
    screen.performs()["edit_chronology"]()
    return dialog_of(screen, ChronologyDialog)


def told(screen):
    screen.packet.rebuild()
    return [entry.text for entry in screen.packet.content.chronology]


def test_lines_are_left_out_said_otherwise_and_added_and_it_is_one_step_back(show, case, context):
    screen = show(case)
    before = told(screen)
    dialog = opened(screen)
    assert not dialog.is_changed
    dialog.list.item(0).setCheckState(OUT)
    dialog.list.setCurrentRow(1)
    dialog.words.clear()
    QTest.keyClicks(dialog.words, "Paid at once")
    assert "Paid at once" in dialog.list.item(1).text()
    assert dialog.is_changed
    dialog.day.set_day(date(2026, 3, 1))
    dialog.own.setText("The shop refused to look at it")
    dialog.put.click()
    assert dialog.list.currentItem().checkState() is CHECKED
    dialog.take()
    now = told(screen)
    assert before[0] not in now
    assert {"Paid at once", "The shop refused to look at it"} <= {*now}
    assert len(now) == len(before)
    context.work.undo()
    assert told(screen) == before


def test_a_line_says_again_what_the_facts_propose_and_one_of_ones_own_goes(show, case):
    screen = show(case)
    before = told(screen)
    dialog = opened(screen)
    dialog.list.setCurrentRow(0)
    dialog.words.clear()
    assert not dialog.proposed.isEnabled()
    QTest.keyClicks(dialog.words, "Otherwise")
    dialog.day.set_day(date(2026, 3, 1))
    dialog.own.setText("I called")
    dialog.take()
    assert {"Otherwise", "I called"} <= {*told(screen)}
    dialog = opened(screen)
    dialog.list.setCurrentRow(0)
    dialog.proposed.click()
    assert dialog.words.text() == before[0]
    dialog.list.item(dialog.list.count() - 1).setCheckState(OUT)
    dialog.take()
    assert told(screen) == before


def test_a_line_of_ones_own_asks_for_its_day_and_its_words(show, case):
    dialog = opened(show(case))
    dialog.put.click()
    assert "On which day" in dialog.fault.text()
    dialog.day.set_day(date(2026, 3, 1))
    dialog.put.click()
    assert "Write what happened" in dialog.fault.text()
    dialog.own.setText("I called")
    dialog.hour.editor.setText("half past")
    dialog.take()
    assert "not an hour" in dialog.fault.text()
    dialog.hour.editor.setText("18:32")
    dialog.take()
    assert not dialog.isVisible()
