"""Takes out of a received page what nobody sees: metadata, attachments, private data of the program that made it."""

from __future__ import annotations

from typing import Any

from disputes_app.packets import jpegs

_UNWANTED = {
    "/Metadata",
    "/PieceInfo",
    "/AF",
    "/OPI",
    "/Alternates",
    "/LastModified",
    "/StructParents",
    "/StructParent",
}
# From these a walk would leave the page for the whole document; nothing that is drawn needs them.
_OUTSIDE = ("/Page", "/Pages", "/Catalog")


def scrub(form: Any, seen: set[tuple[int, int]]) -> None:
    """Clear a page's content (a form object) and everything it is drawn with; what is seen stays as it is.

    ``seen`` holds the numbers of objects of the same document that are clear already, and gets the new ones.
    """
    import pikepdf

    holders = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
    waiting: list[Any] = [form]
    while waiting:
        thing = waiting.pop()
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, pikepdf.Array):
            waiting += [each for each in thing if isinstance(each, holders)]
            continue
        for name in list(thing.keys()):
            if name in _UNWANTED:
                del thing[name]
            elif isinstance(child := thing[name], holders):
                if isinstance(child, pikepdf.Dictionary) and child.get("/Type") in _OUTSIDE:
                    del thing[name]
                else:
                    waiting.append(child)
        if isinstance(thing, pikepdf.Stream):
            _clear(thing)


def _clear(stream: Any) -> None:
    kind = stream.get("/Subtype")
    if kind == "/PS":
        stream.write(b"")
    elif kind == "/Image" and stream.get("/Filter") == "/DCTDecode":
        _strip_jpeg(stream)


def _strip_jpeg(picture: Any) -> None:
    """Take place, camera and comments out of a photo inside a document; its pixels stay as they are."""
    from pikepdf import Name

    raw = picture.read_raw_bytes()
    plain = jpegs.without_metadata(raw)
    if len(plain) != len(raw):
        picture.write(plain, filter=Name.DCTDecode, decode_parms=picture.get("/DecodeParms"))
