"""What the window asks of whoever opens and makes libraries, and of whoever shows one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disputes_app.clock import Clock

OpenSession = Callable[[Path, Clock], Any]
"""Opens a library in a window of its own; gives its session, or raises why it cannot be opened."""


@dataclass(frozen=True)
class Doors:
    """How libraries are opened and made; the window only asks."""

    open_core: Callable[..., Any]
    create_library: Callable[..., Any]
    make_demo: Callable[..., Mapping[str, Any]]
