"""Which route of an order to use first, and what the rules' sources say of using two."""

from __future__ import annotations

from collections.abc import Sequence

from disputes_app.domain.urgency import State
from disputes_app.gui.phrases import weekday
from disputes_app.gui.screens.order.loading import OrderView
from disputes_app.gui.screens.order.wording import level_of_row, translate
from disputes_app.gui.urgency import Level


def best_order(view: OrderView) -> list[tuple[Level, str]]:
    """The routes to use one after another, each with its glyph: the first now, the others by their last day."""
    found = []
    routes = sorted(
        (route for route in view.routes if route.recommended_order),
        key=lambda route: route.recommended_order or 0,
    )
    for route in routes:
        window = route.way_in
        assert window is not None
        row = view.standing(window)
        name = f"{route.recommended_order} {route.programme.name}"
        close = window.shown_close
        if route.recommended_order == 1 and row.state is not State.NOT_STARTED:
            words = translate("Order", "{name}, now").format(name=name)
        elif close is not None:
            local = close.astimezone(view.home).date()
            words = translate("Order", "{name}, by {day}").format(name=name, day=weekday(local, view.today))
        else:
            words = name
        found.append((level_of_row(row), words))
    return found


def best_reasons(view: OrderView) -> Sequence[str]:
    """What a rule's source says of using one before or beside another: each sentence once."""
    open_ids = {route.programme.id for route in view.routes if route.recommended_order}
    said: dict[str, None] = {}
    for route in view.routes:
        if not route.recommended_order:
            continue
        if route.reason:
            said[f"{route.reason.rstrip('.')}."] = None
            continue
        for conflict in route.conflicts:
            if conflict.programme in open_ids:
                said.setdefault(f"{route.programme.name}: {conflict.text.rstrip('.')}.")
    # Two rows may say the same in the same words.
    texts: dict[str, str] = {}
    for sentence in said:
        texts.setdefault(sentence.partition(": ")[2] or sentence, sentence)
    return tuple(texts.values())[:4]
