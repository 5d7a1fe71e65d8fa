"""An empty library, with a clock that a test can move."""

from __future__ import annotations

import pytest

from tests.helpers.builders import Ticking, a_library


@pytest.fixture
def clock():
    """The clock of the library."""
    return Ticking()


@pytest.fixture
def core(tmp_path, clock):
    """An empty library of somebody in Leeds."""
    made = a_library(tmp_path, clock)
    yield made
    made.library.close()
