"""A tree of Python read as a tree: which modules there are, what they import, what importing one loads."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

PACKAGE = "disputes_app"


def modules(root: Path) -> Iterator[tuple[str, Path]]:
    """Every module of the application by its name inside the package, such as ``store.orders``."""
    for file in sorted((root / PACKAGE).rglob("*.py")):
        parts = file.relative_to(root / PACKAGE).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" and parts[:-1] else parts), file


@cache
def imports(name: str, file: Path) -> tuple[str, ...]:
    """All a module imports, wherever it does so, in full: ``from a import b`` gives ``a.b``. Read once."""
    parts = [PACKAGE, *name.split(".")]
    package = parts if file.name == "__init__.py" and name != "__init__" else parts[:-1]
    found: list[str] = []
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            origin = [*above, *([node.module] if node.module else [])]
            found += [".".join([*origin, alias.name]) for alias in node.names]
    return tuple(found)


def is_in(imported: str, library: str) -> bool:
    """Whether an import is of a library or of something inside it."""
    return imported == library or imported.startswith(library + ".")


def loaded_by(module: str, root: Path) -> set[str]:
    """The top-level modules that importing one module loads, in a Python of its own."""
    program = f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"
    printed = subprocess.run(
        [sys.executable, "-c", program], cwd=root, check=True, capture_output=True
    ).stdout
    return {name.split(".", maxsplit=1)[0] for name in json.loads(printed)}


def a_tree(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files of the package into a folder; the folder is the tree."""
    for name, text in files.items():
        file = folder / PACKAGE / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
