"""A list of names and values, as inspectors show it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.labels import label
from disputes_app.gui.widgets.panels import clear


class Facts(QWidget):
    """Two columns: what it is, and what is known; values may be widgets. Values can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, themes.scaled(68))

    def set_facts(self, facts: Sequence[tuple[str, str | QWidget]]) -> None:
        """Shows these, in this order."""
        clear(self._grid)
        for line, (name, value) in enumerate(facts):
            head = label(name, "second", "ink2")
            body = label(value, "second", wrap=True) if isinstance(value, str) else value
            if isinstance(value, str):
                body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # type: ignore[attr-defined]
                body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                body.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(head, line, 0, Qt.AlignmentFlag.AlignTop)
            # A widget of fixed width would hold the whole column to its width if it were not aligned.
            free = Qt.AlignmentFlag(0) if isinstance(value, str) else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(body, line, 1, free)
