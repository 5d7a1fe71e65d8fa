"""What each receiver takes: paper, limits and sections, read from resources/presets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from disputes_app import resources
from disputes_app.errors import UsageError

MM = 72 / 25.4
"""Points in a millimetre."""

PAPERS = {"a4": (595.276, 841.89), "letter": (612.0, 792.0)}
"""Width and height in points."""

PHOTOS_PER_PAGE = (1, 2, 4)

SECTIONS = (
    "cover",
    "index",
    "chronology",
    "statement",
    "facts",
    "messages",
    "photos",
    "attachments",
    "integrity",
)


@dataclass(frozen=True, slots=True)
class Preset:
    """A receiver's limits and habits; None is "no limit known", and ``source`` says where they stand.

    ``max_bytes`` is of one file, ``max_total_bytes`` and ``max_pages`` of all together, ``max_text`` the
    characters a form takes. Margins are millimetres: top, right, bottom, left. ``dpi`` is the most pixels per
    inch a picture keeps. ``photos_per_page`` is 1, 2 or 4; a picture that would be too fine to read gets a
    larger place. ``two_sided`` begins the exhibits, and each joined document, on a sheet of its own.
    """

    id: str
    title: str
    paper: str
    sections: tuple[str, ...]
    file_types: tuple[str, ...]
    source: str
    as_of: str
    max_bytes: int | None = None
    max_total_bytes: int | None = None
    max_pages: int | None = None
    max_files: int | None = None
    max_text: int | None = None
    colour: bool = True
    margins: tuple[float, float, float, float] = (28.0, 18.0, 22.0, 20.0)
    dpi: int = 300
    photos_per_page: int = 2
    two_sided: bool = False
    attaches_manifest: bool = True
    note: str = ""


@cache
def all_presets() -> tuple[Preset, ...]:
    """Every preset, in the order people look for them: by title, printing first."""
    found = [read(path) for path in sorted(resources.path("presets").glob("*.toml"))]
    return tuple(sorted(found, key=lambda preset: (not preset.id.startswith("print_"), preset.title)))


def load(identifier: str) -> Preset:
    """One preset. Raises UsageError, with the list, for an unknown one."""
    found = next((preset for preset in all_presets() if preset.id == identifier), None)
    if found is None:
        known = ", ".join(preset.id for preset in all_presets())
        raise UsageError(f"there is no preset “{identifier}”; choose one of {known}")
    return found


def read(path: Path) -> Preset:
    """The preset in a file. Raises ValueError naming file and field when one is missing or wrong."""
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    table["id"] = path.stem
    known = set(Preset.__slots__)
    if unknown := set(table) - known:
        raise ValueError(f"{path.name}: unknown field {min(unknown)}")
    for name in ("sections", "file_types", "margins"):
        if name in table:
            table[name] = tuple(table[name])
    try:
        preset = Preset(**table)
    except TypeError as error:
        raise ValueError(f"{path.name}: {error}") from None
    if preset.paper not in PAPERS:
        raise ValueError(f"{path.name}: paper has to be one of {', '.join(PAPERS)}")
    if wrong := [name for name in preset.sections if name not in SECTIONS]:
        raise ValueError(f"{path.name}: there is no section {wrong[0]}")
    if preset.photos_per_page not in PHOTOS_PER_PAGE:
        raise ValueError(f"{path.name}: photos_per_page has to be 1, 2 or 4")
    return preset
