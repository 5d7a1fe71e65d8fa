"""The exhibits of a case: moved, added, captioned and taken out, with the mouse and with the keyboard alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit

from disputes_app.actions.act import act
from disputes_app.actions.messages import add_message
from disputes_app.domain.cases import Exhibit
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.messages import MessageDirection
from disputes_app.gui.screens.case.dialogs import (
    ChooseDialog,
)
from disputes_app.queries.cases import case_detail
from tests.gui.screens.case.conftest import CAPTIONS, captions, choose
from tests.helpers.gui import dialog_of

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def test_alt_down_moves_an_exhibit_and_the_letters_follow(qtbot, show, case, context):
    screen = show(case)
    choose(screen, 0)
    qtbot.keyClick(screen.exhibits.view, KEY.Key_Down, ALT)
    assert captions(screen) == [f"A {CAPTIONS[1]}", f"B {CAPTIONS[0]}", f"C {CAPTIONS[2]}"]
    assert screen.exhibits.current.row.title == CAPTIONS[0]
    context.notices.undos[-1][1]()
    assert captions(screen)[0] == f"A {CAPTIONS[0]}"


def test_alt_up_on_the_first_exhibit_changes_nothing(qtbot, show, case, context):
    screen = show(case)
    choose(screen, 0)
    qtbot.keyClick(screen.exhibits.view, KEY.Key_Up, ALT)
    assert captions(screen)[0] == f"A {CAPTIONS[0]}"
    assert not context.notices.undos


@pytest.mark.parametrize(
    ("taken", "gap", "order"), [(0, 3, "120"), (2, 0, "201"), (1, 1, "012"), (1, 2, "012")]
)
def test_a_dragged_exhibit_lands_in_the_gap_it_was_dropped_at(show, case, taken, gap, order):
    screen = show(case)
    screen.exhibits.view.moved.emit(taken, gap)
    assert [one.row.title for one in screen.exhibits.model.rows] == [CAPTIONS[int(n)] for n in order]


def test_an_exhibit_dropped_below_the_list_comes_last(show, case):
    pane = show(case).exhibits
    dragged = pane.model.mimeData([pane.model.index(0)])
    below = QPointF(40, pane.drop.mapTo(pane, pane.drop.rect().bottomLeft()).y() + 4)
    copy, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(below.toPoint(), copy, dragged, left, none)
    pane.dragEnterEvent(entered)
    assert entered.isAccepted()
    pane.dragMoveEvent(QDragMoveEvent(below.toPoint(), copy, dragged, left, none))
    pane.dropEvent(QDropEvent(below, copy, dragged, left, none))
    assert [one.row.title for one in pane.model.rows] == [CAPTIONS[1], CAPTIONS[2], CAPTIONS[0]]


def test_what_was_just_added_is_in_sight(show, case, tmp_path):
    screen = show(case, height=500)
    for number in range(6):
        picture = QImage(40 + number, 40, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.darkGreen)
        picture.save(str(tmp_path / f"more {number}.png"))
        screen.exhibits.files_given.emit([tmp_path / f"more {number}.png"])
    view = screen.exhibits.view
    assert view.currentIndex().row() == 8
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_a_caption_is_edited_in_place_with_f2(qtbot, show, case, core):
    screen = show(case)
    choose(screen, 1)
    qtbot.keyClick(screen.exhibits.view, KEY.Key_F2)
    editor = screen.exhibits.view.viewport().findChild(QLineEdit)
    assert editor.text() == CAPTIONS[1]
    editor.setText("Green lines")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: captions(screen)[1] == "B Green lines")
    assert core.library.load(Exhibit, screen.exhibits.model.ids[1]).caption == "Green lines"


def test_delete_takes_an_exhibit_out_and_undo_brings_it_back(qtbot, show, case, context):
    screen = show(case)
    choose(screen, 1)
    qtbot.keyClick(screen.exhibits.view, KEY.Key_Delete)
    assert captions(screen) == [f"A {CAPTIONS[0]}", f"B {CAPTIONS[2]}"]
    assert screen.exhibits.current.row.title == CAPTIONS[2]
    said, undo = context.notices.undos[-1]
    assert said == "Exhibit B taken out"
    undo()
    assert len(screen.exhibits.model.rows) == 3


def test_files_dropped_on_the_list_become_exhibits(show, case, photo):
    screen = show(case)
    screen.exhibits.view.dropped.emit([photo("box.jpg", (90, 90, 200))])
    assert [one.row.letter for one in screen.exhibits.model.rows] == ["A", "B", "C", "D"]


def test_what_an_exhibit_shows_is_ticked(show, case, core):
    screen = show(case)
    screen.exhibits.shows_wanted.emit(screen.exhibits.model.rows[0])
    dialog = dialog_of(screen, ChooseDialog)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    code = dialog.chosen[0]
    dialog.take()
    evidence = screen.exhibits.model.rows[0].row.evidence
    assert core.library.load(Evidence, evidence.id).proves == code


def test_messages_of_the_order_are_chosen_as_exhibits(show, case, core):
    order = case_detail(core, core.library, case).orders[0].order.id
    at = datetime(2026, 2, 28, 18, 32, tzinfo=UTC)
    add_message(core, order, "Mira Hale", at, "The screen is green.", direction=MessageDirection.SENT)
    screen = show(case)
    screen.exhibits.adding.emit("message")
    dialog = dialog_of(screen, ChooseDialog)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.take()
    assert captions(screen)[-1] == "D The screen is green."
    screen.exhibits.adding.emit("message")
    assert not [one for one in screen.findChildren(ChooseDialog) if one.isVisible()]


def test_a_picture_on_the_clipboard_becomes_an_exhibit(show, case):
    screen = show(case)
    picture = QImage(80, 60, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(picture)
    screen.performs()["paste"]()
    assert len(screen.exhibits.model.rows) == 4
    QGuiApplication.clipboard().clear()


def test_the_exhibits_are_put_in_the_order_of_their_dates(show, case, core):
    with act(core, "test", "Dates") as action:
        for number, row in enumerate(case_detail(core, core.library, case).exhibits):
            action.tx.update(Evidence, row.evidence.id, captured_at=datetime(2026, 3, 9 - number, tzinfo=UTC))
    screen = show(case)
    screen.exhibits.by_date.click()
    assert [one.row.title for one in screen.exhibits.model.rows] == list(reversed(CAPTIONS))


def test_the_current_exhibit_stays_in_sight_when_something_below_takes_room(show, case, qtbot):
    screen = show(case)
    choose(screen, 2)
    view = screen.exhibits.view
    screen.resize(screen.width(), 420)
    qtbot.waitUntil(lambda: view.height() < 3 * 74)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
