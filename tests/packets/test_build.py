"""Building a packet: equal input gives equal bytes, and what stops it leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from disputes_app.errors import Stopped, UserError
from disputes_app.packets import build, presets
from tests.helpers.exhibits import a_jpeg, a_pdf, an_exhibit
from tests.helpers.packet_content import watch_case

A4 = presets.load("print_a4")


def test_equal_input_gives_equal_bytes(tmp_path):
    first = build.build(watch_case(tmp_path / "kept"), A4, tmp_path / "one.pdf")
    second = build.build(watch_case(tmp_path / "kept elsewhere"), A4, tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert first.files[0].sha256 == second.files[0].sha256


def test_a_changed_word_changes_the_packet_number(tmp_path):
    case = watch_case(tmp_path / "kept")
    one = build.build(case, A4, tmp_path / "one.pdf")
    two = build.build(replace(case, title="Smartwatch arrived faulty"), A4, tmp_path / "two.pdf")
    assert one.number != two.number


def locked_pdf(folder) -> bytes:
    with pikepdf.open(_written(folder, a_pdf(["secret"]))) as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(user="u", owner="o"))
    return (folder / "locked.pdf").read_bytes()


def _written(folder, data):
    path = folder / "plain.pdf"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("make", "kind", "says"),
    [
        (locked_pdf, "pdf", "is locked with a password"),
        (lambda _: b"", "photo", "is empty"),
        (lambda _: a_pdf(["one", "two"])[:400], "pdf", "is cut off or damaged"),
        (lambda _: b"no PDF at all", "pdf", "is cut off or damaged"),
        (lambda _: a_jpeg("cut")[:60], "photo", "cannot be shown as a picture"),
    ],
)
def test_a_bad_input_stops_the_build_by_name_before_anything_is_written(tmp_path, make, kind, says):
    kept = tmp_path / "kept"
    case = watch_case(kept)
    bad = an_exhibit(kept, "G", "bad file.pdf", make(tmp_path), kind)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(UserError) as caught:
        build.build(replace(case, exhibits=(*case.exhibits, bad)), A4, out / "packet.pdf")
    assert "bad file.pdf" in str(caught.value)
    assert says in str(caught.value)
    assert list(out.iterdir()) == []


def test_an_original_that_was_changed_stops_the_build(tmp_path):
    case = watch_case(tmp_path)
    case.exhibits[2].path.write_bytes(a_jpeg("other"))
    with pytest.raises(UserError, match=r"IMG_2301.jpg \(exhibit C\) is not the file that was kept"):
        build.build(case, A4, tmp_path / "packet.pdf")


def test_a_missing_original_stops_the_build(tmp_path):
    case = watch_case(tmp_path)
    case.other_files[0].path.unlink()
    with pytest.raises(UserError, match=r"aliexpress-chat-8193.html cannot be read"):
        build.build(case, A4, tmp_path / "packet.pdf")


def test_stopping_leaves_the_old_packet_and_nothing_else(tmp_path):
    case = watch_case(tmp_path / "kept")
    out = tmp_path / "out"
    out.mkdir()
    (out / "packet.pdf").write_bytes(b"the old one")

    def stop(done: int, total: int, what: str) -> None:
        if done > 8:
            raise Stopped

    with pytest.raises(Stopped):
        build.build(case, A4, out / "packet.pdf", stop)
    assert [(each.name, each.read_bytes()) for each in out.iterdir()] == [("packet.pdf", b"the old one")]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match="is not a folder"):
        build.build(watch_case(tmp_path), A4, tmp_path / "nowhere" / "packet.pdf")


def test_two_exhibits_with_one_letter_are_refused(tmp_path):
    case = watch_case(tmp_path)
    with pytest.raises(UserError, match="two exhibits have the letter A"):
        build.build(replace(case, exhibits=(case.exhibits[0], case.exhibits[0])), A4, tmp_path / "packet.pdf")


def test_a_small_case_with_next_to_nothing_still_makes_a_packet(tmp_path):
    case = watch_case(
        tmp_path, exhibits=(), other_files=(), messages=(), statement=(), chronology=(), shipments=(), order_facts=(),
        payment_facts=(), differences=(), marks=(), deadline=None, strongest=(), home_amount=None, receiver="",
    )  # fmt: skip
    built = build.build(case, A4, tmp_path / "packet.pdf")
    assert built.files[0].pages == 2


def test_letter_paper_is_letter(tmp_path):
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path), A4, path, paper="letter")
    with pikepdf.open(path) as pdf:
        assert [float(value) for value in pdf.pages[2].mediabox] == [0, 0, 612, 792]


def test_a_receiver_of_pictures_gets_numbered_pages_with_letters_on_them(tmp_path):
    built = build.build(watch_case(tmp_path / "kept"), presets.load("ebay"), tmp_path / "case.pdf")
    assert [file.path.name for file in built.files] == [f"case-{n:02}.jpg" for n in range(1, 5)]
    for file in built.files:
        Image.open(file.path).verify()
    assert [(each.letter, each.first_page) for each in built.exhibits][:3] == [("A", 2), ("B", 2), ("C", 3)]
    assert {path.name for path in tmp_path.iterdir()} == {"kept", *(file.path.name for file in built.files)}
    with Image.open(built.files[1].path) as picture:
        assert picture.format == "JPEG"
        assert picture.width > 1200
        assert not picture.getexif()


def test_numbered_pictures_replace_those_of_an_older_packet_but_no_photo_of_that_name(tmp_path):
    case, ebay = watch_case(tmp_path / "kept"), presets.load("ebay")
    before = build.build(case, ebay, tmp_path / "case.pdf").files
    assert build.build(case, ebay, tmp_path / "case.pdf").files == before
    photo = tmp_path / "case-02.jpg"
    photo.write_bytes(a_jpeg("mine"))
    kept = photo.read_bytes()
    with pytest.raises(UserError, match=r"case-02\.jpg is there already and no packet"):
        build.build(case, ebay, tmp_path / "case.pdf")
    assert photo.read_bytes() == kept
