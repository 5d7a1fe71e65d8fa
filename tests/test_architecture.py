"""Who may know whom, in code; every rule is proved with a small tree that breaks it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.helpers.source_tree import PACKAGE, a_tree, imports, is_in, modules

ROOT = Path(__file__).parents[1]

# Small modules that everything but the domain may use.
BASE = frozenset({"clock", "errors", "paths", "progress", "resources", "settings"})
KNOWN = BASE | {"domain"}
MIDDLE = frozenset({"imaging", "store", "programmes", "importers", "packets"})

# domain ← imaging ← store, programmes, importers, packets ← actions, queries ← gui, cli ← bootstrap.
# Each part may always import itself and the package's version.
MAY_IMPORT: Mapping[str, frozenset[str]] = {
    "domain": frozenset(),
    **dict.fromkeys(BASE, KNOWN),
    "imaging": KNOWN,
    "store": KNOWN | {"imaging"},
    "programmes": KNOWN | {"imaging"},
    "importers": KNOWN | {"imaging"},
    "packets": KNOWN | {"imaging"},
    # An open library, the rules in force and the clock, as one thing to hand on.
    "core": KNOWN | MIDDLE,
    "queries": KNOWN | MIDDLE | {"core"},
    "actions": KNOWN | MIDDLE | {"core", "queries"},
    "demo": KNOWN | {"actions", "queries", "packets", "imaging", "core"},
    "gui": KNOWN | {"actions", "queries", "core"},
    # The command line shows what the parts do themselves (check, backup, presets) without a layer that only passes on.
    "cli": KNOWN | MIDDLE | {"actions", "queries", "core"},
    "bootstrap": KNOWN | MIDDLE | {"actions", "queries", "core", "demo", "gui", "cli"},
    "__main__": frozenset({"bootstrap"}),
}

# One fence per library: the only parts that may know it.
FENCES: Mapping[str, frozenset[str]] = {
    "PySide6": frozenset({"gui"}),
    "sqlite3": frozenset({"store"}),
    "sqlite_utils": frozenset({"store"}),
    "reportlab": frozenset(),
    "pikepdf": frozenset({"packets"}),
    "PIL": frozenset({"imaging"}),
    "pi_heif": frozenset({"imaging"}),
    "pypdfium2": frozenset({"imaging"}),
    "cv2": frozenset({"imaging"}),
    "pyhanko": frozenset({"packets"}),
    "pyhanko_certvalidator": frozenset({"packets"}),
    "numpy": frozenset({"imaging"}),
    "lxml": frozenset({"importers"}),
    "nh3": frozenset({"importers"}),
    "click": frozenset({"cli"}),
    "platformdirs": frozenset({"paths"}),
    "threading": frozenset({"gui"}),
}

# (module or folder, what it imports) → why it may do what nothing else may.
EXCEPTIONS: Mapping[tuple[str, str], str] = {
    ("demo", "PIL"): "the photographs of the sample library are drawn, not shipped",
    ("demo", "reportlab"): "and so are its invoices",
    ("gui.pictures", "disputes_app.bootstrap"): "a small program of its own: wires a window only to draw it",
    (
        "imaging.pdf_pages",
        "threading",
    ): "PDFium must never be called by two threads at once: one lock stands around it",
}

# Where a distribution's modules are not simply called like it.
MODULES_OF = {
    "opencv-python-headless": {"cv2"},
    "pillow": {"PIL"},
    "pyhanko": {"pyhanko", "pyhanko_certvalidator"},
    "pyside6-essentials": {"PySide6", "shiboken6"},
    "python-dateutil": {"dateutil"},
}

# Nothing on the network, ever: what could open a connection, or show a page that does.
NETWORK = frozenset(
    """aiohttp ftplib http httpx imaplib nntplib poplib requests smtplib socket socketserver ssl telnetlib urllib3
    urllib.request webbrowser websockets xmlrpc PySide6.QtNetwork PySide6.QtNetworkAuth PySide6.QtWebChannel
    PySide6.QtWebEngineCore PySide6.QtWebEngineQuick PySide6.QtWebEngineWidgets PySide6.QtWebSockets
    PySide6.QtWebView""".split()
)


def part_of(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def excused(name: str, imported: str, exceptions: Mapping[tuple[str, str], str]) -> bool:
    return any(is_in(name, module) and is_in(imported, library) for module, library in exceptions)


def wrong_ways(root: Path, exceptions: Mapping[tuple[str, str], str] = EXCEPTIONS) -> list[str]:
    """Imports against the order of the layers, and parts that have no place in it."""
    faults = []
    for name, file in modules(root):
        part = part_of(name)
        if name != "__init__" and part not in MAY_IMPORT:
            faults.append(f"{name} has no place in the order of the layers")
            continue
        for imported in imports(name, file):
            if not is_in(imported, PACKAGE) or excused(name, imported, exceptions):
                continue
            target = imported.removeprefix(PACKAGE).lstrip(".").split(".")[0]
            if target not in {part, "", "__version__"} and target not in MAY_IMPORT.get(part, frozenset()):
                faults.append(f"{name} imports {imported}")
    return faults


def fences_climbed(root: Path, exceptions: Mapping[tuple[str, str], str] = EXCEPTIONS) -> list[str]:
    """Libraries used outside the one part that may know them."""
    return [
        f"{name} imports {imported}, which only {' and '.join(sorted(inside))} may"
        for name, file in modules(root)
        for imported in imports(name, file)
        for library, inside in FENCES.items()
        if is_in(imported, library)
        and part_of(name) not in inside
        and not excused(name, imported, exceptions)
    ]


def unused_exceptions(root: Path, exceptions: Mapping[tuple[str, str], str] = EXCEPTIONS) -> list[str]:
    """Exceptions that nothing needs any more."""
    used = {(name, imported) for name, file in modules(root) for imported in imports(name, file)}
    return [
        f"{module} no longer imports {library}"
        for module, library in exceptions
        if not any(is_in(name, module) and is_in(imported, library) for name, imported in used)
    ]


def beyond_the_standard_library(root: Path) -> list[str]:
    """What the domain imports that is neither the domain nor the standard library."""
    return [
        f"{name} imports {imported}"
        for name, file in modules(root)
        if part_of(name) == "domain"
        for imported in imports(name, file)
        if imported.split(".")[0] not in {*sys.stdlib_module_names, PACKAGE}
    ]


def undeclared(root: Path) -> list[str]:
    """Imports of what pyproject.toml does not ask for."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [
        text
        for name, texts in project.get("optional-dependencies", {}).items()
        if name != "dev"
        for text in texts
    ]
    names = [Requirement(text).name.lower() for text in [*project["dependencies"], *extras]]
    modules_asked_for = set().union(*(MODULES_OF.get(name, {name.replace("-", "_")}) for name in names))
    return [
        f"{name} imports {imported}"
        for name, file in modules(root)
        for imported in imports(name, file)
        if imported.split(".", maxsplit=1)[0] not in {*sys.stdlib_module_names, *modules_asked_for, PACKAGE}
    ]


