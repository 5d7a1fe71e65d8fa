"""The pictures of a packet as they are made: in a file, never in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from disputes_app.packets import jpegs
from disputes_app.packets.syntax import number

_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]"}
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_ROWS = b"/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns %d>>/ColorSpace/DeviceRGB"


def _rows(png: bytes) -> bytes:
    """The packed rows of a PNG, which a PDF takes as they are; its other parts say nothing that is shown."""
    rows, position = [], len(_PNG)
    while position < len(png):
        length = int.from_bytes(png[position : position + 4], "big")
        if png[position + 4 : position + 8] == b"IDAT":
            rows.append(png[position + 8 : position + 8 + length])
        position += length + 12
    return b"".join(rows)


class PictureFile:
    """A small PDF that holds nothing but pictures as image objects, written as they come.

    A PDF library copies objects from a file that is open, at the moment it saves; so a packet's memory does
    not grow with the number of its photos.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bytes = 0
        self._file = path.open("wb")
        self._offsets: list[int] = []
        self._file.write(b"%PDF-1.7\n")
        self._object(b"<</Type/Catalog/Pages 2 0 R>>")
        self._object(b"<</Type/Pages/Kids[]/Count 0>>")

    def _object(self, body: bytes) -> int:
        self._offsets.append(self._file.tell())
        order = len(self._offsets)
        self._file.write(b"%d 0 obj\n" % order + body + b"\nendobj\n")
        return order

    def add(self, picture: bytes, width: int, height: int) -> int:
        """Keep a JPEG, or a PNG of three colours, as it is packed; gives its object number."""
        if picture.startswith(_PNG):
            data, how = _rows(picture), _PNG_ROWS % width
        else:
            data, how = picture, b"/DCTDecode/ColorSpace" + _SPACES[jpegs.components(picture)]
        self.bytes += len(data)
        head = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter" % (width, height)
        return self._object(
            head + how + b"/Length " + number(len(data)) + b">>\nstream\n" + data + b"\nendstream"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def finish(self) -> None:
        """Write the file's end, so that it can be opened."""
        start = self._file.tell()
        count = len(self._offsets) + 1
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        self._file.write(b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets))
        self._file.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start))
        self._file.close()
