"""Paragraphs: styled text of any script is shaped once, broken into lines of a width, and ordered for the eye."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from disputes_app.packets import bidi, breaks, fonts

INK = (0.075, 0.085, 0.1)
GREY = (0.27, 0.29, 0.33)


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set. Sizes in points; ``family`` is sans, serif or mono; weights are 400, 500 or 600."""

    size: float
    leading: float
    weight: int = 400
    family: str = "sans"
    colour: tuple[float, float, float] = INK


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a paragraph. ``to`` names the place a click leads to; ``boxed`` draws an exhibit letter."""

    text: str
    style: Style
    to: str = ""
    boxed: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Glyphs that cannot be told apart in reading, and what they say, in the order it stands on the line.

    Readers take right-to-left text from the page as it is seen and turn it around themselves, so a joined
    pair of Arabic letters says them from the left.
    """

    glyphs: tuple[fonts.Glyph, ...]
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Glyphs of one font that stand side by side on a line, from the left; ``text`` is in reading order."""

    font: str
    span: Span
    groups: tuple[Group, ...]
    text: str
    width: float
    from_right: bool

    @property
    def glyphs(self) -> tuple[fonts.Glyph, ...]:
        return tuple(glyph for group in self.groups for glyph in group.glyphs)


@dataclass(frozen=True, slots=True)
class Line:
    pieces: tuple[Piece, ...]
    width: float
    from_right: bool


@dataclass(slots=True)
class _Cluster:
    start: int
    end: int
    glyphs: tuple[fonts.Glyph, ...]
    width: float
    run: int


@dataclass(frozen=True, slots=True)
class _Run:
    font: str
    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class _Shaped:
    text: str
    base: int
    runs: tuple[_Run, ...]
    clusters: tuple[_Cluster, ...]
    breaks: frozenset[int]


BOX_GAP = 0.12
"""The room beside a boxed letter, in sizes of the text around it."""

_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb]")


def _language(text: str, given: str) -> str:
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    return given if given.split("-", 1)[0] in ("zh", "ja", "ko") else "zh"


def _clean(text: str) -> str:
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", "    "))


def box_letter_style(style: Style) -> Style:
    """How the letter inside a box is set beside text of this style."""
    return replace(style, size=box_side(style) * 0.58, weight=600, family="sans", colour=INK)


def box_side(style: Style) -> float:
    """The height of a boxed letter beside text of this style: near one size, whatever the text's."""
    return min(max(style.size * 1.22, 9.0), 12.0)


def box_width(letter: str, style: Style) -> float:
    """The width of a boxed letter set beside text of this style, without the gaps around it."""
    return max(box_side(style), width_of(letter, box_letter_style(style)) + box_side(style) * 0.5)


def _spell_missing(text: str, span: Span, language: str) -> list[tuple[str, str | None]]:
    """The text with each character no font has written as its number, such as [U+1F8C0]."""
    names = fonts.names_for(text, span.style.family, span.style.weight, language)
    result: list[tuple[str, str | None]] = []
    for character, name in zip(text, names, strict=True):
        if name is not None:
            result.append((character, name))
        elif unicodedata.category(character) not in ("Cf", "Mn") and character != "\u200b":
            spelled = f"[U+{ord(character):04X}]"
            result += zip(
                spelled, fonts.names_for(spelled, span.style.family, span.style.weight, ""), strict=True
            )
    return result


# A text is often measured and then broken into lines.
@lru_cache(maxsize=500)
def _shape(spans: tuple[Span, ...]) -> _Shaped:
    """One paragraph (no line feeds in it) as clusters in reading order."""
    whole = "".join(span.text for span in spans)
    characters: list[str] = []
    owners: list[tuple[Span, str]] = []
    for span in spans:
        if span.boxed:
            characters.append(breaks.OBJECT)
            owners.append((span, "box"))
            continue
        language = _language(whole, span.language)
        for character, name in _spell_missing(span.text, span, language):
            characters.append(character)
            owners.append((span, name or ""))
    text = "".join(characters)
    base = bidi.base_level(text)
    levels = bidi.levels(text, base)
    runs: list[_Run] = []
    clusters: list[_Cluster] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index < len(text) and owners[index] == owners[start] and levels[index] == levels[start]:
            continue
        span, name = owners[start]
        runs.append(_Run(name, span, levels[start]))
        clusters += _clusters(
            text[start:index], start, runs[-1], len(runs) - 1, _language(whole, span.language)
        )
        start = index
    return _Shaped(text, base, tuple(runs), tuple(clusters), breaks.places(text))


def _clusters(text: str, offset: int, run: _Run, number: int, language: str) -> list[_Cluster]:
    if run.font == "box":
        width = box_width(run.span.text, run.span.style) + BOX_GAP * run.span.style.size
        return [_Cluster(offset + i, offset + i + 1, (), width, number) for i in range(len(text))]
    glyphs = fonts.face(run.font).shape(text, from_right=run.level % 2 == 1, language=language)
    grouped: dict[int, list[fonts.Glyph]] = {}
    for cluster, glyph in glyphs:
        grouped.setdefault(cluster, []).append(glyph)
    starts = sorted(grouped)
    ends = [*starts[1:], len(text)]
    scale = run.span.style.size / 1000
    return [
        _Cluster(
            offset + a, offset + b, tuple(grouped[a]), sum(g.advance for g in grouped[a]) * scale, number
        )
        for a, b in zip(starts, ends, strict=True)
    ]


