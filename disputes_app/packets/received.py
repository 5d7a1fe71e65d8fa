"""Received PDFs: opened and checked before anything is written, and taken apart into pages that are safe to join."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from disputes_app.errors import ExhibitError
from disputes_app.packets.content import Exhibit
from disputes_app.packets.frame import STRIP
from disputes_app.packets.plan import Shape
from disputes_app.packets.scrubbing import scrub

Matrix = tuple[float, float, float, float, float, float]
_LARGEST = 14_400.0
# The short side of A3: on a larger page nobody could read its stamp once the packet is printed.
_BROADEST = 842.0
# Programs round the sizes of papers.
_ROUNDED = 2.0


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """One page as it is seen: its size in points, and how its own coordinates become those of the upright page."""

    width: float
    height: float
    matrix: Matrix


@dataclass(slots=True)
class Received:
    """An open document. ``links`` are (page, (x, y, width, height) from the upper left, page led to).

    ``forms`` are the contents of its pages by number, each one object that can be drawn anywhere, cleared of
    what must not travel. Pages in ``as_pictures`` have none.
    """

    exhibit: Exhibit
    path: Path
    pdf: Any
    pages: list[ReceivedPage]
    bookmarks: list[tuple[int, str, int]] = field(default_factory=list)
    links: list[tuple[int, tuple[float, float, float, float], int]] = field(default_factory=list)
    as_pictures: frozenset[int] = frozenset()
    forms: dict[int, Any] = field(default_factory=dict)

    @property
    def shape(self) -> Shape:
        return Shape(len(self.pages), self.pages[0].width, self.pages[0].height)

    def close(self) -> None:
        self.pdf.close()


def open_document(exhibit: Exhibit, path: Path, paper: tuple[float, float]) -> Received:
    """Open a received PDF for a packet on this paper (width and height in points).

    Raises UserError, naming the file, for one that is locked, cut, empty or no PDF.
    """
    import pikepdf

    try:
        pdf = pikepdf.open(path, attempt_recovery=False)
    except pikepdf.PasswordError:
        raise ExhibitError(
            f"{exhibit.name} (exhibit {exhibit.letter}) is locked with a password; "
            "save a copy without one and add that, or leave it out",
            exhibit.evidence,
        ) from None
    except pikepdf.PdfError:
        pdf = _recovered(exhibit, path)
    try:
        return _taken_in(exhibit, path, pdf, paper)
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        pdf.close()
        raise ExhibitError(
            f"{exhibit.name} (exhibit {exhibit.letter}) is damaged and cannot be joined; "
            "print it to a new PDF and add that, or leave it out",
            exhibit.evidence,
        ) from error


def _taken_in(exhibit: Exhibit, path: Path, pdf: Any, paper: tuple[float, float]) -> Received:
    """Everything layout needs of an open document; its pages are made ready to be drawn."""
    found = Received(exhibit, path, pdf, [_page(page, paper) for page in pdf.pages])
    if not found.pages:
        raise ValueError("no pages")
    everything = range(1, len(found.pages) + 1)
    found.as_pictures = frozenset(everything if _hides_layers(pdf) else set(exhibit.boxes) & set(everything))
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    found.bookmarks = list(_bookmarks(pdf, numbers))
    found.links = list(_links(pdf, found.pages, numbers))
    _flatten(pdf)
    for number in everything:
        if number not in found.as_pictures and (form := _form(pdf.pages[number - 1])) is not None:
            found.forms[number] = form
    found.as_pictures = frozenset(everything) - found.forms.keys()
    scrub(pdf, found.forms.values())
    return found


def _form(page: Any) -> Any:
    """A page's content as one object that can be drawn anywhere.

    None for one whose instructions are damaged: it is drawn as far as a reader can draw it.
    """
    import pikepdf

    for name in ("/TrimBox", "/ArtBox", "/BleedBox"):
        if name in page.obj:
            del page.obj[name]
    page.obj["/CropBox"] = [*_visible_box(page)]
    try:
        form = page.as_form_xobject(False)
        _keep_packed(form, page.obj.get("/Contents"))
        form.read_bytes()
    except (pikepdf.PdfError, pikepdf.DataDecodingError):
        return None
    return form


def _recovered(exhibit: Exhibit, path: Path) -> Any:
    """A document with faults its reader can mend; one that was cut off is refused, for pages may be missing."""
    import pikepdf

    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2048))
        is_whole = b"%%EOF" in file.read()
    try:
        if is_whole:
            return pikepdf.open(path)
    except pikepdf.PdfError:
        is_whole = False
    raise ExhibitError(
        f"{exhibit.name} (exhibit {exhibit.letter}) is cut off or damaged; get it again, or leave it out",
        exhibit.evidence,
    )


def _keep_packed(form: Any, contents: Any) -> None:
    """Give a form the instructions of its page as they are packed already: else they are packed anew when saved."""
    import pikepdf

    packed = {"/Filter": pikepdf.Name.FlateDecode}
    if (
        isinstance(contents, pikepdf.Stream)
        and {key: value for key, value in contents.items() if key != "/Length"} == packed
    ):
        form.write(contents.read_raw_bytes(), filter=pikepdf.Name.FlateDecode)


def _visible_box(page: Any) -> tuple[float, float, float, float]:
    """The part of a page that is shown: its crop box inside its media box."""
    media = _ordered(page.mediabox)
    crop = _ordered(page.cropbox)
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return box if box[2] - box[0] > 1 and box[3] - box[1] > 1 else media


def _ordered(box: Any) -> tuple[float, float, float, float]:
    a, b, c, d = (float(value) for value in box)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _inherited(node: Any, name: str) -> Any:
    """A value of a page, or of the groups of pages it belongs to."""
    for _ in range(50):
        if name in node:
            return node[name]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def _page(page: Any, paper: tuple[float, float]) -> ReceivedPage:
    x0, y0, x1, y1 = _visible_box(page)
    scale = float(page.obj.get("/UserUnit", 1))
    turn = int(_inherited(page.obj, "/Rotate") or 0) % 360
    matrices: dict[int, Matrix] = {
        0: (1, 0, 0, 1, -x0, -y0),
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    width, height = ((x1 - x0), (y1 - y0)) if turn in (0, 180) else ((y1 - y0), (x1 - x0))
    # A page larger than A3, or longer than a reader may show, is drawn smaller.
    scale = min(scale, _BROADEST / min(width, height), _LARGEST / max(width, height))
    scale *= _beside_strip(width * scale, height * scale, paper)
    a, b, c, d, e, f = (value * scale for value in matrices.get(turn, matrices[0]))
    return ReceivedPage(width * scale, height * scale, (a, b, c, d, e, f))


def _beside_strip(width: float, height: float, paper: tuple[float, float]) -> float:
    """How much smaller a page is drawn that fills the packet's paper, so that its strip finds room there too.

    Printed at its size it would lose the strip otherwise. What is larger than the paper stays as large as it is.
    """
    wide, high = paper if width <= height else paper[::-1]
    fits = width <= wide + _ROUNDED and height <= high + _ROUNDED
    return min(1.0, (high - STRIP) / height) if fits else 1.0


def _hides_layers(pdf: Any) -> bool:
    """Whether parts of the document are switched off: joined as they are they would all be seen."""
    default = pdf.Root.get("/OCProperties", {}).get("/D", {})
    return bool(len(default.get("/OFF", []))) or str(default.get("/BaseState", "")) == "/OFF"


def _target(pdf: Any, destination: Any, numbers: dict[Any, int]) -> int | None:
    """The page a destination means, if it is a page of this document."""
    import pikepdf

    if isinstance(destination, (pikepdf.String, pikepdf.Name, str)):
        destination = _named(pdf, str(destination))
    if isinstance(destination, pikepdf.Dictionary):
        destination = destination.get("/D")
    if not isinstance(destination, pikepdf.Array) or not len(destination):
        return None
    page = destination[0]
    return numbers.get(getattr(page, "objgen", None))


def _named(pdf: Any, name: str) -> Any:
    import pikepdf

    old = pdf.Root.get("/Dests", {})
    if name in old or f"/{name.lstrip('/')}" in old:
        return old.get(name) or old.get(f"/{name.lstrip('/')}")
    names = pdf.Root.get("/Names", {}).get("/Dests")
    return pikepdf.NameTree(names).get(name) if names is not None else None


def _bookmarks(pdf: Any, numbers: dict[Any, int]) -> Iterator[tuple[int, str, int]]:
    """The document's own bookmarks: level, title, page index; those that lead nowhere lend their children."""
    seen: set[Any] = set()

    def walk(item: Any, level: int) -> Iterator[tuple[int, str, int]]:
        while item is not None and item.objgen not in seen and level < 20:
            seen.add(item.objgen)
            action = item.get("/A", {})
            goes = item.get("/Dest") or (action.get("/D") if str(action.get("/S", "")) == "/GoTo" else None)
            page = _target(pdf, goes, numbers) if goes is not None else None
            if page is not None:
                yield level, str(item.get("/Title", "")), page
            if "/First" in item:
                yield from walk(item["/First"], level + (page is not None))
            item = item.get("/Next")

    outline = pdf.Root.get("/Outlines")
    if outline is not None and "/First" in outline:
        yield from walk(outline["/First"], 0)


