"""Builds a packet: checks every input, makes the pictures, lays out until page numbers stand, writes the file."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from disputes_app.domain import moments
from disputes_app.errors import UserError
from disputes_app.packets import plan as planning
from disputes_app.packets import wording
from disputes_app.packets.content import Exhibit, PacketContent
from disputes_app.packets.images import FromImaging, PictureFile, Pictures
from disputes_app.packets.plan import Omission, Plan
from disputes_app.packets.presets import PAPERS, Preset
from disputes_app.packets.received import Received, open_document
from disputes_app.packets.sheet import MM, Joined, Numbers, Picture, Sheet
from disputes_app.progress import Progress, silent

SEAL = b"%packet-sha256 "
# Pixels per inch and JPEG quality, from the best to the least that keeps text in a screenshot readable.
_LADDER = ((300, 85), (300, 70), (300, 55), (250, 45), (200, 40), (150, 40), (120, 35))
_LAYOUTS = 6
_THUMB_DPI = 40


@dataclass(frozen=True, slots=True)
class BuiltFile:
    path: Path
    bytes: int
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class BuiltExhibit:
    """Where an exhibit stands: its first page and how many it takes (0 and 0 when it is not printed)."""

    letter: str
    evidence: str
    first_page: int
    pages: int


@dataclass(frozen=True, slots=True)
class BuiltPacket:
    """What was made. ``number`` is the packet's own number, printed on every page."""

    number: str
    files: tuple[BuiltFile, ...]
    exhibits: tuple[BuiltExhibit, ...]
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
        with _placed(made, into) as final:
            digest, size = _sealed(final)
    sheet = work.sheet
    assert sheet is not None
    return BuiltPacket(
        sheet.number,
        (BuiltFile(into, size, digest, len(sheet.pages)),),
        tuple(_where(sheet, exhibit) for exhibit in content.exhibits),
        plan.omitted,
        tuple(_warnings(work, len(sheet.pages))),
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
            document = open_document(exhibit)
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
    limit = work.preset.max_bytes
    room = limit - len(_seal_line("0" * 64)) if limit else None
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

    store = PictureFile(work.folder / "pictures.pdf")
    objects: dict[str, int] = {}
    pictures, joined = _pictures(work, store, objects, dpi, quality)
    store.close()
    sheet = _laid_out(work, pictures, joined)
    work.sheet = sheet
    path = work.folder / "packet.pdf"
    content, words = work.content, work.words
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
        manifest=_manifest(work, sheet),
        title=f"{words('frame.packet')} {sheet.number}: {content.title}",
        subject=subject,
        now=content.now,
    )
    return path


def _pictures(
    work: _Work, store: PictureFile, objects: dict[str, int], dpi: int, quality: int
) -> tuple[dict[str, Picture], dict[str, Joined]]:
    """Every picture of the packet, made once at the size of its place."""
    pictures: dict[str, Picture] = {}
    joined: dict[str, Joined] = {}
    exhibits = work.content.exhibits

    def keep(jpeg: tuple[bytes, int, int]) -> Picture:
        key = f"P{len(objects)}"
        objects[key] = store.add(*jpeg)
        return Picture(key, jpeg[1], jpeg[2])

    for order, exhibit in enumerate(exhibits):
        work.progress(len(exhibits) + order, 2 * len(exhibits), exhibit.name)
        document = work.received.get(exhibit.evidence)
        if exhibit.kind == "photo" and exhibit.path:
            if exhibit in work.plan.shown or work.plan.has("cover") or work.plan.has("index"):
                pictures[exhibit.evidence] = keep(_photo(work, exhibit, exhibit.path, dpi, quality))
        elif document and exhibit.path:
            boxed = {
                page: keep(_page(work, exhibit, exhibit.path, page, min(dpi, 200)))
                for page in sorted(document.as_pictures)
                if exhibit in work.plan.joined or exhibit in work.plan.shown
            }
            if exhibit in work.plan.shown:
                size = document.pages[0]
                pictures[exhibit.evidence] = boxed.get(1) or Picture(f"S{order}", size.width, size.height)
                continue
            if work.plan.has("cover") or work.plan.has("index"):
                pictures[exhibit.evidence] = boxed.get(1) or keep(
                    _page(work, exhibit, exhibit.path, 1, _THUMB_DPI)
                )
            joined[exhibit.evidence] = Joined(
                tuple((page.width, page.height) for page in document.pages),
                tuple(document.bookmarks),
                tuple(document.links),
                boxed,
            )
    return pictures, joined


