"""What a library knows of its owner: name, place, zone, currency, and how they like to see things."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of a library. ``home_zone`` empty means: the zone of the machine."""

    library_name: str = ""
    buyer_name: str = ""
    buyer_place: str = ""
    buyer_country: str = ""
    home_zone: str = ""
    home_currency: str = ""
    language: str = "en"
    appearance: str = "system"
