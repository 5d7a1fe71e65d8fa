"""What all deeds on a case share: they act on the library, or ask in a dialog first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from disputes_app.domain.ids import CaseId
from disputes_app.gui.context import Context
from disputes_app.gui.screens.case.loading import CaseView
from disputes_app.gui.widgets.sheet import Sheet


class Deeds(QObject):
    """``view`` is the case shown, None while there is none; dialogs open over ``host``."""

    def __init__(self, context: Context, host: QWidget) -> None:
        super().__init__(host)
        self.context = context
        self.host = host
        self.view: CaseView | None = None
        self.sheet: Sheet | None = None

    @property
    def case(self) -> CaseId | None:
        """The case shown."""
        return self.view.case if self.view else None

    def act(self, action: Callable[..., object], *given: object, undo: str, **named: Any) -> None:
        """Does it on the library's worker, and offers the way back."""
        self.context.work.act(action, *given, undo=undo, **named)

    def ask(self, sheet: Sheet, take: Callable[[], None]) -> None:
        """Opens a dialog; ``take`` does the work with what was entered."""
        self.sheet = sheet
        sheet.asked.connect(take)
        sheet.open()