def _photo(work: _Work, exhibit: Exhibit, path: Path, dpi: int, quality: int) -> tuple[bytes, int, int]:
    """A photo at the pixels its place on the page can show."""
    width, height = (130 * MM if work.preset.paper == "a4" else 126 * MM), 97.5 * MM
    if exhibit.pixels and exhibit.pixels[1] > 1.6 * exhibit.pixels[0]:
        height = 233 * MM
    size = (round(width / 72 * dpi), round(height / 72 * dpi))
    try:
        return work.images.picture(path, max_size=size, boxes=exhibit.boxes.get(1, ()), quality=quality)
    except (OSError, ValueError) as error:
        raise UserError(
            f"{exhibit.name} (exhibit {exhibit.letter}) cannot be shown as a picture: {error}; leave it out"
        ) from error


def _page(work: _Work, exhibit: Exhibit, path: Path, page: int, dpi: int) -> tuple[bytes, int, int]:
    try:
        return work.images.page(path, page=page, dpi=dpi, boxes=exhibit.boxes.get(page, ()))
    except (OSError, ValueError) as error:
        raise UserError(
            f"page {page} of {exhibit.name} (exhibit {exhibit.letter}) cannot be drawn: {error}; leave it out"
        ) from error


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


def _where(sheet: Sheet, exhibit: Exhibit) -> BuiltExhibit:
    first = sheet.known.places.get(f"exhibit:{exhibit.letter}", 0)
    document = sheet.joined.get(exhibit.evidence)
    count = len(document.sizes) if document and first else (1 if first else 0)
    return BuiltExhibit(exhibit.letter, exhibit.evidence, first, count)


def _warnings(work: _Work, pages: int) -> Iterator[str]:
    preset = work.preset
    if preset.max_pages and pages > preset.max_pages:
        yield f"The packet has {pages} pages; {preset.title} takes {preset.max_pages} at most: leave out exhibits."
    for document in work.received.values():
        hidden = document.as_pictures - set(document.exhibit.boxes)
        if hidden:
            yield work.words("attachments.flattened", name=document.exhibit.name) + "."


# --- manifest and file ----------------------------------------------------------------------------------


def _manifest(work: _Work, sheet: Sheet) -> bytes:
    """What the packet is made of, for a machine: the same as the integrity annex says to a person."""
    content = work.content
    table: dict[str, Any] = {
        "format": "disputes-packet-manifest",
        "version": 1,
        "packet": sheet.number,
        "case": content.case_number,
        "made": moments.as_json(content.now),
        "pages": len(sheet.pages),
        "journal_head": content.journal_head,
        "exhibits": [_entry(sheet, exhibit) for exhibit in content.exhibits],
        "other_files": [
            {
                "evidence": each.evidence,
                "name": each.name,
                "bytes": each.size,
                "sha256": each.sha256,
                "added_at": moments.as_json(each.added_at),
            }
            for each in content.other_files
        ],
        "omitted": [{"evidence": each.evidence, "reason": each.reason} for each in work.plan.omitted],
    }
    return json.dumps(table, ensure_ascii=False, indent=1).encode()


def _entry(sheet: Sheet, exhibit: Exhibit) -> dict[str, Any]:
    where = _where(sheet, exhibit)
    return {
        "letter": exhibit.letter,
        "evidence": exhibit.evidence,
        "kind": exhibit.kind,
        "name": exhibit.name,
        "bytes": exhibit.size,
        "sha256": exhibit.sha256,
        "captured_at": moments.as_json(exhibit.captured_at),
        "added_at": moments.as_json(exhibit.added_at),
        "covered_areas": sum(map(len, exhibit.boxes.values())),
        "marks": len(exhibit.callouts),
        "first_page": where.first_page,
        "pages": where.pages,
    }


def _seal_line(digest: str) -> bytes:
    return SEAL + digest.encode() + b"\n"


@contextmanager
def _placed(made: Path, into: Path) -> Iterator[Path]:
    """A copy beside the final name, which takes that name once it is whole and on the disk."""
    beside = into.with_name(f".{into.name}.{os.getpid()}.tmp")
    try:
        with made.open("rb") as source, beside.open("xb") as target:
            while chunk := source.read(1 << 20):
                target.write(chunk)
        yield beside
        beside.replace(into)
        _sync_folder(into.parent)
    except FileNotFoundError:
        raise UserError(f"{into.parent} is not a folder; choose another place for the packet") from None
    except OSError as error:
        raise UserError(f"{into} cannot be written: {error.strerror}; choose another place") from error
    finally:
        beside.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sealed(path: Path) -> tuple[str, int]:
    """Write the file's own SHA-256 behind its end and flush it; gives the digest and size of the whole."""
    with path.open("rb") as file:
        own = hashlib.file_digest(file, "sha256").hexdigest()
    with path.open("ab") as file:
        file.write(_seal_line(own))
        file.flush()
        os.fsync(file.fileno())
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


__all__: Sequence[str] = ("SEAL", "BuiltExhibit", "BuiltFile", "BuiltPacket", "build")
