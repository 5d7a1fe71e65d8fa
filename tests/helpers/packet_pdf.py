"""Reads a built packet back with other programs' libraries than the ones that wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2


def page_texts(path: Path) -> list[str]:
    """The text of every page in the order a reader copies it, one blank for any space."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            " ".join(page.get_textpage().get_text_range().replace("\ufffe", "").split()) for page in document
        ]
    finally:
        document.close()


def extents(path: Path) -> list[tuple[list[float], list[float]]]:
    """For every page the lower edges of its pictures, and of its pieces of text, from the bottom in points."""
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for page in document:
            lows: dict[int, list[float]] = {
                pypdfium2.raw.FPDF_PAGEOBJ_IMAGE: [],
                pypdfium2.raw.FPDF_PAGEOBJ_TEXT: [],
            }
            for thing in page.get_objects(max_depth=1):
                if thing.type in lows:
                    lows[thing.type].append(thing.get_bounds()[1])
            found.append((lows[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], lows[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]))
        return found
    finally:
        document.close()


def pixels(path: Path, page: int, scale: float = 1.0):
    """A page (from 1) as a Pillow picture."""
    document = pypdfium2.PdfDocument(path)
    try:
        return document[page - 1].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


@dataclass(frozen=True)
class Bookmark:
    level: int
    title: str
    page: int


def bookmarks(path: Path) -> list[Bookmark]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            Bookmark(item.level, item.get_title(), item.get_dest().get_index() + 1)
            for item in document.get_toc()
        ]
    finally:
        document.close()


def links(path: Path) -> list[tuple[int, tuple[float, float, float, float], int]]:
    """Every link: the page it stands on, its rectangle, and the page it leads to (from 1)."""
    found = []
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
        for number, page in enumerate(pdf.pages, 1):
            for annotation in page.obj.get("/Annots", []):
                rect = tuple(float(value) for value in annotation["/Rect"])
                found.append((number, rect, numbers[annotation["/Dest"][0].objgen]))
    return found


def names_in(path: Path) -> set[str]:
    """Every name used as a key or value in any object of the file."""
    found: set[str] = set()

    def walk(thing, seen):
        if isinstance(thing, pikepdf.Name):
            found.add(str(thing))
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in list(thing.keys()):
                found.add(key)
                if key != "/Parent":
                    child = thing[key]
                    if isinstance(child, pikepdf.Object) and child.is_indirect:
                        continue
                    walk(child, seen)
        elif isinstance(thing, pikepdf.Array):
            for child in thing:
                if not (isinstance(child, pikepdf.Object) and child.is_indirect):
                    walk(child, seen)

    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            walk(thing, set())
    return found


def everything(path: Path) -> bytes:
    """The file's bytes and every stream decoded, to search for what must not be there."""
    parts = [path.read_bytes()]
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    parts.append(thing.read_bytes())
                except pikepdf.PdfError:
                    parts.append(thing.read_raw_bytes())
            else:
                parts.append(thing.unparse())
    return b"\n".join(parts)
