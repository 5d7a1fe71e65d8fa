"""Actions and menus made from the list of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from disputes_app.gui import icons
from disputes_app.gui.commands import COMMANDS, MENUS, SEPARATOR
from disputes_app.gui.navigation import Place


class Actions(QObject):
    """One ``QAction`` a command; ``wanted`` carries the id of the one triggered, ``place:ID`` for a place."""

    wanted = Signal(str)

    def __init__(self, window: QWidget, places: Sequence[Place]) -> None:
        super().__init__(window)
        self._window = window
        self._places = [place for place in places if place.keys]
        self.by_id: dict[str, QAction] = {}
        for command in COMMANDS:
            if command.id != SEPARATOR:
                self._make(command.id, command.words, command.keys)
        for place in self._places:
            self._make(f"place:{place.id}", place.words, (place.keys,))
        self.tint()

    def _make(self, name: str, words: str, keys: Sequence[str]) -> None:
        action = QAction(words, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setData(name)
        action.setMenuRole(
            {"quit": QAction.MenuRole.QuitRole, "settings": QAction.MenuRole.PreferencesRole,
             "about": QAction.MenuRole.AboutRole}.get(name, QAction.MenuRole.NoRole)
        )  # fmt: skip
        action.triggered.connect(self._on_triggered)
        # Added to the window, so that keys work while the menu bar is hidden.
        self._window.addAction(action)
        self.by_id[name] = action

    def _on_triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.wanted.emit(str(action.data()))

    def tint(self) -> None:
        """Icons in the colours of the theme in force."""
        for command in COMMANDS:
            if command.icon:
                self.by_id[command.id].setIcon(icons.icon(command.icon))
        for place in self._places:
            self.by_id[f"place:{place.id}"].setIcon(icons.icon(place.icon))

    def enable(self, performed: Mapping[str, Callable[[], object]]) -> None:
        """Only what somebody performs can be chosen."""
        for name, action in self.by_id.items():
            action.setEnabled(name.startswith("place:") or name in performed)

    def fill(self, bar: QMenuBar | QMenu) -> None:
        """Every command, in the menus of the menu bar or as submenus of one menu."""
        for title in MENUS:
            menu = bar.addMenu(QCoreApplication.translate("Commands", title))
            if title == MENUS[2]:
                for place in self._places:
                    menu.addAction(self.by_id[f"place:{place.id}"])
                menu.addSeparator()
            for command in (one for one in COMMANDS if one.menu == title):
                if command.id == SEPARATOR:
                    menu.addSeparator()
                else:
                    menu.addAction(self.by_id[command.id])
