"""Every test of the window has the application's theme, light, and fails on warnings of Qt."""

from __future__ import annotations

import pytest

from tests.helpers.gui import a_context, theme_source


@pytest.fixture(autouse=True)
def theme(qapp):
    """The theme in force, light until the test says otherwise."""
    return theme_source("light")


@pytest.fixture
def context(theme):
    """What a screen is given."""
    return a_context()
