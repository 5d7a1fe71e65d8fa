"""What one does with the exhibits of a case: order, caption, add, cover, take out, say what they show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from disputes_app.actions import evidence, exhibits
from disputes_app.actions.comparing import compare_item
from disputes_app.domain import ids
from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import EvidenceId, ExhibitId
from disputes_app.domain.readiness import Missing
from disputes_app.gui.context import Context
from disputes_app.gui.screens.case import gestures
from disputes_app.gui.screens.case.candidates import (
    candidates,
    proof_candidates,
    waiting_candidates,
    what_it_shows,
)
from disputes_app.gui.screens.case.compare_dialog import CompareDialog
from disputes_app.gui.screens.case.deeds import Deeds
from disputes_app.gui.screens.case.dialogs import ChooseDialog
from disputes_app.gui.screens.case.exhibit_facts import facts_of, uses_of, words_of
from disputes_app.gui.screens.case.exhibits_model import Shown
from disputes_app.gui.screens.case.exhibits_pane import ExhibitsPane
from disputes_app.gui.screens.case.filmstrip import Filmstrip
from disputes_app.gui.screens.case.mark_dialog import About, MarkDialog, Marking
from disputes_app.gui.widgets.drop_area import files_of
from disputes_app.gui.words import counted
from disputes_app.queries.evidence import unfiled
from disputes_app.queries.suggestions import MOST, text_of
from disputes_app.queries.thumbnails import has_picture

_COMPARISON = "X10"
"""The proof that is made of words: promised against received."""


class ExhibitDeeds(Deeds):
    """Does what the pane of exhibits asks for. ``content`` is what the packet shown holds, None while none is."""

    def __init__(self, context: Context, pane: ExhibitsPane, host: QWidget) -> None:
        super().__init__(context, host)
        self.pane = pane
        self._shows: Shown | None = None
        self.content: Any = None
        pane.ordered.connect(self.order)
        pane.captioned.connect(self.caption)
        pane.removed.connect(self.remove)
        pane.files_given.connect(self.add_files)
        pane.adding.connect(self.add)
        pane.cover_wanted.connect(self.cover)
        pane.uncover_wanted.connect(self.uncover)
        pane.shows_wanted.connect(self.say_what_it_shows)

    def order(self, wanted: list[ExhibitId]) -> None:
        self.act(exhibits.order_exhibits, self.case, wanted, undo=self.tr("Exhibits put in order"))

    def caption(self, exhibit: int, caption: str) -> None:
        row_of = next(one for one in self.pane.model.rows if one.id == exhibit)
        said = self.tr("Caption of {letter} changed").format(letter=row_of.row.letter)
        self.act(exhibits.caption_exhibit, ExhibitId(exhibit), caption, undo=said)

    def remove(self, exhibit: int) -> None:
        row_of = next(one for one in self.pane.model.rows if one.id == exhibit)
        said = self.tr("Exhibit {letter} taken out").format(letter=row_of.row.letter)
        self.act(exhibits.remove_exhibit, ExhibitId(exhibit), undo=said)

    def leave_out(self, evidence: str) -> None:
        """Takes out the exhibits that show this file."""
        for one in self.pane.model.rows:
            if one.row.evidence is not None and ids.written("evidence", one.row.evidence.id) == evidence:
                self.remove(one.id)

    def add_proof(self, missing: Missing) -> None:
        """Asks for the words of a comparison, else for what shows the proof."""
        if _COMPARISON in missing.codes and self.view is not None:
            sheet = CompareDialog(self.view.detail.orders[0].items, self.host)
            sheet.others_wanted.connect(partial(self._add_shown, missing))
            self.ask(sheet, self._take_comparison)
        else:
            self._add_shown(missing)

    def _take_comparison(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, CompareDialog)
        assert self.view is not None
        sides = sheet.promised.toPlainText(), sheet.received.toPlainText()
        how: dict[str, Any] = {"done": sheet.finish, "failed": sheet.refuse}
        said = self.tr("Promised and received saved")
        self.act(compare_item, self.view.orders[0], *sides, sheet.line, undo=said, **how)

    def _add_shown(self, missing: Missing) -> None:
        """Asks which of the order's files shows it; where there are none, or none of them does, for other files."""
        choices = proof_candidates(self.view, self._waiting()) if self.view is not None else []
        if not choices:
            self._add_proof_files(missing)
            return
        title = self.tr("What shows this: {proof}").format(proof=missing.what)
        sheet = ChooseDialog(title, self.tr("Add"), choices, self.host, self.tr("Other files…"))
        sheet.others_wanted.connect(partial(self._add_proof_files, missing))
        self._picture(sheet)
        self.ask(sheet, partial(self._take_proof, missing.codes[0]))

    def _take_proof(self, code: str) -> None:
        sheet = self.sheet
        assert isinstance(sheet, ChooseDialog)
        found = [EvidenceId(int(one)) for one in sheet.chosen]
        if not found:
            sheet.reject()
            return
        said = counted("Case", "%n file added", "%n files added", len(found))
        how: dict[str, Any] = {"done": sheet.finish, "failed": sheet.refuse}
        assert self.view is not None
        self.act(gestures.use_as_proof, self.case, self.view.orders[0], found, code, undo=said, **how)

    def _waiting(self) -> list[Evidence]:
        """What waits in the inbox, in the order it came."""
        return unfiled(self.context.core.library)[:MOST][::-1]

    def _picture(self, sheet: ChooseDialog) -> None:
        """Small pictures of files to choose among: a phone's names tell nobody anything."""
        assert self.view is not None
        files = {str(one.id): one for order in self.view.detail.orders for one in order.evidence}
        shown = {str(one.evidence.id): one.evidence for one in self.view.detail.exhibits if one.evidence}
        waiting = {str(one.id): one for one in self._waiting()}
        sheet.show_pictures(lambda which: self.pane.pictures.picture((files | shown | waiting)[which]))
        self.pane.pictures.came.connect(sheet.draw_pictures)

    def _add_proof_files(self, missing: Missing) -> None:
        files = self.context.notices.open_files(
            self.tr("Add: {proof}").format(proof=missing.what), parent=self.host
        )
        if files:
            self._take_in(files, missing.codes[0])

    def add_files(self, files: Sequence[Path]) -> None:
        self._take_in(files, "")

    def _take_in(self, files: Sequence[Path], proves: str) -> None:
        if self.view is None:
            return
        self.context.work.act(
            gestures.add_files,
            self.view.case,
            self.view.orders[0],
            list(files),
            proves,
            done=self._on_added,
            label=self.tr("Taking in files"),
            quiet=False,
            undo=counted("Case", "%n file added", "%n files added", len(files)),
        )

    def _on_added(self, did: gestures.Did) -> None:
        if did.exhibits:
            self.pane.choose(did.exhibits[-1])
        if did.refused:
            self.context.notices.error("\n".join(did.refused), self.host)

    def add(self, kind: str) -> None:
        if self.view is None:
            return
        if kind == "files":
            files = self.context.notices.open_files(self.tr("Add exhibits"), parent=self.host)
            if files:
                self.add_files(files)
            return
        choices = candidates(self.view, kind)
        if kind == "evidence":
            choices += waiting_candidates(self._waiting())
        if not choices:
            self.context.notices.say(self.tr("All of them are exhibits already, or there are none"))
            return
        sheet = ChooseDialog(self.tr("Add exhibits"), self.tr("Add"), choices, self.host)
        if kind == "evidence":
            self._picture(sheet)
        self.ask(sheet, partial(self._take_chosen, kind))

    def _take_chosen(self, kind: str) -> None:
        sheet = self.sheet
        assert isinstance(sheet, ChooseDialog)
        found = [(kind, int(one)) for one in sheet.chosen]
        if not found:
            sheet.reject()
            return
        said = counted("Case", "%n exhibit added", "%n exhibits added", len(found))
        if kind == "evidence":
            assert self.view is not None
            items = [EvidenceId(number) for _, number in found]
            how: dict[str, Any] = {"done": sheet.finish, "failed": sheet.refuse}
            self.act(gestures.use_as_proof, self.case, self.view.orders[0], items, undo=said, **how)
            return
        self.act(exhibits.add_exhibits, self.case, found, undo=said, done=sheet.finish, failed=sheet.refuse)

    def paste(self) -> None:
        """Files or a picture on the clipboard become exhibits."""
        mime = QGuiApplication.clipboard().mimeData()
        files = files_of(mime)
        if not files and mime.hasImage():
            folder = self.context.core.library.folder / "cache" / "pasted"
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder / self.tr("Pasted {when}.png").format(
                when=f"{self.context.clock():%Y-%m-%d %H%M%S}"
            )
            if QGuiApplication.clipboard().image().save(str(path)):
                files = [path]
        if files:
            self.add_files(files)
        else:
            self.context.notices.say(self.tr("There is neither a file nor a picture on the clipboard"))

    def cover(self, shown: Shown) -> None:
        """Opens an exhibit large: its caption, what covers and marks it, its facts, and the others to go to."""
        if self.view is None:
            return
        strip = Filmstrip(self.pane.model.rows, self.pane.pictures)
        sheet = MarkDialog(self.context, shown, strip, self._about, self.host)
        sheet.left.connect(self._keep_marks)
        self.ask(sheet, self._take_cover)

    def _about(self, shown: Shown) -> About:
        assert self.view is not None
        used = uses_of(shown, self.content, self.context.core.requirements)
        words, file = words_of(shown, self.view), shown.row.evidence
        if file is not None and not has_picture(file):
            words = text_of(self.context.core.library, file)
        return About(facts_of(shown, self.view), used, words)

    def _keep_marks(self, shown: Shown, wanted: Marking, **how: Any) -> None:
        said = self.tr("What covers and marks {letter} changed").format(letter=shown.row.letter)
        other = wanted.caption if wanted.caption != shown.row.title else None
        self.act(gestures.cover_and_mark, shown.id, wanted.items, other, wanted.turn, undo=said, **how)

    def _take_cover(self) -> None:
        sheet = self.sheet
        assert isinstance(sheet, MarkDialog)
        if sheet.is_changed:
            self._keep_marks(sheet.shown, sheet.marking, done=sheet.finish, failed=sheet.refuse)
        else:
            sheet.finish(None)

    def uncover(self, exhibit: int) -> None:
        self.act(exhibits.uncover_exhibit, ExhibitId(exhibit), undo=self.tr("Covered areas removed"))

    def say_what_it_shows(self, shown: Shown) -> None:
        if self.view is not None:
            self._shows = shown
            choices = what_it_shows(self.context.core.requirements, self.view, shown.row)
            title = self.tr("What exhibit {letter} shows").format(letter=shown.row.letter)
            self.ask(ChooseDialog(title, self.tr("Save"), choices, self.host), self._take_shows)

    def _take_shows(self) -> None:
        sheet, shown = self.sheet, self._shows
        assert isinstance(sheet, ChooseDialog)
        assert shown is not None
        assert shown.row.evidence is not None
        self.act(
            evidence.describe_evidence,
            shown.row.evidence.id,
            proves=" ".join(sheet.chosen),
            undo=self.tr("What {letter} shows changed").format(letter=shown.row.letter),
            done=sheet.finish,
            failed=sheet.refuse,
        )
