"""The colours keep their promised contrast, sizes follow the text, and the theme follows the system."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPalette

from disputes_app.gui import stylesheet
from disputes_app.gui import theme as themes
from disputes_app.gui.theme import DARK, LIGHT
from disputes_app.gui.urgency import Level, level_of

GROUNDS = ("surface", "pane", "chrome", "sidebar", "hover", "sel", "sel_off", "accent_soft")


def luminance(colour):
    def part(value):
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
class TestContrast:
    @pytest.mark.parametrize("token", ["ink", "ink2", "ink3", "accent"])
    def test_text_is_readable_on_every_ground(self, theme, token):
        lowest = min(contrast(theme.color(token), theme.color(ground)) for ground in GROUNDS)
        assert lowest >= 4.5

    def test_outlines_of_fields_can_be_seen(self, theme):
        assert contrast(theme.edge, theme.surface) >= 3

    def test_words_on_the_accent_are_readable(self, theme):
        assert contrast(theme.on_accent, theme.accent) >= 4.5
        assert contrast(theme.on_accent, theme.accent_h) >= 4.5

    @pytest.mark.parametrize("level", list(Level))
    def test_badges_are_readable_and_bars_can_be_seen(self, theme, level):
        colours = theme.urgency[level]
        assert contrast(colours.text, colours.bg) >= (5.8 if theme.is_dark else 5.4) - 0.05
        assert contrast(colours.bar, theme.surface) >= 2.9


@pytest.mark.parametrize(
    ("days", "level"),
    [
        (400, Level.LATER),
        (15, Level.LATER),
        (14, Level.SOON),
        (4, Level.SOON),
        (3, Level.CLOSE),
        (1, Level.CLOSE),
        (0, Level.TODAY),
        (-1, Level.MISSED),
    ],
)
def test_days_left_have_the_level_of_the_scale(days, level):
    assert level_of(days) is level


def test_the_palette_is_the_theme(theme, qapp):
    for pin, wanted in (("dark", DARK), ("light", LIGHT)):
        theme.set_pin(pin)
        assert qapp.palette().color(QPalette.ColorRole.Base) == wanted.surface
        assert qapp.palette().color(QPalette.ColorRole.Window) == wanted.chrome
        assert themes.active() is wanted


def test_without_a_pin_the_theme_follows_the_system(theme, qapp, qtbot):
    theme.set_pin("system")
    says = qapp.styleHints().colorSchemeChanged
    try:
        for scheme, wanted in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
            with qtbot.waitSignal(theme.changed):
                says.emit(scheme)
            assert themes.active() is wanted
    finally:
        theme.set_pin("light")


def test_a_spoiled_pin_follows_the_system(theme):
    try:
        theme.set_pin("purple")
        assert theme.pin == "system"
    finally:
        theme.set_pin("light")


def test_a_pinned_theme_stays_when_the_system_changes(theme, qapp):
    theme.set_pin("light")
    says = qapp.styleHints().colorSchemeChanged
    says.emit(Qt.ColorScheme.Dark)
    assert themes.active() is LIGHT
    says.emit(Qt.ColorScheme.Light)


def test_a_high_contrast_theme_takes_the_systems_colours_and_drops_pale_fills():
    system = QPalette()
    system.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.black)
    system.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.white)
    made = themes.of_palette(system)
    assert made.surface == system.color(QPalette.ColorRole.Base)
    assert all(colours.pale == made.surface and colours.bar == made.ink for colours in made.urgency.values())


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_style_sheet_has_no_placeholder_left(theme):
    assert "$" not in stylesheet.of(theme)


@pytest.mark.parametrize("role", ["big", "body", "strong", "row", "second"])
def test_figures_are_of_one_width_in_every_role(theme, role):
    metrics = QFontMetricsF(themes.font(role))
    assert len({round(metrics.horizontalAdvance(figure), 2) for figure in "0123456789"}) == 1


def test_rows_grow_with_the_text(theme, qapp):
    usual = qapp.font()
    before = themes.height("agenda"), themes.height("table"), themes.height("control")
    assert before == (54, 32, 28)
    larger = qapp.font()
    larger.setPixelSize(26)
    try:
        qapp.setFont(larger)
        after = themes.height("agenda"), themes.height("table"), themes.height("control")
    finally:
        qapp.setFont(usual)
    assert all(late > early for early, late in zip(before, after, strict=True))


def test_only_figures_are_tabular(theme):
    plain = QFont(themes.font("body"))
    plain.unsetFeature(QFont.Tag("tnum"))
    tabular, usual = QFontMetricsF(themes.font("body")), QFontMetricsF(plain)
    assert usual.horizontalAdvance("1") != tabular.horizontalAdvance("1")
    for sign in "-,.:( ":
        assert tabular.horizontalAdvance(sign) == usual.horizontalAdvance(sign)
