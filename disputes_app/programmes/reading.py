"""Reads rule files (TOML) into the engine's programmes, naming file, line, field and remedy of each mistake."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from disputes_app import resources
from disputes_app.domain.programmes import (
    Choice,
    Confidence,
    Effect,
    Expression,
    Family,
    Interaction,
    Kind,
    Lapse,
    Programme,
    Programmes,
    Rule,
    Source,
)
from disputes_app.errors import UserError
from disputes_app.programmes.faults import Fault, Path_, line_of, lines_of
from disputes_app.programmes.fields import Table
from disputes_app.programmes.rules import read_conditions, read_rule, read_sources, read_zone
from disputes_app.programmes.working_days import working_days

_AT = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")


class Parsed(NamedTuple):
    """A rule file: its text, its tables, the programme made of them, and what is wrong with it."""

    path: Path
    raw: dict[str, Any]
    programme: Programme
    faults: tuple[Fault, ...]


def shipped() -> Path:
    """The folder of the rule files that come with the program."""
    return resources.path("programmes")


def load(folders: Iterable[Path] = (), cache: Path | None = None) -> Programmes:
    """The programmes in force: the shipped ones, each replaced by a user's own of the same id.

    ``cache`` names a folder where parsed files may be kept, so that the next start need not parse them.
    Raises UserError naming file, line, field and remedy of the first mistake.
    """
    found: dict[str, Programme] = {}
    for folder in (shipped(), *folders):
        for path in sorted(folder.glob("*.toml")):
            parsed = read_file(path, cache)
            if parsed.faults:
                more = len(parsed.faults) - 1
                rest = f" (and {more} more: run “programmes check”)" if more else ""
                raise UserError(f"{parsed.faults[0]}{rest}")
            found[parsed.programme.id] = parsed.programme
    return Programmes(tuple(found.values()), working_days)


def read_file(path: Path, cache: Path | None = None) -> Parsed:
    """One rule file; never raises, every mistake is among the faults."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "cannot be read"
        return _unreadable(path, 1, f"the file cannot be read ({reason})", "check its name and permissions")
    except UnicodeDecodeError:
        return _unreadable(path, 1, "the file is not UTF-8 text", "save it again as UTF-8")
    raw = _kept(path, text, cache)
    if raw is None:
        try:
            raw = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            said = str(error)
            place = _AT.search(said)
            line = int(place[1]) if place and place[1] else max(1, len(text.splitlines()))
            what = "this is not TOML: " + _AT.sub("", said)
            return _unreadable(path, line, what, "look for a missing quote, bracket or comma on this line")
        _keep(path, text, raw, cache)
    noted: list[tuple[Path_, str, str]] = []
    programme = _programme(Table(raw, (), lambda *fault: noted.append(fault)))
    faults: tuple[Fault, ...] = ()
    if noted:
        places = lines_of(text)
        faults = tuple(
            Fault(path, line_of(places, where), _field(raw, where), what, remedy)
            for where, what, remedy in noted
        )
    return Parsed(path, raw, programme, faults)


def _unreadable(path: Path, line: int, what: str, remedy: str) -> Parsed:
    nothing = Programme("", "", "", Family.LAW, "", frozenset(), (), (), (), date.min)
    return Parsed(path, {}, nothing, (Fault(path, line, "file", what, remedy),))


def _field(raw: dict[str, Any], where: Path_) -> str:
    """A field as a person names it: the rule's id, then the names inside it."""
    names: list[str] = []
    here: Any = raw
    for part in where:
        here = _inside(here, part)
        if isinstance(part, str):
            names.append(part)
        elif isinstance(here, dict) and isinstance(here.get("id"), str):
            names[-1:] = [here["id"], ""]
        else:
            names.append(str(part + 1))
    return ".".join(name for name in names if name).replace(".", " ", 1) if names else "file"


def _inside(here: Any, part: str | int) -> Any:
    if isinstance(here, dict) and isinstance(part, str):
        return here.get(part)
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        return here[part]
    return None


