"""Builds a packet: checks every input, has its files made within the receiver's limits, puts them in place."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from disputes_app.errors import ExhibitError, UserError
from disputes_app.packets import delivery, hiding, limits, manifest, text_pages, wording
from disputes_app.packets.content import Exhibit, PacketContent
from disputes_app.packets.decoders import FromImaging, Pictures, Remembering
from disputes_app.packets.delivery import BuiltFile
from disputes_app.packets.making import Made, Work
from disputes_app.packets.plan import Omission
from disputes_app.packets.presets import PAPERS, Preset
from disputes_app.packets.received import Received, open_document
from disputes_app.packets.shares import Share, shares
from disputes_app.packets.signing import Sign
from disputes_app.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class BuiltPacket:
    """What was made. ``number`` is the packet's own number, printed on every page."""

    number: str
    files: tuple[BuiltFile, ...]
    exhibits: tuple[manifest.BuiltExhibit, ...]
    omitted: tuple[Omission, ...]
    warnings: tuple[str, ...]
    shares: tuple[Share, ...] = ()


def build(
    content: PacketContent,
    preset: Preset,
    into: Path,
    progress: Progress = silent,
    paper: str | None = None,
    max_bytes: int | None = None,
    pictures: Pictures | None = None,
    passphrase: str = "",
    sign: Sign | None = None,
) -> BuiltPacket:
    """Build the packet and put it at ``into``, whole or not at all.

    The same content and preset give the same bytes, but not with a ``passphrase``, which locks the files,
    and not with a signature. ``paper`` and ``max_bytes`` override the preset's.
    Raises UserError, before anything is written, naming the file, when an original is missing, changed,
    locked, cut or empty, and when the packet cannot be made small enough.
    """
    preset = replace(preset, paper=paper or preset.paper, max_bytes=max_bytes or preset.max_bytes)
    if preset.paper not in PAPERS:
        raise UserError(f"“{preset.paper}” is no paper; choose one of {', '.join(PAPERS)}")
    if (passphrase or sign) and "pdf" not in preset.file_types:
        raise UserError(
            f"{preset.title} takes pictures, which cannot be locked or signed; make the packet without that"
        )
    words = wording.load(content.language)
    content = hiding.hidden(content)
    _check_letters(content)
    with ExitStack() as held:
        content, received = checked(content, preset, held, progress)
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="disputes-packet-")))
        # Pictures are made more than once only where something limits them.
        is_limited = preset.max_bytes or preset.max_total_bytes or preset.max_pages
        images = pictures or (Remembering(FromImaging()) if is_limited else FromImaging())
        work = Work(content, preset, words, received, images, folder, progress, passphrase, sign)
        made = limits.fitted(work)
        built = delivery.deliver(_files(work, made, into))
    sheet = made.sheet
    return BuiltPacket(
        sheet.number,
        built,
        tuple(manifest.where(sheet, exhibit) for exhibit in content.exhibits),
        sheet.plan.omitted,
        tuple(_warnings(work, made, built)),
        shares(made),
    )


def _files(work: Work, made: Made, into: Path) -> list[delivery.Waiting]:
    """What was made, each file with the place it goes to: the first volume to ``into``, others beside it."""
    if "pdf" not in work.preset.file_types:
        (volume,) = made.volumes
        return delivery.as_pictures(
            volume.path, volume.pages, into, work.preset, work.words, work.images, work.progress
        )
    stem = into.name.removesuffix(into.suffix)
    further = [into.with_name(f"{stem}-{number}{into.suffix}") for number in range(2, len(made.volumes) + 1)]
    delivery.keep_others(further, lambda path: manifest.sealed_length(path)[0] >= 0)
    return [
        delivery.Waiting(volume.path, path, volume.pages)
        for volume, path in zip(made.volumes, [into, *further], strict=True)
    ]


def _check_letters(content: PacketContent) -> None:
    letters = [exhibit.letter for exhibit in content.exhibits]
    twice = next((letter for letter in letters if letters.count(letter) > 1), None)
    if twice:
        raise UserError(f"two exhibits have the letter {twice}; give one of them another")


def checked(
    content: PacketContent, preset: Preset, held: ExitStack, progress: Progress
) -> tuple[PacketContent, dict[str, Received]]:
    """Every original read once and compared with its SHA-256; received PDFs opened. Nothing is written yet.

    Files of words become documents. Gives the content with what has to be covered in these documents.
    """
    exhibits = list(content.exhibits)
    received: dict[str, Received] = {}
    for order, exhibit in enumerate(content.exhibits):
        progress(order, 2 * len(content.exhibits), exhibit.name)
        if exhibit.path is None:
            if exhibit.kind in ("photo", "page", "pdf", "video"):
                raise ExhibitError(
                    f"{exhibit.name} (exhibit {exhibit.letter}) has no file; add it again or leave it out",
                    exhibit.evidence,
                )
            continue
        _check_original(_called(exhibit), exhibit.sha256, exhibit.path)
        path = exhibit.path
        if exhibit.kind == "text":
            path = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="disputes-text-"))) / "text.pdf"
            text_pages.write(exhibit, path, wording.load(content.language), PAPERS[preset.paper])
            exhibit = exhibits[order] = replace(exhibit, kind="pdf")  # noqa: PLW2901
        if exhibit.kind in ("page", "pdf"):
            document = open_document(exhibit, path, PAPERS[preset.paper])
            held.callback(document.close)
            exhibits[order] = hiding.in_document(content, exhibit, document)
            received[exhibit.evidence] = document
    for other in content.other_files:
        if other.path is not None:
            _check_original(other.name, other.sha256, other.path)
    return replace(content, exhibits=tuple(exhibits)), received


def _called(exhibit: Exhibit) -> str:
    return f"{exhibit.name} (exhibit {exhibit.letter})"


def _check_original(called: str, expected: str, path: Path) -> None:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        raise UserError(f"{called} cannot be read: {error.strerror}; run check on the library") from None
    if size == 0:
        raise UserError(f"{called} is empty; leave it out or add the whole file")
    if digest != expected:
        raise UserError(
            f"{called} is not the file that was kept: its SHA-256 differs; restore it from a backup or leave it out"
        )


def _warnings(work: Work, made: Made, built: Sequence[BuiltFile]) -> Iterator[str]:
    preset = work.preset
    pages = sum(file.pages for file in built)
    if preset.max_files and len(built) > preset.max_files:
        yield f"These are {len(built)} files; {preset.title} takes {preset.max_files} at most: leave out exhibits."
    if preset.max_pages and pages > preset.max_pages:
        yield f"The packet has {pages} pages; {preset.title} takes {preset.max_pages} at most: leave out exhibits."
    for document in work.received.values():
        hidden = document.as_pictures - set(document.exhibit.boxes)
        if hidden:
            yield work.words("attachments.flattened", name=document.exhibit.name) + "."
    for exhibit in made.sheet.plan.shown:
        if exhibit.kind == "video" and exhibit.evidence not in made.sheet.pictures:
            yield work.words("photos.video_without_frames", name=exhibit.name)
