"""How finished files reach their places: whole, or not at all, with a sentence that says why."""

from __future__ import annotations

import pytest

from disputes_app.errors import UserError
from disputes_app.packets.delivery import Waiting, deliver


def test_a_place_that_takes_no_file_is_named_and_nothing_lies_beside_the_others(tmp_path):
    made = tmp_path / "made"
    made.write_bytes(b"%PDF")
    into = tmp_path / "out"
    (into / "taken.pdf").mkdir(parents=True)
    for wrong in ("x" * 251 + ".pdf", "taken.pdf"):
        files = [Waiting(made, into / "first.pdf", 1), Waiting(made, into / wrong, 1)]
        with pytest.raises(UserError, match="cannot be written"):
            deliver(files)
        assert not [path for path in into.iterdir() if path.name.endswith(".part")]
