"""A signed packet says who signed it, and one changed byte shows; it is signed last, and keeps its limit."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest

from disputes_app.errors import UserError
from disputes_app.packets import build, presets, signing, verify
from tests.helpers.certificates import NAME, a_certificate
from tests.helpers.packet_content import NOW, watch_case

A4 = presets.load("print_a4")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return a_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def sign(certificate):
    return signing.signer(certificate, "secret", NOW)


@pytest.fixture(scope="module")
def signed(sign, tmp_path_factory):
    folder = tmp_path_factory.mktemp("signed")
    build.build(watch_case(folder), A4, folder / "packet.pdf", sign=sign)
    return folder / "packet.pdf"


def test_a_signed_packet_says_by_whom_and_proves_itself(signed):
    verdict = verify.verify(signed, lambda _: "ok")
    assert verdict.ok
    assert verdict.signature is not None
    assert (verdict.signature.signer, verdict.signature.is_whole) == (NAME, True)
    assert len(verdict.signature.sha256) == 64
    assert len(pypdfium2.PdfDocument(signed)) > 5
    with pikepdf.open(signed) as pdf:
        assert len(pdf.pages) > 5


def test_an_unsigned_packet_says_so(tmp_path):
    build.build(watch_case(tmp_path), A4, tmp_path / "packet.pdf")
    assert verify.verify(tmp_path / "packet.pdf", lambda _: "ok").signature is None


@pytest.mark.parametrize("where", [0.3, 0.5, 0.9])
def test_one_changed_byte_shows(signed, tmp_path, where):
    changed = bytearray(signed.read_bytes())
    changed[int(len(changed) * where)] ^= 1
    (tmp_path / "packet.pdf").write_bytes(changed)
    assert not verify.verify(tmp_path / "packet.pdf", lambda _: "ok").ok


def test_what_is_added_after_the_signature_shows(signed, tmp_path):
    (tmp_path / "packet.pdf").write_bytes(signed.read_bytes() + b"\n%more /ByteRange\n")
    verdict = verify.verify(tmp_path / "packet.pdf", lambda _: "ok")
    assert not verdict.ok
    with pikepdf.open(signed) as pdf:
        pdf.save(tmp_path / "again.pdf")
    assert not verify.verify(tmp_path / "again.pdf", lambda _: "ok").ok


def test_a_locked_packet_is_signed_as_well_and_a_limit_holds(sign, tmp_path):
    case = watch_case(tmp_path)
    free = build.build(case, A4, tmp_path / "free.pdf").files[0].bytes
    path = tmp_path / "x.pdf"
    built = build.build(case, replace(A4, max_files=1), path, max_bytes=free, passphrase="horse", sign=sign)
    assert built.files[0].bytes == path.stat().st_size <= free
    verdict = verify.verify(path, lambda _: "ok", "horse")
    assert verdict.ok
    assert verdict.signature.signer == NAME


def test_a_certificate_that_cannot_be_used_is_named(certificate, tmp_path):
    (tmp_path / "none.p12").write_text("no certificate")
    for path, words, said in (
        (certificate, "wrong", "does not open: its password is another"),
        (tmp_path / "none.p12", "", "does not open"),
        (tmp_path / "gone.p12", "", "is not there"),
    ):
        with pytest.raises(UserError, match=said):
            signing.signer(path, words, NOW)
    with pytest.raises(UserError, match="expired on 2036-01-01"):
        signing.signer(certificate, "secret", NOW + timedelta(days=4000))


def test_without_the_extra_one_sentence_says_what_to_install(certificate, signed, monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "pyhanko"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    with pytest.raises(UserError, match="pip install disputes-app"):
        signing.signer(certificate, "secret", NOW)
    verdict = verify.verify(signed, lambda _: "ok")
    assert not verdict.ok
    assert any("is signed, but signatures need a further part" in problem for problem in verdict.problems)


def test_nothing_of_it_is_logged(signed, caplog, capfd):
    with caplog.at_level(logging.ERROR, "disputes_app"):
        verify.verify(signed, lambda _: "ok")
    assert "Traceback" not in capfd.readouterr().err
