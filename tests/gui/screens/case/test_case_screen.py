"""The case screen, by keyboard and by mouse: captions, order, files, covered areas, the packet and its stages."""

from __future__ import annotations

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QLineEdit

from disputes_app.actions import exhibits, packets
from disputes_app.actions.imports import import_paths
from disputes_app.domain.cases import Case, Exhibit, PacketRecord, Redaction
from disputes_app.gui.screens.case.cover import CoverDialog
from disputes_app.gui.screens.case.dialogs import EditDialog, FiledDialog
from disputes_app.gui.screens.case.pages import Pages
from disputes_app.gui.screens.case.screen import CaseScreen
from tests.helpers.builders import NOW, a_case, a_library, an_order
from tests.helpers.gui import a_context


@pytest.fixture
def core(tmp_path):
    made = a_library(tmp_path)
    yield made
    made.library.close()


@pytest.fixture
def case(core, tmp_path):
    """A case with three photographs as exhibits."""
    order = an_order(core)
    for index, colour in enumerate(("red", "green", "blue")):
        Image.new("RGB", (320, 240), colour).save(tmp_path / f"photo-{index}.jpg")
    report = import_paths(core, sorted(tmp_path.glob("photo-*.jpg")), order=order)
    opened = a_case(core, order)
    exhibits.add_exhibits(core, opened, [("evidence", item.evidence) for item in report.items])
    return opened


@pytest.fixture
def screen(core, case, qtbot):
    made = CaseScreen(a_context(core, NOW))
    qtbot.addWidget(made)
    made.resize(1300, 820)
    made.open(case)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.packet.preview is not None, timeout=20_000)
    made.exhibits.setFocus()
    return made


def names(core) -> list[str]:
    """The exhibits' files in their order."""
    sql = "SELECT e.name FROM exhibits x JOIN evidence e ON e.id = x.evidence_id ORDER BY x.position"
    return [row["name"] for row in core.library.rows(sql)]


def dialog_of(screen, kind):
    return next(one for one in screen.findChildren(QDialog) if isinstance(one, kind))


def test_the_exhibits_stand_lettered_with_the_page_they_begin_on(screen):
    QAbstractItemModelTester(screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [row.letter for row in screen.model.rows] == ["A", "B", "C"]
    assert set(screen.model.pages) == {"A", "B", "C"}
    assert screen.packet.preview.pages == screen.packet.pages._count


def test_alt_and_arrows_move_an_exhibit_and_undo_brings_it_back(screen, core, qtbot):
    screen.exhibits.setCurrentIndex(screen.model.index(0))
    qtbot.keyClick(screen.exhibits, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(core) == ["photo-1.jpg", "photo-0.jpg", "photo-2.jpg"]
    assert screen.exhibits.currentIndex().row() == 1
    screen.context.notices.undos[-1][1]()
    assert names(core) == ["photo-0.jpg", "photo-1.jpg", "photo-2.jpg"]


def test_a_caption_is_written_in_place_and_the_packet_follows(screen, core, qtbot):
    before = screen.packet.preview
    screen.exhibits.setCurrentIndex(screen.model.index(1))
    screen.performs()["edit"]()
    editor = screen.exhibits.findChild(QLineEdit)
    qtbot.keyClicks(editor, "The screen stays dark")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    # Qt takes what was typed over a moment after the key.
    qtbot.waitUntil(
        lambda: core.library.find(Exhibit, "1", order="position")[1].caption == "The screen stays dark"
    )
    qtbot.waitUntil(lambda: screen.packet.preview is not before, timeout=20_000)


def test_delete_takes_an_exhibit_out_and_keeps_the_evidence(screen, core, qtbot):
    screen.exhibits.setCurrentIndex(screen.model.index(2))
    qtbot.keyClick(screen.exhibits, Qt.Key.Key_Delete)
    assert names(core) == ["photo-0.jpg", "photo-1.jpg"]
    assert core.library.value("SELECT count(*) FROM evidence") == 3
    screen.context.notices.undos[-1][1]()
    assert len(screen.model.rows) == 3


def test_dropped_files_become_evidence_of_the_order_and_exhibits(screen, core, tmp_path):
    late = tmp_path / "late.png"
    Image.new("RGB", (90, 60), "black").save(late)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(late))])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen.exhibits.dropEvent(event)
    assert names(core)[-1] == "late.png"
    assert [row.letter for row in screen.model.rows] == ["A", "B", "C", "D"]


