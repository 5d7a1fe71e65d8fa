"""The packet beside its case: built anew as the case changes, for whom and how it is chosen, and how full it is."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from disputes_app.actions import cases
from disputes_app.domain.claims import ClaimType
from disputes_app.gui.screens.case import packet_pane
from disputes_app.gui.screens.case.gestures import add_files
from disputes_app.gui.widgets.buttons import Button
from disputes_app.packets import presets
from disputes_app.queries.cases import case_detail
from disputes_app.queries.orders import order_ids
from tests.gui.screens.case.conftest import CAPTIONS, captions, choose
from tests.packets.test_limits import a_busy_photo


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
    assert captions(screen) == [f"{letter} {words}" for letter, words in zip("ABC", CAPTIONS, strict=True)]
    screen.packet.rebuild()
    assert not error.isVisible()


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
    choose(screen, 2)
    assert screen.packet.pages.page == screen.packet.preview.first_pages["C"]


def test_another_receiver_is_built_for_at_once_and_remembered_for_the_case(show, case, context):
    screen = show(case)
    assert screen.packet.preset == "aliexpress"
    screen.packet.choose("paypal")
    assert screen.packet.meter.bar.isVisible()
    assert "9.9 MB" in screen.packet.meter.words.text()
    assert show(case).packet.preset == "paypal"


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


def test_a_receiver_that_takes_no_pdf_is_shown_its_pictures(qtbot, show, case):
    screen = show(case)
    screen.packet.choose("ebay")
    assert all(path.suffix == ".jpg" for path, _ in screen.packet.preview.files)
    assert screen.packet.pages.pages == len(screen.packet.preview.files) > 1
    assert "pictures" in screen.packet.meter.words.text()
    pages = screen.packet.pages
    qtbot.waitUntil(lambda: 1 in pages._kept and pages._kept[1][1] == pages._dpi())
    # Made as small as it is shown, so that its letters stay whole.
    assert abs(pages._kept[1][2].width() - pages._size()[0]) <= 8
    pages.turn(1)
    assert pages.page == 2


def test_a_lost_original_is_named_beside_the_pages_and_the_rest_still_works(show, case, core):
    lost = case_detail(core, core.library, case).exhibits[0].evidence
    path = core.library.evidence.path(lost.sha256)
    path.chmod(0o600)
    path.unlink()
    screen = show(case)
    assert screen.packet.error.isVisible()
    assert len(screen.exhibits.model.rows) == 3


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
