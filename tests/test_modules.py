"""What every module owes its reader and its user: a name that says something, a first sentence, no unfinished place, a quick start."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

from tests.helpers.source_tree import PACKAGE, a_tree, loaded_by, modules

ROOT = Path(__file__).parents[1]

# What costs start-up time, and so is imported where it is used.
EXPENSIVE = frozenset(
    {
        "reportlab",
        "pikepdf",
        "pypdfium2",
        "holidays",
        "PIL",
        "lxml",
        "babel",
        "sqlite_utils",
        "cv2",
        "numpy",
        "pyhanko",
    }
)
STARTS = {f"{PACKAGE}.cli": EXPENSIVE | {"PySide6"}, f"{PACKAGE}.gui.main_window": EXPENSIVE}

NAMELESS = frozenset("common data helper helpers info manager managers misc stuff util utils".split())


def nameless(root: Path) -> list[str]:
    """Modules and folders whose name says nothing."""
    return [name for name, _ in modules(root) if NAMELESS & set(re.split(r"[._]", name))]


def without_a_sentence(root: Path) -> list[str]:
    """Modules that do not open by saying what they are for."""
    return [name for name, file in modules(root) if not ast.get_docstring(ast.parse(file.read_bytes()))]


def unfinished(root: Path) -> list[str]:
    """Notes of things to do, and functions that only say that they do not exist."""
    sources = [(name, file.read_text(encoding="utf-8")) for name, file in modules(root)]
    notes = [
        f"{name}, line {token.start[0]}: {token.string}"
        for name, source in sources
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT and re.search(r"\b(TODO|FIXME|XXX)\b", token.string)
    ]
    holes = [
        f"{name}, line {node.lineno}: {ast.unparse(node)}"
        for name, source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Raise) and node.exc and "NotImplementedError" in ast.unparse(node.exc)
    ]
    return notes + holes


RULES = {
    "every module has a name that says something": nameless,
    "every module opens with what it is for": without_a_sentence,
    "nothing is left unfinished": unfinished,
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_module_keeps_the_rule(rule):
    assert rule(ROOT) == []


def starts() -> set[str]:
    return STARTS.keys() & {f"{PACKAGE}.{name}" for name, _ in modules(ROOT)}


@pytest.mark.parametrize("module", sorted(starts()))
def test_what_is_loaded_first_loads_nothing_expensive(module):
    assert STARTS[module] & loaded_by(module, ROOT) == set()


def test_a_name_that_says_nothing_is_found(tmp_path):
    tree = a_tree(tmp_path, {"store/date_utils.py": "", "gui/helpers/a.py": "", "store/dates.py": ""})
    assert nameless(tree) == ["gui.helpers.a", "store.date_utils"]


def test_a_module_that_does_not_say_what_it_is_for_is_found(tmp_path):
    tree = a_tree(tmp_path, {"store/a.py": "import json", "store/b.py": '"""Keeps b."""'})
    assert without_a_sentence(tree) == ["store.a"]


def test_an_unfinished_place_is_found(tmp_path):
    note = "# TO" + "DO: later"
    tree = a_tree(
        tmp_path,
        {
            "store/a.py": f"{note}\nraise NotImplementedError('soon')\n",
            "store/b.py": "KIND = 'XXX'\ntry:\n    KIND.x()\nexcept NotImplementedError:\n    KIND = ''\n",
        },
    )
    assert unfinished(tree) == [
        f"store.a, line 1: {note}",
        "store.a, line 2: raise NotImplementedError('soon')",
    ]


def test_an_expensive_import_is_found_through_the_modules_between(tmp_path):
    tree = a_tree(
        tmp_path,
        {
            "__init__.py": "",
            "cli.py": "from disputes_app import actions",
            "actions/__init__.py": "import babel\ndef later():\n    import holidays",
        },
    )
    assert EXPENSIVE & loaded_by("disputes_app.cli", tree) == {"babel"}
