"""What stands around a page's own matter: the packet's head and foot, and the strip below a page joined in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from disputes_app.packets import text
from disputes_app.packets.content import Exhibit, PacketContent
from disputes_app.packets.page import Page
from disputes_app.packets.text import GREY, Line, Span, Style
from disputes_app.packets.wording import Wording

FRAME = Style(7.8, 10.0, colour=GREY)
STRIP = 34.0
"""The height added below a joined page for its exhibit stamp, in points."""

_NUMBER = Style(7.8, 10.0, 600)
_STAMP = Style(7.8, 10.0, 500)
_GAP = "\ufffc"


@lru_cache(maxsize=1000)
def _around_gap(words: str, style: Style) -> tuple[Line, Line]:
    """Words that come again on many pages, before and behind the gap that is filled anew on each."""
    before, _, after = words.partition(_GAP)
    return text.line(Span(before, style)), text.line(Span(after, style))


class Frame:
    """The frame of one packet's pages; ``pages`` is how many there are, 0 while nobody knows.

    A draft gets none: nothing that is written in it moves anything.
    """

    def __init__(
        self, content: PacketContent, words: Wording, number: str, pages: int, *, has_volumes: bool
    ) -> None:
        self._content = content
        self._words = words
        self._pages = pages or "00"
        self._numbered = "frame.volume_page" if has_volumes else "frame.page"
        parties = words("frame.parties", buyer=content.buyer.name, seller=content.seller.name, number=number)
        short = words("frame.packet") + " " + number
        self._names = [text.line(Span(said, FRAME)) for said in (parties, short)]

    def head(self, page: Page, part: str, left: float, right: float, top: float) -> None:
        """The order and the part above a page whose matter begins at ``top``, and the line below them."""
        if page.is_draft:
            return
        content = self._content
        with page.drawing():
            page.stroke([(left, top - 29.7), (right, top - 29.7)], 0.5, GREY)
        order = self._words("frame.header", platform=content.platform, order=content.order_number)
        room = right - left - text.width_of(part, FRAME) - 16
        said = text.shortened([Span(order, FRAME)], room, 1)
        page.lines(said, left, top - 45.46, 10, room, is_artifact=True)
        page.write(part, FRAME, right, top - 38.2, align="right", is_artifact=True)

    def foot(self, page: Page, left: float, right: float, bottom: float) -> None:
        """The line below a page whose matter ends at ``bottom``, and what stands under it."""
        with page.drawing():
            page.stroke([(left, bottom + 18.5), (right, bottom + 18.5)], 0.5, GREY)
        self._named_and_numbered(page, left, right, bottom + 24.54)

    def strip(
        self,
        page: Page,
        exhibit: Exhibit,
        number: int,
        pages: int,
        edge: float,
        top: float,
        notes: Sequence[Line],
        leading: float,
    ) -> None:
        """The exhibit stamp in the strip that begins at ``top``: this is page ``number`` of a file of so many."""
        if page.is_draft:
            return
        right = page.width - edge
        with page.drawing():
            page.stroke([(0, top + 0.5), (page.width, top + 0.5)], 0.5, GREY)
        left = edge + 8 + page.letter_box(exhibit.letter, edge, top + 8, 18, to=f"index:{exhibit.letter}")
        stamp = self._words("attachments.stamp", name=_GAP, page=number, pages=pages)
        before, after = _around_gap(stamp, _STAMP)
        room = right - left - before.width - after.width
        [name] = text.shortened([Span(exhibit.name, _STAMP)], room, 1)
        page.lines([text.side_by_side([before, name, after])], left, top + 6, 10, right - left)
        self._named_and_numbered(page, left, right, top + 19.74)
        if notes:
            page.lines(notes, edge, top + STRIP + 1, leading, right - edge)

    def _named_and_numbered(self, page: Page, left: float, right: float, y: float) -> None:
        """Buyer, seller and packet on the left, as far as there is room, and the page's number on the right."""
        if page.is_draft:
            return
        said = self._words(self._numbered, page=_GAP, pages=self._pages, volume=page.volume)
        before, after = _around_gap(said, FRAME)
        numbered = text.side_by_side([before, text.figures(page.index + 1, _NUMBER), after])
        page.lines([numbered], left, y, 10, right - left, align="right", is_artifact=True)
        room = right - left - numbered.width - 12
        if named := next((each for each in self._names if each.width <= room), None):
            page.lines([named], left, y, 10, named.width, is_artifact=True)