def ways_to_the_network(root: Path) -> list[str]:
    """Imports that could reach the network."""
    return [
        f"{name} imports {imported}"
        for name, file in modules(root)
        for imported in imports(name, file)
        if any(is_in(imported, way) for way in NETWORK)
    ]


def circles(root: Path) -> list[str]:
    """Modules that import each other, directly or by way of others."""
    files = dict(modules(root))
    leads = {name: _modules_of(files, imports(name, file)) for name, file in files.items()}

    def reached(name: str) -> set[str]:
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            waiting += leads[waiting.pop()] - seen
            seen.update(waiting)
        return seen

    return [name for name in files if name in reached(name)]


def _modules_of(files: Mapping[str, Path], imported: Iterable[str]) -> set[str]:
    """The modules that some imports load: ``a.b`` is the module b, or a name in the module a."""
    inner = [each.removeprefix(f"{PACKAGE}.") for each in imported if is_in(each, PACKAGE)]
    return {each if each in files else each.rpartition(".")[0] for each in inner} & files.keys()


RULES = {
    "no modules import each other in a circle": circles,
    "no part imports what stands to its right": wrong_ways,
    "every library stays inside its fence": fences_climbed,
    "every exception is still needed": unused_exceptions,
    "the domain needs nothing but the standard library": beyond_the_standard_library,
    "nothing is imported that the project does not ask for": undeclared,
    "nothing reaches the network": ways_to_the_network,
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_house_keeps_the_rule(rule):
    assert rule(ROOT) == []


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        (
            "domain/orders.py",
            "from disputes_app.store import orders",
            "domain.orders imports disputes_app.store.orders",
        ),
        ("domain/orders.py", "from disputes_app import errors", "domain.orders imports disputes_app.errors"),
        ("store/a.py", "import disputes_app.packets.plan", "store.a imports disputes_app.packets.plan"),
        ("importers/a.py", "from disputes_app import store", "importers.a imports disputes_app.store"),
        ("importers/a.py", "from ..store import b", "importers.a imports disputes_app.store.b"),
        ("importers/__init__.py", "from ..store import b", "importers imports disputes_app.store.b"),
        (
            "queries/a.py",
            "def f():\n    from disputes_app.actions import b",
            "queries.a imports disputes_app.actions.b",
        ),
        (
            "gui/screens/a.py",
            "from disputes_app.store import b",
            "gui.screens.a imports disputes_app.store.b",
        ),
        ("gui/a.py", "import disputes_app.bootstrap", "gui.a imports disputes_app.bootstrap"),
        ("actions/a.py", "from disputes_app.gui import b", "actions.a imports disputes_app.gui.b"),
        ("actions/a.py", "from disputes_app.demo import b", "actions.a imports disputes_app.demo.b"),
        ("clock.py", "from disputes_app.store import b", "clock imports disputes_app.store.b"),
        ("__init__.py", "from disputes_app import cli", "__init__ imports disputes_app.cli"),
        ("__init__.py", "from . import cli", "__init__ imports disputes_app.cli"),
        ("attic/a.py", "", "attic.a has no place in the order of the layers"),
    ],
)
def test_an_import_against_the_order_is_found(tmp_path, file, text, fault):
    assert wrong_ways(a_tree(tmp_path, {file: text})) == [fault]


