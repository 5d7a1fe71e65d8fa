"""How long a person waits before the program does anything."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "arguments", [["-c", "pass"], ["-m", "disputes_app", "--version"]], ids=["python alone", "disputes-app"]
)
def test_a_command_answers(benchmark, arguments):
    def start():
        return subprocess.run([sys.executable, *arguments], capture_output=True, check=True)

    benchmark.pedantic(start, rounds=10, warmup_rounds=1)
