"""Small pictures of evidence for lists: from memory at once, else made in the background."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap, QTransform

from disputes_app.domain.evidence import Evidence, EvidenceKind
from disputes_app.errors import UserError
from disputes_app.gui.context import Context
from disputes_app.queries.thumbnails import has_picture, make_thumbnail

MOST = 400
_ICONS = {
    EvidenceKind.PHOTO: "image",
    EvidenceKind.SCREENSHOT: "image",
    EvidenceKind.MAIL: "mail",
    EvidenceKind.VIDEO: "film",
    EvidenceKind.CHAT: "message-square",
}


def icon_of(evidence: Evidence) -> str:
    """What stands for an item without a picture."""
    return _ICONS.get(evidence.kind, "file-text")


def is_read(evidence: Evidence) -> bool:
    """Whether an item is read from its upper end: a page or a screen, of which a small picture shows the beginning."""
    return evidence.kind not in (EvidenceKind.PHOTO, EvidenceKind.VIDEO)


def turned(picture: QPixmap | None, degrees: int) -> QPixmap | None:
    """A picture turned to the right."""
    if picture is None or not degrees:
        return picture
    return picture.transformed(QTransform().rotate(degrees))


class Thumbnails(QObject):
    """``came`` carries the SHA-256 whose picture is there now."""

    came = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self._is_told = False

    def picture(self, evidence: Evidence) -> QPixmap | None:
        """The picture if it is there; else it is asked for, once."""
        sha256 = evidence.sha256
        found = self._kept.get(sha256)
        if found is not None:
            self._kept.move_to_end(sha256)
            return found
        if has_picture(evidence) and sha256 not in self._asked:
            self._asked.add(sha256)
            library = self._context.core.library
            self._context.tasks.run(
                _made, library.folder, library.evidence.path(sha256), sha256, evidence.media_type,
                done=self._on_made, failed=self._on_failed, quiet=True, pool=True,
            )  # fmt: skip
        return self._kept.get(sha256)

    def _on_made(self, made: tuple[str, Path]) -> None:
        sha256, path = made
        self._kept[sha256] = QPixmap(str(path))
        while len(self._kept) > MOST:
            self._asked.discard(self._kept.popitem(last=False)[0])
        self.came.emit(sha256)

    def _on_failed(self, error: Exception) -> None:
        """An item that cannot be drawn keeps its icon: what is wrong with the file stands with the item."""
        if not isinstance(error, UserError) and not self._is_told:
            # A full disk fails every picture: it is said of the first.
            self._is_told = True
            self._context.notices.error(error)


def _made(library: Path, original: Path, sha256: str, media_type: str) -> tuple[str, Path]:
    return sha256, make_thumbnail(library, original, sha256, media_type)
