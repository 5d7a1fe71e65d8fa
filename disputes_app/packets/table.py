"""Tables of a packet: rows between thin rules, the head again on each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from disputes_app.packets.page import Page
from disputes_app.packets.sheet import HEAD, Block, Cell, Sheet
from disputes_app.packets.text import INK


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its left edge from the left margin, its width and how text stands in it."""

    x: float
    width: float
    align: str = "left"


class Table:
    """Rows between thin rules; the head comes again on each page, and a row is split only when it must be."""

    def __init__(
        self, sheet: Sheet, columns: Sequence[Column], head: Sequence[str] = (), *, head_gap: float = 8.8
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.head = head
        self._gap = head_gap
        self._element = sheet.page.begin("Table")
        self._draw_head()

    def _draw_head(self) -> None:
        sheet = self.sheet
        if not self.head:
            return
        blocks = [
            sheet.block(words, HEAD, column.width, plain=True)
            for words, column in zip(self.head, self.columns, strict=True)
        ]
        height = max((len(block.lines) for block in blocks), default=1) * HEAD.leading
        with sheet.page.within(self._element), sheet.page.element("TR"):
            for block, column in zip(blocks, self.columns, strict=True):
                if any(line.pieces for line in block.lines):
                    with sheet.page.element("TH"):
                        sheet.page.lines(
                            block.lines,
                            sheet.left + column.x,
                            sheet.y,
                            HEAD.leading,
                            column.width,
                            align=column.align,
                        )
        sheet.y += height + self._gap - 4
        sheet.page.rule(sheet.left, sheet.y, sheet.body_width, thickness=0.8, colour=INK)

    def row(
        self,
        cells: Sequence[Cell],
        *,
        least: float = 0.0,
        middle: bool = False,
        places: Sequence[str] = (),
        draw: Callable[[Page, float, float], None] | None = None,
    ) -> None:
        """One row; ``draw`` adds marks to its page, given the row's top and height."""
        sheet = self.sheet
        heights = [sum(len(block.lines) * block.leading for block in cell) for cell in cells]
        height = max(least, max(heights, default=0.0) + 2 * sheet.pad)
        # A row higher than a page begins where it is, if some lines of it find room there.
        is_split = height > sheet.bottom - sheet.top - 40 and sheet.y + 100 < sheet.bottom
        if sheet.y + height > sheet.bottom and sheet.y > sheet.top + 80 and not is_split:
            sheet.new_page()
            self._draw_head()
        for place in places:
            sheet.mark(place)
        if sheet.y + height > sheet.bottom:
            self._split(cells)
            return
        page = sheet.page
        with page.within(self._element), page.element("TR"):
            if draw:
                draw(page, sheet.y, height)
            for cell, column, own in zip(cells, self.columns, heights, strict=True):
                if cell:
                    self._cell(cell, column, sheet.y + ((height - own) / 2 if middle else sheet.pad))
        sheet.y += height
        page.rule(sheet.left, sheet.y, sheet.body_width)

    def _cell(self, cell: Cell, column: Column, y: float) -> None:
        page = self.sheet.page
        with page.element("TD"):
            for block in cell:
                page.lines(
                    block.lines, self.sheet.left + column.x, y, block.leading, block.width, align=column.align
                )
                y += len(block.lines) * block.leading

    def _split(self, cells: Sequence[Cell]) -> None:
        """A row higher than a page goes on over pages, line by line; nothing of it is left out."""
        sheet = self.sheet
        rest = [
            [Block((line,), block.leading, block.width) for block in cell for line in block.lines]
            for cell in cells
        ]
        while any(rest):
            room = sheet.bottom - sheet.y - 2 * sheet.pad
            used = 0.0
            with sheet.page.within(self._element), sheet.page.element("TR"):
                for number, column in enumerate(self.columns):
                    taken, count = 0.0, 0
                    while count < len(rest[number]) and taken + rest[number][count].leading <= room + 0.1:
                        taken += rest[number][count].leading
                        count += 1
                    if count:
                        self._cell(rest[number][:count], column, sheet.y + sheet.pad)
                    rest[number] = rest[number][count:]
                    used = max(used, taken)
            sheet.y += used + 2 * sheet.pad
            sheet.page.rule(sheet.left, sheet.y, sheet.body_width)
            if any(rest):
                sheet.new_page()
                self._draw_head()
