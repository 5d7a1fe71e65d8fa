"""Pictures of the screens, drawn without a screen: every one of them, in both themes and sizes, with something on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from disputes_app.gui import pictures
from tests.helpers.builders import a_case, a_file, a_library, an_order

NOW = "2026-03-12T10:42:00+00:00"


@pytest.fixture
def library(tmp_path):
    """A library with an order, its case, and a file that waits."""
    core = a_library(tmp_path)
    a_case(core, an_order(core))
    a_file(core, tmp_path)
    core.library.close()
    return core.library.folder


def lightness(path) -> float:
    """How light a picture is on the whole, from 0 to 255."""
    drawn = QImage(str(path)).scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)
    return drawn.pixelColor(0, 0).lightness()


def colours(path) -> set[int]:
    picture = QImage(str(path))
    return {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}


def test_every_screen_is_drawn_in_both_themes_and_sizes(library, tmp_path, capsys, qapp):
    assert pictures.main(["--library", str(library), "--into", str(tmp_path / "drawn"), "--now", NOW]) == 0
    drawn = sorted((tmp_path / "drawn").glob("*.png"))
    assert set(capsys.readouterr().out.splitlines()) == {str(path) for path in drawn}
    names = {path.name.rsplit("-", 2)[0] for path in drawn}
    assert {"today", "orders", "order", "case", "inbox"} <= names
    for name in names:
        assert len([path for path in drawn if path.name.rsplit("-", 2)[0] == name]) == 4
        light, dark = (
            lightness(tmp_path / "drawn" / f"{name}-{theme}-1440x900.png") for theme in ("light", "dark")
        )
        assert light > 180
        assert dark < 120
    assert all(len(colours(path)) > 40 for path in drawn)


def test_a_library_that_is_not_there_is_told_with_its_status(tmp_path, capsys, qapp):
    assert pictures.main(["--library", str(tmp_path / "none"), "--into", str(tmp_path / "drawn")]) == 4
    assert capsys.readouterr().err.startswith("disputes-app: ")
    assert not (tmp_path / "drawn").exists()
