"""Undo takes back every kind of action, whole, and gives back windows and search with the rows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from disputes_app.actions import cases, deadlines, evidence, exhibits, messages, orders, settings
from disputes_app.actions.bin import empty_bin
from disputes_app.actions.imports import import_paths
from disputes_app.actions.journal import undo
from disputes_app.domain.claims import ClaimType, Outcome, Stage
from disputes_app.errors import UserError
from disputes_app.store import search
from disputes_app.store.checking import check
from tests.helpers.builders import a_case, a_document, a_file, an_order

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TABLES = (
    "orders items order_dates order_attributes sellers payments shipments messages evidence cases case_orders "
    "case_stages exhibits redactions callouts deadlines settings windows order_state"
).split()


def content(core):
    """Every row that an action can change, and what is worked out from them; row numbers of windows left out."""
    found = {table: [tuple(row) for row in core.library.rows(f"SELECT * FROM {table}")] for table in TABLES}
    found["windows"] = sorted((row[1:] for row in found["windows"]), key=repr)
    found["order_state"].sort()
    return found


@pytest.fixture
def world(core, tmp_path):
    """An order with a message, a file, a case with an exhibit, a date of one's own."""
    order = an_order(core)
    other = an_order(core, "2")
    item = a_document(core, tmp_path)
    loose = a_file(core, tmp_path, "loose.txt", "loose")
    evidence.file_evidence(core, item, order)
    message = messages.add_message(core, order, "Vetra", AT, "It broke").value
    said = messages.add_message(core, order, "me", AT, "I see").value
    case = a_case(core, order)
    exhibit = exhibits.add_exhibits(core, case, [("evidence", item), ("message", message)]).value
    own = deadlines.set_deadline(core, order, "Ring them", date(2026, 3, 14)).value
    exhibits.redact_exhibit(core, exhibit[0], (0, 0, 1, 1))
    exhibits.callout_exhibit(core, exhibit[0], (0.3, 0.4))
    return {
        "order": order, "other": other, "item": item, "loose": loose, "message": message, "said": said, "case": case,
        "exhibit": exhibit, "own": own, "path": tmp_path,
    }  # fmt: skip


ACTIONS = {
    "add order": lambda core, w: an_order(core, "3", seller="New"),
    "edit dates": lambda core, w: orders.edit_order(core, w["order"], {"delivered_at": "2026-03-01"}),
    "edit all": lambda core, w: orders.edit_order(
        core, w["order"],
        {"seller": "New", "total": "", "tracking_number": "X1", "platform_date": "2026-03-20", "title": "T",
         "payment_method": "credit_card", "card_network": "visa", "platform": "ebay"},
    ),
    "delete order": lambda core, w: orders.delete_order(core, w["order"]),
    "open case": lambda core, w: cases.open_case(core, [w["other"]], ClaimType.LATE, programme="aliexpress"),
    "describe case": lambda core, w: cases.describe_case(core, w["case"], title="T", statement="S"),
    "advance case": lambda core, w: cases.advance_case(core, w["case"], Stage.OPENED, AT),
    "close case": lambda core, w: cases.close_case(core, w["case"], Outcome.REFUNDED),
    "add exhibit": lambda core, w: exhibits.add_exhibits(core, w["case"], [("evidence", w["loose"])]),
    "order exhibits": lambda core, w: exhibits.order_exhibits(core, w["case"], w["exhibit"][::-1]),
    "caption": lambda core, w: exhibits.caption_exhibit(core, w["exhibit"][0], "C"),
    "redact": lambda core, w: exhibits.redact_exhibit(core, w["exhibit"][0], (0, 0, 0.5, 0.5)),
    "callout": lambda core, w: exhibits.callout_exhibit(core, w["exhibit"][0], (0.1, 0.1), (0.5, 0.5), "Crack"),
    "clear callouts": lambda core, w: exhibits.clear_callouts(core, w["exhibit"][0]),
    "uncover": lambda core, w: exhibits.uncover_exhibit(core, w["exhibit"][0]),
    "remove exhibit": lambda core, w: exhibits.remove_exhibit(core, w["exhibit"][0]),
    "add message": lambda core, w: messages.add_message(core, w["order"], "me", AT, "Please"),
    "translate": lambda core, w: messages.translate_message(core, w["message"], "Es brach"),
    "delete message": lambda core, w: messages.delete_message(core, w["said"]),
    "file": lambda core, w: evidence.file_evidence(core, w["loose"], w["order"]),
    "unfile": lambda core, w: evidence.file_evidence(core, w["item"], None),
    "describe": lambda core, w: evidence.describe_evidence(core, w["item"], caption="C", proves="X09"),
    "delete evidence": lambda core, w: evidence.delete_evidence(core, w["loose"]),
    "set date": lambda core, w: deadlines.set_deadline(core, w["order"], "Write", AT),
    "finish date": lambda core, w: deadlines.finish_deadline(core, w["own"]),
    "settings": lambda core, w: settings.change_settings(core, home_zone="Asia/Tokyo", buyer_name="Ines"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_can_be_taken_back_and_done_again(core, world, name):
    before = content(core)
    ACTIONS[name](core, world)
    after = content(core)
    assert after != before
    number = core.library.value("SELECT max(seq) FROM journal")
    again = undo(core, number).journal
    assert content(core) == before
    undo(core, again)
    assert content(core) == after
    assert check(core.library.folder, deep=True).problems == []


def test_an_import_is_taken_back_by_its_entries_and_can_be_done_again(core, tmp_path):
    order = an_order(core)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "reply.eml").write_text(
        "From: Shop <post@shop.example>\nDate: Tue, 10 Mar 2026 16:20:00 +0100\nSubject: Sorry\n\nwir bedauern\n"
    )
    (folder / "note.txt").write_text("made up")
    before = content(core)
    report = import_paths(core, [folder], order=order)
    assert search.orders_matching(core.library, "bedauern") == [order]
    for number in reversed(report.journal):
        undo(core, number)
    assert content(core) == before
    assert search.orders_matching(core.library, "bedauern") == []
    again = import_paths(core, [folder], order=order)
    assert again.counts["evidence"]["new"] == 2
    assert again.counts["messages"]["new"] == 1


def test_dates_changed_twice_are_taken_back_twice(core):
    order = an_order(core)
    states = [content(core)]
    numbers = []
    for day in ("2026-03-01", "2026-03-03"):
        numbers.append(orders.edit_order(core, order, {"delivered_at": day}).journal)
        states.append(content(core))
    with pytest.raises(UserError, match="changed again since"):
        undo(core, numbers[0])
    assert content(core) == states[2]
    undo(core, numbers[1])
    assert content(core) == states[1]
    undo(core, numbers[0])
    assert content(core) == states[0]


def test_what_was_emptied_from_the_bin_with_its_files_does_not_come_back(core, tmp_path):
    item = a_file(core, tmp_path)
    evidence.delete_evidence(core, item)
    number = empty_bin(core).journal
    before = content(core)
    with pytest.raises(UserError, match="gone for good"):
        undo(core, number)
    assert content(core) == before


def test_an_action_that_never_was_cannot_be_taken_back(core):
    with pytest.raises(UserError, match="no action 999"):
        undo(core, 999)
