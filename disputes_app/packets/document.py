"""Pages become a PDF: fonts as subsets, links, bookmarks, page labels, structure, title and manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from disputes_app.packets import embedding
from disputes_app.packets.manifest import HIDDEN
from disputes_app.packets.manifest import NAME as MANIFEST
from disputes_app.packets.page import Page
from disputes_app.packets.received import Received
from disputes_app.packets.sheet import Bookmark, Sheet
from disputes_app.packets.structure import Element
from disputes_app.packets.syntax import number
from disputes_app.progress import Progress, silent

PRODUCER = "Disputes"


def write(
    sheet: Sheet,
    path: Path,
    *,
    pages: Sequence[Page],
    pictures: Path,
    objects: Mapping[str, int],
    received: Mapping[str, Received],
    manifest: bytes,
    title: str,
    subject: str,
    now: datetime,
    passphrase: str = "",
    progress: Progress = silent,
) -> None:
    """Write pages of the laid-out packet, which follow one another, to ``path``.

    ``objects`` are the pictures' numbers in the file ``pictures``. With a passphrase all of it is encrypted
    (AES with 256 bits); such a file has other bytes each time, for its keys are drawn by lot.
    """
    import pikepdf

    # The packet grows from the file of its pictures, read as a stream: so their data goes from file to file
    # when it is saved, and memory does not grow with the number of photos.
    with pikepdf.open(pictures, access_mode=pikepdf.AccessMode.stream) as pdf:
        copied = {key: pdf.get_object((order, 0)) for key, order in objects.items()}
        for key, each in _saved_pages(sheet, received).items():
            copied[key] = pdf.copy_foreign(each)
        made = {name: embedding.font(pdf, name, glyphs) for name, glyphs in sorted(sheet.used.fonts.items())}
        for page in pages:
            count = len(sheet.pages)
            progress(page.index + 1, count, sheet.words("frame.page", page=page.index + 1, pages=count))
            add_page(pdf, page, made, copied, received)
        _link(pdf, pages)
        _structure(pdf, sheet, pages)
        _outline(pdf, sheet.bookmarks, pages)
        stamp = now.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
        _describe(pdf, sheet, title, subject, stamp)
        pdf.Root["/PageLabels"] = _labels(pages[0].index + 1)
        if sheet.preset.attaches_manifest:
            _attach(pdf, manifest, stamp)
        else:
            # For receivers that take no attachments: no reader shows it, and the packet can still check itself.
            pdf.Root[HIDDEN] = pdf.make_stream(manifest)
        locked: dict[str, Any] = {"deterministic_id": True}
        if passphrase:
            locked = {"encryption": pikepdf.Encryption(owner=passphrase, user=passphrase, R=6)}
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, **locked)


def _saved_pages(sheet: Sheet, received: Mapping[str, Received]) -> dict[str, Any]:
    """Saved pages that are shown in a photo's place, as drawings one unit wide and high."""
    found = {}
    for exhibit in sheet.plan.shown:
        if (
            exhibit.kind == "page"
            and (document := received.get(exhibit.evidence))
            and not document.as_pictures
        ):
            page = document.pages[0]
            form = document.forms[1]
            a, b, c, d, e, f = page.matrix
            wide, high = page.width, page.height
            form["/Matrix"] = [a / wide, b / high, c / wide, d / high, e / wide, f / high]
            found[sheet.pictures[exhibit.evidence].key] = form
    return found


def add_page(
    pdf: Any,
    page: Page,
    made: Mapping[str, Any],
    pictures: Mapping[str, Any],
    received: Mapping[str, Received],
) -> None:
    """Add a page as it was drawn, with the fonts ``made`` and the pictures and documents it shows."""
    from pikepdf import Array, Dictionary, Name
    from pikepdf import Page as PdfPage

    objects = Dictionary({f"/{key}": pictures[key] for key in sorted(page.images)})
    content = page.content()
    if page.source:
        content = _joined_content(pdf, page, objects, received[page.source.exhibit]) + b"\n" + content
    used = [name for name in made if name in page.fonts]
    made_page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(page.width, 3), round(page.height, 3)]),
        Resources=Dictionary(Font=Dictionary({f"/{name}": made[name] for name in used}), XObject=objects),
        Contents=pdf.make_stream(content),
        StructParents=page.index,
        Tabs=Name.S,
    )
    pdf.pages.append(PdfPage(pdf.make_indirect(made_page)))


def _joined_content(pdf: Any, page: Page, objects: Any, document: Received) -> bytes:
    """The instructions that draw a received page above its strip."""
    assert page.source is not None
    shown = document.pages[page.source.number - 1]
    strip = page.height - shown.height
    if page.source.number in document.as_pictures:
        key = next(iter(page.images))
        matrix: Sequence[float] = (shown.width, 0, 0, shown.height, 0, strip)
    else:
        key = "Joined"
        objects["/Joined"] = pdf.copy_foreign(document.forms[page.source.number])
        *turn, x, y = shown.matrix
        matrix = (*turn, x, y + strip)
    return (
        b"/Artifact BMC q "
        + b" ".join(number(float(v)) for v in matrix)
        + b" cm /"
        + key.encode()
        + b" Do Q EMC"
    )


