"""Builders for the protection engine: valid rules, programmes and orders, each test changing what it is about."""

from __future__ import annotations

from datetime import date, datetime

from disputes_app.domain.anchors import AnchorKind, anchor
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.order_facts import OrderFacts
from disputes_app.domain.programmes import (
    Actor,
    Confidence,
    Family,
    Kind,
    Length,
    Programme,
    Programmes,
    Rule,
    RuleStage,
    Source,
    Term,
)
from disputes_app.domain.windows import Window, window_for
from disputes_app.programmes.working_days import working_days


def a_rule(rule_id: str = "TS-01", **changed) -> Rule:
    """Ten days after delivery to open a claim with the made-up shop."""
    fields = {
        "title": "10 days after delivery",
        "action": "Open a claim with the Test Shop",
        "kind": Kind.LATEST,
        "actors": (Actor.BUYER,),
        "stage": RuleStage.OPEN,
        "claims": tuple(ClaimType),
        "anchor": Term(AnchorKind.DELIVERED),
        "length": Length(10),
        "sources": (Source("TS-a", "testshop.example/help", "2026"),),
        "confidence": Confidence.HIGH,
    }
    return Rule(rule_id, **{**fields, **changed})


def a_programme(*rules: Rule, **changed) -> Programme:
    """The protection of a made-up shop that counts in Los Angeles."""
    fields = {
        "id": "test_shop",
        "name": "Test Shop",
        "scheme": "Test Cover",
        "family": Family.MARKETPLACE,
        "zone": "America/Los_Angeles",
        "platforms": frozenset({"test_shop"}),
        "when": (),
        "rules": rules or (a_rule(),),
        "interactions": (),
        "as_of": date(2026, 3, 4),
    }
    return Programme(**{**fields, **changed})


def programmes_of(*programmes: Programme) -> Programmes:
    """Programmes with the real working days."""
    return Programmes(programmes, working_days)


def dated(kind: str, text: str, **known):
    """An anchor from its word and an ISO date or instant."""
    value = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    return anchor(AnchorKind(kind), value, **known)


def an_order(*, dates: dict[str, str] | None = None, **changed) -> OrderFacts:
    """An order with the made-up shop by somebody in Leeds; ``dates`` by anchor word."""
    anchors = tuple(dated(kind, text) for kind, text in (dates or {}).items())
    return OrderFacts(
        **{"platform": "test_shop", "home_zone": "Europe/London", "anchors": anchors, **changed}
    )


def the_window(rule: Rule, facts: OrderFacts, *others: Rule, **programme) -> Window | None:
    """The window of a rule of a made-up programme for an order."""
    own = a_programme(rule, *others, **programme)
    return window_for(own, rule, facts, programmes_of(own))


def term(kind: str, *plus) -> Term:
    """A dated fact that a rule counts from."""
    return Term(AnchorKind(kind), tuple(plus))
