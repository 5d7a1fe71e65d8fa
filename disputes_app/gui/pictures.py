"""Pictures of the main screens of a library, drawn without a screen: ``python -m disputes_app.gui.pictures``."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SIZES = ((1440, 900), (1024, 640))
THEMES = ("light", "dark")
PATIENCE = 30.0
"""Seconds to wait for a screen's own work (thumbnails, packet pages) before it is drawn as it is."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the screens of a library into a folder, and print where they lie; returns the exit status."""
    parser = ArgumentParser(prog="disputes_app.gui.pictures", description=__doc__)
    parser.add_argument("--library", required=True, type=Path)
    parser.add_argument("--into", required=True, type=Path)
    parser.add_argument("--now", default=None)
    given = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

    from disputes_app import bootstrap, clock
    from disputes_app.errors import UserError
    from disputes_app.gui.application import Doors, Session, application

    try:
        doors = Doors(bootstrap.open_core, bootstrap.create_library, bootstrap.make_demo)
        session = Session(application(), given.library, clock.chosen(given.now), doors)
    except UserError as fault:
        sys.stderr.write(f"disputes-app: {fault}\n")
        return fault.exit_status
    given.into.mkdir(parents=True, exist_ok=True)
    for path in _drawn(session, given.into):
        sys.stdout.write(f"{path}\n")
    session.window.close()
    return 0


def _drawn(session: Any, into: Path) -> Sequence[Path]:
    window, context = session.window, session.context
    session.wiring.start()
    window.show()
    paths = []
    for theme in THEMES:
        context.theme.set_pin(theme)
        for width, height in SIZES:
            window.resize(width, height)
            for name, place, argument in _places(context):
                window.go_to(place, argument)
                _settle(context.tasks)
                path = into / f"{name}-{theme}-{width}x{height}.png"
                window.grab().save(str(path))
                paths.append(path)
    return paths


def _places(context: Any) -> Sequence[tuple[str, str, Any]]:
    """The screens worth a picture: those without an argument, and one order and case that need something."""
    from disputes_app.queries.cases import case_detail
    from disputes_app.queries.overview import case_heads

    core = context.core
    found: list[tuple[str, str, Any]] = [("today", "today", None), ("orders", "orders", None)]
    heads = case_heads(core, core.library)
    details = [case_detail(core, core.library, head.id) for head in heads]
    if details:
        fullest = max(details, key=lambda detail: len(detail.exhibits))
        found.append(("order", "order", fullest.orders[0].order.id))
        found += [("cases", "cases", None), ("case", "case", fullest.case.id)]
    return found


def _settle(tasks: Any) -> None:
    """Let everything a screen asked for arrive: its own work, and the timers that start more of it."""
    import time

    from PySide6.QtCore import QEventLoop, QTimer

    end = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < 3 and time.monotonic() < end:
        loop = QEventLoop()
        QTimer.singleShot(200, loop.quit)
        loop.exec()
        quiet = quiet + 1 if tasks.is_idle else 0


if __name__ == "__main__":
    sys.exit(main())
