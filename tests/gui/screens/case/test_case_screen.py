"""The case screen used by hand: with the mouse and with the keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from disputes_app.actions import cases
from disputes_app.actions.act import act
from disputes_app.actions.messages import add_message
from disputes_app.actions.packets import verify_packet
from disputes_app.domain.cases import Case, Exhibit, PacketRecord
from disputes_app.domain.claims import ClaimType, Outcome, Stage
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.messages import MessageDirection
from disputes_app.errors import UserError
from disputes_app.gui.screens.case import packet_pane
from disputes_app.gui.screens.case.dialogs import (
    ChooseDialog,
    CloseDialog,
    EditDialog,
    RouteDialog,
)
from disputes_app.gui.screens.case.filing_dialogs import SentDialog, StageDialog
from disputes_app.gui.screens.case.gestures import add_files
from disputes_app.gui.screens.case.lock_dialog import LockDialog
from disputes_app.gui.screens.case.private_dialog import PrivateDialog
from disputes_app.gui.screens.case.text_dialog import TextDialog
from disputes_app.gui.widgets.buttons import Button
from disputes_app.packets import presets
from disputes_app.queries.cases import case_detail
from disputes_app.queries.orders import order_ids
from tests.gui.screens.case.conftest import CAPTIONS
from tests.helpers.certificates import a_certificate
from tests.helpers.gui import SAMPLE_NOW
from tests.packets.test_limits import a_busy_photo

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def _dialog(screen, kind):
    found = [one for one in screen.findChildren(QDialog) if isinstance(one, kind) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def _captions(screen):
    return [f"{one.row.letter} {one.row.title}" for one in screen.exhibits.model.rows]


def _choose(screen, place):
    screen.exhibits.view.setCurrentIndex(screen.exhibits.model.index(place))


def test_alt_down_moves_an_exhibit_and_the_letters_follow(qtbot, show, case, context):
    screen = show(case)
    _choose(screen, 0)
    qtbot.keyClick(screen.exhibits.view, KEY.Key_Down, ALT)
    assert _captions(screen) == [f"A {CAPTIONS[1]}", f"B {CAPTIONS[0]}", f"C {CAPTIONS[2]}"]
    assert screen.exhibits.current.row.title == CAPTIONS[0]
    context.notices.undos[-1][1]()
    assert _captions(screen)[0] == f"A {CAPTIONS[0]}"


def test_alt_up_on_the_first_exhibit_changes_nothing(qtbot, show, case, context):
    screen = show(case)
    _choose(screen, 0)
    qtbot.keyClick(screen.exhibits.view, KEY.Key_Up, ALT)
    assert _captions(screen)[0] == f"A {CAPTIONS[0]}"
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


def test_a_locked_file_is_named_as_it_is_and_left_out_where_that_is_said(show, case, tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="secret", user="secret"))
    screen = show(case)
    screen.exhibits.files_given.emit([tmp_path / "locked.pdf"])
    screen.packet.rebuild()
    error = screen.packet.error
    assert error._text.text().startswith("locked.pdf (exhibit D) is locked")
    (leave,) = [one for one in error.findChildren(Button) if one.text() == "Leave it out"]
    leave.click()
    assert _captions(screen) == [f"{letter} {words}" for letter, words in zip("ABC", CAPTIONS, strict=True)]
    screen.packet.rebuild()
    assert not error.isVisible()


def test_a_caption_is_edited_in_place_with_f2(qtbot, show, case, core):
    screen = show(case)
    _choose(screen, 1)
    qtbot.keyClick(screen.exhibits.view, KEY.Key_F2)
    editor = screen.exhibits.view.viewport().findChild(QLineEdit)
    assert editor.text() == CAPTIONS[1]
    editor.setText("Green lines")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: _captions(screen)[1] == "B Green lines")
    assert core.library.load(Exhibit, screen.exhibits.model.ids[1]).caption == "Green lines"


def test_delete_takes_an_exhibit_out_and_undo_brings_it_back(qtbot, show, case, context):
    screen = show(case)
    _choose(screen, 1)
    qtbot.keyClick(screen.exhibits.view, KEY.Key_Delete)
    assert _captions(screen) == [f"A {CAPTIONS[0]}", f"B {CAPTIONS[2]}"]
    assert screen.exhibits.current.row.title == CAPTIONS[2]
    said, undo = context.notices.undos[-1]
    assert said == "Exhibit B taken out"
    undo()
    assert len(screen.exhibits.model.rows) == 3


def test_the_packet_is_built_anew_a_moment_after_an_edit_and_keeps_its_page(qtbot, show, case):
    screen = show(case)
    before = screen.packet.preview
    assert before.pages > 2
    assert set(before.first_pages) == {"A", "B", "C"}
    screen.packet.pages.go_to(2)
    with qtbot.waitSignal(screen.packet.built, timeout=5000):
        screen.exhibits.captioned.emit(screen.exhibits.model.ids[0], "Quite another caption")
    assert screen.packet.preview is not before
    assert screen.packet.content.exhibits[0].caption == "Quite another caption"
    assert screen.packet.pages.page == 2


def test_a_list_row_tells_on_which_page_its_exhibit_begins(show, case):
    screen = show(case)
    pages = screen.packet.preview.first_pages
    assert [one.page for one in screen.exhibits.model.rows] == [pages["A"], pages["B"], pages["C"]]
    assert f"page {pages['A']}" in screen.exhibits.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_choosing_an_exhibit_turns_the_packet_to_its_page(show, case):
    screen = show(case)
    assert screen.packet.pages.page == 1
    _choose(screen, 2)
    assert screen.packet.pages.page == screen.packet.preview.first_pages["C"]


def test_another_receiver_is_built_for_at_once_and_remembered_for_the_case(show, case, context):
    screen = show(case)
    assert screen.packet.preset == "aliexpress"
    screen.packet.choose("paypal")
    assert screen.packet.meter.bar.isVisible()
    assert "9.9 MB" in screen.packet.meter.words.text()
    assert show(case).packet.preset == "paypal"


def test_make_packet_writes_the_file_and_lists_what_is_missing(show, case, context, tmp_path, core):
    screen = show(case)
    context.notices.answers.append(tmp_path / "packet.pdf")
    screen.make.click()
    assert (tmp_path / "packet.pdf").read_bytes().startswith(b"%PDF-")
    said = context.notices.sentences[-1]
    assert str(tmp_path / "packet.pdf") in said
    assert all(one.what in said for one in screen.view.detail.readiness.missing)
    assert [one.preset for one in core.library.find(PacketRecord)] == ["aliexpress"]


def test_nothing_is_made_when_no_place_was_chosen(show, case, context, core):
    screen = show(case)
    context.notices.answers.append(None)
    screen.make.click()
    assert not core.library.find(PacketRecord)


def test_a_missing_proof_is_added_from_a_file_and_ticked(show, case, context, photo, core):
    screen = show(case)
    missing = screen.view.detail.readiness.missing[0]
    context.notices.answers.append([photo("report.jpg", (10, 200, 10))])
    screen.checklist.add_wanted.emit(missing)
    ready = [one.codes for one in screen.view.detail.readiness.have]
    assert missing.codes in ready
    assert screen.exhibits.current.row.letter == "D"
    context.notices.undos[-1][1]()
    assert missing.codes not in [one.codes for one in screen.view.detail.readiness.have]
    assert len(screen.exhibits.model.rows) == 3


def test_files_dropped_on_the_list_become_exhibits(show, case, photo):
    screen = show(case)
    screen.exhibits.view.dropped.emit([photo("box.jpg", (90, 90, 200))])
    assert [one.row.letter for one in screen.exhibits.model.rows] == ["A", "B", "C", "D"]


def test_what_an_exhibit_shows_is_ticked(show, case, core):
    screen = show(case)
    screen.exhibits.shows_wanted.emit(screen.exhibits.model.rows[0])
    dialog = _dialog(screen, ChooseDialog)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    code = dialog.chosen[0]
    dialog.take()
    evidence = screen.exhibits.model.rows[0].row.evidence
    assert core.library.load(Evidence, evidence.id).proves == code


def test_marking_as_filed_keeps_the_number_and_freezes_the_letters(qtbot, show, case, core):
    screen = show(case)
    screen.filed.click()
    dialog = _dialog(screen, StageDialog)
    dialog.number.setText("5001 7781")
    dialog.take()
    kept = core.library.load(Case, case)
    assert (kept.stage, kept.platform_number) == (Stage.OPENED, "5001 7781")
    assert [one.row.exhibit.letter for one in screen.exhibits.model.rows] == ["A", "B", "C"]
    assert not screen.exhibits.view.can_move
    assert not screen.filed.isVisible()
    assert "move_up" not in screen.performs()


def test_the_meter_says_what_takes_the_room(show, case):
    screen = show(case)
    meter = screen.packet.meter
    assert not meter.breakdown.isVisible()
    meter.more.click()
    assert meter.breakdown.isVisible()
    shares = screen.packet.preview.shares
    parts = [one for one in shares if not one.letter]
    assert sum(one.pages for one in parts) == screen.packet.preview.pages
    assert abs(sum(one.bytes for one in parts) - screen.packet.preview.size) < len(parts)
    photos = next(one for one in parts if one.section == "photos")
    assert photos.bytes >= sum(one.bytes for one in shares if one.letter) > 0
    said = [one.text() for one in meter.breakdown.findChildren(QLabel)]
    assert f"A  {CAPTIONS[0]}" in said


def test_a_packet_in_volumes_is_looked_at_as_one(show, case, core, tmp_path):
    files = [tmp_path / f"busy{n}.jpg" for n in range(4)]
    for n, path in enumerate(files):
        path.write_bytes(a_busy_photo(n))
    add_files(core, case, case_detail(core, core.library, case).orders[0].order.id, files)
    small = replace(presets.load("print_a4"), max_bytes=240_000, max_files=4)
    screen = show(case)
    screen.packet._all["print_a4"] = small
    screen.packet.choose("print_a4")
    files = screen.packet.preview.files
    assert len(files) > 1
    assert screen.packet.pages.pages == sum(pages for _, pages in files)
    assert screen.packet.preview.place(files[0][1] + 1) == (files[1][0], 1)
    assert f"{len(files)} volumes" in screen.packet.meter.words.text()


def test_the_text_for_a_form_is_copied_with_one_key_and_counted(show, case, context):
    screen = show(case)
    screen.performs()["copy_text"]()
    copied = QGuiApplication.clipboard().text()
    assert "Smartwatch, faulty" in copied
    assert f"A  {CAPTIONS[0]}" in copied
    assert f"{len(copied)} characters" in context.notices.sentences[-1].replace(",", "")


def test_a_text_too_long_for_the_form_is_said_and_never_cut(show, case, context):
    screen = show(case)
    screen.performs()["form_text"]()
    dialog = _dialog(screen, TextDialog)
    whole = dialog.text.toPlainText()
    dialog.limit.setText("100")
    assert f"{len(whole) - 100} more than the 100 the form takes" in dialog.count.text()
    assert dialog.count.property("tone") == "error"
    dialog.take()
    assert QGuiApplication.clipboard().text() == whole
    assert "more than the 100" in context.notices.sentences[-1]


def test_proposed_and_own_words_are_hidden_and_can_be_brought_back(show, case, core, context):
    order = case_detail(core, core.library, case).orders[0].order.id
    text = "Write to mira.hale@example.com. I live at 12 Elm Street."
    add_message(
        core,
        order,
        "Mira Hale",
        datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
        text,
        direction=MessageDirection.SENT,
    )
    screen = show(case)
    screen.performs()["hide_words"]()
    dialog = _dialog(screen, PrivateDialog)
    assert dialog.chosen == ["mira.hale@example.com"]
    dialog.own.setText("12 Elm  Street")
    dialog.take()
    assert not dialog.isVisible()
    screen.packet.rebuild()
    said = [message.original for message in screen.packet.content.messages]
    assert said == ["Write to [hidden]. I live at [hidden]."]
    screen.performs()["hide_words"]()
    dialog = _dialog(screen, PrivateDialog)
    assert sorted(dialog.chosen) == ["12 Elm Street", "mira.hale@example.com"]
    for number in range(dialog.list.count()):
        dialog.list.item(number).setCheckState(Qt.CheckState.Unchecked)
    dialog.take()
    screen.packet.rebuild()
    assert [message.original for message in screen.packet.content.messages] == [text]


def test_a_packet_is_locked_with_a_passphrase_typed_twice(show, case, core, context, tmp_path):
    screen = show(case)
    screen.performs()["make_locked"]()
    dialog = _dialog(screen, LockDialog)
    dialog.take()
    assert "Type a passphrase" in dialog.fault.text()
    dialog.words.setText("horse")
    dialog.again.setText("house")
    dialog.take()
    assert "differ" in dialog.fault.text()
    dialog.again.setText("horse")
    context.notices.answers = [tmp_path / "locked.pdf"]
    dialog.take()
    assert verify_packet(core, tmp_path / "locked.pdf", "horse").ok
    with pytest.raises(UserError, match="is locked"):
        verify_packet(core, tmp_path / "locked.pdf")


def test_a_certificate_that_does_not_open_is_said_where_its_password_is_typed(show, case, context, tmp_path):
    pytest.importorskip("pyhanko")
    screen = show(case)
    screen.performs()["make_locked"]()
    dialog = _dialog(screen, LockDialog)
    dialog._set_certificate(a_certificate(tmp_path))
    dialog.opens.setText("wrong")
    dialog.take()
    assert "its password is another" in dialog.fault.text()
    assert dialog.isVisible()
    QTest.keyClicks(dialog.opens, "x")
    assert not dialog.fault.isVisible()
    dialog.opens.setText("secret")
    context.notices.answers = [tmp_path / "signed.pdf"]
    dialog.take()
    assert (tmp_path / "signed.pdf").is_file()


def test_what_was_sent_is_kept_with_the_case_and_saved_again(show, case, core, context, tmp_path):
    screen = show(case)
    packet = tmp_path / "sent.pdf"
    context.notices.answers = [packet]
    screen.deeds.make_packet()
    screen.filed.click()
    dialog = _dialog(screen, StageDialog)
    assert dialog.files == [packet]
    dialog.text.setPlainText("It is broken.")
    dialog.due.set_day(date(2026, 3, 17))
    sent = packet.read_bytes()
    dialog.take()
    packet.unlink()
    (row,) = screen.view.detail.filings
    assert (row.filing.sent_to, row.filing.text) == (screen.view.programme, "It is broken.")
    screen.deeds.show_sent()
    context.notices.answers = [tmp_path / "again"]
    _dialog(screen, SentDialog).copies_wanted.emit(row.filing.id)
    assert (tmp_path / "again" / "sent.pdf").read_bytes() == sent
    assert "2 files lie in" in context.notices.sentences[-1]


def test_a_case_advances_and_is_closed_with_what_came_back(show, case, core):
    screen = show(case)
    screen.deeds.advance_stage()
    dialog = _dialog(screen, StageDialog)
    dialog.take()
    assert core.library.load(Case, case).stage == Stage.SELLER_ANSWERED
    screen.deeds.close_case()
    _dialog(screen, CloseDialog).take()
    kept = core.library.load(Case, case)
    assert kept.outcome == Outcome.REFUNDED
    assert kept.recovered == kept.amount
    assert screen.header.urgency.accessibleName() == "US $64.80 back"


def test_the_next_route_opens_the_new_case(show, case, core):
    screen = show(case)
    gone = []
    screen.go.connect(lambda place, argument: gone.append((place, argument)))
    screen.deeds.next_route()
    dialog = _dialog(screen, RouteDialog)
    programme = dialog.programme.currentData()
    assert programme != "aliexpress"
    dialog.take()
    place, new = gone[-1]
    assert place == "case"
    assert core.library.load(Case, new).programme == programme


def test_editing_starts_from_the_proposed_statement_and_stores_only_what_changed(show, case, core):
    screen = show(case)
    screen.deeds.edit_case()
    dialog = _dialog(screen, EditDialog)
    dialog.take_proposed.click()
    assert len(dialog.statement.toPlainText()) > 40
    dialog.title.setText("Smartwatch, dead screen")
    assert set(dialog.changed(screen.view)) == {"title", "statement"}
    dialog.take()
    assert core.library.load(Case, case).title == "Smartwatch, dead screen"
    assert screen.bar.title.text() == "Smartwatch, dead screen"


def test_a_narrow_window_folds_the_checklist_and_then_tabs_the_packet(qtbot, show, case):
    screen = show(case, width=972, height=560)
    screen.set_narrow(True)
    assert screen.checklist.is_folded
    assert screen.packet.isVisible()
    qtbot.keyClick(screen.checklist.strip, KEY.Key_Return)
    assert not screen.checklist.is_folded
    screen.checklist.fold.click()
    screen.resize(700, 560)
    assert screen.tab_bar.isVisible()
    assert not screen.packet.isVisible()


def test_a_case_that_is_gone_says_so(show):
    screen = show(4711)
    assert screen.content.currentWidget() is screen.gone
    assert screen.performs() == {}


def test_an_empty_case_offers_a_way_to_begin(show, core, case):
    detail = case_detail(core, core.library, case)
    other = cases.open_case(core, [detail.orders[0].order.id], detail.case.claim).value
    screen = show(other)
    assert screen.exhibits.empty.isVisible()
    assert screen.packet.preset == "print_a4"
    assert screen.packet.preview.pages > 0


def test_a_receiver_that_takes_no_pdf_is_shown_its_pictures(qtbot, show, case):
    screen = show(case)
    screen.packet.choose("ebay")
    assert all(path.suffix == ".jpg" for path, _ in screen.packet.preview.files)
    assert screen.packet.pages.pages == len(screen.packet.preview.files) > 1
    assert "pictures" in screen.packet.meter.words.text()
    screen.packet.pages.turn(1)
    assert screen.packet.pages.page == 2


def test_a_lost_original_is_named_beside_the_pages_and_the_rest_still_works(show, case, core):
    lost = case_detail(core, core.library, case).exhibits[0].evidence
    path = core.library.evidence.path(lost.sha256)
    path.chmod(0o600)
    path.unlink()
    screen = show(case)
    assert screen.packet.error.isVisible()
    assert len(screen.exhibits.model.rows) == 3


def test_messages_of_the_order_are_chosen_as_exhibits(show, case, core):
    order = case_detail(core, core.library, case).orders[0].order.id
    at = datetime(2026, 2, 28, 18, 32, tzinfo=UTC)
    add_message(core, order, "Mira Hale", at, "The screen is green.", direction=MessageDirection.SENT)
    screen = show(case)
    screen.exhibits.adding.emit("message")
    dialog = _dialog(screen, ChooseDialog)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.take()
    assert _captions(screen)[-1] == "D The screen is green."
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


def _layout(screen, **wishes):
    """Chooses in the dialog for language, paper and size; what is not named there is as the receiver takes it."""
    screen.packet.meter.change.click()
    sheet = screen.deeds.sheet
    for name, box in sheet._choices.items():
        box.setCurrentIndex(box.findData(wishes.get(name)))
    sheet.most.editor.setText(wishes.get("most", ""))
    sheet.take()
    return sheet


def test_photos_to_a_page_and_both_sides_are_chosen_beside_the_receiver_and_kept(
    show, case, context, tmp_path
):
    screen = show(case)
    first = screen.packet.preview.first_pages
    assert first["A"] == first["B"] < first["C"]
    _layout(screen, photos_per_page=4)
    packed = screen.packet.preview.first_pages
    assert packed["A"] == packed["C"]
    pages = screen.packet.preview.pages
    _layout(screen, photos_per_page=4, two_sided=True)
    assert screen.packet.preview.pages >= pages
    assert screen.packet.preview.first_pages["A"] % 2 == 1
    context.notices.answers.append(tmp_path / "made.pdf")
    screen.deeds.make_packet()
    assert len(pypdfium2.PdfDocument(tmp_path / "made.pdf")) == screen.packet.preview.pages
    again = show(case)
    assert again.packet.layout_wishes == {"photos_per_page": 4, "two_sided": True}
    assert again.packet.preview.first_pages == screen.packet.preview.first_pages


def test_language_paper_and_the_largest_file_are_chosen_for_one_case(show, case, context, core, tmp_path):
    screen = show(case)
    _layout(screen, language="de", paper="letter", most="0,2")
    made = tmp_path / "made.pdf"
    context.notices.answers.append(made)
    screen.deeds.make_packet()
    for path in (made, screen.packet.preview.files[0][0]):
        with pypdfium2.PdfDocument(path) as document:
            assert [round(side) for side in document[0].get_size()] == [612, 792]
            assert "Käufer" in document[0].get_textpage().get_text_bounded()
        assert path.stat().st_size <= 200_000
    assert "200 KB" in screen.packet.meter.words.text()
    screen.deeds.copy_text()
    assert "Käufer" in QGuiApplication.clipboard().text()
    other = cases.open_case(core, [order_ids(core, core.library)[0]], ClaimType.DEFECTIVE).value
    assert show(other).packet.layout_wishes == {}
    _layout(screen)
    assert screen.packet.layout_wishes == {}


def test_a_largest_file_that_is_none_is_asked_for_again(show, case):
    screen = show(case)
    sheet = _layout(screen, most="big")
    assert sheet.isVisible()
    assert "megabytes" in sheet.fault.text()
    assert screen.packet.layout_wishes == {}
    sheet.reject()


def test_pages_that_take_a_moment_are_said_to_be_made_anew_and_stay_those_of_before_when_they_cannot_be(
    show, case, monkeypatch
):
    screen = show(case)
    pane, said = screen.packet, []
    monkeypatch.setattr(pane.meter, "say", said.append)
    pane.rebuild()
    assert said == []
    monkeypatch.setattr(packet_pane, "_SILENT_MS", -1)
    pane.rebuild()
    assert said[0].startswith("· making the pages anew: ")
    pane.preview, before = None, len(said)
    pane.rebuild()
    assert said[before].startswith("Making the pages: ")
    assert "page" in said[-1]
    said.clear()
    monkeypatch.setattr(pane, "_preset", "paypal")
    monkeypatch.setitem(pane._all, "paypal", replace(presets.load("paypal"), paper="slate"))
    pane.rebuild()
    assert said[-1] == "· the pages above are of before"
    assert pane.error.isVisible()


def test_a_message_that_the_reader_cannot_follow_is_missing_until_it_is_translated(show, case, core, qtbot):
    order = core.library.value("SELECT order_id FROM case_orders")
    for words in ("请等一等", "我们会退款"):
        add_message(core, order, "Vetra", SAMPLE_NOW, words, direction=MessageDirection.RECEIVED)
    screen = show(case)
    lacking = len(screen.view.detail.readiness.missing)
    wanted = screen.view.detail.readiness.wanted
    for number, name in ((2, "Add Translation of 2 messages"), (1, "Add Translation of a message")):
        assert screen.checklist.badge.accessibleName() == f"{lacking} missing"
        assert f"{wanted - lacking} of {wanted} proofs ready" in screen._status(screen.view)
        (add,) = [one for one in screen.checklist.findChildren(Button) if one.accessibleName() == name]
        assert len(screen.view.untranslated) == number
        add.click()
        sheet = screen.deeds.sheet
        assert sheet.message == screen.view.untranslated[0]
        sheet.translation.setPlainText("Please wait.")
        sheet.take()
    assert screen.view.untranslated == ()
    assert screen.checklist.badge.accessibleName() == f"{lacking - 1} missing"
    assert screen.view.detail.readiness.wanted == wanted
    qtbot.waitUntil(
        lambda: [one.translation for one in screen.packet.content.messages] == ["Please wait."] * 2
    )
