"""Single mails (.eml, message source): who wrote what to whom and when, and the files that came with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.generator import BytesGenerator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from io import BytesIO
from pathlib import Path

from disputes_app.importers import base, hints, html_text, mail_parts, names, sniffing
from disputes_app.importers.base import Facts, Found, FoundAttachment, FoundMessage

KIND = "mail"

_HEADER_LINE = re.compile(
    rb"^(received|from|to|subject|date|message-id|return-path|delivered-to|mime-version|x-[a-z0-9-]+|dkim-signature"
    rb"|authentication-results|arc-seal|content-type|reply-to|cc):",
    re.IGNORECASE | re.MULTILINE,
)
# The line that begins each mail of a mailbox file.
_NEXT_MAIL = re.compile(rb"\n\r?\nFrom [^\s]+ +\w{3} \w{3} [^\n]*\d{4}[^\n]*\n[A-Za-z-]+:")
_BRANDS = "amazon ebay paypal aliexpress alibaba etsy temu shein walmart vinted mercari".split()
# Apple's relay puts its own address into the mail and keeps the sender's name.
_RELAYS = ("privaterelay.appleid.com",)
_FAILED = re.compile(r"\b(dmarc|dkim|spf)=(?:hard)?fail\b", re.IGNORECASE)


def recognises(head: bytes, name: str) -> int:
    """By header lines at its very beginning; the extension alone counts little."""
    if b"snapshot-content-location:" in head.lower():
        return 0  # a web page as browsers save it: written like a mail, but none
    known = {match[1].lower() for match in _HEADER_LINE.finditer(head.split(b"\n\n")[0])}
    starts = (
        re.match(rb"(?:\xef\xbb\xbf)?\s{0,4}(?:From [^\n]*\n)?[A-Za-z0-9-]{1,60}[ \t]*:", head) is not None
    )
    named = name.casefold().endswith(".eml")
    if starts and len(known) >= 2:
        return 80
    return 50 if named and sniffing.by_content(head) is None else 0


def read(path: Path, name: str, into: Path) -> Found:
    """The mail as one message, its attachments written into ``into``.

    A mail inside a mail becomes an attachment of type ``message/rfc822``, to be read on its own.
    """
    data = path.read_bytes()
    fault = _fault(data)
    if fault:
        return _kept(name, f"“{names.shown(name)}” is kept, but not read as a mail: {fault}.")
    mail = BytesParser(policy=compat32).parsebytes(data.lstrip())
    headers = _headers(mail)
    if not headers:
        return _kept(name, f"“{names.shown(name)}” is kept, but not read as a mail: it has no header.")
    parts = _sorted_parts(mail)
    text, links = _body(parts)
    message = _message(headers, text)
    attachments, lost = _attachments(parts, into)
    domain = message.sender.rpartition("@")[2]
    return Found(
        kind="mail",
        media_type="message/rfc822",
        name=names.shown(name),
        importer=KIND,
        facts=Facts(
            captured_at=message.sent_at,
            offset_known=message.offset_known,
            captured_from=message.sent_from,
        ),
        text=text,
        messages=(message,),
        attachments=tuple(attachments),
        hints=hints.find(f"{message.subject}\n{parts.all_text}", links, domain, name),
        warnings=tuple(_warnings(name, message, headers, lost)),
    )


def _fault(data: bytes) -> str | None:
    if not data.strip():
        return "it is empty"
    if data.startswith(b"From ") and _NEXT_MAIL.search(data):
        return "it holds several mails; save each of them as a file of its own"
    return mail_parts.fault_of_shape(data)


def _kept(name: str, warning: str) -> Found:
    return Found(
        kind="mail",
        media_type="message/rfc822",
        name=names.shown(name),
        importer=KIND,
        warnings=(warning,),
        unreadable=True,
    )


def _headers(mail: Message) -> dict[str, list[str]]:
    headers: dict[str, list[str]] = {}
    for key, value in mail.raw_items():
        headers.setdefault(key.casefold(), []).append(str(value))
    return headers


@dataclass(slots=True)
class _Parts:
    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[Message] = field(default_factory=list)
    all_text: str = ""


def _sorted_parts(mail: Message) -> _Parts:
    parts = _Parts()
    for part in _leaves(mail):
        kind = part.get_content_type()
        is_file = part.get_content_disposition() == "attachment" or _file_name(part) != ""
        if kind in ("text/plain", "text/html") and not is_file:
            text = mail_parts.decoded(_bytes_of(part), part.get_content_charset())
            (parts.plain if kind == "text/plain" else parts.html).append(text)
        else:
            parts.files.append(part)
    return parts


def _leaves(mail: Message) -> Iterator[Message]:
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(_children(part))
        else:
            yield part


def _children(part: Message) -> list[Message]:
    return [child for child in part.get_payload() if isinstance(child, Message)]


def _body(parts: _Parts) -> tuple[str, list[str]]:
    """The plain text when it says what the HTML says, else the HTML's."""
    plain = "\n\n".join(parts.plain).strip()
    pages = [html_text.read(html) for html in parts.html]
    shown = "\n\n".join(text for text, _ in pages).strip()
    links = [link for _, found in pages for link in found]
    links += re.findall(r"https?://[^\s<>\"']{4,2000}", plain[: base.MAX_TEXT])[:500]
    # A plain part of one line ("your program shows no HTML") is not the mail.
    chosen = shown if len(plain) * 5 < len(shown) else plain
    parts.all_text = f"{plain[: base.MAX_TEXT]}\n{shown}"
    return names.plain(chosen, base.MAX_TEXT), links