def _links(
    pdf: Any, pages: list[ReceivedPage], numbers: dict[Any, int]
) -> Iterator[tuple[int, tuple[float, float, float, float], int]]:
    """Links from page to page inside the document; links to the outside do not travel."""
    for index, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", []):
            if str(annotation.get("/Subtype", "")) != "/Link" or "/Rect" not in annotation:
                continue
            action = annotation.get("/A", {})
            goes = annotation.get("/Dest") or (
                action.get("/D") if str(action.get("/S", "")) == "/GoTo" else None
            )
            target = _target(pdf, goes, numbers) if goes is not None else None
            if target is not None:
                yield index + 1, _area(annotation["/Rect"], pages[index]), target + 1


def _area(rect: Any, page: ReceivedPage) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = _ordered(rect)
    a, b, c, d, e, f = page.matrix
    xs = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e))
    ys = sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
    return xs[0], page.height - ys[1], xs[1] - xs[0], ys[1] - ys[0]


def _flatten(pdf: Any) -> None:
    """Draw filled-in fields, highlights and stamps into their pages; buttons, scripts and files fall away."""
    form = pdf.Root.get("/AcroForm")
    if form is not None and form.get("/NeedAppearances", False):
        pdf.generate_appearance_streams()
    if form is not None or any("/Annots" in page.obj for page in pdf.pages):
        pdf.flatten_annotations("print")
