"""The order screen's one question to the library, asked on another thread over a connection of its own."""

from __future__ import annotations

from dataclasses import dataclass

from disputes_app.core import Core
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.ids import OrderId
from disputes_app.gui.screens.order.chronology_rows import Made, made_of
from disputes_app.gui.screens.order.loading import OrderView, load


@dataclass(frozen=True)
class Loaded:
    """The answer, with the number of the question."""

    asked: int
    view: OrderView
    made: tuple[Made, ...]


def load_apart(core: Core, order: OrderId, claim: ClaimType | None, asked: int) -> Loaded:
    """Everything the screen shows of an order. Raises LookupError when there is no such order."""
    with core.library.reader() as reader:
        view = load(core, reader, order, claim)
    return Loaded(asked, view, made_of(view))
