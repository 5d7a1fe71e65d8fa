"""Faults of rule files: which file, line and field, what is wrong, and how to put it right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a rule file. ``line`` counts from 1; ``field`` reads like ``AE-01 length.n``."""

    file: Path
    line: int
    field: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.what}; {self.remedy}"


_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]+\")\s*=")
_ELEMENT = re.compile(r"\s*\{")


def lines_of(text: str) -> Mapping[Path_, int]:
    """The line on which each table, key and element of a list of tables begins."""
    places: dict[Path_, int] = {(): 1}
    counts: dict[Path_, int] = {}
    block: Path_ = ()
    key: Path_ = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header and "=" not in line.split("#")[0]:
            block = _block(counts, header[2], is_list=header[1] == "[[")
            places.setdefault(block, number)
            key = ()
        elif found := _KEY.match(line):
            key = (*block, found[1].strip('"'))
            places.setdefault(key, number)
        elif key and _ELEMENT.match(line):
            place = counts.get(key, 0)
            counts[key] = place + 1
            places.setdefault((*key, place), number)
    return places


def _block(counts: dict[Path_, int], name: str, *, is_list: bool) -> Path_:
    path: Path_ = ()
    parts = [part.strip().strip('"') for part in name.split(".")]
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, parts[-1])
    if is_list:
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    return path


def line_of(places: Mapping[Path_, int], path: Path_) -> int:
    """The line of the nearest enclosing thing whose line is known."""
    while path not in places:
        path = path[:-1]
    return places[path]
