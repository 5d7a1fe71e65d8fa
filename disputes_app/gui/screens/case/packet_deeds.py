"""What one does with the packet of a case: make, lock, print, lay out, hide words in it, copy its text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from disputes_app.actions import chronology, packets
from disputes_app.actions.case_archive import Exported, export_case
from disputes_app.actions.private_words import decide
from disputes_app.gui.context import Context
from disputes_app.gui.screens.case.chronology_dialog import ChronologyDialog
from disputes_app.gui.screens.case.deeds import Deeds
from disputes_app.gui.screens.case.layout_dialog import LayoutDialog
from disputes_app.gui.screens.case.lock_dialog import LockDialog
from disputes_app.gui.screens.case.packet_pane import PacketPane
from disputes_app.gui.screens.case.private_dialog import PrivateDialog
from disputes_app.gui.screens.case.text_dialog import TextDialog, length_words
from disputes_app.gui.tasks import Method
from disputes_app.gui.words import counted
from disputes_app.queries import private_words
from disputes_app.queries.chronology_lines import LineRow, chronology_lines
from disputes_app.queries.packet_text import PlainText, packet_text
from disputes_app.queries.private_words import PrivateRow

_FOLDER = "case/packet_folder"
_MADE = "case/made"
"""Where the files of each case's last packet lie: what is proposed as sent."""


