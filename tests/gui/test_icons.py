"""Every icon named in the window exists, takes its colour from the theme, and travels with its licence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from disputes_app import resources
from disputes_app.gui import icons
from disputes_app.gui import theme as themes
from disputes_app.gui.commands import COMMANDS
from disputes_app.gui.navigation import PLACES

NAMES = sorted(path.stem for path in resources.path("icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_the_colour_of_its_token(theme, name):
    picture = icons.pixmap(name, "accent", 16, 2.0).toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert (picture.width(), picture.height()) == (32, 32)
    assert seen == {themes.active().accent.name()} or not seen


def test_the_names_in_the_lists_exist():
    wanted = {command.icon for command in COMMANDS if command.icon} | {place.icon for place in PLACES}
    assert wanted <= set(NAMES)


def test_the_names_in_the_code_exist():
    source = Path(icons.__file__).parent
    called = re.compile(
        r'(?:IconButton|IconLabel|paint_icon|icons\.icon|icons\.pixmap)\([^"\n]*"([a-z0-9-]+)"'
    )
    found = {
        name for file in source.rglob("*.py") for name in called.findall(file.read_text(encoding="utf-8"))
    }
    assert found
    assert found - {"ink2", "ink3", "accent", "ink"} <= set(NAMES)


def test_the_licences_travel_with_icons_and_font():
    assert "ISC License" in resources.path("icons", "LICENSE").read_text(encoding="utf-8")
    assert "Open Font License" in resources.path("fonts", "ui", "LICENSE").read_text(encoding="utf-8")
