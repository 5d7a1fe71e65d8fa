"""Builds a packet: checks every input, makes the pictures, lays out until page numbers stand, writes the file."""

from __future__ import annotations

import hashlib
import importlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from disputes_app.errors import UserError
from disputes_app.packets import delivery, images, manifest, wording
from disputes_app.packets import plan as planning
from disputes_app.packets.content import Exhibit, PacketContent
from disputes_app.packets.delivery import BuiltFile
from disputes_app.packets.images import FromImaging, PictureFile, Pictures
from disputes_app.packets.plan import Omission, Plan
from disputes_app.packets.presets import PAPERS, Preset
from disputes_app.packets.received import Received, open_document
from disputes_app.packets.sheet import Joined, Numbers, Picture, Sheet
from disputes_app.progress import Progress, silent

# Pixels per inch and JPEG quality, from the best to the least that keeps text in a screenshot readable.
_LADDER = ((300, 85), (300, 70), (300, 55), (250, 45), (200, 40), (150, 40), (120, 35))
_LAYOUTS = 6


@dataclass(frozen=True, slots=True)
class BuiltPacket:
    """What was made. ``number`` is the packet's own number, printed on every page."""

    number: str
    files: tuple[BuiltFile, ...]
    exhibits: tuple[manifest.BuiltExhibit, ...]
    omitted: tuple[Omission, ...]
    warnings: tuple[str, ...]


def build(
    content: PacketContent,
    preset: Preset,
    into: Path,
    progress: Progress = silent,
    paper: str | None = None,
    max_bytes: int | None = None,
    pictures: Pictures | None = None,
) -> BuiltPacket:
    """Build the packet and put it at ``into``, whole or not at all.

    The same content and preset give the same bytes. ``paper`` and ``max_bytes`` override the preset's.
    Raises UserError, before anything is written, naming the file, when an original is missing, changed,
    locked, cut or empty, and when the packet cannot be made small enough.
    """
    preset = replace(preset, paper=paper or preset.paper, max_bytes=max_bytes or preset.max_bytes)
    if preset.paper not in PAPERS:
        raise UserError(f"“{preset.paper}” is no paper; choose one of {', '.join(PAPERS)}")
    words = wording.load(content.language)
    _check_letters(content)
    with ExitStack() as held:
        received = _checked(content, held, progress)
        shapes = {evidence: document.shape for evidence, document in received.items()}
        plan = planning.make(content, preset, shapes)
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="disputes-packet-")))
        work = _Work(content, preset, plan, words, received, pictures or FromImaging(), folder, progress)
        made = _made_to_fit(work)
        sheet = work.sheet
        assert sheet is not None
        count = len(sheet.pages)
        if "pdf" in preset.file_types:
            manifest.seal(made)
            files, pages = [(made, into)], [count]
        else:
            files = delivery.as_pictures(made, count, into, preset, words, work.images, progress)
            pages = [1] * count
        built = delivery.deliver(files, pages)
    return BuiltPacket(
        sheet.number,
        built,
        tuple(manifest.where(sheet, exhibit) for exhibit in content.exhibits),
        plan.omitted,
        tuple(_warnings(work, built)),
    )


@dataclass(slots=True)
class _Work:
    """One build under way."""

    content: PacketContent
    preset: Preset
    plan: Plan
    words: wording.Wording
    received: Mapping[str, Received]
    images: Pictures
    folder: Path
    progress: Progress
    sheet: Sheet | None = None


def _check_letters(content: PacketContent) -> None:
    letters = [exhibit.letter for exhibit in content.exhibits]
    twice = next((letter for letter in letters if letters.count(letter) > 1), None)
    if twice:
        raise UserError(f"two exhibits have the letter {twice}; give one of them another")


def _checked(content: PacketContent, held: ExitStack, progress: Progress) -> dict[str, Received]:
    """Every original read once and compared with its SHA-256; received PDFs opened. Nothing is written yet."""
    received: dict[str, Received] = {}
    for order, exhibit in enumerate(content.exhibits):
        progress(order, 2 * len(content.exhibits), exhibit.name)
        if exhibit.path is None:
            if exhibit.kind in ("photo", "page", "pdf"):
                raise UserError(
                    f"{exhibit.name} (exhibit {exhibit.letter}) has no file; add it again or leave it out"
                )
            continue
        _check_original(_called(exhibit), exhibit.sha256, exhibit.path)
        if exhibit.kind in ("page", "pdf"):
            document = open_document(exhibit, exhibit.path)
            held.callback(document.close)
            received[exhibit.evidence] = document
    for other in content.other_files:
        if other.path is not None:
            _check_original(other.name, other.sha256, other.path)
    return received


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


# --- fitting --------------------------------------------------------------------------------------------


def _made_to_fit(work: _Work) -> Path:
    """The packet's file, at the best picture quality that stays within the byte limit."""
    limit = work.preset.max_bytes if "pdf" in work.preset.file_types else None
    room = limit - manifest.SEAL_LENGTH if limit else None
    size = 0
    for dpi, quality in _LADDER:
        path = _made(work, min(dpi, work.preset.dpi), quality)
        size = path.stat().st_size
        if room is None or size <= room:
            return path
        work.progress(0, 1, work.words("frame.packet"))
    largest = max(work.content.exhibits, key=lambda exhibit: exhibit.size)
    raise UserError(
        f"the packet is {work.words.size(size)} at the least, over the limit of {work.words.size(limit or 0)}; "
        f"leave out exhibits, such as {largest.letter} ({largest.name}), or raise the limit"
    )


def _made(work: _Work, dpi: int, quality: int) -> Path:
    """One packet at one picture quality."""
    from disputes_app.packets import document

    content, words = work.content, work.words
    objects: dict[str, int] = {}
    with PictureFile(work.folder / "pictures.pdf") as store:
        made = images.Making(work.images, store, objects, work.preset, dpi, quality)
        pictures, joined = images.prepared(content, work.plan, work.received, made, work.progress)
        store.finish()
    sheet = _laid_out(work, pictures, joined)
    work.sheet = sheet
    path = work.folder / "packet.pdf"
    key = "frame.subject" if content.receiver else "frame.subject_plain"
    subject = words(
        key,
        receiver=content.receiver,
        claim=content.claim,
        platform=content.platform,
        order=content.order_number,
    )
    document.write(
        sheet,
        path,
        pictures=store.path,
        objects=objects,
        received=work.received,
        manifest=manifest.of(sheet),
        title=f"{words('frame.packet')} {sheet.number}: {content.title}",
        subject=subject,
        now=content.now,
        progress=work.progress,
    )
    return path


# --- layout ---------------------------------------------------------------------------------------------


def _laid_out(work: _Work, pictures: Mapping[str, Picture], joined: Mapping[str, Joined]) -> Sheet:
    """The pages, laid out again until every page number printed is the page it stands for."""
    number = planning.packet_number(work.content, work.preset)
    known = Numbers()
    for _ in range(_LAYOUTS):
        sheet = Sheet(
            work.content,
            work.plan,
            work.preset,
            work.preset.paper,
            work.words,
            number,
            pictures,
            joined,
            known,
        )
        for section in work.plan.sections:
            importlib.import_module(f"disputes_app.packets.sections.{section.id}").lay_out(sheet)
        found = sheet.numbers()
        if found == known:
            return sheet
        known = found
    raise AssertionError("page numbers did not settle")


def _warnings(work: _Work, built: Sequence[BuiltFile]) -> Iterator[str]:
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
