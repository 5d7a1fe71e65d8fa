"""The inbox: what waits, where it probably goes, accepting, choosing, the bin, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from disputes_app import bootstrap
from disputes_app.actions.evidence import delete_evidence, file_evidence, file_several
from disputes_app.actions.journal import undo
from disputes_app.actions.orders import add_order
from disputes_app.domain.evidence import Evidence
from disputes_app.gui.screens.inbox.chooser import OrderChooser
from disputes_app.gui.screens.inbox.preview import LONGEST_LINE, broken
from disputes_app.gui.screens.inbox.rows import GOES_TO, WAITS
from disputes_app.gui.screens.inbox.screen import InboxScreen
from disputes_app.queries.evidence import unfiled
from disputes_app.queries.suggestions import Place, Sign, suggestions
from tests.helpers.builders import take_in
from tests.helpers.gui import a_context

NOW = datetime(2026, 3, 12, 10, 42, tzinfo=UTC)
LAMPS = {"platform": "alibaba", "number": "TA 2261 9087 5500 1021", "title": "LED lamps", "seller": "Lumio"}
WATCH = {"platform": "aliexpress", "number": "8193 0457 7216 4402", "title": "Smartwatch", "seller": "Vetra"}
MAIL = (
    "From: Lumio <sales@lumio.example>\nTo: me@example.org\nSubject: About 2261 9087 5500 1021\n"
    "Date: Tue, 10 Mar 2026 09:05:00 +0000\nMessage-ID: <1@lumio.example>\n\nAll cartons were loaded.\n"
)


def a_photo(path: Path, colour: Qt.GlobalColor = Qt.GlobalColor.darkGreen) -> Path:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(colour)
    assert picture.save(str(path))
    return path


@pytest.fixture
def core(tmp_path):
    """Two orders; a mail that names one of them without its letters, a note that names none, and a photo."""
    made = bootstrap.create_library(tmp_path / "library", lambda: NOW)
    add_order(made, LAMPS)
    add_order(made, WATCH)
    files = [tmp_path / "answer.eml", tmp_path / "note.txt", a_photo(tmp_path / "parcel.png")]
    files[0].write_text(MAIL)
    files[1].write_text("Bring the ladder back.")
    take_in(made, files)
    yield made
    made.library.close()


@pytest.fixture
def screen(core, qtbot):
    made = InboxScreen(a_context(core, NOW))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def waiting(core) -> set[str]:
    return {item.name for item in unfiled(core.library)}


def go_to(screen, name: str) -> None:
    at = [row.name for row in screen.model.rows].index(name)
    screen.list.setCurrentIndex(screen.model.index(at, 0))


def filed_with(core, name: str) -> int | None:
    return core.library.first(Evidence, "name = ?", (name,)).order_id


def test_what_waits_is_shown_with_the_order_it_probably_belongs_to(screen):
    QAbstractItemModelTester(screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = {row.name: row for row in screen.model.rows}
    assert rows.keys() == {"answer.eml", "note.txt", "parcel.png"}
    assert rows["answer.eml"].suggestion.title == "LED lamps"
    assert rows["note.txt"].suggestion is None
    at = screen.model.rows.index(rows["answer.eml"])
    shown = screen.model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "answer.eml" in shown
    assert "LED lamps" in shown
    assert "order number in the subject" in shown
    assert screen.model.index(screen.model.rows.index(rows["note.txt"]), GOES_TO).data() == "choose an order"


def test_a_number_without_the_platforms_letters_is_found_in_the_subject(core):
    found = suggestions(core, core.library)
    one = next(iter(found.values()))
    assert (len(found), one.sign, one.place) == (1, Sign.NUMBER, Place.SUBJECT)


def test_two_orders_named_in_one_file_give_no_suggestion(core, tmp_path):
    add_order(core, WATCH | {"number": "8193 0457 7216 9999", "title": "Second watch"})
    both = tmp_path / "both.txt"
    both.write_text("Order number 8193 0457 7216 9999 and order number 8193 0457 7216 4402 came together.")
    take_in(core, [both])
    item = core.library.first(Evidence, "name = 'both.txt'", ())
    assert item.order_id is None
    assert item.id not in suggestions(core, core.library)


def test_a_file_beside_a_filed_photo_is_suggested_for_its_order(core, tmp_path):
    order = add_order(core, WATCH | {"number": "8193 0457 7216 9999", "title": "Second watch"}).value
    take_in(core, [a_photo(tmp_path / "IMG_0041.png", Qt.GlobalColor.darkBlue)], order=order)
    take_in(core, [a_photo(tmp_path / "IMG_0042.png", Qt.GlobalColor.darkRed)])
    with core.library.action("test", "photos") as tx:
        tx.execute("UPDATE evidence SET kind = 'photo' WHERE name LIKE 'IMG_%'")
    item = core.library.first(Evidence, "name = 'IMG_0042.png'", ())
    found = suggestions(core, core.library)[item.id]
    assert (found.order, found.sign, found.found) == (order, Sign.NEIGHBOUR, "IMG_0041.png")


def test_a_file_that_only_lies_beside_another_is_not_accepted_with_the_rest(screen, core, tmp_path, qtbot):
    take_in(core, [a_photo(tmp_path / "IMG_0041.png", Qt.GlobalColor.darkBlue)], order=2)
    take_in(core, [a_photo(tmp_path / "IMG_0042.png", Qt.GlobalColor.darkRed)])
    with core.library.action("test", "photos") as tx:
        tx.execute("UPDATE evidence SET kind = 'photo' WHERE name LIKE 'IMG_%'")
    screen.refresh()
    assert screen.accept_all.text() == "Accept 1 match"
    qtbot.mouseClick(screen.accept_all, Qt.MouseButton.LeftButton)
    assert "IMG_0042.png" in waiting(core)
    go_to(screen, "IMG_0042.png")
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    assert filed_with(core, "IMG_0042.png") == 2


def test_opening_the_inbox_gives_the_list_the_keyboard(screen, qtbot):
    screen.activateWindow()
    screen.open(None)
    qtbot.waitUntil(screen.list.hasFocus)


def test_enter_accepts_the_suggestion_and_undo_takes_it_back(screen, core, qtbot):
    go_to(screen, "answer.eml")
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    assert waiting(core) == {"note.txt", "parcel.png"}
    assert filed_with(core, "answer.eml") == 1
    words, undo = screen.context.notices.undos[-1]
    assert "answer.eml" in words
    undo()
    assert "answer.eml" in waiting(core)
    assert core.library.value("SELECT count(*) FROM messages WHERE order_id IS NULL") == 1


def test_enter_on_a_file_without_a_suggestion_asks_for_the_order(screen, core, qtbot):
    go_to(screen, "note.txt")
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    chooser = screen.findChild(OrderChooser)
    qtbot.keyClicks(chooser.search, "smartw")
    qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    assert filed_with(core, "note.txt") == 2


def test_the_chooser_says_when_no_order_fits_and_takes_none(screen, qtbot):
    go_to(screen, "note.txt")
    screen.choose()
    chooser = screen.findChild(OrderChooser)
    taken = []
    chooser.chosen.connect(taken.append)
    chooser.search.setText("no such thing at all")
    chooser.search.search_now()
    assert not chooser.yes.isEnabled()
    assert chooser.stack.currentWidget() is chooser.empty
    qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    assert taken == []


def test_all_matches_are_accepted_and_taken_back_together(screen, core, tmp_path, qtbot):
    second = tmp_path / "second.eml"
    second.write_text(MAIL.replace("<1@", "<2@").replace("loaded", "sent"))
    take_in(core, [second])
    screen.refresh()
    assert screen.accept_all.text() == "Accept 2 matches"
    qtbot.mouseClick(screen.accept_all, Qt.MouseButton.LeftButton)
    assert waiting(core) == {"note.txt", "parcel.png"}
    screen.context.notices.undos[-1][1]()
    assert waiting(core) == {"answer.eml", "second.eml", "note.txt", "parcel.png"}


def test_delete_moves_the_file_to_the_bin_and_the_next_row_is_current(screen, core):
    go_to(screen, "note.txt")
    at = screen.list.currentIndex().row()
    screen.performs()["delete"]()
    assert "note.txt" not in waiting(core)
    assert screen.list.currentIndex().row() == min(at, len(screen.model.rows) - 1)
    screen.context.notices.undos[-1][1]()
    assert "note.txt" in waiting(core)


def test_the_pane_shows_the_words_of_the_file(screen):
    go_to(screen, "note.txt")
    assert "Bring the ladder back." in screen.preview.words.toPlainText()
    assert screen.preview.accept.isHidden()
    go_to(screen, "answer.eml")
    assert "All cartons were loaded." in screen.preview.words.toPlainText()
    assert not screen.preview.accept.isHidden()


def test_a_text_in_one_endless_line_is_broken(screen):
    lines = broken("a" * (3 * LONGEST_LINE + 1) + "\nshort\n\nlast").split("\n")
    assert max(map(len, lines)) == LONGEST_LINE
    assert "".join(lines[:4]) == "a" * (3 * LONGEST_LINE + 1)
    assert lines[4:] == ["short", "", "last"]


def test_an_empty_inbox_says_so_and_offers_to_import(screen, core, qtbot):
    for name in list(waiting(core)):
        go_to(screen, name)
        screen.delete()
    assert screen.stack.currentWidget() is screen.empty
    assert "delete" not in screen.performs()
    with qtbot.waitSignal(screen.go) as gone:
        screen.empty.acted.emit()
    assert gone.args == ["command", "import_files"]


def test_a_narrow_window_drops_the_last_column(screen):
    screen.set_narrow(True)
    assert screen.list.isColumnHidden(WAITS)
    screen.set_narrow(False)
    assert not screen.list.isColumnHidden(WAITS)


def test_the_inbox_opens_at_the_item_that_is_asked_for(screen, core):
    last = screen.model.rows[-1].item
    screen.open(last.id)
    screen.freshen()
    assert screen.preview.name.text() == last.name


def test_an_order_that_is_chosen_for_a_file_that_was_filed_meanwhile_takes_it(screen, core, qtbot):
    go_to(screen, "note.txt")
    screen.choose()
    chooser = screen.findChild(OrderChooser)
    note = next(row.item for row in screen.model.rows if row.name == "note.txt")
    file_evidence(core, note.id, 1)
    screen.refresh()
    chooser.chosen.emit(2)
    assert filed_with(core, "note.txt") == 2
    assert screen.context.notices.undos[-1][0] == "note.txt filed"


def test_of_several_what_lies_in_the_bin_stays_there_and_the_others_are_filed_in_one_step(core):
    first, second = unfiled(core.library)[:2]
    delete_evidence(core, first.id)
    done = file_several(core, {first.id: 1, second.id: 1, 4711: 1})
    assert done.value == 1
    assert core.library.load(Evidence, first.id).order_id is None
    assert core.library.load(Evidence, second.id).order_id == 1
    undo(core, done.journal)
    assert core.library.load(Evidence, second.id).order_id is None


def test_a_name_with_a_line_end_is_one_line(screen, core):
    item = replace(screen.model.rows[0].item, name="invoice\nof March.pdf")
    screen.model.set_items([item], UTC, NOW)
    screen.list.setCurrentIndex(screen.model.index(0, 0))
    assert screen.preview.name.text() == "invoice of March.pdf"


def test_several_files_are_filed_at_once_and_taken_back_at_once(screen, core, qtbot):
    screen.list.selectAll()
    screen.choose()
    chooser = screen.findChild(OrderChooser)
    assert "3" in chooser.windowTitle()
    qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    assert unfiled(core.library) == []
    screen.context.notices.undos[-1][1]()
    assert len(unfiled(core.library)) == 3


def test_several_files_go_to_the_bin_at_once(screen, core):
    screen.list.selectAll()
    screen.delete()
    assert unfiled(core.library) == []


def test_a_new_order_begins_with_the_file_one_is_on(screen, core, qtbot):
    go_to(screen, "note.txt")
    with qtbot.waitSignal(screen.go) as gone:
        qtbot.mouseClick(screen.preview.add, Qt.MouseButton.LeftButton)
    assert gone.args == ["command", "new_order"]
    assert screen.begins_order() == next(one.id for one in unfiled(core.library) if one.name == "note.txt")


def test_the_keyboard_goes_on_from_the_list_whether_or_not_there_is_a_suggestion(screen, qtbot):
    with_one = [row.suggestion is not None for row in screen.model.rows]
    assert {*with_one} == {True, False}
    screen.activateWindow()
    for number, has in enumerate(with_one):
        screen.list.setFocus()
        qtbot.waitUntil(screen.list.hasFocus)
        screen.list.setCurrentIndex(screen.model.index(number, 0))
        way = screen.preview.accept if has else screen.preview.choose
        met = []
        for _ in range(3):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            met.append(QApplication.focusWidget())
        assert way in met
        assert (screen.preview.words in met) == screen.preview.words.isVisible()
        screen.list.setFocus()
        screen.preview.setFocus()
        assert QApplication.focusWidget() is way
