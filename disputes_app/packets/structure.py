"""What a packet's pages mean: the tree a screen reader follows, and the text each glyph stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from disputes_app.packets.text import Group

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

    def note_all(self, font: str, group: Group) -> bool:
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
