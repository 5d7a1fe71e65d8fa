"""Sets the sample's papers: a letterhead, headings, lines and tables on A4 pages of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from disputes_app import resources

Row = tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A part of a paper: a heading, lines of text, or a table whose first row is its head."""

    heading: str = ""
    lines: tuple[str, ...] = ()
    table: tuple[Row, ...] = ()
    columns: tuple[int, ...] = ()


@cache
def _fonts() -> dict[str, str]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    names = {
        "regular": "Inter-Regular.ttf",
        "bold": "Inter-SemiBold.ttf",
        "chinese": "NotoSansSC-Regular.ttf",
    }
    for name, file in names.items():
        pdfmetrics.registerFont(TTFont(f"Sample-{name}", str(resources.path("fonts", "packet", file))))
    return {name: f"Sample-{name}" for name in names}


def _family(text: str, bold: bool = False) -> str:
    if any("\u3000" <= letter <= "\uffef" for letter in text):
        return _fonts()["chinese"]
    return _fonts()["bold" if bold else "regular"]


def paper(
    sender: str,
    title: str,
    blocks: Sequence[Block],
    foot: str,
    ink: tuple[float, float, float] = (0.13, 0.2, 0.32),
) -> bytes:
    """A PDF of A4 pages, the same bytes for the same content."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    held = BytesIO()
    canvas = Canvas(held, pagesize=A4, invariant=1, lang="en-GB")
    canvas.setTitle(title)
    canvas.setAuthor(sender)
    width, height = float(A4[0]), float(A4[1])
    left, right = 56.0, width - 56.0

    def text(
        x: float, y: float, words: str, size: float = 9.5, bold: bool = False, grey: float = 0.12
    ) -> None:
        canvas.setFillGray(grey)
        canvas.setFont(_family(words, bold), size)
        canvas.drawString(x, y, words)

    def page_head(number: int) -> float:
        canvas.setFillColorRGB(*ink)
        canvas.rect(0, height - 62, width, 62, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.setFont(_family(sender, True), 16)
        canvas.drawString(left, height - 40, sender)
        text(left, 34, foot, 7.5, grey=0.45)
        canvas.drawRightString(right, 34, f"Page {number}")
        return height - 104

    number = 1
    y = page_head(number)
    text(left, y, title, 17, True)
    y -= 30
    for block in blocks:
        needed = 30 + 16 * (len(block.lines) + len(block.table))
        if y - needed < 60:
            canvas.showPage()
            number += 1
            y = page_head(number)
        if block.heading:
            text(left, y, block.heading, 11, True)
            y -= 18
        for line in block.lines:
            text(left, y, line)
            y -= 15
        for index, row in enumerate(block.table):
            last = len(row) - 1
            for column, cell in enumerate(row):
                x = left + block.columns[column]
                head = index == 0
                text(
                    x,
                    y,
                    cell,
                    8.5 if head else 9.5,
                    bold=not head and column == last,
                    grey=0.4 if head else 0.12,
                )
            canvas.setStrokeGray(0.25 if index == 0 else 0.85)
            canvas.setLineWidth(0.6 if index == 0 else 0.4)
            canvas.line(left, y - 5, right, y - 5)
            y -= 18
        y -= 12
    canvas.save()
    return held.getvalue()
