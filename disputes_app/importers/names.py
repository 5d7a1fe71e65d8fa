"""File names from strangers: shown without tricks, and made safe to use again."""

from __future__ import annotations

import os
import re
import unicodedata

# A joiner and the variation selectors are part of emoji and of some scripts.
_HARMLESS = {"\u200c", "\u200d"}
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_MAX_SHOWN = 120
_MAX_NAME = 150


def shown(name: str | bytes) -> str:
    """A name as it may be shown: control, direction and undecodable characters written out, length capped."""
    text = os.fsdecode(name) if isinstance(name, bytes) else name
    if len(text) > _MAX_SHOWN:
        text = f"{text[: _MAX_SHOWN - 30]}…{text[-29:]}"
    return "".join(c if c.isprintable() or c in _HARMLESS else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"  # a byte that is no UTF-8
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def plain(text: str, limit: int, keep: str = "\n\t") -> str:
    """Text that can be stored and shown: NFC, no control or direction characters, no halves of characters."""
    text = text[:limit].replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    return "".join(c for c in text if c.isprintable() or c in keep or c in _HARMLESS or c.isspace())


def cleaned(name: str, fallback: str) -> str:
    """A file name without folders, reserved names or odd characters; ``fallback`` when nothing is left."""
    text = plain(re.split(r"[/\\]", name)[-1], 1000, keep="")
    text = " ".join(re.sub(r'[<>:"|?*]', "_", text).split()).strip(". ")
    if len(text) > _MAX_NAME:
        stem, dot, extension = text.rpartition(".")
        text = f"{stem[: _MAX_NAME - 12]}{dot}{extension[:11]}" if dot else text[:_MAX_NAME]
    if _RESERVED.match(text):
        text = f"_{text}"
    return text or fallback
