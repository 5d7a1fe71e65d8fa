"""The very pages a packet would have now, for looking at: built beside the library's cache, journalled nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from disputes_app.packets.content import PacketContent
from disputes_app.packets.presets import Preset, all_presets, load
from disputes_app.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Preview:
    """A built packet to look at: its file, and where each exhibit begins, by letter (page numbers from 1)."""

    path: Path
    pages: int
    size: int
    first_pages: dict[str, int]
    omitted: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def packet_preview(
    content: PacketContent, preset_id: str, into: Path, progress: Progress = silent
) -> Preview:
    """Build the packet of a case's content into a file of the cache; needs no library, so it runs anywhere.

    Raises UserError when an exhibit cannot be used, Stopped when it was stopped.
    """
    from disputes_app.packets import build

    into.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    built = build.build(content, load(preset_id), into=into, progress=progress)
    first = built.files[0]
    return Preview(
        first.path,
        first.pages or 0,
        sum(one.bytes for one in built.files),
        {one.letter: one.first_page for one in built.exhibits if one.first_page},
        tuple((one.evidence, one.reason) for one in built.omitted),
        tuple(built.warnings),
    )


def page_picture(path: Path, page: int, dpi: int) -> bytes:
    """One page of a built packet as a JPEG, page numbers from 1; needs no library."""
    from disputes_app.imaging import pdf_pages

    return pdf_pages.page_jpeg(path, page, dpi).data


def presets() -> tuple[Preset, ...]:
    """The receivers' presets, printing first."""
    return all_presets()
