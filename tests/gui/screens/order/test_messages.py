"""Messages of an order: added, translated, deleted and read whole, with the mouse and with the keyboard alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt

from disputes_app.actions import messages
from disputes_app.domain.messages import Message
from disputes_app.gui.screens.order.chronology_rows import Look
from disputes_app.gui.screens.order.message_dialogs import MessageDialog, TranslationDialog
from tests.helpers.gui import dialog_of

KEY = Qt.Key


def _click_link(qtbot, screen, index, action):
    view, laid = screen.chronology.view, screen.chronology.delegate.laid(index)
    view.scrollTo(index)
    box = next(words.box for words in laid.words if words.action == action)
    point = view.visualRect(index).topLeft() + box.center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(point))


def test_a_message_is_added_by_keyboard_alone(qtbot, show, core, watch, context):
    screen = show(watch)
    screen.chronology.add.setFocus()
    screen.chronology.add.menu().actions()[0].trigger()
    dialog = dialog_of(screen, MessageDialog)
    qtbot.keyClicks(dialog.text, "Please wait.")
    dialog.day.editor.selectAll()
    qtbot.keyClicks(dialog.day.editor, "10 Mar 2026")
    qtbot.keyClicks(dialog.time.editor, "9:15")
    qtbot.keyClick(dialog.text, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not screen.findChildren(MessageDialog) or not dialog.isVisible())
    kept = core.library.find(Message, "order_id = ?", (watch,), order="id")[-1]
    assert (kept.text, kept.sender, kept.at.isoformat()) == (
        "Please wait.",
        "Vetra Wearables",
        "2026-03-10T09:15:00+00:00",
    )
    assert screen.view.detail.messages[-1].text == "Please wait."
    assert context.notices.undos[-1][0] == "Message added"


def test_a_message_that_is_there_already_is_refused_in_the_dialog_which_keeps_its_words(
    qtbot, show, core, watch
):
    first = core.library.find(Message, "order_id = ?", (watch,), order="id")[0]
    screen = show(watch)
    screen.chronology.message_wanted.emit()
    dialog = dialog_of(screen, MessageDialog)
    dialog.who.choose("sent")
    dialog.name.setText(first.sender)
    dialog.day.set_day(date(2026, 2, 28))
    dialog.time.editor.setText("18:32")
    dialog.text.setPlainText(first.text)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "already in the order" in dialog.fault.text()
    assert dialog.text.toPlainText() == first.text


def test_an_empty_message_is_not_taken(qtbot, show, core, watch):
    screen = show(watch)
    screen.chronology.message_wanted.emit()
    dialog = dialog_of(screen, MessageDialog)
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.fault.text() == "Enter the words of the message."
    assert len(core.library.find(Message, "order_id = ?", (watch,))) == 2


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_translation_is_added_and_said_to_be_the_buyers(qtbot, show, core, watch, by):
    screen = show(watch)
    pane = screen.chronology
    row = next(row for row in pane.model.shown_rows if row.lacks_translation)
    index = pane.model.index_of(row.key)
    if by == "mouse":
        _click_link(qtbot, screen, index, "translate")
    else:
        pane.view.setFocus()
        pane.view.setCurrentIndex(index)
        qtbot.keyClick(pane.view, KEY.Key_Return)
    dialog = dialog_of(screen, TranslationDialog)
    qtbot.keyClicks(dialog.translation, "We must ask the factory.")
    if by == "mouse":
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(dialog.translation, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = core.library.load(Message, row.message.id)
    assert (kept.translation, kept.translated_by) == ("We must ask the factory.", "buyer")
    assert not any(row.lacks_translation for row in pane.model.shown_rows)


def test_a_deleted_message_comes_back_by_undo(qtbot, show, core, watch, context):
    screen = show(watch)
    pane = screen.chronology
    row = next(row for row in pane.model.shown_rows if row.look is Look.MESSAGE)
    pane.view.setCurrentIndex(pane.model.index_of(row.key))
    qtbot.keyClick(pane.view, KEY.Key_Delete)
    assert not pane.model.index_of(row.key).isValid()
    context.notices.undos[-1][1]()
    assert pane.model.index_of(row.key).isValid()


def test_a_long_message_shows_its_first_lines_and_all_on_demand(qtbot, show, core, watch):
    text = "\n".join(f"Line {n}" for n in range(40))
    at = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    messages.add_message(core, watch, "Vetra Wearables", at, text)
    screen = show(watch)
    pane = screen.chronology
    row = next(row for row in pane.model.shown_rows if row.message and row.message.text == text)
    index = pane.model.index_of(row.key)
    before = pane.delegate.laid(index).height
    _click_link(qtbot, screen, index, "whole")
    assert pane.delegate.laid(index).height > before * 2
