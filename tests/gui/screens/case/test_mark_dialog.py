"""Covering and marking an exhibit: with the mouse, with the keyboard alone, and on the pages of a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from disputes_app.actions import exhibits
from disputes_app.actions.messages import add_message, translate_message
from disputes_app.actions.orders import edit_order
from disputes_app.domain.cases import Callout, Redaction
from disputes_app.domain.messages import MessageDirection
from disputes_app.errors import UserError
from disputes_app.gui.screens.case.exhibit_facts import facts_of, uses_of
from disputes_app.gui.screens.case.mark_dialog import MarkDialog
from disputes_app.gui.screens.case.marking import Cover, Mark
from disputes_app.packets.content import ChronologyEntry, Fact, Source
from tests.helpers.builders import a_file, take_in
from tests.helpers.exhibits import a_pdf
from tests.helpers.gui import SAMPLE_NOW

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(show, case):
    """The case, and the dialog on its first exhibit."""
    return show(case)


def dialog_of(screen, number=0):
    screen.exhibits.cover_wanted.emit(screen.exhibits.model.rows[number])
    (found,) = [
        one for one in screen.findChildren(QDialog) if isinstance(one, MarkDialog) and one.isVisible()
    ]
    return found


def drag(qtbot, canvas, start, end):
    qtbot.mousePress(canvas, LEFT, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, LEFT, pos=end)


def test_areas_are_covered_and_marks_placed_with_the_mouse_and_stored_as_one_step(
    qtbot, screen, core, context
):
    dialog = dialog_of(screen)
    canvas = dialog.canvas
    middle = canvas.place().center().toPoint()
    drag(qtbot, canvas, middle, middle + QPoint(60, 40))
    dialog.tools.buttons["mark"].click()
    drag(qtbot, canvas, middle - QPoint(100, 80), middle - QPoint(20, 20))
    assert dialog.words.hasFocus() or dialog.words.isEnabled()
    qtbot.keyClicks(dialog.words, "Crushed corner")
    assert dialog.list.item(1).text() == "1  Crushed corner"
    dialog.take()
    (box,), (mark,) = core.library.find(Redaction), core.library.find(Callout)
    assert box.x == pytest.approx(0.5, abs=0.01)
    assert (mark.text, mark.page) == ("Crushed corner", 1)
    assert mark.to_x == pytest.approx(0.5 - 20 / canvas.place().width(), abs=0.01)
    assert screen.exhibits.model.rows[0].covered == "1 covered, 1 marked"
    context.notices.undos[-1][1]()
    assert core.library.find(Redaction) == core.library.find(Callout) == []


def test_what_is_there_is_shown_moved_and_taken_away(qtbot, screen, core):
    dialog = dialog_of(screen)
    dialog.canvas.add(Cover(1, 0.2, 0.2, 0.2, 0.2))
    dialog.canvas.add(Mark(1, 0.7, 0.7, 0.8, 0.8, "Crack"))
    dialog.take()
    again = dialog_of(screen)
    assert again.given == [Cover(1, 0.2, 0.2, 0.2, 0.2), Mark(1, 0.7, 0.7, 0.8, 0.8, "Crack")]
    place = again.canvas.place()
    inside = (place.topLeft() + (place.bottomRight() - place.topLeft()) * 0.3).toPoint()
    drag(qtbot, again.canvas, inside, inside + QPoint(30, 0))
    assert again.given[0].x == pytest.approx(0.2 + 30 / place.width(), abs=0.01)
    again.list.setCurrentRow(1)
    again.take_away.click()
    again.take()
    assert core.library.find(Callout) == []
    assert len(core.library.find(Redaction)) == 1
    screen.exhibits.uncover_wanted.emit(screen.exhibits.model.rows[0].id)
    assert core.library.find(Redaction) == []


def test_everything_goes_with_the_keyboard_alone(qtbot, screen, core):
    dialog = dialog_of(screen)
    canvas = dialog.canvas
    qtbot.keyClick(canvas, KEY.Key_Space)
    qtbot.keyClick(canvas, KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, KEY.Key_Down, Qt.KeyboardModifier.ControlModifier)
    (area,) = dialog.given
    assert area.x == pytest.approx(0.4 + 10 / canvas.place().width())
    assert area.height == pytest.approx(0.1 + 1 / canvas.place().height())
    qtbot.keyClick(canvas, KEY.Key_A)
    assert dialog.tools.buttons["mark"].isChecked()
    qtbot.keyClick(canvas, KEY.Key_Space)
    qtbot.keyClicks(dialog.words, "Here")
    qtbot.keyClick(dialog.words, KEY.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClick(canvas, KEY.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert dialog.given[1].to_x == pytest.approx(0.6 - 1 / canvas.place().width())
    qtbot.keyClick(canvas, KEY.Key_Delete)
    assert len(dialog.given) == 1
    qtbot.keyPress(canvas, KEY.Key_O)
    assert canvas.shows_original
    qtbot.keyRelease(canvas, KEY.Key_O)
    assert not canvas.shows_original
    dialog.typed.setText("10, 20, 30, 8")
    qtbot.keyClick(dialog.typed, KEY.Key_Return)
    assert dialog.given[-1] == Cover(1, 0.1, 0.2, 0.3, 0.08)
    qtbot.keyClick(canvas, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(core.library.find(Redaction)) == 2


def test_all_but_an_area_is_covered_with_one_stroke(qtbot, screen, core):
    dialog = dialog_of(screen)
    dialog.tools.buttons["keep"].click()
    place = dialog.canvas.place()
    across = place.bottomRight() - place.topLeft()
    drag(
        qtbot,
        dialog.canvas,
        (place.topLeft() + across * 0.25).toPoint(),
        (place.topLeft() + across * 0.75).toPoint(),
    )
    dialog.take()
    areas = core.library.find(Redaction)
    assert len(areas) == 4
    assert sum(area.width * area.height for area in areas) == pytest.approx(0.75, abs=0.01)


def test_an_area_that_is_not_inside_the_picture_is_refused_in_words(screen):
    dialog = dialog_of(screen)
    dialog.typed.setText("90, 0, 20, 10")
    dialog.put.click()
    assert not dialog.given
    assert "four numbers" in dialog.fault.text()
    dialog.reject()


def test_the_picture_can_be_seen_larger_and_what_is_drawn_stays_where_it_was(qtbot, screen):
    dialog = dialog_of(screen)
    dialog.canvas.add(Cover(1, 0.25, 0.25, 0.5, 0.5))
    before = dialog.canvas.place().width()
    for _ in range(2):
        qtbot.keyClick(dialog.canvas, KEY.Key_Plus)
    qtbot.waitUntil(lambda: dialog.canvas.place().width() > 1.7 * before)
    assert dialog.given == [Cover(1, 0.25, 0.25, 0.5, 0.5)]
    for _ in range(5):
        qtbot.keyClick(dialog.canvas, KEY.Key_Minus)
    qtbot.waitUntil(lambda: dialog.canvas.place().width() <= before + 1)
    dialog.reject()


def test_a_document_is_marked_on_any_of_its_pages(qtbot, show, case, core, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(a_pdf(["first", "second"]))
    order = core.library.value("SELECT order_id FROM case_orders")
    taken = take_in(core, [path], order=order)
    exhibits.add_exhibits(core, case, [("evidence", taken.items[0].evidence)])
    screen = show(case)
    dialog = dialog_of(screen, 3)
    assert not dialog.back.isEnabled()
    dialog.on.click()
    qtbot.waitUntil(lambda: dialog.canvas._picture is not None)
    dialog.canvas.add(Mark(2, 0.5, 0.5, 0.6, 0.6, "The date"))
    dialog.back.click()
    assert dialog.canvas.chosen == -1
    dialog.list.setCurrentRow(0)
    assert dialog.canvas.page == 2
    dialog.take()
    assert [(mark.page, mark.text) for mark in core.library.find(Callout)] == [(2, "The date")]


def test_the_colours_of_the_picture_are_those_drawn(screen):
    dialog = dialog_of(screen)
    dialog.canvas.add(Cover(1, 0.25, 0.25, 0.5, 0.5))
    seen = dialog.canvas.grab().toImage()
    middle = dialog.canvas.place().center().toPoint()
    corner = (dialog.canvas.place().topLeft() + QPoint(6, 6)).toPoint()
    assert seen.pixelColor(middle).lightness() < 30
    assert seen.pixelColor(corner).lightness() > 60
    dialog.reject()


def test_arrow_keys_go_through_the_exhibits_and_what_was_changed_on_the_way_is_kept(
    qtbot, screen, core, context
):
    qtbot.keyClick(screen.exhibits.view, KEY.Key_Return)
    dialog = next(one for one in screen.findChildren(MarkDialog) if one.isVisible())
    assert dialog.shown.row.letter == "A"
    dialog.canvas.add(Cover(1, 0.2, 0.2, 0.2, 0.2))
    dialog.canvas.choose(-1)
    dialog.caption.setText("Front, switched on")
    qtbot.keyClick(dialog.canvas, KEY.Key_Right)
    assert dialog.shown.row.letter == "B"
    assert dialog.windowTitle() == "Exhibit B: Lines across the screen"
    assert not dialog.given
    assert len(core.library.find(Redaction)) == 1
    dialog.strip.setFocus()
    qtbot.keyClick(dialog.strip, KEY.Key_Left)
    assert dialog.given == [Cover(1, 0.2, 0.2, 0.2, 0.2)]
    assert dialog.caption.text() == "Front, switched on"
    assert not dialog.is_changed
    qtbot.keyClick(dialog.canvas, KEY.Key_Left)
    assert dialog.shown.row.letter == "A"
    dialog.canvas.add(Cover(1, 0.6, 0.6, 0.1, 0.1))
    qtbot.keyClick(dialog.canvas, KEY.Key_Escape)
    assert dialog.isVisible()
    assert "not saved" in dialog.fault.text()
    qtbot.keyClick(dialog.canvas, KEY.Key_Escape)
    assert not dialog.isVisible()
    assert len(core.library.find(Redaction)) == 1
    assert screen.exhibits.model.rows[0].row.title == "Front, switched on"
    context.notices.undos[-1][1]()
    assert core.library.find(Redaction) == []
    assert screen.exhibits.model.rows[0].row.title == "Watch switched on"


def test_an_exhibit_says_what_is_known_of_its_file_and_where_it_is_used(qtbot, screen, core):
    dialog = dialog_of(screen)
    evidence = dialog.shown.row.evidence
    facts = dict(facts_of(dialog.shown, screen.view))
    assert facts["File"] == evidence.name
    assert facts["Size"].startswith("640 × 480, ")
    assert dialog.facts.hash.text().replace("\n", "") == evidence.sha256
    assert "page" in dialog.facts.used.text()
    qtbot.waitUntil(lambda: "unchanged" in dialog.facts.state.text())
    dialog.facts.copy.click()
    assert QGuiApplication.clipboard().text() == evidence.sha256
    dialog.reject()
    path = core.library.evidence.path(evidence.sha256)
    path.chmod(0o600)
    path.write_bytes(b"another")
    again = dialog_of(screen)
    qtbot.waitUntil(lambda: "was changed" in again.facts.state.text())
    again.reject()


@pytest.mark.parametrize(
    ("paragraph", "letters"),
    [
        ("I unpacked it (Exhibits A and C). A parcel came.", "AC"),
        ("A parcel came, see Exhibit B; C is no exhibit.", "B"),
        ("A and B are letters.", ""),
        ("Das Paket kam so an (Anlagen A und C).", "AC"),
        ("见证据B。", "B"),
    ],
)
def test_the_paragraphs_that_name_an_exhibit_are_found_by_its_letter(screen, paragraph, letters):
    content = replace(screen.exhibit_deeds.content, statement=("First.", paragraph))
    wanted = screen.context.core.requirements
    found = [
        one.row.letter for one in screen.exhibits.model.rows if "paragraph 2" in uses_of(one, content, wanted)
    ]
    assert "".join(found) == letters


def test_what_speaks_of_an_exhibit_is_found_without_reading_its_words(screen):
    content = screen.exhibit_deeds.content
    shows_b = Source("", exhibits=("B",))
    line = ChronologyEntry(date(2026, 2, 28), "Am Morgen ausgepackt.", shows_b)
    changed = replace(
        content,
        language="de",
        strongest=("B",),
        statement=(),
        chronology=(line, line),
        order_facts=(Fact("Geliefert", "27. Februar", shows_b),),
        payment_facts=(),
        differences=(),
    )
    wanted = screen.context.core.requirements
    first, second, _ = screen.exhibits.model.rows
    assert uses_of(second, changed, wanted).endswith("cover · 2 lines of the chronology · Geliefert")
    assert "cover" not in uses_of(first, changed, wanted)


def test_a_file_of_words_is_read_and_hides_words_otherwise(show, case, core, tmp_path):
    words = "Mira: It is broken.\nVetra: 亲，请寄回。"
    exhibits.add_exhibits(core, case, [("evidence", a_file(core, tmp_path, "chat.txt", words))])
    screen = show(case)
    dialog = dialog_of(screen, -1)
    assert dialog.read.toPlainText() == words
    assert not dialog.canvas.isVisible()
    assert not dialog.tools.buttons["cover"].isEnabled()
    assert "Hide private words" in dialog.inspector.nothing.text()
    dialog.show_exhibit(screen.exhibits.model.rows[0])
    assert dialog.canvas.isVisible()
    assert "Drag over the picture" in dialog.inspector.nothing.text()


def test_messages_and_tracking_are_gone_through_with_the_pictures_and_read(qtbot, show, case, core):
    order = core.library.value("SELECT order_id FROM case_orders")
    words = add_message(
        core, order, "Vetra", SAMPLE_NOW, "请等一等", direction=MessageDirection.RECEIVED
    ).value
    translate_message(core, words, "Please wait.", "Mira Hale")
    edit_order(core, order, {"carrier": "Cainiao", "tracking_number": "LP0061284471"})
    parcel = core.library.value("SELECT id FROM shipments")
    exhibits.add_exhibits(core, case, [("message", words), ("shipment", parcel)])
    screen = show(case)
    dialog = dialog_of(screen, 2)
    qtbot.keyClick(dialog.canvas, KEY.Key_Right)
    assert dialog.shown.row.letter == "D"
    assert dialog.read.isVisible()
    assert not dialog.canvas.isVisible()
    assert dialog.read.toPlainText() == "请等一等\n\nPlease wait."
    assert not dialog.tools.buttons["cover"].isEnabled()
    assert dict(facts_of(dialog.shown, screen.view))["Translated by"] == "Mira Hale"
    assert not dialog.facts.of_file.isVisible()
    dialog.caption.setText("They ask me to wait")
    qtbot.keyClick(dialog.read, KEY.Key_Right)
    assert dialog.shown.row.letter == "E"
    assert "LP00" in dialog.caption.text()
    qtbot.keyClick(dialog.read, KEY.Key_Left)
    qtbot.keyClick(dialog.read, KEY.Key_Left)
    assert dialog.canvas.isVisible()
    assert dialog.tools.buttons["cover"].isEnabled()
    dialog.reject()
    assert screen.exhibits.model.rows[3].row.title == "They ask me to wait"


def test_a_picture_is_turned_with_what_lies_on_it_and_so_it_stands_in_the_packet(
    qtbot, screen, core, context
):
    exhibits.redact_exhibit(core, screen.exhibits.model.ids[0], (0.0, 0.0, 0.5, 0.25))
    screen.refresh()
    before = core.library.evidence.state(screen.exhibits.model.rows[0].row.evidence.sha256)
    dialog = dialog_of(screen)
    upright = dialog.canvas.place()
    assert upright.width() > upright.height()
    qtbot.keyClick(dialog.canvas, KEY.Key_T)
    turned = dialog.canvas.place()
    assert turned.height() > turned.width()
    assert dialog.given == [Cover(1, 0.0, 0.5, 0.25, 0.5)]
    dialog.take()
    row = screen.exhibits.model.rows[0].row
    assert (row.exhibit.turn, [(box.x, box.y, box.width, box.height) for box in row.boxes]) == (
        270, [(0.0, 0.5, 0.25, 0.5)],
    )  # fmt: skip
    screen.packet.rebuild()
    shown = screen.exhibit_deeds.content.exhibits[0]
    assert (shown.turn, shown.pixels) == (270, (480, 640))
    assert core.library.evidence.state(row.evidence.sha256) == before == "ok"
    context.work.undo()
    row = screen.exhibits.model.rows[0].row
    assert (row.exhibit.turn, [(box.x, box.width) for box in row.boxes]) == (0, [(0.0, 0.5)])


def test_a_document_is_not_turned(qtbot, show, case, core, tmp_path):
    paper = tmp_path / "invoice.pdf"
    paper.write_bytes(a_pdf(["first", "second"]))
    order = core.library.value("SELECT order_id FROM case_orders")
    (item,) = take_in(core, [paper], order=order).items
    exhibits.add_exhibits(core, case, [("evidence", item.evidence)])
    dialog = dialog_of(show(case), 3)
    qtbot.keyClick(dialog.canvas, KEY.Key_T)
    assert not dialog.tools.turn.isEnabled()
    assert not dialog.is_changed
    with pytest.raises(UserError, match="only pictures can be turned"):
        exhibits.turn_exhibit(core, dialog.shown.id, 90)
