"""The fonts a packet is set in: which file shows which character, and how a run of text becomes glyphs.

All fonts are shipped, so that a packet looks the same everywhere. A run is shaped by HarfBuzz: letters
join, marks sit where they belong, figures have one width.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from disputes_app import resources

_CJK = {"zh": "SC", "zh-tw": "TC", "zh-hk": "TC", "zh-hant": "TC", "ja": "JP", "ko": "KR"}
_FIRST = {
    ("sans", 400): "Inter-Regular",
    ("sans", 500): "Inter-Medium",
    ("sans", 600): "Inter-SemiBold",
    ("serif", 400): "SourceSerif4-Regular",
    ("serif", 600): "SourceSerif4-SemiBold",
    ("mono", 400): "NotoSansMono-Regular",
}
# Vazirmatn stands before Noto Naskh: it has each dotted letter as one glyph, which copies out of a PDF well.
_BOTH_WEIGHTS = (
    "NotoSans",
    "Vazirmatn",
    "NotoNaskhArabic",
    "NotoSansHebrew",
    "NotoSansThai",
    "NotoSansDevanagari",
)
_ONE_WEIGHT = ("NotoEmoji-Regular", "NotoSansSymbols2-Regular", "NotoSansSymbols-Regular")
_EMOJI = "NotoEmoji-Regular"
_EMOJI_FOLLOWERS = frozenset("\ufe0f\u20e3")
_STAYS_WITH_BASE = frozenset("\u200c\u200d\ufe0e\ufe0f\u20e3")
_LATIN = frozenset(_FIRST.values())
# Contextual forms are off in the Latin fonts: they would draw "->" as an arrow, and a packet shows what
# was written. Figures, and they alone, have one width.
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """One glyph as shaping placed it; measures are thousandths of the font size."""

    index: int
    advance: float
    x: float
    y: float


@cache
def _glyph(index: int, units: int, advance: int, x: int, y: int) -> Glyph:
    """A glyph by its measures in units of its font; the same ones are one object, for a packet has many."""
    scale = 1000 / units
    return Glyph(index, advance * scale, x * scale, y * scale)


class Face:
    """One font file, loaded when the first character needs it."""

    def __init__(self, name: str) -> None:
        import uharfbuzz  # type: ignore[import-untyped]

        self.name = name
        self._hb = uharfbuzz
        self.face: Any = uharfbuzz.Face(
            uharfbuzz.Blob.from_file_path(resources.path("fonts", "packet", f"{name}.ttf"))
        )
        self.font: Any = uharfbuzz.Font(self.face)
        self.units = int(self.face.upem)
        extents = self.font.get_font_extents("ltr")
        self.ascent = extents.ascender * 1000 / self.units
        self.descent = extents.descender * 1000 / self.units

    def covers(self, character: str) -> bool:
        return bool(self.font.get_nominal_glyph(ord(character)))

    def width(self, glyph: int) -> float:
        """The glyph's own advance, in thousandths."""
        return float(self.font.get_glyph_h_advance(glyph)) * 1000 / self.units

    def shape(self, text: str, *, from_right: bool, language: str = "") -> list[tuple[int, Glyph]]:
        """The glyphs of one run from the left, each with the index of the character it stands for."""
        buffer = self._hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if from_right else "ltr"
        if language:
            buffer.language = language
        features: dict[str, Any] = {}
        if self.name in _LATIN:
            features["calt"] = False
            if figures := [(match.start(), match.end(), True) for match in _FIGURES.finditer(text)]:
                features["tnum"] = figures
        self._hb.shape(self.font, buffer, features)
        return [
            (
                info.cluster,
                _glyph(info.codepoint, self.units, place.x_advance, place.x_offset, place.y_offset),
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def subset(self, glyphs: set[int]) -> bytes:
        """A font file with these glyphs under their old numbers, without what only shaping needs."""
        wanted = self._hb.SubsetInput()
        wanted.sets(self._hb.SubsetInputSets.GLYPH_INDEX).update(sorted({0, *glyphs}))
        wanted.flags = self._hb.SubsetFlags.RETAIN_GIDS | self._hb.SubsetFlags.NO_HINTING
        wanted.drop_table_tag_set.update(
            [
                int.from_bytes(tag, "big")
                for tag in (b"GSUB", b"GPOS", b"GDEF", b"STAT", b"DSIG", b"MATH", b"meta")
            ]
        )
        return bytes(wanted.subset(self.face).blob.data)


@cache
def face(name: str) -> Face:
    return Face(name)


@cache
def _chain(family: str, weight: int, language: str) -> tuple[str, ...]:
    first = _FIRST.get((family, weight)) or _FIRST[(family, 400)]
    suffix = "SemiBold" if weight >= 500 else "Regular"
    own = _CJK.get(language.lower()) or _CJK.get(language.lower().split("-")[0], "SC")
    cjk = [own, *(each for each in ("SC", "JP", "KR", "TC") if each != own)]
    return (
        first,
        *(f"{name}-{suffix}" for name in _BOTH_WEIGHTS),
        *(["NotoSansSC-SemiBold"] if weight >= 500 and own == "SC" else []),
        *(f"NotoSans{each}-Regular" for each in cjk),
        *_ONE_WEIGHT,
    )


@lru_cache(maxsize=65536)
def _name_for(character: str, family: str, weight: int, language: str) -> str | None:
    chain = _chain(family, weight, language)
    if ord(character) >= 0x1F000:
        chain = (_EMOJI, *chain)
    return next((name for name in chain if face(name).covers(character)), None)


def names_for(text: str, family: str, weight: int, language: str) -> list[str | None]:
    """The font for each character of a text; None where no shipped font has it.

    Marks and joiners take the font of the character they belong to, so that a cluster is never torn.
    """
    found: list[str | None] = []
    for index, character in enumerate(text):
        follower = text[index + 1] if index + 1 < len(text) else ""
        if follower in _EMOJI_FOLLOWERS and follower and face(_EMOJI).covers(character):
            found.append(_EMOJI)
        elif (found and character in _STAYS_WITH_BASE) or (
            found and found[-1] and unicodedata.combining(character) and face(found[-1]).covers(character)
        ):
            found.append(found[-1])
        elif character == " " and found and found[-1] not in (None, _EMOJI):
            found.append(
                found[-1]
                if face(found[-1] or "").covers(" ")
                else _name_for(character, family, weight, language)
            )
        else:
            found.append(_name_for(character, family, weight, language))
    return found


def is_thickened(name: str, weight: int) -> bool:
    """Whether a semibold style has to be drawn with an outline, because the font has one weight only."""
    return weight >= 500 and name.endswith("-Regular") and name != "NotoSansMono-Regular"
