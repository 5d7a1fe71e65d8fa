"""What came back from outside: a packet is checked, with its passphrase if it is locked; a case is taken in."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from disputes_app.actions.packets import build_packet
from disputes_app.gui.packet_files import CheckDialog
from disputes_app.queries.cases import case_detail, case_ids
from tests.helpers.builders import Ticking, a_case, a_library, an_order
from tests.helpers.opened import a_session, settle


@pytest.fixture
def made(tmp_path):
    """A closed library with a case, and two packets of it: one open, one locked."""
    core = a_library(tmp_path, Ticking())
    case = a_case(core, an_order(core))
    build_packet(core, case, tmp_path / "open.pdf")
    build_packet(core, case, tmp_path / "locked.pdf", passphrase="seven brown cups")
    core.library.close()
    return tmp_path


@pytest.fixture
def session(made, monkeypatch, qtbot):
    with a_session(monkeypatch, made / "library", Ticking()) as opened:
        opened.window.resize(1440, 900)
        opened.window.show()
        opened.wiring.start()
        settle(qtbot, opened)
        yield opened


def check(session, qtbot, path) -> CheckDialog:
    session.context.notices.answers.append([path])
    session.window.actions_.by_id["check_packet"].trigger()
    settle(qtbot, session)
    sheet = session.window.findChild(CheckDialog)
    assert sheet.isVisible()
    return sheet


def test_a_packet_is_checked_and_one_changed_byte_is_told(session, qtbot, made):
    sheet = check(session, qtbot, made / "open.pdf")
    assert sheet.verdict.text().startswith("It is as it was made")
    assert "no" in [one.text() for one in sheet.facts.findChildren(QLabel)]
    qtbot.waitUntil(lambda: not sheet.body.verticalScrollBar().isVisible())
    content = bytearray((made / "open.pdf").read_bytes())
    content[len(content) // 2] ^= 1
    (made / "open.pdf").write_bytes(content)
    sheet.yes.click()
    settle(qtbot, session)
    assert "open.pdf" in sheet.verdict.text().lower()
    assert not sheet.verdict.text().startswith("It is as it was made")
    sheet.reject()


def test_a_locked_packet_asks_for_its_passphrase_and_a_file_that_is_none_says_so(session, qtbot, made):
    sheet = check(session, qtbot, made / "locked.pdf")
    assert "locked" in sheet.fault.text()
    assert sheet.verdict.text() == ""
    sheet.passphrase.setText("seven brown cups")
    sheet.yes.click()
    settle(qtbot, session)
    assert sheet.verdict.text().startswith("It is as it was made")
    assert sheet.fault.text() == ""
    (made / "locked.pdf").write_bytes(b"no PDF at all")
    sheet.yes.click()
    settle(qtbot, session)
    assert "locked.pdf" in sheet.verdict.text().lower()
    assert not sheet.verdict.text().startswith("It is as it was made")
    sheet.reject()


def test_a_case_goes_into_one_file_and_comes_out_of_it_in_another_library(
    session, qtbot, made, monkeypatch, tmp_path_factory
):
    case = case_ids(session.context.core.library)[0]
    session.window.go_to("case", case)
    settle(qtbot, session)
    session.context.notices.answers.append(made / "case.zip")
    session.window.actions_.by_id["write_archive"].trigger()
    settle(qtbot, session)
    assert "case.zip" in session.context.notices.sentences[-1]
    other = a_library(tmp_path_factory.mktemp("other"), Ticking())
    other.library.close()
    with a_session(monkeypatch, other.library.folder, Ticking()) as second:
        second.window.show()
        second.wiring.start()
        second.context.notices.answers.append([made / "case.zip"])
        second.window.actions_.by_id["take_archive"].trigger()
        settle(qtbot, second)
        assert second.window.here.place == "case"
        core = second.context.core
        assert (
            case_detail(core, core.library, second.window.here.argument).orders[0].order.title == "Smartwatch"
        )
        second.context.notices.answers.append([made / "case.zip"])
        second.window.actions_.by_id["take_archive"].trigger()
        settle(qtbot, second)
        assert "already" in second.context.notices.errors[-1]


def test_the_folder_of_a_packet_opens_from_beside_the_news_that_it_is_made(session, qtbot, made, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    session.window.go_to("case", case_ids(session.context.core.library)[0])
    settle(qtbot, session)
    assert not session.window.actions_.by_id["packet_folder"].isEnabled()
    session.context.notices.answers.append(made / "here.pdf")
    session.window.actions_.by_id["make_packet"].trigger()
    settle(qtbot, session)
    status = session.window.status
    assert "here.pdf" in status._words.text()
    assert not status.has_undo
    status._link.click()
    session.window.actions_.by_id["packet_folder"].trigger()
    assert opened == [str(made), str(made)]
    (made / "here.pdf").unlink()
    status._link.click()
    assert "any more" in session.context.notices.sentences[-1]
    assert len(opened) == 2


def test_a_packet_that_is_stopped_writes_nothing_and_says_so(session, qtbot, made, monkeypatch):
    session.window.go_to("case", case_ids(session.context.core.library)[0])
    settle(qtbot, session)
    session.context.notices.answers.append(made / "stopped.pdf")
    session.context.tasks.started.connect(lambda task: task.stop())
    session.window.actions_.by_id["make_packet"].trigger()
    settle(qtbot, session)
    assert session.context.notices.sentences[-1] == "Stopped: no packet was written"
    assert not (made / "stopped.pdf").exists()
