"""Takes in what comes into the window: files that are chosen or dropped, and what is pasted."""

from __future__ import annotations

import secrets
import shutil
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from disputes_app.actions import imports
from disputes_app.domain.ids import OrderId
from disputes_app.gui.context import Context
from disputes_app.gui.main_window import MainWindow
from disputes_app.queries import cases


class Arrivals(QObject):
    """What is dropped on an order or a case belongs to it; all else finds its order or waits in the inbox.

    What is pasted lies as a file in the library's cache until its import has ended, or the library is next
    opened.
    """

    def __init__(self, window: MainWindow, context: Context) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        # One for each import under way, in their order, which is that of their ends.
        self._pasted: deque[Path | None] = deque()
        window.intake.files.connect(self._import)
        window.intake.picture.connect(self._on_picture_pasted)
        window.intake.text.connect(self._on_text_pasted)
        window.handle("import_files", self._import_files)
        window.handle("import_folder", self._import_folder)

    def _import_files(self) -> None:
        self._import(self._context.notices.open_files(self.tr("Import files"), parent=self._window))

    def _import_folder(self) -> None:
        chosen = self._context.notices.open_folder(self.tr("Import a folder"), parent=self._window)
        self._import([chosen] if chosen else [])

    def _on_picture_pasted(self, picture: QImage) -> None:
        refusal = self.tr("The picture on the clipboard cannot be stored.")
        self._import_pasted("png", lambda path: picture.save(str(path)), refusal)

    def _on_text_pasted(self, text: str) -> None:
        # Half a character, as some programs leave them on the clipboard, becomes a question mark.
        words = text.encode("utf-8", "replace")
        refusal = self.tr("The words on the clipboard cannot be stored.")
        self._import_pasted("txt", lambda path: path.write_bytes(words) > 0, refusal)

    def _import_pasted(self, suffix: str, store: Callable[[Path], bool], refusal: str) -> None:
        folder = Path(self._context.core.library.folder) / "cache" / "pasted" / secrets.token_hex(8)
        stamp = f"{self._context.clock():%Y-%m-%d %H.%M.%S}"
        path = folder / f"{self.tr('Clipboard {stamp}').format(stamp=stamp)}.{suffix}"
        try:
            folder.mkdir(mode=0o700, parents=True)
            is_stored = store(path)
        except OSError:
            is_stored = False
        if is_stored:
            self._import([path], folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
            self._context.notices.error(refusal, self._window)

    def _import(self, files: Sequence[Path], pasted: Path | None = None) -> None:
        if not files:
            return
        self._pasted.append(pasted)
        self._context.work.act(
            imports.import_paths, files, order=self._order_here(),
            done=self._on_imported, failed=self._on_not_imported, stopped=self._forget_pasted,
            label=self.tr("Taking in files"), quiet=False, undo=self.tr("Files taken in"),
        )  # fmt: skip

    def _order_here(self) -> OrderId | None:
        """The order that is shown, or the first of the case that is; None where there is none any more."""
        here = self._window.here
        if here is None or here.place not in ("order", "case"):
            return None
        if here.place == "order":
            return OrderId(here.argument)
        core = self._context.core
        try:
            orders = cases.case_detail(core, core.library, here.argument).orders
        except LookupError:
            return None
        return orders[0].order.id if orders else None

    def _forget_pasted(self) -> None:
        """An import has ended: what it took in of the clipboard is evidence now, or was refused."""
        folder = self._pasted.popleft()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _on_not_imported(self, error: Exception) -> None:
        self._forget_pasted()
        self._context.notices.error(error, self._window)

    def _on_imported(self, report: imports.ImportReport) -> None:
        self._forget_pasted()
        if report.rejected:
            self._context.notices.faults([item.reason for item in report.rejected], self._window)
        evidence = report.counts["evidence"]
        if not evidence["new"] and evidence["unchanged"]:
            self._context.notices.say(self.tr("These files are there already; nothing was added."))
