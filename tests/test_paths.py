from __future__ import annotations

from pathlib import Path

from disputes_app import paths


def test_the_library_named_on_the_command_line_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("DISPUTES_LIBRARY", str(tmp_path / "from-environment"))
    assert paths.library_folder(tmp_path / "named") == tmp_path / "named"


def test_the_environment_names_the_library_when_the_command_line_does_not(monkeypatch, tmp_path):
    monkeypatch.setenv("DISPUTES_LIBRARY", str(tmp_path))
    assert paths.library_folder() == tmp_path


def test_without_a_name_the_library_lies_in_the_platforms_folder_and_is_not_made(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = paths.library_folder()
    assert folder.name == "disputes"
    assert not folder.exists()


def test_a_tilde_means_the_home_folder():
    assert paths.library_folder("~/proof") == Path.home() / "proof"
