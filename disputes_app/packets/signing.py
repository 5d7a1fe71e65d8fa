"""Signs a finished packet with the user's own certificate, and says of a signed one whether it is as it was signed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from disputes_app.errors import UserError

_MISSING = "signatures need a further part of the program: install it with “pip install disputes-app[sign]”"
_FIELD = "Signature"

Sign = Callable[[Path, str], None]
"""Signs a file in place; the text is the passphrase that opens it, if any."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a file by the certificate's own words, which nobody here has proven, and whether it still fits.

    ``sha256`` is the certificate's fingerprint, to be compared with the one its owner tells.
    """

    signer: str
    sha256: str
    is_whole: bool


def signer(certificate: Path, passphrase: str, now: datetime) -> Sign:
    """What signs with a certificate and its key, kept in a PKCS#12 file (.p12, .pfx).

    Raises UserError when it cannot be opened, has expired, or the part of the program that signs is missing.
    """
    pyhanko = _pyhanko()
    if not certificate.is_file():
        raise UserError(f"{certificate} is not there; name the file of your certificate (.p12 or .pfx)")
    own = pyhanko.signers.SimpleSigner.load_pkcs12(certificate, passphrase=passphrase.encode() or None)
    if own is None:
        raise UserError(
            f"{certificate.name} does not open: its password is another, or it is no certificate with its key"
        )
    until = own.signing_cert.not_valid_after
    if until < now:
        raise UserError(f"the certificate in {certificate.name} expired on {until.date()}; use a newer one")

    def sign(path: Path, words: str) -> None:
        meta = pyhanko.signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            certify=True,
            docmdp_permissions=pyhanko.fields.MDPPerm.NO_CHANGES,
            subfilter=pyhanko.fields.SigSeedSubFilter.PADES,
        )
        signed = path.with_suffix(".signed")
        with path.open("rb") as file, signed.open("w+b") as out:
            writer = pyhanko.IncrementalPdfFileWriter(file)
            if words:
                writer.encrypt(words.encode())
            pyhanko.signers.PdfSigner(meta, own).sign_pdf(writer, output=out)
        signed.replace(path)

    return sign


def signature(path: Path, passphrase: str) -> Signature:
    """The signature of a file that has one. Raises UserError when it cannot be read, or not checked here."""
    pyhanko = _pyhanko()
    with path.open("rb") as file:
        try:
            reader = pyhanko.PdfFileReader(file)
            if passphrase:
                reader.decrypt(passphrase.encode())
            (found,) = reader.embedded_signatures
            # Whom to trust is not for this program to say: no certificate is taken as a root, nothing is fetched.
            trust = pyhanko.ValidationContext(trust_roots=[], allow_fetching=False)
            status = pyhanko.validation.validate_pdf_signature(found, trust)
        except (pyhanko.PdfError, ValueError, LookupError, TypeError) as error:
            raise UserError(f"the signature of {path.name} cannot be read: {error}") from error
        whole = pyhanko.validation.SignatureCoverageLevel.ENTIRE_FILE
        certificate = found.signer_cert
        return Signature(
            str(certificate.subject.native.get("common_name", certificate.subject.human_friendly)),
            certificate.sha256.hex(),
            bool(status.intact and status.valid and status.coverage == whole),
        )


def _pyhanko() -> Any:
    """The library that signs, as one thing. Raises UserError with what to do when it is not installed."""
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.pdf_utils.misc import PdfError
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign import fields, signers, validation
        from pyhanko_certvalidator import ValidationContext
    except ImportError:
        raise UserError(_MISSING) from None
    # It logs what it also says in its answer.
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).addHandler(logging.NullHandler())

    return SimpleNamespace(
        IncrementalPdfFileWriter=IncrementalPdfFileWriter,
        PdfError=PdfError,
        PdfFileReader=PdfFileReader,
        fields=fields,
        signers=signers,
        validation=validation,
        ValidationContext=ValidationContext,
    )
