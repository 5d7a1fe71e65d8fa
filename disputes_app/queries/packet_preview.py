"""The very pages a packet would have now, for looking at: built beside the library's cache, journalled nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from disputes_app.domain.ids import CaseId
from disputes_app.packets.content import PacketContent
from disputes_app.packets.decoders import Pictures
from disputes_app.packets.presets import Preset, all_presets
from disputes_app.packets.shares import Share
from disputes_app.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Preview:
    """A built packet to look at: its files with their pages, and where each exhibit begins, by letter.

    Pages are counted through all files, from 1. ``shares`` say what takes the room, ``captions`` what each
    exhibit is.
    """

    files: tuple[tuple[Path, int], ...]
    size: int
    first_pages: dict[str, int]
    omitted: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    shares: tuple[Share, ...]
    captions: dict[str, str]

    @property
    def pages(self) -> int:
        """How many pages there are in all."""
        return sum(pages for _, pages in self.files)

    @property
    def is_pictures(self) -> bool:
        """Whether each page is a picture of its own."""
        return self.files[0][0].suffix == ".jpg"

    @property
    def fullest(self) -> int:
        """The bytes of the largest file."""
        return max(path.stat().st_size for path, _ in self.files)

    def place(self, page: int) -> tuple[Path, int]:
        """The file a page stands in, and which of its pages it is."""
        for path, pages in self.files:
            if page <= pages:
                return path, page
            page -= pages
        raise LookupError(page)


def kept_pictures() -> Pictures:
    """Pictures for several previews of one case: what was made for one is there for the next."""
    from disputes_app.packets.decoders import FromImaging, Remembering

    return Remembering(FromImaging(), most=64 << 20)


def preview_path(library: Path, case: CaseId) -> Path:
    """Where the pages of a case lie while they are looked at, in the cache of a library's folder."""
    return library / "cache" / f"preview-{case}.pdf"


def previews(library: Path) -> dict[Path, CaseId]:
    """The files of all pages that were looked at, with their cases: they come back when a case is looked at again."""
    found = (library / "cache").glob("preview-*")
    return {path: CaseId(int(path.stem.split("-")[1])) for path in found}


def packet_preview(
    content: PacketContent,
    preset: Preset,
    into: Path,
    progress: Progress = silent,
    pictures: Pictures | None = None,
) -> Preview:
    """Build the packet of a case's content into a file of the cache; needs no library, so it runs anywhere.

    ``pictures`` are those of earlier previews. Raises UserError when an exhibit cannot be used, Stopped when
    it was stopped.
    """
    from disputes_app.packets import build

    into.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    built = build.build(content, preset, into=into, progress=progress, pictures=pictures)
    return Preview(
        tuple((file.path, file.pages) for file in built.files),
        sum(one.bytes for one in built.files),
        {one.letter: one.first_page for one in built.exhibits if one.first_page},
        tuple((one.evidence, one.reason) for one in built.omitted),
        tuple(built.warnings),
        built.shares,
        {each.letter: each.short_caption or each.caption or each.name for each in content.exhibits},
    )


def page_picture(path: Path, page: int, dpi: int) -> bytes:
    """One page of a built packet as a JPEG, page numbers from 1; needs no library."""
    from disputes_app.imaging import pdf_pages

    return pdf_pages.page_jpeg(path, page, dpi).data


def presets() -> tuple[Preset, ...]:
    """The receivers' presets, printing first."""
    return all_presets()
