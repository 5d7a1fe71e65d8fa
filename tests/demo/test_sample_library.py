"""The sample library as it stands when it is made: what it holds, the days that lead, and the packets of its cases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from disputes_app import bootstrap, clock
from disputes_app.core import Core
from disputes_app.demo import make_sample_library, story
from disputes_app.domain.cases import Callout, Case, Redaction
from disputes_app.domain.evidence import Evidence, Reading
from disputes_app.domain.messages import Message
from disputes_app.domain.policies import Incident, Policy
from disputes_app.domain.sellers import SellerCheck
from disputes_app.errors import Stopped
from disputes_app.packets import build, presets
from disputes_app.packets.decoders import FromImaging, Remembering
from disputes_app.packets.verify import verify
from disputes_app.queries.cases import case_ids
from disputes_app.queries.packet_content import packet_content
from disputes_app.store import checking
from tests.helpers import packet_pdf


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("sample") / "library"


@pytest.fixture(scope="module")
def made(folder):
    return make_sample_library(folder, bootstrap.create_library)


@pytest.fixture
def core(made, folder) -> Core:
    opened = bootstrap.open_core(folder, "read", clock.chosen(made["now"]))
    yield opened
    opened.library.close()


def test_it_says_what_it_made(made, folder):
    assert made == {"library": str(folder), "orders": 27, "cases": 12, "evidence": 37, "now": story.TODAY}


@pytest.fixture(scope="module")
def pictures():
    """Each photo is made once for all receivers that take it in the same size."""
    return Remembering(FromImaging(), most=256 << 20)


def _leading(core: Core) -> dict[str, datetime]:
    rows = core.library.rows(
        "SELECT o.title, s.next_deadline_at AS at FROM orders o JOIN order_state s ON s.order_id = o.id"
    )
    return {row["title"]: datetime.fromisoformat(row["at"]) for row in rows if row["at"]}


@pytest.mark.parametrize(
    ("title", "last"),
    [
        ("OM-1n film camera, f/1.8 lens", "2026-03-12T23:59:59+00:00"),
        ("Smartwatch GT4 Pro, 46 mm, black", "2026-03-14T23:59:59-07:00"),
        ("LED panel lamps 600×600, 40 W, × 1,200", "2026-03-16T23:59:00+08:00"),
        ("Merino blanket 150×200, moss", "2026-03-16T23:59:59+00:00"),
        ("Celadon tea set 青瓷茶具, 7 pieces", "2026-03-20T23:59:59+00:00"),
        ("Cordless planer 18 V, body only", "2026-03-22T23:59:59+00:00"),
        ("USB-C dock, 8-in-1", "2026-03-23T23:59:59+00:00"),
        ("Thermal label printer, 203 dpi", "2026-05-21T23:59:59+01:00"),
    ],
)
def test_the_day_that_leads_in_a_case_is_the_one_of_the_design(core, title, last):
    assert _leading(core)[title] == datetime.fromisoformat(last)


def test_nothing_in_it_is_found_changed(made, folder, core):
    assert checking.check(folder, deep=True).problems == []


def test_every_file_was_read_and_six_wait_in_the_inbox(core):
    kept = core.library.find(Evidence)
    assert {item.reading for item in kept} == {Reading.READ}
    waiting = {item.name for item in kept if item.order_id is None}
    assert "IMG_2307.jpg" in waiting
    assert len(waiting) == 6


def test_photographs_keep_their_own_clock_and_place(core):
    parcel = core.library.first(Evidence, "name = 'IMG_2288.jpg'", ())
    assert parcel.captured_at == datetime.fromisoformat("2026-02-27T17:31:50+00:00")
    assert parcel.latitude == pytest.approx(53.7997, abs=1e-4)
    assert core.library.first(Evidence, "name = 'IMG_2180.jpg'", ()).orientation == 6


def test_cases_stand_at_different_stages_and_the_label_is_covered(core):
    stages = {case.title: case.stage for case in core.library.find(Case, "closed_at IS NULL")}
    assert len(stages) == 9
    assert {"preparing", "opened", "seller_answered", "escalated", "decided"} <= set(stages.values())
    assert len(core.library.find(Redaction)) == 3
    assert len(core.library.find(Callout)) == 4


def test_what_was_said_in_chinese_has_its_translation_except_the_last(core):
    messages = core.library.find(
        Message, "channel = 'AliExpress chat' AND direction = 'received'", order="at"
    )
    chinese = [message for message in messages if message.sender == "Vetra Wearables"]
    assert [bool(message.translation) for message in chinese] == [True, True, True, True, False]


def test_policies_incidents_and_checks_of_sellers_are_there(core):
    assert len(core.library.find(Policy)) == 4
    assert len(core.library.find(Incident)) == 2
    assert len(core.library.find(SellerCheck)) == 11


def test_the_journal_tells_the_story_in_the_order_of_its_days(core):
    told = [row["at"] for row in core.library.rows("SELECT at FROM journal ORDER BY seq")]
    assert told == sorted(told)
    assert told[-1] <= "2026-03-12T10:42:00+00:00"


@pytest.mark.parametrize("preset", presets.all_presets(), ids=lambda preset: preset.id)
def test_each_case_fits_each_receiver_and_is_sound(core, pictures, preset, tmp_path):
    for case in case_ids(core.library, open_only=True):
        content = packet_content(core, core.library, case, preset)
        built = build.build(content, preset, tmp_path / f"{case}.pdf", pictures=pictures)
        _keeps_the_limits(built, preset)
        for file in built.files:
            if file.path.suffix == ".pdf":
                _is_sound(file, preset)
            else:
                Image.open(file.path).verify()


def _keeps_the_limits(built, preset):
    sizes = [file.path.stat().st_size for file in built.files]
    assert sizes == [file.bytes for file in built.files]
    assert preset.max_bytes is None or max(sizes) <= preset.max_bytes
    assert preset.max_total_bytes is None or sum(sizes) <= preset.max_total_bytes
    assert preset.max_pages is None or sum(file.pages for file in built.files) <= preset.max_pages
    assert preset.max_files is None or len(sizes) <= preset.max_files
    assert {file.path.suffix.removeprefix(".") for file in built.files} <= set(preset.file_types)


def _is_sound(file, preset):
    with pikepdf.open(file.path) as pdf:
        assert pdf.check_pdf_syntax() == []
    with pypdfium2.PdfDocument(file.path) as read:
        assert len(read) == file.pages
    texts = packet_pdf.page_texts(file.path)
    assert all(1 <= target <= file.pages for _, _, target in packet_pdf.links(file.path))
    for mark in packet_pdf.bookmarks(file.path):
        name, _, words = mark.title.partition("  ")
        if mark.level == 1 and words:
            assert name in texts[mark.page - 1].split()
    if preset.attaches_manifest:
        assert verify(file.path, lambda _sha256: "ok").ok


def test_it_can_be_stopped_while_it_is_drawn(tmp_path):
    def stop(done: int, total: int, what: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        make_sample_library(tmp_path / "library", bootstrap.create_library, stop)
