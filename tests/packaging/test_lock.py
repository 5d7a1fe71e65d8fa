from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED_FOR = [Requirement(text) for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]
ASKED_FOR += [
    Requirement(text) for extra in ("video", "sign") for text in PROJECT["optional-dependencies"][extra]
]
ENTRY = re.compile(r"^([a-z0-9][\w.-]*)==(\S+)(.*?)(?=^[a-z0-9]|\Z)", re.MULTILINE | re.DOTALL)
LOCKED = {name: Version(version) for name, version, _ in ENTRY.findall(LOCK)}


@pytest.mark.parametrize("requirement", ASKED_FOR, ids=str)
def test_the_lock_holds_a_version_that_the_project_asks_for(requirement):
    assert LOCKED[canonicalize_name(requirement.name)] in requirement.specifier


def test_every_locked_package_has_hashes():
    bare = [name for name, _, rest in ENTRY.findall(LOCK) if "--hash=sha256:" not in rest]
    assert LOCKED
    assert bare == []


def test_the_lock_names_no_address():
    assert not re.search(r"://|--\w*index|--find-links| @ ", LOCK)


def test_the_qt_that_loses_references_stays_excluded():
    (qt,) = (requirement for requirement in ASKED_FOR if requirement.name == "PySide6-Essentials")
    assert Version("6.12.0") not in qt.specifier
    assert Version("6.12.1") not in qt.specifier
    assert Version("6.11.3") in qt.specifier


def test_numpy_comes_with_the_extra_that_decodes_videos_and_with_nothing_else():
    entries = [rest for name, _, rest in ENTRY.findall(LOCK) if name == "numpy"]
    assert entries
    assert all(re.findall(r"# (?:via )?([\w-]+)", rest) == ["opencv-python-headless"] for rest in entries)


@pytest.mark.parametrize("heavy", ["pyside6", "pyside6-addons"])
def test_what_would_weigh_on_start_up_or_size_is_not_installed(heavy):
    assert heavy not in LOCKED
