"""Where the program's own data files lie, installed or in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The folder ``resources``: inside the package when installed, beside it in a checkout."""
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parents[1] / "resources"


def path(*parts: str) -> Path:
    """The path of one resource, such as ``path("icons", "sun.svg")``."""
    return folder().joinpath(*parts)