def test_imports_along_the_order_are_fine(tmp_path):
    tree = a_tree(
        tmp_path,
        {
            "__init__.py": "__version__ = '1'",
            "store/orders.py": "from . import library\nfrom disputes_app.domain import orders\nimport json",
            "actions/orders.py": "from disputes_app import __version__, errors\nfrom disputes_app.store import orders",
            "bootstrap.py": "from disputes_app.gui import main_window\nfrom disputes_app.store import library",
        },
    )
    assert wrong_ways(tree) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("queries/a.py", "import sqlite3"),
        ("actions/a.py", "from PySide6.QtCore import QObject"),
        ("importers/a.py", "def f():\n    from PIL import Image"),
        ("gui/a.py", "import pypdfium2 as pdfium"),
        ("store/a.py", "from reportlab.pdfgen import canvas"),
        ("imaging/a.py", "import pikepdf"),
        ("store/a.py", "import threading"),
    ],
)
def test_a_library_outside_its_fence_is_found(tmp_path, file, text):
    assert len(fences_climbed(a_tree(tmp_path, {file: text}))) == 1


def test_a_named_exception_opens_the_fence_for_one_module_only(tmp_path):
    tree = a_tree(tmp_path, {"actions/a.py": "import sqlite3", "actions/b.py": "import sqlite3"})
    assert fences_climbed(tree, {("actions.a", "sqlite3"): "because"}) == [
        "actions.b imports sqlite3, which only store may"
    ]


def test_a_named_exception_lets_one_module_import_against_the_order(tmp_path):
    tree = a_tree(tmp_path, {"gui/a.py": "from disputes_app import bootstrap"})
    assert wrong_ways(tree, {("gui.a", "disputes_app.bootstrap"): "because"}) == []


def test_an_exception_that_nothing_needs_is_found(tmp_path):
    tree = a_tree(tmp_path, {"actions/a.py": "import json"})
    assert unused_exceptions(tree, {("actions.a", "sqlite3"): "because"}) == [
        "actions.a no longer imports sqlite3"
    ]


def test_a_library_in_the_domain_is_found(tmp_path):
    tree = a_tree(tmp_path, {"domain/a.py": "import dateutil.parser", "domain/b.py": "import decimal"})
    assert beyond_the_standard_library(tree) == ["domain.a imports dateutil.parser"]


def test_an_import_of_something_that_is_not_asked_for_is_found(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["pillow>=11", "pi-heif>=0.20"]\n')
    tree = a_tree(tmp_path, {"imaging/a.py": "import PIL.Image, pi_heif, json\nfrom numpy import array"})
    assert undeclared(tree) == ["imaging.a imports numpy.array"]


@pytest.mark.parametrize(
    "text",
    [
        "import socket",
        "from http import client",
        "from http.client import HTTPSConnection",
        "from urllib import request",
        "import urllib.request",
        "from PySide6 import QtNetwork",
        "from PySide6.QtWebEngineWidgets import QWebEngineView",
    ],
)
def test_a_way_to_the_network_is_found(tmp_path, text):
    tree = a_tree(tmp_path, {"gui/a.py": text, "gui/b.py": "from urllib.parse import quote"})
    assert len(ways_to_the_network(tree)) == 1


def test_modules_that_import_each_other_are_found(tmp_path):
    tree = a_tree(
        tmp_path,
        {
            "store/a.py": "from disputes_app.store import b",
            "store/b.py": "def late():\n    from disputes_app.store.c import thing",
            "store/c.py": "from disputes_app.store.a import other",
            "store/d.py": "from disputes_app.store import a, b, c",
        },
    )
    assert circles(tree) == ["store.a", "store.b", "store.c"]
