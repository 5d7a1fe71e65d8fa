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
from dataclasses import dataclass

from disputes_app.packets import syntax, text
from disputes_app.packets.structure import Element, GlyphsUsed
from disputes_app.packets.syntax import Colour, number
from disputes_app.packets.text import GREY, INK, Line, Piece, Span, Style

RULE = (0.72, 0.71, 0.7)


def _letter_style(side: float) -> Style:
    return Style(side * 0.54, side, 600)


def box_width(letter: str, side: float) -> float:
    """The width of an exhibit letter's box of this height."""
    return max(side, text.width_of(letter, _letter_style(side)) + side * 0.5)


@dataclass(frozen=True, slots=True)
class Link:
    """A click on this rectangle (x, y, width, height) leads to the named place."""

    area: tuple[float, float, float, float]
    to: str


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
        self.volume = 1
        self.links: list[Link] = []
        self.places: dict[str, float] = {}
        self.images: set[str] = set()
        self.fonts: set[str] = set()
        self.marked: list[Element] = []
        self.is_draft = False
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
        line = text.line(Span(words, style, to))
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
            self._shown(piece, x, self.height - baseline)
        if piece.span.to:
            self.links.append(Link((x, baseline - style.size, piece.width, style.size * 1.3), piece.span.to))

    def _shown(self, piece: Piece, x: float, y: float) -> None:
        if self.is_draft:
            return
        self.fonts.add(piece.font)
        colour = piece.span.style.colour if self._colour else (0.0, 0.0, 0.0)
        self._ops.append(
            b"q 1 0 0 1 " + syntax.numbers(x, y) + b" cm " + self._used.drawn(piece, colour) + b" Q"
        )

    def _boxed(self, piece: Piece, x: float, baseline: float) -> None:
        style = piece.span.style
        wide = text.box_width(piece.span.text, style)
        high = text.box_side(style)
        left = x + style.size * text.BOX_GAP / 2
        top = baseline - style.size * 0.36 - high / 2
        self.outline(left, top, wide, high, radius=high * 0.16, thickness=0.75)
        letter = text.box_letter_style(style)
        line = text.line(Span(piece.span.text, letter))
        inner = left + (wide - line.width) / 2
        for part in line.pieces:
            self._piece(part, inner, top + high / 2 + letter.size * 0.36)
            inner += part.width

    def letter_box(self, letter: str, x: float, y: float, side: float, *, to: str = "") -> float:
        """An exhibit letter in its box; gives the width of the box."""
        style = _letter_style(side)
        wide = box_width(letter, side)
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
        colour: Colour = RULE,
    ) -> None:
        """A horizontal line."""
        with self._artifact():
            self.stroke([(x, y), (x + width, y)], thickness, colour)

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        thickness: float,
        colour: Colour = INK,
    ) -> None:
        """A line through points."""
        self._ops.append(syntax.line([(x, self.height - y) for x, y in points], thickness, colour))

    def outline(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        radius: float = 0.0,
        thickness: float = 0.5,
        fill: Colour | None = None,
        colour: Colour = INK,
    ) -> None:
        """A rectangle, its corners rounded by ``radius``."""
        low = self.height - y - height
        self._ops.append(syntax.rectangle((x, low, width, height), radius, thickness, fill, colour))

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: Colour = INK,
        thickness: float = 1.0,
        colour: Colour = INK,
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