def _programme(table: Table) -> Programme:
    sources = _sources(table)
    rules = [read_rule(one, sources) for one in table.tables("rules")]
    if not rules:
        table.fault("rules", "the programme has no rules", "add at least one [[rules]]")
    _check_links(table, rules)
    as_of = table.day("as_of")
    if not table.has("as_of"):
        table.fault("as_of", "“as_of” is missing", "add the day the rules were last seen, as_of = 2026-11-22")
    programme = Programme(
        id=table.text("id"),
        name=table.text("name"),
        scheme=table.text("scheme"),
        family=table.one_of("family", Family) or Family.LAW,
        zone=read_zone(table),
        platforms=frozenset(table.texts("platforms")),
        when=read_conditions(table),
        rules=tuple(rules),
        interactions=tuple(_interaction(one, sources) for one in table.tables("interactions")),
        as_of=as_of or date.min,
        note=table.text("note", ""),
        because=table.text("because", ""),
    )
    table.finish()
    return programme


def _sources(table: Table) -> dict[str, Source]:
    inner = table.table("sources")
    found: dict[str, Source] = {}
    if inner is None:
        return found
    for ref, raw in inner.items():
        one = Table(raw, (*inner.path, ref), table.note)
        found[ref] = Source(ref, one.text("address"), one.text("dated", ""))
        one.finish()
    return found


def _interaction(table: Table, sources: dict[str, Source]) -> Interaction:
    found = Interaction(
        table.text("with"),
        table.one_of("effect", Effect) or Effect.PAID_ONCE,
        table.text("text"),
        read_sources(table, sources),
        table.one_of("confidence", Confidence) or Confidence.LOW,
    )
    table.finish()
    return found


def _check_links(table: Table, rules: list[Rule]) -> None:
    """Every rule another one names must be there, and no rule may lapse from itself."""
    ids = [rule.id for rule in rules]
    for place, rule in enumerate(rules):
        path: Path_ = ("rules", place)
        if rule.id and ids.index(rule.id) != place:
            table.note((*path, "id"), f"there are two rules “{rule.id}”", "give each rule its own id")
        named = [("opened_by", gate) for gate in rule.opened_by] + [
            ("anchor", one) for one in lapses(rule.anchor)
        ]
        if rule.follows:
            named.append(("follows", rule.follows))
        for name, other in named:
            if other not in ids:
                table.note((*path, name), f"there is no rule “{other}” in this file", "name one that is")
            elif name == "opened_by" and rules[ids.index(other)].kind is not Kind.EARLIEST:
                table.note(
                    (*path, name), f"“{other}” says no first day", 'name a rule of the kind "earliest"'
                )
            elif other == rule.id or _leads_back(rules, ids, other, rule.id, name):
                table.note((*path, name), f"“{other}” leads back to “{rule.id}”", "name another rule")


def lapses(expression: Expression | None) -> list[str]:
    """The rules whose last day an anchor expression counts from."""
    if isinstance(expression, Lapse):
        return [expression.rule]
    if isinstance(expression, Choice):
        return [name for part in expression.parts for name in lapses(part)]
    return []


def _leads_back(rules: list[Rule], ids: list[str], start: str, goal: str, name: str) -> bool:
    seen: set[str] = set()
    left = [start]
    while left:
        here = left.pop()
        if here == goal:
            return True
        if here in ids and here not in seen:
            seen.add(here)
            rule = rules[ids.index(here)]
            ahead = {
                "opened_by": list(rule.opened_by),
                "follows": [rule.follows],
                "anchor": lapses(rule.anchor),
            }
            left.extend(ahead[name])
    return False


def _kept(path: Path, text: str, cache: Path | None) -> dict[str, Any] | None:
    if cache is None:
        return None
    try:
        kept = json.loads(_cache_file(path, cache).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # a cache that is absent or damaged is made anew
    if isinstance(kept, dict) and kept.get("of") == _fingerprint(text) and isinstance(kept.get("raw"), dict):
        return dict(kept["raw"])
    return None


def _keep(path: Path, text: str, raw: dict[str, Any], cache: Path | None) -> None:
    if cache is None:
        return
    try:
        cache.mkdir(parents=True, exist_ok=True)
        kept = json.dumps({"of": _fingerprint(text), "raw": raw}, default=_as_text, ensure_ascii=False)
        _cache_file(path, cache).write_text(kept, encoding="utf-8")
    except OSError:
        return  # without a cache the next start parses again


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _cache_file(path: Path, cache: Path) -> Path:
    return cache / f"rules-{path.parent.name}-{path.stem}.json"


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
