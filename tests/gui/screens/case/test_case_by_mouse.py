"""What else is done on the case screen: dragging, choosing a receiver, closing, and a packet with proof missing."""

from __future__ import annotations

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from disputes_app.actions.exhibits import add_exhibits
from disputes_app.actions.imports import import_paths
from disputes_app.actions.packets import verify_packet
from disputes_app.domain.cases import Case
from disputes_app.gui.screens.case.dialogs import CloseDialog
from disputes_app.gui.screens.case.screen import CaseScreen
from disputes_app.queries.cases import exhibit_rows
from tests.helpers.builders import NOW, a_case, a_library, an_order
from tests.helpers.gui import a_context


def a_photo(folder, name, colour):
    path = folder / name
    Image.new("RGB", (160, 120), colour).save(path)
    return path


@pytest.fixture
def core(tmp_path):
    made = a_library(tmp_path)
    yield made
    made.library.close()


@pytest.fixture
def order(core):
    return an_order(core)


@pytest.fixture
def case(core, order, tmp_path):
    """A case with three photos, captioned one, two and three."""
    made = a_case(core, order)
    for name, colour in (("one", "red"), ("two", "green"), ("three", "blue")):
        report = import_paths(core, [a_photo(tmp_path, f"{name}.png", colour)], order=order, caption=name)
        add_exhibits(core, made, [("evidence", report.items[0].evidence)])
    return made


@pytest.fixture
def screen(core, case, qtbot):
    made = CaseScreen(a_context(core, NOW))
    qtbot.addWidget(made)
    made.resize(1230, 840)
    made.open(case)
    made.show()
    qtbot.waitExposed(made)
    return made


def titles(core, case):
    return [row.title for row in exhibit_rows(core.library, case)]


def built(screen, qtbot):
    qtbot.waitUntil(lambda: screen.packet.preview is not None, timeout=20_000)
    return screen.packet.preview


def dropped(view, mime, place, action=Qt.DropAction.CopyAction):
    """What Qt sends to a list when something is let fall on it."""
    keys, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    view.dragEnterEvent(QDragEnterEvent(place, action, mime, button, keys))
    view.dragMoveEvent(QDragMoveEvent(place, action, mime, button, keys))
    view.dropEvent(QDropEvent(QPointF(place), action, mime, button, keys))


def test_an_exhibit_is_dragged_to_another_place_and_can_be_put_back(core, case, screen):
    mime = screen.model.mimeData([screen.model.index(2)])
    first = screen.exhibits.visualRect(screen.model.index(0))
    dropped(screen.exhibits, mime, QPoint(first.center().x(), first.top() + 1), Qt.DropAction.MoveAction)
    assert titles(core, case) == ["three", "one", "two"]
    screen.context.notices.undos[-1][1]()
    assert titles(core, case) == ["one", "two", "three"]


def test_the_arrow_buttons_move_an_exhibit_by_mouse(core, case, screen, qtbot):
    screen.exhibits.setCurrentIndex(screen.model.index(0))
    qtbot.mouseClick(screen.down, Qt.MouseButton.LeftButton)
    assert titles(core, case) == ["two", "one", "three"]


def test_another_receiver_is_remembered_for_the_case(core, case, screen, qtbot):
    built(screen, qtbot)
    chosen = next(name for name in screen.packet.segments._buttons if name != screen.packet.preset)
    qtbot.mouseClick(screen.packet.segments._buttons[chosen], Qt.MouseButton.LeftButton)
    assert screen.packet.preset == chosen
    assert screen.context.settings.get(f"case/preset/{case}") == chosen


def test_a_packet_is_made_although_proof_is_missing_and_it_verifies(core, screen, qtbot, tmp_path):
    into = tmp_path / "packet.pdf"
    assert screen.view.detail.readiness.missing
    screen.context.notices.answers.append(into)
    qtbot.mouseClick(screen.make, Qt.MouseButton.LeftButton)
    verdict = verify_packet(core, into)
    assert verdict.ok, verdict.problems
    qtbot.waitUntil(lambda: bool(screen.context.notices.sentences), timeout=5_000)
    assert "packet.pdf" in screen.context.notices.sentences[-1]
    assert "SHA-256" in screen.context.notices.sentences[-1]


def test_a_case_is_closed_with_its_outcome_and_what_came_back(core, case, screen):
    screen._close()
    dialog = screen.findChild(CloseDialog)
    dialog.take()
    kept = core.library.load(Case, case)
    assert kept.outcome == dialog.chosen
    assert kept.recovered == kept.amount


def test_a_case_that_is_gone_says_so(core, qtbot):
    screen = CaseScreen(a_context(core, NOW))
    qtbot.addWidget(screen)
    screen.open(999)
    screen.show()
    assert screen.content.currentWidget() is screen.gone
