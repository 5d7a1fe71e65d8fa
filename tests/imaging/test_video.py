"""Frames of a video carry the times at which it shows them; one that cannot be shown is one sentence."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from disputes_app.imaging import video
from disputes_app.imaging.apart import Apart
from disputes_app.imaging.copies import PictureError
from tests.helpers.videos import a_video, number_on, of_changing_rate, turned

KINDS = [("avi", "MJPG"), ("mp4", "mp4v"), ("mkv", "mp4v")]


def number_in(frame) -> int:
    """Which frame of the sample is seen."""
    with Image.open(BytesIO(frame.picture.data)) as picture:
        return number_on(picture)


@pytest.mark.parametrize(("ending", "codec"), KINDS)
@pytest.mark.parametrize("rate", [10.0, 25.0, 30000 / 1001])
def test_the_time_of_every_frame_is_right_to_less_than_one_frame(tmp_path, ending, codec, rate):
    path = a_video(tmp_path / f"sample.{ending}", codec, count=60, rate=rate)
    found = video.frames(path, 12, (320, 240), quality=90)
    assert len(found) == 12
    assert found[0].at == 0
    assert number_in(found[-1]) >= 58
    assert [frame.at for frame in found] == sorted({frame.at for frame in found})
    for frame in found:
        assert abs(frame.at - number_in(frame) / rate) < 1 / rate


def test_a_rate_that_changes_changes_the_times(tmp_path):
    """Phones film at a changing rate: the time is the frame's own, not its number by the average rate."""
    path = tmp_path / "changing.mp4"
    path.write_bytes(
        of_changing_rate(a_video(tmp_path / "even.mp4", "mp4v", count=60, rate=10.0).read_bytes())
    )
    found = video.frames(path, 12, (320, 240), quality=90)
    times = [(frame.at, number_in(frame)) for frame in found]
    assert times[-1][0] > 8
    assert len({number for _, number in times}) == len(times) > 6
    for at, number in times:
        shown = number / 10 if number < 30 else 3 + (number - 30) * 0.3
        assert at == pytest.approx(shown, abs=0.005)


def test_what_a_phone_held_upright_filmed_stands_upright(tmp_path):
    path = tmp_path / "upright.mp4"
    path.write_bytes(turned(a_video(tmp_path / "v.mp4", "mp4v", count=5, rate=10.0).read_bytes()))
    (first, *_) = video.frames(path, 3, (400, 400))
    assert (first.picture.width, first.picture.height) == (144, 192)


def test_a_video_of_few_frames_gives_each_once(tmp_path):
    path = a_video(tmp_path / "short.avi", "MJPG", count=3, rate=10.0)
    assert [number_in(frame) for frame in video.frames(path, 12, (320, 240))] == [0, 1, 2]


def test_frames_are_small_enough_and_what_is_covered_is_gone(tmp_path):
    path = a_video(tmp_path / "sample.avi", "MJPG", count=5, rate=10.0)
    frames = video.frames(path, 3, (80, 80), boxes=[(0.0, 0.0, 1.0, 1.0)])
    assert len(frames) == 3
    for frame in frames:
        with Image.open(BytesIO(frame.picture.data)) as picture:
            assert max(picture.size) == 80
            assert max(high for _, high in picture.getextrema()) < 8


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no video", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 400,
        b"RIFF\x00\x10\x00\x00AVI " + b"LIST" * 90, b"\x1a\x45\xdf\xa3" + bytes(range(256)),
    ],
)  # fmt: skip
def test_what_is_no_whole_video_is_one_sentence(tmp_path, data):
    path = tmp_path / "video"
    path.write_bytes(data)
    with Apart() as apart, pytest.raises(PictureError, match=r"^The video is damaged.*\.$"):
        apart.video_frames(path, 4, (100, 100))


def test_a_video_cut_in_the_middle_shows_what_is_left_or_says_so(tmp_path):
    whole = a_video(tmp_path / "sample.avi", "MJPG", count=40, rate=10.0)
    cut = tmp_path / "cut.avi"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with Apart() as apart:
        try:
            found = apart.video_frames(cut, 8, (320, 240))
        except PictureError as error:
            assert str(error).endswith(".")  # noqa: PT017
        else:
            assert all(abs(frame.at * 10 - number_in(frame)) < 1 for frame in found)


def test_the_child_gives_the_same_frames_again(tmp_path):
    path = a_video(tmp_path / "sample.mp4", "mp4v", count=20, rate=10.0)
    with Apart() as apart:
        first, second = (apart.video_frames(path, 5, (320, 240)) for _ in range(2))
    assert first == second == video.frames(path, 5, (320, 240))


def test_without_the_extra_a_video_is_one_sentence(tmp_path, monkeypatch):
    path = a_video(tmp_path / "sample.avi", "MJPG", count=3, rate=10.0)
    monkeypatch.setitem(__import__("sys").modules, "cv2", None)
    with pytest.raises(PictureError, match="need the extra “video”"):
        video.frames(path, 3, (100, 100))
