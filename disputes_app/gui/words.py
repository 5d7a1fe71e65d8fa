"""Counted words for a translator: one place where singular and plural are chosen."""

from __future__ import annotations

from typing import cast

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication


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
