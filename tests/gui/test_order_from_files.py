"""A new order begins with what the waiting files say of one, and its case follows when something is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from disputes_app.actions.imports import import_paths
from disputes_app.gui.screens.order.case_dialog import CaseDialog
from disputes_app.gui.screens.order_form.dialog import OrderDialog
from disputes_app.gui.widgets.buttons import Button
from tests.helpers.gui import dialog_of
from tests.helpers.opened import settle, wanted


@pytest.fixture
def asked(session, tmp_path, qtbot):
    """Asks for a new order, while a file that tells of one waits; gives the form before that file is read."""
    path = tmp_path / "bought.txt"
    path.write_text("Order number: 77-123456\nSold by: Kettle House\nTotal: 24.00 GBP\n")
    session.context.work.act(import_paths, [path])
    settle(qtbot, session)

    def form():
        wanted(session, "new_order")
        return dialog_of(session.window, OrderDialog)

    return form


def test_an_order_that_went_wrong_is_read_from_a_file_and_its_case_is_asked_for_next(session, asked, qtbot):
    form = asked()
    settle(qtbot, session)
    draft = form.entries.draft
    assert (draft.number, draft.seller, str(draft.total)) == ("77-123456", "Kettle House", "GBP 24.00")
    assert "bought.txt" in form.read.text()
    form.entries.title.setText("Kettle")
    form.entries.ordered.set_day(date(2026, 3, 1))
    form.entries.wrong.choose(["wrong_item"])
    form.save.click()
    settle(qtbot, session)
    case = dialog_of(session.window, CaseDialog)
    assert case.claim.currentData() == "wrong_item"
    assert case.title.text() == "Kettle"
    case.reject()
    another = asked()
    settle(qtbot, session)
    assert another.entries.draft.number == ""


def test_what_somebody_writes_before_the_files_are_read_stays(session, asked, qtbot):
    form = asked()
    form.entries.title.setText("Kettle")
    settle(qtbot, session)
    assert (form.entries.draft.title, form.entries.draft.number) == ("Kettle", "")
    assert not form.read.isVisible()


def test_what_was_read_is_cleared_with_one_click(session, asked, qtbot):
    form = asked()
    settle(qtbot, session)
    assert form.read.isVisible()
    form.findChild(Button, "empty").click()
    assert form.entries.draft.number == ""
    assert not form.read.isVisible()
    form.reject()
    assert not form.isVisible()


def test_a_form_that_was_closed_before_the_files_are_read_is_gone(session, asked, qtbot):
    form = asked()
    form.close()
    settle(qtbot, session)
    assert session.context.notices.errors == []
