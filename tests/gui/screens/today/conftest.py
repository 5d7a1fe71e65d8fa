"""Today of a real library, as it is when it is shown."""

from __future__ import annotations

import pytest

from disputes_app.gui.screens.today.screen import TodayScreen
from tests.helpers.gui import a_context


@pytest.fixture
def shown(core, qtbot):
    """Shows the screen of the library as it is when called."""

    def show(width=1228, height=826):
        screen = TodayScreen(a_context(core))
        qtbot.addWidget(screen)
        screen.resize(width, height)
        screen.asked = []
        screen.go.connect(lambda place, argument: screen.asked.append((place, argument)))
        screen.show()
        return screen

    return show
