"""How long photos take on their way into a packet under a limit of bytes, beside making each of them once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from disputes_app.packets import build, places, presets
from disputes_app.packets.images import FromImaging
from tests.helpers.packet_content import an_exhibit, watch_case
from tests.packets.test_limits import a_busy_photo

PHOTOS = 24
SIZE = (4000, 3000)
A4 = replace(presets.load("print_a4"), max_files=1)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A case with photos of twelve megapixels."""
    folder = tmp_path_factory.mktemp("bench")
    photos = tuple(
        an_exhibit(
            folder, f"X{n}", f"IMG_{n}.jpg", a_busy_photo(n, SIZE), pixels=SIZE, evidence=f"e{n}"
        )
        for n in range(PHOTOS)
    )  # fmt: skip
    return watch_case(folder, exhibits=photos, strongest=(), statement=(), chronology=())


def test_photos_made_once(benchmark, case):
    """What the others are measured by: each photo decoded and encoded for its place, one after another."""

    def make():
        for exhibit in case.exhibits:
            place = places.of(A4, exhibit)
            size = (round(place.width / 72 * 300), round(place.height / 72 * 300))
            FromImaging().picture(exhibit.path, max_size=size, boxes=(), quality=85)

    benchmark.pedantic(make, rounds=2)


def test_a_packet_without_a_limit(benchmark, case, tmp_path):
    benchmark.pedantic(build.build, (case, A4, tmp_path / "free.pdf"), rounds=2)


@pytest.mark.parametrize("part", [0.5, 0.15])
def test_a_packet_within_a_limit(benchmark, case, tmp_path, part):
    free = build.build(case, A4, tmp_path / "free.pdf").files[0].bytes
    limit = int(free * part)
    built = benchmark.pedantic(
        build.build, (case, A4, tmp_path / "tight.pdf"), {"max_bytes": limit}, rounds=2
    )
    assert 0.9 * limit <= built.files[0].bytes <= limit
