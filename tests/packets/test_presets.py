"""Every receiver's limits say where they come from, and a packet for each meets them."""

from __future__ import annotations

from datetime import date

import pytest

from disputes_app.errors import UsageError
from disputes_app.packets import build, presets
from tests.helpers.packet_content import watch_case

ALL = [preset.id for preset in presets.all_presets()]


@pytest.mark.parametrize("name", ALL)
def test_every_preset_names_its_source_and_its_day(name):
    preset = presets.load(name)
    assert len(preset.source) > 30
    assert date.fromisoformat(preset.as_of) <= date(2026, 12, 31)
    assert preset.title
    assert preset.file_types


def test_printing_comes_first_and_the_receivers_people_need_are_there():
    assert ALL[:2] == ["print_a4", "print_letter"]
    assert {"paypal", "aliexpress", "ebay", "card_issuer", "small_claims"} <= set(ALL)


def test_an_unknown_preset_is_refused_with_the_list():
    with pytest.raises(UsageError, match=r"there is no preset “paypall”; choose one of print_a4"):
        presets.load("paypall")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('title = "x"', "missing"),
        ('title = "x"\ncolor = true', "unknown field color"),
        (
            'title="x"\npaper="b5"\nsections=[]\nfile_types=[]\nsource=""\nas_of=""',
            "paper has to be one of a4, letter",
        ),
        (
            'title="x"\npaper="a4"\nsections=["poem"]\nfile_types=[]\nsource=""\nas_of=""',
            "there is no section poem",
        ),
        (
            'title="x"\npaper="a4"\nsections=[]\nfile_types=[]\nsource=""\nas_of=""\nphotos_per_page=3',
            "photos_per_page has to be 1, 2 or 4",
        ),
    ],
)
def test_a_faulty_preset_file_is_named_with_its_fault(tmp_path, text, says):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=f"mine.toml: .*{says}"):
        presets.read(path)


@pytest.mark.parametrize("name", ALL)
def test_a_packet_for_every_receiver_meets_its_limits(tmp_path, name):
    preset = presets.load(name)
    built = build.build(watch_case(tmp_path), preset, tmp_path / "packet.pdf")
    assert all(file.path.suffix[1:] in preset.file_types for file in built.files)
    assert all(file.bytes == file.path.stat().st_size for file in built.files)
    assert preset.max_bytes is None or all(file.bytes <= preset.max_bytes for file in built.files)
    assert preset.max_pages is None or sum(file.pages for file in built.files) <= preset.max_pages
    assert preset.max_files is None or len(built.files) <= preset.max_files
    assert built.warnings == ()
