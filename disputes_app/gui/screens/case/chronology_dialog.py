"""Which lines the chronology of a packet has, in what words, and lines of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.screens.case.mark_inspector import WordsField
from disputes_app.gui.screens.case.wording import when_words
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.date_field import DateField
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import row
from disputes_app.gui.widgets.sheet import Sheet, TimeField
from disputes_app.queries.chronology_lines import LineRow

_ROW = Qt.ItemDataRole.UserRole


class ChronologyDialog(Sheet):
    """What is ticked stands in the packet. ``lines`` are all of them as they are wanted."""

    WIDE = 720

    def __init__(self, view: CaseView, lines: Sequence[LineRow], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Chronology"), self.tr("Save"), parent)
        self._view = view
        self._before = list(lines)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Lines of the chronology"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setMinimumHeight(self.share(300))
        self.form.addRow(self.list)
        self.words = WordsField()
        self.proposed = Button(self.tr("As proposed"), kind="flat")
        self.proposed.clicked.connect(self._on_proposed)
        self.words.textEdited.connect(self._on_words)
        self.words.entered.connect(self.list.setFocus)
        self.add(self.tr("In words"), _beside(self.words, self.proposed))
        self.day = DateField(self.tr("Day"), lambda: view.today, None)
        self.hour = TimeField(self.tr("Time"))
        self.own = WordsField()
        self.own.setPlaceholderText(self.tr("what happened"))
        self.own.setAccessibleName(self.tr("Words of a line of your own"))
        self.own.entered.connect(self._on_put)
        self.put = Button(self.tr("Add"))
        self.put.clicked.connect(self._on_put)
        self.add(self.tr("Your own line"), _beside(self.day, self.hour))
        self.add("", _beside(self.own, self.put, stretch=0))
        said = self.tr(
            "What is not ticked does not stand in the chronology. The facts themselves, the message log and the dates "
            "in the text for a form stay as they are."
        )
        self.form.addRow(label(said, "second", "ink3", wrap=True))
        for line in lines:
            self._put(line)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.setCurrentRow(0)
        self._on_current()

    def _put(self, line: LineRow) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setData(_ROW, line)
        item.setCheckState(Qt.CheckState.Checked if line.text else Qt.CheckState.Unchecked)
        self.list.addItem(item)
        self._tell(item)
        return item

    def _tell(self, item: QListWidgetItem) -> None:
        line: LineRow = item.data(_ROW)
        item.setText(f"{when_words(line.at, self._view)}  ·  {line.text or line.proposed}")

    def _on_current(self, *_items: object) -> None:
        line: LineRow | None = self.list.currentItem().data(_ROW) if self.list.currentRow() >= 0 else None
        self.words.setEnabled(line is not None)
        self.words.setText((line.text or line.proposed) if line is not None else "")
        self.words.setCursorPosition(0)
        self._show_way_back(line)

    def _show_way_back(self, line: LineRow | None) -> None:
        self.proposed.setEnabled(
            line is not None and not line.is_own and line.text not in ("", line.proposed)
        )

    def _on_words(self, words: str) -> None:
        item = self.list.currentItem()
        line = replace(item.data(_ROW), text=words.strip())
        item.setData(_ROW, line)
        item.setCheckState(Qt.CheckState.Checked if line.text else Qt.CheckState.Unchecked)
        self._tell(item)
        self._show_way_back(line)

    def _on_proposed(self) -> None:
        item = self.list.currentItem()
        item.setData(_ROW, replace(item.data(_ROW), text=item.data(_ROW).proposed))
        item.setCheckState(Qt.CheckState.Checked)
        self._tell(item)
        self._on_current()

    def _on_put(self) -> None:
        text, day = self.own.text().strip(), self.day.day
        if day is None:
            self._say(self.tr("On which day was it? Write it like 9 Mar 2026."))
            self.day.setFocus()
        elif self.hour.is_unclear:
            self._say(self.tr("That is not an hour. Write it like 18:32."))
            self.hour.setFocus()
        elif not text:
            self._say(self.tr("Write what happened."))
            self.own.setFocus()
        else:
            hour = self.hour.hour
            at = datetime.combine(day, hour, self._view.home) if hour else day
            self._say("")
            self.list.setCurrentItem(self._put(LineRow("", at, "", text)))
            self.own.clear()

    def complaint(self) -> str:
        if self.own.text().strip():
            self._on_put()
            return self.fault.text()
        return ""

    @property
    def lines(self) -> list[LineRow]:
        """Every line as it is wanted: one's own that are not ticked are gone, proposed ones left out."""
        found = []
        for number in range(self.list.count()):
            item = self.list.item(number)
            line: LineRow = item.data(_ROW)
            if item.checkState() is Qt.CheckState.Checked:
                found.append(line if line.text else replace(line, text=line.proposed))
            elif not line.is_own:
                found.append(replace(line, text=""))
        return found

    @property
    def is_changed(self) -> bool:
        return self.lines != self._before or bool(self.own.text().strip())


def _beside(first: QWidget, second: QWidget, *, stretch: int | None = None) -> QWidget:
    """Two fields on one line; the first takes what room there is."""
    made = QWidget()
    line = row(first, second, gap=8, parent=made)
    if isinstance(first, QLineEdit) or stretch is not None:
        line.setStretch(0, 1)
    made.setFocusProxy(first)
    return made
