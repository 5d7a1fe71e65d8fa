"""What one does with a case as a whole: file it, move it on, close it, describe it, translate its messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from disputes_app.actions import cases, filing
from disputes_app.actions.messages import translate_message
from disputes_app.domain.claims import ClaimType, Outcome, Stage, words
from disputes_app.domain.conditions import Applies
from disputes_app.domain.ids import FilingId
from disputes_app.domain.messages import Message
from disputes_app.gui.screens.case.dialogs import CloseDialog, EditDialog, RouteDialog
from disputes_app.gui.screens.case.filing_dialogs import SentDialog, StageDialog
from disputes_app.gui.screens.case.packet_deeds import PacketDeeds
from disputes_app.gui.screens.order.message_dialogs import TranslationDialog
from disputes_app.gui.words import counted
from disputes_app.queries.routes import between, routes


class CaseDeeds(PacketDeeds):
    """``route_begun`` carries the new case that goes on with another programme."""

    route_begun = Signal(object)

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
            (one.programme.id, one.programme.name, between(found, case.programme, one.programme.id))
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
