"""What the application wears: the theme in force given to Qt, in step with the system's light or dark."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from disputes_app.gui import fonts, stylesheet
from disputes_app.gui import theme as themes
from disputes_app.gui.theme import DARK, LIGHT, Theme

Pin = Literal["system", "light", "dark"]


def palette_of(theme: Theme) -> QPalette:
    """The Qt palette of a theme, for everything Qt paints itself."""
    made = QPalette()
    role = QPalette.ColorRole
    for key, colour in {
        role.Window: theme.chrome,
        role.WindowText: theme.ink,
        role.Base: theme.surface,
        role.AlternateBase: theme.pane,
        role.Text: theme.ink,
        role.Button: theme.surface,
        role.ButtonText: theme.ink,
        role.BrightText: theme.error,
        role.Highlight: theme.sel,
        role.HighlightedText: theme.ink,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.PlaceholderText: theme.ink3,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.ink,
        role.Light: theme.surface,
        role.Midlight: theme.line,
        role.Mid: theme.line2,
        role.Dark: theme.edge,
        role.Shadow: theme.edge,
        role.Accent: theme.accent,
    }.items():
        made.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, key, theme.ink3)
    made.setColor(QPalette.ColorGroup.Disabled, role.Base, theme.chrome)
    made.setColor(QPalette.ColorGroup.Disabled, role.Button, theme.chrome)
    return made


def install(app: QApplication, theme: Theme) -> None:
    """Puts a theme in force: Fusion underneath, the palette and the style sheet made from the theme."""
    if theme is themes.active() and app.styleSheet():
        return  # styling every widget again takes long and changes nothing
    themes.put_in_force(theme)
    app.setPalette(palette_of(theme))
    app.setStyleSheet(stylesheet.of(theme))


def _wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):  # Qt before 6.10 does not say
        return False
    return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


class ThemeSource(QObject):
    """Keeps the theme in step with the system's light or dark, unless a setting pins one of them."""

    changed = Signal(object)

    def __init__(self, app: QApplication, pin: Pin = "system") -> None:
        super().__init__(app)
        self._app = app
        self._pin: Pin = pin
        self._system_palette = QPalette(app.palette())
        app.setStyle("Fusion")
        fonts.install(app)
        self._scheme = QGuiApplication.styleHints().colorScheme()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._follow()

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return themes.active()

    @property
    def pin(self) -> Pin:
        """What the setting says."""
        return self._pin

    def set_pin(self, pin: Pin) -> None:
        """Follows the system, or stays light, or stays dark; what is no pin follows the system."""
        self._pin = pin if pin in ("light", "dark") else "system"
        self._follow()

    def _wanted(self) -> Theme:
        if self._pin == "system" and _wants_contrast():
            return themes.of_palette(self._system_palette)
        dark = self._scheme == Qt.ColorScheme.Dark
        return {"light": LIGHT, "dark": DARK, "system": DARK if dark else LIGHT}[self._pin]

    def _on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        self._follow()

    def _follow(self) -> None:
        theme = self._wanted()
        install(self._app, theme)
        self.changed.emit(theme)
