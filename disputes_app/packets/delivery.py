"""How a finished packet reaches its place: one PDF or numbered pictures of its pages, whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from disputes_app.errors import UserError
from disputes_app.packets.decoders import Pictures
from disputes_app.packets.presets import Preset
from disputes_app.packets.wording import Wording
from disputes_app.progress import Progress

# The least pixels per inch for a page that becomes a picture: text of 8 points can still be read.
_LEAST_DPI = 100
# A comment near the start of the JPEG: by it a page of an older packet is told from a picture of the user's.
_COMMENT = b"\xff\xfe\x00\x16Evidence packet page"


class Waiting(NamedTuple):
    """A finished file, the place it is to get, and how many pages it shows."""

    source: Path
    into: Path
    pages: int


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file that was made, its SHA-256 and how many pages it shows."""

    path: Path
    bytes: int
    sha256: str
    pages: int


def as_pictures(
    made: Path, pages: int, into: Path, preset: Preset, words: Wording, images: Pictures, progress: Progress
) -> list[Waiting]:
    """The pages of a packet as JPEGs beside it, for receivers that take no PDF."""
    stem = into.name.removesuffix(into.suffix)
    places = [into.with_name(f"{stem}-{page:02}.jpg") for page in range(1, pages + 1)]
    keep_others(places, _is_page)
    found = []
    for page, place in enumerate(places, 1):
        progress(page, pages, words("frame.page", page=page, pages=pages))
        picture = made.with_name(f"page-{page}.jpg")
        picture.write_bytes(_page(made, page, preset, words, images))
        found.append(Waiting(picture, place, 1))
    return found


def keep_others(places: Iterable[Path], is_packet: Callable[[Path], bool]) -> None:
    """Raises UserError when one of these names is that of another file than a packet's.

    Only the name given for a packet is chosen by somebody who sees what it replaces, not those made from it.
    """
    for place in places:
        if place.is_file() and not is_packet(place):
            raise UserError(
                f"{place.name} is there already and no packet; choose another name for the packet"
            )


def _is_page(path: Path) -> bool:
    with path.open("rb") as file:
        return _COMMENT in file.read(64)


def _marked(jpeg: bytes) -> bytes:
    """The picture with our comment, behind the header that many readers want to see first."""
    has_header = jpeg[2:4] == b"\xff\xe0"
    at = 4 + int.from_bytes(jpeg[4:6], "big") if has_header else 2
    return jpeg[:at] + _COMMENT + jpeg[at:]


def _page(made: Path, page: int, preset: Preset, words: Wording, images: Pictures) -> bytes:
    """A page as a picture, with as many pixels as the limit of a file allows."""
    low, high, dpi = _LEAST_DPI, preset.dpi, preset.dpi
    best, size = b"", 0
    while low <= high:
        jpeg = _marked(images.page(made, page=page, dpi=dpi, boxes=())[0])
        size = len(jpeg)
        if preset.max_bytes is None or size <= preset.max_bytes:
            best, low = jpeg, dpi + 1
        else:
            high = dpi - 1
        if best and (high - low < 8 or preset.max_bytes is None):
            break
        dpi = low if high - low < 8 else (low + high) // 2
    if best:
        return best
    raise UserError(
        f"page {page} is {words.size(size)} as a picture at the least, over the limit of "
        f"{words.size(preset.max_bytes or 0)} a file; leave out its exhibits, or raise the limit"
    )


def deliver(files: Sequence[Waiting]) -> tuple[BuiltFile, ...]:
    """Copy finished files to their places: first all beside their names, on the disk, then all renamed."""
    # One name for each place, so that what a killed program left is written over the next time.
    beside = [file.into.with_name(f".{file.into.name}.part") for file in files]
    begun: list[Path] = []
    built: list[BuiltFile] = []
    try:
        for file, waiting in zip(files, beside, strict=True):
            digest, size = _copied(file.source, waiting, begun)
            built.append(BuiltFile(file.into, size, digest, file.pages))
        for file, waiting in zip(files, beside, strict=True):
            waiting.replace(file.into)
        _sync_folder(files[0].into.parent)
    except FileNotFoundError:
        folder = files[0].into.parent
        raise UserError(f"{folder} is not a folder; choose another place for the packet") from None
    except OSError as error:
        into = files[0].into
        raise UserError(f"{into} cannot be written: {error.strerror}; choose another place") from error
    finally:
        for waiting in begun:
            waiting.unlink(missing_ok=True)
    return tuple(built)


def _copied(source: Path, target: Path, begun: list[Path]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as read, target.open("wb") as written:
        begun.append(target)
        while chunk := read.read(1 << 20):
            digest.update(chunk)
            size += written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
