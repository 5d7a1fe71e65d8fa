"""Where a line of text may end: after blanks and hyphens, between Chinese characters, never before a closing mark."""

from __future__ import annotations

import unicodedata

OBJECT = "\ufffc"
"""Stands in a text for something drawn in it, such as a boxed letter."""

_NOT_AT_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〗％‰℃,.:;?!)]}»ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥·～"
)
_NOT_AT_END = frozenset("‘“（〔［｛〈《「『【〖([{«＄￥￡$£€")
# A number stays with what it counts: the 12th page, day, month, year, volume.
_AFTER_NUMBERS = frozenset("页頁日月年卷")


def _is_wide(character: str) -> bool:
    return (
        character >= "\u2e80" and unicodedata.east_asian_width(character) in "WF" and ord(character) < 0x1F000
    )


def places(text: str) -> frozenset[int]:
    """Where a line may end: the indexes of the characters that may begin the next one."""
    found = set()
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        if after in " \u00a0" or unicodedata.combining(after) or after in "\u200d\ufe0f\ufe0e\u20e3":
            continue
        if before in (" ", "\u200b"):
            is_open = not _belongs(text, index)
        elif before == "\u200d":
            is_open = False
        elif before in "-–—/" and after not in _NOT_AT_START:
            is_open = after.isalpha() and index > 1 and not text[index - 2].isspace()
        elif _is_wide(before) or _is_wide(after):
            is_open = before not in "\u00a0第" and not (before.isdigit() and after in _AFTER_NUMBERS)
        else:
            is_open = ord(before) >= 0x1F000 and after != "\u200d" and not 0x1F3FB <= ord(after) <= 0x1F3FF
        if is_open and before not in _NOT_AT_END and (before == " " or after not in _NOT_AT_START):
            found.add(index)
    return frozenset(found)


def _belongs(text: str, index: int) -> bool:
    """Whether a word stays with the one before it: Exhibit and its letter, US and its $64.80."""
    before = text[max(0, index - 8) : index].rstrip(" ")[-2:]
    if text[index] == OBJECT:
        return before[-1:].isalpha()
    return text[index] in "$£€¥" and len(before) == 2 and before.isalpha() and before.isupper()
