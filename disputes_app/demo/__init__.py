"""The sample library: a made-up buyer's orders, cases and evidence, made with the actions a user has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disputes_app.clock import Clock
from disputes_app.progress import Progress, silent

if TYPE_CHECKING:
    from disputes_app.core import Core


def make_sample_library(
    folder: Path, create: Callable[[Path, Clock], Core], progress: Progress = silent
) -> dict[str, Any]:
    """Make the sample library in a folder that is absent or empty; ``create`` makes an empty library there.

    It tells the same story every time, up to 12 March 2026, 10:42 in Leeds: the ``now`` of what is returned,
    beside the folder and the numbers of orders, cases and evidence items.
    Raises LibraryError when the folder cannot take a library.
    """
    import tempfile

    from disputes_app.actions import imports
    from disputes_app.actions.refresh import refresh_passed
    from disputes_app.actions.settings import change_settings
    from disputes_app.demo import pictures, story
    from disputes_app.demo.telling import StoryClock, Told, tell
    from disputes_app.domain import moments

    steps = story.steps()
    clock = StoryClock(moments.parse_instant(steps[0].at))
    core = create(folder, clock)
    try:
        with tempfile.TemporaryDirectory() as drawn, imports.Reader() as reader:
            pictures.make(Path(drawn), progress)
            told = Told(core, Path(drawn), reader)
            change_settings(core, **story.SETTINGS)
            for done, step in enumerate(steps):
                progress(done, len(steps), "Telling the story")
                clock.now = moments.parse_instant(step.at)
                tell(told, step)
        clock.now = moments.parse_instant(story.TODAY)
        refresh_passed(core)
        return {
            "library": str(folder),
            "orders": len(told.orders),
            "cases": len(told.cases),
            "evidence": core.library.value("SELECT count(*) FROM evidence WHERE deleted_at IS NULL"),
            "now": story.TODAY,
        }
    finally:
        core.library.close()
