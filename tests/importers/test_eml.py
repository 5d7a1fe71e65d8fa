"""Real and odd mails become one message with its files, whatever their writers got wrong."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.importers import eml, mail_parts
from tests.importers import hostile

SAMPLES = Path(__file__).parents[1] / "data" / "importers"
HEAD = hostile.HEAD


@pytest.fixture
def read(tmp_path):
    def read(source, name="mail.eml"):
        path = tmp_path / "source.eml"
        path.write_bytes(source.read_bytes() if isinstance(source, Path) else source)
        return eml.read(path, name, tmp_path)

    return read


def message_of(found):
    (message,) = found.messages
    return message


def test_a_shops_mail_with_its_order_number(read):
    found = read(SAMPLES / "mail-and-packages" / "amazon_uk_shipped.eml")
    message = message_of(found)
    assert (message.sender, message.sender_name) == ("shipment-tracking@amazon.co.uk", "Amazon.co.uk")
    assert (message.sent_at, message.offset_known) == ("2020-12-12T00:09:45+00:00", True)
    assert message.recipients == ("testuser@test.email",)
    assert ("order_number", "123-4567890-1234567", "amazon") in {
        (h.kind, h.value, h.source) for h in found.hints
    }
    assert "Dispatch Confirmation" in message.text
    assert found.text == message.text
    assert found.warnings == ()


def test_a_carriers_mail_of_html_alone_becomes_text(read):
    found = read(SAMPLES / "mail-and-packages" / "usps_out_for_delivery.eml")
    text = message_of(found).text
    assert "Your item is out for delivery on September 23, 2020" in text
    assert "<" not in text
    assert ("tracking_number", "92748931508577307776690000", "certain", "USPS") in {
        (h.kind, h.value, h.confidence, h.source) for h in found.hints
    }


@pytest.mark.parametrize(
    ("name", "sender", "sent_at"),
    [
        ("mail-and-packages/gls_delivering.eml", "noreply@gls-group.eu", "2021-12-23T00:33:25+01:00"),
        ("mail-and-packages/amazon_fwd.eml", "testuser@email.com", "2022-01-10T16:25:17-05:00"),
        ("mail-and-packages/poczta_polska_delivering.eml", "informacja@poczta-polska.pl", None),
        ("mail-and-packages/ups_out_for_delivery.eml", "mcinfo@ups.com", None),
        ("mail-parser/mail_test_18.eml", "comma.name@example.com", "2025-11-03T18:23:00+01:00"),
        ("mail-parser/mail_test_19.eml", "alice@example.com", "2024-01-01T12:00:00+00:00"),
        ("kitinerary/flight-booking.eml", "noreply@non-existing-airline.com", "2021-09-14T17:00:00+02:00"),
    ],
)
def test_real_mails_tell_who_and_when(read, name, sender, sent_at):
    found = read(SAMPLES / name)
    message = message_of(found)
    assert (message.sender, message.sent_at) == (sender, sent_at)
    assert any("no date" in warning for warning in found.warnings) == (sent_at is None)
    assert message.text.strip()


def test_a_name_with_a_comma_in_an_encoded_word_stays_one_name(read):
    message = message_of(read(SAMPLES / "mail-parser" / "mail_test_18.eml"))
    assert message.sender_name == "LastßlName, FirstName"
    assert message.recipients == ("tony.stark@example.com", "simple@example.net", "john.doe@example.com")


def test_an_empty_mail_is_kept_and_said_to_be_empty(read):
    found = read(SAMPLES / "mail-and-packages" / "inpost_pl_out_for_delivery.eml", "inpost.eml")
    assert found.unreadable
    assert found.warnings == ("“inpost.eml” is kept, but not read as a mail: it is empty.",)


def test_a_mailbox_of_several_mails_is_not_taken_for_one(read):
    one = b"From a@shop.example Sat Feb 14 18:40:12 2026\n" + HEAD + b"\nhello\n"
    assert message_of(read(one)).text == "hello"
    found = read(one + b"\n" + one, "all.mbox")
    assert found.unreadable
    assert "several mails" in found.warnings[0]


@pytest.mark.parametrize(
    "charset",
    [
        "utf-8",
        "UTF8",
        "us-ascii",
        "x-unknown",
        "no-such-thing",
        "",
        '""',
        "idna",
        "punycode",
        "base64",
        "rot13",
        "hex",
        "\0",
    ],
)
def test_text_in_utf8_is_read_whatever_the_mail_calls_it(read, charset):
    assert "Grüße aus Köln" in message_of(read(hostile.odd_charset(charset))).text


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", "“Grüße” – 5 €"),
        ("gb2312", "gb18030", "包裹破损镕"),
        ("ks_c_5601-1987", "cp949", "파손된 상품"),
        ("shift_jis", "cp932", "破損①"),
        ("koi8-r", "koi8-r", "повреждена"),
        ("utf-16", "utf-16", "größer"),
        ("", "cp1252", "Grüße"),
    ],
)
def test_text_in_other_character_sets_is_read(charset, codec, text):
    assert mail_parts.decoded(text.encode(codec), charset) == text


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?UTF-8?B?5Lqk6LS5?= =?UTF-8?B?5ZCX?= ?", "交费吗 ?"),
        ("=?utf-8?B?5Lqk6LS55ZA=?=\r\n =?utf-8?B?lw==?=", "交费吗"),
        ("=?iso-8859-1*de?q?J=FCrgen?= <x>", "Jürgen <x>"),
        ("plain\r\n folded", "plain folded"),
        ("=?no-such?q?a_b?=", "a b"),
        ("=?utf-8?b?%%%?=", "%%%"),
        ("a\u202eb\x00c", "abc"),
    ],
)
def test_headers_are_decoded_as_a_person_reads_them(raw, wanted):
    assert mail_parts.header(raw) == wanted


def test_a_header_of_bare_bytes_is_read(read):
    source = HEAD.replace(b"Subject: order", "Subject: Lieferung für Zoë".encode()) + b"\nhello\n"
    assert message_of(read(source)).subject == "Lieferung für Zoë"


@pytest.mark.parametrize(
    ("date", "sent_at", "known"),
    [
        ("Sat, 14 Feb 2026 18:40:12 +0530", "2026-02-14T18:40:12+05:30", True),
        ("14 Feb 2026 18:40:12 PST", "2026-02-14T18:40:12-08:00", True),
        ("Sat, 14 Feb 2026 18:40:12 -0000", "2026-02-14T18:40:12", False),
        ("Sat, 14 Feb 2026 18:40:12", "2026-02-14T18:40:12", False),
        ("Sat, 99 Foo 2026 18:40:12 +0100", None, False),
        ("Sat, 14 Feb 2026 18:40:12 +9999", None, False),
        ("Mon, 01 Jan 1601 00:00:00 +0000", None, False),
    ],
)
def test_the_date_keeps_its_offset_or_says_that_it_has_none(read, date, sent_at, known):
    found = read(HEAD.replace(b"Sat, 14 Feb 2026 18:40:12 +0100", date.encode()) + b"\nhello\n")
    assert (message_of(found).sent_at, message_of(found).offset_known) == (sent_at, known)
    assert found.facts.captured_at == sent_at


def test_without_a_date_the_first_server_is_asked(read):
    source = (
        b"Received: from b by c; Sat, 14 Feb 2026 19:00:00 +0100\n"
        b"Received: from a by b; Sat, 14 Feb 2026 18:41:00 +0100\nFrom: a@shop.example\n\nhello\n"
    )
    message = message_of(read(source))
    assert (message.sent_at, message.sent_from) == ("2026-02-14T18:41:00+01:00", "Received")


def test_plain_text_is_preferred_unless_it_says_nothing(read):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@shop.example", "order"
    mail.set_content("The parcel was handed over on Monday.")
    mail.add_alternative("<p>The parcel was <b>handed over</b> on Monday, with pictures.</p>", subtype="html")
    assert message_of(read(mail.as_bytes())).text == "The parcel was handed over on Monday."
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@shop.example", "order"
    mail.set_content("No HTML?")
    mail.add_alternative(f"<p>{'The parcel was handed over on Monday. ' * 5}</p>", subtype="html")
    assert message_of(read(mail.as_bytes())).text.startswith("The parcel was handed over")


def test_attachments_are_written_under_their_digest_with_clean_names(read, tmp_path):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@shop.example", "photos"
    mail.set_content("see below")
    mail.add_attachment(
        b"\xff\xd8\xff\xe0 photo", maintype="image", subtype="png", filename="../../etc/pass\u202ewd.jpg"
    )
    mail.add_attachment(
        b"%PDF-1.7", maintype="application", subtype="octet-stream", filename="C:\\x\\Rechnung für Zoë.pdf"
    )
    mail.add_attachment(b"second", maintype="application", subtype="octet-stream", filename="...")
    found = read(mail.as_bytes())
    assert [(a.name, a.media_type) for a in found.attachments] == [
        ("passwd.jpg", "image/jpeg"),
        ("Rechnung für Zoë.pdf", "application/pdf"),
        ("attachment-3.bin", "application/octet-stream"),
    ]
    for attachment in found.attachments:
        assert Path(attachment.path) == tmp_path / attachment.sha256
        assert Path(attachment.path).stat().st_size == attachment.size


def test_a_forwarded_mail_is_an_attachment_that_reads_like_the_mail_itself(read, tmp_path):
    inner = EmailMessage()
    inner["From"], inner["Subject"], inner["Date"] = (
        "seller@shop.example",
        "Sorry",
        "Sat, 14 Feb 2026 18:40:12 +0800",
    )
    inner.set_content("We will not refund.")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "me@home.example", "Fwd: Sorry"
    outer.set_content("see the mail inside")
    outer.add_attachment(inner)
    found = read(outer.as_bytes())
    assert message_of(found).text == "see the mail inside"
    (attachment,) = found.attachments
    assert attachment.media_type == "message/rfc822"
    again = eml.read(Path(attachment.path), attachment.name, tmp_path)
    assert message_of(again).sender == "seller@shop.example"
    assert message_of(again).text == "We will not refund."


def test_pictures_that_belong_to_the_look_of_a_mail_are_marked(read):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@shop.example", "order"
    mail.set_content("<img src='cid:logo'>", subtype="html")
    mail.add_related(b"GIF89a logo", maintype="image", subtype="gif", cid="<logo>")
    (attachment,) = read(mail.as_bytes()).attachments
    assert attachment.inline


def test_a_sender_who_borrows_a_name_is_pointed_out(read):
    def warnings(sender):
        return read(HEAD.replace(b"From: a@shop.example", b"From: " + sender) + b"\nhello\n").warnings

    (warning,) = warnings(b'"AliExpress Support" <help@ali-refund.example>')
    assert "ali-refund.example" in warning
    (warning,) = warnings(b"PayPal <service@evil-paypal.com>")
    assert "evil-paypal.com" in warning
    assert warnings(b"AliExpress <transaction@notice.aliexpress.com>") == ()
    assert warnings(b"eBay <ebay_at_ebay_com_x@privaterelay.appleid.com>") == ()


def test_what_the_receiving_server_noted_is_quoted_and_a_failure_told(read):
    noted = b"Authentication-Results: mx.home.example;\n dkim=fail header.d=ebay.com; spf=pass; dmarc=fail\n"
    found = read(noted + HEAD + b"\nhello\n")
    assert (
        message_of(found).authentication[0].startswith("Authentication-Results: mx.home.example; dkim=fail")
    )
    assert found.warnings == ("The receiving mail server could not confirm the sender (DKIM, DMARC failed).",)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (hostile.many_headers, "header is larger"),
        (hostile.header_of_two_megabytes, "header is larger"),
        (hostile.deep_multipart, "nested more than 50 deep"),
        (hostile.deep_forwards, "nested more than 50 deep"),
        (hostile.many_parts, "more than 2,000 parts"),
    ],
)
def test_a_mail_of_insane_shape_is_kept_unparsed(read, source, why):
    found = read(source())
    assert found.unreadable
    assert why in found.warnings[0]


def test_mails_of_sane_shape_are_parsed_up_to_the_limits(read):
    assert message_of(read(hostile.deep_multipart(49))).text == "at the bottom"
    assert not read(hostile.many_parts(1_900)).unreadable
    assert mail_parts.fault_of_shape(hostile.many_parts(1_900)) is None


def test_a_signature_line_is_no_part(read):
    body = b"\n-- \nKind regards\n" + b"--------------------------------\n" * 3_000
    assert not read(HEAD + b"Content-Type: text/plain\n" + body).unreadable


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_no_bytes_whatever_break_the_reading(tmp_path_factory, head, body):
    folder = tmp_path_factory.mktemp("mail")
    path = folder / "mail.eml"
    path.write_bytes(
        b"From: a@b.example\nSubject: "
        + head
        + b"\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
        + body
    )
    found = eml.read(path, "mail.eml", folder)
    assert found.unreadable or found.messages
    found.text.encode("utf-8")


@given(st.text(max_size=200))
def test_any_text_survives_as_a_header(text):
    assert mail_parts.header(text).isprintable() or "\u200d" in text or "\u200c" in text
