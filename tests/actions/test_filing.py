"""What was sent is kept to the byte, goes with its case everywhere, and is given back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from disputes_app.actions import bin as bins
from disputes_app.actions.case_archive import export_case, import_case
from disputes_app.actions.cases import advance_case, close_case
from disputes_app.actions.deadlines import set_deadline
from disputes_app.actions.filing import Sent, file_case, give_back
from disputes_app.actions.journal import undo
from disputes_app.actions.orders import delete_order
from disputes_app.actions.packets import build_packet
from disputes_app.domain.cases import Case, Deadline, PacketRecord
from disputes_app.domain.claims import Outcome, Stage
from disputes_app.errors import UserError
from disputes_app.queries.cases import case_detail, filings
from disputes_app.queries.deadlines import dues
from disputes_app.store.backup import backup, restore
from disputes_app.store.checking import check
from disputes_app.store.library import open_library
from tests.helpers.builders import a_case, a_library, an_order

AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def order(core):
    return an_order(core)


@pytest.fixture
def case(core, order):
    return a_case(core, order)


@pytest.fixture
def packet(core, case, tmp_path):
    """The packet that was built and sent."""
    path = tmp_path / "packet.pdf"
    build_packet(core, case, path)
    return path


@pytest.fixture
def filing(core, case, packet):
    sent = Sent(
        files=[packet],
        sent_to="AliExpress",
        platform_number="5001 7781",
        text="The watch is broken.\n屏幕坏了",
        answer_due=date(2026, 3, 17),
    )
    return file_case(core, case, Stage.OPENED, sent, AT).value


def test_a_filing_keeps_when_where_and_what(core, case, filing, packet):
    detail = case_detail(core, core.library, case)
    (row,) = detail.filings
    assert (row.step.stage, row.step.at) == (Stage.OPENED, AT)
    assert (row.filing.sent_to, row.filing.platform_number) == ("AliExpress", "5001 7781")
    assert row.filing.answer_due == date(2026, 3, 17)
    assert [(file.name, file.size) for file in row.files] == [("packet.pdf", packet.stat().st_size)]
    assert core.library.load(Case, case).platform_number == "5001 7781"
    assert core.library.first(PacketRecord, "case_id = ?", (case,)).filed_at is not None
    due = core.library.first(Deadline, "case_id = ?", (case,))
    assert (due.action, due.due) == ("Answer of AliExpress due", date(2026, 3, 17))


def test_what_was_sent_comes_back_byte_for_byte_though_the_file_is_gone(core, filing, packet, tmp_path):
    sent = packet.read_bytes()
    packet.unlink()
    written = give_back(core, filing, tmp_path / "again")
    assert [path.name for path in written] == ["packet.pdf", "text.txt"]
    assert written[0].read_bytes() == sent
    assert written[1].read_text(encoding="utf-8") == "The watch is broken.\n屏幕坏了"
    with pytest.raises(UserError, match="is there already"):
        give_back(core, filing, tmp_path / "again")
    assert written[0].read_bytes() == sent


def test_files_of_one_name_are_both_kept_and_come_back_apart(core, case, tmp_path):
    files = []
    for folder, words in (("a", "one"), ("b", "two")):
        (tmp_path / folder).mkdir()
        files.append(tmp_path / folder / ("1.pdf" if folder == "a" else "1.PDF"))
        files[-1].write_text(words)
    kept = file_case(core, case, Stage.OPENED, Sent(files=files)).value
    written = give_back(core, kept, tmp_path / "again")
    assert [(path.name, path.read_text()) for path in written] == [("1.pdf", "one"), ("1 (2).PDF", "two")]


def test_a_file_that_cannot_be_kept_files_nothing(core, case, tmp_path):
    empty = tmp_path / "empty.pdf"
    empty.touch()
    for path, said in ((empty, "is empty"), (tmp_path / "gone.pdf", "cannot be read")):
        with pytest.raises(UserError, match=said):
            file_case(core, case, Stage.OPENED, Sent(files=[path]))
    assert core.library.load(Case, case).stage == Stage.PREPARING
    assert not filings(core.library, case)


def test_every_step_may_have_its_own_filing(core, case, filing, tmp_path):
    appeal = tmp_path / "appeal.pdf"
    appeal.write_bytes(b"made up")
    advance_case(core, case, Stage.SELLER_ANSWERED)
    file_case(core, case, Stage.APPEALED, Sent(files=[appeal], sent_to="AliExpress"))
    assert [row.step.stage for row in filings(core.library, case)] == [Stage.OPENED, Stage.APPEALED]


def test_a_check_names_what_was_sent_when_its_bytes_are_damaged_or_gone(core, case, filing):
    folder, (row,) = core.library.folder, filings(core.library, case)
    assert check(folder, deep=True).problems == []
    path = core.library.evidence.path(row.files[0].sha256)
    path.chmod(0o600)
    path.write_bytes(b"x" * row.files[0].size)
    number = core.library.load(Case, case).number
    (found,) = check(folder, deep=True).problems
    assert (found.what, found.where) == ("damaged", f"“packet.pdf”, sent of case {number}")
    path.unlink()
    assert [one.what for one in check(folder).problems] == ["missing"]


def test_a_backup_brings_what_was_sent_back(core, case, filing, packet, tmp_path):
    backup(core.library, tmp_path / "safe.zip")
    restore(tmp_path / "safe.zip", tmp_path / "restored")
    assert check(tmp_path / "restored", deep=True).problems == []
    with open_library(tmp_path / "restored", "read") as library:
        (row,) = filings(library, case)
        assert library.evidence.path(row.files[0].sha256).read_bytes() == packet.read_bytes()


def test_an_archive_of_the_case_carries_what_was_sent(core, case, filing, packet, tmp_path):
    export_case(core, case, tmp_path / "case.zip")
    other = a_library(tmp_path / "other")
    taken = import_case(other, tmp_path / "case.zip").value
    (row,) = filings(other.library, taken)
    assert row.filing.text == "The watch is broken.\n屏幕坏了"
    assert other.library.evidence.path(row.files[0].sha256).read_bytes() == packet.read_bytes()
    assert check(other.library.folder, deep=True).problems == []
    other.library.close()


def test_emptying_the_bin_leaves_what_a_case_sent_until_the_case_goes(core, order, case, filing):
    (row,) = filings(core.library, case)
    path = core.library.evidence.path(row.files[0].sha256)
    bins.empty_bin(core)
    assert path.is_file()
    delete_order(core, order)
    bins.empty_bin(core)
    assert not path.exists()
    assert check(core.library.folder, deep=True).problems == []


def test_a_filing_is_undone_as_one_step(core, case, packet, clock):
    sent = Sent(files=[packet], sent_to="AliExpress", text="Broken.", answer_due=date(2026, 3, 17))
    done = file_case(core, case, Stage.OPENED, sent, AT)
    undo(core, done.journal)
    assert core.library.load(Case, case).stage == Stage.PREPARING
    assert not filings(core.library, case)
    assert not core.library.find(Deadline, "case_id = ?", (case,))
    assert core.library.first(PacketRecord, "case_id = ?", (case,)).filed_at is None
    assert check(core.library.folder, deep=True).ok
    again = file_case(core, case, Stage.OPENED, sent, AT).value
    assert give_back(core, again, packet.parent / "again")[0].read_bytes() == packet.read_bytes()


def test_a_hostile_name_in_an_archive_leads_nowhere(core, case, filing, tmp_path):
    with core.library.action("test", "Renamed") as tx:
        tx.execute("UPDATE filed_files SET name = '../../out.pdf'")
    (tmp_path / "deep").mkdir()
    written = give_back(core, filing, tmp_path / "deep" / "again")
    assert written[0] == tmp_path / "deep" / "again" / "out.pdf"


def test_an_answer_that_came_is_awaited_no_longer(core, order, case, filing):
    set_deadline(core, order, "Ring the shop", date(2026, 3, 17), case=case)
    advance_case(core, case, Stage.ESCALATED, AT)
    assert [row.deadline.action for row in dues(core.library, AT)] == [
        "Answer of AliExpress due",
        "Ring the shop",
    ]
    done = advance_case(core, case, Stage.DECIDED, AT)
    assert [row.deadline.action for row in dues(core.library, AT)] == ["Ring the shop"]
    undo(core, done.journal)
    assert len(dues(core.library, AT)) == 2


def test_a_case_that_is_closed_awaits_no_answer(core, case, filing):
    close_case(core, case, Outcome.WITHDRAWN)
    assert dues(core.library, AT) == []
