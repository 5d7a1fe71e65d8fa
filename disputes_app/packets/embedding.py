"""Fonts inside a PDF: subsets with the width of each glyph and the text it stands for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from disputes_app.packets import fonts


def font(pdf: Any, name: str, glyphs: Mapping[int, str]) -> Any:
    """A font with the glyphs that were used, each with its width and what it stands for."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    face = fonts.face(name)
    data = face.subset(set(glyphs))
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(repr(sorted(glyphs)).encode()).digest()[:6])
    base = Name(f"/{tag}+{name}")
    file = pdf.make_stream(data)
    file["/Length1"] = len(data)
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=base,
            Flags=4,
            FontBBox=Array([-1000, round(face.descent), 3000, round(face.ascent)]),
            ItalicAngle=0,
            Ascent=round(face.ascent),
            Descent=round(face.descent),
            CapHeight=round(face.ascent * 0.75),
            StemV=80,
            FontFile2=file,
        )
    )
    widths: list[Any] = []
    for glyph in sorted(glyphs):
        widths += [glyph, Array([round(face.width(glyph), 2)])]
    descendant = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=base,
            FontDescriptor=descriptor,
            DW=1000,
            W=Array(widths),
            CIDSystemInfo=Dictionary(
                Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
            ),
            CIDToGIDMap=Name.Identity,
        )
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=base,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([descendant]),
            ToUnicode=pdf.make_stream(_to_unicode(glyphs)),
        )
    )


def _to_unicode(glyphs: Mapping[int, str]) -> bytes:
    """The table that tells a reader which text each glyph stands for."""
    rows = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for glyph, text in sorted(glyphs.items())
        if text
    ]
    parts = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CMapName /Packet def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(rows), 100):
        chunk = rows[start : start + 100]
        parts += [f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]
    return "\n".join(
        [*parts, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    ).encode()