@lru_cache(maxsize=20000)
def _group(glyphs: tuple[fonts.Glyph, ...], text: str) -> Group:
    return Group(glyphs, text)


def _piece(shaped: _Shaped, clusters: Sequence[_Cluster]) -> Piece:
    run = shaped.runs[clusters[0].run]
    from_right = run.level % 2 == 1
    text = shaped.text[clusters[0].start : clusters[-1].end]
    groups = []
    for cluster in reversed(clusters) if from_right else clusters:
        own = shaped.text[cluster.start : cluster.end]
        groups.append(_group(cluster.glyphs, own[::-1] if from_right else own))
    if run.font == "box":
        text = run.span.text
    width = sum(cluster.width for cluster in clusters)
    return Piece(run.font, run.span, tuple(groups), text, width, from_right)


def _line(shaped: _Shaped, clusters: Sequence[_Cluster]) -> Line:
    end = len(clusters)
    while end > 0 and shaped.text[clusters[end - 1].start] in " \u200b":
        end -= 1
    width = sum(cluster.width for cluster in clusters[:end])
    if shaped.base == 0 and end < len(clusters):
        end += 1  # A blank is drawn at the line's end, so that its last word and the next line's first stay apart.
    grouped: list[list[_Cluster]] = []
    for cluster in clusters[:end]:
        if grouped and grouped[-1][-1].run == cluster.run and shaped.runs[cluster.run].font != "box":
            grouped[-1].append(cluster)
        else:
            grouped.append([cluster])
    pieces = [_piece(shaped, group) for group in grouped]
    order = bidi.visual_order([shaped.runs[group[0].run].level for group in grouped])
    return Line(tuple(pieces[i] for i in order), width, shaped.base == 1)


def _paragraph(spans: tuple[Span, ...], width: float) -> list[Line]:
    shaped = _shape(spans)
    lines: list[Line] = []
    clusters = shaped.clusters
    start, index, used, last_break = 0, 0, 0.0, -1
    while index < len(clusters):
        cluster = clusters[index]
        if index > start and cluster.start in shaped.breaks:
            last_break = index
        is_space = shaped.text[cluster.start] == " "
        if used + cluster.width > width + 0.01 and index > start and not is_space:
            end = last_break if last_break > start else index
            lines.append(_line(shaped, clusters[start:end]))
            start = index = end
            used, last_break = 0.0, -1
            continue
        used += cluster.width
        index += 1
    lines.append(_line(shaped, clusters[start:]))
    return lines


def lines(spans: Sequence[Span], width: float) -> list[Line]:
    """The lines a text takes in a column of this width, in points; line feeds begin a new paragraph.

    A word longer than the column is broken where it must be; nothing is ever cut off.
    """
    return list(_lines(tuple(spans), width))


# Layout runs twice over nearly the same words; the second time they are found here.
@lru_cache(maxsize=50000)
def _lines(spans: tuple[Span, ...], width: float) -> tuple[Line, ...]:
    paragraphs: list[list[Span]] = [[]]
    for span in spans:
        for number, part in enumerate(_clean(span.text).split("\n")):
            if number:
                paragraphs.append([])
            if part:
                paragraphs[-1].append(replace(span, text=part))
    result: list[Line] = []
    for paragraph in paragraphs:
        result += _paragraph(tuple(paragraph), width) if paragraph else [Line((), 0.0, False)]
    return tuple(result)


def line(span: Span) -> Line:
    """A text on one line, however long it is."""
    return lines([span], 1e9)[0]


@lru_cache(maxsize=200)
def _figure(figure: str, style: Style) -> Piece:
    return line(Span(figure, style)).pieces[0]


def figures(number: int, style: Style) -> Line:
    """A number on one line, quicker than any text: figures do not change beside each other, so each is shaped once."""
    single = [_figure(figure, style) for figure in str(number)]
    groups = tuple(group for piece in single for group in piece.groups)
    width = sum(piece.width for piece in single)
    return Line(
        (Piece(single[0].font, Span(str(number), style), groups, str(number), width, False),), width, False
    )


def side_by_side(parts: Sequence[Line]) -> Line:
    """Lines as one. Words that come again on each page are shaped once when they are a part of their own."""
    pieces = tuple(piece for part in parts for piece in part.pieces)
    return Line(pieces, sum(piece.width for piece in pieces), False)


def shortened(spans: Sequence[Span], width: float, most: int) -> list[Line]:
    """As ``lines``, but of at most so many; what is cut ends in an ellipsis, for where the whole stands elsewhere."""
    whole = lines(spans, width)
    if len(whole) <= most:
        return whole
    *before, last = spans
    room = sum(len(piece.text) for line in whole[:most] for piece in line.pieces)
    # No more than the lines that are kept can hold; line by line, for a text of any length.
    cut = last.text[: max(1, room + most - sum(len(span.text) for span in before))]
    while cut:
        cut = _without_last_word(cut)
        fitted = lines([*before, replace(last, text=f"{cut}…")], width)
        if len(fitted) <= most:
            return fitted
    return whole[:most]


def _without_last_word(words: str) -> str:
    """The text without its last word, or without its last characters where it is one word only."""
    at = max((place for place in breaks.places(words) if place > len(words) // 2), default=0)
    return words[: at or int(len(words) * 0.9)].rstrip(" ,;:–-")


def width_of(text: str, style: Style) -> float:
    """The width of a text set on one line, in points."""
    return max((line.width for line in lines([Span(text, style)], 1e9)), default=0.0)
