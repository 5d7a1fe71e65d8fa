"""Hides words in everything a packet is made from: its texts, file names, and the text of received documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import Any

from disputes_app.domain import private_words
from disputes_app.packets import wording
from disputes_app.packets.content import Box, Exhibit, PacketContent
from disputes_app.packets.received import Received

# What is no text for a reader: codes, numbers of rows, digests, places on the disk.
_KEPT = frozenset(
    """evidence letter kind media_type sha256 path direction language zone home_zone claim_type
    strongest journal_head hidden currency""".split()
)


def hidden(content: PacketContent) -> PacketContent:
    """The content with its hidden words replaced by a mark, wherever they stand."""
    pattern = private_words.pattern(content.hidden)
    if pattern is None:
        return content
    mark = wording.load(content.language)("hiding.mark")
    return _replaced(content, pattern, mark)  # type: ignore[no-any-return]


def is_marked(content: PacketContent) -> bool:
    """Whether words were taken out of the texts of a packet."""
    mark = wording.load(content.language)("hiding.mark")
    return bool(content.hidden) and _holds(content, mark)


def _holds(thing: Any, mark: str) -> bool:
    if isinstance(thing, str):
        return mark in thing
    if isinstance(thing, tuple):
        return any(_holds(each, mark) for each in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return any(_holds(getattr(thing, field.name), mark) for field in fields(thing))
    return False


def _replaced(thing: Any, pattern: re.Pattern[str], mark: str) -> Any:
    if isinstance(thing, str):
        return pattern.sub(mark, thing)
    if isinstance(thing, tuple):
        return tuple(_replaced(each, pattern, mark) for each in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        texts = {
            field.name: _replaced(getattr(thing, field.name), pattern, mark)
            for field in fields(thing)
            if field.name not in _KEPT
        }
        return replace(thing, **texts)
    return thing


def in_document(content: PacketContent, exhibit: Exhibit, document: Received) -> Exhibit:
    """The exhibit with boxes over hidden words in its document, whose pages with such become pictures."""
    pattern = private_words.pattern(content.hidden)
    if pattern is None:
        return exhibit
    from disputes_app.imaging import pdf_pages

    mark = wording.load(content.language)("hiding.mark")
    document.bookmarks = [
        (level, pattern.sub(mark, title), page) for level, title, page in document.bookmarks
    ]
    # The pages as they will be joined: with the values of forms and the words of notes drawn into them.
    held = BytesIO()
    document.pdf.save(held)
    found: Mapping[int, list[Box]] = pdf_pages.places_of(held.getvalue(), pattern)
    if not found:
        return exhibit
    boxes = dict(exhibit.boxes)
    for page, areas in found.items():
        boxes[page] = (*boxes.get(page, ()), *areas)
    document.as_pictures |= frozenset(found)
    document.exhibit = replace(exhibit, boxes=boxes)
    return document.exhibit
