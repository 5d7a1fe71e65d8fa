"""Whatever a received page is drawn with, nothing that nobody sees is left in it, and nothing else is lost."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from disputes_app.packets import jpegs
from disputes_app.packets.scrubbing import scrub

KEPT = ("/Font", "/XObject", "/Page", "/Widths", "/Type1", "/AFM", "/Deep")
UNWANTED = ("/Metadata", "/PieceInfo", "/AF", "/OPI", "/Alternates", "/LastModified", "/StructParents")
COUNT = 8

# Each object is a list of (name, what it holds): a number, words, another object by number, or things held directly.
_values = st.recursive(
    st.one_of(
        st.integers(0, 99),
        st.sampled_from(["5 0 R ", "/Metadata (said) ", "plain"]),
        st.integers(0, COUNT - 1).map(lambda number: ("object", number)),
        st.just(("page",)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(KEPT + UNWANTED), inner, max_size=3),
    ),
    max_leaves=6,
)
_graphs = st.lists(
    st.tuples(st.booleans(), st.dictionaries(st.sampled_from(KEPT + UNWANTED), _values, max_size=4)),
    min_size=COUNT,
    max_size=COUNT,
)


def _made(pdf, objects, value):
    match value:
        case ("object", number):
            return objects[number]
        case ("page",):
            return pdf.pages[0].obj
        case dict():
            return Dictionary({name: _made(pdf, objects, each) for name, each in value.items()})
        case list():
            return Array([_made(pdf, objects, each) for each in value])
        case str():
            return String(value)
    return value


def _left(value):
    """What should be left of a value: nothing unwanted, nothing that leads to a page."""
    if isinstance(value, dict):
        return {
            name: _left(each) for name, each in value.items() if name not in UNWANTED and each != ("page",)
        }
    if isinstance(value, list):
        return [_left(each) for each in value if each != ("page",)]
    return value


def _read(pdf, numbers, thing):
    """An object of the document as it was described."""
    if isinstance(thing, pikepdf.Object) and thing.is_indirect:
        return ("object", numbers[thing.objgen])
    if isinstance(thing, pikepdf.Dictionary):
        return {name: _read(pdf, numbers, each) for name, each in thing.items()}
    if isinstance(thing, pikepdf.Array):
        return [_read(pdf, numbers, each) for each in thing]
    return str(thing) if isinstance(thing, pikepdf.String) else thing


def _reached(graph, number, seen):
    def leads(value):
        match value:
            case ("object", to):
                yield to
            case dict():
                for each in value.values():
                    yield from leads(each)
            case list():
                for each in value:
                    yield from leads(each)

    if number not in seen:
        seen.add(number)
        for to in leads(_left(graph[number][1])):
            _reached(graph, to, seen)
    return seen


@given(_graphs)
def test_of_any_objects_only_what_nobody_sees_is_taken_out(graph):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        objects = [
            pdf.make_stream(b"drawn") if is_stream else pdf.make_indirect(Dictionary())
            for is_stream, _ in graph
        ]
        numbers = {each.objgen: number for number, each in enumerate(objects)}
        for each, (_, said) in zip(objects, graph, strict=True):
            for name, value in said.items():
                each[name] = _made(pdf, objects, value)
        form = pdf.make_stream(b"/Deep Do")
        form["/Resources"] = objects[0]
        scrub(pdf, [form])
        for number in _reached(graph, 0, set()):
            told = {name: _read(pdf, numbers, each) for name, each in objects[number].items()}
            told.pop("/Length", None)
            assert told == _left(graph[number][1])


def _photo() -> bytes:
    held = BytesIO()
    Image.new("RGB", (40, 30), (200, 60, 30)).save(held, "JPEG", comment=b"taken at 53.7997 N")
    return held.getvalue()


@pytest.mark.parametrize(
    ("packed", "filters", "parameters"),
    [
        (_photo(), Name.DCTDecode, None),
        (_photo(), Array([Name.DCTDecode]), None),
        (zlib.compress(_photo()), Array([Name.FlateDecode, Name.DCTDecode]), None),
        (
            zlib.compress(_photo()).hex().encode() + b">",
            Array([Name.ASCIIHexDecode, Name.FlateDecode, Name.DCTDecode]),
            Array([None, None, Dictionary(ColorTransform=1)]),
        ),
    ],
    ids=["bare", "in a list", "packed", "packed twice"],
)
def test_a_photo_loses_its_comments_however_it_is_packed(packed, filters, parameters):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        photo = pdf.make_stream(packed, Type=Name.XObject, Subtype=Name.Image, Filter=filters)
        if parameters is not None:
            photo["/DecodeParms"] = parameters
        form = pdf.make_stream(b"/Photo Do", Resources=Dictionary(XObject=Dictionary(Photo=photo)))
        scrub(pdf, [form])
        raw = photo.read_raw_bytes()
        assert photo["/Filter"] == Name.DCTDecode
        assert b"53.7997" not in raw
        with Image.open(BytesIO(raw)) as left, Image.open(BytesIO(_photo())) as before:
            assert left.tobytes() == before.tobytes()
        assert (photo.get("/DecodeParms") is not None) == (parameters is not None)


def _box(kind: bytes, data: bytes, *, is_long: bool = False) -> bytes:
    if is_long:
        return b"\0\0\0\1" + kind + (16 + len(data)).to_bytes(8, "big") + data
    return (8 + len(data)).to_bytes(4, "big") + kind + data


def test_a_photo_in_jpeg_2000_loses_what_stands_beside_its_pixels():
    held = BytesIO()
    Image.new("RGB", (40, 30), (200, 60, 30)).save(held, "JPEG2000")
    whole = held.getvalue()
    at = whole.index(b"jp2h") - 4
    private = _box(b"uuid", b"JpgTiffExif->JP2 53.7997") + _box(b"xml ", b"<x:xmpmeta>53.7997", is_long=True)
    with pikepdf.new() as pdf:
        photo = pdf.make_stream(
            whole[:at] + private + whole[at:], Type=Name.XObject, Subtype=Name.Image, Filter=Name.JPXDecode
        )
        form = pdf.make_stream(b"/Photo Do", Resources=Dictionary(XObject=Dictionary(Photo=photo)))
        scrub(pdf, [form])
        assert photo.read_raw_bytes() == whole


@given(st.binary(max_size=60))
def test_data_that_is_no_jpeg_2000_is_left_alone_or_loses_a_box(data):
    assert len(jpegs.without_boxes(data)) <= len(data)
    assert jpegs.without_boxes(b"\xff\x4f\xff\x51" + data) == b"\xff\x4f\xff\x51" + data
