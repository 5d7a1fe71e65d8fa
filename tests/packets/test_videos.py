"""A video is a page of frames with their true times; one that cannot be decoded is named and stays evidence."""

from __future__ import annotations

import json
import re

import pikepdf
import pytest

from disputes_app.packets import build, presets
from disputes_app.packets.frames import clock
from tests.helpers import packet_pdf
from tests.helpers.exhibits import a_jpeg, an_exhibit, gmt
from tests.helpers.packet_content import watch_case
from tests.helpers.videos import a_video, number_on

A4 = presets.load("print_a4")
TIME = re.compile(r"(?<!\d)\d+:\d\d\.\d{3}(?!\d)")


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0:00.000"), (1.2344, "0:01.234"), (59.9996, "1:00.000"), (754.5, "12:34.500")]
)
def test_a_time_is_minutes_seconds_and_thousandths(seconds, said):
    assert clock(seconds) == said


@pytest.fixture(scope="module")
def packet(tmp_path_factory):
    """A photo, an upright video of 40 frames at ten a second, a photo."""
    folder = tmp_path_factory.mktemp("video")
    data = a_video(folder / "v.mp4", "mp4v", count=40, rate=10.0, size=(144, 256)).read_bytes()
    exhibits = (
        an_exhibit(folder, "A", "a.jpg", a_jpeg("a")),
        an_exhibit(
            folder, "B", "VID_2301.mp4", data, "video", caption="Unpacking, in one take", media_type="video/mp4",
            captured_at=gmt(2, 28, 18, 1), clock="phone clock UTC+0", device="Northlight Phone 3",
        ),
        an_exhibit(folder, "C", "c.jpg", a_jpeg("c")),
    )  # fmt: skip
    path = folder / "packet.pdf"
    return path, build.build(watch_case(folder, exhibits=exhibits, strongest=()), A4, path), exhibits


def test_the_page_of_a_video_says_what_it_is_and_where_its_file_lies(packet):
    path, built, exhibits = packet
    assert [(each.letter, each.first_page, each.pages) for each in built.exhibits] == [
        ("A", 7, 1), ("B", 8, 1), ("C", 9, 1),
    ]  # fmt: skip
    said = packet_pdf.page_texts(path)[7]
    for words in (
        "Video B", "Unpacking, in one take", "VID_2301.mp4", "Northlight Phone 3", exhibits[1].sha256,
        "its name in data/evidence of the case archive", "12 frames shown, each with its time in the video",
    ):  # fmt: skip
        assert words in said
    assert built.omitted == ()


def test_each_frame_stands_above_its_own_time(packet):
    path, _, _ = packet
    times = TIME.findall(packet_pdf.page_texts(path)[7])
    assert len(times) == 12
    with pikepdf.open(path) as pdf:
        page = pdf.pages[7]
        objects = page.obj["/Resources"]["/XObject"]
        drawn = re.findall(rb"/(P\d+) Do", page.Contents.read_bytes())
        assert len(drawn) == 12
        for key, time in zip(drawn, times, strict=True):
            frame = pikepdf.PdfImage(objects[f"/{key.decode()}"]).as_pil_image()
            minutes, seconds = time.split(":")
            assert abs(int(minutes) * 60 + float(seconds) - number_on(frame) / 10) < 0.1
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    assert [entry["kind"] for entry in manifest["exhibits"]] == ["photo", "video", "photo"]


def test_the_same_video_gives_the_same_bytes(packet, tmp_path):
    path, _, exhibits = packet
    build.build(watch_case(tmp_path, exhibits=exhibits, strongest=()), A4, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == path.read_bytes()


def test_a_damaged_video_is_a_page_without_frames_and_a_sentence(tmp_path):
    broken = an_exhibit(tmp_path, "A", "broken.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 99, "video")
    path = tmp_path / "packet.pdf"
    built = build.build(watch_case(tmp_path, exhibits=(broken,), strongest=()), A4, path)
    assert [each.first_page for each in built.exhibits] == [7]
    (warning,) = built.warnings
    assert warning.startswith("broken.mp4 is listed without frames")
    said = packet_pdf.page_texts(path)[6]
    assert "No frames of this video can be shown here" in said
    assert broken.sha256 in said


@pytest.mark.parametrize("limit", [600_000, 300_000])
def test_frames_are_made_to_fit_a_limit_like_photos(tmp_path, limit):
    data = a_video(tmp_path / "v.avi", "MJPG", count=30, rate=10.0, size=(640, 360)).read_bytes()
    video = an_exhibit(tmp_path, "A", "v.avi", data, "video")
    case = watch_case(tmp_path, exhibits=(video, *watch_case(tmp_path).exhibits[1:]), strongest=())
    built = build.build(case, A4, tmp_path / "packet.pdf", max_bytes=limit)
    assert all(file.bytes <= limit for file in built.files)
    assert built.omitted == ()


def test_a_receiver_of_pictures_gets_the_frames_too(tmp_path):
    data = a_video(tmp_path / "v.avi", "MJPG", count=30, rate=10.0).read_bytes()
    case = watch_case(tmp_path, exhibits=(an_exhibit(tmp_path, "A", "v.avi", data, "video"),), strongest=())
    built = build.build(case, presets.load("ebay"), tmp_path / "case.pdf")
    assert [each.first_page for each in built.exhibits] == [2]
    assert len(built.files) == 2
