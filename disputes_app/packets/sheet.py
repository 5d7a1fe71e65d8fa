"""A packet being laid out: pages with head and foot, a running position, headings, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby

from disputes_app.packets import text
from disputes_app.packets.content import Exhibit, PacketContent
from disputes_app.packets.frame import STRIP, Frame
from disputes_app.packets.page import Page, SourcePage
from disputes_app.packets.pictured import Joined, Picture
from disputes_app.packets.plan import Plan
from disputes_app.packets.presets import MM, PAPERS, Preset
from disputes_app.packets.structure import Element, GlyphsUsed
from disputes_app.packets.text import GREY, Line, Span, Style
from disputes_app.packets.wording import Wording

BODY = Style(9.8, 14.2)
STRONG = Style(9.8, 14.2, 600)
QUIET = Style(9.8, 14.2, colour=GREY)
HINT = Style(7.8, 11.0, colour=GREY)
SMALL = Style(7.8, 10.6)
HEAD = Style(8.0, 11.0, 500, colour=GREY)
HASH = Style(6.5, 11.0, family="mono", colour=GREY)
TITLE = Style(20.0, 25.0, 600, "serif")
PAD = 5.3
_TIGHT_PADS = (PAD, 3.4, 2.2)
# A part whose last page is filled no further than this is laid out tight: a line or two hardly deserve a page.
_HARDLY = 100.0


@dataclass(frozen=True, slots=True)
class Bookmark:
    level: int
    title: str
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one height in a table cell."""

    lines: tuple[Line, ...]
    leading: float
    width: float


