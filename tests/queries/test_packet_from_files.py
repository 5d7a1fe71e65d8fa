"""What a packet says of files just dropped in: nobody has captioned, filed or explained anything yet."""

from __future__ import annotations

import zipfile
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

import pikepdf
import pytest
from PIL import Image

from disputes_app.actions.cases import describe_case, open_case
from disputes_app.actions.exhibits import add_exhibits
from disputes_app.actions.packets import build_packet, verify_packet
from disputes_app.actions.private_words import decide
from disputes_app.actions.settings import change_settings
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.messages import MessageDirection
from disputes_app.domain.private_words import Decision
from disputes_app.packets import presets, wording
from disputes_app.queries.orders import order_detail
from disputes_app.queries.packet_content import packet_content
from tests.helpers.builders import an_order, take_in
from tests.helpers.packet_pdf import page_texts

BUYER = "Katrin Vogt"
LANGUAGES = ("en", "de", "fr", "es", "zh")


def content(core, case, language="en"):
    return packet_content(core, core.library, case, presets.load("print_a4"), language)


def a_mail(folder, sender, subject, day):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "somebody@post.example", subject
    mail["Date"] = format_datetime(datetime.fromisoformat(f"2026-03-{day:02}T09:00:00+01:00"))
    mail.set_content(f"Words of {day} March.")
    path = folder / f"mail {day}.eml"
    path.write_bytes(mail.as_bytes())
    return path


@pytest.fixture
def mails(core, tmp_path):
    """An order with the mails of its shop, its buyer and those who carried money and goods."""
    order = an_order(core, seller="Fadenwerk", platform="own_shop")
    senders = ("Fadenwerk <shop@fadenwerk.example>", f"{BUYER} <me@post.example>", "PayPal <service@paypal.de>",
               "DHL Paket <noreply@dhl.de>", "Fadenwerk Service <service@fadenwerk.example>")  # fmt: skip
    paths = [a_mail(tmp_path, sender, f"Subject {day}", day) for day, sender in enumerate(senders, 1)]
    found = [item.evidence for item in take_in(core, paths, order=order).items]
    case = open_case(core, [order], ClaimType.NOT_RECEIVED).value
    add_exhibits(core, case, [("evidence", one) for one in found])
    return order, case


def test_each_mail_is_told_as_of_who_wrote_it(core, mails):
    order, case = mails
    change_settings(core, buyer_name=BUYER)
    made = content(core, case)
    assert [one.direction for one in made.messages] == ["received", "sent", "other", "other", "received"]
    assert "I told the seller on 2 March 2026 (message 2)." in made.statement
    assert "The seller’s last answer is of 5 March 2026 (message 5)." in made.statement
    sent = [
        one
        for one in order_detail(core, core.library, order).messages
        if one.direction is MessageDirection.SENT
    ]
    assert [one.sender for one in sent] == [BUYER]


@pytest.mark.parametrize("name", ["katrin vogt", "Vogt, Katrin"])
def test_ones_own_name_is_known_however_it_is_written(core, mails, name):
    change_settings(core, buyer_name=name)
    assert content(core, mails[1]).messages[1].direction == "sent"


def test_while_the_buyer_has_no_name_no_mail_is_said_to_be_the_sellers(core, mails):
    assert {one.direction for one in content(core, mails[1]).messages} == {"other"}


