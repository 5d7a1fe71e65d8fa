"""What the receiver's packet holds beside the exhibits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from disputes_app.gui.widgets.labels import ElidedLabel, IconLabel, label
from disputes_app.gui.widgets.panels import clear, column, panel, row


class AlsoInPacket(QWidget):
    """What the receiver's packet holds beside the exhibits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = panel("pane", "edge-top")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(3)
        for place in (0, 1):
            self._grid.setColumnStretch(place, 1)
        title = label(self.tr("Also in the packet"), "strong")
        column(title, self._grid, gap=6, edge=(16, 10, 14, 12), parent=frame)
        column(frame, gap=0, parent=self)

    def set_parts(self, parts: Sequence[tuple[str, str, bool]]) -> None:
        """Names, notes, and whether each is in it."""
        clear(self._grid)
        for number, (name, note, inside) in enumerate(parts):
            line = QWidget()
            line.setAccessibleName(
                f"{name} {note}".strip() if inside else self.tr("{part}: not in it").format(part=name)
            )
            sign = IconLabel("check" if inside else "x", "good" if inside else "ink3", 14)
            words = label(name, "second", "" if inside else "ink3")
            inner = row(sign, words, ElidedLabel(note, "second", "ink3"), gap=6, parent=line)
            inner.setStretch(2, 1)
            self._grid.addWidget(line, number // 2, number % 2)