def _message(headers: dict[str, list[str]], text: str) -> FoundMessage:
    def first(key: str) -> str:
        return headers.get(key, [""])[0]

    senders = mail_parts.addresses(first("from")) or mail_parts.addresses(first("sender"))
    sender_name, sender = senders[0] if senders else ("", "")
    recipients = [
        address
        for key in ("to", "cc")
        for raw in headers.get(key, [])
        for _, address in mail_parts.addresses(raw)
    ]
    sent, sent_from = mail_parts.moment(first("date")), "Date"
    if sent is None:
        # Each server puts its line on top: the lowest is nearest to the sender.
        sent, sent_from = mail_parts.moment(headers.get("received", [""])[-1].rpartition(";")[2]), "Received"
    return FoundMessage(
        channel="mail",
        sender=sender,
        sender_name=sender_name,
        recipients=tuple(dict.fromkeys(recipients)),
        sent_at=sent.isoformat() if sent else None,
        offset_known=sent is not None and sent.tzinfo is not None,
        sent_from=sent_from if sent else None,
        subject=mail_parts.header(first("subject"))[:1000],
        text=text,
        message_id=_id(first("message-id")),
        in_reply_to=_id(first("in-reply-to")),
        authentication=tuple(
            f"{key}: {mail_parts.header(raw)[:500]}"
            for key in ("Authentication-Results", "Received-SPF")
            for raw in headers.get(key.casefold(), [])[:3]
        ),
    )


def _id(raw: str) -> str | None:
    match = re.search(r"<([^<>\s]{1,900})>", raw[:4000])
    text = match[1] if match else mail_parts.header(raw)[:900].strip("<> ")
    return names.plain(text, 900, keep="") or None


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, TypeError, LookupError, IndexError):
        return ""
    return mail_parts.header(name)


def _bytes_of(part: Message) -> bytes:
    # Asked for undecoded, the payload of a single part goes through a codec of the mail's choice.
    if part.is_multipart():
        # A mail inside a mail (or a delivery report): written out again, byte for byte where it was sane.
        out = BytesIO()
        generator = BytesGenerator(out, mangle_from_=False, maxheaderlen=0, policy=compat32)
        for child in _children(part):
            generator.flatten(child)
        return out.getvalue()
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _attachments(parts: _Parts, into: Path) -> tuple[list[FoundAttachment], int]:
    found: list[FoundAttachment] = []
    lost = 0
    for number, part in enumerate(parts.files, start=1):
        try:
            data = _bytes_of(part)
        except (UnicodeError, LookupError, ValueError, AttributeError, TypeError):
            lost += 1
            continue
        if not data:
            continue
        declared = part.get_content_type()
        media_type = sniffing.by_content(data[: base.HEAD_BYTES]) or declared
        digest = hashlib.sha256(data).hexdigest()
        (into / digest).write_bytes(data)
        found.append(
            FoundAttachment(
                name=names.cleaned(_file_name(part), _invented_name(number, media_type)),
                media_type=names.plain(media_type, 100, keep=""),
                sha256=digest,
                size=len(data),
                path=str(into / digest),
                inline=_is_inline(part),
            )
        )
    return found, lost


def _invented_name(number: int, media_type: str) -> str:
    if media_type == "message/rfc822":
        return f"forwarded-{number}.eml"
    return f"attachment-{number}{sniffing.extension_of(media_type)}"


def _is_inline(part: Message) -> bool:
    is_picture = part.get_content_maintype() == "image"
    return is_picture and "content-id" in part and part.get_content_disposition() != "attachment"


def _warnings(name: str, message: FoundMessage, headers: dict[str, list[str]], lost: int) -> Iterator[str]:
    shown = names.shown(name)
    if message.sent_at is None:
        yield f"The mail “{shown}” has no date; enter when it was sent."
    if len(message.recipients) > mail_parts.MAX_RECIPIENTS:
        yield f"The mail “{shown}” has very many recipients; only the first {mail_parts.MAX_RECIPIENTS} are listed."
    if lost:
        yield f"{lost} attachments of “{shown}” are damaged; the mail itself is kept whole."
    yield from _doubts(message, headers)


def _doubts(message: FoundMessage, headers: dict[str, list[str]]) -> Iterator[str]:
    domain = message.sender.rpartition("@")[2].casefold()
    platform = hints.platform_of(domain)
    for brand in _BRANDS:
        claims = re.search(rf"\b{brand}\b", message.sender_name, re.IGNORECASE)
        if claims and platform is None and not domain.endswith(_RELAYS):
            yield f"The sender calls itself “{message.sender_name}”, but writes from {domain or 'no address'}."
            break
    # Only the topmost was written by the last, the receiving, server.
    results = mail_parts.header(headers.get("authentication-results", [""])[0])
    failed = sorted({match[1].upper() for match in _FAILED.finditer(results)})
    if failed:
        yield f"The receiving mail server could not confirm the sender ({', '.join(failed)} failed)."
