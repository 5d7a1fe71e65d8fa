"""Makes a packet's files at one detail of its pictures: pictures, pages laid out until numbers stand, PDFs."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from disputes_app.packets import document, fitting, images, manifest, wording
from disputes_app.packets import plan as planning
from disputes_app.packets.content import PacketContent
from disputes_app.packets.decoders import Pictures
from disputes_app.packets.fitting import Steering
from disputes_app.packets.page import Page
from disputes_app.packets.picture_file import PictureFile
from disputes_app.packets.pictured import Joined, Picture
from disputes_app.packets.plan import Plan
from disputes_app.packets.presets import Preset
from disputes_app.packets.received import Received
from disputes_app.packets.sheet import Numbers, Sheet
from disputes_app.packets.signing import Sign
from disputes_app.progress import Progress

_LAYOUTS = 8


@dataclass(frozen=True, slots=True)
class Work:
    """What stays the same while one packet is made: its content and receiver, open documents, a folder."""

    content: PacketContent
    preset: Preset
    words: wording.Wording
    received: Mapping[str, Received]
    images: Pictures
    folder: Path
    progress: Progress
    passphrase: str = ""
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Volume:
    """One file that was made, sealed; its pages and size."""

    path: Path
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Made:
    """A packet as it was made: ``weights`` are about the bytes of each printed exhibit, ``pictures`` of them all."""

    sheet: Sheet
    volumes: tuple[Volume, ...]
    weights: Mapping[str, int]
    pictures: int

    @property
    def size(self) -> int:
        """The bytes of all its files."""
        return sum(volume.size for volume in self.volumes)


def make(work: Work, plan: Plan, step: float, steering: Steering | None = None) -> Made:
    """One packet as planned, its pictures as fine as ``step`` says, or its photos as ``steering`` does."""
    dpi, quality = fitting.detail(step)
    objects: dict[str, int] = {}
    with PictureFile(work.folder / "pictures.pdf") as store:
        making = images.Making(work.images, store, objects, work.preset, min(dpi, work.preset.dpi), quality)
        pictures, joined = images.prepared(work.content, plan, work.received, making, work.progress, steering)
        store.finish()
    sheet = _laid_out(work, plan, pictures, joined)
    volumes: dict[int, Volume] = {}
    digests: dict[int, str] = {}
    # The last first: the first volume, which has the index, names the bytes of all others.
    for number in range(len(plan.starts) + 1, 0, -1):
        pages = [page for page in sheet.pages if page.volume == number]
        path = work.folder / f"volume-{number}.pdf"
        _write(work, sheet, path, pages, objects, manifest.of(sheet, number, digests))
        volumes[number] = Volume(path, len(pages), path.stat().st_size)
        if number > 1:
            with path.open("rb") as file:
                digests[number] = hashlib.file_digest(file, "sha256").hexdigest()
    weights = images.weights(plan, work.received, pictures, joined, making.sizes)
    ordered = tuple(volume for _, volume in sorted(volumes.items()))
    return Made(sheet, ordered, weights, sum(making.sizes.values()))


def _write(
    work: Work,
    sheet: Sheet,
    path: Path,
    pages: Sequence[Page],
    objects: Mapping[str, int],
    told: bytes,
) -> None:
    content, words = work.content, work.words
    key = "frame.subject" if content.receiver else "frame.subject_plain"
    subject = words(
        key,
        receiver=content.receiver,
        claim=content.claim,
        platform=content.platform,
        order=content.order_number,
    )
    title = f"{words('frame.packet')} {sheet.number}: {content.title}"
    if sheet.plan.starts:
        volumes = len(sheet.plan.starts) + 1
        title += f", {words('volume.title', volume=pages[0].volume, volumes=volumes)}"
    document.write(
        sheet,
        path,
        pages=pages,
        pictures=work.folder / "pictures.pdf",
        objects=objects,
        received=work.received,
        manifest=told,
        title=title,
        subject=subject,
        now=content.now,
        passphrase=work.passphrase,
        progress=work.progress,
    )
    manifest.seal(path)
    if work.sign:
        # Last: nothing may change after it. Here, so that its bytes count against the limit as well.
        work.sign(path, work.passphrase)


def _laid_out(work: Work, plan: Plan, pictures: Mapping[str, Picture], joined: Mapping[str, Joined]) -> Sheet:
    """The pages, laid out again until every page number printed is the page it stands for."""
    number = planning.packet_number(work.content, work.preset)
    known, is_draft = Numbers(), True
    for _ in range(_LAYOUTS):
        sheet = Sheet(
            work.content,
            plan,
            work.preset,
            work.preset.paper,
            work.words,
            number,
            pictures,
            joined,
            known,
            is_draft,
        )
        for section in plan.sections:
            importlib.import_module(f"disputes_app.packets.sections.{section.id}").lay_out(sheet)
        found = sheet.numbers()
        if found == known and not is_draft:
            return sheet
        # Parts that were set closer move what follows them: what is drawn before that is drawn in vain.
        is_draft = found.tight != known.tight
        known = found
    raise AssertionError("page numbers did not settle")