Cell = Sequence[Block]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an earlier layout found: the page and volume of each named place, and how many pages there are.

    ``tight`` are the parts whose tables are set closer, once or twice, so that their last lines find room.
    """

    places: Mapping[str, int] = field(default_factory=dict)
    pages: int = 0
    volumes: Mapping[str, int] = field(default_factory=dict)
    tight: Mapping[str, int] = field(default_factory=dict)


class Sheet:
    """One layout of a packet from the first page to the last; of a draft only the places of things are of use."""

    def __init__(
        self,
        content: PacketContent,
        plan: Plan,
        preset: Preset,
        paper: str,
        words: Wording,
        number: str,
        pictures: Mapping[str, Picture],
        joined: Mapping[str, Joined],
        known: Numbers,
        is_draft: bool,
    ) -> None:
        self.content = content
        self.plan = plan
        self.preset = preset
        self.words = words
        self.number = number
        self.pictures = pictures
        self.joined = joined
        self.known = known
        self.is_draft = is_draft
        self.letters = tuple(exhibit.letter for exhibit in content.exhibits)
        self.used = GlyphsUsed()
        self.root = Element("Document", language=words.code)
        self.pages: list[Page] = []
        self.bookmarks: list[Bookmark] = []
        self.width, self.height = PAPERS[paper]
        top, right, bottom, left = (value * MM for value in preset.margins)
        self.left, self.top = left, top
        self.body_width = self.width - left - right
        self.bottom = self.height - bottom
        self.part = ""
        self.volume = 1
        self.pad = PAD
        self._frame = Frame(content, words, number, known.pages, has_volumes=bool(plan.starts))
        self._section = self.root
        self._begun = ""
        self._filled: dict[str, list[float]] = {}
        self.y = top

    # --- pages -----------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def new_page(self, *, is_cover: bool = False) -> Page:
        """Begin a page with the packet's head and foot."""
        page = Page(len(self.pages), self.width, self.height, self.used, self._section, self.preset.colour)
        self._leave_page()
        self._add(page)
        self.y = self.top
        right = self.left + self.body_width
        if not is_cover:
            self._frame.head(page, self.part, self.left, right, self.top)
        self._frame.foot(page, self.left, right, self.bottom)
        return page

    def _leave_page(self) -> None:
        if self._begun:
            self._filled.setdefault(self._begun, []).append(self.y)

    def _add(self, page: Page) -> None:
        page.is_draft = self.is_draft
        page.volume = self.volume
        self.pages.append(page)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is laid out inside is a part of its own; afterwards the present one goes on."""
        section, part = self._section, self.part
        self.begin_section()
        yield
        self._section, self.part = section, part

    def source_page(
        self,
        exhibit: Exhibit,
        number: int,
        pages: int,
        size: tuple[float, float],
        notes: Iterable[Sequence[Span]] = (),
    ) -> None:
        """Begin page ``number`` of a received document of so many, with a strip below it for the stamp and notes."""
        width = max(size[0], 300.0)
        edge = min(self.left, 20.0)
        noted = [line for spans in notes for line in text.lines(spans, width - 2 * edge)]
        high = STRIP + (len(noted) * SMALL.leading + 6 if noted else 0)
        page = Page(len(self.pages), width, size[1] + high, self.used, self._section, self.preset.colour)
        page.source = SourcePage(exhibit.evidence, number)
        self._add(page)
        self._frame.strip(page, exhibit, number, pages, edge, size[1], noted, SMALL.leading)

    def new_sheet(self) -> None:
        """Where both sides are printed, leave a page blank, so that what follows begins on a sheet of its own."""
        if self.preset.two_sided and sum(page.volume == self.volume for page in self.pages) % 2:
            self._end_part()
            page = self.new_page()
            with page.element("P"):
                page.write(self.words("frame.blank"), QUIET, self.left, self.top + BODY.leading)

    def room(self, height: float) -> bool:
        """Begin a page when less than this height is left; says whether it did."""
        if self.y + height <= self.bottom:
            return False
        self.new_page()
        return True

    def begin(self, section: str, title: str, short: str, intro: str = "", *, has_title: bool = True) -> None:
        """Begin a part on a new page, with its bookmark, heading and first sentence."""
        number = next(each.number for each in self.plan.sections if each.id == section)
        self.part = f"{number} {short}" if number else short
        self.begin_section()
        self.new_page()
        self._begun = section
        self.pad = _TIGHT_PADS[self.known.tight.get(section, 0)]
        self.mark(f"part:{section}")
        self.bookmarks.append(Bookmark(0, f"{number} {title}" if number else title, self.page.index, 0))
        if has_title:
            self.title(title)
        if intro:
            self.paragraph([Span(intro, QUIET)], min(self.body_width, 400.0), after=16.0)

    def title(self, words: str) -> None:
        with self.page.element("H1"):
            lines = text.lines([Span(words, TITLE)], self.body_width)
            self.page.lines(lines, self.left, self.y, TITLE.leading, self.body_width)
        self.y += len(lines) * TITLE.leading + 4.5

    def heading(self, words: str, *, before: float = 0.0, after: float = 8.0, keep: float = 60.0) -> None:
        """A small heading that stays with at least ``keep`` points of what follows."""
        if self.y > self.top + 50:
            self.y += before
        self.room(STRONG.leading + after + keep)
        with self.page.element("H2"):
            lines = text.lines(self.spans(words, STRONG), self.body_width)
            self.page.lines(lines, self.left, self.y, STRONG.leading, self.body_width)
        self.y += len(lines) * STRONG.leading + after

    def begin_section(self) -> None:
        """A part without a heading of its own: what is drawn next belongs to it."""
        self._end_part()
        self._section = Element("Sect")
        self.root.kids.append(self._section)

    def _end_part(self) -> None:
        self._leave_page()
        self._begun, self.pad = "", PAD

    def mark(self, place: str, y: float | None = None) -> None:
        """Name this place, so that links and page numbers find it."""
        self.page.places.setdefault(place, self.y if y is None else y)

    def bookmark(self, level: int, title: str, y: float | None = None) -> None:
        self.bookmarks.append(Bookmark(level, title, self.page.index, self.y if y is None else y))

    def bookmark_exhibit(self, exhibit: Exhibit, y: float | None = None) -> None:
        """A bookmark for an exhibit, under its part's."""
        self.bookmark(1, f"{exhibit.letter}  {exhibit.short_caption or exhibit.caption or exhibit.name}", y)

    def number_of(self, place: str) -> str:
        """The page number of a named place, as an earlier layout found it."""
        found = self.known.places.get(place)
        if found and (volume := self.known.volumes[place]) != self.volume:
            return self.words("frame.in_volume", page=found, volume=volume)
        return str(found) if found else ("–" if self.known.pages else "00")

    def numbers(self) -> Numbers:
        """What this layout found."""
        self._end_part()
        tight = dict(self.known.tight)
        for name, ends in self._filled.items():
            if len(ends) > 1 and ends[-1] < self.top + _HARDLY:
                tight[name] = min(tight.get(name, 0) + 1, len(_TIGHT_PADS) - 1)
        places: dict[str, Page] = {}
        for page in self.pages:
            for place in page.places:
                places.setdefault(place, page)
        return Numbers(
            {place: page.index + 1 for place, page in places.items()},
            len(self.pages),
            {place: page.volume for place, page in places.items()},
            tight,
        )

    # --- text ------------------------------------------------------------------------------------------

    def spans(self, words: str, style: Style, *, strong: str = "") -> list[Span]:
        """A text of the case with its mentions of exhibits and messages as links."""
        return self.words.spans(
            words, style, self.letters, messages=len(self.content.messages), strong=strong
        )

    def widest(self, texts: Iterable[str], style: Style, least: float) -> float:
        """The room a column needs so that none of these texts takes a second line."""
        return max([least, *(text.width_of(each, style) + 1 for each in texts)])

    def paragraph(self, spans: Sequence[Span], width: float, *, x: float = 0.0, after: float = 0.0) -> None:
        """A paragraph that goes on over pages where it must."""
        lines = text.lines(spans, width)
        leading = spans[0].style.leading if spans else 0.0
        while lines:
            fitting = max(1, int((self.bottom - self.y + 0.1) // leading))
            if fitting < min(2, len(lines)) and self.y > self.top:
                self.new_page()
                continue
            with self.page.element("P"):
                self.page.lines(lines[:fitting], self.left + x, self.y, leading, width)
            self.y += min(fitting, len(lines)) * leading
            lines = lines[fitting:]
            if lines:
                self.new_page()
        self.y += after

    def block(
        self,
        words: str | Sequence[Span],
        style: Style,
        width: float,
        *,
        strong: str = "",
        plain: bool = False,
    ) -> Block:
        """Text for a table cell; a string's mentions become links unless it is ``plain``."""
        if isinstance(words, str):
            words = [Span(words, style)] if plain else self.spans(words, style, strong=strong)
        return Block(tuple(text.lines(words, width)), style.leading, width)

    def sources(
        self, exhibits: Iterable[str], messages: Iterable[int], style: Style, words: str = ""
    ) -> list[Span]:
        """Where a fact comes from, as spans: words, exhibit letters with their pages, message numbers."""
        spans = self.spans(words, style) if words else []
        shown = [letter for letter in exhibits if letter in self.letters]
        count = len(self.content.messages) if self.plan.has("messages") else 0
        numbers = [number for number in messages if 1 <= number <= count]
        for page, letters in groupby(shown, key=lambda letter: self.number_of(f"exhibit:{letter}")):
            for letter in letters:
                spans += [Span(" ", style)] if spans else []
                spans.append(Span(letter, style, f"exhibit:{letter}", boxed=True))
            spans.append(Span(f" {self.words('frame.on_page', page=page)}", style, spans[-1].to))
        if numbers:
            listed = self.words.listed([str(number) for number in numbers])
            said = self.words("chronology.message", n=len(numbers), list=listed)
            page = self.words("frame.on_page", page=self.number_of(f"message:{numbers[0]}"))
            spans += [Span("; ", style)] if spans else []
            spans.append(Span(f"{said} {page}", style, f"message:{numbers[0]}"))
        return spans
