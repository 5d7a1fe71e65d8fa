"""Words as they are shown: counted for a translator, in one place, and an error's words as a sentence."""

from __future__ import annotations

import re
from html import escape
from typing import cast

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import Qt

_LONGEST = 60
_LONG_WORD = re.compile(r"\S{20}(?=\S)")


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Marks a text for the translator and gives it back as it is; typed, and named as the tools expect."""
    return cast("str", QtCore.QT_TRANSLATE_NOOP(context, text))


def counted(context: str, one: str, many: str, number: int) -> str:
    """A sentence with ``%n`` in it; a translation decides its own plurals, English has the two given.

    >>> counted("Today", "%n day", "%n days", 1)
    '1 day'
    """
    translated = QCoreApplication.translate(context, many, "", number)
    plain = many.replace("%n", str(number))
    return one.replace("%n", str(number)) if number == 1 and translated == plain else translated


def sentence(words: str) -> str:
    """An error's words as a sentence. A file's name at the front stays as its owner writes it.

    >>> sentence("no file was chosen"), sentence("locked.pdf is locked")
    ('No file was chosen.', 'locked.pdf is locked.')
    """
    first = words.partition(" ")[0]
    said = words if "." in first else words[:1].upper() + words[1:]
    return said if said.endswith((".", "?", "…")) else f"{said}."


def grouped(number: int) -> str:
    """A number with its thousands parted as the user's language does: ``12,481``."""
    here = QLocale()
    # The plain locale of scripts parts nothing; its words are English, and so are its numbers here.
    return f"{number:,}" if here.language() == QLocale.Language.C else here.toString(number)


def size(count: int, digits: int = 1) -> str:
    """Bytes in words."""
    return QLocale().formattedDataSize(count, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def shortened(words: str, most: int) -> str:
    """Words in one line of so many letters at most, an ellipsis for the rest."""
    line = " ".join(words[: 2 * most].split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def for_menu(words: str) -> str:
    """Words that somebody else chose, as an entry of a menu: in one line, not too long, its ``&`` to be seen."""
    return shortened(words, _LONGEST).replace("&", "&&")


def for_tip(words: str) -> str:
    """Words that somebody else chose, for a tooltip: a tag among them is shown, not obeyed."""
    return f"<qt>{escape(words).replace(chr(10), '<br>')}</qt>" if Qt.mightBeRichText(words) else words


def breakable(words: str) -> str:
    """Words with places to break in those longer than a line: an address in a message pushes nothing out of sight."""
    return _LONG_WORD.sub("\\g<0>\u200b", words)
