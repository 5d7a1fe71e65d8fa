"""A whole packet: what is on which page, what leads where, and that equal input gives equal bytes."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from disputes_app.errors import Stopped, UserError
from disputes_app.packets import build, presets
from disputes_app.packets.content import Fact, Message, Person
from tests.helpers import packet_pdf
from tests.helpers.packet_content import a_jpeg, a_pdf, an_exhibit, gmt, watch_case

A4 = presets.load("print_a4")


@pytest.fixture(scope="module")
def packet(tmp_path_factory):
    """The smartwatch packet, built once."""
    folder = tmp_path_factory.mktemp("watch")
    path = folder / "packet.pdf"
    built = build.build(watch_case(folder / "kept"), A4, path)
    return path, built


def test_the_answer_tells_files_pages_and_exhibits(packet):
    path, built = packet
    (file,) = built.files
    assert (file.path, file.bytes, file.pages) == (path, path.stat().st_size, 10)
    assert [(each.letter, each.first_page, each.pages) for each in built.exhibits] == [
        ("A", 7, 1), ("B", 7, 1), ("C", 8, 1), ("D", 8, 1), ("E", 9, 1), ("F", 9, 1),
    ]  # fmt: skip
    assert built.omitted == ()
    assert built.warnings == ()


def test_every_page_says_where_it_is_and_which_packet_it_belongs_to(packet):
    path, built = packet
    for number, said in enumerate(packet_pdf.page_texts(path), 1):
        assert f"Page {number} of 10" in said
        assert f"packet {built.number}" in said
        if number > 1:
            assert said.startswith("Evidence packet, AliExpress order 8193 0457 7216 4402")


def test_the_parts_follow_in_the_order_a_reader_needs_them(packet):
    texts = packet_pdf.page_texts(packet[0])
    expected = [
        "Smartwatch delivered faulty", "Index", "Chronology", "Statement of the buyer", "Order, payment and tracking",
        "Message log", "Photographs A and B", "Photographs C and D", "Saved page E and photograph F", "Integrity annex",
    ]  # fmt: skip
    assert all(title in said for title, said in zip(expected, texts, strict=True))


def test_the_cover_holds_the_claim_the_amount_and_the_last_day(packet):
    cover = packet_pdf.page_texts(packet[0])[0].replace("\xa0", " ")
    for words in (
        "Full refund of US $64.80 (£51.10)", "Item faulty, not as described", "8193 0457 7216 4402",
        "14 March 2026, 23:59 Los Angeles", "15 days after delivery confirmation", "27 February 2026, 11:42 GMT",
        "10 pages, exhibits A to F", "Mira Hale, Leeds, United Kingdom",
    ):  # fmt: skip
        assert words in cover


def test_text_reads_in_order_on_a_page(packet):
    said = packet_pdf.page_texts(packet[0])[3]
    places = [
        said.index(words)
        for words in ("I bought one", "The parcel came", "When I switched", "I ask for", "true to the best")
    ]
    assert places == sorted(places)
    assert "(Exhibits A and B" in said


def test_messages_are_whole_with_both_times_and_both_languages(packet):
    said = packet_pdf.page_texts(packet[0])[5]
    assert "请把手表充满电再开机" in said
    assert "Hello! Please charge the watch fully, switch it on, film it and send us the video." in said
    assert "1 Mar, 02:15 GMT" in said
    assert "10:15 Shanghai" in said


def test_index_numbers_are_links_to_the_pages_they_name(packet):
    leads_to = [target for page, _, target in packet_pdf.links(packet[0]) if page == 2]
    for target in (3, 4, 5, 6, 7, 8, 9, 10):
        assert target in leads_to


def test_a_letter_in_the_statement_leads_to_its_exhibit(packet):
    leads_to = [target for page, _, target in packet_pdf.links(packet[0]) if page == 4]
    # D, F, A, B, message 1, C, messages 4, 5, 6
    assert leads_to == [8, 9, 7, 7, 6, 8, 6, 6, 6]


def test_exhibits_lead_back_to_the_index(packet):
    assert [target for page, _, target in packet_pdf.links(packet[0]) if page == 7] == [2, 2]


def test_bookmarks_name_parts_and_under_them_exhibits(packet):
    marks = packet_pdf.bookmarks(packet[0])
    assert [(mark.level, mark.page) for mark in marks] == [
        (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (0, 7),
        (1, 7), (1, 7), (1, 8), (1, 8), (1, 9), (1, 9), (0, 10),
    ]  # fmt: skip
    assert marks[7].title == "A  Switched on"
    assert marks[6].title == "5 Photographs and saved pages"


def test_the_file_tells_readers_and_screen_readers_what_it_is(packet):
    with pikepdf.open(packet[0]) as pdf:
        assert (
            str(pdf.docinfo["/Title"]) == f"Evidence packet {packet[1].number}: Smartwatch delivered faulty"
        )
        assert str(pdf.docinfo["/Author"]) == "Mira Hale"
        assert str(pdf.docinfo["/Subject"]).startswith("Evidence packet for the AliExpress dispute team")
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260312104200Z"
        assert str(pdf.Root["/Lang"]) == "en-GB"
        assert pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert pdf.Root["/PageLabels"]["/Nums"][1]["/S"] == "/D"
        assert pdf.Root["/MarkInfo"]["/Marked"]
        kinds = {str(thing.get("/S")) for thing in pdf.objects
                 if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem"}  # fmt: skip
        figures = [str(thing["/Alt"]) for thing in pdf.objects
                   if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"]  # fmt: skip
    assert {
        "/Document",
        "/Sect",
        "/H1",
        "/H2",
        "/P",
        "/Table",
        "/TR",
        "/TH",
        "/TD",
        "/Figure",
        "/Caption",
    } <= kinds
    assert "After six hours on its charger: battery at 0%" in figures


def test_every_mark_on_a_page_has_its_place_in_the_tree_a_screen_reader_follows(tmp_path):
    case = watch_case(tmp_path)
    # One long message, so that what belongs together goes over a page's end.
    long = replace(case.messages[0], original="The strap broke. " * 900)
    build.build(replace(case, messages=(long, *case.messages)), presets.load("print_a4"), tmp_path / "p.pdf")
    with pikepdf.open(tmp_path / "p.pdf") as pdf:
        numbers = {page.objgen: page.StructParents for page in pdf.pages}
        found, apart = {}, 0

        def follow(element):
            nonlocal apart
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, int):
                    mark = numbers[element.Pg.objgen], kid
                elif kid.get("/Type") == "/MCR":
                    apart += 1
                    mark = numbers[kid.Pg.objgen], kid.MCID
                else:
                    assert kid.P.objgen == element.objgen
                    follow(kid)
                    continue
                assert mark not in found
                found[mark] = element.objgen

        follow(pdf.Root.StructTreeRoot)
        assert apart, "and there is an element on two pages"
        flat = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        told = {
            (number, mark): owner.objgen
            for number, owners in zip(flat[::2], flat[1::2], strict=True)
            for mark, owner in enumerate(owners)
        }
        assert found == told
        for page in pdf.pages:
            marks = re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())
            assert [(page.StructParents, int(mark)) for mark in marks] == [
                mark for mark in sorted(found) if mark[0] == page.StructParents
            ]


def test_every_font_is_embedded_as_a_subset_that_can_be_read_back(packet):
    with pikepdf.open(packet[0]) as pdf:
        fonts = [thing for thing in pdf.objects
                 if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"]  # fmt: skip
        composite = [font for font in fonts if font["/Subtype"] == "/Type0"]
        assert composite
        for font in composite:
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert str(font["/BaseFont"])[7] == "+"
            assert 0 < len(descriptor["/FontFile2"].read_bytes()) < 400_000
            assert "/ToUnicode" in font


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


def test_nothing_of_this_machine_is_inside(packet, tmp_path_factory):
    inside = packet_pdf.everything(packet[0])
    assert str(tmp_path_factory.getbasetemp()).encode() not in inside
    assert b"NP3-000000" not in inside


def test_near_equal_names_never_swap(tmp_path):
    names = ["1.pdf", "11.pdf", "聊天记录.pdf", "聊天记录.pdf", "a.pdf", "A.pdf"]
    pdfs = [a_pdf([f"contents number {order}"]) for order in range(len(names))]
    exhibits = tuple(
        replace(an_exhibit(tmp_path, letter, name, data, "pdf"), evidence=f"e{order}")
        for order, (letter, name, data) in enumerate(zip("ABCDEF", names, pdfs, strict=True))
    )
    path = tmp_path / "packet.pdf"
    built = build.build(watch_case(tmp_path, exhibits=exhibits, strongest=()), A4, path)
    texts = packet_pdf.page_texts(path)
    for order, exhibit in enumerate(built.exhibits):
        said = texts[exhibit.first_page - 1]
        assert f"contents number {order}" in said
        assert f"{names[order]}, page 1 of 1" in said


def test_the_same_bytes_twice_are_two_exhibits(tmp_path):
    data = a_jpeg("twice")
    exhibits = (
        an_exhibit(tmp_path, "A", "IMG_1.jpg", data, caption="First copy"),
        replace(an_exhibit(tmp_path, "B", "IMG_2.jpg", data, caption="Second copy"), evidence="e2"),
    )
    path = tmp_path / "packet.pdf"
    built = build.build(watch_case(tmp_path, exhibits=exhibits), A4, path)
    assert [each.first_page for each in built.exhibits] == [7, 7]
    assert "First copy" in packet_pdf.page_texts(path)[6]
    assert "Second copy" in packet_pdf.page_texts(path)[6]


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


SCRIPTS = {
    "zh": "破损的屏幕，请退款。", "ja": "画面が割れています。", "ko": "화면이 깨졌습니다.", "ar": "الشاشة مكسورة",
    "he": "המסך שבור", "th": "หน้าจอแตก", "hi": "स्क्रीन टूटी हुई है", "ru": "Экран разбит", "el": "Η οθόνη είναι σπασμένη",
    "en": "fluffy office, efficient",
}  # fmt: skip


def test_every_script_can_be_copied_out_of_the_packet_again(tmp_path):
    messages = tuple(
        Message(gmt(3, 1, 10, order), "received", "", words, language=code)
        for order, (code, words) in enumerate(SCRIPTS.items())
    )
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, messages=messages, chronology=()), A4, path)
    said = next(
        words for words in packet_pdf.page_texts(path) if "Message log" in words and "As written" in words
    )
    for words in SCRIPTS.values():
        assert words in said


def test_a_long_log_goes_on_over_pages_with_its_head_and_whole(tmp_path):
    messages = tuple(
        Message(
            gmt(3, 1, order // 60, order % 60), "sent", "Mira Hale", f"Message with the number {order} in it."
        )
        for order in range(120)
    )
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, messages=messages, statement=()), A4, path)
    pages = [words for words in packet_pdf.page_texts(path) if "As written" in words]
    assert len(pages) > 3
    everything = " ".join(pages)
    assert all(f"Message with the number {order} in it." in everything for order in range(120))


def test_a_message_longer_than_a_page_is_printed_whole(tmp_path):
    words = " ".join(f"word{order}" for order in range(2500))
    message = Message(gmt(3, 1, 10, 0), "received", "", words, translation=words[:9000])
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, messages=(message,), statement=(), chronology=()), A4, path)
    everything = " ".join(packet_pdf.page_texts(path))
    assert all(f"word{order} " in everything for order in range(2500))


def test_covered_areas_are_gone_from_the_pixels(tmp_path):
    plain = a_jpeg("", colour="#ffffff")
    exhibit = an_exhibit(tmp_path, "A", "label.jpg", plain, boxes={1: ((0.3, 0.25, 0.4, 0.5),)})
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(exhibit,), strongest=()), A4, path)
    with pikepdf.open(path) as pdf:
        pictures = [pikepdf.PdfImage(thing).as_pil_image() for thing in pdf.objects
                    if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"]  # fmt: skip
    (picture,) = pictures
    assert picture.getpixel((picture.width // 2, picture.height // 2)) <= (8, 8, 8)
    assert "One area covered" in packet_pdf.page_texts(path)[6]


def test_letter_paper_is_letter(tmp_path):
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path), A4, path, paper="letter")
    with pikepdf.open(path) as pdf:
        assert [float(value) for value in pdf.pages[2].mediabox] == [0, 0, 612, 792]


def test_a_receiver_of_pictures_gets_numbered_pages_with_letters_on_them(tmp_path):
    from PIL import Image

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


def test_a_long_caption_is_cut_in_the_index_and_whole_at_its_photo(tmp_path):
    caption = "Seen from the left. " + "It says much more than fits beside a photo. " * 12 + "The end of it."
    exhibit = an_exhibit(tmp_path, "A", "a.jpg", a_jpeg("x"), caption=caption)
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(exhibit,), strongest=()), A4, path)
    texts = packet_pdf.page_texts(path)
    assert "…" in texts[1]
    assert "The end of it." not in texts[1]
    assert "The end of it." in texts[6]


def test_a_photo_without_a_capture_time_says_so_and_one_without_a_zone_claims_none(tmp_path):
    from datetime import datetime

    naive = datetime(2026, 2, 28, 18, 4)
    exhibits = (
        an_exhibit(tmp_path, "A", "a.jpg", a_jpeg("x")),
        an_exhibit(tmp_path, "B", "b.jpg", a_jpeg("y"), captured_at=naive),
    )
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=exhibits, strongest=()), A4, path)
    said = packet_pdf.page_texts(path)[6]
    assert "Taken The file does not say" in said
    assert "Taken Sat 28 Feb 2026, 18:04:00 File" in said


def test_many_exhibits_get_double_letters_and_every_one_its_page(tmp_path):
    from disputes_app.domain import exhibits as lettering

    data = a_jpeg("same")
    exhibits = tuple(
        replace(
            an_exhibit(tmp_path, "A", f"{n}.jpg", data),
            letter=letter,
            evidence=f"e{n}",
            caption=f"Caption {n}.",
        )
        for n, letter in enumerate(lettering.letters(30))
    )
    path = tmp_path / "packet.pdf"
    built = build.build(watch_case(tmp_path, exhibits=exhibits, strongest=()), A4, path)
    texts = packet_pdf.page_texts(path)
    assert built.exhibits[29].letter == "AD"
    for number, exhibit in enumerate(built.exhibits):
        assert f"Caption {number}." in texts[exhibit.first_page - 1]


def test_a_parcel_without_scans_says_so_instead_of_an_empty_table(tmp_path):
    from disputes_app.packets.content import Shipment

    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, shipments=(Shipment("Evri", "H00 4417"),)), A4, path)
    said = packet_pdf.page_texts(path)[4]
    assert "Tracking H00 4417, Evri No tracking events are known." in said
    assert "Local to the event" not in said


def test_a_lone_photo_stands_once_on_the_cover(tmp_path):
    exhibit = an_exhibit(tmp_path, "A", "a.jpg", a_jpeg("x"), caption="The fault", short_caption="Fault")
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(exhibit,), strongest=()), A4, path)
    with pikepdf.open(path) as pdf:
        assert pdf.pages[0].Contents.read_bytes().count(b" Do ") == 1


def test_messages_and_tracking_can_be_exhibits_of_their_own(tmp_path):
    base = watch_case(tmp_path)
    chat = replace(
        an_exhibit(tmp_path, "G", "chat.html", b"<p>chat</p>", "message", message=4), evidence="e7"
    )
    scans = replace(an_exhibit(tmp_path, "H", "scans.json", b"[]", "tracking"), evidence="e8", shipment=1)
    lost = replace(an_exhibit(tmp_path, "I", "lost.eml", b"x", "message", message=99), evidence="e9")
    path = tmp_path / "packet.pdf"
    built = build.build(replace(base, exhibits=(*base.exhibits, chat, scans, lost)), A4, path)
    assert [(each.letter, each.first_page) for each in built.exhibits[6:]] == [
        ("G", 6 + 1),
        ("H", 5 + 1),
        ("I", 0),
    ]
    assert [(each.evidence, each.reason) for each in built.omitted] == [
        ("e9", "lost.eml cannot be shown on paper; it is listed with its SHA-256 value")
    ]
    texts = packet_pdf.page_texts(path)
    assert "Seller G 4 Mar, 03:41 GMT" in texts[6]
    assert "Tracking LP00 6128 4471 3, Cainiao H" in texts[5]
    titles = [mark.title for mark in packet_pdf.bookmarks(path)]
    assert "G  What chat.html shows" in titles
    assert "H  What scans.json shows" in titles


def test_a_line_names_the_page_of_its_message_and_no_message_where_there_is_no_log(tmp_path):
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path), A4, path)
    texts = [text.replace("\xa0", " ") for text in packet_pdf.page_texts(path)]
    log = 1 + next(n for n, text in enumerate(texts) if "complete and unedited" in text)
    assert f"Message 1 p. {log}" in texts[2]
    build.build(watch_case(tmp_path), presets.load("carrier"), path)
    assert "Message 1" not in packet_pdf.page_texts(path)[1]


@pytest.mark.parametrize(
    ("high", "rows", "pages"), [(0, 24, 1), (0, 26, 1), (0, 28, 1), (0, 33, 2), (0, 70, 3), (9, 12, 1)]
)
def test_a_row_or_two_get_no_page_of_their_own(tmp_path, high, rows, pages):
    facts = tuple(
        Fact("Detail", f"row{order} of the facts" + "\nand more of them" * 3 * (order < high))
        for order in range(rows)
    )
    path = tmp_path / "packet.pdf"
    case = watch_case(
        tmp_path, order_facts=facts, payment_facts=(), differences=(), shipments=(), exhibits=(), strongest=()
    )
    build.build(case, presets.load("carrier"), path)
    told = [text for text in packet_pdf.page_texts(path) if " of the facts" in text]
    assert len(told) == pages
    assert all(f"row{order} " in "".join(told) for order in range(rows))


def test_a_packet_without_files_has_no_annex_that_vouches_for_some(tmp_path):
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(), other_files=(), strongest=()), A4, path)
    assert not any("SHA-256" in text or "hashed" in text for text in packet_pdf.page_texts(path))


def test_a_tall_screenshot_stands_whole_on_the_cover(tmp_path):
    drawn = Image.new("RGB", (540, 1200), "white")
    drawn.paste("red", (0, 0, 540, 150))
    drawn.paste("blue", (0, 1050, 540, 1200))
    held = io.BytesIO()
    drawn.save(held, "PNG")
    exhibit = an_exhibit(
        tmp_path, "A", "chat.png", held.getvalue(), media_type="image/png", pixels=(540, 1200), is_screen=True
    )
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, exhibits=(exhibit,), strongest=("A",)), A4, path)
    seen = packet_pdf.pixels(path, 1).convert("RGB").getcolors(1_000_000)
    assert sum(count for count, (r, g, b) in seen if r > 200 and max(g, b) < 60) > 500
    assert sum(count for count, (r, g, b) in seen if b > 200 and max(r, g) < 60) > 500


def test_however_long_names_are_nothing_leaves_the_page_or_lies_on_another(tmp_path):
    long = "Donaudampfschifffahrtsgesellschaftskapitän " * 8
    case = watch_case(
        tmp_path, title=long, summary=long * 2, platform=long, order_number="1234567890" * 8,
        seller=Person(long), receiver="",
        messages=(
            Message(gmt(3, 1, 9, 0), "sent", "", "It broke"),
            Message(gmt(3, 1, 10, 0), "received", long, long * 40),
        ),
    )  # fmt: skip
    path = tmp_path / "packet.pdf"
    build.build(case, A4, path)
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            foot = 62 if number < len(pdf) - 1 else 0
            boxes = page.get_textpage()
            lines = [boxes.get_rect(at) for at in range(boxes.count_rects())]
            assert all(left >= 0 and right <= page.get_width() for left, _, right, _ in lines)
            inside = [low for _, low, _, high in lines if high < page.get_height() - 45]
            assert all(low > foot - 10 or low < 46 for low in inside)
    texts = packet_pdf.page_texts(path)
    log = next(text for text in texts if "complete and unedited" in text)
    assert log.count("Donaudampf") > 12
