"""Pictures of the screens are drawn from a library without a screen."""

from __future__ import annotations

from PySide6.QtGui import QImage

from disputes_app.gui import pictures
from tests.helpers.builders import a_library, an_order


def test_each_screen_is_drawn_and_named(tmp_path, capsys, monkeypatch, qapp):
    core = a_library(tmp_path)
    an_order(core)
    core.library.close()
    monkeypatch.setattr(pictures, "SIZES", ((1024, 640),))
    monkeypatch.setattr(pictures, "THEMES", ("dark",))
    into = tmp_path / "pictures"
    status = pictures.main(
        ["--library", str(core.library.folder), "--into", str(into), "--now", "2026-03-12T10:42+00:00"]
    )
    assert status == 0
    names = {path.name for path in into.iterdir()}
    assert {
        f"{name}-dark-1024x640.png" for name in ("today", "orders", "order", "order-form", "inbox")
    } <= names
    assert capsys.readouterr().out.count("\n") == len(names)
    drawn = QImage(str(into / "today-dark-1024x640.png"))
    assert (drawn.width(), drawn.height()) == (1024, 640)


def test_a_folder_without_a_library_is_told_in_one_sentence(tmp_path, capsys, qapp):
    status = pictures.main(["--library", str(tmp_path), "--into", str(tmp_path / "pictures")])
    assert status == 4
    assert "There is no library in" in capsys.readouterr().err
