from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from disputes_app import __version__

ROOT = Path(__file__).parents[2]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def run(*command, cwd, **environment):
    """Run a program away from this checkout and its settings, and give back what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DISPUTES"))}
    finished = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", folder]
    run(sys.executable, "-m", "pip", "wheel", *options, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment of its own with the wheel in it; the dependencies come from the tests' own environment."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=os.name != "nt")
    python = folder / SCRIPTS / Path(sys.executable).name
    options = ["--no-deps", "--no-index", "--quiet"]
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, cwd=folder)
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(own, "dependencies.pth").write_text("\n".join(sorted(places)), encoding="utf-8")
    return python


def test_the_wheel_holds_every_module_and_resource(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    modules = {file.relative_to(ROOT).as_posix() for file in (ROOT / "disputes_app").rglob("*.py")}
    resources = {
        f"disputes_app/{file.relative_to(ROOT).as_posix()}"
        for file in (ROOT / "resources").rglob("*")
        if file.is_file()
    }
    assert resources
    assert modules | resources <= held


def test_the_wheel_holds_nothing_of_the_tests_or_the_tools(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"disputes_app", f"disputes_app-{__version__}.dist-info"}


def test_the_installed_program_runs_from_another_folder(installed, tmp_path):
    program = installed.with_name("disputes-app" + installed.suffix)
    assert __version__ in run(program, "--version", cwd=tmp_path)


def test_the_installed_program_finds_its_resources_inside_itself(installed, tmp_path):
    ask = "import disputes_app, pathlib; from disputes_app import resources; print(resources.folder())"
    folder = Path(run(installed, "-c", ask, cwd=tmp_path).strip())
    assert folder.parent.name == "disputes_app"
    assert installed.parents[1] in folder.parents
    assert any(folder.iterdir())
