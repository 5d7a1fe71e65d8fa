"""Words of every script and any length are printed whole, in their place, over as many pages as they need."""

from __future__ import annotations

import pypdfium2
import pytest

from disputes_app.packets import build, presets
from disputes_app.packets.content import Fact, Message, Person, Shipment
from tests.helpers import packet_pdf
from tests.helpers.exhibits import gmt
from tests.helpers.packet_content import watch_case

A4 = presets.load("print_a4")
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


def test_a_parcel_without_scans_says_so_instead_of_an_empty_table(tmp_path):
    path = tmp_path / "packet.pdf"
    build.build(watch_case(tmp_path, shipments=(Shipment("Evri", "H00 4417"),)), A4, path)
    said = packet_pdf.page_texts(path)[4]
    assert "Tracking H00 4417, Evri No tracking events are known." in said
    assert "Local to the event" not in said


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
