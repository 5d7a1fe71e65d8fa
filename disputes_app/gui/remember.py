"""Keeps what a person arranged (window place, splitter positions) in the settings."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QSplitter, QWidget

from disputes_app.gui.context import Settings


def as_text(state: QByteArray) -> str:
    """Qt's bytes in a form that JSON can hold."""
    return bytes(state.toBase64().data()).decode("ascii")


def as_bytes(text: object) -> QByteArray:
    """The bytes behind ``as_text``; empty for anything else."""
    return QByteArray.fromBase64(text.encode("ascii")) if isinstance(text, str) else QByteArray()


class RememberedSplitter(QObject):
    """Restores a splitter once and keeps its position from then on; owned by the splitter."""

    def __init__(self, splitter: QSplitter, settings: Settings, key: str) -> None:
        super().__init__(splitter)
        self._splitter, self._settings, self._key = splitter, settings, f"splitter/{key}"
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        kept = as_bytes(settings.get(self._key, None))
        if not kept.isEmpty():
            splitter.restoreState(kept)
        splitter.splitterMoved.connect(self._on_moved)

    def _on_moved(self) -> None:
        self._settings.set(self._key, as_text(self._splitter.saveState()))


def restore_geometry(window: QWidget, settings: Settings) -> bool:
    """Puts the window where it was; says whether a place was known."""
    kept = as_bytes(settings.get("window/geometry", None))
    return not kept.isEmpty() and window.restoreGeometry(kept)


def keep_geometry(window: QWidget, settings: Settings) -> None:
    """Remembers where the window is."""
    settings.set("window/geometry", as_text(window.saveGeometry()))
