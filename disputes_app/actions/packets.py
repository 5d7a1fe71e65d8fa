"""What a user can do with packets: build one, check one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from disputes_app.actions.act import Done, act
from disputes_app.actions.cases import case_orders
from disputes_app.core import Core
from disputes_app.domain.cases import Case, PacketRecord
from disputes_app.domain.changes import Changes
from disputes_app.domain.ids import CaseId
from disputes_app.errors import UserError
from disputes_app.packets import build, signing, verify
from disputes_app.packets.build import BuiltPacket
from disputes_app.packets.presets import load
from disputes_app.packets.verify import Verdict
from disputes_app.progress import Progress, silent
from disputes_app.queries.cases import FilingRow, sent_as
from disputes_app.queries.packet_content import packet_content
from disputes_app.queries.private_words import undecided
from disputes_app.queries.settings import settings
from disputes_app.store.evidence_files import hashed


def open_certificate(core: Core, certificate: Path | None, passphrase: str) -> None:
    """Raises UserError when a certificate cannot sign with this password now; None is none, and always right."""
    if certificate is not None:
        signing.signer(certificate, passphrase, core.now())


def build_packet(
    core: Core,
    case: CaseId,
    into: Path,
    *,
    preset: str = "print_a4",
    paper: str | None = None,
    photos_per_page: int | None = None,
    two_sided: bool | None = None,
    language: str | None = None,
    max_bytes: int | None = None,
    passphrase: str = "",
    certificate: Path | None = None,
    certificate_passphrase: str = "",
    progress: Progress = silent,
) -> Done[BuiltPacket]:
    """Build the packet of a case into a file, and note it in the journal with its fingerprint.

    From a library that is open for reading only, a packet is built all the same, and noted nowhere.

    Raises UsageError for an unknown preset or language, UserError when an exhibit cannot be used or the file
    cannot be written; then nothing is written.
    """
    chosen = load(preset)
    wishes: dict[str, Any] = {"photos_per_page": photos_per_page, "two_sided": two_sided}
    chosen = replace(chosen, **{name: wish for name, wish in wishes.items() if wish is not None})
    if not into.parent.is_dir():
        raise UserError(f"the folder {into.parent} is not there; choose another place for the packet")
    sign = signing.signer(certificate, certificate_passphrase, core.now()) if certificate else None
    content = packet_content(core, core.library, case, chosen, language)
    built = build.build(
        content,
        chosen,
        into=into,
        progress=progress,
        paper=paper,
        max_bytes=max_bytes,
        passphrase=passphrase,
        sign=sign,
    )
    if open_words := undecided(core, core.library, case):
        said = f"It holds {', '.join(open_words)}, which may be private: hide or show it with “private”."
        built = replace(built, warnings=(*built.warnings, said))
    if not settings(core.library).buyer_name:
        said = f"It calls you “{content.buyer.name}”: enter your name in the settings, as buyer_name, and build it again."
        built = replace(built, warnings=(*built.warnings, said))
    if not built.files:
        raise UserError(
            f"no exhibit of this case can be sent as {chosen.title} wants it; nothing was written"
        )
    if core.library.read_only:
        return Done(built, Changes(), 0)
    with act(core, "packets.build", f"Packet of case {core.library.load(Case, case).number} built") as action:
        for file in built.files:
            action.tx.insert(
                PacketRecord(
                    case_id=case,
                    name=file.path.name,
                    preset=chosen.id,
                    sha256=file.sha256,
                    size=file.bytes,
                    pages=file.pages,
                    built_at=core.now(),
                )
            )
        action.touch(case_orders(action, case), [case])
    return action.done(built)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a packet's own manifest says of it, and where it was sent: the case, and the step."""

    verdict: Verdict
    sent: tuple[tuple[Case, FilingRow], ...]


def check_packet(core: Core, path: Path, passphrase: str = "") -> Checked:
    """As ``verify_packet``, with where these very bytes were sent."""
    return Checked(verify_packet(core, path, passphrase), sent_as(core.library, hashed(path)))


def verify_packet(core: Core, path: Path, passphrase: str = "") -> Verdict:
    """Check a packet against its own manifest and against the files of this library.

    Raises UserError when it is not there or not a packet.
    """

    def known(sha256: str) -> str | None:
        if core.library.value("SELECT 1 FROM evidence WHERE sha256 = ?", (sha256,)) is None:
            return None
        return core.library.evidence.state(sha256)

    return verify.verify(path, known, passphrase)
