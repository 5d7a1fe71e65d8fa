"""The pieces of a mail, read without trusting it: its shape before parsing, its headers, its character sets."""

from __future__ import annotations

import binascii
import re
from datetime import datetime
from email.utils import getaddresses, parsedate_to_datetime
from quopri import decodestring

from disputes_app.domain import moments
from disputes_app.importers import names

MAX_HEADER_BYTES = 1 << 20
MAX_HEADER_LINES = 5_000
MAX_PARTS = 2_000
MAX_DEPTH = 50
MAX_RECIPIENTS = 100
_MAX_HEADER = 16_384

_EVENT = re.compile(
    rb"^--([^\r\n]{1,200}?)(--)?[ \t]*\r?$"
    rb"|boundary(?:\*\d*)*\*?[ \t]*=[ \t]*(?:\"([^\"\r\n]{0,200})\"|([^\s;\"]{1,200}))"
    rb"|^(content-type[ \t]*:\s*message/)",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"=\?([^?*\s]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>,;:\"()@]+@[^\s<>,;:\"()@]+")
# What mails call them, and what they really hold (as browsers read them).
_CHARSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "hz-gb-2312": "hz",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "x-unknown": "utf-8",
    "unknown-8bit": "utf-8",
}
# Codecs of Python that no mail means, some of them slow on purpose-made input.
_REFUSED = frozenset(
    "idna punycode unicode_escape raw_unicode_escape undefined mbcs oem unicodeescape".split()
)


def fault_of_shape(data: bytes) -> str | None:
    """Why a mail must not be parsed, as the end of a sentence; None when its shape is sane.

    Counts nested parts over the raw bytes, because the parser itself runs out of stack on deep ones.
    """
    blank = re.search(rb"\r?\n\r?\n", data[: MAX_HEADER_BYTES + 4])
    head = data[: blank.start()] if blank else data
    if len(head) > MAX_HEADER_BYTES or head.count(b"\n") > MAX_HEADER_LINES:
        return "its header is larger than any real mail's"
    stack: list[bytes | None] = []
    parts = 0
    for match in _EVENT.finditer(data):
        line, closing, quoted, bare, _ = match.groups()
        if line is not None:
            if line not in stack:
                continue
            parts += 1
            # A boundary line ends everything opened since its own part began.
            del stack[len(stack) - stack[::-1].index(line) :]
            if closing:
                stack.pop()
        else:
            stack.append(quoted or bare)
        if parts > MAX_PARTS:
            return f"it has more than {MAX_PARTS:,} parts"
        if len(stack) > MAX_DEPTH:
            return f"its parts are nested more than {MAX_DEPTH} deep"
    return None


def decoded(data: bytes, charset: str | None) -> str:
    """Text in the character set a mail names, or in the one it really is in; never fails."""
    wanted = (charset or "").strip("\"' ").casefold()
    wanted = _CHARSETS.get(wanted, wanted)
    tries = ("utf-8", wanted) if wanted in ("", "cp1252") else (wanted, "utf-8")
    for name in tries:
        if not name or name.replace("-", "_") in _REFUSED:
            continue
        try:
            return data.decode(name)
        except (LookupError, UnicodeError, ValueError, AssertionError):
            continue
    return data.decode("cp1252", "replace")


def header(raw: str) -> str:
    """A header as a person reads it: unfolded, encoded words decoded, one line, at most 16,384 characters."""
    raw = raw[:_MAX_HEADER]
    if not raw.isascii():
        raw = decoded(raw.encode("ascii", "surrogateescape"), None) if _is_raw(raw) else raw
    raw = re.sub(r"\r?\n[ \t]*", " ", raw)
    # Blanks between two encoded words are not part of the text.
    raw = re.sub(r"(\?=)\s+(=\?)", r"\1\2", raw)
    return " ".join(names.plain(_words(raw), _MAX_HEADER, keep="").split())


def _is_raw(text: str) -> bool:
    return all(ord(c) < 128 or 0xDC80 <= ord(c) <= 0xDCFF for c in text)


def _words(raw: str) -> str:
    out: list[str] = []
    position = 0
    pending, pending_charset = b"", ""
    for match in _WORD.finditer(raw):
        gap = raw[position : match.start()]
        charset, encoding, text = match.groups()
        # Writers cut letters of several bytes in two: words of one character set are joined before decoding.
        if pending and (gap or charset.casefold() != pending_charset):
            out.append(decoded(pending, pending_charset))
            pending = b""
        out.append(gap)
        pending += _word_bytes(encoding, text)
        pending_charset = charset.casefold()
        position = match.end()
    if pending:
        out.append(decoded(pending, pending_charset))
    return "".join(out) + raw[position:]


def _word_bytes(encoding: str, text: str) -> bytes:
    data = text.encode("ascii", "replace")
    if encoding in "qQ":
        return decodestring(data, header=True)
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4)) or data
    except binascii.Error:
        return data


def addresses(raw: str) -> list[tuple[str, str]]:
    """Name and address of each person in an address header, at most ``MAX_RECIPIENTS`` plus one."""
    raw = re.sub(r"\s+", " ", raw[:_MAX_HEADER])
    try:
        found = [(header(name), header(address)) for name, address in getaddresses([raw]) if "@" in address]
    except (ValueError, TypeError, IndexError, AttributeError):
        found = []
    if not found:
        found = [("", match[0]) for match in _ADDRESS.finditer(header(raw))]
    return found[: MAX_RECIPIENTS + 1]


def moment(raw: str) -> datetime | None:
    """A mail date; naive when it names no zone (or ``-0000``, which means the same)."""
    try:
        at = parsedate_to_datetime(header(raw))
        at.isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if moments.FIRST_YEAR <= at.year <= moments.LAST_YEAR else None
