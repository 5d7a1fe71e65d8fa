"""Pictures of the main screens of a library, drawn without a screen: ``python -m disputes_app.gui.pictures``."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
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
    from disputes_app.gui.application import Session, application
    from disputes_app.gui.doors import Doors

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


def _drawn(session: Any, into: Path) -> Iterator[Path]:
    from disputes_app.gui.screens.order_form.dialog import OrderDialog

    window, context = session.window, session.context
    session.wiring.start()
    window.show()
    for theme in THEMES:
        context.theme.set_pin(theme)
        for width, height in SIZES:
            window.resize(width, height)
            name_of = f"{theme}-{width}x{height}.png"
            for name, place, argument in _places(context):
                window.go_to(place, argument)
                _settle(window, context.tasks)
                yield _kept(window, into / f"{name}-{name_of}")
            form = OrderDialog(context, _an_order(context), parent=window)
            form.open()
            _settle(window, context.tasks)
            yield _kept(form, into / f"order-form-{name_of}")
            form.reject()


def _kept(widget: Any, path: Path) -> Path:
    widget.grab().save(str(path))
    return path


def _places(context: Any) -> Sequence[tuple[str, str, Any]]:
    """The screens worth a picture: those without an argument, and one order and case that need something."""
    from disputes_app.queries.cases import case_detail, case_ids

    core = context.core
    found: list[tuple[str, str, Any]] = [(name, name, None) for name in ("today", "orders", "cases", "inbox")]
    order = _an_order(context)
    if order is not None:
        found.append(("order", "order", order))
    details = [case_detail(core, core.library, case) for case in case_ids(core.library, open_only=True)]
    if details:
        found.append(("case", "case", max(details, key=lambda detail: len(detail.exhibits)).case.id))
    return found


def _an_order(context: Any) -> Any:
    """The order with the most exhibits in its case, else the one whose last day is next; None without any."""
    from disputes_app.queries.cases import case_detail, case_ids
    from disputes_app.queries.orders import order_ids

    core = context.core
    details = [case_detail(core, core.library, case) for case in case_ids(core.library, open_only=True)]
    if details:
        return max(details, key=lambda detail: len(detail.exhibits)).orders[0].order.id
    return next(iter(order_ids(core, core.library, limit=1)), None)


def _settle(window: Any, tasks: Any) -> None:
    """Let everything a screen asked for arrive: its own work, and the timers that start more of it.

    Those run for less than a second; longer ones show the clock, or take back an offer to undo.
    """
    import time

    from PySide6.QtCore import QEventLoop, QTimer

    end = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < 3 and time.monotonic() < end:
        loop = QEventLoop()
        QTimer.singleShot(30, loop.quit)
        loop.exec()
        waits = any(one.isActive() and one.interval() < 1000 for one in window.findChildren(QTimer))
        quiet = quiet + 1 if tasks.is_idle and not waits else 0


if __name__ == "__main__":
    sys.exit(main())
