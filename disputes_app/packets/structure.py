"""What a packet's pages mean: the tree a screen reader follows, and the text each glyph stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from disputes_app.packets import syntax
from disputes_app.packets.syntax import Colour
from disputes_app.packets.text import Group, Piece

# Scripts in which glyphs stand in another order than letters are read, so that a glyph's place tells nothing.
_REORDERED = re.compile("[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")


@dataclass(slots=True)
class Element:
    """A node of the structure: a heading, paragraph, table cell or figure, with what belongs to it."""

    kind: str
    alt: str = ""
    language: str = ""
    kids: list[Element | tuple[int, int]] = field(default_factory=list)


class GlyphsUsed:
    """What each glyph in a document stands for, by font file; decides when a text must be spelled out."""

    def __init__(self) -> None:
        self.fonts: dict[str, dict[int, str]] = {}
        self._drawn: dict[Piece, bytes] = {}

    def drawn(self, piece: Piece, colour: Colour) -> bytes:
        """The instructions that draw a piece from the origin; what its glyphs do not say themselves is spelled out.

        They are kept: a piece has one colour in all of a document.
        """
        if piece not in self._drawn:
            self._drawn[piece] = b" ".join(self._stretches(piece, colour))
        return self._drawn[piece]

    def _stretches(self, piece: Piece, colour: Colour) -> Iterator[bytes]:
        known = [self._is_told(piece.font, group) for group in piece.groups]
        x = 0.0
        for is_told, stretch in groupby(zip(known, piece.groups, strict=True), key=itemgetter(0)):
            groups = [group for _, group in stretch]
            glyphs = [glyph for group in groups for glyph in group.glyphs]
            shown = syntax.glyphs(piece.font, piece.span.style, glyphs, colour, x)
            if is_told:
                yield shown
            else:
                said = "".join(group.text for group in groups)
                yield b"/Span <</ActualText " + syntax.utf16(said) + b">> BDC " + shown + b" EMC"
            x += sum(glyph.advance for glyph in glyphs) * piece.span.style.size / 1000

    def _is_told(self, font: str, group: Group) -> bool:
        """Remember a group's glyphs; False when its text cannot be told from them alone."""
        known = self.fonts.setdefault(font, {})
        if len(group.glyphs) == 1:
            index = group.glyphs[0].index
            known[index] = known.get(index) or group.text
            return known[index] == group.text
        glyphs = [glyph.index for glyph in group.glyphs]
        is_told = len(glyphs) == len(group.text) and not _REORDERED.search(group.text)
        for index, says in zip(glyphs, group.text if is_told else [""] * len(glyphs), strict=True):
            known[index] = known.get(index) or says
        return is_told and all(known[index] == says for index, says in zip(glyphs, group.text, strict=True))
