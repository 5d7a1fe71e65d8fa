"""Small pictures that cannot be made."""

from __future__ import annotations

import pytest

from disputes_app.errors import UserError
from disputes_app.gui.thumbnails import Thumbnails
from tests.helpers.builders import a_library
from tests.helpers.gui import a_context


@pytest.mark.parametrize(("error", "told"), [(OSError("disk full"), 1), (UserError("no picture"), 0)])
def test_a_disk_without_room_is_told_once_for_all_pictures(tmp_path, qtbot, error, told):
    core = a_library(tmp_path)
    context = a_context(core)
    pictures = Thumbnails(context)
    for _ in range(40):
        pictures._on_failed(error)
    assert len(context.notices.errors) == told
    core.library.close()
