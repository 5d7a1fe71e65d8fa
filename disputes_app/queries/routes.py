"""The recourse map of an order, worked out from its facts as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from disputes_app.core import Core
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.ids import OrderId
from disputes_app.domain.routes import Route, routes_for
from disputes_app.queries.facts import known_orders
from disputes_app.queries.settings import settings
from disputes_app.store.library import Reader


def routes(core: Core, reader: Reader, order: OrderId, claim: ClaimType | None = None) -> tuple[Route, ...]:
    """Every route of an order, for one claim type or for all; a case's own stages are in them."""
    known = known_orders(reader, [order], settings(reader).home_zone)[0]
    facts = next((facts for case, facts in known.cases if claim is None or case.claim == claim), known.facts)
    return routes_for(replace(facts, claim=claim), core.programmes, claim, core.now())


def between(found: Sequence[Route], one: str, other: str) -> tuple[str, ...]:
    """What two programmes among these routes do to each other, a sentence each: which ends which, who pays once."""
    texts = [
        conflict.text.rstrip(".") + "."
        for route in found
        for conflict in route.conflicts
        if {route.programme.id, conflict.programme} == {one, other}
    ]
    return tuple(dict.fromkeys(texts))
