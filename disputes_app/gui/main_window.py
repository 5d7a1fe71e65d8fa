"""The window: sidebar, screens, status bar; knows where one is and has been, and nothing of orders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QWidget

from disputes_app.gui import navigation, remember
from disputes_app.gui import theme as themes
from disputes_app.gui.appearance import Pin
from disputes_app.gui.commands import COMMANDS, SEPARATOR
from disputes_app.gui.context import Context
from disputes_app.gui.intake import Intake
from disputes_app.gui.menus import Actions
from disputes_app.gui.navigation import Place
from disputes_app.gui.screen import Screen
from disputes_app.gui.sidebar import Sidebar
from disputes_app.gui.status_bar import StatusBar
from disputes_app.gui.trail import Trail, Visit
from disputes_app.gui.widgets.command_palette import CommandPalette, Found, Provider
from disputes_app.gui.widgets.focus_ring import FocusRing
from disputes_app.gui.widgets.panels import column, row
from disputes_app.gui.widgets.states import LoadingLine

SMALLEST = (1024, 640)
_USUAL = (1440, 900)
_INSIDE = ("message-square", "paperclip")
"""The icons of what Ctrl+K finds in the words of messages and files."""


class MainWindow(QMainWindow):
    """Screens are made when first visited. Who wires the window gives it handlers, counts and cases.

    What is dropped or pasted comes from ``intake``. ``minute_passed`` comes as each minute begins.
    """

    minute_passed = Signal()
    visited = Signal(str, object)
    closing = Signal()

    def __init__(self, context: Context, places: Sequence[Place] = navigation.PLACES) -> None:
        super().__init__()
        self.context = context
        self._places = {place.id: place for place in places}
        self._screens: dict[str, Screen] = {}
        self._trail = Trail()
        self._said: dict[str, tuple[Any, str]] = {}
        self._handlers: dict[str, Callable[[], object]] = {}
        self._provider: Provider = lambda _text: ()
        self._pinned_narrow: bool | None = context.settings.get("window/sidebar_narrow", None)
        self._alt_alone = False
        self._build(places)
        self._wire()
        self.setMinimumSize(*SMALLEST)
        if not remember.restore_geometry(self, context.settings):
            self.resize(*_USUAL)
        self.set_library("", "")

    # Building

    def _build(self, places: Sequence[Place]) -> None:
        self.sidebar = Sidebar(places)
        self.stack = QStackedWidget()
        self.status = StatusBar()
        self.loading = LoadingLine(self.context.tasks)
        self.actions_ = Actions(self, places)
        self.actions_.fill(self.menuBar())
        self.menuBar().setVisible(
            self.menuBar().isNativeMenuBar() or bool(self.context.settings.get("window/menu_bar", False))
        )
        edge = QWidget()
        edge.setFixedWidth(1)
        edge.setProperty("ground", "edge")
        edge.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        content = column(self.stack, self.loading, gap=0)
        content.setStretch(0, 1)
        upper = row(self.sidebar, edge, content, gap=0)
        upper.setStretch(2, 1)
        middle = QWidget()
        whole = column(upper, self.status, gap=0, parent=middle)
        whole.setStretch(0, 1)
        self.setCentralWidget(middle)
        menu = QMenu(self)
        self.actions_.fill(menu)
        self.sidebar.menu_button.setMenu(menu)
        self.palette_ = CommandPalette(self, self._find)
        self.intake = Intake(self)
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        app = QApplication.instance()
        if isinstance(app, QApplication) and app.findChild(FocusRing) is None:
            FocusRing(app)

    def _wire(self) -> None:
        self.actions_.wanted.connect(self._on_wanted)
        self.sidebar.place_chosen.connect(self.go_to)
        self.sidebar.case_chosen.connect(self._on_case_chosen)
        self.palette_.chosen.connect(self._on_found_chosen)
        self.context.notices.said.connect(self.status.say)
        self.context.notices.undo_offered.connect(self.status.offer_undo)
        self.context.notices.undo_offered.connect(self._on_commands_changed)
        self.context.notices.way_offered.connect(self.status.offer)
        self.status.undo_ended.connect(self._on_commands_changed)
        self.context.work.history_changed.connect(self._on_commands_changed)
        self.intake.nothing.connect(self._on_nothing_pasted)
        self.context.tasks.failed_unseen.connect(self._on_failed_unseen)
        self.context.theme.changed.connect(self._on_theme_changed)
        self._minute.timeout.connect(self._on_minute)
        self._start_minute()

    # What is given from outside

    def handle(self, command: str, handler: Callable[[], object]) -> None:
        """Who performs a command when the screen does not."""
        self._handlers[command] = handler
        self._on_commands_changed()

    def set_palette_provider(self, provider: Provider) -> None:
        """What Ctrl+K finds besides places and commands; asked at every key, so it must be quick."""
        self._provider = provider

    def set_library(self, name: str, folder: str, menu: QMenu | None = None) -> None:
        """The open library's name in the title and at the bottom of the sidebar."""
        self.setWindowTitle(f"{name} — {self.tr('Disputes')}" if name else self.tr("Disputes"))
        self.setWindowFilePath(folder)
        words = self.tr("{name} library").format(name=name) if name else self.tr("No library yet")
        self.sidebar.set_library(words, menu)

    # Going somewhere

    @property
    def here(self) -> Visit | None:
        """Where one is."""
        return self._trail.here

    @property
    def screen_here(self) -> Screen | None:
        """The screen that is shown."""
        return self._screens.get(self.here.place) if self.here else None

    def go_to(self, place: str, argument: Any = None) -> None:
        """Shows a screen; where one was can be gone back to."""
        if self._trail.go(Visit(place, argument)):
            self._show()

    def go_back(self) -> None:
        """To where one was before."""
        if self._trail.back():
            self._show()

    def go_forward(self) -> None:
        """Takes a step back again."""
        if self._trail.forward():
            self._show()

    def _show(self) -> None:
        visit = self._trail.here
        assert visit is not None
        place = self._places[visit.place]
        screen = self._screens.get(visit.place) or self._make(place)
        screen.open(visit.argument)
        self.stack.setCurrentWidget(screen)
        screen.freshen()
        case = str(visit.argument) if visit.place == "case" else ""
        self.sidebar.set_here(place.belongs_to or place.id, case)
        self.setAccessibleDescription(place.words)
        self._on_commands_changed()
        self.visited.emit(visit.place, visit.argument)
        known = self._said.get(visit.place)
        if known is not None and known[0] == visit.argument:
            self.status.set_counts(known[1])

    def _make(self, place: Place) -> Screen:
        screen = place.factory(self.context)
        screen.go.connect(self._on_go)
        screen.status_changed.connect(self._on_status_changed)
        screen.commands_changed.connect(self._on_commands_changed)
        screen.set_narrow(self.is_narrow)
        self._screens[place.id] = screen
        self.stack.addWidget(screen)
        return screen

    def _on_go(self, place: str, argument: Any) -> None:
        if place == "back":
            self.go_back()
        elif place == "command":
            self._on_wanted(argument)
        else:
            self.go_to(place, argument)

    def _on_case_chosen(self, case: str) -> None:
        self.go_to("case", int(case) if case.isdigit() else case)

    def _on_status_changed(self, words: str) -> None:
        if self.sender() is self.screen_here:
            assert self.here is not None
            self._said[self.here.place] = (self.here.argument, words)
            self.status.set_counts(words)

    # Commands

    def _own(self) -> dict[str, Callable[[], object]]:
        own: dict[str, Callable[[], object]] = {
            "quit": self.close,
            "palette": self._open_palette,
            "sidebar": self._toggle_sidebar,
            "menu_bar": self._toggle_menu_bar,
            "next_pane": self._next_pane,
            "previous_pane": self._previous_pane,
            "paste": self._paste,
            "theme_system": self._follow_system,
            "theme_light": self._stay_light,
            "theme_dark": self._stay_dark,
        }
        if self._trail.has_past:
            own["back"] = self.go_back
        if self._trail.has_future:
            own["forward"] = self.go_forward
        if self.status.has_undo:
            own["undo"] = self.status.undo
        elif self.context.work.past:
            own["undo"] = self.context.work.undo
        if self.context.work.future:
            own["redo"] = self.context.work.redo
        return own

    def _performed(self) -> dict[str, Callable[[], object]]:
        screen = self.screen_here
        return {**self._handlers, **self._own(), **(screen.performs() if screen else {})}

    def _on_commands_changed(self) -> None:
        self.actions_.enable(self._performed())

    def _on_wanted(self, name: str) -> None:
        if name.startswith("place:"):
            self.go_to(name.removeprefix("place:"))
        elif (perform := self._performed().get(name)) is not None:
            perform()

    def _open_palette(self) -> None:
        self.palette_.open_over(self)

    def _find(self, words: str) -> Sequence[Found]:
        wanted = words.casefold()
        hits = list(self._provider(words)) if words else []
        # What is named so comes before what only says so somewhere inside.
        inside = [hit for hit in hits if hit.icon in _INSIDE]
        found = [hit for hit in hits if hit.icon not in _INSIDE]
        shown = [place for place in self._places.values() if place.group is not None]
        found += [
            Found(place.icon, place.words, place.keys.replace("+", " "), (place.id, None))
            for place in shown
            if wanted in place.words.casefold()
        ]
        performed = self._performed()
        found += [
            Found(
                command.icon or "corner-down-left",
                command.words,
                "".join(command.keys[:1]).replace("+", " "),
                ("command", command.id),
            )
            for command in COMMANDS
            if words and command.id != SEPARATOR and command.id in performed
            and wanted in command.words.casefold()
        ]  # fmt: skip
        return [*found, *inside]

    def _on_found_chosen(self, found: Found) -> None:
        where, argument = found.target
        if where == "command":
            self._on_wanted(str(argument))
        else:
            self.go_to(where, argument)

    def _next_pane(self) -> None:
        self._move_pane(1)

    def _previous_pane(self) -> None:
        self._move_pane(-1)

    def _move_pane(self, step: int) -> None:
        screen = self.screen_here
        panes: list[QWidget] = [self.sidebar.view, *(screen.panes() if screen else ())]
        panes = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        inside = [n for n, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))]
        at = inside[-1] if inside else 0
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def _follow_system(self) -> None:
        self._pin("system")

    def _stay_light(self) -> None:
        self._pin("light")

    def _stay_dark(self) -> None:
        self._pin("dark")

    def _pin(self, pin: Pin) -> None:
        self.context.settings.set("theme", pin)
        self.context.theme.set_pin(pin)

    def _on_theme_changed(self) -> None:
        self.actions_.tint()
        self.sidebar.view.viewport().update()

    def _toggle_menu_bar(self) -> None:
        bar = self.menuBar()
        shown = not bar.isVisible()
        bar.setVisible(shown)
        self.context.settings.set("window/menu_bar", shown)
        if shown:
            bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
            bar.setActiveAction(bar.actions()[0])

    def _paste(self) -> None:
        self.intake.take(QGuiApplication.clipboard().mimeData())

    def _on_nothing_pasted(self) -> None:
        self.context.notices.say(self.tr("There is nothing on the clipboard to import."))

    def _on_failed_unseen(self, _task: object, error: Exception) -> None:
        self.context.notices.error(error, self)

    # Width, keys, time, the end

    @property
    def is_narrow(self) -> bool:
        """Whether inspectors close and the sidebar shows icons."""
        return self.width() < themes.scaled(themes.NARROW)

    def _toggle_sidebar(self) -> None:
        self._pinned_narrow = not self.sidebar.is_narrow
        self.context.settings.set("window/sidebar_narrow", self._pinned_narrow)
        self.sidebar.set_narrow(self._pinned_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.is_narrow
        wanted = narrow or bool(self._pinned_narrow)
        if event.oldSize().width() <= 0 or narrow != (event.oldSize().width() < themes.scaled(themes.NARROW)):
            self.sidebar.set_narrow(wanted)
            for screen in self._screens.values():
                screen.set_narrow(narrow)

    def event(self, event: QEvent) -> bool:
        # Asked for every key before it is anybody's: a list keeps Alt+Down to itself, the way is Alt no less.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        return super().event(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._alt_alone and event.key() == Qt.Key.Key_Alt and not self.menuBar().isNativeMenuBar():
            self._toggle_menu_bar()
        self._alt_alone = False
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            # Alt was pressed to switch windows, not to open the menu bar.
            self._alt_alone = False

    def _start_minute(self) -> None:
        now = self.context.clock()
        self._minute.start(1000 * (60 - now.second) + 50)

    def _on_minute(self) -> None:
        self._start_minute()
        self.minute_passed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        remember.keep_geometry(self, self.context.settings)
        # Its library is closed with it, so nothing may ask what the time is there any more.
        self._minute.stop()
        self.closing.emit()
        super().closeEvent(event)
