"""A packet with a passphrase opens with it alone, tells nothing without it, and still proves itself."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from disputes_app.errors import UserError
from disputes_app.packets import build, presets, verify
from tests.helpers.packet_content import watch_case

A4 = presets.load("print_a4")
WORDS = "correct horse 电池 staple"


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locked")
    path = folder / "packet.pdf"
    build.build(watch_case(folder), A4, path, passphrase=WORDS)
    return path


def test_it_opens_with_its_passphrase_and_no_other(locked):
    with pikepdf.open(locked, password=WORDS) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert len(pdf.pages) > 5
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(locked)
    assert len(pypdfium2.PdfDocument(locked, password=WORDS)) > 5
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(locked)


def test_its_bytes_tell_nothing_without_it(locked):
    data = locked.read_bytes()
    for words in (
        b"Smartwatch",
        b"Mira Hale",
        b"8193 0457",
        "Mira".encode("utf-16-be"),
        b"disputes-packet-manifest",
    ):
        assert words not in data


def test_it_proves_itself_to_who_has_the_passphrase(locked, tmp_path):
    assert verify.verify(locked, lambda _: "ok", WORDS).ok
    with pytest.raises(UserError, match=r"packet\.pdf is locked; give its passphrase"):
        verify.verify(locked, lambda _: "ok")
    with pytest.raises(UserError, match="locked with another passphrase"):
        verify.verify(locked, lambda _: "ok", "wrong")
    changed = bytearray(locked.read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / "changed.pdf").write_bytes(changed)
    assert not verify.verify(tmp_path / "changed.pdf", lambda _: "ok", WORDS).ok


def test_a_limit_holds_for_a_locked_packet_as_well(tmp_path):
    case = watch_case(tmp_path)
    free = build.build(case, A4, tmp_path / "free.pdf").files[0].bytes
    limit = free * 9 // 10
    built = build.build(case, replace(A4, max_files=1), tmp_path / "x.pdf", max_bytes=limit, passphrase=WORDS)
    assert built.files[0].bytes <= limit


def test_pictures_cannot_be_locked(tmp_path):
    with pytest.raises(UserError, match="takes pictures, which cannot be locked or signed"):
        build.build(watch_case(tmp_path), presets.load("ebay"), tmp_path / "x.pdf", passphrase=WORDS)
