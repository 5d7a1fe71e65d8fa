"""The words of a case for a web form."""

from __future__ import annotations

from disputes_app.core import Core
from disputes_app.domain.ids import CaseId
from disputes_app.packets import plain_text
from disputes_app.packets.plain_text import PlainText
from disputes_app.packets.presets import load
from disputes_app.queries.packet_content import packet_content
from disputes_app.store.library import Reader

__all__ = ["PlainText", "packet_text"]


def packet_text(
    core: Core,
    reader: Reader,
    case: CaseId,
    preset: str,
    language: str | None = None,
    limit: int | None = None,
) -> PlainText:
    """The text of a case for a receiver's form; ``limit`` overrides the characters its form takes."""
    chosen = load(preset)
    return plain_text.written(packet_content(core, reader, case, chosen, language), chosen, limit)
