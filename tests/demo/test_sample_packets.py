"""Every packet of the sample library, for every receiver: within its limits, sound, and leading where it says."""

from __future__ import annotations

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from disputes_app import bootstrap, clock
from disputes_app.demo import make_sample_library, story
from disputes_app.packets import build, presets
from disputes_app.packets.verify import verify
from disputes_app.queries.cases import case_ids
from disputes_app.queries.packet_content import packet_content
from tests.helpers import packet_pdf


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "library"
    make_sample_library(folder, bootstrap.create_library)
    opened = bootstrap.open_core(folder, "read", clock.chosen(story.TODAY))
    yield opened
    opened.library.close()


@pytest.mark.parametrize("preset", presets.all_presets(), ids=lambda preset: preset.id)
def test_each_case_fits_each_receiver_and_is_sound(core, preset, tmp_path):
    for case in case_ids(core.library, open_only=True):
        content = packet_content(core, core.library, case, preset)
        built = build.build(content, preset, tmp_path / f"{case}.pdf")
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