def test_an_area_is_covered_with_the_mouse_and_another_by_numbers(screen, core, qtbot):
    screen.exhibits.setCurrentIndex(screen.model.index(0))
    qtbot.mouseClick(screen.cover, Qt.MouseButton.LeftButton)
    dialog = dialog_of(screen, CoverDialog)
    frame = dialog.canvas._frame()
    start = QPoint(round(frame.left() + frame.width() * 0.1), round(frame.top() + frame.height() * 0.1))
    end = QPoint(round(frame.left() + frame.width() * 0.4), round(frame.top() + frame.height() * 0.3))
    qtbot.mousePress(dialog.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(dialog.canvas, end)
    qtbot.mouseRelease(dialog.canvas, Qt.MouseButton.LeftButton, pos=end)
    qtbot.keyClicks(dialog.typed, "50, 50, 20, 10")
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.typed, "90, 50, 20, 10")
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    assert dialog.fault.text()
    boxes = core.library.find(Redaction)
    assert [round(box.x, 1) for box in boxes] == [0.1, 0.5]
    qtbot.mouseClick(dialog.clear, Qt.MouseButton.LeftButton)
    assert core.library.find(Redaction) == []


def test_the_packet_is_made_and_proves_itself(screen, core, tmp_path, qtbot):
    path = tmp_path / "packet.pdf"
    screen.context.notices.answers.append(path)
    qtbot.mouseClick(screen.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(screen.context.notices.sentences), timeout=20_000)
    assert packets.verify_packet(core, path).ok
    assert len(core.library.find(PacketRecord)) == 1
    assert "packet.pdf" in screen.context.notices.sentences[-1]


def test_marking_as_filed_freezes_letters_and_moves_the_case_on(screen, core, case, qtbot):
    qtbot.mouseClick(screen.file, Qt.MouseButton.LeftButton)
    dialog = dialog_of(screen, FiledDialog)
    qtbot.keyClicks(dialog.number, "7731-4")
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    kept = core.library.load(Case, case)
    assert (kept.stage, kept.platform_number) == ("opened", "7731-4")
    assert screen.model.is_fixed
    assert not screen.file.isVisible()
    assert not screen.up.isEnabled()


def test_the_proposed_statement_is_kept_only_once_it_is_changed(screen, core, case, qtbot):
    screen.menu.actions()[0].trigger()
    dialog = dialog_of(screen, EditDialog)
    assert dialog.statement.toPlainText()
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert core.library.load(Case, case).statement == ""
    screen.menu.actions()[0].trigger()
    again = [one for one in screen.findChildren(EditDialog) if one.isVisible()][-1]
    again.statement.setPlainText("In my own words.")
    qtbot.mouseClick(again.yes, Qt.MouseButton.LeftButton)
    assert core.library.load(Case, case).statement == "In my own words."


def test_a_missing_proof_is_added_from_the_checklist(screen, core, tmp_path, qtbot):
    receipt = tmp_path / "receipt.txt"
    receipt.write_text("Paid in full. Made up.")
    before = len(screen.view.detail.readiness.missing)
    screen.context.notices.answers.append([receipt])
    screen.checklist.add_wanted.emit((screen.view.detail.readiness.missing[0].codes[0],))
    assert len(screen.view.detail.readiness.missing) == before - 1
    assert names(core)[-1] == "receipt.txt"


def test_narrow_windows_show_one_pane_at_a_time(screen):
    screen.set_narrow(True)
    assert screen.middle.isVisible()
    assert not screen.packet.isVisible()
    screen.tabs.choose("packet")
    screen._on_tab("packet")
    assert screen.packet.isVisible()
    assert not screen.middle.isVisible()


def test_pages_keep_their_place_while_the_packet_is_built_again(screen, qtbot):
    pages: Pages = screen.packet.pages
    pages.go_to(3)
    assert pages.page == 3
    pages.show_packet(screen.packet.preview.path, screen.packet.preview.pages)
    assert pages.page == 3
    pages.set_zoom(1.5)
    assert pages.page == 3
