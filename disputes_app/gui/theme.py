"""Every colour, type size and measure of the window, in one frozen object for light and one for dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from disputes_app.gui import fonts
from disputes_app.gui.urgency import Level


@dataclass(frozen=True)
class Urgency:
    """The four colours of one level: words and glyph, badge ground, what is left, what is used up."""

    text: QColor
    bg: QColor
    bar: QColor
    pale: QColor


@dataclass(frozen=True)
class Theme:
    """The colour tokens; text tokens are at least 4.5:1 on every ground, bars and outlines 3:1."""

    name: str
    surface: QColor
    pane: QColor
    chrome: QColor
    sidebar: QColor
    well: QColor
    line: QColor
    line2: QColor
    grid: QColor
    edge: QColor
    hover: QColor
    sel: QColor
    sel_off: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    accent: QColor
    accent_h: QColor
    accent_soft: QColor
    on_accent: QColor
    urgency: Mapping[Level, Urgency]

    @property
    def is_dark(self) -> bool:
        """Whether light marks stand on dark grounds."""
        return self.surface.lightness() < 128

    @property
    def error(self) -> QColor:
        """Words and outlines of what went wrong; the red of a last day."""
        return self.urgency[Level.TODAY].text

    @property
    def warning(self) -> QColor:
        """Words about what is missing."""
        return self.urgency[Level.CLOSE].text

    @property
    def good(self) -> QColor:
        """Words about what is ready, saved or won."""
        return self.urgency[Level.DONE].text

    def color(self, token: str) -> QColor:
        """The colour of a token by name, such as ``"ink2"``, ``"error"`` or a level (``"soon"``)."""
        if token in self.urgency:
            return self.urgency[Level(token)].text
        value = getattr(self, token)
        if not isinstance(value, QColor):
            raise KeyError(token)
        return value


def _urgency(rows: str) -> Mapping[Level, Urgency]:
    table = (row.split() for row in rows.strip().splitlines())
    return {Level(name): Urgency(*(QColor(value) for value in values)) for name, *values in table}


def _theme(name: str, tokens: str, urgency: str) -> Theme:
    colours = {key: QColor(value) for key, value in (row.split() for row in tokens.strip().splitlines())}
    return Theme(name=name, urgency=_urgency(urgency), **colours)


LIGHT = _theme(
    "light",
    """
    surface #ffffff
    pane #faf9f8
    chrome #f3f2f0
    sidebar #eae9e6
    well #dfddd9
    line #e3e1dd
    line2 #c9c6c0
    grid #f0eeeb
    edge #8d8a84
    hover #f1f0ee
    sel #dbe6f6
    sel_off #e5e4e1
    ink #1b1e23
    ink2 #4a4f58
    ink3 #5e636b
    accent #2b5aa6
    accent_h #224a8b
    accent_soft #e6edf8
    on_accent #ffffff
    """,
    """
    later #4d5a67 #ebedf0 #8492a1 #d9dfe5
    soon #775600 #faf0d6 #b9880f #f3e3b8
    close #a33f08 #fce8dc #e0701f #f7d2bb
    today #ad1c2c #fbe4e5 #c62a3b #f3c3c6
    missed #6a2a50 #f3e7ee #9a6482 #e4cfdb
    opens #2b5aa6 #e6edf8 #5d87c9 #cfdcf1
    done #1d6741 #e2f1e8 #4aa074 #c6e4d3
    """,
)

DARK = _theme(
    "dark",
    """
    surface #212327
    pane #1e2023
    chrome #1b1d20
    sidebar #17181b
    well #121315
    line #303338
    line2 #4a4e55
    grid #2a2d31
    edge #737881
    hover #292c31
    sel #2b3b57
    sel_off #303338
    ink #eceded
    ink2 #b9bdc4
    ink3 #a4a9b1
    accent #8db2ee
    accent_h #a9c5f3
    accent_soft #26344c
    on_accent #10161f
    """,
    """
    later #b3bfcb #2c3137 #7c8a98 #363d45
    soon #e5bb52 #38301a #c99a22 #463a17
    close #f59a5e #3d291c #e07a33 #4f311d
    today #ff8d92 #432326 #e5525e #58282d
    missed #dba6c3 #3a2833 #a8738f #493142
    opens #8db2ee #26344c #6f98da #2c3f60
    done #7fd0a3 #1e3529 #4aa074 #234433
    """,
)


def of_palette(palette: QPalette) -> Theme:
    """A theme in the system's own high-contrast colours: no pale fills, every mark in the text colour."""
    roles = QPalette.ColorRole
    base, text, window = palette.color(roles.Base), palette.color(roles.Text), palette.color(roles.Window)
    highlight, on = palette.color(roles.Highlight), palette.color(roles.HighlightedText)
    grounds = dict.fromkeys(("surface", "pane", "hover", "grid"), base)
    grounds |= dict.fromkeys(("chrome", "sidebar", "well"), window)
    marks = dict.fromkeys(("ink", "ink2", "ink3", "line", "line2", "edge"), text)
    accents = dict.fromkeys(("accent", "accent_h"), highlight) | {"accent_soft": base, "on_accent": on}
    rows = dict.fromkeys(("sel", "sel_off"), base)
    plain = Urgency(text, base, text, base)
    return Theme(
        name="contrast",
        urgency=dict.fromkeys(Level, plain),
        **grounds,
        **marks,
        **accents,
        **rows,
    )


