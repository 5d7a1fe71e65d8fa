"""What leaves the program from a case: its packet, locked or signed, its words for a form, and what is hidden in both."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from disputes_app.actions.messages import add_message
from disputes_app.actions.packets import verify_packet
from disputes_app.domain.cases import PacketRecord
from disputes_app.domain.messages import MessageDirection
from disputes_app.errors import UserError
from disputes_app.gui.screens.case.lock_dialog import LockDialog
from disputes_app.gui.screens.case.private_dialog import PrivateDialog
from disputes_app.gui.screens.case.text_dialog import TextDialog
from disputes_app.queries.cases import case_detail
from tests.gui.screens.case.conftest import CAPTIONS
from tests.helpers.certificates import a_certificate
from tests.helpers.gui import dialog_of


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
    dialog = dialog_of(screen, TextDialog)
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
    dialog = dialog_of(screen, PrivateDialog)
    assert dialog.chosen == ["mira.hale@example.com"]
    dialog.own.setText("12 Elm  Street")
    dialog.take()
    assert not dialog.isVisible()
    screen.packet.rebuild()
    said = [message.original for message in screen.packet.content.messages]
    assert said == ["Write to [hidden]. I live at [hidden]."]
    screen.performs()["hide_words"]()
    dialog = dialog_of(screen, PrivateDialog)
    assert sorted(dialog.chosen) == ["12 Elm Street", "mira.hale@example.com"]
    for number in range(dialog.list.count()):
        dialog.list.item(number).setCheckState(Qt.CheckState.Unchecked)
    dialog.take()
    screen.packet.rebuild()
    assert [message.original for message in screen.packet.content.messages] == [text]


def test_a_packet_is_locked_with_a_passphrase_typed_twice(show, case, core, context, tmp_path):
    screen = show(case)
    screen.performs()["make_locked"]()
    dialog = dialog_of(screen, LockDialog)
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
    dialog = dialog_of(screen, LockDialog)
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
