"""Small pictures of evidence, made when they are asked for."""

from __future__ import annotations

from PIL import Image

from disputes_app.actions.exhibits import add_exhibits
from disputes_app.domain.evidence import Evidence
from disputes_app.packets import presets
from disputes_app.queries.packet_content import packet_content
from disputes_app.queries.thumbnails import has_picture, make_thumbnail, thumbnail_path
from tests.helpers.builders import a_case, a_file, an_order, take_in
from tests.helpers.telling import a_photo
from tests.helpers.videos import a_video


def test_small_pictures_come_back_when_the_cache_is_emptied(core, tmp_path):
    order = an_order(core)
    photo = core.library.load(Evidence, a_photo(core, tmp_path, order))
    note = core.library.load(Evidence, a_file(core, tmp_path))
    assert has_picture(photo)
    assert not has_picture(note)
    original = core.library.evidence.path(photo.sha256)
    for _ in range(2):
        made = make_thumbnail(core.library.folder, original, photo.sha256, photo.media_type)
        assert made == thumbnail_path(core.library.folder, photo.sha256)
        with Image.open(made) as picture:
            assert max(picture.size) <= 512
        made.unlink()


def test_a_video_has_a_small_picture_and_frames_in_the_packet(core, tmp_path):
    order = an_order(core)
    path = a_video(tmp_path / "unpacking.mp4", "mp4v", count=5, rate=10.0)
    (item,) = take_in(core, [path], order=order).items
    video = core.library.load(Evidence, item.evidence)
    assert has_picture(video)
    original = core.library.evidence.path(video.sha256)
    with Image.open(make_thumbnail(core.library.folder, original, video.sha256, video.media_type)) as picture:
        assert picture.size == (192, 144)
    case = a_case(core, order)
    add_exhibits(core, case, [("evidence", video.id)])
    made = packet_content(core, core.library, case, presets.load("print_a4"))
    assert [each.kind for each in made.exhibits] == ["video"]
