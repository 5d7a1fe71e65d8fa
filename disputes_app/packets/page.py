"""One page being drawn: text, rules, pictures, links and the structure a screen reader follows.

Measures are points from the page's upper left corner. Text, marks and pictures are written straight into
the page's content, in fonts named by file; ``document.py`` turns pages into a PDF.

Decided on 22 November 2026: pages are written by this module and pikepdf instead of ReportLab's canvas.
ReportLab puts no features into shaping (figures of one width), needs a further library for right-to-left
text, gives ligatures and joined letters back as private characters when text is copied, and keeps every
picture in memory; here HarfBuzz shapes and subsets, and each glyph says what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from disputes_app.packets import fonts, text
from disputes_app.packets.text import GREY, INK, Line, Piece, Span, Style

RULE = (0.72, 0.71, 0.7)


@dataclass(frozen=True, slots=True)
class Link:
    """A click on this rectangle (x, y, width, height) leads to the named place."""

    area: tuple[float, float, float, float]
    to: str


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

    def note(self, font: str, glyph: int, stands_for: str) -> bool:
        """Remember a glyph; False when it already stands for something else in this document."""
        return self.fonts.setdefault(font, {}).setdefault(glyph, stands_for) == stands_for


def number(value: float) -> bytes:
    """A number as PDF writes it: at most three decimals, no exponent."""
    return f"{value:.3f}".rstrip("0").rstrip(".").encode() if value % 1 else str(int(value)).encode()


def _colour(rgb: tuple[float, float, float], operator: bytes) -> bytes:
    return b" ".join(map(number, rgb)) + b" " + operator


def utf16(value: str) -> bytes:
    """A text string as PDF writes it in hexadecimal."""
    return b"<" + (b"\xfe\xff" + value.encode("utf-16-be")).hex().upper().encode() + b">"


@dataclass(slots=True)
class SourcePage:
    """A page of a received document that is joined in as it is, with a strip for its exhibit stamp."""

    exhibit: str
    number: int


class Page:
    """A page under construction."""

    def __init__(
        self, index: int, width: float, height: float, used: GlyphsUsed, root: Element, colour: bool = True
    ) -> None:
        self.index = index
        self.width = width
        self.height = height
        self.source: SourcePage | None = None
        self.title = ""
        self.links: list[Link] = []
        self.places: dict[str, float] = {}
        self.images: set[str] = set()
        self.fonts: set[str] = set()
        self.marked: list[Element] = []
        self._used = used
        self._open: list[Element] = [root]
        self._ops: list[bytes] = []
        self._colour = colour

    def content(self) -> bytes:
        """The page's drawing instructions."""
        return b"\n".join(self._ops)

    # --- structure -------------------------------------------------------------------------------------

    @contextmanager
    def element(self, kind: str, *, alt: str = "", language: str = "") -> Iterator[None]:
        """What is drawn inside belongs to one element of the structure."""
        made = Element(kind, alt, language)
        self._open[-1].kids.append(made)
        self._open.append(made)
        yield
        self._open.pop()

    @contextmanager
    def within(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to an element begun elsewhere (a table that goes over pages)."""
        self._open.append(element)
        yield
        self._open.pop()

    def begin(self, kind: str) -> Element:
        """An empty element under the present one, to be filled with ``within``."""
        made = Element(kind)
        self._open[-1].kids.append(made)
        return made

    @contextmanager
    def _marked(self) -> Iterator[None]:
        element = self._open[-1]
        mark = len(self.marked)
        self.marked.append(element)
        element.kids.append((self.index, mark))
        self._ops.append(f"/{element.kind} <</MCID {mark}>> BDC".encode())
        yield
        self._ops.append(b"EMC")

    @contextmanager
    def _artifact(self) -> Iterator[None]:
        self._ops.append(b"/Artifact BMC")
        yield
        self._ops.append(b"EMC")

    # --- text ------------------------------------------------------------------------------------------

    def lines(
        self,
        drawn: Sequence[Line],
        x: float,
        y: float,
        leading: float,
        width: float,
        *,
        align: str = "left",
        is_artifact: bool = False,
    ) -> None:
        """Lines of text below ``y``; the first baseline sits where a line of this height has it."""
        with self._artifact() if is_artifact else self._marked():
            for order, line in enumerate(drawn):
                if not line.pieces:
                    continue
                size = max(piece.span.style.size for piece in line.pieces)
                baseline = y + order * leading + (leading - size) / 2 + size * 0.79
                left = {"left": x, "right": x + width - line.width, "centre": x + (width - line.width) / 2}[
                    "right" if line.from_right and align == "left" else align
                ]
                for piece in line.pieces:
                    self._piece(piece, left, baseline)
                    left += piece.width

    def write(
        self,
        words: str,
        style: Style,
        x: float,
        baseline: float,
        *,
        align: str = "left",
        to: str = "",
        is_artifact: bool = False,
    ) -> float:
        """One line of text with its baseline at ``baseline``; gives its width."""
        line = text.lines([Span(words, style, to)], 1e9)[0]
        left = {"left": x, "right": x - line.width, "centre": x - line.width / 2}[align]
        with self._artifact() if is_artifact else self._marked():
            for piece in line.pieces:
                self._piece(piece, left, baseline)
                left += piece.width
        return line.width

    def _piece(self, piece: Piece, x: float, baseline: float) -> None:
        style = piece.span.style
        if piece.font == "box":
            self._boxed(piece, x, baseline)
        else:
            said = [
                self._used.note(piece.font, glyph.index, says)
                for glyph, says in zip(piece.glyphs, piece.texts, strict=True)
            ]
            self.fonts.add(piece.font)
            is_spelled = not (piece.is_plain and all(said))
            if is_spelled:
                self._ops.append(b"/Span <</ActualText " + utf16(piece.text) + b">> BDC")
            self._ops.append(self._glyphs(piece, style, x, baseline))
            if is_spelled:
                self._ops.append(b"EMC")
        if piece.span.to:
            self.links.append(Link((x, baseline - style.size, piece.width, style.size * 1.3), piece.span.to))

    def _glyphs(self, piece: Piece, style: Style, x: float, baseline: float) -> bytes:
        face = fonts.face(piece.font)
        size, y = style.size, self.height - baseline
        colour = style.colour if self._colour else (0.0, 0.0, 0.0)
        parts = [b"BT", b"/" + piece.font.encode() + b" " + number(size) + b" Tf", _colour(colour, b"rg")]
        is_thick = fonts.is_thickened(piece.font, style.weight)
        if is_thick:
            parts += [b"2 Tr", number(size * 0.026) + b" w", _colour(colour, b"RG")]
        shown: list[bytes] = []
        codes = ""
        parts.append(b"1 0 0 1 " + number(x) + b" " + number(y) + b" Tm")

        def flush() -> None:
            nonlocal codes
            if codes:
                shown.append(b"<" + codes.encode() + b">")
                codes = ""
            if shown:
                parts.append(b"[" + b"".join(shown) + b"] TJ")
                shown.clear()

        pen = x
        for glyph in piece.glyphs:
            is_moved = abs(glyph.x) > 0.01 or abs(glyph.y) > 0.01
            if is_moved:
                flush()
                parts.append(
                    b"1 0 0 1 "
                    + number(pen + glyph.x * size / 1000)
                    + b" "
                    + number(y + glyph.y * size / 1000)
                    + b" Tm <"
                    + f"{glyph.index:04X}".encode()
                    + b"> Tj"
                )
            else:
                codes += f"{glyph.index:04X}"
            pen += glyph.advance * size / 1000
            change = face.width(glyph.index) - glyph.advance
            if is_moved:
                parts.append(b"1 0 0 1 " + number(pen) + b" " + number(y) + b" Tm")
            elif abs(change) > 0.05:
                shown.append(b"<" + codes.encode() + b">" + number(round(change, 2)))
                codes = ""
        flush()
        if is_thick:
            parts.append(b"0 Tr")
        parts.append(b"ET")
        return b" ".join(parts)

    def _boxed(self, piece: Piece, x: float, baseline: float) -> None:
        style = piece.span.style
        wide = text.box_width(piece.span.text, style)
        high = text.box_side(style)
        left = x + style.size * text.BOX_GAP / 2
        top = baseline - style.size * 0.36 - high / 2
        self.outline(left, top, wide, high, radius=high * 0.16, thickness=0.75)
        letter = text.box_letter_style(style)
        line = text.lines([Span(piece.span.text, letter)], 1e9)[0]
        inner = left + (wide - line.width) / 2
        for part in line.pieces:
            self._piece(part, inner, top + high / 2 + letter.size * 0.36)
            inner += part.width

    def letter_box(self, letter: str, x: float, y: float, side: float, *, to: str = "") -> float:
        """An exhibit letter in its box; gives the width of the box."""
        style = Style(side * 0.54, side, 600)
        wide = max(side, text.width_of(letter, style) + side * 0.5)
        with self._artifact():
            self.outline(x, y, wide, side, radius=min(2.2, side * 0.12), thickness=0.75 if side < 20 else 0.9)
        self.write(letter, style, x + wide / 2, y + side / 2 + style.size * 0.36, align="centre")
        if to:
            self.links.append(Link((x, y, wide, side), to))
        return wide

    # --- marks and pictures ----------------------------------------------------------------------------

    def rule(
        self,
        x: float,
        y: float,
        width: float,
        *,
        thickness: float = 0.4,
        colour: tuple[float, float, float] = RULE,
    ) -> None:
        """A horizontal line."""
        with self._artifact():
            self.stroke([(x, y), (x + width, y)], thickness, colour)

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        thickness: float,
        colour: tuple[float, float, float] = INK,
    ) -> None:
        """A line through points."""
        path = b" ".join(
            number(x) + b" " + number(self.height - y) + (b" l" if i else b" m")
            for i, (x, y) in enumerate(points)
        )
        self._ops.append(
            b"q " + number(thickness) + b" w 1 J 1 j " + _colour(colour, b"RG") + b" " + path + b" S Q"
        )

    def outline(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        radius: float = 0.0,
        thickness: float = 0.5,
        fill: tuple[float, float, float] | None = None,
        colour: tuple[float, float, float] = INK,
    ) -> None:
        """A rectangle, its corners rounded by ``radius``."""
        low, k = self.height - y - height, radius * 0.4477
        r, w, h = radius, width, height
        corners: list[tuple[str, list[float]]] = [
            ("m", [x + r, low]),
            ("l", [x + w - r, low]),
            ("c", [x + w - k, low, x + w, low + k, x + w, low + r]),
            ("l", [x + w, low + h - r]),
            ("c", [x + w, low + h - k, x + w - k, low + h, x + w - r, low + h]),
            ("l", [x + r, low + h]),
            ("c", [x + k, low + h, x, low + h - k, x, low + h - r]),
            ("l", [x, low + r]),
            ("c", [x, low + k, x + k, low, x + r, low]),
        ]
        path = b" ".join(
            b" ".join(number(float(v)) for v in values) + b" " + operator.encode()
            for operator, values in corners
        )
        paint = _colour(fill, b"rg") + b" " if fill else b""
        end = b"b" if fill else b"s"
        self._ops.append(
            b"q "
            + number(thickness)
            + b" w "
            + paint
            + _colour(colour, b"RG")
            + b" "
            + path
            + b" "
            + end
            + b" Q"
        )

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: tuple[float, float, float] = INK,
        thickness: float = 1.0,
        colour: tuple[float, float, float] = INK,
    ) -> None:
        """A filled circle around (x, y) with an outline."""
        self.outline(
            x - radius,
            y - radius,
            2 * radius,
            2 * radius,
            radius=radius,
            thickness=thickness,
            fill=fill,
            colour=colour,
        )

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """Marks drawn inside are decoration to a screen reader."""
        with self._artifact():
            yield

    def picture(
        self,
        key: str,
        place: tuple[float, float, float, float],
        *,
        alt: str,
        to: str = "",
        clip: tuple[float, float, float, float] | None = None,
    ) -> None:
        """A prepared picture stretched over ``place`` (x, y, width, height), shown only inside ``clip``."""
        x, y, wide, high = place
        cut = b""
        if clip:
            cut = (
                b" ".join(number(v) for v in (clip[0], self.height - clip[1] - clip[3], clip[2], clip[3]))
                + b" re W n "
            )
        self.images.add(key)
        matrix = b" ".join(number(v) for v in (wide, 0, 0, high, x, self.height - y - high))
        with self.element("Figure", alt=alt), self._marked():
            self._ops.append(b"q " + cut + matrix + b" cm /" + key.encode() + b" Do Q")
        frame = clip or place
        with self._artifact():
            self.outline(*frame, thickness=0.5, colour=GREY)
        if to:
            self.links.append(Link(frame, to))
