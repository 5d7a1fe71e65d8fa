"""Commands about packets: presets, building, verifying."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from disputes_app.actions import filing
from disputes_app.actions import packets as actions
from disputes_app.cli import case_shapes
from disputes_app.cli.session import Session
from disputes_app.core import Core
from disputes_app.domain.ids import written
from disputes_app.domain.moments import as_json
from disputes_app.errors import LibraryError, UsageError, UserError
from disputes_app.packets.delivery import keep_others
from disputes_app.packets.manifest import sealed_length
from disputes_app.queries import refs
from disputes_app.queries.cases import FilingRow, filings
from disputes_app.queries.packet_text import packet_text

_PASSPHRASE = click.option(
    "--passphrase-file", type=click.File(encoding="utf-8"), metavar="PATH",
    help="Its first line is the passphrase that locks the packet; - reads it here.",
)  # fmt: skip


def _passphrase(file: TextIO | None) -> str:
    """The passphrase; a file keeps it out of the list of running programs."""
    if file is None:
        return ""
    try:
        text = file.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        raise UsageError("--passphrase-file: this is no text in UTF-8") from None
    if not text:
        raise UsageError("--passphrase-file: its first line is empty; write the passphrase there")
    return text


@click.group()
def packet() -> None:
    """Packets: what receivers take, building one, checking one."""


@packet.command("presets")
@click.pass_obj
def list_presets(session: Session) -> None:
    """The receivers' limits and habits."""
    from disputes_app.packets import presets

    found = [
        {
            "id": one.id, "title": one.title, "paper": one.paper, "max_bytes": one.max_bytes,
            "max_total_bytes": one.max_total_bytes,
            "max_text": one.max_text,
            "max_pages": one.max_pages, "max_files": one.max_files, "file_types": list(one.file_types),
            "photos_per_page": one.photos_per_page, "two_sided": one.two_sided, "sections": list(one.sections), "source": one.source, "as_of": one.as_of, "note": one.note,
        }
        for one in presets.all_presets()
    ]  # fmt: skip
    session.answer({"presets": found}, [f"{one['id']:20} {one['paper']:7} {one['title']}" for one in found])


@packet.command("build")
@click.argument("case_ref", metavar="CASE")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@click.option("--preset", default="print_a4", show_default=True, metavar="ID")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default=None)
@click.option(
    "--photos-per-page", type=click.Choice(["1", "2", "4"]), default=None, help="Else as the preset says."
)
@click.option(
    "--two-sided/--one-sided",
    default=None,
    help="Exhibits begin on a sheet of their own. Else as the preset says.",
)
@click.option("--lang", default=None, metavar="CODE", help="The language of the packet's own words.")
@click.option("--max-bytes", type=click.IntRange(min=1), default=None)
@_PASSPHRASE
@click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    default=None,
    metavar="PATH",
    help="Sign with your own certificate and key (.p12 or .pfx).",
)
@click.option(
    "--certificate-passphrase-file",
    "certificate_file",
    type=click.File(encoding="utf-8"),
    metavar="PATH",
    help="Its first line opens the certificate.",
)
@click.pass_obj
def build_packet(
    session: Session,
    case_ref: str,
    output: Path,
    preset: str,
    paper: str | None,
    photos_per_page: str | None,
    two_sided: bool | None,
    lang: str | None,
    max_bytes: int | None,
    passphrase_file: TextIO | None,
    certificate: Path | None,
    certificate_file: TextIO | None,
) -> None:
    """Build the packet of a case; an older packet of that name is replaced, no other file."""
    keep_others([output], _may_be_replaced)
    core, unnoted = _library(session)
    built = actions.build_packet(
        core, refs.case_id(core.library, case_ref), output,
        preset=preset, paper=paper, photos_per_page=int(photos_per_page) if photos_per_page else None,
        two_sided=two_sided, language=lang, max_bytes=max_bytes,
        passphrase=_passphrase(passphrase_file), certificate=certificate,
        certificate_passphrase=_passphrase(certificate_file), progress=session.progress,
    ).value  # fmt: skip
    data = {
        "files": [
            {"path": str(one.path), "bytes": one.bytes, "sha256": one.sha256, "pages": one.pages}
            for one in built.files
        ],
        "exhibits": [
            {
                "letter": one.letter,
                "evidence": one.evidence,
                "volume": one.volume,
                "first_page": one.first_page,
                "pages": one.pages,
            }
            for one in built.exhibits
        ],
        "omitted": [{"evidence": one.evidence, "reason": one.reason} for one in built.omitted],
        "warnings": [*built.warnings, *unnoted],
    }
    lines = [
        f"{one.path}: {one.pages} {'page' if one.pages == 1 else 'pages'}, {one.bytes} bytes, SHA-256 {one.sha256}"
        for one in built.files
    ]
    lines += [f"left out: {one.evidence}: {one.reason}" for one in built.omitted]
    session.answer(data, [*lines, *built.warnings, *unnoted])


def _may_be_replaced(path: Path) -> bool:
    """Whether a file is a packet, or empty. Nobody is asked here before it is replaced, as a window asks."""
    return not path.stat().st_size or sealed_length(path)[0] >= 0