def _link(pdf: Any, pages: Sequence[Page]) -> None:
    """Clickable areas, each leading to a named place that exists."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    places: dict[str, Any] = {}
    drawn = [page.obj for page in pdf.pages]
    no_border = Array([0, 0, 0])
    for page, made in zip(pages, drawn, strict=True):
        for place, y in page.places.items():
            if place not in places:
                top = round(min(page.height - y + 12, page.height), 2)
                places[place] = page.index + 1, Array([made, Name.XYZ, None, top, None])
    for page, made in zip(pages, drawn, strict=True):
        annotations = []
        for link in page.links:
            if link.to not in places:
                continue
            goal, target = places[link.to]
            x, y, wide, high = (float(value) for value in link.area)
            low = page.height - y - high
            annotations.append(
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Annot,
                        Subtype=Name.Link,
                        Border=no_border,
                        F=4,
                        Rect=Array([round(v, 2) for v in (x, low, x + wide, low + high)]),
                        Dest=target,
                        Contents=pikepdf.String(f"{goal}"),
                    )
                )
            )
        if annotations:
            made["/Annots"] = Array(annotations)


def _structure(pdf: Any, sheet: Sheet, pages: Sequence[Page]) -> None:
    """The tree of headings, paragraphs, tables and figures that a screen reader follows."""
    from pikepdf import Array, Dictionary, Name, String

    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    owners: dict[int, Any] = {}
    drawn = {page.index: made.obj for page, made in zip(pages, pdf.pages, strict=True)}

    def is_here(kid: Element | tuple[int, int]) -> bool:
        return any(map(is_here, kid.kids)) if isinstance(kid, Element) else kid[0] in drawn

    def build(element: Element, parent: Any) -> Any:
        made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent))
        owners[id(element)] = made
        if element.alt:
            made["/Alt"] = String(element.alt)
        if element.language:
            made["/Lang"] = String(element.language)
        kids: list[Any] = []
        own = next((kid[0] for kid in element.kids if not isinstance(kid, Element) and is_here(kid)), None)
        if own is not None:
            made["/Pg"] = drawn[own]
        for kid in filter(is_here, element.kids):
            if isinstance(kid, Element):
                kids.append(build(kid, made))
            elif kid[0] == own:
                # A mark on the element's own page is its bare number: a dictionary for each takes much memory.
                kids.append(kid[1])
            else:
                kids.append(Dictionary(Type=Name.MCR, Pg=drawn[kid[0]], MCID=kid[1]))
        made["/K"] = kids[0] if len(kids) == 1 else Array(kids)
        return made

    root["/K"] = Array([build(sheet.root, root)])
    numbered: list[Any] = []
    for page in pages:
        numbered += [page.index, pdf.make_indirect(Array([owners[id(element)] for element in page.marked]))]
    root["/ParentTree"] = pdf.make_indirect(Dictionary(Nums=Array(numbered)))
    root["/ParentTreeNextKey"] = pages[-1].index + 1
    pdf.Root["/StructTreeRoot"] = root
    pdf.Root["/MarkInfo"] = Dictionary(Marked=True)


def _outline(pdf: Any, bookmarks: Sequence[Bookmark], pages: Sequence[Page]) -> None:
    """Bookmarks: parts, under them exhibits, under these a received document's own."""
    from pikepdf import OutlineItem

    with pdf.open_outline() as outline:
        above: list[tuple[int, Any]] = []
        first = pages[0].index
        for mark in (each for each in bookmarks if 0 <= each.page - first < len(pages)):
            height = pages[mark.page - first].height
            top = min(height, height - mark.y + 12)
            item = OutlineItem(mark.title, mark.page - first, "XYZ", top=round(top, 2))
            while above and above[-1][0] >= mark.level:
                above.pop()
            (above[-1][1].children if above else outline.root).append(item)
            item.is_closed = mark.level > 0
            above.append((mark.level, item))


def _describe(pdf: Any, sheet: Sheet, title: str, subject: str, stamp: str) -> None:
    """Title, author, language, page labels and how a reader should open the file."""
    from pikepdf import Dictionary, Name, String

    info = {
        "Title": title,
        "Subject": subject,
        "Author": sheet.content.buyer.name,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
    }
    for name, value in info.items():
        pdf.docinfo[f"/{name}"] = value
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = stamp
    pdf.Root["/Lang"] = String(sheet.words.code)
    pdf.Root["/ViewerPreferences"] = Dictionary(DisplayDocTitle=True)
    pdf.Root["/PageMode"] = Name.UseOutlines


def _labels(first: int) -> Any:
    """Pages are called by the numbers printed on them."""
    from pikepdf import Array, Dictionary, Name

    style = Dictionary(S=Name.D) if first == 1 else Dictionary(S=Name.D, St=first)
    return Dictionary(Nums=Array([0, style]))


def _attach(pdf: Any, manifest: bytes, stamp: str) -> None:
    """The manifest as an attached file."""
    from pikepdf import Array, Dictionary, Name, String

    stream = pdf.make_stream(manifest)
    stream["/Type"] = Name.EmbeddedFile
    stream["/Subtype"] = Name("/application/json")
    stream["/Params"] = Dictionary(Size=len(manifest), ModDate=String(stamp))
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(MANIFEST),
            UF=String(MANIFEST),
            EF=Dictionary(F=stream, UF=stream),
            AFRelationship=Name.Data,
            Desc=String("SHA-256 of every file of this packet"),
        )
    )
    pdf.Root["/Names"] = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(MANIFEST), spec])))
    pdf.Root["/AF"] = Array([spec])
