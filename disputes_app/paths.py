"""Which folder is the library when nobody names one."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def library_folder(chosen: str | os.PathLike[str] | None = None) -> Path:
    """The library's folder: the one chosen, else ``DISPUTES_LIBRARY``, else the platform's place for user data.

    The folder is only named here, never made.
    """
    named = chosen or os.environ.get("DISPUTES_LIBRARY")
    return Path(named).expanduser() if named else default_library_folder()


def default_library_folder() -> Path:
    """The platform's place for user data, such as ``~/.local/share/disputes`` on Linux."""
    return platformdirs.user_data_path("disputes", appauthor=False)