def _library(session: Session) -> tuple[Core, list[str]]:
    """The library for writing; for reading, with a warning, while another window has it or it cannot be written."""
    try:
        return session.core("write"), []
    except LibraryError as fault:
        core = session.core("read")
        return core, [f"The packet is built, but not noted in the journal. {fault}"]


@packet.command("text")
@click.argument("case_ref", metavar="CASE")
@click.option("-o", "--output", default=None, type=click.Path(path_type=Path))
@click.option("--preset", default="print_a4", show_default=True, metavar="ID")
@click.option("--lang", default=None, metavar="CODE", help="The language of the text's own words.")
@click.option("--max-chars", type=click.IntRange(min=1), default=None, help="What the form takes.")
@click.pass_obj
def plain_text(
    session: Session, case_ref: str, output: Path | None, preset: str, lang: str | None, max_chars: int | None
) -> None:
    """The case as plain text to paste into a form, with its length; it is never cut."""
    core = session.core()
    made = packet_text(core, core.library, refs.case_id(core.library, case_ref), preset, lang, max_chars)
    lengths = ", ".join(f"{name} {len(text)}" for name, text in made.parts)
    warnings = []
    if made.over:
        warnings.append(
            f"the text has {made.length} characters, {made.over} more than the form's {made.limit} ({lengths}); "
            "shorten the statement or leave a part out"
        )
    if output is not None:
        _write_new(output, made.text)
    for warning in warnings:
        click.echo(f"disputes-app: {warning}", err=True)
    session.answer(
        {
            "text": made.text, "characters": made.length, "max_characters": made.limit, "over": made.over,
            "parts": [{"part": name, "characters": len(text)} for name, text in made.parts],
            "warnings": warnings,
        },
        [f"{output}: {made.length} characters"] if output else [made.text],
    )  # fmt: skip


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise UserError(f"{path} is there already; choose another name") from None
    except OSError as fault:
        raise UserError(f"{path} cannot be written ({fault.strerror}); choose another place") from fault


@packet.command("verify")
@click.argument("path", type=click.Path(path_type=Path))
@_PASSPHRASE
@click.pass_context
def verify_packet(context: click.Context, path: Path, passphrase_file: TextIO | None) -> None:
    """Check a packet against its own manifest and against this library."""
    session: Session = context.obj
    core = session.core()
    checked = actions.check_packet(core, path, _passphrase(passphrase_file))
    verdict, sent = checked.verdict, checked.sent
    signed = verdict.signature
    told = (
        f"signed by {signed.signer}, certificate SHA-256 {signed.sha256}: compare it"
        if signed
        else "not signed"
    )
    session.answer(
        {
            "ok": verdict.ok,
            "exhibits": [{"letter": one.letter, "sha256": one.sha256, "state": one.state} for one in verdict.exhibits],
            "problems": list(verdict.problems),
            "sent": [{"case": case.number} | case_shapes.filing(row) for case, row in sent],
            "signature": None if signed is None else {
                "signer": signed.signer, "certificate_sha256": signed.sha256, "whole": signed.is_whole,
            },
        },
        [*(f"{one.letter:3} {one.state:8} {one.sha256}" for one in verdict.exhibits), told,
         *(f"sent for case {case.number}: {'; '.join(_sent_lines(row))}" for case, row in sent), *verdict.problems,
         "The packet is as it was built." if verdict.ok else "The packet does not match."],
    )  # fmt: skip
    if not verdict.ok:
        context.exit(1)


@packet.command("sent")
@click.argument("case_ref", metavar="CASE")
@click.option(
    "-o",
    "--output",
    default=None,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write what was sent there, byte for byte.",
)
@click.option("--filing", "which", default=None, metavar="ID", help="Which one; else the last.")
@click.pass_obj
def give_back(session: Session, case_ref: str, output: Path | None, which: str | None) -> None:
    """What was sent of a case: when, to whom, the words and the very files."""
    core = session.core()
    found = filings(core.library, refs.case_id(core.library, case_ref))
    if which:
        found = tuple(one for one in found if written("filing", one.filing.id) == which.strip().lower())
    if not found:
        raise UserError(
            f"nothing was noted as sent of case {case_ref}; “cases advance” notes it with --packet"
        )
    files = filing.give_back(core, found[-1].filing.id, output) if output else []
    lines = [line for one in found for line in _sent_lines(one)]
    session.answer(
        {"filings": [case_shapes.filing(one) for one in found], "written": [str(path) for path in files]},
        [*lines, *(f"written: {path}" for path in files)],
    )


def _sent_lines(one: FilingRow) -> Iterator[str]:
    to = f" to {one.filing.sent_to}" if one.filing.sent_to else ""
    number = f", case number {one.filing.platform_number}" if one.filing.platform_number else ""
    due = f", answer due {as_json(one.filing.answer_due)}" if one.filing.answer_due else ""
    words = f", {len(one.filing.text)} characters pasted" if one.filing.text else ""
    yield f"{written('filing', one.filing.id)} {as_json(one.step.at)} sent{to}{number}{words}{due}"
    for file in one.files:
        yield f"  {file.name}: {file.size} bytes, SHA-256 {file.sha256}"


COMMANDS = (packet,)
