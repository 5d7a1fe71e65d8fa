"""Sets up this checkout and runs, tests, checks, measures or locks it.

Needs nothing but a Python of 3.11 or newer: everything else is installed into ``.venv``, hash-checked, and the
few system libraries that Qt needs on Debian and its relatives come from apt.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

USAGE = """\
usage: python3 packaging/dev.py COMMAND

  run [-- ARGUMENTS]   open the window on a sample library; without a screen, build its packets and draw its screens
  test [ARGUMENTS]     run all tests and print the coverage; with arguments, run pytest with just those
  lint                 ruff, its formatter and mypy
  bench [ARGUMENTS]    measure, with pytest-benchmark
  lock [--upgrade]     bring packaging/requirements.lock in line with pyproject.toml, or up to date"""

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"
LOCK = ROOT / "packaging" / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
SAMPLE = ROOT / "build" / "sample-library"
SAMPLE_MADE = ROOT / "build" / "sample-library.json"  # what making it answered: written when it was done
PACKETS = ROOT / "build" / "sample-packets"
PICTURES = ROOT / "build" / "pictures"

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}  # Qt draws into memory

VENV_MODULE = "Python's venv module"

# Library → Debian package: found by adding to a bare Debian 12 until PySide6-Essentials ran.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
X11_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; its exit status is the result."""
    if sys.version_info < (3, 11):
        stop(f"Python 3.11 or newer is needed; this is {platform.python_version()}.")
    command, *rest = arguments or ["help"]
    if command not in COMMANDS:
        asked = command in {"help", "-h", "--help"}
        print(USAGE, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    return COMMANDS[command](rest[1:] if rest[:1] == ["--"] else rest)


def run(arguments: Sequence[str]) -> int:
    """Open the window on the sample library, or do the same job without a screen."""
    set_up()
    environment = {"DISPUTES_NOW": sample_now(), **os.environ}
    say(f"The sample library's story ends on {environment['DISPUTES_NOW']}, which is taken as now.")
    if has_screen():
        return hand_over(
            [str(PYTHON), "-m", "disputes_app", "--library", str(SAMPLE), *arguments], environment
        )
    return run_without_a_screen(environment)


def sample_now() -> str:
    """The instant at which the sample library's story ends; makes the library where it is not there, whole."""
    if not SAMPLE_MADE.exists():
        shutil.rmtree(SAMPLE, ignore_errors=True)
        say(f"Making the sample library in {SAMPLE}")
        SAMPLE_MADE.parent.mkdir(parents=True, exist_ok=True)
        SAMPLE_MADE.write_text(app("--json", "demo", "--into", str(SAMPLE)), encoding="utf-8")
    now: str = json.loads(SAMPLE_MADE.read_text(encoding="utf-8"))["now"]
    return now


def run_without_a_screen(environment: Mapping[str, str]) -> int:
    """Build the packet of every case in the sample library, draw the main screens and say where they lie."""
    say("There is no screen here, so no window opens: the same work is done without one.")
    PACKETS.mkdir(parents=True, exist_ok=True)
    listed = json.loads(app("--json", "--library", str(SAMPLE), "cases", "list", environment=environment))
    for case in listed["cases"]:
        target = PACKETS / f"{case['number'].replace('/', '-')}.pdf"
        say(f"Building the packet of case {case['number']}")
        build = ["packet", "build", case["number"], "-o", str(target)]
        app("--library", str(SAMPLE), *build, environment=environment)
    say("Drawing the screens")
    draw = ["-m", "disputes_app.gui.pictures", "--library", str(SAMPLE), "--into", str(PICTURES)]
    call([str(PYTHON), *draw], {**environment, **OFFSCREEN})
    say("")
    for what, folder in (
        ("Sample library", SAMPLE),
        ("Packets", PACKETS),
        ("Pictures of the screens", PICTURES),
    ):
        say(f"{what}: {folder}")
        for file in sorted(folder.glob("*.p[dn][fg]")):
            say(f"    {file.name}")
    return 0


def test(arguments: Sequence[str]) -> int:
    """Run all tests with coverage, or pytest with the arguments given."""
    set_up()
    pytest, environment = [str(PYTHON), "-m", "pytest"], {**os.environ, **OFFSCREEN}
    if arguments:
        return hand_over([*pytest, *arguments], environment)
    status = subprocess.run(
        [*pytest, "-n", "auto", "--dist", "loadfile", "--cov"], cwd=ROOT, env=environment
    ).returncode
    say("Some tests failed." if status else "All tests passed.")
    return status


def lint(arguments: Sequence[str]) -> int:
    """Check style, format and types; every check runs even when one before it found something."""
    set_up()
    checks = (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"])
    codes = [subprocess.run([PYTHON, "-m", *check, *arguments], cwd=ROOT).returncode for check in checks]
    return max(codes)


def bench(arguments: Sequence[str]) -> int:
    """Run the measurements in benchmarks/."""
    set_up()
    options = ["--benchmark-enable", "--benchmark-only", *(arguments or ["benchmarks"])]
    return hand_over([str(PYTHON), "-m", "pytest", *options], {**os.environ, **OFFSCREEN})


def lock(arguments: Sequence[str]) -> int:
    """Choose versions for every platform and write them with their hashes, naming no index address."""
    set_up()
    if not answers("-m", "uv", "--version"):
        call([str(PYTHON), "-m", "pip", "install", "--quiet", "uv"])
    choose = [
        "-m",
        "uv",
        "pip",
        "compile",
        PROJECT.name,
        "--extra",
        "dev",
        "--extra",
        "video",
        "--extra",
        "sign",
        "--universal",
        "--python-version",
        "3.11",
    ]
    write = ["--generate-hashes", "--no-header", "--no-emit-index-url", "--quiet", "--output-file", str(LOCK)]
    call([str(PYTHON), *choose, *write, *arguments])
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "lock": lock,
}


def set_up() -> None:
    """Bring system libraries and ``.venv`` to what the checkout asks for; quick when they already are."""
    wanted = {
        "python": f"{platform.python_version()} {sys.executable}",
        "lock": fingerprint(LOCK),
        "project": f"{ROOT} {fingerprint(PROJECT)}",
    }
    installed = read_stamp()
    outdated = any(installed.get(part) != wanted[part] for part in ("python", "lock"))
    need_packages(lacking(makes_environment=outdated))
    if installed == wanted:
        return
    if outdated:
        make_environment()
    say("Installing this checkout")
    pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def make_environment() -> None:
    """Make ``.venv`` afresh, so that nothing stays in it that the lock does not name."""
    say(f"Making {VENV}")
    call([sys.executable, "-m", "venv", "--clear", str(VENV)])
    say("Installing the locked dependencies (about 150 MB to fetch the first time)")
    pip("--require-hashes", "--no-deps", "--requirement", str(LOCK))


def pip(*arguments: str) -> None:
    """Install into ``.venv``."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    call([str(PYTHON), "-m", "pip", "install", *quiet, *arguments])


def read_stamp() -> dict[str, str]:
    """What ``.venv`` was made from; empty when it is absent, half made or its Python is gone."""
    if not (PYTHON.exists() and STAMP.exists()):
        return {}
    stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    return stamp


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def lacking(*, makes_environment: bool) -> dict[str, str]:
    """What this machine lacks → the Debian package that has it."""
    found_lacking = {}
    if makes_environment and importlib.util.find_spec("ensurepip") is None:
        found_lacking[VENV_MODULE] = "python{}.{}-venv".format(*sys.version_info)
    if sys.platform == "linux":
        wanted = QT_LIBRARIES | (X11_LIBRARIES if os.environ.get("DISPLAY") else {})
        found_lacking |= {name: package for name, package in wanted.items() if not loads(name)}
    return found_lacking


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def need_packages(lack: Mapping[str, str]) -> None:
    """Install what is lacking from apt, as root or through sudo; else stop with the command to type."""
    if not lack:
        return
    what = ", ".join(lack)
    if not shutil.which("apt-get"):
        if VENV_MODULE in lack:
            stop(f"This machine lacks {what}; please install what your system calls it.")
        say(f"Qt needs system libraries that are not here; if no window opens, install {what}.")
        return
    packages = sorted(lack.values())
    by_hand = f"apt-get install {' '.join(packages)}"
    as_root = root_prefix()
    if as_root is None:
        stop(f"This machine lacks {what}, and there is no sudo; please run as root: {by_hand}")
    say(f"Installing {' '.join(packages)}")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--quiet"]
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    # A fresh machine has no package lists, or lists that name files long gone: fetch them when the first try fails.
    if subprocess.run(install, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return
    subprocess.run([*apt, "update"])
    if subprocess.run(install, stdout=subprocess.DEVNULL).returncode != 0:
        stop(f"That did not work; please run it yourself: sudo {by_hand}")


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo, or None when there is no way."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "--non-interactive"]


def has_screen() -> bool:
    """Whether a window can open; everything but Linux has a screen."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def app(*arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """Run one command of the program and give back what it printed; when it fails, end with its status."""
    command = [str(PYTHON), "-m", "disputes_app", *arguments]
    finished = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8")
    if finished.returncode != 0:
        sys.exit(finished.returncode)
    return finished.stdout


def answers(*arguments: str) -> bool:
    """Whether the environment's Python can run this."""
    return subprocess.run([PYTHON, *arguments], capture_output=True).returncode == 0


def call(command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Run a step; when it fails, end with its status: it has said why."""
    code = subprocess.run(command, cwd=ROOT, env=environment).returncode
    if code != 0:
        sys.exit(code)


def hand_over(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Let the last step take this process's place, so that signals and the terminal are its own."""
    os.chdir(ROOT)
    if os.name != "nt":
        os.execve(command[0], list(command), environment or os.environ)
    return subprocess.run(command, env=environment).returncode


def say(text: str) -> None:
    """Tell whoever started this what happens."""
    print(text, flush=True)


def stop(why: str) -> NoReturn:
    """End, saying why."""
    sys.exit(f"dev.py: {why}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
