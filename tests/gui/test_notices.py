"""What went wrong is said in words a person can act on, and a fault of the program is named as one."""

from __future__ import annotations

import errno

import pytest

from disputes_app.errors import UserError
from disputes_app.gui.notices import Notices


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UserError("the file is empty; choose another"), ["The file is empty; choose another."]),
        (
            OSError(errno.ENOSPC, "No space left on device", "library.db"),
            ["No space left", "library.db", "try again"],
        ),
        (OSError(errno.EIO, "Input/output error"), ["The system says: Input/output error."]),
        (OSError("torn"), ["Something went wrong in the program"]),
        (ValueError("a slot broke"), ["Something went wrong in the program", "ValueError: a slot broke"]),
    ],
    ids=["a person can act", "a full disk", "a failing disk", "no reason known", "our fault"],
)
def test_an_error_is_told_by_what_can_be_done(qapp, monkeypatch, error, said):
    shown = []
    monkeypatch.setattr(Notices, "_show_error", lambda _self, _parent, *words: shown.append(" ".join(words)))
    Notices().error(error)
    assert [words for words in said if words not in shown[0]] == []
