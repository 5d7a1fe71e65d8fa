"""Makes files that mean harm, or were made by programs that did not know better."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf

from tests.imaging.pictures import four_corners, png_chunk, png_claiming, saved

HEAD = b"From: a@shop.example\nTo: b@home.example\nSubject: order\nDate: Sat, 14 Feb 2026 18:40:12 +0100\n"


def many_headers() -> bytes:
    return HEAD + b"".join(b"X-%d: y\n" % number for number in range(100_000)) + b"\nhello\n"


def header_of_two_megabytes() -> bytes:
    return HEAD + b"X-Long: " + b"y" * (2 << 20) + b"\n\nhello\n"


def many_recipients() -> bytes:
    people = b", ".join(b"p%d@home.example" % number for number in range(50_000))
    return b"From: a@shop.example\nTo: " + people + b"\nSubject: order\n\nhello\n"


def deep_multipart(levels: int = 1_000) -> bytes:
    lines = [HEAD.rstrip(b"\n")]
    for level in range(levels):
        lines += [b'Content-Type: multipart/mixed; boundary="b%d"' % level, b"", b"--b%d" % level]
    return b"\n".join([*lines, b"Content-Type: text/plain", b"", b"at the bottom", b""])


def deep_forwards(levels: int = 1_000) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\n\n" * levels + b"Subject: end\n\nhello\n"


def many_parts(count: int = 5_000) -> bytes:
    part = b"--x\nContent-Type: text/plain\n\nhello\n"
    return HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + part * count + b"--x--\n"


def odd_charset(name: str) -> bytes:
    return (
        HEAD
        + b"Content-Type: text/plain; charset="
        + name.encode()
        + b"\n\nGr\xc3\xbc\xc3\x9fe aus K\xc3\xb6ln\n"
    )


def deep_html() -> bytes:
    return HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"bottom" + b"</div>" * 100_000


def bomb_png() -> bytes:
    """Small as a file, 20,000 x 20,000 pixels of black."""
    pack = zlib.compressobj(9)
    body = b"".join(pack.compress(b"\0" * 20_001) for _ in range(20_000)) + pack.flush()
    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    chunks = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def cut_off_jpeg() -> bytes:
    whole = saved(four_corners(800, 600), "JPEG")
    return whole[: len(whole) // 2]


def zip_called_jpg() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../evil.txt", "x" * 1_000_000)
    return out.getvalue()


def page_loop_pdf() -> bytes:
    """A page tree whose only child is itself."""
    return _raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 1000000000 /Parent 2 0 R >>",
    )


def self_drawing_pdf(times: int = 2) -> bytes:
    """A page that draws a form that draws itself."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >>"
    stream = b"/F Do " * times
    return _raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /XObject << /F 4 0 R >> >>"
        b" /Contents 5 0 R >>",
        form + b" /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Length 5 >>\nstream\n/F Do\nendstream",
    )


def locked_pdf() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    return out.getvalue()


def _raw_pdf(*objects: bytes) -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + trailer


FILES: dict[str, Callable[[], bytes]] = {
    "headers.eml": many_headers,
    "long header.eml": header_of_two_megabytes,
    "recipients.eml": many_recipients,
    "deep.eml": deep_multipart,
    "forwards.eml": deep_forwards,
    "parts.eml": many_parts,
    "deep html.eml": deep_html,
    "charset.eml": lambda: odd_charset("x-no-such-thing"),
    "bomb.png": bomb_png,
    "huge.png": lambda: png_claiming(2**31 - 1, 2**31 - 1),
    "cut off.jpg": cut_off_jpeg,
    "archive.jpg": zip_called_jpg,
    "loop.pdf": page_loop_pdf,
    "itself.pdf": self_drawing_pdf,
    "locked.pdf": locked_pdf,
    "empty.pdf": lambda: b"",
    "nothing.pdf": lambda: b"%PDF-1.7\n",
    "zeros.bin": lambda: b"\0" * 100_000,
}
