"""A segmented control: a few choices side by side, one of them on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.panels import row


class Segments(QWidget):
    """``chosen`` carries the id that a person chose; arrow keys move between the segments."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        """``choices`` are pairs of id and words; ``name`` says what is chosen, for screen readers."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        self._row = row(gap=0, parent=self)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Shows these; words change in place while the ids stay the same."""
        if [name for name, _ in choices] != list(self._buttons):
            self._rebuild([name for name, _ in choices])
        for name, words in choices:
            self._buttons[name].setText(words)

    def _rebuild(self, ids: Sequence[str]) -> None:
        kept = self.chosen_id
        for old in self._buttons.values():
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = {}
        for number, name in enumerate(ids):
            made = QPushButton(self)
            first, last = number == 0, number == len(ids) - 1
            end = "only" if first and last else "first" if first else "last" if last else "middle"
            made.setProperty("kind", "segment")
            made.setProperty("end", end)
            made.setProperty("choice", name)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(self._on_clicked)
            self._buttons[name] = made
            self._row.addWidget(made)
        if ids:
            self.choose(kept if kept in self._buttons else ids[0])

    @property
    def chosen_id(self) -> str:
        """The id that is on; empty when there is none."""
        return next((name for name, made in self._buttons.items() if made.isChecked()), "")

    def choose(self, wanted: str) -> None:
        """Turns one on, without telling."""
        for name, made in self._buttons.items():
            on = name == wanted
            made.setChecked(on)
            made.setFont(themes.font("second", QFont.Weight.DemiBold if on else QFont.Weight.Medium))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        step = -step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step
        ids = list(self._buttons)
        if not step or not ids:
            super().keyPressEvent(event)
            return
        wanted = ids[(ids.index(self.chosen_id) + step) % len(ids)]
        self._buttons[wanted].setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(wanted)
        self.chosen.emit(wanted)

    def _on_clicked(self) -> None:
        made = self.sender()
        assert isinstance(made, QPushButton)
        name = str(made.property("choice"))
        self.choose(name)
        self.chosen.emit(name)