class PacketDeeds(Deeds):
    """``packet_made`` comes when its files lie there."""

    packet_made = Signal()

    def __init__(self, context: Context, packet: PacketPane, host: QWidget) -> None:
        super().__init__(context, host)
        self.packet = packet

    @property
    def made(self) -> list[Path]:
        """The files of the packet made last."""
        kept = self.context.settings.get(_MADE, {}).get(str(self.case), [])
        return [path for path in map(Path, kept) if path.is_file()]

    def make_locked(self) -> None:
        """Asks for a passphrase or a certificate first."""
        if self.view is not None:
            self.ask(LockDialog(self.context.notices, self.host), self._take_lock)

    def _take_lock(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, LockDialog)
        self.context.work.act(
            packets.open_certificate, sheet.certificate, sheet.opens.text(),
            done=self._on_key_fits, failed=sheet.refuse,
        )  # fmt: skip

    def _on_key_fits(self, _none: None) -> None:
        sheet = self.sheet
        assert isinstance(sheet, LockDialog)
        sheet.finish(None)
        self.make_packet(
            passphrase=sheet.words.text(),
            certificate=sheet.certificate,
            certificate_passphrase=sheet.opens.text(),
        )

    def make_packet(self, **how: Any) -> None:
        """Asks where, and writes the packet there; ``how`` may lock or sign it."""
        if self.view is None:
            return
        case, content = self.view.detail.case, self.packet.content
        # As the packet calls it: without what is hidden.
        title = content.title if content is not None else case.number
        plain = "".join(one if one.isalnum() or one in " -_" else " " for one in title)
        name = " ".join(f"{case.number} {plain} {self.packet.preset}".split()) + ".pdf"
        folder = Path(self.context.settings.get(_FOLDER, str(Path.home())))
        path = self.context.notices.save_file(
            self.tr("Make packet"), folder / name, self.tr("PDF (*.pdf)"), self.host
        )
        if path is None:
            return
        if path.suffix.lower() != ".pdf":
            path = path.with_name(path.name + ".pdf")
        self.context.settings.set(_FOLDER, str(path.parent))
        self.context.work.act(
            packets.build_packet,
            self.case,
            path,
            preset=self.packet.preset,
            **self.packet.layout_wishes,
            **how,
            done=self._on_made,
            stopped=self._on_stopped,
            label=self.tr("Making packet"),
            quiet=False,
        )

    def _on_stopped(self) -> None:
        self.context.notices.say(self.tr("Stopped: no packet was written"))

    def _on_made(self, done: Any) -> None:
        files = done.value.files
        made = dict(self.context.settings.get(_MADE, {}))
        self.context.settings.set(_MADE, made | {str(self.case): [str(file.path) for file in files]})
        said = [self.tr("The packet lies in {path}").format(path=files[0].path)]
        if len(files) > 1:
            said.append(counted("Case", "and %n more file", "and %n more files", len(files) - 1))
        if self.view is not None and self.view.detail.readiness.missing:
            lacking = ", ".join(one.what for one in self.view.detail.readiness.missing)
            said.append(self.tr("still missing: {proofs}").format(proofs=lacking))
        words = " · ".join([*said, *done.value.warnings])
        self.context.notices.offer(words, self.tr("Open its folder"), self.open_folder)
        self.packet_made.emit()

    def open_folder(self) -> None:
        """Shows where the packet made last lies, in the system's own file manager."""
        if not self.made:
            self.context.notices.say(self.tr("The packet does not lie there any more"))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made[0].parent))):
            self.context.notices.error(
                self.tr("No program on this computer shows folders. The packet lies in {folder}.").format(
                    folder=self.made[0].parent
                ),
                self.host,
            )

    def write_archive(self) -> None:
        """Asks where, and writes the case with its evidence into one file that can be taken in elsewhere."""
        if self.view is None:
            return
        folder = Path(self.context.settings.get(_FOLDER, str(Path.home())))
        path = self.context.notices.save_file(
            self.tr("Write the case into one file"),
            folder / f"case-{self.view.detail.case.number}.zip",
            self.tr("Case archive (*.zip)"),
            self.host,
        )
        if path is not None:
            self.context.work.act(
                export_case, self.case, path, done=self._on_archive, label=self.tr("Writing the case"),
                quiet=False,
            )  # fmt: skip

    def _on_archive(self, done: Exported) -> None:
        said = counted(
            "Case", "The case and %n file lie in {path}", "The case and %n files lie in {path}", done.evidence
        )
        self.context.notices.say(said.format(path=done.path))

    def choose_layout(self) -> None:
        """Asks for the packet's language, paper, photos and size."""
        if self.view is not None:
            packet, usual = self.packet, self.view.settings.language
            self.ask(LayoutDialog(packet.usual, packet.layout_wishes, usual, self.host), self._take_layout)

    def _take_layout(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, LayoutDialog)
        self.packet.set_layout(sheet.wishes)
        sheet.finish(None)

    def hide_words(self) -> None:
        """Asks which words stay out of the packet."""
        if self.view is not None:
            self.context.work.ask(private_words.private_words, self.case, done=self._on_private)

    def _on_private(self, rows: Sequence[PrivateRow]) -> None:
        self.ask(PrivateDialog(rows, self.host), self._take_private)

    def _take_private(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, PrivateDialog)
        if not sheet.decisions:
            sheet.finish(None)
            return
        said = self.tr("Private words decided")
        how: dict[str, Any] = {"done": sheet.finish, "failed": sheet.refuse}
        self.act(decide, self.case, sheet.decisions, undo=said, **how)

    def edit_chronology(self) -> None:
        """Asks which lines the chronology has, and in what words."""
        if self.view is not None:
            self.context.work.ask(chronology_lines, self.case, self.packet.language, done=self._on_lines)

    def _on_lines(self, lines: Sequence[LineRow]) -> None:
        if self.view is not None:
            self.ask(ChronologyDialog(self.view, lines, self.host), self._take_lines)

    def _take_lines(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, ChronologyDialog)
        said = self.tr("Chronology edited")
        how: dict[str, Any] = {"done": sheet.finish, "failed": sheet.refuse}
        self.act(chronology.edit_chronology, self.case, sheet.lines, undo=said, **how)

    def copy_text(self) -> None:
        """The case in plain words goes to the clipboard at once."""
        self._ask_text(self._on_text_to_copy)

    def show_text(self) -> None:
        self._ask_text(self._on_text_to_show)

    def _ask_text(self, done: Method) -> None:
        if self.view is not None:
            self.context.work.ask(packet_text, self.case, self.packet.preset, self.packet.language, done=done)

    def _on_text_to_copy(self, made: PlainText) -> None:
        QGuiApplication.clipboard().setText(made.text)
        said = length_words(made.length, made.limit)
        self.context.notices.say(self.tr("The text for a form is copied: {length}").format(length=said))

    def _on_text_to_show(self, made: PlainText) -> None:
        sheet = TextDialog(made, self.host)
        self.ask(sheet, self._copy_shown)

    def _copy_shown(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, TextDialog)
        QGuiApplication.clipboard().setText(sheet.text.toPlainText())
        self.context.notices.say(
            self.tr("The text for a form is copied: {length}").format(length=sheet.count.text())
        )
        sheet.finish(None)

    def print(self) -> None:
        """The pages as they are go to the system's own viewer, which prints."""
        preview = self.packet.preview
        if preview is None:
            self.context.notices.say(self.tr("The pages are still being made"))
        elif all(QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))) for path, _ in preview.files):
            self.context.notices.say(self.tr("The packet is open in your PDF viewer, ready to print"))
        else:
            self.context.notices.error(
                self.tr(
                    "No program on this computer opens PDF files; make the packet and print it elsewhere."
                ),
                self.host,
            )
