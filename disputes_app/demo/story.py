"""What the sample library tells, in the order in which it happened.

Mira Hale of Leeds buys for herself and, as Northlight, to resell. She, the shops, the numbers and the
addresses are made up. Today is Thursday, 12 March 2026, 10:42 in Leeds.
"""

from __future__ import annotations

from datetime import datetime

from disputes_app.demo import story_business, story_cases, story_claims, story_orders, story_quiet, story_talk
from disputes_app.demo.steps import Step

TODAY = "2026-03-12T10:42:00+00:00"
SETTINGS = {
    "library_name": "Northlight",
    "buyer_name": "Mira Hale",
    "buyer_place": "Leeds, United Kingdom",
    "buyer_country": "GB",
    "home_zone": "Europe/London",
    "home_currency": "GBP",
}


def steps() -> list[Step]:
    """The whole story."""
    parts = (story_orders, story_quiet, story_business, story_talk, story_cases, story_claims)
    told = [step for part in parts for step in part.STEPS]
    return sorted(told, key=lambda step: datetime.fromisoformat(step.at))
