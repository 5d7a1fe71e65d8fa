"""Takes out of received pages what nobody sees: metadata, attachments, private data of the program that made them."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
_OUTSIDE = {"/Page", "/Pages", "/Catalog"}
# How photos are packed, and what takes out of such data where and with what they were taken.
_PHOTOS = {"/DCTDecode": jpegs.without_metadata, "/JPXDecode": jpegs.without_boxes}


def _names(names: Iterable[str]) -> re.Pattern[bytes]:
    return re.compile(rb"/(?:" + "|".join(name[1:] for name in sorted(names)).encode() + rb")\b")


_SUSPECT = _names(_UNWANTED | _OUTSIDE | {"/PS", *_PHOTOS})
_OUTER = _names(_OUTSIDE)


def scrub(pdf: Any, forms: Iterable[Any]) -> None:
    """Clear the contents of pages (form objects of ``pdf``) and all they are drawn with; what is seen stays as it is.

    Objects are read as they are written, and only the few that name something unwanted are taken apart: most
    of a document's objects are fonts, and taking those apart is what took the time.
    """
    import pikepdf

    written = {_key(each): _written(each) for each in pdf.objects if isinstance(each, pikepdf.Object)}
    outside = {key for key, said in written.items() if _OUTER.search(said) and _is_outside(_object(pdf, key))}
    waiting = [_key(form) for form in forms]
    seen = set(waiting) | outside
    while waiting:
        key = waiting.pop()
        said = written.get(key, b"")  # A bare number, or nothing at all.
        leads = _led_to(said)
        if _SUSPECT.search(said) or not outside.isdisjoint(leads):
            thing = _object(pdf, key)
            _clear(pdf, thing)
            leads = _led_to(_written(thing))
        leads -= seen
        seen |= leads
        waiting += leads


def _key(thing: Any) -> bytes:
    """An object's number as references to it are written."""
    return b"%d %d" % thing.objgen


def _object(pdf: Any, key: bytes) -> Any:
    return pdf.get_object(*map(int, key.split()))


def _written(thing: Any) -> bytes:
    said: bytes = thing.unparse(resolved=True)
    return thing.stream_dict.unparse() if said == _key(thing) + b" R" else said


def _led_to(said: bytes) -> set[bytes]:
    """The objects that one refers to. Words that only look like a reference lead to nothing, or to one too many."""
    return {b" ".join(part.rsplit(None, 2)[-2:]) for part in said.split(b" R ")[:-1]}


def _clear(pdf: Any, thing: Any) -> None:
    """Clear an object and what is written inside it; what it refers to stays, but for pages and their like."""
    import pikepdf

    waiting = [thing]
    while waiting:
        holder = waiting.pop()
        names = list(range(len(holder))[::-1]) if isinstance(holder, pikepdf.Array) else list(holder.keys())
        for name in names:
            child = holder[name]
            if name in _UNWANTED or _is_outside(child):
                del holder[name]
            elif isinstance(child, (pikepdf.Array, pikepdf.Dictionary)) and not child.is_indirect:
                waiting.append(child)
        if isinstance(holder, pikepdf.Stream):
            _clear_stream(pdf, holder)


def _is_outside(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") in _OUTSIDE


def _clear_stream(pdf: Any, stream: Any) -> None:
    filters = _as_list(stream.get("/Filter"))
    if stream.get("/Subtype") == "/PS":
        stream.write(b"")
    elif stream.get("/Subtype") == "/Image" and filters and str(filters[-1]) in _PHOTOS:
        _strip_photo(pdf, stream, filters)


def _strip_photo(pdf: Any, picture: Any, filters: list[Any]) -> None:
    """Take place, camera and comments out of a photo inside a document; its pixels stay as they are."""
    from pikepdf import Array

    raw = picture.read_raw_bytes()
    parameters = _as_list(picture.get("/DecodeParms"))
    own = parameters[len(filters) - 1 :]
    if len(filters) > 1:
        # The photo is packed once more: it is taken out of everything around it.
        packed = pdf.make_stream(raw)
        packed["/Filter"] = Array(filters[:-1])
        if parameters:
            packed["/DecodeParms"] = Array(parameters[: len(filters) - 1])
        raw = packed.read_bytes()
    plain = _PHOTOS[str(filters[-1])](raw)
    if len(plain) != len(raw):
        picture.write(plain, filter=filters[-1], decode_parms=own[0] if own else None)


def _as_list(value: Any) -> list[Any]:
    """What may be one value, an array of them or nothing."""
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
