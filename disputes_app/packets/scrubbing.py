"""Takes out of a received page what nobody sees: metadata, attachments, private data of the program that made it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disputes_app.packets import jpegs

_UNWANTED = (
    "/Metadata",
    "/PieceInfo",
    "/AF",
    "/OPI",
    "/Alternates",
    "/LastModified",
    "/StructParents",
    "/StructParent",
)


def scrub(form: Any) -> None:
    """Clear a page's content (a form object) and everything it draws with; what is seen stays as it is."""
    seen: set[Any] = set()
    waiting = [form]
    while waiting:
        thing = waiting.pop()
        if thing.objgen in seen:
            continue
        if thing.objgen != (0, 0):
            seen.add(thing.objgen)
        _clear(thing)
        waiting += _drawn_with(thing)


def _clear(thing: Any) -> None:
    for name in _UNWANTED:
        if name in thing:
            del thing[name]
    kind = thing.get("/Subtype")
    if kind == "/PS":
        thing.write(b"")
    elif kind == "/Image" and thing.get("/Filter") == "/DCTDecode":
        _strip_jpeg(thing)


def _drawn_with(thing: Any) -> Iterator[Any]:
    """The pictures, drawings, patterns and marks a form uses."""
    resources = thing.get("/Resources")
    if resources is None:
        return
    for kind in ("/XObject", "/Pattern", "/Properties"):
        group = resources.get(kind, {})
        yield from [group[name] for name in list(group.keys())]


def _strip_jpeg(picture: Any) -> None:
    """Take place, camera and comments out of a photo inside a document; its pixels stay as they are."""
    from pikepdf import Name

    raw = picture.read_raw_bytes()
    plain = jpegs.without_metadata(raw)
    if len(plain) != len(raw):
        picture.write(plain, filter=Name.DCTDecode, decode_parms=picture.get("/DecodeParms"))
