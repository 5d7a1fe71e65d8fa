"""Reads what claims and programmes want as proof from resources/evidence/."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from disputes_app import resources
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.readiness import Exhibit, ProgrammeWish, Requirements, Wanted


@cache
def load_requirements() -> Requirements:
    """The requirements that ship with the program."""
    return read_requirements(resources.path("evidence"))


def read_requirements(folder: Path) -> Requirements:
    """The requirements of a folder with exhibits.toml, claims.toml and programmes.toml.

    Raises KeyError or ValueError where a file names a field, code or claim that does not exist: these files
    ship with the program, so that is our own mistake.
    """
    exhibits = {code: Exhibit(code, **fields) for code, fields in _table(folder / "exhibits.toml").items()}
    claims = {ClaimType(name): fields for name, fields in _table(folder / "claims.toml").items()}
    programmes = _table(folder / "programmes.toml")
    found = Requirements(
        exhibits=exhibits,
        claims={
            claim: (
                *(_wanted(one, required=True) for one in fields["required"]),
                *(_wanted(one, required=False) for one in fields["helps"]),
            )
            for claim, fields in claims.items()
        },
        decides={claim: fields["decides"] for claim, fields in claims.items()},
        beware={claim: fields["beware"] for claim, fields in claims.items()},
        programmes={name: _wish(fields) for name, fields in programmes.items()},
    )
    for wanted in _all_wanted(found):
        unknown = set(wanted.codes) - set(exhibits)
        if unknown:
            raise ValueError(f"no exhibit of the code {min(unknown)}")
    return found


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _wanted(fields: dict[str, Any], *, required: bool) -> Wanted:
    codes = fields["codes"]
    return Wanted((codes,) if isinstance(codes, str) else tuple(codes), fields["why"], required)


def _wish(fields: dict[str, Any]) -> ProgrammeWish:
    wanted = tuple(
        (
            frozenset(ClaimType(claim) for claim in one.get("claims", ())),
            _wanted(one, required=one.get("required", False)),
        )
        for one in fields["wanted"]
    )
    return ProgrammeWish(fields["asks"], fields["limits"], wanted)


def _all_wanted(requirements: Requirements) -> list[Wanted]:
    return [
        *(wanted for each in requirements.claims.values() for wanted in each),
        *(wanted for wish in requirements.programmes.values() for _, wanted in wish.wanted),
    ]
