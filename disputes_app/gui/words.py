"""Words as they are shown: counted for a translator, in one place, and an error's words as a sentence."""

from __future__ import annotations

from typing import cast

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QLocale

_LONGEST = 60


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


def for_menu(words: str) -> str:
    """Words that somebody else chose, as an entry of a menu: in one line, not too long, its ``&`` to be seen."""
    line = " ".join(words[: 2 * _LONGEST].split())
    shown = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return shown.replace("&", "&&")
