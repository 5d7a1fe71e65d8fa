"""Says to every screen what an action has touched."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeHub(QObject):
    """``announced`` carries the ``Changes`` that an action returned; screens ask their query again."""

    announced = Signal(object)

    def announce(self, changes: object) -> None:
        """Tells all who listen, on the thread of the window."""
        self.announced.emit(changes)
