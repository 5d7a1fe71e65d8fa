"""A file of words (a chat that was exported, a saved web page) on pages, to be joined like a received document."""

from __future__ import annotations

from pathlib import Path

from disputes_app.packets import document, embedding, text
from disputes_app.packets.content import Exhibit
from disputes_app.packets.frame import STRIP
from disputes_app.packets.page import Page
from disputes_app.packets.sheet import BODY, HINT
from disputes_app.packets.structure import Element, GlyphsUsed
from disputes_app.packets.text import Line, Span
from disputes_app.packets.wording import Wording

_EDGE = 56.0


def write(exhibit: Exhibit, path: Path, words: Wording, paper: tuple[float, float]) -> None:
    """Write the words of ``exhibit``, every one of them, as a PDF to ``path``.

    A page fills the ``paper`` (width and height in points) with the strip that the packet puts below it.
    """
    import pikepdf

    size = paper[0], paper[1] - STRIP
    width, height = size[0] - 2 * _EDGE, size[1] - 2 * _EDGE
    keys = {"text/html": "attachments.text_of_page", "application/zip": "attachments.text_of_chat"}
    key = keys.get(exhibit.media_type, "attachments.text")
    told = text.lines([Span(words(key, name=exhibit.name), HINT)], width)
    lines = text.lines([Span(exhibit.text.expandtabs(4).strip("\n"), BODY)], width)
    used = GlyphsUsed()
    pages: list[Page] = []
    fitting = int((height - len(told) * HINT.leading - 8) // BODY.leading)
    while lines or not pages:
        pages.append(_page(len(pages), size, used, told, lines[:fitting]))
        lines = lines[fitting:]
    with pikepdf.new() as pdf:
        made = {name: embedding.font(pdf, name, glyphs) for name, glyphs in sorted(used.fonts.items())}
        for page in pages:
            document.add_page(pdf, page, made, {}, {})
        pdf.save(path, deterministic_id=True)


def _page(
    index: int, size: tuple[float, float], used: GlyphsUsed, told: list[Line], lines: list[Line]
) -> Page:
    page, width = Page(index, *size, used, Element("Document")), size[0] - 2 * _EDGE
    page.lines(told, _EDGE, _EDGE, HINT.leading, width, is_artifact=True)
    y = _EDGE + len(told) * HINT.leading + 8
    page.lines(lines, _EDGE, y, BODY.leading, width, is_artifact=True)
    return page
