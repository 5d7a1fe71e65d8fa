from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOW = "2026-03-12T10:42:00+00:00"
SCRIPT = Path(__file__).parents[2] / "packaging" / "dev.py"


@pytest.fixture
def dev(monkeypatch, tmp_path):
    """The script as a module, at work on a made-up checkout; the steps it takes are kept in ``dev.steps``."""
    spec = importlib.util.spec_from_file_location("dev", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    places = {
        "ROOT": tmp_path,
        "VENV": venv,
        "PYTHON": venv / "python",
        "STAMP": venv / "installed.json",
        "LOCK": tmp_path / "requirements.lock",
        "PROJECT": tmp_path / "pyproject.toml",
        "SAMPLE": tmp_path / "sample",
        "SAMPLE_MADE": tmp_path / "sample.json",
        "PACKETS": tmp_path / "packets",
        "PICTURES": tmp_path / "pictures",
    }
    for name, place in places.items():
        monkeypatch.setattr(module, name, place)
    module.LOCK.write_text("click==8")
    module.PROJECT.write_text("[project]")
    module.steps = []

    def note(command, environment=None):
        module.steps.append([str(part) for part in command])
        if "venv" in command:
            venv.mkdir(exist_ok=True)
            module.PYTHON.touch()

    monkeypatch.setattr(module, "call", note)
    monkeypatch.setattr(module, "loads", lambda library: True)
    return module


def installs(dev):
    return [step for step in dev.steps if "pip" in step]


def test_the_first_set_up_makes_the_environment_from_the_lock_and_installs_the_checkout(dev):
    dev.set_up()
    made, locked, editable = dev.steps
    assert made[1:3] == ["-m", "venv"]
    assert {"--require-hashes", "--no-deps", str(dev.LOCK)} <= set(locked)
    assert {"--no-deps", "--no-build-isolation", "--editable", str(dev.ROOT)} <= set(editable)


def test_a_second_set_up_does_nothing(dev):
    dev.set_up()
    dev.steps.clear()
    dev.set_up()
    assert dev.steps == []


def test_a_changed_project_is_installed_again_into_the_same_environment(dev):
    dev.set_up()
    dev.steps.clear()
    dev.PROJECT.write_text("[project]\nname = 'other'")
    dev.set_up()
    assert ["--editable" in step for step in dev.steps] == [True]


def test_a_changed_lock_makes_the_environment_anew(dev):
    dev.set_up()
    dev.steps.clear()
    dev.LOCK.write_text("click==9")
    dev.set_up()
    assert "--clear" in dev.steps[0]
    assert len(installs(dev)) == 2


def test_a_set_up_that_broke_off_begins_again(dev, monkeypatch):
    def break_off(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(dev, "pip", break_off)
        with pytest.raises(KeyboardInterrupt):
            dev.set_up()
    dev.steps.clear()
    dev.set_up()
    assert "--clear" in dev.steps[0]


def test_without_root_or_sudo_the_exact_command_is_named(dev, monkeypatch):
    monkeypatch.setattr(dev, "root_prefix", lambda: None)
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(SystemExit, match=r"please run as root: apt-get install libegl1 libgl1$"):
        dev.need_packages({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"})


def test_only_what_is_lacking_is_named_and_x11_only_for_a_screen(dev, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "loads", lambda library: library == "libGL.so.1")
    monkeypatch.delenv("DISPLAY", raising=False)
    assert set(dev.lacking(makes_environment=False)) == set(dev.QT_LIBRARIES) - {"libGL.so.1"}
    monkeypatch.setenv("DISPLAY", ":0")
    assert set(dev.X11_LIBRARIES) <= set(dev.lacking(makes_environment=False))


def test_pythons_venv_module_is_asked_for_only_to_make_an_environment(dev, monkeypatch):
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    assert dev.lacking(makes_environment=False) == {}
    assert list(dev.lacking(makes_environment=True)) == [dev.VENV_MODULE]


def test_without_a_screen_packets_and_pictures_are_made_and_named(dev, monkeypatch, capsys):
    commands = []

    def app(*arguments, environment=None):
        commands.append((list(arguments), environment))
        if "-o" in arguments:
            Path(arguments[-1]).write_bytes(b"%PDF")
        return json.dumps({"now": NOW, "cases": [{"number": "C-1"}, {"number": "C/2"}]})

    monkeypatch.setattr(dev, "app", app)
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "has_screen", lambda: False)
    assert dev.run([]) == 0
    made, _, *built = commands
    assert made[0] == ["--json", "demo", "--into", str(dev.SAMPLE)]
    assert [command[-1] for command, _ in built] == [
        str(dev.PACKETS / "C-1.pdf"),
        str(dev.PACKETS / "C-2.pdf"),
    ]
    assert {environment["DISPUTES_NOW"] for _, environment in built} == {NOW}
    assert dev.steps[0][1:3] == ["-m", "disputes_app.gui.pictures"]
    told = capsys.readouterr().out
    assert "There is no screen here" in told
    for named in (str(dev.SAMPLE), str(dev.PACKETS), str(dev.PICTURES), "C-1.pdf", "C-2.pdf"):
        assert named in told


def test_a_sample_library_whose_making_broke_off_is_made_anew(dev, monkeypatch):
    dev.SAMPLE.mkdir()
    (dev.SAMPLE / "library.db").touch()
    monkeypatch.setattr(dev, "app", lambda *arguments: json.dumps({"now": NOW}))
    assert dev.sample_now() == NOW
    assert not dev.SAMPLE.exists()


def test_the_window_opens_on_the_samples_day_with_what_stands_after_the_dashes(dev, monkeypatch):
    taken = []
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "has_screen", lambda: True)
    monkeypatch.setattr(
        dev, "hand_over", lambda command, environment: taken.append((command, environment)) or 0
    )
    dev.SAMPLE_MADE.write_text(json.dumps({"now": NOW}))
    assert dev.main(["run", "--", "--debug"]) == 0
    ((command, environment),) = taken
    assert command[1:] == ["-m", "disputes_app", "--library", str(dev.SAMPLE), "--debug"]
    assert environment["DISPUTES_NOW"] == NOW


def test_a_day_of_ones_own_goes_before_the_samples(dev, monkeypatch):
    taken = []
    monkeypatch.setenv("DISPUTES_NOW", "2026-04-01T00:00:00+00:00")
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "has_screen", lambda: True)
    monkeypatch.setattr(dev, "hand_over", lambda command, environment: taken.append(environment) or 0)
    dev.SAMPLE_MADE.write_text(json.dumps({"now": NOW}))
    dev.run([])
    assert taken[0]["DISPUTES_NOW"] == "2026-04-01T00:00:00+00:00"


@pytest.mark.parametrize(("word", "status"), [("--help", 0), ("dance", 2)])
def test_the_script_says_what_it_can_do(word, status):
    finished = subprocess.run(
        [sys.executable, SCRIPT, word], check=False, capture_output=True, encoding="utf-8"
    )
    assert finished.returncode == status
    assert "packaging/dev.py COMMAND" in finished.stdout + finished.stderr


def test_the_script_needs_nothing_but_the_standard_library():
    program = f"import runpy; runpy.run_path({str(SCRIPT)!r})"
    alone = [sys.executable, "-I", "-S", "-c", program]
    assert subprocess.run(alone, check=False, env={**os.environ}).returncode == 0
