"""The bin: what lies there, bringing it back, and emptying it only after a question."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from disputes_app import bootstrap
from disputes_app.actions.bin import restore
from disputes_app.actions.cases import open_case
from disputes_app.actions.evidence import delete_evidence
from disputes_app.actions.exhibits import add_exhibits
from disputes_app.actions.messages import add_message, delete_message
from disputes_app.actions.orders import add_order, delete_order
from disputes_app.domain.cases import Case
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import OrderId
from disputes_app.errors import UserError
from disputes_app.gui.screens.bin.screen import BinScreen
from disputes_app.queries.evidence import unfiled
from disputes_app.queries.orders import order_count
from disputes_app.store import search
from tests.helpers.builders import take_in
from tests.helpers.gui import a_context

NOW = datetime(2026, 3, 12, 10, 42, tzinfo=UTC)


@pytest.fixture
def core(tmp_path):
    """An order and a file in the bin, another order outside."""
    made = bootstrap.create_library(tmp_path / "library", lambda: NOW)
    order = add_order(made, {"platform": "ebay", "number": "14-11841-66102", "title": "Planer"}).value
    add_order(made, {"platform": "ebay", "number": "14-11876-40213", "title": "Camera"})
    note = tmp_path / "note.txt"
    note.write_text("Bring the ladder back.")
    take_in(made, [note])
    delete_evidence(made, unfiled(made.library)[0].id)
    delete_order(made, OrderId(order))
    yield made
    made.library.close()


@pytest.fixture
def screen(core, qtbot):
    made = BinScreen(a_context(core, NOW))
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def names(screen) -> set[str]:
    return {row.name for row in screen.model.rows}


def go_to(screen, kind: str) -> None:
    at = [row.kind for row in screen.model.rows].index(kind)
    screen.list.setCurrentIndex(screen.model.index(at))


def test_what_was_deleted_is_listed_with_its_kind_and_day(screen):
    QAbstractItemModelTester(screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert {(row.name, row.kind_words) for row in screen.model.rows} == {
        ("Planer", "Order 14-11841-66102"),
        ("note.txt", "Evidence"),
    }
    go_to(screen, "evidence")
    spoken = screen.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Evidence: note.txt. deleted Thu 12 Mar"


def test_an_order_comes_back_and_undo_puts_it_into_the_bin_again(screen, core, qtbot):
    go_to(screen, "order")
    qtbot.mouseClick(screen.restore, Qt.MouseButton.LeftButton)
    assert order_count(core, core.library) == 2
    assert names(screen) == {"note.txt"}
    screen.context.notices.undos[-1][1]()
    assert order_count(core, core.library) == 1


def test_enter_brings_a_file_back(screen, core, qtbot):
    go_to(screen, "evidence")
    screen.list.activated.emit(screen.list.currentIndex())
    assert [item.name for item in unfiled(core.library)] == ["note.txt"]


def test_a_message_comes_back_and_is_found_again(core):
    order = core.library.value("SELECT id FROM orders WHERE deleted_at IS NULL")
    message = add_message(core, order, "retro_optik", NOW, "The shutter sticks").value
    delete_message(core, message)
    restore(core, f"m{message}")
    assert core.library.value("SELECT deleted_at FROM messages WHERE id = ?", (message,)) is None
    assert [hit.kind for hit in search.hits(core.library, "shutter")] == ["message"]
    with pytest.raises(UserError, match="is not in the bin"):
        restore(core, f"m{message}")


def test_the_bin_is_emptied_only_after_yes(screen, core, qtbot):
    notices = screen.context.notices
    notices.answers += [False, True]
    qtbot.mouseClick(screen.empty_out, Qt.MouseButton.LeftButton)
    assert len(screen.model.rows) == 2
    sha256 = core.library.first(Evidence, "1").sha256
    qtbot.mouseClick(screen.empty_out, Qt.MouseButton.LeftButton)
    assert screen.model.rows == []
    assert screen.stack.currentWidget() is screen.nothing
    assert not core.library.evidence.path(sha256).exists()
    assert len(notices.questions) == 2


def test_an_order_that_a_case_shows_something_of_says_so_and_stays(screen, core, tmp_path):
    first, second = (
        core.library.value("SELECT min(id) FROM orders"),
        core.library.value("SELECT max(id) FROM orders"),
    )
    restore(core, f"o{first}")
    photo = tmp_path / "proof.txt"
    photo.write_text("The blade is bent.")
    item = take_in(core, [photo], order=OrderId(first)).items[0].evidence
    case = open_case(core, [OrderId(first), OrderId(second)], ClaimType.LATE).value
    add_exhibits(core, case, [("evidence", item)])
    delete_order(core, OrderId(first))
    screen.refresh()
    (row,) = [one for one in screen.model.rows if one.kind == "order"]
    number = core.library.load(Case, case).number
    assert row.kind_words.startswith("Order ")
    assert f"stays while case {number}" in row.spoken
    notices = screen.context.notices
    notices.answers += [True]
    screen.empty_out.click()
    assert notices.questions == ["Empty the bin?"]
    assert [one.ref for one in screen.model.rows] == [row.ref]
    assert notices.sentences == ["1 order stays: a case shows something of it"]
    screen.empty_out.click()
    assert len(notices.questions) == 1
    assert len(notices.sentences) == 2
