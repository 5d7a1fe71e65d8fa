"""Lines of a case's chronology left out, said otherwise, or of one's own: in the packet, and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from disputes_app.actions.case_archive import export_case, import_case
from disputes_app.actions.chronology import edit_chronology
from disputes_app.actions.journal import undo
from disputes_app.actions.messages import add_message
from disputes_app.actions.packets import build_packet
from disputes_app.domain.cases import ChronologyLine
from disputes_app.domain.messages import MessageDirection
from disputes_app.errors import UsageError
from disputes_app.packets.presets import load
from disputes_app.queries.cases import case_ids
from disputes_app.queries.chronology_lines import LineRow, chronology_lines
from disputes_app.queries.packet_content import packet_content
from tests.helpers import packet_pdf
from tests.helpers.builders import NOW, a_case, a_library, an_order


@pytest.fixture
def core(tmp_path):
    made = a_library(tmp_path)
    yield made
    made.library.close()


@pytest.fixture
def case(core):
    order = an_order(core)
    for words in ("It is broken.", "It is still broken."):
        add_message(core, order, "Mira Hale", NOW, words, direction=MessageDirection.SENT)
    return a_case(core, order)


def told(core, case, language=None) -> list[str]:
    content = packet_content(core, core.library, case, load("print_a4"), language)
    return [entry.text for entry in content.chronology]


def lines(core, case) -> tuple[LineRow, ...]:
    return chronology_lines(core, core.library, case)


def test_until_something_is_decided_all_lines_are_as_the_facts_propose_them(core, case):
    rows = lines(core, case)
    assert [row.text for row in rows] == [row.proposed for row in rows] == told(core, case)
    assert len({row.key for row in rows}) == len(rows)
    edit_chronology(core, case, rows)
    assert core.library.find(ChronologyLine) == []


def test_lines_left_out_reworded_and_added_stand_so_in_every_packet_and_are_taken_back(core, case, tmp_path):
    before = told(core, case)
    rows = list(lines(core, case))
    first = next(row for row in rows if "is broken" in row.proposed)
    second = next(row for row in rows if "still broken" in row.proposed)
    assert first.key != second.key
    wanted = [
        replace(row, text="")
        if row is first
        else replace(row, text="I wrote again.")
        if row is second
        else row
        for row in rows
    ]
    own = LineRow("", date(2026, 2, 20), "", "I was told in the shop.")
    done = edit_chronology(core, case, [*wanted, own])
    now = told(core, case)
    assert len(now) == len(before)
    assert {*before} - {*now} == {first.proposed, second.proposed}
    assert {*now} - {*before} == {"I wrote again.", "I was told in the shop."}
    assert now.index("I was told in the shop.") < now.index("I wrote again.")
    content = packet_content(core, core.library, case, load("print_a4"))
    (added,) = [entry for entry in content.chronology if entry.text == own.text]
    assert added.source.text == "Noted by the buyer"
    german = told(core, case, "de")
    assert "I wrote again." in german
    assert len(german) == len(now)
    build_packet(core, case, tmp_path / "packet.pdf")
    pages = " ".join(packet_pdf.page_texts(tmp_path / "packet.pdf"))
    assert "I was told in the shop." in " ".join(pages.split())
    undo(core, done.journal)
    assert told(core, case) == before


def test_a_line_of_ones_own_goes_when_it_is_left_out_and_needs_words(core, case):
    edit_chronology(core, case, [*lines(core, case), LineRow("", date(2026, 2, 20), "", "I called.")])
    rows = lines(core, case)
    assert rows[-1].is_own
    with pytest.raises(UsageError, match="needs words"):
        edit_chronology(core, case, [*rows, LineRow("", date(2026, 2, 21), "", " ")])
    edit_chronology(core, case, [*rows[:-1], replace(rows[-1], text="")])
    assert core.library.find(ChronologyLine) == []


def test_what_was_decided_travels_with_a_case_archive(core, case, tmp_path):
    rows = list(lines(core, case))
    rows[-1] = replace(rows[-1], text="I wrote again.")
    edit_chronology(core, case, rows)
    export_case(core, case, tmp_path / "case.zip")
    other = a_library(tmp_path / "other")
    import_case(other, tmp_path / "case.zip")
    assert "I wrote again." in told(other, case_ids(other.library)[0])
    other.library.close()
