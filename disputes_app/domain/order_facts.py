"""What is known of one order, as the protection engine takes it: facts to select rules, dates to count from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from disputes_app.domain.anchors import Anchor, AnchorKind
from disputes_app.domain.claims import Ground
from disputes_app.domain.moments import Moment
from disputes_app.domain.money import Money

_MOST_DIGITS = 4
CARDS = frozenset({"credit_card", "debit_card"})
_YES, _NO = frozenset({"yes"}), frozenset({"no"})


def number_in(text: str) -> int | None:
    """The number that a fact such as ``lead_days`` holds; None for a text that is none, or is beyond all agreements."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


@dataclass(frozen=True, slots=True)
class PlatformDate:
    """A last day that the programme's own page shows.

    With a ``rule`` it is meant for that rule; without one, for the day by which the order's own marketplace
    says that a dispute must be opened. A whole day counts to its end in ``zone``, else in the programme's.
    """

    value: Moment
    rule: str = ""
    zone: str | None = None
    noted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of a case with one programme: its dates and the last days its page shows."""

    anchors: tuple[Anchor, ...] = ()
    platform_dates: tuple[PlatformDate, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One order with everything that rules ask about; empty texts are facts not known.

    Countries are ISO 3166 two-letter codes. ``attributes`` holds further facts by name, as texts (``yes`` and
    ``no`` for truths, digits for numbers). ``charged`` is what the whole order cost in other currencies, as
    statements and payments show it. ``filed`` holds the facts of each case by programme id.
    """

    platform: str = ""
    site: str = ""
    payment_methods: tuple[str, ...] = ()
    card_network: str = ""
    buyer_country: str = ""
    seller_country: str = ""
    buyer_kind: str = ""
    category: str = ""
    total: Money | None = None
    charged: tuple[Money, ...] = ()
    carrier: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()
    platform_dates: tuple[PlatformDate, ...] = ()
    home_zone: str = "UTC"
    claim: Ground | None = None
    filed: Mapping[str, CaseFacts] = field(default_factory=dict)

    @property
    def amounts(self) -> tuple[Money, ...]:
        """What the order cost, in every currency known; its own total first."""
        return (self.total, *self.charged) if self.total else self.charged

    def values(self) -> dict[str, frozenset[str]]:
        """The facts that conditions ask about; a fact that is not known is absent.

        ``delivery_date`` follows from the anchors: whether a delivery day was promised or estimated;
        ``cross_border`` from both countries, unless it was answered otherwise.
        """
        found = {
            name: frozenset({text})
            for name, text in (
                ("platform", self.platform),
                ("site", self.site),
                ("card_network", self.card_network),
                ("buyer_country", self.buyer_country),
                ("seller_country", self.seller_country),
                ("buyer_kind", self.buyer_kind),
                ("category", self.category),
                ("carrier", self.carrier),
            )
            if text
        }
        dated = any(a.kind in (AnchorKind.PROMISED, AnchorKind.ESTIMATED_TO) for a in self.anchors)
        found["delivery_date"] = _YES if dated else _NO
        if self.buyer_country and self.seller_country:
            found["cross_border"] = _NO if self.buyer_country == self.seller_country else _YES
        for name, text in self.attributes.items():
            found[name] = frozenset({str(text)})
        if self.payment_methods:
            methods = frozenset(self.payment_methods)
            found["payment_method"] = methods
            if not methods & CARDS and "card_network" not in found:
                found["card_network"] = frozenset({"none"})
        return found
