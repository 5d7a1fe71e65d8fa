"""What fitting photos into a limit of bytes costs, beside making each once and beside trying whole packets in turn."""

from __future__ import annotations

import random
from dataclasses import replace
from io import BytesIO
from itertools import count, cycle, islice
from pathlib import Path
from statistics import fmean
from time import process_time

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageMath

from disputes_app.imaging import derive
from disputes_app.packets import build, fitting, limits, places, presets
from disputes_app.packets.decoders import FromImaging
from tests.helpers.exhibits import an_exhibit
from tests.helpers.packet_content import watch_case

SIZE = (4000, 3000)
DRAWN = 12
MB = 1_000_000
A4 = replace(presets.load("print_a4"), max_files=1)


def _a_textured_photo(seed):
    """Clouds upon clouds, each half as large, and grain: from smooth to rough, as photos differ."""
    lot = random.Random(seed)
    rough, grain = lot.uniform(0.45, 0.8), lot.uniform(3, 27)
    picture, weight, total, wide = None, 1.0, 0.0, 8
    while wide <= SIZE[0] // 2:
        high = wide * SIZE[1] // SIZE[0]
        layer = Image.frombytes("RGB", (wide, high), lot.randbytes(wide * high * 3))
        layer = layer.resize(SIZE, Image.Resampling.BICUBIC)
        total += weight
        picture = layer if picture is None else Image.blend(picture, layer, weight / total)
        weight, wide = weight * rough, wide * 2
    noise = Image.effect_noise(SIZE, grain).convert("RGB")
    out = BytesIO()
    ImageChops.add(picture, noise, 1, -128).save(out, "JPEG", quality=92)
    return out.getvalue()


@pytest.fixture(scope="module")
def drawn():
    return [_a_textured_photo(seed) for seed in range(DRAWN)]


@pytest.fixture(scope="module")
def shown(drawn, tmp_path_factory):
    """What was drawn, in grey, at the size of its place."""
    room = _room(_case(tmp_path_factory.mktemp("one"), drawn, 1).exhibits[0])
    found = [derive.upright(data) for data in drawn]
    for picture in found:
        picture.thumbnail(room, Image.Resampling.LANCZOS)
    return [picture.convert("F") for picture in found]


def _case(folder, drawn, photos):
    exhibits = tuple(
        an_exhibit(folder, f"X{n}", f"IMG_{n}.jpg", data + b"%d" % n, pixels=SIZE, evidence=f"e{n}")
        for n, data in enumerate(islice(cycle(drawn), photos))
    )
    return watch_case(folder, exhibits=exhibits, strongest=(), statement=(), chronology=())


def _room(exhibit):
    """The pixels of a photo's place at the finest detail."""
    place = places.of(A4, exhibit)
    return round(place.width / 72 * 300), round(place.height / 72 * 300)


def _timed(work):
    """What work gives, and the seconds of all processors it took."""
    began = process_time()
    return work(), process_time() - began


def _make_each_once(case):
    for exhibit in case.exhibits:
        FromImaging().picture(exhibit.path, max_size=_room(exhibit), boxes=(), quality=85)


def _try_whole_packets(case, limit, into):
    """Without any plan: the whole packet, then all of it a notch coarser, until it is small enough."""
    for step in count(int(fitting.FINEST), -1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(limits.fitting, "FINEST", float(step))
            built = build.build(case, A4, into)
        if built.files[0].bytes <= limit:
            return built
    raise AssertionError("unreachable")


def _alike(shown, path):
    """The structural similarity of a packet's photos to the originals at the size of their places, in the mean."""
    names = {}
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            names.update({int(name[2:]): picture for name, picture in page.Resources.XObject.items()})
        found = []
        for number, original in zip(sorted(names), cycle(shown), strict=False):
            picture = Image.open(BytesIO(names[number].read_raw_bytes())).convert("F")
            found.append(_similarity(original, picture.resize(original.size)))
    return fmean(found)


def _similarity(one, other):
    """The mean structural similarity of blocks of eight by eight pixels, from 0 to 1 (Wang et al. 2004)."""

    def mean(a, b):
        return ImageMath.lambda_eval(lambda of: of["a"] * of["b"], a=a, b=b).reduce(8)

    def index(of):
        light = (2 * of["m"] * of["n"] + 6.5) / (of["m"] * of["m"] + of["n"] * of["n"] + 6.5)
        spread = of["v"] - of["m"] * of["m"] + of["w"] - of["n"] * of["n"]
        return light * (2 * (of["c"] - of["m"] * of["n"]) + 58.5) / (spread + 58.5)

    blocks = {"m": one.reduce(8), "n": other.reduce(8)}
    blocks |= {"v": mean(one, one), "w": mean(other, other), "c": mean(one, other)}
    return ImageMath.lambda_eval(index, **blocks).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))


@pytest.mark.parametrize(("photos", "megabytes"), [(60, 2), (60, 5), (60, 10), (300, 25)])
def test_photos_within_a_limit(benchmark, drawn, shown, tmp_path: Path, photos, megabytes):
    """The ratios stand in the table as the name; half of the loop is the most, with pictures no less alike."""
    case, limit = _case(tmp_path, drawn, photos), megabytes * MB
    _, bare = _timed(lambda: _make_each_once(case))
    looped, loop = _timed(lambda: _try_whole_packets(case, limit, tmp_path / "loop.pdf"))
    built, seconds = benchmark.pedantic(
        _timed, (lambda: build.build(case, A4, tmp_path / "fitted.pdf", max_bytes=limit),)
    )
    (file,), (naive,) = built.files, looped.files
    assert 0.9 * limit <= file.bytes <= limit
    benchmark.stats.name = (
        f"{photos} photos in {megabytes} MB: {seconds / loop:.2f} times the loop,"
        f" {seconds / bare:.2f} times each once, {file.bytes / limit:.0%} used (loop {naive.bytes / limit:.0%}),"
        f" similarity {_alike(shown, file.path):.3f} ({_alike(shown, naive.path):.3f})"
    )
