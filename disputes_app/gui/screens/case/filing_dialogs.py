"""Dialogs of what leaves the house: a stage reached with what was sent for it, and what was sent so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from disputes_app.actions.filing import Sent
from disputes_app.domain.claims import Stage, words
from disputes_app.domain.ids import FilingId
from disputes_app.gui.notices import Notices
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.case.wording import home_day, size_words
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.date_field import DateField, written
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import column, row, scrolling
from disputes_app.gui.widgets.sheet import Sheet, TextArea
from disputes_app.gui.words import for_tip
from disputes_app.queries.cases import FilingRow

AHEAD = (Stage.SELLER_ANSWERED, Stage.ESCALATED, Stage.EVIDENCE_ASKED, Stage.DECIDED, Stage.APPEALED)


class StageDialog(Sheet):
    """When a case came to a stage, and what was sent for it. ``made`` are the files of the packet made last."""

    WIDE = 560

    def __init__(
        self,
        view: CaseView,
        stage: Stage | None,
        notices: Notices,
        made: Sequence[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        self.is_filed = stage is Stage.OPENED
        title = self._title()
        super().__init__(title, title, parent)
        self._notices = notices
        self._stage = stage
        self.files = [path for path in made if path.is_file()]
        self.stage_choice = QComboBox()
        for one in AHEAD:
            self.stage_choice.addItem(words(one), one.value)
        self.day = DateField(self.tr("Day"), lambda: view.today, view.today)
        self.number = QLineEdit(view.detail.case.platform_number)
        self.number.setPlaceholderText(
            self.tr("as {programme} shows it").format(programme=view.programme or self.tr("Platform"))
        )
        self.sent_to = QLineEdit(view.programme if self.is_filed else "")
        self.text = TextArea(self.tr("Words pasted into the form"), 3)
        self.text.setMaximumHeight(self.text.minimumHeight())
        self.due = DateField(self.tr("Answer due"), lambda: view.today, None)
        self.note = QLineEdit()
        if not self.is_filed:
            self.add(self.tr("Stage"), self.stage_choice)
            at = AHEAD.index(view.stage) + 1 if view.stage in AHEAD else 0
            self.stage_choice.setCurrentIndex(min(at, len(AHEAD) - 1))
        self.add(self.tr("Filed on") if self.is_filed else self.tr("On"), self.day)
        self.add(self.tr("Sent to"), self.sent_to)
        self.add(self.tr("Its case number"), self.number)
        self._add_files()
        self.add(self.tr("Words pasted"), self.text)
        self.add(self.tr("Answer due"), self.due)
        self.add(self.tr("Note"), self.note)
        self.form.addRow(label(self._said(view), "second", "ink3", wrap=True))
        self.day.editor.setFocus()

    def _title(self) -> str:
        return self.tr("Mark as filed") if self.is_filed else self.tr("Advance to stage")

    def _said(self, view: CaseView) -> str:
        said = [self.tr("The very files and words are kept in the library, as they were sent.")]
        if self.is_filed:
            said.append(self.tr("From now on the letters of the exhibits stay as they were sent."))
            lacking = ", ".join(one.what for one in view.detail.readiness.missing)
            if lacking:
                said.append(self.tr("Still missing: {proofs}.").format(proofs=lacking))
        return " ".join(said)

    def _add_files(self) -> None:
        self.names = label("", "body", "ink2", wrap=True)
        self.choose = Button(self.tr("Choose…"))
        self.choose.clicked.connect(self._on_choose)
        self.none = Button(self.tr("No file"), kind="flat")
        self.none.clicked.connect(partial(self._set_files, []))
        holder = QWidget()
        line = row(self.names, self.choose, self.none, gap=6, parent=holder)
        line.setStretch(0, 1)
        holder.setFocusProxy(self.choose)
        self.add(self.tr("Files sent"), holder)
        self._set_files(self.files)

    def _set_files(self, files: Sequence[Path]) -> None:
        self.files = list(files)
        named = ", ".join(path.name for path in self.files)
        self.names.setText(named or self.tr("None"))
        self.names.setToolTip(for_tip("\n".join(map(str, self.files))))
        self.none.setEnabled(bool(self.files))

    def _on_choose(self) -> None:
        files = self._notices.open_files(self.tr("Files that were sent"), "", self)
        if files:
            self._set_files(files)

    @property
    def is_changed(self) -> bool:
        return bool(self.text.toPlainText().strip() or self.note.text().strip())

    def complaint(self) -> str:
        if self.day.day is None:
            self.day.setFocus()
            return self.tr("On which day was it? Write it like 9 Mar 2026.")
        if self.due.is_unclear:
            self.due.setFocus()
            return self.tr("That is not a date. Write it like 9 Mar 2026.")
        return ""

    @property
    def stage(self) -> Stage:
        """The stage reached."""
        return self._stage or Stage(self.stage_choice.currentData())

    @property
    def at(self) -> date:
        """The day."""
        day = self.day.day
        assert day is not None
        return day

    @property
    def sent(self) -> Sent:
        """What went out."""
        return Sent(
            files=tuple(self.files),
            sent_to=self.sent_to.text().strip(),
            platform_number=self.number.text().strip(),
            text=self.text.toPlainText(),
            answer_due=self.due.day,
        )


class SentDialog(Sheet):
    """What was sent of a case, the last first; ``copies_wanted`` carries the id of the filing to give back."""

    WIDE = 600

    copies_wanted = Signal(object)

    def __init__(self, view: CaseView, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What was sent"), self.tr("Done"), parent)
        whole = QWidget()
        parts = column(gap=18, parent=whole)
        for one in reversed(view.detail.filings):
            parts.addWidget(self._filing(one, view))
        parts.addStretch(1)
        area = scrolling(whole, "surface")
        area.setMinimumHeight(self.share(300))
        self.form.addRow(area)
        self.cancel.hide()
        self.asked.connect(self.accept)

    def _filing(self, one: FilingRow, view: CaseView) -> QWidget:
        made = QWidget()
        lines = column(gap=4, parent=made)
        stage = words(Stage(one.step.stage))
        head = label(f"{written(home_day(one.step.at, view.home))} · {stage}", "strong")
        copies = Button(self.tr("Save copies…"))
        copies.clicked.connect(partial(self.copies_wanted.emit, FilingId(one.filing.id)))
        lines.addLayout(row(head, None, copies))
        facts = [
            self.tr("to {who}").format(who=one.filing.sent_to) if one.filing.sent_to else "",
            self.tr("case number {number}").format(number=one.filing.platform_number)
            if one.filing.platform_number
            else "",
            self.tr("answer due {day}").format(day=written(home_day(one.filing.answer_due, view.home)))
            if one.filing.answer_due
            else "",
        ]
        if any(facts):
            lines.addWidget(label(" · ".join(filter(None, facts)), "body", "ink2", wrap=True))
        for file in one.files:
            said = f"{file.name}  ·  {size_words(file.size)}  ·  SHA-256 {file.sha256[:16]}…"
            shown = label(said, "body", wrap=True)
            shown.setToolTip(file.sha256)
            lines.addWidget(shown)
        if one.filing.text:
            text = QPlainTextEdit(one.filing.text)
            text.setReadOnly(True)
            text.setAccessibleName(self.tr("Words pasted into the form"))
            text.setMaximumHeight(text.fontMetrics().lineSpacing() * 6)
            lines.addWidget(text)
        return made
