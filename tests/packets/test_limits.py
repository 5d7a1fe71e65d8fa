"""A packet never passes a limit, uses most of it, and says what it could not hold."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from disputes_app.errors import UserError
from disputes_app.packets import build, fitting, presets, verify, volumes
from disputes_app.packets.decoders import FromImaging
from disputes_app.packets.fitting import Curve, Fill, Steering
from tests.helpers import packet_pdf
from tests.helpers.exhibits import a_pdf, an_exhibit
from tests.helpers.packet_content import watch_case

A4 = replace(presets.load("print_a4"), max_files=1)


def a_busy_photo(seed, size=(1200, 900)):
    """A picture with enough in it that its JPEG shrinks smoothly."""
    wide, high = size[0] // 6, size[1] // 6
    small = Image.frombytes("RGB", (wide, high), random.Random(seed).randbytes(wide * high * 3))
    out = BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(out, "JPEG", quality=90)
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("photos")


@pytest.fixture(scope="module")
def photos(folder):
    """Six photos, A to F."""
    return tuple(
        an_exhibit(folder, letter, f"IMG_{letter}.jpg", a_busy_photo(n), pixels=(1200, 900))
        for n, letter in enumerate("ABCDEF")
    )


def a_case(folder, photos, **changes):
    return watch_case(folder, exhibits=photos, strongest=("A",), statement=(), chronology=(), **changes)


class Counting(FromImaging):
    """Counts how often a photo is made."""

    def __init__(self):
        self.made = 0

    def picture(self, *given, **named):
        self.made += 1
        return super().picture(*given, **named)


# --- the search -----------------------------------------------------------------------------------------


@given(
    st.lists(st.floats(0.05, 0.9), min_size=6, max_size=6),
    st.floats(0.0, 0.6),
    st.floats(0.02, 6.0),
    st.floats(0.5, 2.0),
)
def test_the_finest_detail_that_fits_is_found_with_few_trials(falls, fixed, most, wrong):
    rungs = [most]
    for fall in falls:
        rungs.append(rungs[-1] * (1 - fall * 0.6))
    rungs.reverse()
    tried = []

    def pictures(step):
        low = min(int(step), 5)
        return rungs[low] * (rungs[low + 1] / rungs[low]) ** (step - low)

    def measure(step):
        tried.append(step)
        return Fill(fixed + pictures(step), pictures(step))

    curve = Curve({float(rung): 1e6 * pictures(rung) for rung in range(7)})
    found = fitting.best(measure, curve, Fill(wrong * (fixed + most), wrong * most), fitting.FINEST)
    assert len(tried) <= 9
    if fixed + rungs[0] > 1:
        assert found is None
    else:
        assert found == tried[-1]
        taken = fixed + pictures(found)
        assert taken <= 1
        assert found == fitting.FINEST or taken >= 0.9 or pictures(found + 0.03) + fixed > 1


@given(st.integers(0, 1 << 32), st.integers(100, 300), st.floats(0.8, 1.25), st.floats(1.5, 4.5))
def test_photos_unlike_the_few_that_were_tried_still_take_what_is_aimed_at(seed, count, wrong, planned):
    lot = random.Random(seed)
    sizes = [lot.uniform(0.5, 1.5) for _ in range(count)]
    mean = sum(sizes) / count
    curve = Curve({0.0: 1e4, 6.0: 4e5})
    room = len(sizes) * curve.bytes(planned)
    steering = Steering(curve, 8, len(sizes), room)
    made, steps = [], []
    for number, size in enumerate(sizes):
        steps.append(steering.next())
        made.append(size / mean * wrong * curve.bytes(steps[-1]))
        if number >= 4:
            steering.took(made[number - 4])
    assert 0.9 <= fitting.AIM * sum(made) / room <= 1
    assert max(steps) - min(steps) <= 1.4, "and none is much coarser than another"


def test_detail_grows_with_every_step():
    details = [fitting.detail(step / 10) for step in range(61)]
    assert details[0] == (120, 35)
    assert details[-1] == (300, 85)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(details))


# --- one file -------------------------------------------------------------------------------------------


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(1, 6), part=st.floats(0.3, 1.1))
def test_a_limit_is_used_to_nine_tenths_and_never_passed_by_a_byte(folder, photos, tmp_path, count, part):
    case = a_case(folder, photos[:count])
    free = build.build(case, A4, tmp_path / "free.pdf").files[0].bytes
    limit = math.floor(free * part)
    counting = Counting()
    try:
        built = build.build(case, A4, tmp_path / "tight.pdf", max_bytes=limit, pictures=counting)
    except UserError as refused:
        assert "without any exhibit" in str(refused)  # noqa: PT017 - both ends are right, each is checked
        return
    (file,) = built.files
    assert file.bytes == (tmp_path / "tight.pdf").stat().st_size <= limit
    if not built.omitted:
        assert file.bytes >= min(0.9 * limit, free)
    assert counting.made <= 60 * count


@pytest.mark.parametrize("part", [0.8, 0.65])
def test_under_a_limit_each_photo_is_made_once(folder, photos, tmp_path, part):
    free = build.build(a_case(folder, photos), A4, tmp_path / "free.pdf").files[0].bytes
    counting = Counting()
    limit = int(free * part)
    built = build.build(
        a_case(folder, photos), A4, tmp_path / "tight.pdf", max_bytes=limit, pictures=counting
    )
    assert counting.made == len(photos)
    assert built.files[0].bytes >= 0.9 * limit
    again = build.build(a_case(folder, photos), A4, tmp_path / "again.pdf", max_bytes=limit)
    assert again.files[0].sha256 == built.files[0].sha256, "whichever thread is quicker"


def test_what_does_not_fit_even_coarse_is_named_with_its_reason(folder, photos, tmp_path):
    case = a_case(folder, photos)
    built = build.build(case, A4, tmp_path / "tight.pdf", max_bytes=240_000)
    assert built.files[0].bytes <= 240_000
    assert built.omitted
    left = {one.evidence for one in built.omitted}
    assert "e1" not in left, "the strongest stays"
    assert all("larger than what is taken, 240 KB" in one.reason for one in built.omitted)
    assert {one.evidence for one in built.exhibits if not one.first_page} == left
    text = " ".join(packet_pdf.page_texts(tmp_path / "tight.pdf"))
    for one in built.omitted:
        assert one.reason in text


def test_a_packet_too_large_without_exhibits_is_refused_and_nothing_is_written(folder, photos, tmp_path):
    with pytest.raises(UserError, match="without any exhibit, over the limit of 30 KB"):
        build.build(a_case(folder, photos), A4, tmp_path / "none.pdf", max_bytes=30_000)
    assert not list(tmp_path.glob("*.pdf"))


def test_more_pages_than_are_taken_leave_exhibits_out_by_name(folder, photos, tmp_path):
    case = a_case(folder, photos)
    free = build.build(case, A4, tmp_path / "free.pdf")
    most = free.files[0].pages - 1
    built = build.build(case, replace(A4, max_pages=most), tmp_path / "short.pdf")
    assert built.files[0].pages <= most
    assert built.warnings == ()
    assert {one.evidence for one in built.omitted} <= {"e2", "e3", "e4", "e5", "e6"}
    assert all(f"more than the {most} pages that are taken" in one.reason for one in built.omitted)


def test_a_scan_that_is_too_large_is_turned_into_pictures_before_it_is_left_out(folder, photos, tmp_path):
    with pikepdf.open(BytesIO(a_pdf(["Scanned receipt 4711"]))) as pdf:
        scan = pdf.make_stream(a_busy_photo(9, (2400, 3300)))
        scan.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2400, Height=3300,
                ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            )
        )  # fmt: skip
        page = pdf.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(Im=scan)
        page.contents_add(b"q 595 0 0 842 0 0 cm /Im Do Q")
        out = BytesIO()
        pdf.save(out)
    receipt = an_exhibit(folder, "G", "receipt.pdf", out.getvalue(), "pdf")
    assert receipt.size > 700_000
    built = build.build(a_case(folder, (*photos[:2], receipt)), A4, tmp_path / "scan.pdf", max_bytes=900_000)
    assert built.files[0].bytes <= 900_000
    assert not built.omitted
    assert any("turned into pictures" in warning for warning in built.warnings)


# --- volumes --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def parted(folder, photos, tmp_path_factory):
    """A packet in several files, and its limit."""
    limit = 330_000
    case = watch_case(folder, exhibits=photos, strongest=("A",))
    into = tmp_path_factory.mktemp("parted") / "packet.pdf"
    return build.build(case, replace(A4, max_files=4), into, max_bytes=limit), limit, into


def test_what_does_not_fit_becomes_further_files_within_the_limit(parted):
    built, limit, _ = parted
    assert 1 < len(built.files) <= 4
    assert [file.path.name for file in built.files] == [
        "packet.pdf", *(f"packet-{n}.pdf" for n in range(2, len(built.files) + 1)),
    ]  # fmt: skip
    assert all(file.bytes == file.path.stat().st_size <= limit for file in built.files)
    assert max(file.bytes for file in built.files) >= 0.9 * limit
    assert not built.omitted
    assert not built.warnings
    assert {one.volume for one in built.exhibits} <= set(range(1, len(built.files) + 1))


def test_pages_are_numbered_through_all_files_and_called_by_their_numbers(parted):
    built, _, _ = parted
    pages = sum(file.pages for file in built.files)
    number = 0
    for volume, file in enumerate(built.files, 1):
        with pikepdf.open(file.path) as pdf:
            labels = [page.label for page in pdf.pages]
        texts = packet_pdf.page_texts(file.path)
        assert len(texts) == file.pages
        for label, text in zip(labels, texts, strict=True):
            number += 1
            assert label == str(number)
            assert f"Volume {volume}, page {number} of {pages}" in text
        if volume > 1:
            assert f"Volume {volume} of {len(built.files)}" in texts[0]


def test_the_index_of_the_first_file_says_where_every_exhibit_stands(parted):
    built, _, _ = parted
    index = packet_pdf.page_texts(built.files[0].path)[1]
    for one in built.exhibits:
        assert (f"{one.first_page} (vol. {one.volume})" if one.volume > 1 else str(one.first_page)) in index
        file = built.files[one.volume - 1]
        first = 1 + sum(other.pages for other in built.files[: one.volume - 1])
        assert f"What IMG_{one.letter}.jpg shows" in packet_pdf.page_texts(file.path)[one.first_page - first]


def test_links_and_bookmarks_stay_within_their_file(parted):
    built, _, _ = parted
    for file in built.files:
        assert packet_pdf.links(file.path), "and there are some"
        assert all(1 <= mark.page <= file.pages for mark in packet_pdf.bookmarks(file.path))


def test_every_file_proves_itself_and_names_the_others(parted):
    built, _, _ = parted
    for volume, file in enumerate(built.files, 1):
        assert verify.verify(file.path, lambda _: "ok").ok
        told = verify.read_manifest(file.path)
        assert (told["volume"], told["volumes"]) == (volume, len(built.files))
        assert [one["letter"] for one in told["exhibits"]] == list("ABCDEF")
        assert told["other_volumes"] == {
            str(n): other.sha256 for n, other in enumerate(built.files, 1) if n > volume
        }


def test_volumes_are_the_same_bytes_each_time(parted, folder, photos, tmp_path):
    built, limit, _ = parted
    case = watch_case(folder, exhibits=photos, strongest=("A",))
    again = build.build(case, replace(A4, max_files=4), tmp_path / "x.pdf", max_bytes=limit)
    assert [file.sha256 for file in again.files] == [file.sha256 for file in built.files]


def test_a_further_volume_replaces_an_older_one_but_no_file_of_another_kind(folder, photos, tmp_path):
    case, into = watch_case(folder, exhibits=photos, strongest=("A",)), tmp_path / "packet.pdf"
    for _ in range(2):
        built = build.build(case, replace(A4, max_files=4), into, max_bytes=330_000)
        assert len(built.files) > 1
    (tmp_path / "packet-2.pdf").write_bytes(b"my own")
    before = into.read_bytes()
    with pytest.raises(UserError, match=r"packet-2\.pdf is there already and no packet"):
        build.build(replace(case, title="Other"), replace(A4, max_files=4), into, max_bytes=330_000)
    assert (tmp_path / "packet-2.pdf").read_bytes() == b"my own"
    assert into.read_bytes() == before


def test_without_room_in_any_number_of_files_the_rest_is_named(folder, photos, tmp_path):
    case = watch_case(folder, exhibits=photos, strongest=("A",))
    built = build.build(case, replace(A4, max_files=2), tmp_path / "two.pdf", max_bytes=240_000)
    assert len(built.files) <= 2
    assert all(file.bytes <= 240_000 for file in built.files)
    shown = {one.evidence for one in built.exhibits if one.first_page}
    assert shown | {one.evidence for one in built.omitted} == {f"e{n}" for n in range(1, 7)}
    assert built.omitted


@given(st.lists(st.integers(1, 100), min_size=1, max_size=30), st.integers(50, 400), st.integers(1, 8))
def test_volumes_keep_the_order_and_break_only_when_full(weights, room, most):
    exhibits = [replace(an_unkept(n), letter=f"L{n}", evidence=f"e{n}") for n in range(len(weights))]
    sizes = {each.evidence: weight * 1000 for each, weight in zip(exhibits, weights, strict=True)}
    starts = volumes.starts(exhibits, sizes, 5000, room * 1000, most)
    order = [each.letter for each in exhibits]
    assert [order.index(letter) for letter in starts] == sorted({order.index(letter) for letter in starts})


@given(st.lists(st.integers(1, 100), min_size=1, max_size=20), st.integers(1, 500))
def test_what_is_left_out_is_enough_and_no_more_than_needed(weights, excess):
    exhibits = [replace(an_unkept(n), letter=f"L{n}", evidence=f"e{n}") for n in range(len(weights))]
    sizes = {each.evidence: weight for each, weight in zip(exhibits, weights, strict=True)}
    chosen = volumes.left_out(exhibits, ["L0"], sizes, excess)
    gone = sum(sizes[each.evidence] for each in chosen)
    assert gone >= min(excess, sum(weights))
    assert gone - sizes[chosen[-1].evidence] < excess
    assert exhibits[0] not in chosen or len(chosen) == len(exhibits)


def an_unkept(number):
    from disputes_app.packets.content import Exhibit

    return Exhibit(f"e{number}", "A", "photo", "", f"{number}.jpg", "image/jpeg", "0" * 64, 1)


def test_the_manifest_is_read_by_a_machine(parted):
    built, _, _ = parted
    assert json.dumps(verify.read_manifest(built.files[-1].path))
