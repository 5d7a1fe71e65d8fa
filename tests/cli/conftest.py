"""An empty library and the commands on it."""

from __future__ import annotations

import pytest

from tests.helpers.commands import Commands


@pytest.fixture
def run(tmp_path, capsys):
    """The commands on an empty library."""
    commands = Commands(tmp_path / "library", capsys)
    commands.done("init")
    return commands
