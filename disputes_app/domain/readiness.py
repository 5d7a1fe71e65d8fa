"""How ready a claim is: what a strong packet holds, what is there, what is missing and how to get it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from disputes_app.domain.claims import ClaimType


class Proof(NamedTuple):
    """Something that is there: the code of what it proves, and what proves it (an exhibit's letter, an id)."""

    code: str
    ref: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A kind of proof: its code and name, what it proves, how to make it, and what weakens it.

    ``made`` kinds come into being with the packet and are never missing; ``photo`` kinds are pictured or
    filmed.
    """

    code: str
    what: str
    proves: str
    how: str
    weak_point: str = ""
    made: bool = False
    photo: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A proof that a claim or programme wants. Any one of ``codes`` does; ``required`` ones come first."""

    codes: tuple[str, ...]
    why: str
    required: bool


@dataclass(frozen=True, slots=True)
class ProgrammeWish:
    """What one programme asks for on top, for some claims or all, and what can be uploaded to it."""

    asks: str
    limits: str
    wanted: tuple[tuple[frozenset[ClaimType], Wanted], ...] = ()


@dataclass(frozen=True, slots=True)
class Requirements:
    """All that is wanted: kinds of proof by code, what each claim needs, what each programme adds.

    ``decides`` and ``beware`` say, by claim, which facts decide and what the other side usually brings.
    """

    exhibits: Mapping[str, Exhibit]
    claims: Mapping[ClaimType, tuple[Wanted, ...]]
    decides: Mapping[ClaimType, str]
    beware: Mapping[ClaimType, str]
    programmes: Mapping[str, ProgrammeWish]


class Ready(NamedTuple):
    """A wanted proof that is there, with what proves it."""

    codes: tuple[str, ...]
    what: str
    required: bool
    refs: tuple[str, ...]


class Missing(NamedTuple):
    """A wanted proof that is not there: what, why it helps, how to get it, whether the claim needs it."""

    codes: tuple[str, ...]
    what: str
    why: str
    how: str
    required: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready a claim is: ``score`` from 0 to 100, required proofs weighing three times what others do."""

    score: int
    have: tuple[Ready, ...]
    missing: tuple[Missing, ...]

    @property
    def wanted(self) -> int:
        """How many proofs are wanted in all."""
        return len(self.have) + len(self.missing)


def readiness(
    requirements: Requirements,
    claim: ClaimType,
    programme: str,
    have: Iterable[Proof],
    also: Sequence[Wanted] = (),
) -> Readiness:
    """What is ready and what is missing for a claim with a programme (its id; empty for none yet).

    ``also`` is what this one case wants before anything else.
    """
    refs: dict[str, list[str]] = {}
    for proof in have:
        refs.setdefault(proof.code, []).append(proof.ref)
    ready: list[Ready] = []
    missing: list[Missing] = []
    for wanted in (*also, *wanted_for(requirements, claim, programme)):
        kinds = [requirements.exhibits[code] for code in wanted.codes]
        found: tuple[str, ...] = tuple(
            dict.fromkeys(ref for code in wanted.codes for ref in refs.get(code, ()))
        )
        if not found and any(kind.made for kind in kinds):
            found = ("packet",)
        what = " or ".join(kind.what if n == 0 else _lower_first(kind.what) for n, kind in enumerate(kinds))
        if found:
            ready.append(Ready(wanted.codes, what, wanted.required, found))
        else:
            missing.append(Missing(wanted.codes, what, wanted.why, kinds[0].how, wanted.required))
    missing.sort(key=lambda item: not item.required)
    there = sum(_weight(item.required) for item in ready)
    lacking = sum(_weight(item.required) for item in missing)
    score = 100 * there // (there + lacking) if ready else 0
    return Readiness(score, tuple(ready), tuple(missing))


def wanted_for(requirements: Requirements, claim: ClaimType, programme: str) -> tuple[Wanted, ...]:
    """What a claim with a programme wants: a proof that the programme requires is wanted once, as required."""
    by_codes = {wanted.codes: wanted for wanted in requirements.claims.get(claim, ())}
    wish = requirements.programmes.get(programme)
    for claims, wanted in wish.wanted if wish else ():
        if claims and claim not in claims:
            continue
        covered = next((codes for codes in by_codes if set(codes) & set(wanted.codes)), None)
        if covered is None:
            by_codes[wanted.codes] = wanted
        elif wanted.required and not by_codes[covered].required:
            by_codes[covered] = Wanted(covered, wanted.why, required=True)
    return tuple(by_codes.values())


def _weight(required: bool) -> int:
    return 3 if required else 1


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
