"""What one does with a case as a whole: file it, move it on, close it, describe it, make its packet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from disputes_app.actions import cases, filing, packets
from disputes_app.actions.case_archive import Exported, export_case
from disputes_app.actions.messages import translate_message
from disputes_app.actions.private_words import decide
from disputes_app.domain.claims import ClaimType, Outcome, Stage, words
from disputes_app.domain.conditions import Applies
from disputes_app.domain.ids import FilingId
from disputes_app.domain.messages import Message
from disputes_app.gui.context import Context
from disputes_app.gui.screens.case.deeds import Deeds
from disputes_app.gui.screens.case.dialogs import CloseDialog, EditDialog, RouteDialog
from disputes_app.gui.screens.case.filing_dialogs import SentDialog, StageDialog
from disputes_app.gui.screens.case.layout_dialog import LayoutDialog
from disputes_app.gui.screens.case.lock_dialog import LockDialog
from disputes_app.gui.screens.case.packet_pane import PacketPane
from disputes_app.gui.screens.case.private_dialog import PrivateDialog
from disputes_app.gui.screens.case.text_dialog import TextDialog, length_words
from disputes_app.gui.screens.order.message_dialogs import TranslationDialog
from disputes_app.gui.tasks import Method
from disputes_app.gui.words import counted
from disputes_app.queries import private_words
from disputes_app.queries.packet_text import PlainText, packet_text
from disputes_app.queries.private_words import PrivateRow
from disputes_app.queries.routes import routes

_FOLDER = "case/packet_folder"
_MADE = "case/made"
"""Where the files of each case's last packet lie: what is proposed as sent."""


class CaseDeeds(Deeds):
    """``route_begun`` carries the new case that goes on with another programme."""

    route_begun = Signal(object)
    packet_made = Signal()

    def __init__(self, context: Context, packet: PacketPane, host: QWidget) -> None:
        super().__init__(context, host)
        self.packet = packet

    @property
    def made(self) -> list[Path]:
        """The files of the packet made last."""
        kept = self.context.settings.get(_MADE, {}).get(str(self.case), [])
        return [path for path in map(Path, kept) if path.is_file()]

    def mark_filed(self) -> None:
        if self.view is not None:
            self._ask_stage(Stage.OPENED, self.made)

    def advance_stage(self) -> None:
        if self.view is not None:
            self._ask_stage(None, [])

    def _ask_stage(self, stage: Stage | None, made: list[Path]) -> None:
        assert self.view is not None
        self.ask(StageDialog(self.view, stage, self.context.notices, made, self.host), self._take_stage)

    def _take_stage(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, StageDialog)
        note, sent = sheet.note.text().strip(), sheet.sent
        said = self.tr("Stage: {stage}").format(stage=words(sheet.stage))
        how: dict[str, Any] = {"done": sheet.finish, "failed": sheet.refuse}
        if sheet.is_filed or sent != filing.Sent(platform_number=sent.platform_number):
            said = self.tr("Marked as filed") if sheet.is_filed else said
            self.act(filing.file_case, self.case, sheet.stage, sent, sheet.at, note, undo=said, **how)
        else:
            self.act(cases.advance_case, self.case, sheet.stage, sheet.at, note, undo=said, **how)

    def show_sent(self) -> None:
        if self.view is not None and self.view.detail.filings:
            sheet = SentDialog(self.view, self.host)
            sheet.copies_wanted.connect(self._save_copies)
            sheet.open()

    def _save_copies(self, which: FilingId) -> None:
        folder = self.context.notices.open_folder(self.tr("Folder for the copies"), self.host)
        if folder is not None:
            self.context.work.act(filing.give_back, which, folder, done=self._on_given_back)

    def _on_given_back(self, written: list[Path]) -> None:
        said = counted("Case", "%n file lies in {folder}", "%n files lie in {folder}", len(written))
        self.context.notices.say(said.format(folder=written[0].parent if written else ""))

    def close_case(self) -> None:
        if self.view is not None:
            self.ask(CloseDialog(self.view, self.host), self._take_close)

    def _take_close(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, CloseDialog)
        self.act(
            cases.close_case,
            self.case,
            Outcome(sheet.outcome.currentData()),
            recovered=sheet.recovered.money,
            at=sheet.day.day,
            undo=self.tr("Case closed"),
            done=sheet.finish,
            failed=sheet.refuse,
        )

    def next_route(self) -> None:
        if self.view is None:
            return
        core, case = self.context.core, self.view.detail.case
        found = routes(core, core.library, self.view.orders[0], ClaimType(case.claim))
        choices = [
            (one.programme.id, one.programme.name)
            for one in sorted(found, key=lambda one: one.recommended_order or 99)
            if one.applies is not Applies.NO and one.programme.id != case.programme
        ]
        if not choices:
            self.context.notices.say(self.tr("No other route is open to you for this claim"))
            return
        self.ask(RouteDialog(choices, self.host), self._take_route)

    def _take_route(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, RouteDialog)
        self.act(
            cases.next_route,
            self.case,
            str(sheet.programme.currentData()),
            undo=self.tr("Next route begun"),
            done=self._on_route,
            failed=sheet.refuse,
        )

    def _on_route(self, done: Any) -> None:
        if self.sheet is not None:
            self.sheet.finish(done)
        self.route_begun.emit(done.value)

    def edit_case(self) -> None:
        if self.view is None:
            return
        content, written = self.packet.content, self.view.detail.case.statement
        proposed = "" if written or content is None else "\n\n".join(content.statement)
        self.ask(EditDialog(self.view, proposed, self.host), self._take_edit)

    def _take_edit(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, EditDialog)
        assert self.view is not None
        changed = sheet.changed(self.view)
        if not changed:
            sheet.reject()
            return
        self.act(
            cases.describe_case,
            self.case,
            undo=self.tr("Case edited"),
            done=sheet.finish,
            failed=sheet.refuse,
            **changed,
        )

    def translate(self, message: Message) -> None:
        """Asks for the translation of a message that the packet's reader cannot follow."""
        self.ask(TranslationDialog(message, self.host), self._take_translation)

    def _take_translation(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, TranslationDialog)
        how: dict[str, Any] = {"done": sheet.finish, "failed": sheet.refuse}
        said = self.tr("Translation saved")
        self.act(translate_message, sheet.message.id, *sheet.given, undo=said, **how)

    def make_locked(self) -> None:
        """Asks for a passphrase or a certificate first."""
        if self.view is not None:
            self.ask(LockDialog(self.context.notices, self.host), self._take_lock)

    def _take_lock(self) -> None:
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