# Type roles: factor of the application font, weight.
Role = Literal[
    "big",
    "unit",
    "order",
    "view",
    "sentence",
    "pane",
    "body",
    "medium",
    "strong",
    "row",
    "second",
    "dense",
    "small",
    "mono",
    "hero",
]
_W = QFont.Weight
_ROLES: Mapping[str, tuple[float, QFont.Weight]] = {
    "hero": (2.31, _W.DemiBold),
    "big": (1.54, _W.DemiBold),
    "unit": (0.96, _W.Medium),
    "order": (1.38, _W.DemiBold),
    "view": (1.23, _W.DemiBold),
    "sentence": (1.15, _W.Normal),
    "pane": (1.0, _W.DemiBold),
    "body": (1.0, _W.Normal),
    "medium": (1.0, _W.Medium),
    "strong": (1.0, _W.DemiBold),
    "row": (0.96, _W.Normal),
    "second": (0.92, _W.Normal),
    "dense": (0.85, _W.Normal),
    "small": (0.85, _W.DemiBold),
    "mono": (0.85, _W.Normal),
}


def font(role: Role = "body", weight: QFont.Weight | None = None) -> QFont:
    """The font of a type role: a factor of the application font, tabular figures on."""
    factor, usual = _ROLES[role]
    made = QFont(QApplication.font())
    if role == "mono":
        made.setFamilies(fonts.mono_families())
    # Half pixels (12.5 px for a table row) cannot be said in whole pixels; points can.
    made.setPointSizeF(fonts.points(round(fonts.base_px() * factor * 2) / 2))
    made.setWeight(weight if weight is not None else usual)
    return made


# Heights of section 5 at 100 %, with the number of text lines that must always fit.
_HEIGHTS: Mapping[str, tuple[int, int]] = {
    "sidebar": (28, 1), "sidebar_case": (26, 1), "table": (32, 1), "two_line": (46, 2), "agenda": (54, 2),
    "recourse": (46, 2), "exhibit": (74, 3), "group": (28, 1), "header": (28, 1), "axis_header": (34, 2),
    "pane_header": (40, 1), "top_bar": (48, 1), "status_bar": (26, 1), "control": (28, 1), "small": (24, 1),
    "chip": (24, 1), "icon_button": (28, 1),
}  # fmt: skip
SIDEBAR_WIDTH, SIDEBAR_ICONS_WIDTH = 212, 52
NARROW = 1180
RADIUS, RADIUS_ROW, RADIUS_TAG, RADIUS_PHOTO, RADIUS_BAR = 6, 5, 4, 3, 1.5


def height(name: str) -> int:
    """The height of a named row or control: the design's value, or more when the text is larger."""
    value, lines = _HEIGHTS[name]
    padding = 6 if lines == 1 else 8
    line = QFontMetrics(QApplication.font()).height()
    return max(value, round(line * (1 if lines == 1 else lines * 0.96)) + padding)


def scaled(pixels: float) -> int:
    """A width given for 100 % text, at the present text size."""
    return round(pixels * fonts.base_px() / fonts.DESIGN_PX)


_active: list[Theme] = [LIGHT]


def active() -> Theme:
    """The theme in force, as ``QApplication.palette()`` is the palette in force; painters read it here."""
    return _active[0]


def put_in_force(theme: Theme) -> None:
    """From now on painters read this one."""
    _active[0] = theme


def token_names() -> tuple[str, ...]:
    """The names of the plain colour tokens."""
    return tuple(field.name for field in fields(Theme) if field.name not in ("name", "urgency"))