def test_a_mail_is_called_by_its_subject(core, mails):
    assert [one.caption for one in content(core, mails[1]).exhibits] == [f"Subject {n}" for n in range(1, 6)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("claim", list(ClaimType))
def test_page_one_says_what_is_wrong_before_anybody_wrote_a_word(core, claim, language):
    case = open_case(core, [an_order(core, title="Kettle")], claim).value
    made = content(core, case, language)
    words = wording.load(language)
    assert words(f"claims.{claim}") in made.title
    assert "Kettle" in made.title
    plainest = words.table["proposal"][claim]["facts"][-1]
    assert made.summary.endswith(plainest)
    assert "{" not in plainest


def test_a_title_of_ones_own_stands_alone(core):
    case = open_case(core, [an_order(core, title="Kettle")], ClaimType.DEFECTIVE).value
    describe_case(core, case, title="Kettle that leaks")
    assert content(core, case).title == "Kettle that leaks"


def test_pictures_without_a_caption_are_called_by_when_they_were_made(core, tmp_path):
    change_settings(core, home_zone="Europe/Berlin")
    order = an_order(core)
    paths = []
    for minute in (42, 45):
        picture = Image.new("RGB", (400, 300), (minute, 90, 120))
        exif = picture.getexif()
        details = exif.get_ifd(0x8769)
        details[0x9003], details[0x9011] = f"2026:02:28 17:{minute}:00", "+00:00"
        exif[0x010F] = "Phone"
        paths.append(tmp_path / f"PXL_20260228_17{minute}00.jpg")
        picture.save(paths[-1], exif=exif)
    found = [item.evidence for item in take_in(core, paths, order=order).items]
    case = open_case(core, [order], ClaimType.DAMAGED).value
    add_exhibits(core, case, [("evidence", one) for one in found])
    made = content(core, case, "de")
    assert [one.caption for one in made.exhibits] == [
        "Foto, 28. Februar 2026, 18:42",
        "Foto, 28. Februar 2026, 18:45",
    ]
    assert [one.name for one in made.exhibits] == [path.name for path in paths]
    assert "2 Fotos aufgenommen" in [entry.text for entry in made.chronology]


def test_a_packet_without_the_buyers_name_says_so_when_it_is_made(core, mails, tmp_path):
    made = build_packet(core, mails[1], tmp_path / "packet.pdf").value
    assert any("The buyer" in said and "buyer_name" in said for said in made.warnings)
    change_settings(core, buyer_name=BUYER)
    assert not any(
        "buyer_name" in said for said in build_packet(core, mails[1], tmp_path / "packet.pdf").value.warnings
    )


CHAT = "2026-03-01 09:12 Jonas: 红色鼠标垫, not a keyboard\n2026-03-01 10:40 Shop: يرجى الانتظار\n"
SAVED_PAGE = "<html><body><script>alert('no')</script><p>Delivered, Berlin</p></body></html>"


@pytest.fixture
def chat(core, tmp_path):
    """A case whose exhibits are a chat that was exported and a saved page; gives the case and their ids."""
    (tmp_path / "chat.txt").write_text(
        CHAT + "".join(f"line {n} of it\n" for n in range(120)), encoding="utf-8"
    )
    (tmp_path / "tracking.html").write_text(SAVED_PAGE, encoding="utf-8")
    order = an_order(core)
    paths = [tmp_path / "chat.txt", tmp_path / "tracking.html"]
    found = [item.evidence for item in take_in(core, paths, order=order).items]
    case = open_case(core, [order], ClaimType.WRONG_ITEM).value
    add_exhibits(core, case, [("evidence", one) for one in found])
    return case


def test_files_of_words_are_printed_whole(core, chat, tmp_path):
    built = build_packet(core, chat, tmp_path / "packet.pdf").value
    assert built.omitted == ()
    first, second = built.exhibits
    assert (first.pages, second.pages) == (3, 1)
    pages = page_texts(tmp_path / "packet.pdf")
    said = "".join(pages[first.first_page - 1 : first.first_page + 2])
    assert "红色鼠标垫" in said
    assert all(f"line {n} of it" in said for n in range(120))
    page = pages[second.first_page - 1]
    assert "Delivered, Berlin" in page
    assert "alert" not in page
    assert "without its pictures" in page
    assert verify_packet(core, tmp_path / "packet.pdf").ok


@pytest.mark.parametrize(("paper", "size"), [("a4", [595, 842]), ("letter", [612, 792])])
def test_a_printed_chat_fills_pages_of_the_papers_size(core, chat, tmp_path, paper, size):
    built = build_packet(core, chat, tmp_path / "packet.pdf", paper=paper).value
    with pikepdf.open(tmp_path / "packet.pdf") as pdf:
        page = pdf.pages[built.exhibits[0].first_page - 1]
        assert [round(float(side)) for side in page.mediabox] == [0, 0, *size]


def test_what_is_hidden_is_hidden_in_files_of_words_too(core, chat, tmp_path):
    decide(core, chat, {"Jonas": Decision.HIDDEN})
    build_packet(core, chat, tmp_path / "packet.pdf")
    said = "".join(page_texts(tmp_path / "packet.pdf"))
    assert "Jonas" not in said
    assert "[hidden]: 红色鼠标垫" in said


def test_a_long_index_is_a_list_that_takes_few_pages(core, tmp_path):
    order = an_order(core)
    paths = []
    for number in range(30):
        paths.append(tmp_path / f"note {number}.txt")
        paths[-1].write_text(f"Note {number}")
    found = [item.evidence for item in take_in(core, paths, order=order).items]
    case = open_case(core, [order], ClaimType.DEFECTIVE).value
    add_exhibits(core, case, [("evidence", one) for one in found])
    build_packet(core, case, tmp_path / "packet.pdf")
    pages = page_texts(tmp_path / "packet.pdf")
    index = [page for page in pages if "What it shows" in page]
    assert len(index) == 2
    assert all(f"note {number}.txt" in " ".join(index) for number in range(30))


def test_a_mail_that_is_an_exhibit_bears_its_letter_once(core, mails, tmp_path):
    change_settings(core, buyer_name=BUYER)
    build_packet(core, mails[1], tmp_path / "packet.pdf")
    log = next(
        page for page in page_texts(tmp_path / "packet.pdf") if "Message log" in page and "Words of" in page
    )
    assert "Words of 2 March. 3" in log


def test_a_chat_exported_as_an_archive_is_read_filed_and_printed(core, tmp_path):
    order = an_order(core, "77-123456")
    path = tmp_path / "WhatsApp Chat with Shop.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", "[03.11.26, 09:14:02] Katrin: 你好, what of order 77-123456?\n")
        archive.writestr("IMG-1.jpg", b"no picture")
    item = take_in(core, [path]).items[0]
    assert (item.kind, item.order) == ("chat", order)
    case = open_case(core, [order], ClaimType.NOT_RECEIVED).value
    add_exhibits(core, case, [("evidence", item.evidence)])
    built = build_packet(core, case, tmp_path / "packet.pdf").value
    assert built.omitted == ()
    page = page_texts(tmp_path / "packet.pdf")[built.exhibits[0].first_page - 1]
    assert "你好, what of order 77-123456?" in page
    assert "without the files sent with it" in page


@pytest.mark.parametrize("texts", [(), ("one.txt", "two.txt")])
def test_an_archive_that_is_no_chat_is_kept_as_it_is(core, tmp_path, texts):
    path = tmp_path / "chat.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.jpg", b"x")
        for name in texts:
            archive.writestr(name, "words")
    item = take_in(core, [path]).items[0]
    assert (item.kind, item.result) == ("other", "new")


def test_a_broken_archive_is_kept_as_it_is(core, tmp_path):
    path = tmp_path / "chat.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    assert take_in(core, [path]).items[0].kind == "other"
