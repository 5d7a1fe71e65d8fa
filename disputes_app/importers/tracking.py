"""Which carriers a tracking number can belong to, by its shape and check digit.

The formats lie in ``resources/carriers`` (one file per carrier, from the tracking_number_data project).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from disputes_app import resources


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier whose format the number fits; ``checked`` when a check digit agreed, not only the shape."""

    name: str
    format: str
    checked: bool


@dataclass(frozen=True, slots=True)
class _Format:
    carrier: str
    name: str
    pattern: re.Pattern[str]
    rules: dict[str, Any]
    lookups: tuple[dict[str, Any], ...]


def carriers_of(number: str) -> list[Carrier]:
    """Every carrier whose format and check digit agree with the number, those with a check digit first."""
    text = number.strip().upper()
    if not 6 <= len(text) <= 80:
        return []
    found = [carrier for form in _formats() if (carrier := _fits(form, text))]
    return sorted(found, key=lambda carrier: not carrier.checked)


@cache
def _formats() -> tuple[_Format, ...]:
    forms = []
    for file in sorted(resources.path("carriers").glob("*.json")):
        courier = json.loads(file.read_text("utf-8"))
        for entry in courier["tracking_numbers"]:
            regex = entry["regex"] if isinstance(entry["regex"], str) else "".join(entry["regex"])
            forms.append(
                _Format(
                    carrier=courier["name"],
                    name=entry["name"],
                    pattern=re.compile(
                        regex.replace("(?<", "(?P<").replace("(?P<!", "(?<!").replace("(?P<=", "(?<=")
                    ),
                    rules=entry.get("validation") or {},
                    lookups=tuple(entry.get("additional") or ()),
                )
            )
    return tuple(forms)


def _fits(form: _Format, text: str) -> Carrier | None:
    match = form.pattern.fullmatch(text)
    if match is None:
        return None
    groups = {name: re.sub(r"\s", "", value or "") for name, value in match.groupdict().items()}
    checksum = form.rules.get("checksum")
    if checksum and not _agrees(checksum, _serial(form.rules, groups["SerialNumber"]), groups["CheckDigit"]):
        return None
    carrier = form.carrier
    for name in (form.rules.get("additional") or {}).get("exists", ()):
        entry = _looked_up(form, name, groups)
        if entry is None:
            return None
        carrier = entry.get("courier") or carrier
    return Carrier(carrier, form.name, checked=bool(checksum))


def _looked_up(form: _Format, name: str, groups: dict[str, str]) -> dict[str, Any] | None:
    for table in form.lookups:
        if table["name"] != name:
            continue
        value = groups.get(table["regex_group_name"], "")
        for entry in table["lookup"]:
            if entry.get("matches") == value or (
                "matches_regex" in entry and re.fullmatch(entry["matches_regex"], value)
            ):
                return dict(entry)
    return None


def _serial(rules: dict[str, Any], serial: str) -> str:
    prepend = (rules.get("serial_number_format") or {}).get("prepend_if")
    if prepend and re.search(prepend["matches_regex"], serial):
        return str(prepend["content"]) + serial
    return serial


def _agrees(rule: dict[str, Any], serial: str, check: str) -> bool:
    name = rule["name"]
    if name == "mod_37_36":
        return _mod_37_36(rule["alphabet"], serial) == check
    if not check.isdecimal():
        return False
    methods: dict[str, Callable[[dict[str, Any], str], int]] = {
        "mod10": _mod10,
        "mod7": lambda _, digits: int(digits) % 7,
        "luhn": _luhn,
        "s10": _s10,
        "sum_product_with_weightings_and_modulo": _weighted,
    }
    return methods[name](rule, serial) == int(check)


def _mod10(rule: dict[str, Any], serial: str) -> int:
    total = 0
    for place, character in enumerate(reversed(serial) if rule.get("reverse") else serial):
        value = int(character) if character.isdecimal() else (ord(character) - 3) % 10
        total += value * rule["odds_multiplier" if place % 2 else "evens_multiplier"]
    return int(-total % 10)


def _luhn(_: dict[str, Any], serial: str) -> int:
    total = 0
    for place, character in enumerate(reversed(serial)):
        value = int(character) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return int(-total % 10)


def _s10(rule: dict[str, Any], serial: str) -> int:
    total = sum(weight * int(digit) for weight, digit in zip(rule["weightings"], serial, strict=True))
    check = 11 - total % 11
    return {10: 0, 11: 5}.get(int(check), int(check))


def _weighted(rule: dict[str, Any], serial: str) -> int:
    total = sum(weight * int(digit) for weight, digit in zip(rule["weightings"], serial, strict=True))
    return int(total % rule["modulo1"] % rule["modulo2"])


def _mod_37_36(alphabet: str, serial: str) -> str:
    # ISO/IEC 7064, MOD 37,36.
    size = len(alphabet)
    value = size
    for character in serial:
        value = (value + alphabet.index(character)) % size or size
        value = value * 2 % (size + 1)
    return alphabet[(size + 1 - value) % size]
