"""A row of chips to choose a filter or a kind, with counts; wraps when there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.paint.urgency import glyph_side, paint_urgency
from disputes_app.gui.urgency import Level
from disputes_app.gui.widgets.flow_layout import FlowLayout
from disputes_app.gui.words import grouped


@dataclass(frozen=True)
class Chip:
    """One choice: its id, its words, how many there are, and a glyph where it stands for an urgency."""

    id: str
    words: str
    count: int | None = None
    level: Level | None = None


def glyph_icon(level: Level) -> QIcon:
    """The glyph of a level as an icon, for chips and menus."""
    made = QIcon()
    side = themes.scaled(16)
    for ratio in (1.0, 2.0):
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.fill(Qt.GlobalColor.transparent)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        paint_urgency(painter, QRectF(1, 1, glyph_side(), glyph_side()), level, themes.active())
        painter.end()
        made.addPixmap(picture)
    return made


class _ChipButton(QPushButton):
    def __init__(self, chip: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setIconSize(QSize(themes.scaled(16), themes.scaled(16)))
        self.toggled.connect(self._on_toggled)
        self.setFont(themes.font("second", QFont.Weight.Medium))
        self.set_chip(chip)

    def set_chip(self, chip: Chip) -> None:
        self.chip = chip
        count = "" if chip.count is None else f" {grouped(chip.count)}"
        self.setText(f"{chip.words}{count}")
        if chip.level is not None:
            self.setIcon(glyph_icon(chip.level))

    def _on_toggled(self, on: bool) -> None:
        self.setFont(themes.font("second", QFont.Weight.DemiBold if on else QFont.Weight.Medium))
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.chip.level is not None:
            self.setIcon(glyph_icon(self.chip.level))


class Chips(QWidget):
    """``chosen`` carries the id that a person chose. Exactly one is on, or with ``many`` any number.

    With ``many``, ``chosen`` carries the id that changed; ``chosen_ids`` says what is on.
    """

    chosen = Signal(str)

    def __init__(
        self, chips: Sequence[Chip] = (), parent: QWidget | None = None, *, many: bool = False
    ) -> None:
        super().__init__(parent)
        self._many = many
        self._buttons: dict[str, _ChipButton] = {}
        self._flow = FlowLayout(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_chips(chips)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Shows these; counts change in place while the ids stay the same."""
        if [chip.id for chip in chips] != list(self._buttons):
            self._rebuild(chips)
        for chip in chips:
            self._buttons[chip.id].set_chip(chip)
        self.updateGeometry()

    def _rebuild(self, chips: Sequence[Chip]) -> None:
        kept = self.chosen_ids
        for old in self._buttons.values():
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = {chip.id: _ChipButton(chip, self) for chip in chips}
        for made in self._buttons.values():
            made.clicked.connect(self._on_clicked)
            self._flow.addWidget(made)
            made.show()
        first = [next(iter(self._buttons))] if self._buttons and not self._many else []
        self.choose([name for name in kept if name in self._buttons] or first)

    @property
    def chosen_ids(self) -> list[str]:
        """The ids that are on."""
        return [name for name, made in self._buttons.items() if made.isChecked()]

    def choose(self, ids: Sequence[str]) -> None:
        """Turns these on and the others off, without telling."""
        for name, made in self._buttons.items():
            made.setChecked(name in ids)

    def _on_clicked(self) -> None:
        made = self.sender()
        assert isinstance(made, _ChipButton)
        if not self._many:
            self.choose([made.chip.id])
        self.chosen.emit(made.chip.id)
